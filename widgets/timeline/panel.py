"""The timeline as a panel: a box of time with gutter, flag and axis; pan and zoom by hand and key.

pyqtgraph's ViewBox keeps the range, the wheel and the drag; everything in it is drawn by `drawing` in px, so that words stay
words. It follows now until a hand moves it, and L follows again. Deliberately absent: what a moment means (resolve), and time
itself: the model says what now is.
"""

from __future__ import annotations

import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from widgets.cells import Align
from widgets.ink import Ink
from widgets.look import Look
from widgets.panel import Panel
from widgets.roles import Role
from widgets.timeline.axis import ticks
from widgets.timeline.drawing import draw, flag, grid
from widgets.timeline.history import History, LaneName
from widgets.timeline.model import Model
from widgets.timeline.place import Place, place
from widgets.times import day, span, zulu_seconds
from widgets.tokens import Token

HOUR = 3_600_000
BACK = 4 * HOUR
AHEAD = HOUR + HOUR // 2
_GUTTER, _TOP, _AXIS = 118, 26, 26
_PAN_SHARE, _ZOOM = 0.1, 1.25
_LEAST_SPAN, _GREATEST_SPAN = 10_000.0, 200.0 * 365 * 24 * HOUR
_PICK = 9.0
_NIGHTS = 4 * 24 * HOUR
_BACK_SHARE, _AHEAD_SHARE = 1 / 8, 1 / 24


class View(pg.GraphicsView):
    """pyqtgraph's view, which hands keys to the panel first."""

    def __init__(self, panel: TimelinePanel) -> None:
        super().__init__(background=None)  # type: ignore[no-untyped-call]  # pyqtgraph carries no annotations
        self._panel = panel
        self.setMinimumHeight(120)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("timeline")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the panel the key; what it does not know goes up as usual."""
        self._panel.keyPressEvent(event)


def _box() -> pg.ViewBox:
    """The span of time in view, in seconds since the panel's epoch: seconds since 1970 would lose milliseconds in the painter."""
    box = pg.ViewBox(enableMenu=False, defaultPadding=0.0)
    box.setMouseEnabled(x=True, y=False)
    box.setYRange(0, 1, padding=0)
    box.setLimits(minXRange=_LEAST_SPAN / 1000, maxXRange=_GREATEST_SPAN / 1000)
    return box


class Canvas(QGraphicsItem):
    """Everything the timeline paints, in px of the whole view, over the box."""

    def __init__(self, panel: TimelinePanel) -> None:
        super().__init__()
        self._panel = panel
        self.setZValue(10)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        """The whole view."""
        return QRectF(self._panel.view.viewport().rect())

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Gutter, box, flag, axis."""
        del option, widget
        self._panel.paint(painter)


class TimelinePanel(Panel):
    """Shows a `Model` over a `History`. Emits `time_chosen(ms)` for a click on empty time."""

    time_chosen = Signal(object)
    range_changed = Signal()

    def __init__(self, look: Look, history: History | None = None) -> None:
        super().__init__(look, "Timeline")
        self.history = history if history is not None else History()
        self.model: Model | None = None
        self.follows = True
        self._back, self._ahead = BACK, AHEAD
        self._epoch = 0
        self._moving = False
        pg.setConfigOptions(antialias=True)
        self.view = View(self)
        self.box = _box()
        self.view.setCentralItem(self.box)  # type: ignore[no-untyped-call]  # pyqtgraph carries no annotations
        self._canvas = Canvas(self)
        self.view.sceneObj.addItem(self._canvas)
        self.box.sigXRangeChanged.connect(self._ranged)
        self.view.sceneObj.sigMouseClicked.connect(self._clicked)
        self.set_body(self.view)
        look.changed.connect(self._repaint)
        self._repaint()

    def show_model(self, model: Model) -> None:
        """Show a model; while following, the span moves with its now."""
        if self.model is None:
            self._epoch = model.now
        self.model = model
        self.set_scope(model.scope or self._scope())
        if self.follows:
            self.show_span(model.now - self._back, model.now + self._ahead, by_hand=False)
        self._repaint()

    def show_span(self, since: int, until: int, *, by_hand: bool = True) -> None:
        """Show this span (ms). By hand it stops following."""
        self.follows = self.follows and not by_hand
        self._moving = True
        self.box.setXRange((since - self._epoch) / 1000, (until - self._epoch) / 1000, padding=0)
        self._moving = False

    @property
    def span(self) -> tuple[int, int]:
        """The span in view (ms)."""
        (low, high), _ = self.box.viewRange()
        return self._epoch + round(low * 1000), self._epoch + round(high * 1000)

    def fit_length(self, length: int) -> None:
        """Follow with a span that suits a recording of this length (ms): four hours for a night, months for years."""
        if length > _NIGHTS:
            self._back, self._ahead = round(length * _BACK_SHARE), round(length * _AHEAD_SHARE)

    def follow(self) -> None:
        """Follow now again, with the span as wide as it is."""
        self.follows = True
        if self.model is not None:
            self.show_model(self.model)

    def _scope(self) -> str:
        follows = "follows now" if self.follows else "L to follow"
        return f"{span(self._back)} back · {follows} · [ and ] step events"

    def _ranged(self) -> None:
        if not self._moving:
            since, until = self.span
            inside = self.model is not None and since < self.model.now <= until
            if self.follows and inside and self.model is not None:
                self._back, self._ahead = self.model.now - since, until - self.model.now
            self.follows = self.follows and inside
            if self.model is not None:
                self.set_scope(self.model.scope or self._scope())
            self.range_changed.emit()
        self._repaint()

    def _repaint(self) -> None:
        self.view.setBackground(self.look.colour(Token.PANEL))  # type: ignore[no-untyped-call]  # pyqtgraph carries no annotations
        self._canvas.prepareGeometryChange()
        self._canvas.update()

    def _place(self) -> Place | None:
        if self.model is None:
            return None
        since, until = self.span
        px = self.look.px
        width = self.view.viewport().width() - px(_GUTTER) - 8
        height = self.view.viewport().height() - px(_TOP) - px(_AXIS)
        if width < 1 or height < 1 or until <= since:
            return None
        return place(self.model, since, until, width, height)

    def paint(self, painter: QPainter) -> None:
        """Paint the whole view (called by the canvas)."""
        where, model = self._place(), self.model
        if where is None or model is None:
            return
        ink = Ink(painter, self.look)
        px = self.look.px
        at = ticks(round(where.since), round(where.until), where.width)
        painter.save()
        painter.translate(px(_GUTTER), px(_TOP))
        painter.setClipRect(QRectF(0, -px(_TOP), where.width, where.height + px(_TOP)))
        grid(ink, where, (tick.at for tick in at))
        draw(ink, where, model, self.history)
        ink.frame(QRectF(0, 0, where.width, where.height), Token.LINE)
        self._flag(ink, where, model)
        painter.setClipping(False)
        for tick in at:
            x = where.x(tick.at)
            half = ink.width(tick.text, Role.MONO_CAPTION) / 2 + 1
            if half <= x <= where.width - half:
                ink.text(QRectF(x - half, where.height + 3, 2 * half, px(20)), tick.text, Role.MONO_CAPTION, Token.TEXT2, Align.CENTRE)
        painter.restore()
        painter.save()
        painter.translate(0, px(_TOP))
        self._gutter(ink, where, model)
        painter.restore()

    def _flag(self, ink: Ink, where: Place, model: Model) -> None:
        far = where.until - where.since > _NIGHTS
        text = f"{day(model.now)[4:] if far else zulu_seconds(model.now)}  {model.head.value}"
        width = ink.width(text, Role.COLUMN) + 14
        x = where.x(model.now)
        if 0 <= x <= where.width:
            left = min(max(0.0, x - width), where.width - width)
            flag(ink, QRectF(left, -self.look.px(_TOP) + 2, width, self.look.px(_TOP) - 4), text, model.head)

    def _gutter(self, ink: Ink, where: Place, model: Model) -> None:
        right = self.look.px(_GUTTER) - 6
        for name, stretch in where.lanes.items():
            ink.text(QRectF(0, stretch.top, right, stretch.height), name.value, Role.CAPTION, Token.TEXT2, Align.RIGHT)
        ink.text(QRectF(0, where.windows.top, right, where.windows.height), "Windows", Role.CAPTION, Token.TEXT2, Align.RIGHT)
        for rung in model.rungs:
            y = where.rung_y(rung.ordinal)
            ink.text(QRectF(0, y - 9, right, 18), rung.text, Role.CAPTION, Token.TEXT2, Align.RIGHT)

    def _clicked(self, event: MouseClickEvent) -> None:
        where = self._place()
        if where is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        point = event.scenePos() - QPointF(self.look.px(_GUTTER), self.look.px(_TOP))
        subject = self._subject_at(where, point)
        if subject is not None:
            self.selected.emit(*subject)
        elif 0 <= point.x() <= where.width:
            self.time_chosen.emit(where.instant(point.x()))

    def _subject_at(self, where: Place, point: QPointF) -> tuple[str, str] | None:
        for bar in self.model.bars if self.model is not None else ():
            stretch = where.bar(bar.row)
            until = where.x(bar.until) if bar.until is not None else where.width
            if stretch.top <= point.y() <= stretch.top + stretch.height and where.x(bar.since) <= point.x() <= until:
                return bar.kind, bar.subject
        for name, stretch in where.lanes.items():
            if stretch.top <= point.y() <= stretch.top + stretch.height:
                return self._nearest(where, name, point.x())
        return None

    def _nearest(self, where: Place, name: LaneName, x: float) -> tuple[str, str] | None:
        lane = self.history.lanes[name]
        horizon = self.model.horizon if self.model is not None else None
        seen = lane.within(where.instant(x - _PICK), where.instant(x + _PICK), horizon)
        if not len(seen.times):
            return None
        best = min(range(len(seen.times)), key=lambda index: abs(where.x(int(seen.times[index])) - x))
        return lane.subjects[int(seen.places[best])]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows pan, + and - zoom, [ and ] step to the next mark, L follows now; all else goes up."""
        since, until = self.span
        width = until - since
        match event.key():
            case Qt.Key.Key_Left:
                self.show_span(since - round(width * _PAN_SHARE), until - round(width * _PAN_SHARE))
            case Qt.Key.Key_Right:
                self.show_span(since + round(width * _PAN_SHARE), until + round(width * _PAN_SHARE))
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self._zoom(1 / _ZOOM)
            case Qt.Key.Key_Minus:
                self._zoom(_ZOOM)
            case Qt.Key.Key_BracketLeft:
                self._step(-1)
            case Qt.Key.Key_BracketRight:
                self._step(1)
            case Qt.Key.Key_L:
                self.follow()
            case _:
                event.ignore()

    def _zoom(self, factor: float) -> None:
        since, until = self.span
        if self.follows and self.model is not None:
            self._back, self._ahead = round(self._back * factor), round(self._ahead * factor)
            self.show_model(self.model)
            return
        middle, half = (since + until) / 2, (until - since) * factor / 2
        self.show_span(round(middle - half), round(middle + half))

    def _step(self, step: int) -> None:
        """Go to the next or previous moment of any lane and centre it."""
        since, until = self.span
        at = (since + until) // 2 if not self.follows or self.model is None else self.model.now
        horizon = self.model.horizon if self.model is not None else None
        found = [moment for lane in self.history.lanes.values() if (moment := lane.neighbour(at, step, horizon)) is not None]
        if found:
            moment = min(found) if step > 0 else max(found)
            self.show_span(moment - (until - since) // 2, moment + (until - since) // 2)
            self.time_chosen.emit(moment)
