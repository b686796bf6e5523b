"""How the timeline is drawn: marks or density, bars, traces, playhead. In px of its box, in tokens and roles.

Above about three marks a pixel a lane is an image of its density, whose cost depends on its width and not on how many
moments it stands for; below that the visible marks are drawn one by one from shared pixmaps.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import assert_never

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPen, QPolygonF

from widgets.cells import Align, Mark
from widgets.ink import Ink
from widgets.roles import Role
from widgets.timeline.history import History, Instants, Lane, LaneName, MarkCode
from widgets.timeline.model import Bar, Head, Model, Trace, TraceKind
from widgets.timeline.place import Place, Stretch
from widgets.tokens import RegimeLook, Stroke, Token
from widgets.words import Glyph, Stage, State, alarm_mark

MARKS_A_PIXEL = 3.0
_SCATTER = 5
_NOTE_WIDTH = 120.0
_LABEL_HEIGHT = 13.0
_SEVERITY = {MarkCode.CRITICAL: State.CRITICAL, MarkCode.HIGH: State.HIGH, MarkCode.MEDIUM: State.MEDIUM, MarkCode.LOW: State.LOW}
_REPORTS = {
    MarkCode.REPORT: Mark(Glyph.DISC, Token.NORMAL, 7),
    MarkCode.IMAGERY: Mark(Glyph.SQUARE, Token.NORMAL, 8),
    MarkCode.OPEN_DATA: Mark(Glyph.DISC, Token.NORMAL, 5),
}
_DASHES: dict[Stroke, list[float]] = {
    Stroke.SOLID: [],
    Stroke.DASH: [5, 3],
    Stroke.DOT: [1.5, 2.5],
    Stroke.DASH_DOT: [6, 2, 1.5, 2],
    Stroke.LONG_DASH: [9, 4],
    Stroke.DASH_DOT_DOT: [6, 2, 1.5, 2, 1.5, 2],
}


def draw(ink: Ink, place: Place, model: Model, history: History) -> None:
    """Draw the whole box."""
    _ground(ink, place, model)
    for name in LaneName:
        _lane(ink, place, model, name, history.lanes[name])
    for instant, text in model.notes:
        _note(ink, place, instant, text)
    for bar in model.bars:
        _bar(ink, place, bar)
    _traces(ink, place, model)
    _head(ink, place, model)


def _ground(ink: Ink, place: Place, model: Model) -> None:
    x = place.x(model.now)
    if x < place.width:
        left = max(0.0, x)
        ink.painter.fillRect(QRectF(left, 0, place.width - left, place.height), ink.look.colour(Token.WELL))
    edges = [stretch.top for stretch in place.lanes.values()] + [place.windows.top, place.ladder.top]
    for y in edges[1:]:
        ink.line(QPointF(0, round(y) + 0.5), QPointF(place.width, round(y) + 0.5), Token.LINE)


def grid(ink: Ink, place: Place, at: Iterable[int]) -> None:
    """Draw a faint upright line at each tick."""
    for instant in at:
        x = round(place.x(instant)) + 0.5
        ink.line(QPointF(x, 0), QPointF(x, place.height), Token.LINE)


def _lane(ink: Ink, place: Place, model: Model, name: LaneName, lane: Lane) -> None:
    stretch = place.lanes[name]
    seen = lane.within(int(place.since), int(place.until) + 1, model.horizon)
    if len(seen.times) > MARKS_A_PIXEL * place.width:
        _density(ink, place, stretch, seen.times)
        return
    xs = (seen.times - place.since) * (place.width / (place.until - place.since))
    for x, code, where in zip(xs.tolist(), seen.codes.tolist(), seen.places.tolist(), strict=True):
        ink.glyph(_mark(MarkCode(code), lane.subjects[where], model), QPointF(x, _scattered(stretch, name, where)))


def _scattered(stretch: Stretch, name: LaneName, where: int) -> float:
    """Reports stand a little up and down, by their place in the lane, so that a burst does not become one blot."""
    if name is not LaneName.INDICATIONS:
        return stretch.middle
    return stretch.middle + ((where * 2) % _SCATTER - _SCATTER // 2) * stretch.height / (_SCATTER * 2)


def _mark(code: MarkCode, subject: tuple[str, str], model: Model) -> Mark:
    match code:
        case MarkCode.REPORT | MarkCode.IMAGERY | MarkCode.OPEN_DATA:
            return _REPORTS[code]
        case MarkCode.CRITICAL | MarkCode.HIGH | MarkCode.MEDIUM | MarkCode.LOW:
            open_ = subject[1] in model.open_alarms
            shape = alarm_mark(_SEVERITY[code], Stage.UNACKNOWLEDGED if open_ else Stage.SUPPRESSED)
            return Mark(shape.glyph, shape.token, 15 if open_ else 12)
        case MarkCode.ACT:
            return Mark(Glyph.DOT, Token.TEXT2, 24)
        case MarkCode.DECLARATION:
            return Mark(Glyph.DISC, Token.ACCENT, 10)
        case _:
            assert_never(code)


def _density(ink: Ink, place: Place, stretch: Stretch, times: Instants) -> None:
    """A column a pixel, its strength the logarithm of how many moments it stands for."""
    columns = max(1, int(place.width))
    counts, _ = np.histogram(times, bins=columns, range=(place.since, place.until))
    strength = np.log1p(counts) / max(float(np.log1p(counts.max(initial=1))), 1e-9)
    hue = ink.look.colour(Token.NORMAL)
    alpha = (strength * 255).astype(np.uint32)
    pixels = np.ascontiguousarray((alpha << 24) | np.uint32(hue.rgb() & 0xFFFFFF))
    image = QImage(pixels.data, columns, 1, columns * 4, QImage.Format.Format_ARGB32).copy()
    ink.painter.drawImage(QRectF(0, stretch.top + 4, place.width, stretch.height - 8), image)


def _note(ink: Ink, place: Place, instant: int, text: str) -> None:
    x = place.x(instant)
    if -_NOTE_WIDTH < x < place.width:
        lane = place.lanes[LaneName.ACTS]
        where = QRectF(x + 10, lane.top, ink.width(text, Role.CAPTION) + 4, lane.height)
        ink.fill(where.adjusted(-2, lane.height / 2 - 9, 0, 9 - lane.height / 2), Token.PANEL)
        ink.text(where, text, Role.CAPTION, Token.TEXT2)


def _bar(ink: Ink, place: Place, bar: Bar) -> None:
    left = max(-4.0, place.x(bar.since))
    right = min(place.width + 4.0, place.x(bar.until) if bar.until is not None else place.width + 4.0)
    if right <= left:
        return
    stretch = place.bar(bar.row)
    where = QRectF(left, stretch.top, right - left, stretch.height)
    hue = ink.look.colour(Token.CRITICAL if bar.danger else Token.GOOD)
    tint = QColor(hue)
    tint.setAlpha(70 if bar.danger else 46)
    ink.painter.fillRect(where, tint)
    ink.painter.setPen(QPen(hue, 1.0))
    ink.painter.drawRect(where.adjusted(0.5, 0.5, -0.5, -0.5))
    need = ink.width(bar.name, Role.CAPTION)
    room = QRectF(max(0.0, left) + 6, where.top(), min(right, place.width) - max(0.0, left) - 8, where.height())
    if need <= room.width():
        ink.text(room, bar.name, Role.CAPTION, Token.TEXT)


def _traces(ink: Ink, place: Place, model: Model) -> None:
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
    """What each line reads at its end, to the right of the playhead, never two on one another."""
    x = place.x(end) + 10
    taken: list[float] = []
    for trace in sorted(model.traces, key=lambda trace: trace.kind.value):
        if not trace.labelled or not trace.steps:
            continue
        y = _free(place, place.rung_y(trace.steps[-1][1]), taken)
        taken.append(y)
        room = QRectF(x, y - 9, max(0.0, place.width - x - 2), 18)
        if room.width() >= ink.width(trace.label, Role.CAPTION):
            _label(ink, trace, room)


def _free(place: Place, wanted: float, taken: list[float]) -> float:
    """The height nearest to the wanted one that no label has, within the ladder where there is room in it."""
    low, high = place.ladder.top + _LABEL_HEIGHT / 2, place.ladder.top + place.ladder.height - _LABEL_HEIGHT / 2
    heights = (wanted + step * _LABEL_HEIGHT for step in sorted(range(-len(taken), len(taken) + 1), key=abs))
    free = [y for y in heights if all(abs(y - other) >= _LABEL_HEIGHT for other in taken)]
    return next((y for y in free if low <= y <= high), free[0] if free else wanted)


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


_HEADS = {Head.NOW: (Token.ACCENT, Token.ON_ACCENT), Head.FROZEN: (Token.DOUBT, Token.ON_ACCENT)}


def _head(ink: Ink, place: Place, model: Model) -> None:
    x = place.x(model.now)
    if not 0 <= x <= place.width:
        return
    fill, _ = head_colours(ink, model.head)
    ink.painter.setPen(QPen(fill, 1.6))
    ink.painter.drawLine(QPointF(x, 0), QPointF(x, place.height))


def head_colours(ink: Ink, head: Head) -> tuple[QColor, QColor]:
    """The playhead's colour and that of the words on its flag."""
    if head is Head.KNOWN_BY:
        block = ink.look.theme.regimes[RegimeLook.REPLAY]
        return QColor(block.fill), QColor(block.text)
    fill, words = _HEADS[head]
    return ink.look.colour(fill), ink.look.colour(words)


def flag(ink: Ink, where: QRectF, text: str, head: Head) -> None:
    """The flag over the playhead: the time it stands at and what that time is."""
    fill, words = head_colours(ink, head)
    ink.painter.fillRect(where, fill)
    ink.text_in(where, text, Role.COLUMN, words, Align.CENTRE)
