"""History, told in pages: what an audience may see of what was journalled, oldest first.

A snapshot has no past, and a timeline needs one. A record is told only if its own label and the label its row has now both
allow it: what was narrowed since stays withheld. Records are numbered by their place in the answer, so that nothing withheld
can be counted. Deliberately absent: the journal's file; records come from an iterator.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from feeds.hub.audience import Stream
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.wire import codec
from feeds.wire.protocol import CHUNK, AskHistory, Page

LOOKED_AT = 20_000
"""Records looked at for one page: what is withheld must not hold the hub up. A page may therefore be short, even empty."""


class Telling:
    """One answer in the telling."""

    def __init__(self, asked: AskHistory, records: Iterator[Record]) -> None:
        """Begin before the first record; `records` are those of the room in their order."""
        self._asked = asked
        self._records = records
        self._kinds = frozenset(asked.kinds)
        self._told = 0

    @staticmethod
    def none(number: int) -> bytes:
        """Return the page that ends an answer nobody remembers, encoded."""
        return codec.encode(Page(number, (), last=True))

    def page(self, stream: Stream, picture: Picture) -> tuple[bytes, bool]:
        """Return the next page, encoded, and whether it is the last."""
        asked = self._asked
        chosen: list[Record] = []
        size = 0
        last = True
        for looked, record in enumerate(self._records, 1):
            if asked.until is not None and record.known > asked.until:
                break
            if self._wanted(record) and self._may_be_told(record, stream, picture):
                self._told += 1
                chosen.append(msgspec.structs.replace(record, sequence=self._told))
                size += len(codec.encode(record))
            if looked >= LOOKED_AT or len(chosen) >= asked.limit or size >= CHUNK:
                last = False
                break
        return codec.encode(Page(asked.number, tuple(chosen), last)), last

    def _wanted(self, record: Record) -> bool:
        if self._kinds and record.kind not in self._kinds:
            return False
        return self._asked.since is None or record.known >= self._asked.since

    @staticmethod
    def _may_be_told(record: Record, stream: Stream, picture: Picture) -> bool:
        if not stream.sees(record):
            return False
        row = picture.tables.get(record.kind, {}).get(record.row)
        return row is None or stream.sees(row)
