"""From where a tape stands to what the replay bar shows. Pure: times and shares only, the tape itself stays below."""

from collections.abc import Iterable

from widgets.replay_bar.model import HOURS, YEARS, ReplayBarModel, Speed, Tick
from widgets.timeline.axis import ticks
from widgets.times import day, span, zulu, zulu_seconds

ACT_KINDS = frozenset({"declared_level", "proposal", "corridor_status", "acknowledgement", "answer", "action"})
_TRACK_PX = 520.0
_LONG = 4 * 24 * 3_600_000


def resolve(
    at: int,
    first: int,
    last: int,
    *,
    playing: bool,
    speed: float,
    achieved: float | None = None,
    marks: Iterable[tuple[int, str]] = (),
    seen_as: str | None = None,
) -> ReplayBarModel:
    """Return the bar. `marks` are (known, kind); `achieved` the speed reached, given only where it is not the one asked for."""
    length = max(last - first, 1)
    state = ("playing" if playing else "paused") + (f" · {span(last - at)} to the end" if at < last else " · at the end")
    return ReplayBarModel(
        time=zulu_seconds(at) if last - first < _LONG else f"{day(at)[4:]} {zulu(at)}",
        state=state,
        playing=playing,
        speed=speed,
        share=min(1.0, max(0.0, (at - first) / length)),
        first=zulu(first),
        last=zulu(last),
        achieved="" if achieved is None else f"reaches {achieved:,.0f}x",
        ticks=tuple(Tick((known - first) / length, kind in ACT_KINDS) for known, kind in marks if kind in ACT_KINDS or kind == "alarm"),
        hours=tuple(((tick.at - first) / length, tick.text) for tick in ticks(first, last, _TRACK_PX)),
        seen_as="this room" if seen_as is None else seen_as,
        at_end=at >= last,
        speeds=speeds_for(first, last),
    )


def speeds_for(first: int, last: int) -> tuple[Speed, ...]:
    """Return the speeds that suit a recording of this length."""
    return HOURS if last - first < _LONG else YEARS
