"""The timeline's whole page: gutter, box, brush, flag and axis, in px of the view.

Deliberately absent: hands and keys (panel), and what stands in the box (drawing).
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from widgets.cells import Align
from widgets.ink import Ink
from widgets.look import Look
from widgets.painting import saved
from widgets.roles import Role
from widgets.timeline.axis import DAY, Tick, ticks
from widgets.timeline.drawing import draw, grid
from widgets.timeline.head import flag
from widgets.timeline.history import History
from widgets.timeline.model import Model
from widgets.timeline.place import Place
from widgets.times import Range, day, span, zulu_seconds
from widgets.tokens import Token

GUTTER, TOP, AXIS = 118, 26, 26
_APART = 11.0
"""Px between two rungs' names at the least; in a low timeline some rungs go unnamed."""

_FAR = 4 * DAY
"""A span from which on the playhead's flag says the date and not the second."""


@dataclass(frozen=True)
class Page:
    """What is painted: the model over its history, the range that is marked, where the last step stood, and which pin is chosen."""

    model: Model
    history: History
    place: Place
    brush: Range | None = None
    cursor: int | None = None
    pin: str | None = None


_TICKS_APART = 80


def paint_page(painter: QPainter, look: Look, page: Page) -> None:
    """Paint the whole view."""
    ink = Ink(painter, look)
    px, where = look.px, page.place
    at = ticks(round(where.since), round(where.until), where.width, px(_TICKS_APART))
    with saved(painter):
        painter.translate(px(GUTTER), px(TOP))
        painter.setClipRect(QRectF(0, -px(TOP), where.width, where.height + px(TOP)))
        grid(ink, where, at)
        draw(ink, where, page.model, page.history, page.pin)
        _brush(ink, where, page)
        ink.frame(QRectF(0, 0, where.width, where.height), Token.LINE)
        _flag(ink, where, page.model)
        painter.setClipping(False)
        _axis(ink, where, at)
    with saved(painter):
        painter.translate(0, px(TOP))
        _gutter(ink, where, page)


def _axis(ink: Ink, where: Place, at: tuple[Tick, ...]) -> None:
    """What the ticks say, and at the left the date at which the span begins."""
    px = ink.look.px
    for tick in at:
        x = where.x(tick.at)
        half = ink.width(tick.text, Role.MONO_CAPTION) / 2 + 1
        if half <= x <= where.width - half:
            token = Token.TEXT if tick.major else Token.TEXT2
            ink.text(QRectF(x - half, where.height + 3, 2 * half, px(20)), tick.text, Role.MONO_CAPTION, token, Align.CENTRE)
    first = QRectF(-px(GUTTER), where.height + 3, px(GUTTER) - 6, px(20))
    ink.text(first, day(round(where.since))[4:], Role.MONO_CAPTION, Token.TEXT3, Align.RIGHT)


def _flag(ink: Ink, where: Place, model: Model) -> None:
    top = ink.look.px(TOP)
    text = f"{day(model.now)[4:] if where.until - where.since > _FAR else zulu_seconds(model.now)}  {model.head.value}"
    width = ink.width(text, Role.COLUMN) + 14
    x = where.x(model.now)
    if 0 <= x <= where.width:
        left = min(max(0.0, x - width), where.width - width)
        flag(ink, QRectF(left, -top + 2, width, top - 4), text, model.head)


def _brush(ink: Ink, where: Place, page: Page) -> None:
    """The marked range: what lies outside is dimmed; its length stands at its top."""
    if page.cursor is not None and 0 <= where.x(page.cursor) <= where.width:
        x = where.x(page.cursor)
        ink.line(QPointF(x, 0), QPointF(x, where.height), Token.FOCUS, dotted=True)
    if page.brush is None:
        return
    left, right = (min(max(where.x(each), 0.0), where.width) for each in page.brush)
    shade = ink.look.faded(Token.CANVAS, 0.6)
    ink.painter.fillRect(QRectF(0, 0, left, where.height), shade)
    ink.painter.fillRect(QRectF(right, 0, where.width - right, where.height), shade)
    ink.painter.setPen(QPen(ink.look.colour(Token.FOCUS), 1.6))
    ink.painter.setBrush(Qt.BrushStyle.NoBrush)
    ink.painter.drawRect(QRectF(left, 0.5, max(1.0, right - left), where.height - 1))
    word = f"range {span(page.brush[1] - page.brush[0])}"
    room = QRectF(left + 4, where.height - ink.look.px(18), ink.width(word, Role.CAPTION) + 8, ink.look.px(16))
    ink.fill(room, Token.PANEL, radius=2)
    ink.text(room.adjusted(4, 0, 0, 0), word, Role.CAPTION, Token.TEXT)


def _gutter(ink: Ink, where: Place, page: Page) -> None:
    right = ink.look.px(GUTTER) - 6
    for name, stretch in where.lanes.items():
        ink.text(QRectF(0, stretch.top, right, stretch.height), name, Role.CAPTION, Token.TEXT2, Align.RIGHT)
    above, below = where.hidden
    if above or below:
        word = " · ".join([f"{above} ↑"] * bool(above) + [f"{below} ↓"] * bool(below))
        ink.text(QRectF(0, -ink.look.px(TOP), right, ink.look.px(TOP)), word, Role.CAPTION, Token.TEXT3, Align.RIGHT)
    windows = f"{where.bars.more} more · Windows" if where.bars.more else "Windows"
    ink.text(QRectF(0, where.windows.top, right, where.windows.height), windows, Role.CAPTION, Token.TEXT2, Align.RIGHT)
    last = None
    for rung in page.model.rungs:
        y = where.rung_y(rung.ordinal)
        if last is None or last - y >= ink.look.px(_APART):
            ink.text(QRectF(0, y - 9, right, 18), rung.text, Role.CAPTION, Token.TEXT2, Align.RIGHT)
            last = y
