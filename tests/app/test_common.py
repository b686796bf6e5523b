"""The common picture's proof at real desks: two displays of a room and a liaison's on one hub, one of them made to differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app.common import common_picture
from app.lens import LensSession
from app.live import LiveSession
from app.window import Window
from feeds.picture.holding import Holder, Judged, Match
from feeds.room import Room
from feeds.wire.follow import LinkState
from feeds.wire.protocol import Heartbeat
from tests.app.windows import WAIT, live_windows
from tests.feeds.hub.hall import Hall, label, report
from widgets.cells import plain
from widgets.command.panel import CommandPanel
from widgets.common_picture import line, sentence
from widgets.health.panel import HealthPanel
from widgets.map.scheme import register_scheme
from widgets.pieces import Spans

register_scheme()

pytestmark = pytest.mark.xdist_group("desk")

EQUAL: Final = {("ALF", "ALF-1"): Match.EQUAL, ("HOS", "HOS-1"): Match.EQUAL}


class Desk:
    """A session, and everything it was told of others."""

    def __init__(self, room: Room, code: str) -> None:
        """Connect as an officer."""
        officer = room.roster.officer(code)
        assert officer is not None
        self.session = LiveSession(room, officer)
        self.beats: list[Heartbeat] = []
        self.told: list[dict[tuple[str, str], Judged]] = []
        self.session._inbox.arrived.connect(lambda event: self.beats.append(event) if isinstance(event, Heartbeat) else None)
        self.session.told.connect(lambda: self.told.append({(each.entity, each.seat): each.judged for each in self.session.displays}))
        self.session.start()

    @property
    def words(self) -> str:
        """What the status bar says."""
        return sentence(common_picture(self.session), self.session.standpoint)

    def spoil(self) -> None:
        """Put a row into its picture that the hub never gave it."""
        row = next(iter(self.session._mirror.picture.tables["indication"].values()))
        self.session._mirror.picture.take((msgspec.structs.replace(row, revision=row.revision + 1, sequence=row.sequence + 1),))


@pytest.fixture
def desks(room: Room, qtbot: QtBot, halls: list[Hall]) -> Iterator[tuple[Desk, Desk, Desk]]:
    """The duty officer's two displays and a liaison's, in step, with a report that both may see."""
    made = (Desk(room, "DUTY"), Desk(room, "DUTY"), Desk(room, "ALF-1"))
    (feed,) = halls[0].at("FEED")
    feed.link.send_records([report("IN-1", marked=label("ALF"))])

    def level() -> bool:
        feed.poll(1)
        return all(each.session.in_step and each.session.picture.counts.get("indication") == 1 for each in made)

    qtbot.waitUntil(level, timeout=WAIT)
    yield made
    for each in made:
        each.session.close()


def matches(desk: Desk) -> dict[tuple[str, str], Match]:
    """Return how each other display compares, as the hub told this desk."""
    return {(each.entity, each.seat): each.judged.match for each in desk.session.displays}


def test_a_display_that_is_made_to_differ_is_named_and_becomes_equal_by_itself(desks: tuple[Desk, Desk, Desk], qtbot: QtBot) -> None:
    """Both displays of the room read who is equal; the liaison's picture is spoilt, is named with what differs, takes a snapshot by itself
    and is equal again. The liaison reads only of its own, and nothing of anybody reaches it.
    """
    duty, second, liaison = desks
    qtbot.waitUntil(lambda: matches(duty) == matches(second) == EQUAL, timeout=WAIT)
    assert duty.words == second.words == "equal with ALF, 1 display"
    assert liaison.words == "equal with this room"
    duty.told.clear()
    liaison.spoil()
    differs = Judged(Match.DIFFERS, tables=("indication",))
    qtbot.waitUntil(lambda: any(each.get(("ALF", "ALF-1")) == differs for each in duty.told), timeout=WAIT)
    qtbot.waitUntil(lambda: matches(duty) == matches(second) == EQUAL and liaison.session.in_step, timeout=WAIT)
    assert (liaison.session.missteps, liaison.session.resyncs) == (1, 1)
    assert (duty.session.missteps, duty.session.resyncs) == (0, 0)
    assert liaison.words == "equal with this room"
    assert liaison.beats
    assert all((beat.displays, beat.untold) == ((), 0) for beat in liaison.beats)
    assert (liaison.session.displays, liaison.told) == ((), [])


def test_with_the_hub_gone_nothing_is_compared(desks: tuple[Desk, Desk, Desk], halls: list[Hall], qtbot: QtBot) -> None:
    """On the loss of the link "equal with" becomes "not compared", with how long, at the room's desk and the liaison's; what was known of
    others is known no more.
    """
    duty, _, liaison = desks
    qtbot.waitUntil(lambda: matches(duty) == EQUAL, timeout=WAIT)
    halls.pop().close()
    qtbot.waitUntil(lambda: all(each.session.link().state is LinkState.LOST for each in desks), timeout=WAIT)
    assert duty.session.displays == ()
    for each in (duty, liaison):
        (only,) = line(common_picture(each.session), each.session.standpoint)
        assert only.text.startswith("not compared for 00:0")


def test_another_entitys_eyes_read_of_nobody(desks: tuple[Desk, Desk, Desk], qtbot: QtBot) -> None:
    """Through a partner's lens the room's desk compares nothing and names nobody."""
    duty = desks[0].session
    qtbot.waitUntil(lambda: matches(desks[0]) == EQUAL, timeout=WAIT)
    lens = LensSession(duty, "ALF")
    common = common_picture(lens)
    assert (common.compared, common.displays, common.left) == (False, (), ())
    lens.close()


def test_the_bar_health_and_the_palette_say_the_same(room: Room, halls: list[Hall], qtbot: QtBot) -> None:
    """At the operator's desk the status bar, what is read aloud of it, Health and the palette name who is equal in one voice."""
    del halls
    with live_windows(room, qtbot, "DUTY", "ALF-1") as (duty, liaison):
        assert isinstance(duty.session, LiveSession)
        qtbot.waitUntil(lambda: duty.session.displays == (Holder("ALF", "ALF-1", "Liaison"),), timeout=WAIT)
        duty.desk.bring(duty.desk.panels.named("health"))
        duty.framing.refresher.flush()
        duty.desk.refresher.flush()
        assert said_by(duty) == ["equal with ALF"]
        (piece,) = [each for each in duty.frame.status_bar.findChildren(Spans) if each.accessibleName() == "Common picture"]
        assert piece.accessibleDescription() == piece.toolTip() == "equal with this room: ALF"
        assert "Picture, equal with this room: ALF." in duty.desk.panels.of(HealthPanel).facts.accessibleDescription()
        duty.controls.perform("palette")
        duty.controls.commanding.palette("who holds")
        assert duty.desk.panels.of(CommandPanel).model.rows[0].detail == "equal with ALF"
        liaison.framing.refresher.flush()
        assert said_by(liaison) == ["equal with this room"]


def said_by(window: Window) -> list[str]:
    """Return what the status bar says of the common picture."""
    (group,) = [group for group in window.frame.status_bar._model.groups if group.caption == "Common picture"]
    return [plain(fact) for fact in group.facts]
