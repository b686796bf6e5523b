"""The timeline as a panel: pan and zoom by hand and key, lanes by choice, a range to filter by, steps from event to event.

It follows now until a hand moves it, and L follows again. Deliberately absent: what a moment means (resolve), how it is painted
(page), what a range filters (the window), and time itself: the model says what now is.
"""

from __future__ import annotations

from dataclasses import replace

import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from widgets.look import Look
from widgets.panel import Panel
from widgets.timeline import pins
from widgets.timeline.box import Box, Canvas, View
from widgets.timeline.following import Following
from widgets.timeline.grouping import INDICATIONS, SOURCES, Grouping
from widgets.timeline.history import History
from widgets.timeline.marking import Marking
from widgets.timeline.model import Model, Pin
from widgets.timeline.page import AXIS, GUTTER, TOP, Page, paint_page
from widgets.timeline.picking import subject_at
from widgets.timeline.place import Place, place
from widgets.times import Range, span
from widgets.tokens import Token
from widgets.turns import Spent, Work

_PAN_SHARE, _ZOOM = 0.1, 1.25
_LEAST_RANGE_PX = 4.0


class TimelinePanel(Panel):
    """Shows a `Model` over a `History`.

    `time_chosen(ms)`: a moment was clicked, or Enter chose the one that was stepped to; `stepped(ms)`: [ or ] went there;
    `range_chosen((since, until) | None)`.
    """

    time_chosen = Signal(object)
    stepped = Signal(object)
    range_chosen = Signal(object)
    followed = Signal()
    """L: the hand wants to be where now is."""

    def __init__(self, look: Look, history: History | None = None) -> None:
        super().__init__(look, "Timeline")
        self.history = history if history is not None else History()
        self.model: Model | None = None
        self.reading: float | None = None
        """The share of the history that was read, None once it is whole."""
        self.following = Following()
        self.grouping = Grouping.KIND
        self._epoch = 0
        self._moving = False
        self._first_lane = 0
        self._marking = Marking()
        self._cursor: int | None = None
        self._pin: str | None = None
        pg.setConfigOptions(antialias=True)
        self.view = View(self)
        self.box = Box(self)
        self.view.setCentralItem(self.box)  # type: ignore[no-untyped-call]  # pyqtgraph carries no annotations
        self._canvas = Canvas(self)
        self.view.sceneObj.addItem(self._canvas)
        self._settling = Work(self._settle)
        self.box.sigXRangeChanged.connect(self._ranged)
        self.box.brushed.connect(self._brushed)
        self.view.sceneObj.sigMouseClicked.connect(self._clicked)
        self.set_body(self.view)
        look.changed.connect(self._repaint)
        self._repaint()

    # What is shown.

    def show_model(self, model: Model) -> None:
        """Show a model; while following, the span moves with its now."""
        if self.model is None:
            self._epoch = model.now
        self.model = model
        self.history.marks.arrange(model.plan)
        if not self.history.marks.settle():
            self._settling.ask()
        self._follow_now()
        self._say()
        self._dress_foot()
        self._repaint()

    def advance(self, now: int) -> None:
        """Move the playhead between two models: the clock goes on while nothing else changes."""
        if self.model is not None:
            self.model = replace(self.model, now=now, horizon=None if self.model.horizon is None else now)
            self._follow_now()
            self._repaint()

    def show_range(self, chosen: Range | None) -> None:
        """Show which range is marked."""
        self._marking.show(chosen)
        self._repaint()

    def show_span(self, since: int, until: int, *, by_hand: bool = True) -> None:
        """Show this span (ms). By hand it stops following."""
        self.following.on = self.following.on and not by_hand
        self._moving = True
        low, high = (since - self._epoch) / 1000, (until - self._epoch) / 1000
        self.box.setXRange(low, high, padding=0)  # type: ignore[no-untyped-call]  # pyqtgraph carries no annotations
        self._moving = False
        if by_hand:
            self._say()

    @property
    def span(self) -> Range:
        """The span in view (ms)."""
        (low, high), _ = self.box.viewRange()  # type: ignore[no-untyped-call]  # pyqtgraph carries no annotations
        return self._epoch + round(low * 1000), self._epoch + round(high * 1000)

    def fit_length(self, length: int) -> None:
        """Follow with a span that suits a recording of this length (ms)."""
        self.following.fit_length(length)

    def follow(self) -> None:
        """Follow now again, with the span as wide as it is."""
        self.following.on, self._cursor = True, None
        self._follow_now()
        self._say()

    def group(self, grouping: Grouping) -> None:
        """Have other lanes; they come with the next model."""
        self.grouping, self._first_lane = grouping, 0
        self._say()
        self.turned.emit()

    def _follow_now(self) -> None:
        if self.following.on and self.model is not None:
            self.show_span(*self.following.span(self.model.now), by_hand=False)

    def _say(self) -> None:
        marks = self.history.marks
        reading = "" if marks.settled else f"sharing out, {marks.share:.0%} · "
        reading = reading if self.reading is None else f"reading the history, {self.reading:.0%} · "
        follows = f"{span(self.following.back)} back · follows now" if self.following.on else "L to follow"
        own = self.model.scope if self.model is not None else ""
        self.set_scope(own or f"{reading}{follows} · by {self.grouping.value} G · [ ] step events · B range")

    def _settle(self, spent: Spent) -> bool:
        """Share out what is new, as much as the turn has time for."""
        marks = self.history.marks
        while not marks.settle() and not spent():
            pass
        self._say()
        self._repaint()
        return not marks.settled

    def _ranged(self) -> None:
        if not self._moving:
            self.following.turned(self.span, None if self.model is None else self.model.now)
            self._say()
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
        width = self.view.viewport().width() - px(GUTTER) - 8
        height = self.view.viewport().height() - px(TOP) - px(AXIS)
        if width < 1 or height < 1 or until <= since:
            return None
        return place(self.model, self._names(self.model), since, until, width, height, self._first_lane)

    def _names(self, model: Model) -> tuple[str, ...]:
        """The lanes to show: those of the plan, and those that have anything that was known; gaps have one where they have none."""
        lanes = self.history.marks.lanes
        names = tuple(name for name, lane in lanes.items() if name in model.plan.names or lane.holds_any(model.horizon))
        return (*pins.lanes(model.pins), *names, *((SOURCES,) if model.gaps and INDICATIONS not in names else ()))

    def paint_on(self, painter: QPainter) -> None:
        """Paint the whole view (called by the canvas)."""
        where, model = self._place(), self.model
        if where is not None and model is not None:
            paint_page(painter, self.look, Page(model, self.history, where, self._marking.range, self._cursor, self._pin))

    # What a hand does.

    def on_axis(self, point: QPointF) -> bool:
        """Say whether a point of the scene lies on the axis, where a drag marks a range."""
        return point.y() > self.view.viewport().height() - self.look.px(AXIS)

    def _brushed(self, start: QPointF, end: QPointF, done: bool) -> None:  # noqa: FBT001 -- a Qt slot
        where = self._place()
        if where is None:
            return
        since, until = sorted(where.instant(point.x() - self.look.px(GUTTER)) for point in (start, end))
        self._marking.range = (since, until) if abs(end.x() - start.x()) >= _LEAST_RANGE_PX else None
        self._repaint()
        if done:
            self.range_chosen.emit(self._marking.range)

    def _clicked(self, event: MouseClickEvent) -> None:
        where, model = self._place(), self.model
        if where is None or model is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        point = event.scenePos() - QPointF(self.look.px(GUTTER), self.look.px(TOP))
        pin = pins.pin_at(where, model, point)
        if pin is not None:
            self._choose(pin)
            return
        subject = subject_at(where, model, self.history, point)
        if subject is not None:
            self.selected.emit(*subject)
        elif 0 <= point.x() <= where.width:
            self.time_chosen.emit(where.instant(point.x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows pan, + and - zoom, [ ] step events and { } pins, Home and End go to the ends, G regroups, B marks, L follows."""
        since, until = self.span
        pan = round((until - since) * _PAN_SHARE)
        match event.key():
            case Qt.Key.Key_Left:
                self.show_span(since - pan, until - pan)
            case Qt.Key.Key_Right:
                self.show_span(since + pan, until + pan)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self._zoom(1 / _ZOOM)
            case Qt.Key.Key_Minus:
                self._zoom(_ZOOM)
            case Qt.Key.Key_BracketLeft:
                self._step(-1)
            case Qt.Key.Key_BracketRight:
                self._step(1)
            case Qt.Key.Key_BraceLeft:
                self._step_pin(-1)
            case Qt.Key.Key_BraceRight:
                self._step_pin(1)
            case Qt.Key.Key_Home:
                self._to_end(self.history.first)
            case Qt.Key.Key_End:
                self._to_end(self.model.now if self.model is not None else None)
            case Qt.Key.Key_PageUp:
                self._scroll(-1)
            case Qt.Key.Key_PageDown:
                self._scroll(1)
            case Qt.Key.Key_G:
                choices = list(Grouping)
                self.group(choices[(choices.index(self.grouping) + 1) % len(choices)])
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._cursor is not None:
                self.time_chosen.emit(self._cursor)
            case Qt.Key.Key_B:
                self._mark()
            case Qt.Key.Key_L:
                self.follow()
                self.followed.emit()
            case _:
                event.ignore()

    def _zoom(self, factor: float) -> None:
        since, until = self.span
        if self.following.on:
            self.following.widen(factor)
            self._follow_now()
            self._say()
            return
        middle, half = (since + until) / 2, (until - since) * factor / 2
        self.show_span(round(middle - half), round(middle + half))

    def _scroll(self, step: int) -> None:
        """Bring the lanes above or below into view."""
        where = self._place()
        if where is not None:
            self._first_lane = max(0, min(self._first_lane + step, where.hidden[0] + where.hidden[1]))
            self._repaint()

    def _to_end(self, moment: int | None) -> None:
        """Centre a moment."""
        if moment is not None:
            since, until = self.span
            self.show_span(moment - (until - since) // 2, moment + (until - since) // 2)

    def _step(self, step: int) -> None:
        """Go to the next or previous moment of any lane and centre it."""
        since, until = self.span
        now = self.model.now if self.model is not None else until
        at = self._cursor if self._cursor is not None else now if self.following.on else (since + until) // 2
        horizon = self.model.horizon if self.model is not None else None
        found = [moment for lane in self.history.marks.lanes.values() if (moment := lane.neighbour(at, step, horizon)) is not None]
        if found:
            self._cursor = min(found) if step > 0 else max(found)
            self._to_end(self._cursor)
            self.stepped.emit(self._cursor)

    def leave(self) -> bool:
        """Esc lets go of the chosen pin."""
        was = self._chosen() is not None
        self._choose(None)
        return was

    def _chosen(self) -> Pin | None:
        return next((pin for pin in self.model.pins if pin.key == self._pin), None) if self.model is not None else None

    def _choose(self, pin: Pin | None) -> None:
        """Choose a pin: its words show, the foot has its acts."""
        self._pin = pin.key if pin is not None else None
        self._dress_foot()
        self._repaint()
        if pin is not None and pin.opens:
            self.act_requested.emit(pin.opens, pin.key)

    def _step_pin(self, step: int) -> None:
        """Choose the next pin, or the one before, and have it in view."""
        if self.model is not None:
            found = pins.neighbour(self.model.pins, self.model.now, self._chosen(), step)
            if found is not None:
                since, until = self.span
                if not since < found.at < until:
                    self._to_end(found.at)
                self._choose(found)

    def _dress_foot(self) -> None:
        pin = self._chosen()
        acts = pin.acts if pin is not None and pin.acts else self.model.acts if self.model is not None else ()
        self.set_acts(acts, pin.told if pin is not None and pin.acts else "")

    def _mark(self) -> None:
        """B, at the event that was stepped to, else now."""
        at = self._cursor if self._cursor is not None else self.model.now if self.model is not None else None
        if self._marking.press(at):
            self.range_chosen.emit(self._marking.range)
        self._repaint()
