"""The replay bar: buttons, the replayed time in pink, the track, and which question is asked of the recording.

Intents: `stepped(n)`, `play_asked()`, `speed_asked(x)`, `share_asked(0..1)`, `unit_asked()`, `loop_asked()`, `skips_asked()`. It plays
nothing itself.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from widgets.cells import Align, Word
from widgets.ink import Ink, text_width
from widgets.look import Look
from widgets.painting import whole
from widgets.panel import Panel
from widgets.pieces import Pair, Parting, TwoLines
from widgets.replay_bar.model import HOURS, ReplayBarModel, Speed
from widgets.replay_bar.track import Track
from widgets.roles import Role
from widgets.tokens import RegimeLook, Token

_HIT = 36
BACK, PLAY, PAUSE, ON = "step back", "play", "pause", "step on"


class Button(QAbstractButton):
    """A shape or a speed; pink while it is in force."""

    def __init__(self, look: Look, name: str, text: str = "") -> None:
        super().__init__()
        self._look = look
        self.shape = name
        self.on = False
        self.setText(text)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Square for a shape, as wide as its word for a speed."""
        side = self._look.px(_HIT)
        width = side if not self.text() else round(text_width(self._look, self.text(), Role.BODY_STRONG)) + self._look.px(24)
        return QSize(max(side, width), side)

    def show_state(self, *, on: bool, shape: str | None = None) -> None:
        """Show whether it is in force, and which shape."""
        self.on, self.shape = on, shape or self.shape
        self.setAccessibleName(self.shape)
        self.update()

    def say(self, text: str) -> None:
        """Have another word."""
        if text != self.text():
            self.setText(text)
            self.updateGeometry()

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, edge, shape or word, ring."""
        del event
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        where = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        block = self._look.theme.regimes[RegimeLook.REPLAY]
        if self.on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(block.fill))
            painter.drawRoundedRect(where, 4, 4)
        else:
            ink.frame(where, Token.LINE_STRONG, radius=4)
        colour = QColor(block.text) if self.on else self._look.colour(Token.TEXT)
        if self.text():
            ink.text_in(where, self.text(), Role.BODY_STRONG, colour, Align.CENTRE)
        else:
            _shape(painter, self.shape, where.center(), colour)
        if self.hasFocus():
            ink.frame(where.adjusted(3, 3, -3, -3), Token.FOCUS, width=2, radius=3)
        painter.end()


def _shape(painter: QPainter, shape: str, at: QPointF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if shape == PAUSE:
        painter.drawRect(QRectF(at.x() - 7, at.y() - 8, 5, 16))
        painter.drawRect(QRectF(at.x() + 2, at.y() - 8, 5, 16))
        return
    turn = -1 if shape == BACK else 1
    points = [QPointF(at.x() - 6 * turn, at.y() - 8), QPointF(at.x() + 7 * turn, at.y()), QPointF(at.x() - 6 * turn, at.y() + 8)]
    painter.drawPolygon(QPolygonF(points))
    if shape != PLAY:
        painter.drawRect(QRectF(at.x() + (6 if turn > 0 else -9), at.y() - 8, 3, 16))


class ReplayBar(Panel):
    """Shows a `ReplayBarModel`."""

    stepped = Signal(int)
    play_asked = Signal()
    speed_asked = Signal(float)
    share_asked = Signal(float)
    unit_asked = Signal()
    loop_asked = Signal()
    skips_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Replay")
        self.model: ReplayBarModel | None = None
        self.back, self.play, self.on = Button(look, BACK), Button(look, PLAY), Button(look, ON)
        self.unit = Button(look, "what a step goes by", "by record")
        self.loop = Button(look, "play the range over and over", "Loop")
        self.skips = Button(look, "pass over what is quiet", "Skip quiet")
        self.speeds: dict[float, Button] = {}
        self._speeds = QHBoxLayout()
        self._speeds.setSpacing(8)
        self.time = TwoLines(look, "replayed time", Align.LEFT)
        self.track = Track(look)
        self.question = TwoLines(look, "question", Align.LEFT)
        self.lens = TwoLines(look, "seen as", Align.LEFT)
        self._connect()
        self._compose(look)
        self._offer(HOURS)
        self.set_scope(
            "Space play · ← → step · S by what · Shift act, Ctrl alarm, Alt rung · , . speed · X happened · D learned later · C compare"
        )

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.on.clicked.connect(lambda: self.stepped.emit(1))
        self.play.clicked.connect(self.play_asked)
        self.track.asked.connect(self.share_asked)
        self.unit.clicked.connect(self.unit_asked)
        self.loop.clicked.connect(self.loop_asked)
        self.skips.clicked.connect(self.skips_asked)

    def _offer(self, speeds: tuple[Speed, ...]) -> None:
        """Make a button for each speed."""
        for button in self.speeds.values():
            self._speeds.removeWidget(button)
            button.deleteLater()
        self.speeds = {}
        for speed in speeds:
            button = Button(self.look, f"speed {speed.text}", speed.text)
            button.clicked.connect(lambda _checked=False, value=speed.value: self.speed_asked.emit(value))
            self.speeds[speed.value] = button
            self._speeds.addWidget(button)

    def _compose(self, look: Look) -> None:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(8)
        for button in (self.back, self.play, self.on, self.unit):
            row.addWidget(button)
        row.addSpacing(8)
        row.addLayout(self._speeds)
        row.addSpacing(10)
        row.addWidget(self.time)
        row.addWidget(self.track, 1)
        row.addWidget(self.loop)
        row.addWidget(self.skips)
        row.addWidget(Parting(look, 34))
        row.addWidget(self.question)
        row.addSpacing(10)
        row.addWidget(self.lens)
        self.set_body(body)

    def show_model(self, model: ReplayBarModel) -> None:
        """Show the whole bar."""
        self.model = model
        if tuple(self.speeds) != tuple(speed.value for speed in model.speeds):
            self._offer(model.speeds)
        self.play.show_state(on=True, shape=PAUSE if model.playing else PLAY)
        for speed, button in self.speeds.items():
            button.show_state(on=speed == model.speed)
        self.loop.show_state(on=model.loop is not None, shape=self.loop.shape)
        self.skips.show_state(on=model.skips, shape=self.skips.shape)
        self.unit.say(f"by {model.unit.value}")
        state = " · ".join(part for part in (model.relative, model.state, model.achieved) if part)
        self.time.show_pair(Pair((Word(model.time, Role.SUBHEAD, Token.TEXT),), (Word(state, Role.CAPTION, Token.TEXT3),)))
        self.question.show_pair(Pair((Word("Show", Role.CAPTION, Token.TEXT3),), (Word(model.question, Role.BODY_STRONG, Token.TEXT),)))
        self.lens.show_pair(Pair((Word("Seen as", Role.CAPTION, Token.TEXT3),), (Word(model.seen_as, Role.BODY_STRONG, Token.TEXT),)))
        self.track.show_model(model)
