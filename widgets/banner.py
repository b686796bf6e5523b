"""The label banners, top and bottom: what everything on this screen taken together must be called.

Class, release and caveats stand in the middle, TLP in a chip of its own (it is no classification), how many panels are rolled up at the
left end. A label that cannot be read is black with a diagonal edge and says so: it fails closed. Deliberately absent: rolling labels up
(feeds.picture.label) and deciding who may see what.
"""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.cells import Align
from widgets.frame_model import SYSTEM_HIGH, BannerModel
from widgets.ink import Ink
from widgets.look import Look
from widgets.painting import whole
from widgets.roles import Role
from widgets.tokens import TLP_GROUND, TLP_TEXT
from widgets.words import Hatch

_EDGE = 60


class Edge(Enum):
    """Which banner, and how tall."""

    TOP = 24
    BOTTOM = 20
    WALL = 36


class Banner(QWidget):
    """One of the two banners. Until it is told otherwise it reads system-high."""

    def __init__(self, look: Look, edge: Edge) -> None:
        super().__init__()
        self._look = look
        self._edge = edge
        self._model = SYSTEM_HIGH
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)
        self._dress()
        self.show_model(SYSTEM_HIGH)

    def set_edge(self, edge: Edge) -> None:
        """Stand as another of the banners: a wall's are taller."""
        self._edge = edge
        self._dress()

    @property
    def model(self) -> BannerModel:
        """What is shown."""
        return self._model

    def show_model(self, model: BannerModel) -> None:
        """Show this label."""
        self._model = model
        self.setAccessibleName(f"label: {model.text}" + (f", TLP:{model.tlp}" if model.tlp else ""))
        self.update()

    def _dress(self) -> None:
        self.setFixedHeight(self._look.px(self._edge.value))
        self.update()

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Block, hatched ends where unreadable, roll-up, text, chip."""
        del event
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        where = QRectF(self.rect())
        painter.fillRect(where, QColor(self._model.block.fill))
        if not self._model.readable:
            self._unreadable(ink, where)
        self._words(ink, where)
        painter.end()

    def _unreadable(self, ink: Ink, where: QRectF) -> None:
        text = QColor(self._model.block.text)
        edge = self._look.px(_EDGE)
        for end in (QRectF(0, 0, edge, where.height()), QRectF(where.width() - edge, 0, edge, where.height())):
            ink.hatch_in(end, Hatch.DIAGONAL, text, step=6, width=2.4)
        ink.painter.setPen(text)
        for y in (0.5, where.height() - 0.5):
            ink.painter.drawLine(QPointF(0, y), QPointF(where.width(), y))

    def _words(self, ink: Ink, where: QRectF) -> None:
        px = self._look.px
        text = QColor(self._model.block.text)
        role = Role.WALL_BANNER if self._edge is Edge.WALL else Role.BANNER
        chip_text = f"TLP:{self._model.tlp}" if self._model.tlp else ""
        chip_role = Role.WALL_CHIP if self._edge is Edge.WALL else Role.BANNER_CHIP
        chip = ink.width(chip_text, chip_role) + px(16) if chip_text else 0.0
        words = ink.width(self._model.text, role)
        # The words alone are centred, so that top and bottom stand above one another whatever the chip says.
        room = where.adjusted(px(12), 0, -px(12) - chip, 0)
        left = max(room.left(), min((where.width() - words) / 2, room.right() - words - px(14)))
        ink.text_in(QRectF(left, 0, min(words + 1, room.right() - left), where.height()), self._model.text, role, text)
        if chip_text:
            box = QRectF(left + words + px(14), px(2), chip, where.height() - px(4))
            ink.painter.fillRect(box, QColor(TLP_GROUND))
            ink.text_in(box, chip_text, chip_role, QColor(TLP_TEXT[self._model.tlp or "CLEAR"]), Align.CENTRE)
        if self._model.panels and self._edge is Edge.TOP and left > px(360):
            said = f"roll-up of {self._model.panels} panels · highest class, shared release, strictest TLP"
            ink.text_in(QRectF(px(12), 0, left - px(24), where.height()), said, Role.CAPTION, text)
