"""What the two clocks show, frozen and in words. No Qt, no clock, no records."""

from dataclasses import dataclass

from widgets.cells import FILLED, Condition


@dataclass(frozen=True)
class View:
    """One row. `late` in words; `ghost`: it was learned after the moment shown, and stands there only because somebody asked."""

    kind: str
    subject: str
    happened: str
    known: str
    text: str
    code: str
    late: str
    ghost: bool = False

    @property
    def key(self) -> str:
        """What tells it from every other row."""
        return f"{self.kind}|{self.subject}|{self.happened}|{self.known}"


@dataclass(frozen=True)
class TwoClocksModel:
    """The table, the latest to happen first. `hidden`: how many were learned later and are not shown; 0 where they are, or none is."""

    scope: str
    rows: tuple[View, ...] = ()
    hidden: int = 0
    shown: int = 0
    """How many learned later are shown as ghosts."""
    condition: Condition = FILLED
