"""What the timeline shows besides its marks: bars, traces, words and the playhead. Frozen; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from widgets.cells import Act, Mark
from widgets.timeline.grouping import BY_KIND, Plan
from widgets.timeline.history import Gap, SpanKind, Tail


class TraceKind(Enum):
    """How a line of the ladder trace is drawn: declared thick and solid, assessed dashed, partners thin."""

    DECLARED = auto()
    ASSESSED = auto()
    PARTNER = auto()


@dataclass(frozen=True)
class Trace:
    """A step line: (instant, ordinal) pairs in order. `place` is a partner's place in the list of entities."""

    kind: TraceKind
    label: str
    steps: tuple[tuple[int, int], ...]
    place: int = 0
    labelled: bool = True
    """Whether it gets an end label of its own (a partner that is at the declared level does not)."""


@dataclass(frozen=True)
class Bar:
    """A span of time with a name: a window (green edge), a danger zone in force (red), a grant or a pause (neutral)."""

    kind: str
    subject: str
    name: str
    since: int
    until: int | None
    what: SpanKind
    row: int


@dataclass(frozen=True)
class RungName:
    """A rung that the trace needs: ordinal and what stands beside the axis."""

    ordinal: int
    text: str


@dataclass(frozen=True)
class Pin:
    """Something of nobody's record that stands at a moment, in a lane of its own: a mark of the analyst's, an inject of the director's.

    `until`: the end of a range. `text` stands beside it where there is room, and while it is chosen in any case (`told`). `opens`: the
    intent of choosing it; `acts`: what can be done with it then.
    """

    lane: str
    key: str
    at: int
    sign: Mark
    text: str = ""
    told: str = ""
    until: int | None = None
    opens: str = ""
    acts: tuple[Act, ...] = ()


class Head(Enum):
    """What the playhead says: now, the frozen moment of a lost link, or the moment of the past that is shown, by which of two clocks."""

    NOW = "now"
    FROZEN = "frozen"
    KNOWN_BY = "known by"
    HAPPENED_BY = "happened by"


@dataclass(frozen=True)
class Model:
    """One state of the timeline. `open_alarms`: identifiers of alarms that are still unacknowledged at this seat."""

    now: int
    head: Head
    scope: str
    bars: tuple[Bar, ...]
    traces: tuple[Trace, ...]
    rungs: tuple[RungName, ...]
    notes: tuple[tuple[int, str], ...]
    """Words beside a mark in the lane of acts: (instant, "declared 3")."""
    open_alarms: frozenset[str]
    horizon: int | None
    plan: Plan = BY_KIND
    gaps: tuple[Gap, ...] = ()
    """Where a source said nothing."""
    ghosts: bool = False
    """Whether marks that were learned after the horizon stand there too, as ghosts, with when they were learned."""
    pins: tuple[Pin, ...] = ()
    """In order of their moments; each lane of theirs stands above the others."""
    acts: tuple[Act, ...] = ()
    """What the foot holds while no pin is chosen."""
    tails: tuple[Tail, ...] = ()
    """How long replies took, as far as this reader may know it."""
