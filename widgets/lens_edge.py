"""The edge round a desk that is looked at through a partner's eyes: in their line's colour and dash, with the words, on all four sides.

Without a partner it is nothing: no pixel, no margin. Deliberately absent: what is shown inside, and any act.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.cells import Align
from widgets.ink import Ink
from widgets.look import Look
from widgets.painting import whole
from widgets.roles import Role
from widgets.tokens import Stroke, Token, Trace

SIDE, HEAD = 8, 26
_DASHES: dict[Stroke, tuple[float, ...]] = {
    Stroke.DASH: (4, 2),
    Stroke.DOT: (1, 1.5),
    Stroke.DASH_DOT: (4, 1.5, 1, 1.5),
    Stroke.LONG_DASH: (8, 2),
    Stroke.DASH_DOT_DOT: (4, 1.5, 1, 1.5, 1, 1.5),
}


class LensEdge(QWidget):
    """Holds the desk; `through(entity, place)` puts the edge round it, `through("", 0)` takes it away."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._entity, self._place = "", 0
        self._waits = False
        self.ground = QVBoxLayout(self)
        look.changed.connect(self._dress)
        self._dress()

    @property
    def entity(self) -> str:
        """Through whose eyes, empty for one's own."""
        return self._entity

    def through(self, entity: str, place: int) -> None:
        """Show the edge of the entity whose trace lines are of this place in the theme."""
        self._entity, self._place, self._waits = entity, place, False
        self.setAccessibleName(f"as {entity} would see it, acts are off" if entity else "")
        self._dress()

    def wait(self, *, on: bool) -> None:
        """Say that the moment that is wanted is being released and an earlier look stands meanwhile, or say it no more."""
        if on is not self._waits:
            self._waits = on
            self.update()

    def _dress(self) -> None:
        px = self._look.px
        side, head = (px(SIDE), px(HEAD)) if self._entity else (0, 0)
        self.ground.setContentsMargins(side, head, side, side)
        self.update()

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """The line all round, and the words in its head."""
        del event
        if not self._entity:
            return
        painter = QPainter(self)
        traces = self._look.theme.traces
        trace: Trace = traces[self._place % len(traces)]
        width = self._look.px(3)
        pen = QPen(QColor(trace.colour), width)
        dashes = _DASHES.get(trace.stroke)
        if dashes is not None:
            pen.setDashPattern(list(dashes))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        edge = self._look.px(SIDE) / 2
        painter.drawRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge))
        self._words(Ink(painter, self._look))
        painter.end()

    def _words(self, ink: Ink) -> None:
        source = "another moment is being released" if self._waits else "from this desk's own stream"
        text = f"as {self._entity} would see it · {source} · acts are off · Ctrl+L leaves"
        wide = ink.width(text, Role.BODY_STRONG) + self._look.px(24)
        box = QRectF((self.width() - wide) / 2, 0, wide, self._look.px(HEAD))
        ink.fill(box, Token.CANVAS)
        ink.text(box, text, Role.BODY_STRONG, Token.TEXT, Align.CENTRE)
