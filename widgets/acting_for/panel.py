"""The bar that says for whom this desk acts; amber and in words once it may not. Nothing in it is asked.

Deliberately absent: the foot and header of other panels: it is one line over the desk.
"""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent

from widgets.acting_for.model import ActingForModel
from widgets.cells import Align, Word
from widgets.ink import Ink
from widgets.look import Look
from widgets.painting import whole
from widgets.panel import RADIUS, Panel
from widgets.roles import Role
from widgets.tokens import Token

_PAD = 12
_LINE = 18


class ActingForBar(Panel):
    """Shows a model on one line; whose stream it is on two where the bar is short."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Acting for")
        self.header.hide()
        self.notice.hide()
        self.model = ActingForModel("", "", "", "")

    def show_model(self, model: ActingForModel) -> None:
        """Show the bar."""
        if model != self.model:
            self.model = model
            self.setAccessibleDescription(
                ". ".join(part for part in (model.code, model.name, model.said, model.ended, model.stream) if part)
            )
            self.update()

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, the entity's edge, who, by what right, and whose stream."""
        del event
        painter = QPainter(self)
        ink = Ink(painter, self.look)
        where, px, model = QRectF(self.rect()), self.look.px, self.model
        edge = Token.HIGH if model.ended else Token.GOOD
        ink.fill(where, Token.HIGH_BG if model.ended else Token.PANEL, radius=RADIUS)
        ink.frame(where, Token.HIGH if model.ended else Token.LINE, width=1.2 if model.ended else 1.0, radius=RADIUS)
        ink.fill(QRectF(where.left(), where.top(), px(4), where.height()), edge)
        inner = where.adjusted(px(_PAD), 0, -px(_PAD), 0)
        said = model.ended or model.said
        words = (
            Word("Acting for", Role.CAPTION, Token.TEXT3),
            Word(model.code, Role.SUBHEAD, Token.TEXT, gap=px(14)),
            Word(model.name, Role.SUBHEAD, Token.TEXT),
            Word(said, Role.BODY_STRONG if model.ended else Role.BODY, Token.HIGH if model.ended else Token.TEXT2, gap=px(28)),
        )
        left = ink.spans_width(words)
        ink.spans(inner, words)
        room = inner.adjusted(left + px(16), 0, 0, 0)
        lines = _in_lines(ink, model.stream, room.width())
        for number, line in enumerate(lines):
            off = (number - (len(lines) - 1) / 2) * px(_LINE)
            ink.text(room.translated(0, off), line, Role.DENSE, Token.TEXT3, Align.RIGHT)
        painter.end()


def _in_lines(ink: Ink, text: str, room: float) -> tuple[str, ...]:
    """A sentence on one line or two, as there is room; where it needs more its first clause says enough, and the whole is spoken."""
    made: tuple[str, ...] = ()
    for said in (text, text.partition(":")[0]):
        made = _parted(ink, said, room)
        if all(ink.width(line, Role.DENSE) <= room for line in made):
            break
    return made


def _parted(ink: Ink, text: str, room: float) -> tuple[str, ...]:
    """A text in one line, or in two, the first as long as it may be."""
    words = text.split(" ")
    for count in range(len(words), 0, -1):
        first = " ".join(words[:count])
        if ink.width(first, Role.DENSE) <= room:
            return (first, " ".join(words[count:])) if count < len(words) else (first,)
    return (text,)
