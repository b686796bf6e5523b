"""A panel over a place comes, covers it, and leaves without a trace."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Keep
from widgets.look import Look
from widgets.panel import Panel
from widgets.place import Place


def test_what_lies_over_covers_and_leaves(look: Look, keep: Keep, qtbot: QtBot) -> None:
    """Claim: a panel laid over covers the place and has the focus; Esc takes it away and gives the focus back; nothing was hidden."""
    under, over = QLineEdit(), Panel(look, "Why")
    place = Place(under)
    keep(place)
    turned: list[bool] = []
    place.turned.connect(turned.append)
    place.resize(300, 200)
    with qtbot.waitActive(place):
        place.show()
        place.activateWindow()
    under.setFocus()
    place.lay(over)
    assert over.geometry() == place.rect()
    assert over.hasFocus()
    assert under.isVisible()
    place.resize(400, 250)
    assert over.geometry() == place.rect()
    QTest.keyClick(over, Qt.Key.Key_Escape)
    assert place.over is None
    assert not over.isVisible()
    assert under.hasFocus()
    assert turned == [True, False]
