"""A liaison's display beside the duty officer's on one hub: an answer given by a key at one is at the other once the hub has it on disk."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.desks import LIAISON, OPERATOR
from app.live import LiveSession
from app.window import Window
from feeds.picture.act import Wish
from feeds.picture.alarm import Answer, AnswerKind, Delivery, Request
from feeds.picture.room import Officer
from feeds.room import Room
from feeds.wire.follow import LinkState
from tests.app.reading import read_whole
from tests.app.windows import WAIT, live_windows
from tests.feeds.hub.hall import Hall, label
from widgets.item.panel import ItemPanel
from widgets.map.scheme import register_scheme
from widgets.queue.panel import QueuePanel
from widgets.review.panel import ReviewPanel
from widgets.rollcall import resolve as rollcall_resolve

register_scheme()


pytestmark = pytest.mark.xdist_group("desk")


@pytest.fixture
def windows(room: Room, halls: list[Hall], qtbot: QtBot) -> Iterator[tuple[Window, Window]]:
    """The duty officer's and ALF's liaison's, both in step."""
    del halls
    with live_windows(room, qtbot, "DUTY", "ALF-1") as (duty, liaison):
        yield duty, liaison


def ask(duty: Window, liaison: Window, qtbot: QtBot) -> None:
    """Have the duty officer ask both partners about something, and wait until the liaison's desk shows it."""
    session = duty.session
    request = Request("A-1", 1, "HC-2 S3 endangered", ("ALF", "BET"), session.now())
    assert session.act(Wish("R-1", request, session.now(), session.nonce(), label=label("ALF", "BET"))) is None
    qtbot.waitUntil(lambda: bool(liaison.desk.panels.of(QueuePanel).model.items), timeout=WAIT)


def test_a_receipt_by_one_key_is_at_both_desks_once_the_hub_has_it(windows: tuple[Window, Window], qtbot: QtBot) -> None:
    """Each starts at the desk of its role; Enter answers; neither shows the answer before it came back; SEEN came by displaying it."""
    duty, liaison = windows
    assert (duty.desk.current, liaison.desk.current) == (OPERATOR, LIAISON)
    ask(duty, liaison, qtbot)
    item = liaison.desk.panels.of(ItemPanel)
    qtbot.waitUntil(lambda: any(act.enabled for act in item.model.acts), timeout=WAIT)
    qtbot.waitUntil(lambda: any(body.seen is not None for _, body in duty.session.picture.bodies(Delivery)), timeout=WAIT)
    liaison.activateWindow()
    qtbot.waitUntil(liaison.isActiveWindow, timeout=WAIT)
    item.setFocus()
    qtbot.keyClick(item.focusWidget(), Qt.Key.Key_Return)
    assert liaison.session.picture.get(Answer, "R-1/ALF") is None, "nothing is painted ahead"
    for each in windows:
        qtbot.waitUntil(partial(_answered, each), timeout=WAIT)
        given = each.session.picture.get(Answer, "R-1/ALF")
        assert given is not None
        assert (given.answer, given.entity, given.item_revision) == (AnswerKind.RECEIPT, "ALF", 1)


def _answered(window: Window) -> bool:
    return window.session.picture.get(Answer, "R-1/ALF") is not None


def test_a_heavy_answer_takes_two_keys_and_a_look(windows: tuple[Window, Window], qtbot: QtBot) -> None:
    """Ctrl+Enter opens the sheet of CONCUR in the item's place; a second one, once it was looked at, signs; both desks then have it."""
    duty, liaison = windows
    ask(duty, liaison, qtbot)
    item, sheet = liaison.desk.panels.of(ItemPanel), liaison.desk.panels.of(ReviewPanel)
    qtbot.waitUntil(lambda: any(act.enabled for act in item.model.acts), timeout=WAIT)
    liaison.activateWindow()
    qtbot.waitUntil(liaison.isActiveWindow, timeout=WAIT)
    item.setFocus()
    for _ in range(2):
        qtbot.keyClick(liaison.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.model.title == "Concur"
    assert {fact.caption: fact.text for fact in sheet.model.facts}["on behalf of"].startswith("ALF")
    assert not liaison.session.pending, "the second key came too soon to have been meant"
    read_whole(sheet, qtbot)
    qtbot.keyClick(liaison.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    for each in windows:
        qtbot.waitUntil(partial(_answered, each), timeout=WAIT)
    given = duty.session.picture.get(Answer, "R-1/ALF")
    assert given is not None
    assert given.answer is AnswerKind.CONCUR
    qtbot.waitUntil(lambda: not liaison.desk.reviewing.standing, timeout=WAIT)


def test_a_lost_link_turns_the_answers_off(windows: tuple[Window, Window], halls: list[Hall], qtbot: QtBot) -> None:
    """Without the hub the answers keep their place, with the reason; the sheet that is opened all the same cannot be signed."""
    duty, liaison = windows
    ask(duty, liaison, qtbot)
    halls.pop().close()
    qtbot.waitUntil(lambda: liaison.session.link().state is LinkState.LOST, timeout=WAIT)
    liaison.desk.refresher.flush()
    acts = liaison.desk.panels.of(ItemPanel).model.acts
    assert {act.reason for act in acts} == {"cannot reach the hub"}
    liaison.desk.wish("answer:CONCUR", "R-1")
    assert liaison.desk.reviewing.model().lacking == "cannot reach the hub"


def test_the_roll_call_is_right_after_the_hub_came_back_and_for_who_joins_late(
    windows: tuple[Window, Window], room: Room, halls: list[Hall], qtbot: QtBot
) -> None:
    """An answer stays in the call when the hub is started anew; a desk that opens only then reads the kind of answer at once."""
    duty, liaison = windows
    ask(duty, liaison, qtbot)
    liaison.desk.wish("answer:RECEIPT", "R-1")
    qtbot.waitUntil(partial(_answered, duty), timeout=WAIT)
    halls.pop().close()
    qtbot.waitUntil(lambda: duty.session.link().state is LinkState.LOST, timeout=WAIT)
    halls.append(Hall(room))
    for each in windows:
        qtbot.waitUntil(partial(_in_step, each), timeout=WAIT)
        qtbot.waitUntil(partial(_calls, each, "ALF", "RECEIPT"), timeout=WAIT)
        assert set(_called(each)) == {"ALF", "BET"}
    late = LiveSession(room, _officer(room, "BET-1"))
    window = Window(duty.look, late, LIAISON)
    late.start()
    window.show()
    try:
        qtbot.waitUntil(partial(_calls, window, "ALF", "RECEIPT"), timeout=WAIT)
    finally:
        with qtbot.waitSignal(window.closed, timeout=WAIT):
            window.close()
        shiboken6.delete(window)


def _in_step(window: Window) -> bool:
    return isinstance(window.session, LiveSession) and window.session.in_step


def _officer(room: Room, code: str) -> Officer:
    found = room.roster.officer(code)
    assert found is not None
    return found


def _called(window: Window) -> dict[str, str]:
    """What the roll-call of a desk says of the first item."""
    session = window.session
    model = rollcall_resolve.resolve(session.picture, session.now(), session.standpoint)
    return {cell.entity: cell.word for row in model.rows[:1] for cell in row.cells if cell.word}


def _calls(window: Window, entity: str, word: str) -> bool:
    return _called(window).get(entity) == word
