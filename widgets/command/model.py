"""What the palette lists, already in words. No Qt."""

from dataclasses import dataclass

from widgets.cells import FILLED, Condition


@dataclass(frozen=True)
class CommandRow:
    """One line: what it does or what it is, the key it could have been, and why it is off (empty: it is not)."""

    key: str
    title: str
    detail: str = ""
    chord: str = ""
    off: str = ""


@dataclass(frozen=True)
class CommandModel:
    """The list. `more`: how many are not listed, in words."""

    scope: str = ""
    rows: tuple[CommandRow, ...] = ()
    more: str = ""
    condition: Condition = FILLED
