"""Whether an exercise's play is held for a REAL message, and by which channel real-world traffic goes meanwhile."""

from __future__ import annotations

from feeds.picture.night import Channel, ChannelRole
from feeds.picture.picture import Picture
from feeds.picture.play import Hold, HoldState


def held(picture: Picture) -> Hold | None:
    """Return the hold that stands, or None where play goes on."""
    return next((body for _, body in picture.bodies(Hold) if body.state is HoldState.HELD), None)


_ROLES = tuple(ChannelRole)


def real_world_channel(picture: Picture, entity: str, host: str) -> Channel | None:
    """Return the channel for real-world traffic that an entity turns to: its own before the room's, primary before alternate.

    One that did not work when it was last tested stands behind all others. None: none is on record.
    """
    whose = {entity: 0, host: 1}
    found = [(row.subject, body) for row, body in picture.bodies(Channel) if body.real_world and body.entity in whose]
    ranked = sorted(found, key=lambda each: (each[1].worked is False, whose[each[1].entity], _ROLES.index(each[1].role), each[0]))
    return ranked[0][1] if ranked else None
