"""The sheet in use: what was read is what is signed, by the first key, however the room's time goes on meanwhile."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.acts.drawings import SHAPE
from app.acts.form import Case
from app.acts.hand import Hand
from app.acts.registry import form_for
from app.reviewing import Reviewing
from feeds.picture.body import Capability
from feeds.picture.danger import DangerZone
from feeds.picture.values import Polygon
from tests.app.seated import Seated, officer_in
from tests.app.test_review import staffed
from tests.widgets.room import NOW, crisis
from widgets.look import Look
from widgets.review.panel import GUARD_S, ReviewPanel

BOX = Polygon((((-123.4, -47.1), (-123.0, -47.1), (-123.0, -46.9), (-123.4, -47.1)),))
MINUTE = 60_000


@pytest.mark.parametrize("later", [1_000, 61_000, 30 * MINUTE])
def test_time_that_goes_on_takes_no_signature_back(qtbot: QtBot, later: int) -> None:
    """A start that nobody filled in is the moment the sheet was opened: a minute that ends, or an exercise at sixty times the day's pace,
    does not make it another sheet under the hand, which would have to be read again and again.
    """
    second = [0.0]
    picture = staffed(crisis(), Capability.DRAW, Capability.WATCH)
    session = Seated(picture, NOW, officer_in(picture, "OFF-1"))
    panel = ReviewPanel(Look(), lambda: second[0])
    qtbot.addWidget(panel)
    panel.resize(396, 2_000)
    panel.show()
    found = form_for("draw_zone", Case(picture, NOW, Hand("OFF-1", "BOR", "OFF-1", "once")))
    assert found is not None
    reviewing = Reviewing(session)
    panel.edited.connect(reviewing.edit)
    reviewing.open(found[0], "", "", panel, {SHAPE: BOX})
    for name, text in (("name", "Ridge"), ("hazard", "shelling")):
        reviewing.edit(name, text)
    panel.show_model(reviewing.model())
    qtbot.waitUntil(lambda: not panel.unread, timeout=20_000)
    second[0] += 2 * GUARD_S
    assert panel.looked()
    session._now += later
    reviewing.sign(panel)
    (wish,) = session.wishes
    assert isinstance(wish.body, DangerZone)
    assert (wish.body.name, wish.body.valid.since, wish.event) == ("Ridge", NOW, NOW + later)
    reviewing.leave()
