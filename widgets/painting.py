"""Painting whose fault stays a fault: it is reported like any other, the part says that it stopped, and the process lives.

Qt goes on after an exception in a paint override with the painter that was left active, and ends with a segmentation fault when its
device goes. So every override is fenced: `whole` where it makes its own painter, `part` where it is lent one. A part that stopped is
painted anew with the next paint: it comes back by itself once what it shows can be painted again.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from types import TracebackType
from typing import Any, Final, TypeVar, cast

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from widgets.roles import SANS
from widgets.tokens import STOPPED

WORDS: Final = "Stopped: a fault of the program itself"
_SIZE, _PAD = 13, 8

Override = TypeVar("Override", bound=Callable[..., None])


def whole(paint: Override) -> Override:
    """Fence a `paintEvent` of a widget, which makes a painter of its own."""

    @wraps(paint)
    def fenced(widget: QWidget, event: QPaintEvent) -> None:
        try:
            paint(widget, event)
        except Exception as error:  # noqa: BLE001  It is reported, and Qt must not go on with it.
            _end_painters(error.__traceback__, None)
            _report(widget, error)
            surface = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
            painter = QPainter(surface)
            _say(painter, QRectF(surface.rect()))
            painter.end()

    return cast("Override", fenced)


def part(paint: Override) -> Override:
    """Fence a `paint` that is lent a painter, then a rectangle or an option that has one. The painter is given back as it was lent."""

    @wraps(paint)
    def fenced(painted: object, painter: QPainter, given: Any, *more: object) -> None:  # noqa: ANN401  Qt's own options.
        painter.save()
        try:
            paint(painted, painter, given, *more)
        except Exception as error:  # noqa: BLE001  It is reported, and Qt must not go on with it.
            _end_painters(error.__traceback__, painter)
            _report(painted, error)
            painter.restore()
            painter.save()
            _say(painter, QRectF(given if isinstance(given, QRect) else given.rect))
        finally:
            painter.restore()

    return cast("Override", fenced)


@contextmanager
def saved(painter: QPainter) -> Iterator[None]:
    """Give the painter back as it was, whatever comes: one that is lent goes on to the next row."""
    painter.save()
    try:
        yield
    finally:
        painter.restore()


def _end_painters(trace: TracebackType | None, lent: QPainter | None) -> None:
    """End what was left active on the way: a device that goes while it is painted takes the process with it."""
    while trace is not None:
        for value in trace.tb_frame.f_locals.values():
            if isinstance(value, QPainter) and value is not lent and value.isActive():
                value.end()
        trace = trace.tb_next


def _report(painted: object, error: Exception) -> None:
    """Report a fault like any other, once for each object and line: the same is painted many times a second."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = (type(error), trace and (trace.tb_frame.f_code.co_filename, trace.tb_lineno))
    told = painted.__dict__.setdefault("_faults_told", set())
    if place not in told:
        told.add(place)
        sys.excepthook(type(error), error, error.__traceback__)


def _say(painter: QPainter, where: QRectF) -> None:
    """Say it without ink and look, either of which may be what failed."""
    font = QFont(SANS)
    font.setPixelSize(_SIZE)
    painter.fillRect(where, QColor(STOPPED.fill))
    painter.setPen(QColor(STOPPED.text))
    painter.setFont(font)
    inner = where.adjusted(_PAD, 0, -_PAD, 0)
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, QFontMetricsF(font).elidedText(WORDS, Qt.TextElideMode.ElideRight, inner.width()))
