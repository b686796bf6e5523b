"""A hand that reads a review sheet to its end before it signs, by key."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.review.panel import SIGN, ReviewPanel

_PAGES: Final = 40
_WAIT: Final = 20_000


def signable(sheet: ReviewPanel) -> bool:
    """Whether the signing key is on."""
    return any(act.name == SIGN and act.enabled for act in sheet.foot.acts)


def read_whole(sheet: ReviewPanel, qtbot: QtBot) -> int:
    """Turn pages until all of the sheet was on screen and it can be signed; return how many."""
    sheet.window().activateWindow()
    qtbot.waitUntil(sheet.window().isActiveWindow, timeout=_WAIT)
    pages = 0
    while sheet.unread and pages < _PAGES:
        QApplication.processEvents()
        qtbot.keyClick(sheet.window().focusWidget(), Qt.Key.Key_PageDown)
        pages += 1
    assert not sheet.unread
    qtbot.waitUntil(lambda: signable(sheet), timeout=_WAIT)
    return pages
