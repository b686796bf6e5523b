"""Small painted pieces of the frame: each is as wide as its words, has a name for assistive techniques, and shows a frozen value."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from widgets.cells import Align, Span, plain
from widgets.ink import Ink, spans_width, text_width
from widgets.look import Look
from widgets.painting import whole
from widgets.roles import Role
from widgets.tokens import Token


class Piece(QWidget):
    """A painted piece of fixed width: subclasses say how wide they are and paint themselves."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.look = look
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        look.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Lay out and paint again."""
        self.updateGeometry()
        self.update()

    def need(self) -> float:
        """Px of width wanted."""
        raise NotImplementedError

    def draw(self, ink: Ink, where: QRectF) -> None:
        """Paint."""
        raise NotImplementedError

    def words(self, text: str, role: Role) -> float:
        """Px a text needs."""
        return text_width(self.look, text, role)

    def sizeHint(self) -> QSize:
        """As wide as the words."""
        return QSize(int(self.need()) + 1, self.look.px(20))

    def minimumSizeHint(self) -> QSize:
        """No less: what stands in the frame is always readable."""
        return self.sizeHint()

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Hand the ink over."""
        del event
        painter = QPainter(self)
        self.draw(Ink(painter, self.look), QRectF(self.rect()))
        painter.end()


@dataclass(frozen=True)
class Pair:
    """Two short lines over one another, each of spans."""

    upper: tuple[Span, ...]
    lower: tuple[Span, ...] = ()


class TwoLines(Piece):
    """A pair of lines, right- or left-aligned."""

    def __init__(self, look: Look, name: str, align: Align) -> None:
        super().__init__(look, name)
        self._align = align
        self._pair = Pair(())

    def show_pair(self, pair: Pair) -> None:
        """Show these lines."""
        if pair != self._pair:
            self._pair = pair
            self.setAccessibleDescription(f"{plain(pair.upper)}, {plain(pair.lower)}")
            self.refresh()

    def need(self) -> float:
        """The wider of the two."""
        return max(spans_width(self.look, self._pair.upper), spans_width(self.look, self._pair.lower))

    def draw(self, ink: Ink, where: QRectF) -> None:
        """The lines close round the middle."""
        line = self.look.px(18)
        middle = where.center().y()
        ink.spans(QRectF(0, middle - line + 2, where.width(), line), self._pair.upper, self._align)
        ink.spans(QRectF(0, middle, where.width(), line), self._pair.lower, self._align)


class Spans(Piece):
    """One line of spans."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name)
        self._spans: tuple[Span, ...] = ()

    def show_spans(self, spans: tuple[Span, ...], whole: str = "") -> None:
        """Show these spans. `whole`: what assistive techniques read in their place, where more is to be said."""
        self.setAccessibleDescription(whole or plain(spans))
        if spans != self._spans:
            self._spans = spans
            self.refresh()

    def need(self) -> float:
        """All of them."""
        return spans_width(self.look, self._spans)

    def draw(self, ink: Ink, where: QRectF) -> None:
        """In one line."""
        ink.spans(where, self._spans)


class Parting(Piece):
    """A thin upright line between pieces."""

    def __init__(self, look: Look, height: int) -> None:
        super().__init__(look, "")
        self._height = height

    def need(self) -> float:
        """One px."""
        return 1

    def draw(self, ink: Ink, where: QRectF) -> None:
        """Centred on the height."""
        half = self.look.px(self._height) / 2
        ink.line(QPointF(0.5, where.center().y() - half), QPointF(0.5, where.center().y() + half), Token.LINE)


def give_way(bar: QWidget, yielding: Sequence[QWidget]) -> bool:
    """Hide pieces of a bar, first named first, until the rest fits; show them again when there is room. Return whether it fits now.

    Only what may be missed is named here: regime, counts, link and clock are on screen at any width and any text scale.
    """
    layout = bar.layout()
    if layout is None:
        return True
    for piece in yielding:
        piece.show()
    for piece in yielding:
        if least_width(layout) <= bar.width():
            break
        piece.hide()
    # At once: what came to be shown would else be painted once where it stood before.
    layout.activate()
    return least_width(layout) <= bar.width()


def least_width(layout: QLayout) -> int:
    """Px a layout needs now; what it and the layouts within it remember is thrown away first."""
    for child in layout.children():
        if isinstance(child, QLayout):
            child.invalidate()
    layout.invalidate()
    return layout.minimumSize().width()
