"""A whole picture released to one entity: at once where there is little, else in a thread of its own.

Deliberately absent: which rows are released (`feeds.picture.release`), and what is done with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.asked import Answering, Asked
from feeds.journal.audience import View
from feeds.picture.envelope import Record
from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime

AT_ONCE: Final = 2_000
"""Rows up to which a picture is released within the Qt loop: some ten milliseconds."""

PORTION: Final = 500
"""Rows between two looks whether the answer is still waited for."""


@dataclass(frozen=True, eq=False)
class Whole:
    """What is to be released. `view`: to whom, made for this alone; None: to nobody."""

    view: View | None
    regime: Regime
    rows: list[Record]


class Released(NamedTuple):
    """The picture as the entity would see it, and its rows in the order in which the room learned them."""

    picture: Picture
    rows: tuple[Record, ...]


def released(whole: Whole, stale: Callable[[], bool] = lambda: False) -> Released | None:
    """Release all rows. None: nobody waits for it any more, as `stale` says between two portions."""
    picture = Picture(whole.regime)
    for first in range(0, len(whole.rows) if whole.view is not None else 0, PORTION):
        if stale() or whole.view is None:
            return None
        fold_all(picture, [row for row in whole.rows[first : first + PORTION] if whole.view.sees(row)])
    return Released(picture, tuple(sorted(picture.all_rows(), key=lambda row: row.sequence)))


class Releasing(Asked):
    """`found(Whole, Released)` in the Qt thread, for the last that was asked for."""

    found = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("lens", parent)

    @contextmanager
    def answering(self) -> Iterator[Answering]:
        """Release what is asked for, as long as it is waited for."""

        def answer(whole: object) -> Released | None:
            return released(whole, lambda: self.stale) if isinstance(whole, Whole) else None

        yield answer

    def tell(self, question: object, answer: object) -> None:
        """It is released."""
        if isinstance(answer, Released):
            self.found.emit(question, answer)
