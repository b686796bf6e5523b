"""The ladder's lines: declared thick, assessed dashed and amber where above declared, partners thin side by side, named at their ends."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import assert_never

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen, QPolygonF

from widgets.ink import Ink
from widgets.roles import Role
from widgets.timeline.model import Model, Trace, TraceKind
from widgets.timeline.place import Place
from widgets.tokens import Stroke, Token

_LABEL_HEIGHT = 13.0
_DASHES: dict[Stroke, list[float]] = {
    Stroke.SOLID: [],
    Stroke.DASH: [5, 3],
    Stroke.DOT: [1.5, 2.5],
    Stroke.DASH_DOT: [6, 2, 1.5, 2],
    Stroke.LONG_DASH: [9, 4],
    Stroke.DASH_DOT_DOT: [6, 2, 1.5, 2, 1.5, 2],
}


def draw_traces(ink: Ink, place: Place, model: Model) -> None:
    """Draw every line up to the playhead, and what each reads there."""
    end = min(model.now, place.until)
    declared = next((trace for trace in model.traces if trace.kind is TraceKind.DECLARED), None)
    partners = [trace for trace in model.traces if trace.kind is TraceKind.PARTNER]
    for trace in model.traces:
        offset = _offset(trace, partners)
        _trace(ink, place, trace, end, offset, declared)
    _end_labels(ink, place, model, end)


def _offset(trace: Trace, partners: list[Trace]) -> float:
    """Partners' lines run side by side, two px apart, round the rung."""
    if trace.kind is not TraceKind.PARTNER:
        return 0.0
    return (partners.index(trace) - (len(partners) - 1) / 2) * 2.0


def _trace(ink: Ink, place: Place, trace: Trace, end: float, offset: float, declared: Trace | None) -> None:
    pen = _pen(ink, trace)
    painter = ink.painter
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = _path(place, trace, end, offset)
    painter.setPen(pen)
    painter.drawPolyline(points)
    if trace.kind is TraceKind.ASSESSED and declared is not None:
        pen.setColor(ink.look.colour(Token.HIGH))
        painter.setPen(pen)
        for line in _above(place, trace, declared, end):
            painter.drawPolyline(line)


def _pen(ink: Ink, trace: Trace) -> QPen:
    match trace.kind:
        case TraceKind.DECLARED:
            return QPen(ink.look.colour(Token.TEXT), 2.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
        case TraceKind.ASSESSED:
            pen = QPen(ink.look.colour(Token.NORMAL), 1.8)
            pen.setDashPattern([4, 2.5])
            return pen
        case TraceKind.PARTNER:
            style = ink.look.theme.traces[trace.place % len(ink.look.theme.traces)]
            pen = QPen(QColor(style.colour), 1.1)
            if _DASHES[style.stroke]:
                pen.setDashPattern(_DASHES[style.stroke])
            return pen
        case _:
            assert_never(trace.kind)


def _path(place: Place, trace: Trace, end: float, offset: float) -> QPolygonF:
    points = QPolygonF()
    level: int | None = None
    for instant, ordinal in trace.steps:
        x = min(max(place.x(instant), -4.0), place.width + 4.0)
        if level is not None:
            points.append(QPointF(x, place.rung_y(level) + offset))
        points.append(QPointF(x, place.rung_y(ordinal) + offset))
        level = ordinal
    if level is not None:
        points.append(QPointF(min(max(place.x(end), -4.0), place.width), place.rung_y(level) + offset))
    return points


def _above(place: Place, assessed: Trace, declared: Trace, end: float) -> Iterable[QPolygonF]:
    """The stretches of the assessed line that lie above what was declared then."""
    moments = sorted({instant for instant, _ in (*assessed.steps, *declared.steps)} | {int(end)})
    for since, until in pairwise(moments):
        high, low = _level(assessed, since), _level(declared, since)
        if high is not None and low is not None and high > low and until <= end:
            y = place.rung_y(high)
            yield QPolygonF([QPointF(place.x(since), y), QPointF(place.x(until), y)])


def _level(trace: Trace, at: int) -> int | None:
    level = None
    for instant, ordinal in trace.steps:
        if instant > at:
            break
        level = ordinal
    return level


def _end_labels(ink: Ink, place: Place, model: Model, end: float) -> None:
    """What each line reads at its end, on its rung, to the right of the playhead and of what already stands there."""
    low, high = place.ladder.top + _LABEL_HEIGHT / 2, place.ladder.top + place.ladder.height - _LABEL_HEIGHT / 2
    taken: list[tuple[float, float]] = []
    for trace in sorted(model.traces, key=lambda trace: trace.kind.value):
        if not trace.labelled or not trace.steps:
            continue
        y = min(max(place.rung_y(trace.steps[-1][1]), low), high)
        left = max([place.x(end) + 10, *(right + 12 for other, right in taken if abs(other - y) < _LABEL_HEIGHT)])
        room = QRectF(left, y - 9, ink.width(trace.label, Role.COLUMN) + 1, 18)
        if room.right() <= place.width - 2:
            _label(ink, trace, room)
            taken.append((y, room.right()))


def _label(ink: Ink, trace: Trace, room: QRectF) -> None:
    match trace.kind:
        case TraceKind.DECLARED:
            ink.text(room, trace.label, Role.COLUMN, Token.TEXT)
        case TraceKind.ASSESSED:
            ink.text(room, trace.label, Role.COLUMN, Token.TEXT2)
        case TraceKind.PARTNER:
            traces = ink.look.theme.traces
            ink.text_in(room, trace.label, Role.CAPTION, QColor(traces[trace.place % len(traces)].colour))
        case _:
            assert_never(trace.kind)
