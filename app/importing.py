"""An import that runs: sources in, items into the journal, and the figures that the command prints.

Items go on as they come, so that a source never stands in memory as records. Deliberately absent: the command line
(`app.commands.import_`), and how a journal lies on the disk (`feeds.journal`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from feeds.adapters.adapter import Adapter, Item, ReadContext, Reject
from feeds.adapters.sources import files, load, nothing_below
from feeds.errors import BadInput

if TYPE_CHECKING:
    from feeds.journal.ingest import Ingest

SHOWN_REJECTS = 20
"""Rejects that are told one by one; all are counted."""


class Tally:
    """What came of the sources so far."""

    def __init__(self) -> None:
        self.items = 0
        self.reasons: Counter[str] = Counter()
        self.notes: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.first_event: int | None = None
        self.last_event: int | None = None
        self.shown: list[Reject] = []

    @property
    def rejected(self) -> int:
        """How many items, or whole sources, were rejected."""
        return self.reasons.total()

    def take(self, item: Item) -> None:
        """Count an item."""
        self.items += 1
        self.notes.update(item.notes)
        for record in item.records:
            self.kinds[record.kind] += 1
            if item.undated:
                continue
            if self.first_event is None or record.event < self.first_event:
                self.first_event = record.event
            if self.last_event is None or record.event > self.last_event:
                self.last_event = record.event

    def reject(self, reject: Reject) -> None:
        """Count a reject, and keep the first ones to be told."""
        self.reasons[reject.reason] += 1
        if len(self.shown) < SHOWN_REJECTS:
            self.shown.append(reject)


def run_import(
    named: Iterable[Path], adapter: Adapter, context: Callable[[str], ReadContext], ingest: Ingest, advance: Callable[[int], None]
) -> Tally:
    """Read every source into `ingest`, calling `advance` with the number of items. `context` gives a source's, by its name.

    Raises:
        Misuse: a source does not exist.
        WatchroomError: the journal cannot be written.

    """
    tally, named = Tally(), list(named)
    path = None
    for path in files(named, adapter):
        try:
            data = load(path)
        except BadInput as error:
            tally.reject(Reject(error.where, error.what, "" if error.value is None else str(error.value), error.expected))
            continue
        for outcome in adapter.each(data, context(str(path))):
            match outcome:
                case Item():
                    ingest.add(outcome.records, outcome.original)
                    tally.take(outcome)
                    advance(tally.items)
                case Reject():
                    tally.reject(outcome)
    if path is None:
        tally.reject(nothing_below(named, adapter))
    return tally
