"""Before there is a picture: no panel says that nothing is there, and each shows its own as soon as one has come."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.blank import BLANK, PATIENCE, blank
from app.desks import LIAISON, OPERATOR, Desk
from app.session import LinkReport
from app.window import Window
from feeds.picture.picture import Picture
from feeds.wire.follow import LinkState
from feeds.wire.mirror import Gathering
from feeds.wire.protocol import Part
from tests.app.seated import Seated, officer_in
from tests.app.windows import settle, take_down
from tests.rig.specimens import EXERCISE
from tests.widgets.pictures import played
from tests.widgets.spoken import painted
from widgets.cells import Empty, Filled, Loading
from widgets.fonts import load_fonts
from widgets.look import Look
from widgets.map.scheme import register_scheme

register_scheme()

pytestmark = pytest.mark.xdist_group("desk")

CALM = ("No active alarms", "Nothing asks", "No corridor agreed", "No ladder loaded", "Nothing is watched for", "No run open")


class Unmet(Seated):
    """A desk whose hub has not given a picture: not reached for so long, or reading one."""

    state, since, ever = LinkState.LOST, 0.0, False
    share: float | None = None

    def link(self) -> LinkReport:
        """As it is set."""
        return LinkReport(self.state, time.monotonic() - self.since, "", ever=self.ever)

    @property
    def arriving(self) -> float | None:
        """As it is set."""
        return self.share

    def behind(self) -> int | None:
        """Nothing was heard."""
        return None


@pytest.fixture(params=[(OPERATOR, "DUTY-DAY"), (LIAISON, "BOR-1")], ids=["operator", "liaison"])
def window(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Window]:
    """A desk without a picture."""
    desk: Desk
    desk, code = request.param
    load_fonts()
    whole, now = played("22T10:47:32")
    made = Window(Look(), Unmet(Picture(whole.regime), now, officer_in(whole, code)), desk)
    made.resize(1920, 1080)
    made.show()
    yield made
    take_down(qtbot, made)


def said(window: Window) -> str:
    """Everything that is painted on the desk."""
    window.desk.refresher.all()
    settle(window)
    window.look.ledger = []
    window.grab()
    return " | ".join(painted(window.look))


def test_a_hub_that_was_never_reached_leaves_no_panel_calm(window: Window) -> None:
    """Each panel says that there is no picture, none that something is not there; the band over the desk says so too."""
    session = window.session
    assert isinstance(session, Unmet)
    session.since = PATIENCE + 1
    words = said(window)
    assert "nothing is known here" in words
    assert [calm for calm in CALM if calm in words] == []
    assert "not on the roster" not in words
    shown = [window.desk.panels.name(place.shown) for place in window.desk.view.round]
    for name in set(shown) & BLANK:
        assert window.desk.panels.named(name).notice.accessibleDescription().startswith("No picture yet"), name


def test_a_picture_on_its_way_says_how_far_it_has_come_and_then_stands(window: Window, qtbot: QtBot) -> None:
    """While it is read each panel says so, with the share; once it is there it shows what it is for."""
    session = window.session
    assert isinstance(session, Unmet)
    session.state, session.share = LinkState.RESYNC, 0.22
    window.desk.refresher.all()
    qtbot.waitUntil(lambda: "reading the picture, 22 %" in said(window), timeout=5_000)
    session.picture, session.ever, session.state = played("22T10:47:32")[0], True, LinkState.LIVE
    words = said(window)
    assert "reading the picture" not in words
    assert "nothing is known" not in words
    assert "Elevated" in words


def test_a_hub_has_a_moment_to_answer_in() -> None:
    """In the first seconds a desk is reading; only then it says that nobody is reached; with a picture it shows it, lost or not."""
    whole, now = played("22T10:47:32")
    session = Unmet(Picture(whole.regime), now, officer_in(whole, "DUTY-DAY"))
    assert blank(session) == Loading(None)
    session.since = PATIENCE + 1
    assert isinstance(blank(session), Empty)
    session.ever = True
    assert blank(session) == Filled()


def test_the_share_of_a_snapshot_is_that_of_its_rows() -> None:
    """Part by part it grows, and with the last none is on its way."""
    rows = tuple(played("22T10:47:32")[0].all_rows())[:40]
    gathering = Gathering(EXERCISE)
    shares = []
    for number, last in ((0, False), (1, False), (2, False), (3, True)):
        gathering.take(Part("e", 1, number, last, 40, rows[number * 10 : number * 10 + 10], "0" * 64, 0, 1.0))
        shares.append(gathering.share)
    assert shares == [0.25, 0.5, 0.75, None]
