"""The view over pyqtgraph: the span of time in view, wheel and drag, and a drag that marks a range instead of panning.

Deliberately absent: what is painted (the canvas asks the panel) and what a range is for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseDragEvent
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from widgets.painting import part

if TYPE_CHECKING:
    from widgets.timeline.panel import TimelinePanel

LEAST_SPAN, GREATEST_SPAN = 10_000.0, 200.0 * 365 * 24 * 3_600_000


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


class Box(pg.ViewBox):
    """The span in view, in seconds since the panel's epoch: seconds since 1970 would lose milliseconds in the painter.

    `brushed(from, to, done)` in scene px: a drag with Shift, or one that began on the axis.
    """

    brushed = Signal(QPointF, QPointF, bool)

    def __init__(self, panel: TimelinePanel) -> None:
        super().__init__(enableMenu=False, defaultPadding=0.0)  # type: ignore[no-untyped-call]  # pyqtgraph carries no annotations
        self._panel = panel
        self.setMouseEnabled(x=True, y=False)  # type: ignore[no-untyped-call]  # pyqtgraph carries no annotations
        self.setYRange(0, 1, padding=0)  # type: ignore[no-untyped-call]  # pyqtgraph carries no annotations
        self.setLimits(minXRange=LEAST_SPAN / 1000, maxXRange=GREATEST_SPAN / 1000)  # type: ignore[no-untyped-call]  # pyqtgraph carries no annotations

    def mouseDragEvent(self, ev: MouseDragEvent, axis: int | None = None) -> None:
        """Mark a range, or pan."""
        marks = bool(ev.modifiers() & Qt.KeyboardModifier.ShiftModifier) or self._panel.on_axis(ev.buttonDownScenePos())
        if marks and ev.button() is Qt.MouseButton.LeftButton:
            ev.accept()
            self.brushed.emit(ev.buttonDownScenePos(), ev.scenePos(), ev.isFinish())
        else:
            super().mouseDragEvent(ev, axis)  # type: ignore[no-untyped-call]  # pyqtgraph carries no annotations


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

    @part
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Gutter, box, flag, axis."""
        del option, widget
        self._panel.paint_on(painter)
