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
"""Records looked at in one go: what is withheld must not hold the hub up. The page is sent when it is full or the answer is at its end; one
sent sooner would tell how much lies between."""


class Telling:
    """One answer in the telling."""

    def __init__(self, asked: AskHistory, records: Iterator[Record]) -> None:
        """Begin before the first record; `records` are those of the room in their order."""
        self._asked = asked
        self._records = records
        self._kinds = frozenset(asked.kinds)
        self._told = 0
        self._chosen: list[Record] = []
        self._size = 0

    @staticmethod
    def none(number: int) -> bytes:
        """Return the page that ends an answer nobody remembers, encoded."""
        return codec.encode(Page(number, (), last=True))

    def page(self, stream: Stream, picture: Picture) -> tuple[bytes, bool] | None:
        """Return the next page, encoded, and whether it is the last; None: it is not full yet, ask again in the next turn."""
        asked = self._asked
        last = True
        for looked, record in enumerate(self._records, 1):
            if asked.until is not None and record.known > asked.until:
                break
            if self._wanted(record) and self._may_be_told(record, stream, picture):
                self._chosen.append(record)
                self._size += len(codec.encode(record))
            if len(self._chosen) >= asked.limit or self._size >= CHUNK:
                last = False
                break
            if looked >= LOOKED_AT:
                return None
        # What was chosen in an earlier turn may have been narrowed since.
        told = [record for record in self._chosen if self._may_be_told(record, stream, picture)]
        page = Page(asked.number, tuple(msgspec.structs.replace(each, sequence=self._told + at) for at, each in enumerate(told, 1)), last)
        self._told += len(told)
        self._chosen, self._size = [], 0
        return codec.encode(page), last

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
