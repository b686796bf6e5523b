"""The sheet over a map that is not up: why, since when, and the time of the picture under it."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from widgets.map.cover import Cover

AT = 1_795_344_452_000  # 2026-11-22T10:47:32Z


def test_the_sheet_counts_while_it_lies(qtbot: QtBot) -> None:
    """It says its words, then the seconds with them, over the picture's time; a new one counts anew, and nobody counts unseen."""
    under = QWidget()
    qtbot.addWidget(under)
    cover = Cover("map starting", under)
    assert cover.text() == "map starting"
    cover.over(AT)
    under.show()
    cover.lay("map restarting")
    assert cover.text() == "map restarting\npicture as known at 10:47:32Z"
    qtbot.waitUntil(lambda: cover.text() == "map restarting, 1 s\npicture as known at 10:47:32Z", timeout=10_000)
    cover.lay("map changing its colours")
    assert cover.text().startswith("map changing its colours\n")
    cover.hide()
    assert not cover._beat.isActive()
