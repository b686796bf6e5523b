"""What the checklist panel shows, frozen and in words. No Qt, no clock, no records."""

from dataclasses import dataclass

from widgets.board.model import Entry
from widgets.cells import FILLED, Condition
from widgets.words import State

RUNS = "runs"
"""What a panel opens for the page of all runs and templates."""


@dataclass(frozen=True)
class StepItem:
    """One step. `subject` is "RUN/NUMBER", as intents carry it. `note` is when it is due, who decides, who did it, or why it is as it is.

    `late` stays once it was late ("LATE 03:10"); `trouble` says what became of this desk's own act. `may_*`: the acts its state allows.

    After a `pause_point` what follows waits.
    """

    subject: str
    number: int
    text: str
    state: State
    note: str = ""
    late: str = ""
    trouble: str = ""
    sending: str = ""
    may_tick: bool = False
    may_verify: bool = False
    may_defer: bool = False
    may_override: bool = False
    may_undo: bool = False
    pause_point: bool = False
    tip: str = ""


@dataclass(frozen=True)
class HeldList:
    """What one room holds under the template's code, where rooms differ."""

    room: str
    version: str
    hash: str


@dataclass(frozen=True)
class RunModel:
    """One run. `next` is the number of the step to do next; `offered`: nobody has opened it yet; `held`: its lists differ.

    `wanting`: what keeps it from being complete, "" where nothing does.
    """

    subject: str
    title: str
    identity: str
    progress: str
    fraction: float
    steps: tuple[StepItem, ...] = ()
    next: int | None = None
    offered: bool = False
    paused: bool = False
    held: tuple[HeldList, ...] = ()
    wanting: str = ""


@dataclass(frozen=True)
class ChecklistModel:
    """The whole panel. `off`: why acts are off; `note` stands in the foot; `page`: what was opened."""

    scope: str
    run: RunModel | None = None
    note: str = ""
    off: str = ""
    page: Entry | None = None
    condition: Condition = FILLED

    @property
    def late(self) -> int:
        """How many steps wait past their time: what a tab says while the panel is behind it."""
        return sum(bool(step.late) and step.may_defer for step in self.run.steps) if self.run is not None else 0
