"""Text that takes as many lines as it needs: wrapped by width, never shortened, scrolled when there is more of it than room.

Deliberately absent: selection of parts, markup and links; a thing that can be picked is a row.
"""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from widgets.ink import Ink, text_width
from widgets.look import Look
from widgets.painting import whole
from widgets.paragraph import Paragraph
from widgets.roles import Role

_LINE = 20
_INDENT = 24


def wrapped(look: Look, text: str, role: Role, width: float) -> tuple[str, ...]:
    """A text as lines no wider than `width` px; a single word that is wider is parted."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(look, joined, role) <= width:
            lines[-1] = joined
        else:
            lines += _parted(look, word, role, width)
    return tuple(lines) or ("",)


def _parted(look: Look, word: str, role: Role, width: float) -> list[str]:
    parts = [""]
    for letter in word:
        if parts[-1] and text_width(look, parts[-1] + letter, role) > width:
            parts.append("")
        parts[-1] += letter
    return parts


class _Page(QWidget):
    """The paragraphs, as tall as they need."""

    def __init__(self, look: Look, margin: int) -> None:
        super().__init__()
        self._look = look
        self._margin = margin
        self.paragraphs: tuple[Paragraph, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def lay(self, width: int) -> None:
        """Take the height this width asks for."""
        tall = sum(self._height(each, width) for each in self.paragraphs) + 2 * self._look.px(8)
        self.setMinimumHeight(tall)
        self.resize(width, tall)
        self.update()

    def _indent(self) -> int:
        return self._look.px(_INDENT) if any(each.mark is not None for each in self.paragraphs) else 0

    def _lines(self, each: Paragraph, width: float) -> tuple[str, ...]:
        indent = self._indent() if each.mark is not None else 0
        return wrapped(self._look, each.text, each.role, width - 2 * self._margin - indent)

    def _height(self, each: Paragraph, width: float) -> int:
        return self._look.px(each.above) + len(self._lines(each, width)) * self._look.px(_LINE)

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paragraph after paragraph."""
        del event
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        y = float(self._look.px(8))
        for each in self.paragraphs:
            y += self._look.px(each.above)
            y = self._paint(ink, each, y)
        painter.end()

    def _paint(self, ink: Ink, each: Paragraph, top: float) -> float:
        tall = self._look.px(_LINE)
        left = float(self._margin)
        if each.mark is not None:
            ink.glyph(each.mark, QRectF(left, top, self._look.px(14), tall).center())
            left += self._indent()
        for line in self._lines(each, self.width()):
            ink.text(QRectF(left, top, self.width() - left, tall), line, each.role, each.token)
            top += tall
        return top


class Prose(QScrollArea):
    """Shows paragraphs whole and publishes them as its accessible description."""

    def __init__(self, look: Look, name: str, *, margin: int = 12) -> None:
        super().__init__()
        self._page = _Page(look, margin)
        self.setWidget(self._page)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.viewport().setAutoFillBackground(False)
        self._page.setAutoFillBackground(False)
        look.changed.connect(self._lay)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """What is shown."""
        return self._page.paragraphs

    def show_paragraphs(self, paragraphs: tuple[Paragraph, ...]) -> None:
        """Show these, whole."""
        if paragraphs == self._page.paragraphs:
            return
        self._page.paragraphs = paragraphs
        self.setAccessibleDescription(". ".join(each.text for each in paragraphs))
        self._lay()

    def _lay(self) -> None:
        self._page.lay(self.viewport().width())

    def sizeHint(self) -> QSize:
        """Whatever room there is."""
        return QSize(240, 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break anew."""
        super().resizeEvent(event)
        self._lay()
