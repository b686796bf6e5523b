"""What the ladder panel shows, frozen and in words. No Qt, no clock, no records."""

from dataclasses import dataclass
from enum import StrEnum

from widgets.board.model import Entry
from widgets.cells import FILLED, Act, Condition
from widgets.words import Glyph, State


class Assessed(StrEnum):
    """How the computed rung lies to the declared one. It is shown only while it differs."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True)
class Rung:
    """One rung. `declared`: the authority declared it; `declared_by` names the rooms where two declarations stand side by side.

    `partners` stand on this rung; `differs` says that it is not the declared one for them. `all_here` replaces their codes where all
    of them stand here. `assessed` is a finding, `hollow` where only stale, F or 6 evidence holds it up; `proposed` names a proposal
    that leads here. `firebreak` lies below this rung. `hypothetical`: `assessed` is what is supposed, not what is found.
    """

    ordinal: int
    printed: str
    name: str
    declared: bool = False
    declared_by: tuple[str, ...] = ()
    assessed: Assessed | None = None
    hollow: bool = False
    proposed: bool = False
    partners: tuple[str, ...] = ()
    differs: bool = False
    all_here: str = ""
    firebreak: bool = False
    hypothetical: bool = False


@dataclass(frozen=True)
class SilenceCell:
    """Entities that share one word of the procedure. No ticks and no count. `relayed`: by voice, its countersign pending."""

    state: State
    entities: tuple[str, ...]
    relayed: bool = False


class Countdown(StrEnum):
    """Whether the end of the silence is known here. An outage never counts towards it."""

    RUNNING = "running"
    NOT_KNOWN = "not known"
    OVER = "over"
    NONE = "none"


@dataclass(frozen=True)
class ProposalView:
    """A proposal as it stands. `struck`: not adopted, lapsed or withdrawn, with its time in `right`."""

    code: str
    title: str
    right: str
    silence: str = ""
    countdown: Countdown = Countdown.NONE
    left: str = ""
    fraction: float | None = None
    cells: tuple[SilenceCell, ...] = ()
    warning: str = ""
    struck: bool = False


@dataclass(frozen=True)
class Reason:
    """A line of why, of what would lower the level, or of an off-ramp. `state` gives doubt and hollowness their look."""

    label: str
    text: str
    right: str
    glyph: Glyph | None = None
    state: State | None = None
    strong: bool = False


@dataclass(frozen=True)
class LadderModel:
    """The whole panel. Rungs top-down by ordinal. `hypothesis`: what is supposed, in words that cannot be taken for a finding; `page`: that
    of the rung that was opened.
    """

    scope: str
    rungs: tuple[Rung, ...] = ()
    proposals: tuple[ProposalView, ...] = ()
    reasons: tuple[Reason, ...] = ()
    acts: tuple[Act, ...] = ()
    hypothesis: str = ""
    page: Entry | None = None
    condition: Condition = FILLED
