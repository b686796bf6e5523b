"""A journal as an MCAP file: every record as one JSON message, its originals as attachments, and what Foxglove can show of it.

A whole journal keeps its salts, so the file leads back to the same head. A part of one, for an entity or a span, is a beginning of
its own with numbers of its own, and an entity's holds nothing that was narrowed or recalled since. Messages lie in the order of the chain;
their log time is when the record was known, their publish time when it happened.
Deliberately absent: reading (`feeds.journal.mcap_reading`), and giving the file its name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

import msgspec
from mcap.writer import CompressionType, Writer

from feeds.errors import Refused, Unfit
from feeds.exchange.cover import Cover
from feeds.journal import lines
from feeds.journal.audience import View, in_force
from feeds.journal.faults import readable
from feeds.journal.foxglove import shown
from feeds.journal.order import SLICE
from feeds.journal.reader import Reader
from feeds.journal.rows import READING, ReadingRow, record_of
from feeds.picture.envelope import Record
from feeds.picture.label import Label, roll_up
from feeds.picture.marking import above
from feeds.picture.regime import Regime
from feeds.picture.release import audience_of, hands_over
from feeds.picture.room import Incident

PROFILE: Final = "watchroom"
TOPIC: Final = "/watchroom/records"
METADATA: Final = "watchroom.journal"
FORMAT: Final = 1
"""The mapping's version, in the metadata."""

_SCHEMA: Final = "watchroom.Line"
_NANOSECONDS: Final = 1_000_000
_ROWS: Final = f"SELECT {READING}, salt, erased FROM record WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT {SLICE}"  # noqa: S608


class Part(NamedTuple):
    """Which part of a journal is asked for; None: no bound, the originating room. Times of events in ms. `regime` None: all."""

    regime: Regime | None = None
    since: int | None = None
    until: int | None = None
    entity: str | None = None
    readers: str | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return self._replace(readers=None) == Part()


def write(reader: Reader, part: Part, out: Path) -> dict[str, object]:
    """Write the file and return figures.

    Raises:
        Misuse: no such entity or regime.
        Refused: it holds what its readers may not see.
        Damaged: a record cannot be read.

    """
    try:
        with out.open("wb") as file:
            return _Writing(reader, part, Writer(file, compression=CompressionType.ZSTD)).run()
    except OSError as error:
        raise Unfit(str(out), "cannot be written", error.strerror, "a folder with room that may be written to") from error


class _Writing:
    """One file being written."""

    def __init__(self, reader: Reader, part: Part, writer: Writer) -> None:
        self._reader, self._part, self._writer = reader, part, writer
        regime = reader.regime(part.regime) if part.regime is not None or part.entity is not None else reader.regimes()[0]
        picture, _ = reader.picture(regime)
        self._force = in_force(reader, picture)
        self._view = View(part.entity, self._force, "--as")
        self._picture = picture
        self._numbers: dict[str, list[int]] = {}
        """How another origin numbered its records of this part, in order."""
        self._own = 0
        self._until, self._head = reader.head
        self._rolled = roll_up(self._labels(), self._force.policy)
        known = reader.last_known(regime)
        self._cover = Cover(reader.path.stem, self._view.audience.entity, regime, self._force.policy, self._rolled, known)
        self._channels: dict[str, int] = {}
        self._schemas: dict[str, int] = {}
        self._counts: Counter[str] = Counter()
        self._originals: dict[bytes, int] = {}

    def run(self) -> dict[str, object]:
        self._writer.start(profile=PROFILE, library="watchroom")
        self._writer.add_metadata(METADATA, self._about())
        ours = self._channel(TOPIC, msgspec.json.schema(lines.Line) | {"title": _SCHEMA})
        for row, salt, erased in self._rows():
            self._add(ours, row, salt, erased)
        for digest, known in self._originals.items():
            data = self._reader.original(digest.hex())
            if data is not None:
                self._writer.add_attachment(0, max(known, 0) * _NANOSECONDS, digest.hex(), "application/octet-stream", data)
        self._writer.finish()
        label = self._cover.banner
        return {"items": self._counts.total(), "whole": self._part.whole, "kinds": dict(sorted(self._counts.items())), "label": label}

    def _about(self) -> dict[str, str]:
        meta = self._reader.meta
        said = {
            "format": str(FORMAT),
            "incident": meta.incident,
            "room": meta.room,
            "regime": "any" if meta.regime is None else str(meta.regime),
            "reconstructed": "yes" if meta.reconstructed else "no",
            "notice": self._cover.notice,
        }
        if self._part.whole:
            said |= {"head": self._head, "records": str(self._until)}
            if meta.sealed is not None:
                said["sealed"] = msgspec.json.encode(meta.sealed).decode()
        return said

    def _rows(self) -> Iterator[tuple[ReadingRow, bytes | None, bytes | None]]:
        """Yield the rows of the part in the order of the chain."""
        for row, salt, erased in rows_of(self._reader, self._until):
            if self._part.whole:
                yield row, salt, erased
            elif self._wanted(row):
                yield row, None, None

    def _wanted(self, row: ReadingRow) -> bool:
        part, item = self._part, record_of(row, self._reader.contexts)
        if not isinstance(item, Record) or not self._view.sees(item):
            return False
        now = self._picture.tables.get(item.kind, {}).get(item.row) if part.entity is not None else None
        if now is not None and not self._view.sees(now):
            return False
        if part.regime is not None and item.regime != part.regime:
            return False
        inside = (part.since is None or item.event >= part.since) and (part.until is None or item.event < part.until)
        return inside or isinstance(item.body, Incident)

    def _add(self, channel: int, row: ReadingRow, salt: bytes | None, erased: bytes | None) -> None:
        item = record_of(row, self._reader.contexts)
        place = row[0] if self._part.whole else self._counts.total() + 1
        if self._part.whole or not isinstance(item, Record):
            line = lines.write(row, salt, erased, self._reader.contexts)
        else:
            line = lines.write_part(place, self._renumbered(item))
        known, event = (max(moment, 0) * _NANOSECONDS for moment in row[1:3])
        self._writer.add_message(channel, log_time=known, data=line, publish_time=event, sequence=place & 0xFFFFFFFF)
        self._counts[row[3]] += 1
        if not isinstance(item, Record):
            return
        if row[9] is not None and hands_over(self._view.audience, item):
            self._originals.setdefault(row[9], known // _NANOSECONDS)
        message = shown(self._cover, item)
        if message is not None:
            number = self._channel(message.topic, message.schema)
            self._writer.add_message(number, log_time=known, data=msgspec.json.encode(message.members), publish_time=event)

    def _renumbered(self, record: Record) -> Record:
        """Return a record by its number in this part, in the order its origin gave: its own would tell how much was left out."""
        if record.origin == self._reader.meta.room:
            self._own += 1
            return msgspec.structs.replace(record, sequence=self._own)
        return msgspec.structs.replace(record, sequence=bisect_left(self._numbers[record.origin], record.sequence) + 1)

    def _channel(self, topic: str, schema: dict[str, Any]) -> int:
        found = self._channels.get(topic)
        if found is None:
            name = str(schema["title"])
            if name not in self._schemas:
                self._schemas[name] = self._writer.register_schema(name, "jsonschema", msgspec.json.encode(schema))
            found = self._channels[topic] = self._writer.register_channel(topic, "json", self._schemas[name])
        return found

    def _labels(self) -> set[Label | None]:
        """Return the labels of what goes out, having made sure that its readers may see it, and note what numbers it has."""
        asked = self._part.readers or self._part.entity
        readers = None if asked is None else audience_of(asked, self._force.roster)
        found: set[Label | None] = set()
        for row, _, _ in self._rows():
            item = record_of(row, self._reader.contexts)
            if not isinstance(item, Record):
                continue
            if item.origin != self._reader.meta.room:
                self._numbers.setdefault(item.origin, []).append(item.sequence)
            if item.label not in found:
                found.add(item.label)
                if readers is not None and above(readers, (item,), self._force.roster, self._force.policy):
                    raise Refused("export", "it is labelled above its readers", asked, "rows that they may see: --as, --from or --until")
        for numbers in self._numbers.values():
            numbers.sort()
        return found


def rows_of(reader: Reader, until: int) -> Iterator[tuple[ReadingRow, bytes | None, bytes | None]]:
    """Yield (row, salt, what was committed to in its place) in the order of the chain, redacted rows too."""
    after = 0
    while after < until:
        with readable(reader.path):
            found = reader.query(_ROWS, (after, until))
        if not found:
            return
        for each in found:
            yield cast("ReadingRow", each[:13]), cast("bytes | None", each[13]), cast("bytes | None", each[14])
        after = cast("int", found[-1][0])
