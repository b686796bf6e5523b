"""What a thing is called on a desk: one name, whoever says it."""

from __future__ import annotations

from app.naming import called
from feeds.picture.alarm import Alarm, Request
from feeds.picture.corridor import Corridor
from feeds.picture.identity import shown
from feeds.picture.proposal import Proposal
from tests.rig.story import sample_picture


def test_panels_palette_and_sheets_name_alike() -> None:
    """What is known by a code goes by it, a request about an alarm by that alarm, all else by its identifier's short form."""
    picture = sample_picture("10:47:32")
    corridor = next(row.subject for row, body in picture.bodies(Corridor) if body.code == "HC-2")
    assert called(picture, corridor) == "HC-2"
    proposal, body = next((row.subject, body) for row, body in picture.bodies(Proposal))
    assert called(picture, proposal) == shown(proposal) != body.code, "its number would tell of those before it"
    about = {row.subject: body for row, body in picture.bodies(Request)}
    request, asked = next((subject, body) for subject, body in about.items() if picture.get(Alarm, body.item) is not None)
    assert called(picture, request) == called(picture, asked.item) != called(picture, "R-0000000000000000")
    assert called(picture, f"{request}/BOR") == called(picture, request)
    assert called(picture, "R-0123456789ABCDEF") == "R-0123"
