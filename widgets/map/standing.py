"""How far the page has come: what it says it painted, what of that stands in the window, and the sheet over it until that is enough.

A page that died or starts anew is covered until it stands as far as the board had come when it arrived. Deliberately absent: what is shown.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtQuickWidgets import QQuickWidget
from PySide6.QtWidgets import QWidget

from widgets.map.cover import Cover
from widgets.map.said import Painted
from widgets.map.strip import Witness
from widgets.tokens import Theme, Token


class Standing(QObject):
    """What stands. ``newest`` gives the board's revision, or None while something waits to be drawn."""

    drawn = Signal(int)
    """The page says that it painted this revision."""
    settled = Signal(int)
    """The newest revision stands in the window; its number."""

    def __init__(self, theme: Theme, newest: Callable[[], int | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._newest = newest
        self.cover = Cover("map starting", parent)
        self.cover.dress(theme)
        self.witness = Witness(theme.hex(Token.LINE), self)
        self.witness.stood.connect(self.look)
        self.painted = -1
        self.points = 0
        """Marks painted in the view; round the world one may be painted twice."""
        self.held = 0
        """Marks that the page holds."""
        self._owed = 0

    def wear(self, theme: Theme) -> None:
        """Take on a theme, for which the page is loaded again."""
        self.hide("map changing its colours")
        self.cover.dress(theme)
        self.witness.edge = theme.hex(Token.LINE)

    def hide(self, words: str) -> None:
        """Cover the map: what stands is no longer true."""
        self.witness.stop()
        self.cover.lay(words)

    def arrived(self, window: QQuickWidget | None, revision: int) -> None:
        """A page is up: it owes what the board holds now."""
        self._owed = revision
        self.witness.attach(window)

    def heard(self, said: Painted) -> None:
        """The page says what it painted; hidden, it paints later and nothing is to be seen."""
        self.painted, self.points, self.held = said.revision, said.marks, said.total
        self.drawn.emit(said.revision)
        if said.hidden:
            self.look()
        else:
            self.witness.expect(said.revision)

    def look(self) -> None:
        """What the page said it painted is in the window: uncover it if it is enough, and say so if it is all."""
        if self.painted >= self._owed:
            self.cover.hide()
        if self.painted == self._newest():
            self.settled.emit(self.painted)
