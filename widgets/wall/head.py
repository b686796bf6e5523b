"""The wall's top bar: regime, room, link and a clock that is read from across the room. Nothing in it is pressed.

Label, regime, link and clock stand here as on every desk. Deliberately absent: counts, seat and tabs.
"""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.cells import Align, Word, state_mark
from widgets.frame_model import TopBarModel
from widgets.ink import Ink
from widgets.look import Look
from widgets.painting import whole
from widgets.roles import Role
from widgets.tokens import RegimeLook, Token
from widgets.words import Hatch

HEIGHT = 92


class WallHead(QWidget):
    """Shows the top bar's model, large."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._model: TopBarModel | None = None
        self.setAccessibleName("top bar")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setFixedHeight(self._look.px(HEIGHT))
        self.update()

    def show_model(self, model: TopBarModel) -> None:
        """Show the bar."""
        self._model = model
        self.setAccessibleDescription(f"{model.regime.look.value} {model.regime.name}, {model.link.state.word}, {model.clock}")
        self.update()

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Regime, room and link at the left; date and clock at the right."""
        del event
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        where = QRectF(self.rect())
        ink.fill(where, Token.PANEL)
        if self._model is not None:
            self._left(ink, where, self._model)
            self._right(ink, where, self._model)
        painter.end()

    def _left(self, ink: Ink, where: QRectF, model: TopBarModel) -> None:
        px = self._look.px
        look = RegimeLook.REPLAY if model.replay else model.regime.look
        block = self._look.theme.regimes[look]
        words = "REPLAY · NOT LIVE" if model.replay else f"{model.regime.look.value}  {model.regime.name}".strip()
        width = ink.width(words, Role.WALL_FACT) + px(44)
        box = QRectF(px(20), where.center().y() - px(31), width, px(62))
        ink.painter.setPen(Qt.PenStyle.NoPen)
        ink.painter.setBrush(QColor(block.fill))
        ink.painter.drawRoundedRect(box, 3, 3)
        ink.hatch_in(QRectF(box.left() + 2, box.top() + 2, px(14), box.height() - 4), Hatch.DIAGONAL, QColor(block.text), step=5, width=1.4)
        ink.text_in(box.adjusted(px(24), 0, 0, 0), words, Role.WALL_FACT, QColor(block.text))
        left = box.right() + px(30)
        ink.text(QRectF(left, where.center().y() - px(38), px(620), px(38)), model.room, Role.WALL_SUPPORT, Token.TEXT)
        link = (state_mark(model.link.state, 22), Word(self._link(model), Role.WALL_SUPPORT_STRONG, model.link.state.sign.token))
        ink.spans(QRectF(left, where.center().y(), px(620), px(38)), link)

    @staticmethod
    def _link(model: TopBarModel) -> str:
        return " ".join(part for part in (model.link.state.word, model.link.lost_for or model.link.detail) if part)

    def _right(self, ink: Ink, where: QRectF, model: TopBarModel) -> None:
        px = self._look.px
        clock = ink.width(model.clock, Role.WALL_CLOCK)
        inner = where.adjusted(0, 0, -px(24), 0)
        ink.text(inner, model.clock, Role.WALL_CLOCK, Token.TEXT, Align.RIGHT)
        weekday, _, rest = model.date.partition(" ")
        before = inner.adjusted(0, 0, -clock - px(30), 0)
        ink.text(
            QRectF(before.left(), before.center().y() - px(38), before.width(), px(38)),
            weekday,
            Role.WALL_SUPPORT,
            Token.TEXT2,
            Align.RIGHT,
        )
        ink.text(QRectF(before.left(), before.center().y(), before.width(), px(38)), rest, Role.WALL_SUPPORT, Token.TEXT2, Align.RIGHT)
