"""The frame of a live window that looks back: a broken white edge, there only for that while. Live has none, replay's is pink and hatched.

Deliberately absent: the words (the band under the top bar) and the way back (a key of the window).
"""

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from widgets.edge_frame import EdgeFrame
from widgets.ink import Ink
from widgets.look import Look
from widgets.tokens import Token

_DASH, _GAP = 28.0, 14.0


class PausedFrame(EdgeFrame):
    """Holds the whole content of a live window; `show_paused` puts the edge round it."""

    edge = 6

    def __init__(self, look: Look, content: QWidget) -> None:
        self._paused = False
        super().__init__(look, content)
        self.setAccessibleName("live")

    @property
    def shown(self) -> bool:
        """Whether the window looks back."""
        return self._paused

    def show_paused(self, *, paused: bool) -> None:
        """Put the edge round the window, or take it away."""
        if paused != self._paused:
            self._paused = paused
            self.setAccessibleName("live, paused: looking back" if paused else "live")
            self._dress()

    def paint_side(self, ink: Ink, side: QRectF) -> None:
        """Dashes along the side."""
        ink.painter.fillRect(side, ink.look.colour(Token.CANVAS))
        upright = side.height() > side.width()
        length = side.height() if upright else side.width()
        for start in range(0, round(length), round(_DASH + _GAP)):
            long = min(_DASH, length - start)
            across = QRectF(side.left(), side.top() + start, side.width(), long)
            along = QRectF(side.left() + start, side.top(), long, side.height())
            ink.painter.fillRect(across if upright else along, ink.look.colour(Token.TEXT))
