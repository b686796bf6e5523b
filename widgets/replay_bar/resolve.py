"""From where a tape stands to what the replay bar shows. Pure: times and shares only, the tape itself stays below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from widgets.replay_bar.model import HOURS, YEARS, Rail, ReplayBarModel, Speed, Tick, Unit
from widgets.timeline.axis import ticks
from widgets.times import day, span, zulu, zulu_seconds

ACT_KINDS = frozenset({"declared_level", "proposal", "corridor_status", "acknowledgement", "answer", "action"})
STEP_KINDS: dict[Unit, frozenset[str]] = {
    Unit.REPORT: frozenset({"indication"}),
    Unit.ALARM: frozenset({"alarm"}),
    Unit.RUNG: frozenset({"declared_level", "assessed_rung"}),
    Unit.ACT: ACT_KINDS,
}
STEP_TIMES = {Unit.TEN_SECONDS: 10_000, Unit.MINUTE: 60_000, Unit.TEN_MINUTES: 600_000, Unit.HOUR: 3_600_000, Unit.DAY: 86_400_000}
_TRACK_PX = 520.0
_LONG = 4 * 24 * 3_600_000


@dataclass(frozen=True)
class Stands:
    """Where a replay stands and how it plays. Moments in ms; `achieved` only where it is not the speed asked for."""

    at: int
    first: int
    last: int
    playing: bool
    speed: float
    achieved: float | None = None
    going: int | None = None
    relative: str = ""
    loop: tuple[int, int] | None = None
    skips: bool = False
    unit: Unit = Unit.RECORD
    seen_as: str | None = None
    happened: bool = False
    follows: bool = False
    """It stands at the end and goes on with it."""
    grows: bool = False
    """The journal is being written."""


def resolve(stands: Stands, rail: Rail) -> ReplayBarModel:
    """Return the bar."""
    first, last = stands.first, stands.last
    return ReplayBarModel(
        time=_moment(stands.at, first, last),
        state=_state(stands),
        playing=stands.playing,
        speed=stands.speed,
        share=_share(stands.at, first, last),
        rail=rail,
        achieved="" if stands.achieved is None else f"reaches {stands.achieved:,.0f}x",
        relative=stands.relative,
        loop=None if stands.loop is None else (_share(stands.loop[0], first, last), _share(stands.loop[1], first, last)),
        skips=stands.skips,
        unit=stands.unit,
        seen_as="this room" if stands.seen_as is None else stands.seen_as,
        question="happened by T" if stands.happened else "known by T",
        speeds=speeds_for(first, last),
        at_end=stands.at >= last,
    )


def rail(first: int, last: int, marks: Iterable[tuple[int, str]] = ()) -> Rail:
    """Return what stands still on the track of a recording. `marks` are (known, kind)."""
    shown = [(known, kind) for known, kind in marks if kind in ACT_KINDS or kind == "alarm"]
    return Rail(
        first=zulu(first),
        last=zulu(last),
        ticks=tuple(Tick(_share(known, first, last), kind in ACT_KINDS) for known, kind in shown),
        hours=tuple((_share(tick.at, first, last), tick.text) for tick in ticks(first, last, _TRACK_PX)),
    )


def _share(at: int, first: int, last: int) -> float:
    return min(1.0, max(0.0, (at - first) / max(last - first, 1)))


def _moment(at: int, first: int, last: int) -> str:
    return zulu_seconds(at) if last - first < _LONG else f"{day(at)[4:]} {zulu(at)}"


def _state(stands: Stands) -> str:
    if stands.going is not None:
        return f"going to {_moment(stands.going, stands.first, stands.last)}"
    if stands.follows:
        return "follows the journal's end"
    word = f"playing {speed_words(stands.speed)}" if stands.playing else "paused"
    left = "behind the journal" if stands.grows else "to the end"
    return word + (f" · {span(stands.last - stands.at)} {left}" if stands.at < stands.last else " · at the end")


def speed_words(speed: float) -> str:
    """Return a speed as it is said: "60x", "1 d/s"."""
    named = next((each.text for each in (*HOURS, *YEARS) if each.value == speed), None)
    return named or f"{speed:,.10g}x"


def speeds_for(first: int, last: int) -> tuple[Speed, ...]:
    """Return the speeds that suit a recording of this length."""
    return HOURS if last - first < _LONG else YEARS
