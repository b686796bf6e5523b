"""Windows of officers, on a running hub or at a moment of the played exercise: shown, in step, and gone without a trace afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desks import LIAISON, OPERATOR, Desk, desk_for
from app.live import LiveSession
from app.window import Window
from feeds.room import Room
from tests.app.seated import Seated, officer_in
from tests.rig.story import sample_picture, sample_records
from tests.widgets.pictures import played
from widgets.fonts import load_fonts
from widgets.look import Look

WAIT: Final = 20_000
"""The longest wait for a hub or a page, ms."""


@contextmanager
def live_windows(room: Room, qtbot: QtBot, *codes: str) -> Iterator[tuple[Window, ...]]:
    """Open each officer's window at the desk of its role, all in step and showing it; close them at the end."""
    load_fonts()
    look, made = Look(), []
    for code in codes:
        officer = room.roster.officer(code)
        assert officer is not None
        session = LiveSession(room, officer)
        made.append(Window(look, session, desk_for(None, officer.entity, room.roster.host)))
        session.start()
        made[-1].show()
    qtbot.waitUntil(lambda: all(isinstance(each.session, LiveSession) and each.session.in_step for each in made), timeout=WAIT)
    for each in made:
        settle(each)
    yield tuple(made)
    for each in made:
        close(qtbot, each)
    shiboken6.delete(look)


def seated(code: str, clock: str, desk: Desk | None = None) -> Window:
    """Return an officer's window at a moment of the played exercise, as "22T10:47:32", from that entity's own records; not shown yet.

    `desk`: None: the one of the officer's role. Its session keeps what is wished for, and writes nothing. `take_down` it.
    """
    load_fonts()
    whole, now = played(clock)
    officer = officer_in(whole, code)
    host = officer.entity == "CMC"
    session = Seated(whole if host else sample_picture(clock, officer.entity), now, officer, sample_records(clock))
    return Window(Look(), session, desk or (OPERATOR if host else LIAISON))


def settle(window: Window, turns: int = 4) -> None:
    """Let what was asked be done, panels shown anew between the turns of the loop."""
    for _ in range(turns):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        window.desk.refresher.flush()
        window.framing.refresher.flush()


def close(qtbot: QtBot, window: Window) -> None:
    """Close a window and wait until it is gone; its look may be others' too."""
    with qtbot.waitSignal(window.closed, timeout=WAIT):
        window.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shiboken6.delete(window)


def take_down(qtbot: QtBot, window: Window) -> None:
    """Close a window that has a look of its own."""
    look = window.look
    close(qtbot, window)
    shiboken6.delete(look)
