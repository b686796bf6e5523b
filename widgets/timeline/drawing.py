"""How the timeline's box is drawn: ground, lanes, bars, traces, playhead. In px of its box, in tokens and roles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen

from widgets.ink import Ink
from widgets.roles import Role
from widgets.timeline.axis import Tick
from widgets.timeline.grouping import ACTS, INDICATIONS, SOURCES, Grouping
from widgets.timeline.head import draw_head
from widgets.timeline.history import History, SpanKind, Tail
from widgets.timeline.lanes import GapWord, draw_gap_words, draw_gaps, draw_lane, draw_tails
from widgets.timeline.model import Bar, Model
from widgets.timeline.pins import draw_pins, lanes
from widgets.timeline.place import Place
from widgets.timeline.traces import draw_traces
from widgets.tokens import Token

LEAST_NAMED = 10.0
"""Px that a bar is high at the least for its name to stand in it: a low timeline has bars without names."""


def draw(ink: Ink, place: Place, model: Model, history: History, pin: str | None = None) -> None:
    """Draw the whole box. `pin`: the key of the one that is chosen."""
    _ground(ink, place, model)
    _lanes(ink, place, model, history)
    _notes(ink, place, model)
    for bar in place.bars.shown:
        _bar(ink, place, bar, model.now)
    draw_traces(ink, place, model)
    draw_head(ink, place, model)
    for name in lanes(model.pins):
        if name in place.lanes:
            draw_pins(ink, place, place.lanes[name], (each for each in model.pins if each.lane == name), pin)


def _ground(ink: Ink, place: Place, model: Model) -> None:
    x = place.x(model.now)
    if x < place.width:
        left = max(0.0, x)
        ink.painter.fillRect(QRectF(left, 0, place.width - left, place.height), ink.look.colour(Token.WELL))
    edges = [stretch.top for stretch in place.lanes.values()] + [place.windows.top, place.ladder.top]
    for y in edges[1:]:
        ink.line(QPointF(0, round(y) + 0.5), QPointF(place.width, round(y) + 0.5), Token.LINE)


def grid(ink: Ink, place: Place, at: Iterable[Tick]) -> None:
    """Draw a faint upright line at each tick, a stronger one where a day or a year begins."""
    for tick in at:
        x = round(place.x(tick.at)) + 0.5
        ink.line(QPointF(x, 0), QPointF(x, place.height), Token.LINE_STRONG if tick.major else Token.LINE, dotted=tick.major)


def _lanes(ink: Ink, place: Place, model: Model, history: History) -> None:
    lanes = history.marks.lanes
    for name, stretch in place.lanes.items():
        words: list[GapWord] = []
        if name == (INDICATIONS if INDICATIONS in place.lanes else SOURCES):
            words = draw_gaps(ink, place, stretch, model.gaps, model.now)
        tails = _tails_of(model, name)
        if tails:
            draw_tails(ink, place, stretch, tails)
        if name in lanes:
            draw_lane(ink, place, model, stretch, lanes[name], history)
        draw_gap_words(ink, words)


def _tails_of(model: Model, lane: str) -> tuple[Tail, ...]:
    """How long the replies of a lane took: all of them, each entity's own, or those of the lane's subjects."""
    match model.plan.grouping:
        case Grouping.ENTITY:
            return tuple(tail for tail in model.tails if tail.entity == lane)
        case Grouping.PROBLEM | Grouping.CORRIDOR:
            return tuple(tail for tail in model.tails if lane in model.plan.lanes_of(0, tail.subject, "", ""))
        case Grouping.KIND | Grouping.DISCIPLINE:
            return model.tails if lane == ACTS else ()
        case _:
            assert_never(model.plan.grouping)


def _notes(ink: Ink, place: Place, model: Model) -> None:
    """What stands beside its mark in the lane of acts; one that would reach into the next gives way to it."""
    lane = place.lanes.get(ACTS)
    if lane is None:
        return
    taken = float("inf")
    for instant, text in reversed(model.notes):
        x = place.x(instant)
        where = QRectF(x + 10, lane.top, ink.width(text, Role.CAPTION) + 4, lane.height)
        if where.right() > taken or not 0 <= x < place.width:
            continue
        taken = x
        ink.fill(where.adjusted(-2, lane.height / 2 - 9, 0, 9 - lane.height / 2), Token.PANEL)
        ink.text(where, text, Role.CAPTION, Token.TEXT2)


_BARS = {
    SpanKind.WINDOW: (Token.GOOD, 46),
    SpanKind.DANGER: (Token.CRITICAL, 70),
    SpanKind.GRANT: (Token.LINE_STRONG, 40),
    SpanKind.PAUSE: (Token.TEXT2, 28),
}


def _bar(ink: Ink, place: Place, bar: Bar, now: int) -> None:
    """A bar between its ends. A danger that is over is grey: hue is for what is so."""
    left = max(-4.0, place.x(bar.since))
    right = min(place.width + 4.0, place.x(bar.until) if bar.until is not None else place.width + 4.0)
    if right <= left:
        return
    stretch = place.bar(bar.row)
    where = QRectF(left, stretch.top, right - left, stretch.height)
    token, strength = _BARS[bar.what]
    if bar.what is SpanKind.DANGER and bar.until is not None and bar.until <= now:
        token, strength = Token.TEXT3, 40
    hue = ink.look.colour(token)
    tint = QColor(hue)
    tint.setAlpha(strength)
    ink.painter.fillRect(where, tint)
    pen = QPen(hue, 1.0)
    if bar.what is SpanKind.PAUSE:
        pen.setDashPattern([4, 3])
    ink.painter.setPen(pen)
    ink.painter.setBrush(Qt.BrushStyle.NoBrush)
    ink.painter.drawRect(where.adjusted(0.5, 0.5, -0.5, -0.5))
    _bar_name(ink, place, bar, where)


def _bar_name(ink: Ink, place: Place, bar: Bar, where: QRectF) -> None:
    left, right = max(0.0, where.left()), min(where.right(), place.width)
    room = QRectF(left + 6, where.top() - 1, right - left - 8, where.height())
    if ink.width(bar.name, Role.CAPTION) <= room.width() and where.height() >= ink.look.px(LEAST_NAMED):
        ink.text(room, bar.name, Role.CAPTION, Token.TEXT)
