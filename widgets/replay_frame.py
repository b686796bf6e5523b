"""The frame of a replay window: pink and hatched on all four sides, so that it cannot be taken for live at any glance.

Deliberately absent: any way out of the window (it owns no socket) and the replayed clock (the top bar shows it).
"""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from widgets.edge_frame import EdgeFrame
from widgets.ink import Ink
from widgets.look import Look
from widgets.tokens import RegimeLook
from widgets.words import Hatch


class ReplayFrame(EdgeFrame):
    """Holds the whole content of a replay window inside its edge."""

    def __init__(self, look: Look, content: QWidget) -> None:
        super().__init__(look, content)
        self.setAccessibleName("replay, not live")

    def paint_side(self, ink: Ink, side: QRectF) -> None:
        """Pink diagonals on the block's dark."""
        block = self._look.theme.regimes[RegimeLook.REPLAY]
        ink.painter.fillRect(side, QColor(block.text))
        ink.hatch_in(side, Hatch.DIAGONAL, QColor(block.fill), step=10, width=4.5)
