"""What the replay bar shows, frozen. No Qt, no clock: the replayed time comes in."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Speed:
    """A speed that has a button: seconds of the recording in a real one, and what the button says."""

    value: float
    text: str


HOURS = tuple(Speed(value, f"{value:g}x") for value in (1.0, 10.0, 60.0, 300.0, 1800.0))
"""For recordings of hours."""

YEARS = (Speed(3_600.0, "1 h/s"), Speed(86_400.0, "1 d/s"), Speed(604_800.0, "1 week/s"), Speed(2_629_800.0, "1 month/s"))
"""For recordings of months and years."""


@dataclass(frozen=True)
class Tick:
    """A mark on the track: where (0 to 1), and whether it is an act (taller) or an alarm."""

    share: float
    act: bool


@dataclass(frozen=True)
class Rail:
    """What stands still on the track while the replay goes on: marks, hours, and gaps of the chain. Shares are 0 to 1.

    `gaps` are stretches (from, to) where the chain is broken and the recording cannot be vouched for.
    """

    first: str = ""
    last: str = ""
    ticks: tuple[Tick, ...] = ()
    hours: tuple[tuple[float, str], ...] = ()
    gaps: tuple[tuple[float, float], ...] = ()


EMPTY = Rail()


class Unit(StrEnum):
    """What a step goes by: a record, one of a kind, or a length of time."""

    RECORD = "record"
    REPORT = "report"
    ALARM = "alarm"
    RUNG = "rung change"
    ACT = "act"
    TEN_SECONDS = "10 s"
    MINUTE = "1 min"
    TEN_MINUTES = "10 min"
    HOUR = "1 h"
    DAY = "1 d"


@dataclass(frozen=True)
class ReplayBarModel:
    """`share` is where the replay stands on the track, 0 to 1. `achieved` says the speed reached where it is not the one asked for.

    `relative` is the moment counted from T-zero; `loop` the range (shares) that is played over and over.
    """

    time: str
    state: str
    playing: bool
    speed: float
    share: float
    rail: Rail = EMPTY
    achieved: str = ""
    relative: str = ""
    loop: tuple[float, float] | None = None
    skips: bool = False
    unit: Unit = Unit.RECORD
    question: str = "known by T"
    seen_as: str = "this room"
    speeds: tuple[Speed, ...] = HOURS
    at_end: bool = False
