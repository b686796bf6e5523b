"""What this desk knows of who holds the common picture: from its own comparison, the hub's word and the picture itself.

Deliberately absent: the words (`widgets.common_picture`) and the comparing.
"""

from __future__ import annotations

import time

from app.session import Session
from feeds.assessment.left_behind import left_behind
from feeds.assessment.rules import rules_of
from feeds.wire.follow import LinkState
from widgets.common_picture import CommonPicture


def common_picture(session: Session) -> CommonPicture:
    """Return it. What concerns others is the host's to read: a liaison's desk compares its own picture and that is all."""
    link = session.link()
    lost = link.ever and link.state is LinkState.LOST
    present = session.present
    return CommonPicture(
        compared=session.compared(),
        uncompared_for=round((time.monotonic() - link.since) * 1000) if lost else None,
        displays=session.displays,
        untold=session.untold,
        left=left_behind(present) if session.entity == rules_of(present).host else (),
    )
