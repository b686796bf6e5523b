"""What the replay bar shows, frozen. No Qt, no clock: the replayed time comes in."""

from dataclasses import dataclass


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
class ReplayBarModel:
    """`share` is where the replay stands on the track, 0 to 1. `achieved` says the speed reached where it is not the one asked for.

    `gaps` are stretches (from, to) where the chain is broken and the recording cannot be vouched for.
    """

    time: str
    state: str
    playing: bool
    speed: float
    share: float
    first: str
    last: str
    achieved: str = ""
    ticks: tuple[Tick, ...] = ()
    hours: tuple[tuple[float, str], ...] = ()
    gaps: tuple[tuple[float, float], ...] = ()
    question: str = "known by T"
    seen_as: str = "this room"
    speeds: tuple[Speed, ...] = HOURS
    at_end: bool = False
