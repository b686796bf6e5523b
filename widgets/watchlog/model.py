"""What the watch log shows, frozen and in words. No Qt, no clock, no records."""

from dataclasses import dataclass

from widgets.cells import FILLED, Condition


@dataclass(frozen=True)
class Entry:
    """One line of the log. `by` is a role, never a name; `corrects` names the entry it corrects; `sending` is set until it is on disk."""

    subject: str
    time: str
    text: str
    by: str
    corrects: str = ""
    corrected: bool = False
    sending: str = ""


@dataclass(frozen=True)
class WatchLogModel:
    """The whole log, oldest first. `off`: why nothing can be written now."""

    scope: str
    entries: tuple[Entry, ...] = ()
    off: str = ""
    condition: Condition = FILLED
