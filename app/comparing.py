"""What differs between the picture put aside and the one shown: found at once where there is little, else in a thread of its own.

Looking at a hundred thousand rows costs a second: done in the Qt thread it would hold the loop. So while it is looked, what was found last
stands, and says of which moments it is. Deliberately absent: which rows differ (`feeds.assessment.difference`), and how they are shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from app.asked import Answering, Asked
from app.session import Session
from feeds.assessment.difference import Difference, each_difference
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.picture.release import written_for
from feeds.picture.shedding import shed
from layers import overlays
from layers.layer import AnyFeature
from widgets.board.model import BoardModel
from widgets.compare.resolve import Aside, comparing, resolve
from widgets.times import Range, within

AT_ONCE = 2_000
"""Rows of both pictures up to which it is looked within the Qt loop: a few milliseconds."""


@dataclass(frozen=True)
class Comparison:
    """What was found, and of which picture put aside: the board, what to draw, and how many rows differ (None: not known yet)."""

    aside: Aside
    board: BoardModel
    features: tuple[AnyFeature, ...] = ()
    count: int | None = None


@dataclass
class _Pair:
    """Two pictures, the moment of the second, whose eyes they are for, and what range is told. Taken out of `shown` by who looks."""

    aside: Aside
    shown: list[Picture]
    now: int
    entity: str
    range: Range | None
    turns: int = 0
    features: list[AnyFeature] = field(default_factory=list)
    count: int = 0

    def same(self, other: _Pair | None) -> bool:
        """Whether the same is asked."""
        return other is not None and (self.aside, self.turns, self.entity, self.range) == (
            other.aside,
            other.turns,
            other.entity,
            other.range,
        )


class Comparing(Asked):
    """`found()`: there is another comparison to be had."""

    found = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("comparing", parent)
        self._asked: _Pair | None = None
        self._busy = False
        self._last: Comparison | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being looked for."""
        return self._busy

    def of(self, session: Session, turns: int, chosen: Range | None) -> Comparison | None:
        """Return what is known to differ of what happened in a range; None where nothing was put aside.

        `turns`: counts how often the session's picture was another.
        """
        aside = session.aside
        if aside is None:
            self._last = self._asked = None
            return None
        if self._last is not None and not _stands(self._last.aside, aside):
            self._last = self._asked = None
        pair = _Pair(aside, [], session.now(), session.entity, chosen, turns)
        if not self._busy and not pair.same(self._asked):
            self._asked = pair
            if sum(sum(each.counts.values()) for each in (aside.picture, session.picture)) <= AT_ONCE:
                self._last = compared(pair, session.picture)
            else:
                self._busy = True
                pair.shown.append(session.picture.copy())
                self.ask(pair)
        return self._last or Comparison(aside, comparing(aside, session.now()))

    @contextmanager
    def answering(self) -> Iterator[Answering]:
        """Look, and let go of the picture that was handed over."""

        def answer(question: object) -> Comparison | None:
            if not isinstance(question, _Pair):
                return None
            found = compared(question, question.shown[-1])
            shed(question.shown)
            return found

        yield answer

    def tell(self, question: object, answer: object) -> None:
        """It was found what differs; where comparing ended on the way, nothing is told."""
        self._busy = False
        if isinstance(answer, Comparison) and question is self._asked:
            self._last = answer
        self.found.emit()


def _stands(last: Aside, aside: Aside) -> bool:
    """Whether what was found last may stand: of the same picture put aside, or of another moment of the same other room or plan."""
    return last is aside or (last.name == aside.name and not last.same_room and not aside.same_room)


def compared(pair: _Pair, shown: Picture) -> Comparison:
    """Look at each row that differs once, and keep no more than is shown."""
    board = resolve(pair.aside, _drawing(pair, shown), shown, pair.now)
    return Comparison(pair.aside, board, tuple(pair.features[: overlays.MOST]), pair.count)


def _drawing(pair: _Pair, shown: Picture) -> Iterator[Difference]:
    """The differences that may be told, each drawn and counted as it passes."""
    aside = pair.aside
    for each in each_difference(aside.picture, shown, origins=aside.same_room):
        if not _told_to(pair.entity, each.second or each.first):
            continue
        if not within(max(row.event for row in (each.first, each.second) if row), pair.range):
            continue
        if len(pair.features) < overlays.MOST:
            pair.features += overlays.differing(((each.first, each.second),), aside.picture, shown, moments=aside.same_room)
        pair.count += 1
        yield each


def _told_to(entity: str, row: Record | None) -> bool:
    """Whether a row may be told of at this desk: what was written for one audience is for its eyes."""
    return row is None or written_for(row) in (None, entity)
