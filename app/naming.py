"""What a thing is called on a desk: by its code where it is known by one, else by its identifier's short form. Pure.

One voice: a corridor is HC-2 on its panel, in the palette and on the sheet that suspends it. Deliberately absent: titles.
"""

from __future__ import annotations

from feeds.picture.alarm import Alarm, Request
from feeds.picture.identity import shown
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal
from feeds.picture.relief import Notification

_OPAQUE = (Proposal, Notification)
"""Kinds whose codes are numbers that count on: a screen names them by what tells nothing of others."""


def called(picture: Picture, subject: str) -> str:
    """Return how the panels name a subject; a request about an alarm goes by that alarm, what hangs on another row by that one."""
    subject = subject.partition("/")[0]
    request = picture.get(Request, subject)
    if request is not None and picture.get(Alarm, request.item) is not None:
        return shown(request.item)
    rows = (row for kind in picture.tables for row in picture.side_by_side(kind, subject) if not isinstance(row.body, _OPAQUE))
    return next((code for row in rows if (code := getattr(row.body, "code", ""))), "") or shown(subject)
