"""A review sheet as it is shown: what the act is, what it rests on, what it asks for, and what follows. Frozen, no Qt.

A sheet asks for plain values under names; what they mean, the act's own function says (app/acts). Deliberately absent: any remark
that must be given; a field that must be filled is one without which there is no act.
"""

from dataclasses import dataclass

from widgets.cells import Condition, Empty
from widgets.tokens import RegimeLook


@dataclass(frozen=True)
class Option:
    """One of several: its value, what it is called, a word of detail, and why it cannot be chosen now (empty: it can)."""

    value: str
    label: str
    detail: str = ""
    off: str = ""


@dataclass(frozen=True)
class Choice:
    """One of these options, or several where `many`. The value: the option's, several joined by line ends."""

    name: str
    caption: str
    options: tuple[Option, ...]
    value: str = ""
    many: bool = False


@dataclass(frozen=True)
class Written:
    """A line that is written: text, a number, a moment or a duration; `hint` says how. `limit` in characters."""

    name: str
    caption: str
    value: str = ""
    hint: str = ""
    limit: int = 240


@dataclass(frozen=True)
class Drawn:
    """A shape that is drawn on the map. `said` describes the one there is, empty where none was drawn."""

    name: str
    caption: str
    said: str = ""


Field = Choice | Written | Drawn


@dataclass(frozen=True)
class Fact:
    """A caption and what it says: "on behalf of", "BOR Borrack". `strong` for what is read first."""

    caption: str
    text: str
    strong: bool = False


NO_ACT = Empty("No act under review", "Acts that commit somebody open here before they are signed")


@dataclass(frozen=True)
class ReviewModel:
    """A whole sheet. `lacking`: why it cannot be signed as it stands. `changed`: the object is another than when it was opened.

    `under_way`: an act of this sheet that was sent, in words ("sending 0.2 s"); nothing can be signed twice meanwhile.
    """

    verb: str = ""
    title: str = ""
    regime: RegimeLook = RegimeLook.TEST
    facts: tuple[Fact, ...] = ()
    fields: tuple[Field, ...] = ()
    follows: tuple[str, ...] = ()
    lacking: str = ""
    changed: str = ""
    under_way: str = ""
    condition: Condition = NO_ACT
