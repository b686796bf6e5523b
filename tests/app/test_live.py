"""A live session against a real hub: in step, acting through the hub's disk, frozen when the hub is gone, and back by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.acts.hand import Hand
from app.intents import intent_of, wish_for
from app.live import LiveSession
from feeds.picture.act import Wish
from feeds.picture.night import LogEntry
from feeds.picture.place import Affiliation, Track
from feeds.room import Room
from feeds.wire.follow import LinkState
from layers.layer import Line
from layers.registry import LAYERS
from tests.app.windows import WAIT
from tests.feeds.hub.hall import Hall, label, report
from widgets.map.exhibit import Exhibit


@pytest.fixture
def session(room: Room, qtbot: QtBot, halls: list[Hall]) -> Iterator[LiveSession]:
    """The duty officer's session, in step."""
    del halls
    officer = room.roster.officer("DUTY")
    assert officer is not None
    made = LiveSession(room, officer)
    made.start()
    qtbot.waitUntil(lambda: made.in_step, timeout=WAIT)
    yield made
    made.close()


def log(session: LiveSession, text: str) -> Wish:
    """Return the wish to write a line of the watch log."""
    hand = Hand(session.officer, session.entity, session.seat, session.nonce())
    wish = wish_for(intent_of(f"log:{text}", ""), session.picture, session.now(), hand)
    assert isinstance(wish, Wish)
    return wish


def texts(session: LiveSession) -> set[str]:
    """Return what the watch log says."""
    return {body.text for _, body in session.picture.bodies(LogEntry)}


def test_records_reach_the_picture_and_the_history(session: LiveSession, halls: list[Hall], qtbot: QtBot) -> None:
    """What a feed brings is folded, remembered for the timeline, and the digest is the hub's."""
    (feed,) = halls[0].at("FEED")
    feed.link.send_records([report(f"IN-{number}", marked=label("ALF")) for number in range(50)])

    def arrived() -> bool:
        feed.poll(1)
        return session.picture.counts.get("indication") == 50 and len(session.history.marks) == 50

    qtbot.waitUntil(arrived, timeout=WAIT)
    qtbot.waitUntil(lambda: session.in_step, timeout=WAIT)
    assert session.missteps == 0


def test_an_act_is_shown_when_the_hub_has_it(session: LiveSession, qtbot: QtBot) -> None:
    """While an act is on its way it is pending and nothing in the picture has changed; confirmed, its row is there."""
    assert session.act(log(session, "sound test")) is None
    assert [pending.kind for pending in session.pending] == ["log_entry"]
    assert texts(session) == set()
    qtbot.waitUntil(lambda: texts(session) == {"sound test"} and not session.pending, timeout=WAIT)


def test_a_refused_act_says_why(session: LiveSession, qtbot: QtBot) -> None:
    """What the hub refuses changes nothing and keeps its reason beside it."""
    wish = log(session, "twice")
    assert session.act(wish) is None
    qtbot.waitUntil(lambda: texts(session) == {"twice"}, timeout=WAIT)
    # A seat whose picture lags behind the hub's does not know that the row is there already.
    session.picture.tables["log_entry"].clear()
    assert session.act(Wish(wish.subject, LogEntry("over it"), wish.event, "other")) is None
    qtbot.waitUntil(lambda: any(pending.reason for pending in session.pending), timeout=WAIT)
    assert session.pending.refused == 1


def test_a_lost_hub_freezes_the_picture_and_disables_acts_and_its_return_is_seen(
    session: LiveSession, halls: list[Hall], room: Room, qtbot: QtBot
) -> None:
    """Without the hub the picture's moment stands still, acts are refused at once; when it is back the session is in step by itself."""
    session.act(log(session, "before"))
    qtbot.waitUntil(lambda: texts(session) == {"before"}, timeout=WAIT)
    halls.pop().close()
    qtbot.waitUntil(lambda: session.link().state is LinkState.LOST, timeout=WAIT)
    frozen = session.frozen_at
    assert frozen is not None
    assert session.now() == frozen
    assert session.act(log(session, "while away")) == "cannot reach the hub"
    assert session.standpoint.off == "cannot reach the hub"
    halls.append(Hall(room))
    qtbot.waitUntil(lambda: session.in_step, timeout=WAIT)
    assert session.frozen_at is None
    assert texts(session) == {"before"}


def test_a_trail_stands_after_a_resync_and_for_who_came_late(session: LiveSession, room: Room, halls: list[Hall], qtbot: QtBot) -> None:
    """A unit's trail is the same before a resync, after it, and at a desk that only then came and asked for the history."""
    (feed,) = halls[0].at("FEED")
    for step in range(6):
        track = Track("Alpha", "AIS", (10.0 + step / 100, 50.0), Affiliation.FRIEND, sidc="10031000001211000000")
        feed.link.send_records([report("unit", marked=label("ALF"), body=track)])

    def trail(at: LiveSession) -> tuple[tuple[float, float], ...]:
        feed.poll(1)
        exhibit = Exhibit(LAYERS)
        exhibit.show(at.picture, None, at.now(), None, at.whereabouts)
        exhibit.board.commit(exhibit.work(lambda: False))
        found = exhibit.board.sheets[exhibit.board.names.index("Traces")].features.get("trail:unit")
        return found[1].path if found is not None and isinstance(found[1], Line) else ()

    qtbot.waitUntil(lambda: len(trail(session)) == 6, timeout=WAIT)
    before = trail(session)
    with qtbot.waitSignal(session.replaced, timeout=WAIT):
        session._inbox.tell(lambda link: link.resync("to see what stays"))
    assert trail(session) == before
    officer = room.roster.officer("DUTY")
    assert officer is not None
    late = LiveSession(room, officer)
    late.start()
    try:
        qtbot.waitUntil(lambda: trail(late) == before, timeout=WAIT)
    finally:
        late.close()
