"""Channels as a section of the board: how each entity is reached, in the order primary, alternate, contingency, emergency. Pure.

A channel that nobody tested is not known to work. Functions stand here, never names of people.
"""

from feeds.picture.envelope import Record
from feeds.picture.night import Channel, ChannelRole
from feeds.picture.picture import Picture
from widgets.board.acting import offered
from widgets.board.model import Entry, Fact, Part, Section
from widgets.signed import by
from widgets.standpoint import Standpoint
from widgets.times import span, zulu
from widgets.tokens import Token
from widgets.words import State

_ORDER = tuple(ChannelRole)
STALE_AFTER = 12 * 3_600_000
"""A test older than a watch says nothing of this one."""


def channel_section(picture: Picture, now: int, standpoint: Standpoint) -> Section:
    """Every channel by entity, in the order in which it is tried."""
    found = sorted(picture.bodies(Channel), key=lambda each: (each[1].entity, _ORDER.index(each[1].role)))
    return Section(
        "Channels", tuple(_entry(picture, now, standpoint, row, body) for row, body in found), empty="No channel is written down"
    )


def channel_state(body: Channel, now: int) -> State:
    """What its last test says now."""
    if body.worked is None or body.tested is None:
        return State.CHANNEL_UNTESTED
    if not body.worked:
        return State.CHANNEL_FAILED
    return State.STALE if now - body.tested > STALE_AFTER else State.CHANNEL_WORKED


def _entry(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: Channel) -> Entry:
    state = channel_state(body, now)
    tested = f"tested {span(now - body.tested)} ago" if body.tested is not None else "never tested"
    who = " · ".join(part for part in (body.incumbent, f"deputy {body.deputy}" if body.deputy else "") if part)
    facts = (
        Fact("Reaches", body.entity),
        Fact("By", body.means),
        Fact("Who", body.incumbent or "not named"),
        Fact("Deputy", body.deputy or "not named"),
        Fact("Tested", zulu(body.tested, now) if body.tested is not None else "never"),
        Fact("Last word", by(picture, row, now)),
    )
    return Entry(
        "channel",
        row.subject,
        body.means,
        f"{body.entity} {body.role.value.lower()}",
        state,
        support=who,
        support_right=tested,
        urgent=Token.HIGH if state is State.CHANNEL_FAILED else None,
        parts=(Part("The channel", facts),),
        acts=offered((("channel", "Tested now…", "T"),), row.subject, standpoint.off),
    )
