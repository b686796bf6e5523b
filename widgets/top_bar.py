"""The top bar: regime, desks, counts of what is unacknowledged here, the link, the seat, the clock. Fixed places, in every theme.

The counts are of alarms unacknowledged at this seat, active and returned; at 0 they stay, grey. Deliberately absent: any sequence
number, personal names, and the clock itself (the time shown comes in with the model).
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from widgets.cells import Align, Mark, Word, state_mark, state_word
from widgets.frame_model import CountView, LinkView, RegimeView, TopBarModel
from widgets.ink import Ink, text_width
from widgets.look import Look
from widgets.painting import whole
from widgets.pieces import Pair, Parting, Piece, TwoLines, give_way, least_width
from widgets.roles import Role
from widgets.tokens import Block, RegimeLook, Token
from widgets.words import Hatch, State

HEIGHT = 54


class RegimeBlock(Piece):
    """A solid block with a hatched edge: REAL, EXERCISE and its name, TEST, REPLAY."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "regime")
        self._view = RegimeView(RegimeLook.TEST)
        self._text = ""
        self._short = False

    def show_view(self, view: RegimeView, text: str = "") -> None:
        """Show this regime; `text` replaces the regime's own word ("REPLAY · NOT LIVE")."""
        self._view, self._text = view, text or view.look.value
        self.setAccessibleDescription(f"{self._text} {view.name}".strip())
        self.refresh()

    def shorten(self, *, short: bool) -> None:
        """Leave the exercise's name away where there is no room; the regime itself always stays."""
        if short != self._short:
            self._short = short
            self.updateGeometry()
            self.update()

    def _name(self) -> str:
        return "" if self._short else self._view.name

    def _block(self) -> Block:
        return self.look.theme.regimes[self._view.look]

    def need(self) -> float:
        """Edge, word, name."""
        name = self.words(self._name(), Role.REGIME) + self.look.px(10) if self._name() else 0
        return self.look.px(22) + self.words(self._text, Role.REGIME) + name + self.look.px(22)

    def draw(self, ink: Ink, where: QRectF) -> None:
        """The block, centred on the height."""
        px = self.look.px
        box = QRectF(0, where.center().y() - px(18), where.width(), px(36))
        ink.painter.setPen(Qt.PenStyle.NoPen)
        ink.painter.setBrush(QColor(self._block().fill))
        ink.painter.drawRoundedRect(box, 3, 3)
        text = QColor(self._block().text)
        ink.hatch_in(QRectF(px(2), box.top() + 2, px(12), box.height() - 4), Hatch.DIAGONAL, text, step=4, width=1.2)
        word = self.words(self._text, Role.REGIME)
        ink.text_in(QRectF(px(22), box.top(), word + 2, box.height()), self._text, Role.REGIME, text)
        if self._name():
            left = px(22) + word + px(10)
            ink.text_in(QRectF(left, box.top(), where.width() - left, box.height()), self._name(), Role.REGIME, text)


class DeskTab(QAbstractButton):
    """One desk's name; the chosen one is strong and has a blue line under it."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setText(name)
        self.setCheckable(True)
        self.setAccessibleName(f"desk {name}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """The strong word, whether chosen or not, so that nothing shifts."""
        return QSize(int(text_width(self._look, self.text(), Role.BODY_STRONG)) + self._look.px(22), self._look.px(HEIGHT))

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Word and line."""
        del event
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        where = QRectF(self.rect())
        chosen = self.isChecked()
        ink.text(where, self.text(), Role.BODY_STRONG if chosen else Role.BODY, Token.TEXT if chosen else Token.TEXT2, Align.CENTRE)
        if chosen:
            ink.fill(QRectF(0, where.bottom() - 3, where.width(), 3), Token.ACCENT)
        if self.hasFocus():
            ink.frame(where.adjusted(2, 8, -2, -8), Token.FOCUS, width=2, radius=3)
        painter.end()


class CountBox(Piece):
    """The count of one severity: outlined and coloured while there is one, filled for CRITICAL, grey at 0."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "count")
        self._view = CountView(State.LOW, 0)

    def show_view(self, view: CountView) -> None:
        """Show this count."""
        if view != self._view:
            self._view = view
            self.setAccessibleName(f"{view.count} {view.severity.word.lower()} unacknowledged here")
            self.refresh()

    def _text(self) -> str:
        return f"{self._view.count} {self._view.severity.word}"

    def need(self) -> float:
        """Mark, count, word, pads."""
        return self.look.px(27) + self.words(self._text(), Role.BODY_STRONG) + self.look.px(11)

    def draw(self, ink: Ink, where: QRectF) -> None:
        """A box 32 px high."""
        px = self.look.px
        box = QRectF(0, where.center().y() - px(16), where.width(), px(32))
        sign = self._view.severity.sign
        some = self._view.count > 0
        alight = some and self._view.severity is State.CRITICAL
        if alight:
            ink.fill(box, Token.CRITICAL_BG, radius=4)
        ink.frame(box, Token.CRITICAL if alight else Token.LINE, width=1.5 if alight else 1.0, radius=4)
        ink.glyph(Mark(sign.glyph, sign.mark_token if some else Token.DISABLED, 15), QPointF(px(16), box.center().y()))
        ink.text(box.adjusted(px(28), 0, 0, 0), self._text(), Role.BODY_STRONG, sign.token if some else Token.TEXT3)


class LinkBadge(Piece):
    """The link's word with its shape and delay; LINK LOST is a hatched violet box."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "link")
        self._view = LinkView(State.RESYNC)

    def show_view(self, view: LinkView) -> None:
        """Show this link."""
        if view != self._view:
            self._view = view
            self.setAccessibleDescription(f"{view.state.word} {view.lost_for or view.detail}".strip())
            self.refresh()

    def _lost(self) -> bool:
        return self._view.state is State.LINK_LOST

    def need(self) -> float:
        """The wider of word and delay."""
        word = self.words(self._word(), Role.BODY_STRONG) + self.look.px(24)
        return max(word + (self.look.px(22) if self._lost() else 0), self.words(self._view.detail, Role.DENSE))

    def _word(self) -> str:
        return f"{self._view.state.word} {self._view.lost_for}".strip()

    def draw(self, ink: Ink, where: QRectF) -> None:
        """A badge, or a box when lost."""
        if self._lost():
            self._draw_lost(ink, where)
            return
        line = self.look.px(18)
        token = self._view.state.sign.token
        upper = (state_mark(self._view.state, 15), Word(self._word(), Role.DENSE_STRONG, token))
        ink.spans(QRectF(0, where.center().y() - line + 2, where.width(), line), upper, Align.RIGHT)
        ink.text(QRectF(0, where.center().y(), where.width(), line), self._view.detail, Role.DENSE, Token.TEXT3, Align.RIGHT)

    def _draw_lost(self, ink: Ink, where: QRectF) -> None:
        px = self.look.px
        box = QRectF(0, where.center().y() - px(16), where.width(), px(32))
        ink.fill(box, Token.DOUBT_BG, radius=4)
        ink.hatch_in(box, Hatch.CROSSED, self.look.faded(Token.DOUBT, 0.2))
        ink.frame(box, Token.DOUBT, width=1.5, radius=4)
        ink.spans(box.adjusted(px(11), 0, 0, 0), (state_mark(self._view.state, 17), Word(self._word(), Role.BODY_STRONG, Token.TEXT)))


class ClockFace(Piece):
    """The clock, 24 px, with its Z; pink while it is a replayed one."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "clock, Zulu")
        self._time, self._replay = "", False

    def show_time(self, time: str, *, replay: bool) -> None:
        """Show this time."""
        if (time, replay) != (self._time, self._replay):
            wider = len(time) != len(self._time)
            self._time, self._replay = time, replay
            self.setAccessibleDescription(time)
            self.refresh() if wider else self.update()

    def need(self) -> float:
        """Eight digits and the suffix."""
        return self.words(self._time, Role.CLOCK)

    def draw(self, ink: Ink, where: QRectF) -> None:
        """The digits."""
        if self._replay:
            ink.text_in(where, self._time, Role.CLOCK, QColor(self.look.theme.regimes[RegimeLook.REPLAY].fill), Align.RIGHT)
        else:
            ink.text(where, self._time, Role.CLOCK, Token.TEXT, Align.RIGHT)


class TopBar(QWidget):
    """`desk_chosen(name)` when a tab is pressed. Everything else is shown, never asked."""

    desk_chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName("top bar")
        self.replay = RegimeBlock(look)
        self.regime = RegimeBlock(look)
        self.counts = tuple(CountBox(look) for _ in range(4))
        self.rate = TwoLines(look, "rate of alarms", Align.LEFT)
        self.link = LinkBadge(look)
        self.seat = TwoLines(look, "seat", Align.RIGHT)
        self.date = TwoLines(look, "date", Align.RIGHT)
        self.clock = ClockFace(look)
        self._after_seat = Parting(look, 30)
        self._flood = False
        self._tabs: dict[str, DeskTab] = {}
        self._tab_row = QHBoxLayout()
        self._layout = QHBoxLayout(self)
        self._compose()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)
        self._dress()

    def minimumSizeHint(self) -> QSize:
        """What must be on screen; the rest gives way."""
        return QSize(self._look.px(800), self._look.px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow rate, date, seat, the other desks' tabs (Ctrl+1…4 stays) and the exercise's name give way.

        In this order; in a flood the rate is the last to go.
        """
        super().resizeEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        self.regime.shorten(short=False)
        others = (tab for tab in self._tabs.values() if not tab.isChecked())
        first = (self.date, self.seat, *others, self.rate) if self._flood else (self.rate, self.date, self.seat, *others)
        for tab in self._tabs.values():
            tab.setVisible(tab.isChecked())
        give_way(self, first)
        self._after_seat.setVisible(not self.seat.isHidden())
        self.regime.shorten(short=least_width(self._layout) > self.width())
        self._layout.activate()

    def _compose(self) -> None:
        row = self._layout
        row.setSpacing(8)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._tab_row.setSpacing(2)
        self.replay.hide()
        row.addWidget(self.replay)
        row.addWidget(self.regime)
        row.addSpacing(8)
        row.addLayout(self._tab_row)
        row.addSpacing(10)
        row.addWidget(Parting(self._look, 30))
        row.addSpacing(6)
        for box in self.counts:
            row.addWidget(box)
        row.addSpacing(6)
        row.addWidget(self.rate)
        row.addStretch(1)
        for piece, parting in ((self.link, Parting(self._look, 30)), (self.seat, self._after_seat)):
            row.addWidget(piece)
            row.addSpacing(6)
            row.addWidget(parting)
            row.addSpacing(6)
        row.addWidget(self.date)
        row.addSpacing(4)
        row.addWidget(self.clock)

    def _dress(self) -> None:
        self.setFixedHeight(self._look.px(HEIGHT))
        self._layout.setContentsMargins(12, 0, 16, 0)
        self._give_way()
        self.update()

    def show_model(self, model: TopBarModel) -> None:
        """Show the whole bar."""
        self._flood = model.flood
        self.replay.setVisible(model.replay)
        if model.replay:
            self.replay.show_view(RegimeView(RegimeLook.REPLAY), "REPLAY · NOT LIVE")
        self.regime.show_view(model.regime)
        self._show_tabs(model)
        for box, view in zip(self.counts, model.counts, strict=True):
            box.show_view(view)
        self.rate.show_pair(_rate(model))
        self.link.show_view(model.link)
        self.seat.show_pair(Pair((Word(model.seat, Role.DENSE_STRONG),), (Word(model.room, Role.DENSE, Token.TEXT3),)))
        self.date.show_pair(Pair((Word(model.date, Role.DENSE, Token.TEXT2),), (Word(model.dtg, Role.MONO, Token.TEXT3),)))
        self.clock.show_time(model.clock, replay=model.replay)
        self._give_way()

    def _show_tabs(self, model: TopBarModel) -> None:
        if tuple(self._tabs) != model.desks:
            for name in [name for name in self._tabs if name not in model.desks]:
                tab = self._tabs.pop(name)
                self._tab_row.removeWidget(tab)
                tab.hide()
                tab.setParent(None)
                tab.deleteLater()
            # Tabs that stay keep their focus; the row is laid out in order all the same.
            self._tabs = {name: self._tabs.get(name) or self._tab(name) for name in model.desks}
            for place, tab in enumerate(self._tabs.values()):
                self._tab_row.insertWidget(place, tab)
        for name, tab in self._tabs.items():
            tab.setChecked(name == model.desk)

    def _tab(self, name: str) -> DeskTab:
        tab = DeskTab(self._look, name)
        tab.clicked.connect(lambda: self._choose(name))
        return tab

    def _choose(self, name: str) -> None:
        """The tab shows a choice only once the desk is there: put it back and ask."""
        for each, tab in self._tabs.items():
            tab.setChecked(each == name and tab.isChecked())
        self.desk_chosen.emit(name)

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Panel ground with a line below."""
        del event
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        where = QRectF(self.rect())
        ink.fill(where, Token.PANEL)
        ink.line(QPointF(0, where.bottom() - 0.5), QPointF(where.right(), where.bottom() - 0.5), Token.LINE)
        painter.end()


def _rate(model: TopBarModel) -> Pair:
    """How fast they come. In a flood the rate is high, with its shape: the console groups."""
    if model.flood:
        return Pair((state_mark(State.HIGH, 12), state_word(State.HIGH)), (Word(model.rate, Role.COLUMN, Token.HIGH),))
    return Pair((Word("unacknowledged here", Role.CAPTION, Token.TEXT3),), (Word(model.rate, Role.CAPTION, Token.TEXT3),))
