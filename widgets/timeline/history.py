"""What the timeline remembers: for each lane the moments, kept in sorted arrays, with when each was learned.

A picture holds only the latest row of each subject; a timeline needs the past, so it is fed with the records themselves, live or
from a journal's pages. Both clocks are kept, so that "what was known at K" is a mask and not another history. Deliberately
absent: Qt, pixels, and how a mark looks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

import numpy as np
from numpy.typing import NDArray

from feeds.picture.alarm import Alarm
from feeds.picture.corridor import CorridorState, CorridorStatus, DangerZone
from feeds.picture.envelope import AuthorKind, Record
from feeds.picture.ladder import AssessedRung, DeclaredLevel
from feeds.picture.night import LogEntry
from feeds.picture.warning import Discipline, Indication, IndicatorState, Severity

Instants = NDArray[np.int64]
Codes = NDArray[np.uint8]


class LaneName(StrEnum):
    """The lanes, top to bottom."""

    INDICATIONS = "Indications"
    ALARMS = "Alarms"
    ACTS = "Acts"


class MarkCode(IntEnum):
    """What a mark stands for; how it looks is the painter's."""

    REPORT = 0
    IMAGERY = 1
    OPEN_DATA = 2
    CRITICAL = 10
    HIGH = 11
    MEDIUM = 12
    LOW = 13
    ACT = 20
    DECLARATION = 21


_DISCIPLINES = {
    Discipline.IMINT: MarkCode.IMAGERY,
    Discipline.GEOINT: MarkCode.IMAGERY,
    Discipline.OPEN_DATA: MarkCode.OPEN_DATA,
}
_SEVERITIES = {
    Severity.CRITICAL: MarkCode.CRITICAL,
    Severity.HIGH: MarkCode.HIGH,
    Severity.MEDIUM: MarkCode.MEDIUM,
    Severity.LOW: MarkCode.LOW,
}
_ROUTINE = LogEntry | IndicatorState | Indication
"""Written by officers every few minutes: they have a place of their own and would drown the acts."""


@dataclass(frozen=True)
class Visible:
    """The marks of a lane within a span, known by the horizon, in order of their moments."""

    times: Instants
    codes: Codes
    places: NDArray[np.int64]
    """Indexes into the lane's `subjects`."""


class Lane:
    """Marks of one lane in order of event time. Appending in order is cheap; late ones are merged when next read."""

    def __init__(self) -> None:
        """Start empty."""
        self.subjects: list[tuple[str, str]] = []
        self._times: Instants = np.empty(0, np.int64)
        self._known: Instants = np.empty(0, np.int64)
        self._codes: Codes = np.empty(0, np.uint8)
        self._places: NDArray[np.int64] = np.empty(0, np.int64)
        self._waiting: list[tuple[int, int, int, int]] = []

    def __len__(self) -> int:
        """Return how many marks there are."""
        return len(self._times) + len(self._waiting)

    def add(self, event: int, known: int, code: MarkCode, subject: tuple[str, str]) -> None:
        """Add one mark."""
        self._waiting.append((event, known, int(code), len(self.subjects)))
        self.subjects.append(subject)

    def load(self, times: Instants, known: Instants, codes: Codes, subjects: list[tuple[str, str]]) -> None:
        """Add many marks at once, in any order."""
        places = np.arange(len(self.subjects), len(self.subjects) + len(times), dtype=np.int64)
        self.subjects.extend(subjects)
        self._merge(times, known, codes, places)

    def within(self, since: int, until: int, horizon: int | None) -> Visible:
        """Return the marks with since <= event < until that were known by `horizon` (None: all)."""
        self._settle()
        first, last = np.searchsorted(self._times, (since, until))
        times, codes, places = self._times[first:last], self._codes[first:last], self._places[first:last]
        if horizon is not None:
            known = self._known[first:last] <= horizon
            if not known.all():
                times, codes, places = times[known], codes[known], places[known]
        return Visible(times, codes, places)

    def neighbour(self, at: int, step: int, horizon: int | None) -> int | None:
        """Return the nearest moment after (`step` 1) or before (-1) `at`, known by the horizon, or None."""
        self._settle()
        times = self._times if horizon is None else self._times[self._known <= horizon]
        place = np.searchsorted(times, at, side="right") if step > 0 else np.searchsorted(times, at, side="left") - 1
        return int(times[place]) if 0 <= place < len(times) else None

    def _settle(self) -> None:
        if self._waiting:
            rows = np.array(self._waiting, dtype=np.int64)
            self._waiting.clear()
            self._merge(rows[:, 0], rows[:, 1], rows[:, 2].astype(np.uint8), rows[:, 3])

    def _merge(self, times: Instants, known: Instants, codes: Codes, places: NDArray[np.int64]) -> None:
        late = len(self._times) > 0 and len(times) > 0 and times.min() < self._times[-1]
        ordered = len(times) < 2 or bool((np.diff(times) >= 0).all())  # noqa: PLR2004 -- one moment is in order
        self._times = np.concatenate((self._times, times))
        self._known = np.concatenate((self._known, known))
        self._codes = np.concatenate((self._codes, codes))
        self._places = np.concatenate((self._places, places))
        if late or not ordered:
            order = np.argsort(self._times, kind="stable")
            self._times, self._known = self._times[order], self._known[order]
            self._codes, self._places = self._codes[order], self._places[order]


@dataclass(frozen=True)
class Step:
    """A line takes this value from here on."""

    event: int
    known: int
    value: int


@dataclass(frozen=True)
class Span:
    """A window or zone as announced by one record; a later record of the same subject and start replaces it."""

    subject: tuple[str, str]
    name: str
    since: int
    until: int | None
    known: int
    danger: bool = False
    cut: bool = False
    """True: the record ends what an earlier one opened, at `since`."""


@dataclass
class History:
    """Everything the timeline draws. One is fed live; a replay loads one whole and moves the horizon."""

    lanes: dict[LaneName, Lane] = field(default_factory=lambda: {name: Lane() for name in LaneName})
    declared: list[Step] = field(default_factory=list)
    assessed: list[Step] = field(default_factory=list)
    partners: dict[str, list[Step]] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """What to call a subject: corridors by their code."""
    first: int | None = None
    last: int | None = None
    _revisions: dict[str, int] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def add_all(self, records: Iterable[Record]) -> None:
        """Add records in the order the room learned them; one that is here already (by its key) is passed over."""
        for record in records:
            if record.key not in self._seen:
                self._seen.add(record.key)
                self._add(record)

    def _add(self, record: Record) -> None:
        self.first = record.event if self.first is None else min(self.first, record.event)
        self.last = record.known if self.last is None else max(self.last, record.known)
        subject = (record.kind, record.subject)
        match record.body:
            case Indication(discipline=discipline):
                code = _DISCIPLINES.get(discipline, MarkCode.REPORT)
                self.lanes[LaneName.INDICATIONS].add(record.event, record.known, code, subject)
            case Alarm(severity=severity, cause_revision=revision) if self._revisions.get(record.subject, 0) < revision:
                self._revisions[record.subject] = revision
                self.lanes[LaneName.ALARMS].add(record.event, record.known, _SEVERITIES[severity], subject)
            case AssessedRung(ordinal=ordinal):
                self.assessed.append(Step(record.event, record.known, ordinal))
            case DeclaredLevel(ordinal=ordinal, common=common, entity=entity):
                steps = self.declared if common else self.partners.setdefault(entity, [])
                steps.append(Step(record.event, record.known, ordinal))
            case CorridorStatus() as status:
                self._window(record, status)
            case DangerZone(code=code_, valid=valid):
                self.spans.append(Span(subject, code_, valid.since, valid.until, record.known, danger=True))
            case _:
                pass
        if record.author.kind is AuthorKind.OFFICER and not isinstance(record.body, _ROUTINE):
            common = isinstance(record.body, DeclaredLevel) and record.body.common
            self.lanes[LaneName.ACTS].add(record.event, record.known, MarkCode.DECLARATION if common else MarkCode.ACT, subject)

    def _window(self, record: Record, status: CorridorStatus) -> None:
        subject = (record.kind, record.subject)
        if status.state is CorridorState.OPEN and status.window is not None:
            self.spans.append(Span(subject, "", status.window.since, status.window.until, record.known))
        elif status.state not in (CorridorState.OPEN, CorridorState.SUSPENDED):
            self.spans.append(Span(subject, "", record.event, record.event, record.known, cut=True))
