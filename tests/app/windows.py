"""Windows of officers on a running hub: shown, in step, and gone without a trace afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import shiboken6
from pytestqt.qtbot import QtBot

from app.desks import desk_for
from app.live import LiveSession
from app.window import Window
from feeds.room import Room
from widgets.fonts import load_fonts
from widgets.look import Look

WAIT: Final = 20_000
"""The longest wait for a hub or a page, ms."""


@contextmanager
def live_windows(room: Room, qtbot: QtBot, *codes: str) -> Iterator[tuple[Window, ...]]:
    """Open each officer's window at the desk of its role, all in step; close them at the end."""
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
    yield tuple(made)
    for each in made:
        with qtbot.waitSignal(each.closed, timeout=WAIT):
            each.close()
        shiboken6.delete(each)
    shiboken6.delete(look)
