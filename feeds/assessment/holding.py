"""Whether an exercise's play is held for a REAL message."""

from __future__ import annotations

from feeds.picture.picture import Picture
from feeds.picture.play import Hold, HoldState


def held(picture: Picture) -> Hold | None:
    """Return the hold that stands, or None where play goes on."""
    return next((body for _, body in picture.bodies(Hold) if body.state is HoldState.HELD), None)
