"""What stands on the wall, in words. No Qt, no positions, no names of partners."""

from dataclasses import dataclass

from widgets.tokens import Token
from widgets.words import State


@dataclass(frozen=True)
class WallAlarm:
    """The worst alarm that stands: its severity, title, why, and at the right whether it is unacknowledged and how many answered."""

    severity: State
    title: str
    why: str
    state: str
    answered: str = ""
    more: str = ""


@dataclass(frozen=True)
class WallLevel:
    """A level: its printed number and name; none where nothing is declared or assessed."""

    printed: str = ""
    name: str = ""


@dataclass(frozen=True)
class WallLevels:
    """Declared beside assessed, never merged, and a few lines of it: (caption, text)."""

    declared: WallLevel
    assessed: WallLevel
    above: bool = False
    hollow: bool = False
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class WallCorridor:
    """One corridor: declared beside conditions, its ends, and the first reason or the window. `contradicted`: OPEN, and NOT MET."""

    code: str
    name: str
    declared: str
    conditions: State
    note: str
    contradicted: bool = False


@dataclass(frozen=True)
class WallFact:
    """A caption and what it says; `state` gives a shape where the fact is a doubt or a difference."""

    caption: str
    text: str
    state: State | None = None
    token: Token = Token.TEXT


@dataclass(frozen=True)
class WallModel:
    """The whole wall. `alarm` None: nothing rings, and there is no band."""

    alarm: WallAlarm | None
    levels: WallLevels
    corridors: tuple[WallCorridor, ...]
    facts: tuple[WallFact, ...]
