"""The playhead: its line, and the flag that says the time it stands at and what that time is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPen

from widgets.cells import Align
from widgets.ink import Ink
from widgets.roles import Role
from widgets.timeline.model import Head, Model
from widgets.timeline.place import Place
from widgets.tokens import RegimeLook, Token

_HEADS = {Head.NOW: (Token.ACCENT, Token.ON_ACCENT), Head.FROZEN: (Token.DOUBT, Token.ON_ACCENT)}


def draw_head(ink: Ink, place: Place, model: Model) -> None:
    """Draw the line."""
    x = place.x(model.now)
    if not 0 <= x <= place.width:
        return
    fill, _ = head_colours(ink, model.head)
    ink.painter.setPen(QPen(fill, 1.6))
    ink.painter.drawLine(QPointF(x, 0), QPointF(x, place.height))


def head_colours(ink: Ink, head: Head) -> tuple[QColor, QColor]:
    """The playhead's colour and that of the words on its flag."""
    if head in {Head.KNOWN_BY, Head.HAPPENED_BY}:
        block = ink.look.theme.regimes[RegimeLook.REPLAY]
        return QColor(block.fill), QColor(block.text)
    fill, words = _HEADS[head]
    return ink.look.colour(fill), ink.look.colour(words)


def flag(ink: Ink, where: QRectF, text: str, head: Head) -> None:
    """The flag over the playhead: the time it stands at and what that time is."""
    fill, words = head_colours(ink, head)
    ink.painter.fillRect(where, fill)
    ink.text_in(where, text, Role.COLUMN, words, Align.CENTRE)
