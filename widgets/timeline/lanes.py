"""A lane's marks: one by one from shared pixmaps, or above three a pixel as an image of their density.

The image's cost depends on the lane's width and not on how many moments it stands for. Marks of one pixel and one look are drawn
once. Deliberately absent: which marks stand in which lane (grouping).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import assert_never

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPen, QPolygonF

from widgets.cells import Mark
from widgets.ink import Ink
from widgets.roles import Role
from widgets.timeline.history import Gap, History, Tail
from widgets.timeline.lane import Counts, Lane, Visible
from widgets.timeline.marks import FAMILY, MarkCode
from widgets.timeline.model import Model
from widgets.timeline.place import Place, Stretch
from widgets.times import apart
from widgets.tokens import Token
from widgets.words import Glyph, Hatch, Stage, State, alarm_mark

GapWord = tuple[QRectF, str]
"""A gap's bar, and what is said of it."""

MARKS_A_PIXEL = 3.0
LATE_PX, LATE_MOST = 8.0, 60
"""A report learned so many px after it happened has a line to there, where no more than so many have."""

_CROWDED = ((1.0, 4), (0.3, 2), (0.0, 0))
"""From so many marks a pixel on, reports are drawn so many px smaller: a crowd shows its grain and is no solid band."""

_SCATTER = 5
_GHOST, _GHOST_APART = 5.0, 4.0
GHOSTS_MOST = 200
"""Ghosts of one lane at the most."""

_GAP_HEIGHT, _GAP_ROWS = 5.0, 3
_TAIL_ROWS = 4
_SEVERITY = {MarkCode.CRITICAL: State.CRITICAL, MarkCode.HIGH: State.HIGH, MarkCode.MEDIUM: State.MEDIUM, MarkCode.LOW: State.LOW}
_REPORTS = {
    MarkCode.REPORT: Mark(Glyph.DISC, Token.NORMAL, 7),
    MarkCode.IMAGERY: Mark(Glyph.SQUARE, Token.NORMAL, 8),
    MarkCode.OPEN_DATA: Mark(Glyph.DISC, Token.NORMAL, 5),
}


def draw_lane(ink: Ink, place: Place, model: Model, stretch: Stretch, lane: Lane, history: History) -> None:
    """Draw what lies in view of one lane."""
    columns = max(1, int(place.width))
    edges = np.linspace(place.since, place.until, columns + 1).astype(np.int64)
    counts = lane.counts(edges, model.horizon)
    margin = round((place.until - place.since) / columns * 8)
    if model.ghosts and model.horizon is not None:
        _ghosts(ink, place, stretch, lane.later(int(place.since) - margin, int(place.until) + margin, model.horizon))
    if counts.sum() > MARKS_A_PIXEL * place.width:
        _density(ink, place, stretch, counts)
        return
    seen = lane.within(int(place.since) - margin, int(place.until) + margin, model.horizon)
    _late(ink, place, stretch, seen)
    _marks(ink, place, stretch, seen, _open(model, history), crowd=float(counts.sum()) / place.width)


def _late(ink: Ink, place: Place, stretch: Stretch, seen: Visible) -> None:
    """From when something was reported to have happened to when it was learned: a dotted line, for the few that came late."""
    scale = place.width / (place.until - place.since)
    late = np.flatnonzero((seen.known - seen.times) * scale > LATE_PX)
    if not 0 < len(late) <= LATE_MOST:
        return
    pen = QPen(ink.look.colour(Token.TEXT3), 1.0, Qt.PenStyle.DotLine)
    ink.painter.setPen(pen)
    y = stretch.top + 5
    lines = []
    for number in late.tolist():
        start, end = max(0.0, place.x(int(seen.times[number]))), min(place.width, place.x(int(seen.known[number])))
        lines += [QLineF(start, y, end, y), QLineF(start, y, start, stretch.middle), QLineF(end, y - 2, end, y + 2)]
    ink.painter.drawLines(lines)


def _ghosts(ink: Ink, place: Place, stretch: Stretch, seen: Visible) -> None:
    """What was learned after the moment shown: a hollow ring where it happened, a dotted line to when it was learned, and its word there.

    Of more than can be told apart the latest to happen.
    """
    colour = ink.look.colour(Token.DOUBT)
    last = -_GHOST_APART
    for event, known in list(zip(seen.times.tolist(), seen.known.tolist(), strict=True))[-GHOSTS_MOST:]:
        x, end = place.x(event), min(place.width, place.x(known))
        y = stretch.top + 4
        ink.painter.setPen(QPen(colour, 1.0, Qt.PenStyle.DotLine))
        ink.painter.drawLines([QLineF(max(0.0, x), y, end, y), QLineF(x, y, x, stretch.middle - _GHOST), QLineF(end, y - 3, end, y + 3)])
        ink.painter.setPen(QPen(colour, 1.4))
        ink.painter.setBrush(Qt.BrushStyle.NoBrush)
        ink.painter.drawEllipse(QPointF(x, stretch.middle), _GHOST, _GHOST)
        word = f"learned {apart(known, event)}"
        need = ink.width(word, Role.CAPTION) + 6
        room = QRectF(min(end + 2, place.width - need) if place.x(known) <= place.width else place.width - need, y, need, 16)
        if room.left() - last >= _GHOST_APART:
            ink.painter.fillRect(room, ink.look.faded(Token.PANEL, 0.8))
            ink.text(room.adjusted(2, 0, 0, 0), word, Role.CAPTION, Token.DOUBT)
            last = room.right()


def _open(model: Model, history: History) -> frozenset[int]:
    """The numbers of the alarms that are still open at this seat."""
    numbers = (history.marks.number(("alarm", subject)) for subject in model.open_alarms)
    return frozenset(number for number in numbers if number is not None)


def _marks(ink: Ink, place: Place, stretch: Stretch, seen: Visible, open_: frozenset[int], *, crowd: float) -> None:
    """Reports below, then acts, alarms on top; of one pixel and one look the last one. `crowd`: marks a pixel."""
    slighter = next(less for least, less in _CROWDED if crowd >= least)
    scale = place.width / (place.until - place.since)
    xs = ((seen.times - place.since) * scale).tolist()
    drawn: dict[tuple[int, int, int], tuple[float, int]] = {}
    for x, code, subject in zip(xs, seen.codes.tolist(), seen.subjects.tolist(), strict=True):
        scattered = subject % _SCATTER if code // FAMILY == 0 else 0
        drawn[round(x), code, scattered if code // FAMILY == 0 else int(subject in open_)] = (x, subject)
    for (code, _), some in groupby(sorted(drawn, key=_layer), key=_look):
        _alike(ink, stretch, MarkCode(code), [(drawn[key][0], key[2]) for key in some], slighter)


def _layer(key: tuple[int, int, int]) -> tuple[int, int, int]:
    """What is drawn over what: reports, acts, quiet alarms, open alarms, each with the worst on top."""
    x, code, extra = key
    family = code // FAMILY
    if family == MarkCode.CRITICAL // FAMILY:
        return 2 + extra, -code, x
    return 0 if family == 0 else 1, code, x


def _look(key: tuple[int, int, int]) -> tuple[int, int]:
    """What looks alike: alarms by whether they are open; a report's scatter is no matter of its look."""
    _, code, extra = key
    return code, extra if code // FAMILY else 0


def _alike(ink: Ink, stretch: Stretch, code: MarkCode, some: list[tuple[float, int]], slighter: int) -> None:
    """Draw marks of one look: each its x and, of a report, how it is scattered; of alarms, whether they are open."""
    extra = some[0][1]
    middle = (QPointF(x, stretch.middle) for x, _ in some)
    match code:
        case MarkCode.REPORT | MarkCode.IMAGERY | MarkCode.OPEN_DATA:
            # A little up and down by the report, so that a burst does not become one blot.
            heights = [stretch.middle + ((n * 2) % _SCATTER - _SCATTER // 2) * stretch.height / (_SCATTER * 2) for n in range(_SCATTER)]
            sign = replace(_REPORTS[code], size=max(3, _REPORTS[code].size - slighter))
            ink.glyphs(sign, (QPointF(x, heights[scattered]) for x, scattered in some))
        case MarkCode.CRITICAL | MarkCode.HIGH | MarkCode.MEDIUM | MarkCode.LOW:
            shape = alarm_mark(_SEVERITY[code], Stage.UNACKNOWLEDGED if extra else Stage.SUPPRESSED)
            ink.glyphs(Mark(shape.glyph, shape.token, 15 if extra else 12), middle)
        case MarkCode.ACT:
            _diamonds(ink, middle, 3.0, Token.TEXT2)
        case MarkCode.DECLARATION:
            _diamonds(ink, middle, 5.0, Token.ACCENT)
        case MarkCode.REPLY:
            ink.painter.setPen(QPen(ink.look.colour(Token.TEXT3), 1.2))
            ink.painter.drawLines([QLineF(x, stretch.middle - 5, x, stretch.middle + 5) for x, _ in some])
        case _:
            assert_never(code)


def _diamonds(ink: Ink, middle: Iterable[QPointF], half: float, token: Token) -> None:
    half *= ink.look.scale
    ink.painter.setPen(Qt.PenStyle.NoPen)
    ink.painter.setBrush(ink.look.colour(token))
    for at in middle:
        ink.painter.drawPolygon(QPolygonF([at + QPointF(x * half, y * half) for x, y in ((0, -1.3), (1, 0), (0, 1.3), (-1, 0))]))


def _density(ink: Ink, place: Place, stretch: Stretch, counts: Counts) -> None:
    """A column a pixel, its strength the logarithm of how many moments it stands for."""
    strength = np.log1p(counts) / max(float(np.log1p(counts.max(initial=1))), 1e-9)
    hue = ink.look.colour(Token.NORMAL)
    alpha = (strength * 255).astype(np.uint32)
    pixels = np.ascontiguousarray((alpha << 24) | np.uint32(hue.rgb() & 0xFFFFFF))
    image = QImage(pixels.data, len(counts), 1, len(counts) * 4, QImage.Format.Format_ARGB32).copy()
    ink.painter.drawImage(QRectF(0, stretch.top + 4, place.width, stretch.height - 8), image)


def draw_gaps(ink: Ink, place: Place, stretch: Stretch, gaps: Iterable[Gap], now: int) -> list[GapWord]:
    """Violet hatched bars along the lane's foot where a source said nothing, a row a source. Returns what is to be said of them."""
    rows: dict[str, int] = {}
    words: list[GapWord] = []
    for gap in gaps:
        left, right = max(0.0, place.x(gap.since)), min(place.width, place.x(gap.until if gap.until is not None else now))
        if right <= left:
            continue
        row = rows.setdefault(gap.source, len(rows)) % _GAP_ROWS
        where = QRectF(left, stretch.top + stretch.height - (row + 1) * (_GAP_HEIGHT + 1), max(2.0, right - left), _GAP_HEIGHT)
        ink.painter.fillRect(where, ink.look.faded(Token.DOUBT, 0.25))
        ink.hatch_in(where, Hatch.CROSSED if gap.lost else Hatch.DIAGONAL, ink.look.colour(Token.DOUBT), step=6)
        words.append((where, f"{gap.source} {(State.SOURCE_LOST if gap.lost else State.NO_DATA).word}"))
    return words


def draw_gap_words(ink: Ink, words: Iterable[GapWord]) -> None:
    """Name each source above its bar, over the lane's marks, where there is room for the words."""
    for where, word in words:
        need = ink.width(word, Role.CAPTION) + 4
        if need <= where.width():
            room = QRectF(where.left(), where.top() - 14, need, 14)
            ink.painter.fillRect(room, ink.look.faded(Token.PANEL, 0.8))
            ink.text(room.adjusted(2, 0, 0, 0), word, Role.CAPTION, Token.DOUBT)


def draw_tails(ink: Ink, place: Place, stretch: Stretch, tails: Iterable[Tail]) -> None:
    """From what was replied to, to the reply: the line is as long as it took."""
    seen = [tail for tail in tails if tail.since < place.until and tail.event > place.since]
    if len(seen) > place.width:
        return
    colour = QColor(ink.look.colour(Token.TEXT3))
    colour.setAlphaF(0.6)
    ink.painter.setPen(QPen(colour, 1.0))
    lines = []
    for row, tail in enumerate(seen):
        y = stretch.middle + 6 + (row % _TAIL_ROWS) * max(1.0, (stretch.height / 2 - 8) / _TAIL_ROWS)
        end = min(place.width, place.x(tail.event))
        lines += [QLineF(max(0.0, place.x(tail.since)), y, end, y), QLineF(end, stretch.middle, end, y)]
    ink.painter.drawLines(lines)
