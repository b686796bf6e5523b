"""Marks as they came, and the lanes they are shared out to: another grouping shares them out anew, some hundred thousand at a time.

What a mark belongs to is decided once for each distinct subject or trait and looked up for all its marks at once. Deliberately
absent: records (history reads them) and pixels.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from widgets.timeline.columns import Columns
from widgets.timeline.grouping import BY_KIND, OTHER, Grouping, Plan, Subject
from widgets.timeline.lane import Codes, Instants, Lane
from widgets.timeline.marks import MarkCode

PORTION = 20_000
"""Marks shared out in one go: a millisecond or two."""

_TIME, _KNOWN, _CODE, _SUBJECT, _TRAIT = range(5)
_LANES = 62
"""Lanes a grouping can have beside the one for what is left over: one bit each."""


class Trait(NamedTuple):
    """What a mark belongs to by its nature: a family of marks, a discipline, an entity."""

    code: int
    discipline: str
    entity: str


class Shelves:
    """Every mark, shared out by a plan."""

    def __init__(self) -> None:
        """Start empty, by kind."""
        self.plan = BY_KIND
        self.subjects: list[Subject] = []
        self._numbers: dict[Subject, int] = {}
        self._traits: dict[Trait, int] = {}
        self._marks = Columns(np.int64, np.int64, np.uint8, np.int32, np.int32)
        self._waiting: list[tuple[int, int, int, int, int]] = []
        self._shared = 0
        self._begin()

    def __len__(self) -> int:
        """Return how many marks there are."""
        return len(self._marks) + len(self._waiting)

    def add(self, event: int, known: int, code: MarkCode, subject: Subject, discipline: str = "", entity: str = "") -> None:
        """Add one mark."""
        trait = Trait(code, discipline, entity)
        self._waiting.append((event, known, code, self._number(subject), self._traits.setdefault(trait, len(self._traits))))

    def load(self, times: Instants, known: Instants, codes: Codes, subject: Subject) -> None:
        """Add many marks of one subject at once, in any order."""
        self._take_up()
        traits = np.zeros(len(codes), np.int32)
        for code in np.unique(codes).tolist():
            traits[codes == code] = self._traits.setdefault(Trait(code, "", ""), len(self._traits))
        self._marks.extend((times, known, codes, np.full(len(codes), self._number(subject), np.int32), traits))

    def number(self, subject: Subject) -> int | None:
        """Return a subject's number in `subjects`, None where it has no mark."""
        return self._numbers.get(subject)

    def arrange(self, plan: Plan) -> None:
        """Share all out anew, in portions as `settle` is called; nothing happens where the plan is the one in force."""
        if plan != self.plan:
            self.plan = plan
            self._begin()

    @property
    def settled(self) -> bool:
        """Whether every mark stands in its lane."""
        return self._shared == len(self)

    @property
    def share(self) -> float:
        """The share of the marks that stand in their lanes."""
        return self._shared / max(len(self), 1)

    def settle(self) -> bool:
        """Share out a portion; False while more is left."""
        self._take_up()
        first, last = self._shared, min(self._shared + PORTION, len(self._marks))
        if first < last:
            self._share_out(*self._marks.part(first, last))
            self._shared = last
        return self.settled

    @property
    def lanes(self) -> dict[str, Lane]:
        """The lanes by their names, top to bottom."""
        return {name: self._lane(name) for name in self.plan.order(self._lanes)}

    def _begin(self) -> None:
        self._lanes: dict[str, Lane] = {}
        self._bits: dict[str, int] = {}
        self._sets = Columns(np.uint64)
        self._shared = 0

    def _lane(self, name: str) -> Lane:
        return self._lanes.setdefault(name, Lane())

    def _number(self, subject: Subject) -> int:
        number = self._numbers.setdefault(subject, len(self.subjects))
        if number == len(self.subjects):
            self.subjects.append(subject)
        return number

    def _take_up(self) -> None:
        if self._waiting:
            rows = np.array(self._waiting, np.int64)
            self._waiting.clear()
            self._marks.extend([rows[:, number] for number in range(rows.shape[1])])

    def _share_out(self, times: Instants, known: Instants, codes: Codes, subjects: NDArray[np.int32], traits: NDArray[np.int32]) -> None:
        by_subject = self.plan.grouping in (Grouping.PROBLEM, Grouping.CORRIDOR)
        self._extend_sets(by_subject=by_subject)
        chosen = self._sets.column(0)[subjects if by_subject else traits]
        for name, bit in self._bits.items():
            here = (chosen & np.uint64(bit)) != 0
            if here.all():
                self._lane(name).add(times, known, codes, subjects)
            elif here.any():
                self._lane(name).add(times[here], known[here], codes[here], subjects[here])

    def _extend_sets(self, *, by_subject: bool) -> None:
        """Decide for the subjects or traits that are new in which lanes they stand."""
        start = len(self._sets)
        if by_subject:
            # Of a hundred thousand subjects most are linked with nothing, and stand in one lane: that is decided once.
            linked = frozenset[Subject]().union(*(member.subjects for member in self.plan.members))
            fresh = self.subjects[start:]
            apart = next((subject for subject in fresh if subject not in linked), None)
            alone = self._set(self.plan.lanes_of(0, apart, "", "")) if apart is not None else 0
            found = [self._set(self.plan.lanes_of(0, each, "", "")) if each in linked else alone for each in fresh]
        else:
            traits = list(self._traits)[start:]
            found = [self._set(self.plan.lanes_of(trait.code, ("", ""), trait.discipline, trait.entity)) for trait in traits]
        self._sets.extend((np.array(found, np.uint64),))

    def _set(self, names: Iterable[str]) -> int:
        bits = 0
        for name in names:
            if name not in self._bits:
                kept = name if len(self._bits) < _LANES else OTHER
                self._bits.setdefault(kept, 1 << len(self._bits))
            bits |= self._bits.get(name, self._bits.get(OTHER, 0))
        return bits
