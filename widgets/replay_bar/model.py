"""What the replay bar shows, frozen. No Qt, no clock: the replayed time comes in."""

from dataclasses import dataclass

SPEEDS = (1.0, 10.0, 60.0, 300.0, 1800.0)
"""The speeds that have a button; , and . step through all of them."""


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
    at_end: bool = False
