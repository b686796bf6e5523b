"""Pins on the timeline: each lane's in order of their moments, found under the pointer, stepped through, and drawn.

Deliberately absent: what a pin stands for; whoever has marks or injects makes pins of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from widgets.ink import Ink
from widgets.roles import Role
from widgets.timeline.model import Model, Pin
from widgets.timeline.place import Place, Stretch
from widgets.tokens import Token

PICK = 9.0
"""Px from a pin within which it is meant."""

_GLYPH, _RING, _GAP = 12.0, 9.0, 10.0


def lanes(pins: Iterable[Pin]) -> tuple[str, ...]:
    """Return the names of the pins' lanes."""
    return tuple(sorted({pin.lane for pin in pins}))


def pin_at(where: Place, model: Model, point: QPointF) -> Pin | None:
    """Return the pin under a point of the box: the nearest, else the range that it lies in."""
    name = next((each for each in lanes(model.pins) if each in where.lanes and where.lanes[each].holds(point.y())), None)
    here = [pin for pin in model.pins if pin.lane == name]
    near = min(here, key=lambda pin: abs(where.x(pin.at) - point.x()), default=None)
    if near is not None and abs(where.x(near.at) - point.x()) <= PICK:
        return near
    moment = where.instant(point.x())
    return next((pin for pin in reversed(here) if pin.until is not None and pin.at <= moment < pin.until), None)


def neighbour(pins: Iterable[Pin], at: int, chosen: Pin | None, step: int) -> Pin | None:
    """Return the next pin (`step` 1) or the one before (-1): from the chosen one, else from a moment."""
    ordered = list(pins)
    if chosen in ordered:
        place = ordered.index(chosen) + step
        return ordered[place] if 0 <= place < len(ordered) else None
    return next((pin for pin in (ordered if step > 0 else reversed(ordered)) if (pin.at > at if step > 0 else pin.at < at)), None)


def draw_pins(ink: Ink, place: Place, stretch: Stretch, pins: Iterable[Pin], chosen: str | None) -> None:
    """Draw one lane of pins: ranges below, then each one's sign, its words up to the next one's sign; the chosen one's in any case."""
    seen = [pin for pin in pins if pin.at < place.until and (pin.until or pin.at) >= place.since]
    for pin in seen:
        _range(ink, place, stretch, pin)
    ends = (*(place.x(pin.at) - _GAP for pin in seen[1:]), place.width)
    for pin, end in zip(seen, ends, strict=False):
        at = QPointF(place.x(pin.at), stretch.middle)
        ink.glyph(replace(pin.sign, size=round(min(_GLYPH, stretch.height - 2))), at)
        room = QRectF(max(_GAP, at.x() + _GAP), stretch.top, ink.width(pin.text, Role.CAPTION) + 2, stretch.height)
        if pin.text and room.right() <= end:
            ink.text(room, pin.text, Role.CAPTION, Token.TEXT2)
    for pin in (each for each in seen if each.key == chosen):
        _chosen(ink, place, stretch, pin, QPointF(place.x(pin.at), stretch.middle))


def _range(ink: Ink, place: Place, stretch: Stretch, pin: Pin) -> None:
    if pin.until is None:
        return
    left, right = max(-2.0, place.x(pin.at)), min(place.width + 2.0, place.x(pin.until))
    where = QRectF(left, stretch.top + 2, max(2.0, right - left), stretch.height - 4)
    ink.painter.fillRect(where, ink.look.faded(Token.ACCENT, 0.16))
    ink.painter.setPen(QPen(ink.look.colour(Token.LINE_STRONG), 1.0))
    ink.painter.setBrush(Qt.BrushStyle.NoBrush)
    ink.painter.drawRect(where)


def _chosen(ink: Ink, place: Place, stretch: Stretch, pin: Pin, at: QPointF) -> None:
    """A ring round the sign, and all its words on a ground of their own, on whichever side has room; with acts they stand in the foot."""
    ink.painter.setPen(QPen(ink.look.colour(Token.FOCUS), 1.8))
    ink.painter.setBrush(Qt.BrushStyle.NoBrush)
    ink.painter.drawEllipse(at, min(_RING, stretch.height / 2), min(_RING, stretch.height / 2))
    if pin.acts:
        return
    need = ink.width(pin.told, Role.CAPTION) + 8
    right = at.x() + _GAP + need <= place.width or at.x() < place.width / 2
    room = QRectF(at.x() + _GAP if right else at.x() - _GAP - need, stretch.top, need, stretch.height)
    ink.fill(room, Token.RAISED, radius=2)
    ink.text(room.adjusted(4, 0, 0, 0), pin.told, Role.CAPTION, Token.TEXT)
