"""A journal back out of MCAP files: a new journal as it was, under the same head; into one that is there, what it has not got yet.

Records keep their origin, their labels and the times at which they were known; where there is a journal already they are known from now
on, as all that comes to it is. Deliberately absent: the mapping (`feeds.journal.mcap_reading`).
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from app.importing import Tally
from feeds.adapters.adapter import Item, Reject
from feeds.errors import BadInput, Misuse
from feeds.journal.ingest import BATCH, Imported
from feeds.journal.lines import Line
from feeds.journal.mcap_reading import McapJournal
from feeds.journal.reader import Reader
from feeds.journal.rebuilding import rebuild
from feeds.journal.store import Admitted, Journal
from feeds.picture.envelope import Record
from feeds.picture.safeguard import refusal


def import_mcap(sources: Iterable[Path], journal: Path) -> tuple[Tally, Imported | None]:
    """Read files into a journal and return the figures; None where nothing could be read.

    Raises:
        Misuse: a source does not exist.
        Refused: the journal is sealed, or somebody is writing it.
        Damaged: a whole recording does not come to the head that it names.

    """
    tally, total = Tally(), Imported(0, 0, Counter(), "")
    for path in sources:
        if not path.is_file():
            raise Misuse(str(path), "there is no such file", expected="an MCAP file")
        try:
            with McapJournal(path) as found:
                total = _joined(total, _one(found, journal, tally))
                if found.missing:
                    tally.reject(Reject(str(path), "not all of the recording is there", found.missing, "a whole file"))
        except BadInput as error:
            tally.reject(Reject(error.where, error.what, "" if error.value is None else str(error.value), error.expected))
    return tally, total if journal.exists() else None


def _one(found: McapJournal, journal: Path, tally: Tally) -> Imported:
    source = found.source()
    counted = source._replace(lines=_counted(source.lines, tally))
    if not journal.exists():
        made = rebuild(journal, found.meta, counted)
        return Imported(made.records, 0, Counter(), made.head)
    with Reader(journal) as reader:
        _, head = reader.head
    if head == source.head():
        # The very same recording, sealed or not: there is nothing to write.
        return Imported(0, sum(1 for _ in counted.lines), Counter(), head)
    return _appended(counted.lines, journal, dict(counted.kept()))


def _appended(lines: Iterator[Line], path: Path, originals: dict[str, bytes]) -> Imported:
    """Append what is new to a journal that is there; what its own admission would refuse is refused."""
    refused: Counter[str] = Counter()
    now = time.time_ns() // 1_000_000
    with Journal.open(path) as journal:
        before, seen = journal.sequence, 0
        while batch := list(islice((line.record for line in lines if line.record is not None), BATCH)):
            taken = []
            for record in batch:
                reason = _refusal(journal, record)
                if reason is not None:
                    refused[reason] += 1
                    continue
                source = record.provenance
                original = None if source is None or source.original is None else originals.get(source.original)
                taken.append(Admitted(msgspec.structs.replace(record, known=now), original))
            seen += len(taken)
            journal.append(taken, durable=False)
        journal.build_keyframes()
        added = journal.sequence - before
        return Imported(added, seen - added, refused, journal.head)


def _refusal(journal: Journal, record: Record) -> str | None:
    bound = journal.meta.regime
    if bound is not None and record.regime != bound:
        return f"the journal takes {bound} records only"
    return refusal(record)


def _counted(lines: Iterator[Line], tally: Tally) -> Iterator[Line]:
    for line in lines:
        if line.record is not None:
            tally.take(Item((line.record,), b""))
        else:
            tally.items += 1
            tally.notes["redacted before it was exported"] += 1
        yield line


def _joined(one: Imported, other: Imported) -> Imported:
    records, known = one.records + other.records, one.known_already + other.known_already
    return Imported(records, known, one.refused + other.refused, other.head or one.head)
