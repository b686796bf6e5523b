"""The picture as the top bar and the link band show it. Pure, no Qt; the state of the link comes in as facts.

The counts are exactly the unacknowledged rows, returned ones included. Deliberately absent: sequence numbers and names of people.
"""

from dataclasses import dataclass
from typing import assert_never

from feeds.assessment.alarms import flood, unacknowledged
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime, RegimeKind
from feeds.picture.room import Roster
from feeds.picture.warning import Severity
from widgets.alarms.resolve import readable
from widgets.frame_model import CountView, LinkBandModel, LinkView, RegimeView, TopBarModel
from widgets.standpoint import Standpoint
from widgets.times import date_time_group, day, elapsed, span, zulu_seconds
from widgets.tokens import RegimeLook
from widgets.words import State

DESKS = ("Operator", "Liaison", "Analyst", "Wallboard")
_MINUTE = 60_000


@dataclass(frozen=True)
class LinkFacts:
    """What the session knows of its link. `state`: LINK_LIVE, LINK_STALE, RESYNC or LINK_LOST; times in ms, None where not known.

    `behind`: how old the last sign of the hub is; `lost_for`: since when nothing came; `retry_in`: until the next try.
    """

    state: State
    behind: int | None = None
    lost_for: int | None = None
    retry_in: int | None = None
    acknowledged: bool = False


def resolve(
    picture: Picture, now: int, standpoint: Standpoint, link: LinkFacts, desk: str, clock: int | None = None, desks: tuple[str, ...] = DESKS
) -> TopBarModel:
    """The bar now. `now` is the picture's moment; `clock` the room's time, which goes on while the link is lost (default `now`)."""
    time = now if clock is None else clock
    counts = unacknowledged(readable(picture, now, standpoint.entity))
    rate = flood(picture, now, standpoint.entity)
    return TopBarModel(
        regime=regime_view(picture.regime),
        desks=desks,
        desk=desk,
        counts=tuple(CountView(severity_state(severity), counts[severity]) for severity in Severity),
        rate=f"{rate.count} in {rate.window // _MINUTE} min · flood at {rate.line}",
        flood=rate.flooding,
        link=link_view(link, replay=standpoint.replay, ago=None if standpoint.past is None else time - standpoint.past),
        seat=standpoint.role or standpoint.seat,
        room=_room(picture),
        date=day(time),
        dtg=date_time_group(time),
        clock=zulu_seconds(time),
        replay=standpoint.replay,
    )


def severity_state(severity: Severity) -> State:
    """The sign of a severity."""
    match severity:
        case Severity.CRITICAL:
            return State.CRITICAL
        case Severity.HIGH:
            return State.HIGH
        case Severity.MEDIUM:
            return State.MEDIUM
        case Severity.LOW:
            return State.LOW
        case _:
            assert_never(severity)


def regime_view(regime: Regime) -> RegimeView:
    """The regime's block: one look a kind, and the name of an exercise or test."""
    match regime.kind:
        case RegimeKind.REAL:
            return RegimeView(RegimeLook.REAL, regime.name)
        case RegimeKind.EXERCISE:
            return RegimeView(RegimeLook.EXERCISE, regime.name)
        case RegimeKind.TEST:
            return RegimeView(RegimeLook.TEST, regime.name)
        case _:
            assert_never(regime.kind)


def link_view(link: LinkFacts, *, replay: bool = False, ago: int | None = None) -> LinkView:
    """The link's badge: its word and its delay; in replay there is no link to be live, and looking back (`ago` ms) is not live either."""
    if replay:
        return LinkView(State.NO_LINK, "acts cannot leave this window")
    if link.state is State.LINK_LOST:
        return LinkView(link.state, lost_for=elapsed(link.lost_for) if link.lost_for is not None else "")
    if ago is not None and link.state is State.LINK_LIVE:
        return LinkView(State.LINK_PAUSED, f"{span(ago)} ago")
    return LinkView(link.state, "" if link.behind is None else f"{link.behind / 1000:.1f} s behind")


_NO_PICTURE = "No picture yet: nothing is known here."


def link_band(link: LinkFacts, standpoint: Standpoint) -> LinkBandModel | None:
    """The band over the desk while the link is lost, None while it holds."""
    if link.state is not State.LINK_LOST or standpoint.replay:
        return None
    lost = f" for {elapsed(link.lost_for)}" if link.lost_for is not None else ""
    frozen = standpoint.frozen_at
    retry = "Retrying." if link.retry_in is None else f"Retrying, next in {max(0, link.retry_in + 999) // 1000} s."
    what = f"FROZEN: the picture of {zulu_seconds(frozen)}. It is not live." if frozen is not None else _NO_PICTURE
    detail = f"{what} Acknowledge, answer, tick and declare are off. {retry}"
    return LinkBandModel(f"LINK LOST{lost}", detail, link.acknowledged)


def _room(picture: Picture) -> str:
    rows = [(row.event, roster.name) for row, roster in picture.bodies(Roster)]
    return max(rows)[1] if rows else ""
