"""What the alarm console shows, frozen and in words. No Qt, no clock, no records."""

from dataclasses import dataclass

from widgets.board.model import Entry
from widgets.cells import FILLED, Condition
from widgets.words import Stage, State


@dataclass(frozen=True)
class Advice:
    """What the doctrine says of an alarm: so what, what to do, how long there is. `over`: that time has passed."""

    so_what: str = ""
    do: str = ""
    time: str = ""
    over: bool = False


@dataclass(frozen=True)
class AlarmItem:
    """One occurrence at one revision. `subject` is what intents carry, `ident` its short form, `raised` hours to seconds without the Z
    (the column's head has it).

    `note` stands under the state word ("1 of 8 answered", "at this seat", "Duty officer 10:32"); `sending` takes its place while this
    desk's own act is on its way; `trouble` takes the reason's place when such an act was not confirmed or was refused. `group` names what
    it hangs on; alarms of one group stand together in a flood. `remind` is "REQUEST/ENTITY" where it is about a late answer. `console`:
    whose seats deal with it, where that is not this desk's entity.
    """

    subject: str
    ident: str
    severity: State
    stage: Stage
    raised: str
    onset: int
    title: str
    why: str
    revision: int = 1
    note: str = ""
    sending: str = ""
    trouble: str = ""
    group: str = ""
    group_name: str = ""
    remind: str = ""
    tip: str = ""
    advice: Advice | None = None
    out_of_service: bool = False
    console: str = ""

    @property
    def elsewhere(self) -> str:
        """Why it is not dealt with at this desk, or empty."""
        return f"the seats of {self.console} deal with it" if self.console else ""

    @property
    def unacknowledged(self) -> bool:
        """Whether this seat owes it something: active or returned, both are counted."""
        return self.stage in {Stage.UNACKNOWLEDGED, Stage.RETURNED}

    @property
    def state(self) -> State:
        """Its state word."""
        if self.out_of_service:
            return State.OUT_OF_SERVICE
        return _STATES[self.stage]

    @property
    def occurrence(self) -> str:
        """What may blink: this revision and no other."""
        return f"{self.subject}.{self.revision}"


_STATES = {
    Stage.UNACKNOWLEDGED: State.UNACKNOWLEDGED,
    Stage.RETURNED: State.RETURNED,
    Stage.ACKNOWLEDGED: State.ACKNOWLEDGED,
    Stage.SHELVED: State.SHELVED,
    Stage.SUPPRESSED: State.SUPPRESSED,
}


@dataclass(frozen=True)
class AlarmsModel:
    """The whole console: items in their true order.

    `flood`: group them; `off`: why acts are off, empty where they are not; `lists`: what is set aside, chatters or stands, as a page;
    `met`: the page of the alarm whose guidance is open.
    """

    scope: str
    items: tuple[AlarmItem, ...] = ()
    flood: bool = False
    off: str = ""
    lists: Entry | None = None
    met: Entry | None = None
    condition: Condition = FILLED

    def item(self, subject: str | None) -> AlarmItem | None:
        """The item of a subject, or None."""
        return next((each for each in self.items if each.subject == subject), None)
