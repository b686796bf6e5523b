"""The status bar: feeds by freshness, whether the rooms hold the same picture, the federation, and four keys.

A feed that is in doubt is named; a room whose picture differs is a neutral notice, never an alarm. Deliberately absent: counts of
records, sequence numbers, and anything about what this desk may not see.
"""

from dataclasses import replace
from textwrap import wrap

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from widgets.cells import Chip, Span, Word
from widgets.frame_model import StatusBarModel
from widgets.ink import Ink
from widgets.look import Look
from widgets.painting import whole
from widgets.pieces import Parting, Spans, give_way
from widgets.roles import Role
from widgets.tips import tip
from widgets.tokens import Token

HEIGHT = 28
_TIP = 96
"""Characters of a tip's line at most."""


class StatusBar(QWidget):
    """One line at the foot of the window."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName("status bar")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._pieces: list[Spans] = []
        self._partings: list[Parting] = []
        """Between two pieces: each goes with the piece after it."""
        self._model = StatusBarModel(())
        self._groups = QHBoxLayout()
        self._groups.setSpacing(12)
        self._keys = Spans(look, "keys")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        row.addLayout(self._groups)
        row.addStretch(1)
        row.addWidget(self._keys)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setFixedHeight(self._look.px(HEIGHT))
        self._give_way()
        self.update()

    def show_model(self, model: StatusBarModel) -> None:
        """Show the whole bar."""
        if len(self._pieces) != len(model.groups):
            self._make(len(model.groups))
        self._model = model
        for piece, group in zip(self._pieces, model.groups, strict=True):
            piece.setAccessibleName(group.caption)
            piece.setToolTip(tip("\n".join(line for each in group.whole for line in wrap(each, _TIP))))
        self._keys.show_spans(_keys(model.keys))
        self._give_way()

    def minimumSizeHint(self) -> QSize:
        """The rest gives way."""
        return QSize(self._look.px(400), self._look.px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the keys give way first, then words, then the last groups; the feeds stay."""
        super().resizeEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        self._say(brief=False)
        for shown in (*self._pieces, *self._partings):
            shown.show()
        if not give_way(self, (self._keys,)):
            self._say(brief=True)
            give_way(self, (self._keys, *reversed(self._pieces[1:])))
        for parting, piece in zip(self._partings, self._pieces[1:], strict=True):
            parting.setHidden(piece.isHidden())

    def _say(self, *, brief: bool) -> None:
        for piece, group in zip(self._pieces, self._model.groups, strict=False):
            piece.show_spans(_spans(group.caption, (brief and group.brief) or group.facts), "; ".join(group.whole))

    def _make(self, count: int) -> None:
        while (item := self._groups.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._pieces = [Spans(self._look, "") for _ in range(count)]
        self._partings = [Parting(self._look, 14) for _ in self._pieces[1:]]
        for number, piece in enumerate(self._pieces):
            if number:
                self._groups.addWidget(self._partings[number - 1])
            self._groups.addWidget(piece)

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Panel ground with a line above."""
        del event
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        ink.fill(QRectF(self.rect()), Token.PANEL)
        ink.line(QPointF(0, 0.5), QPointF(self.width(), 0.5), Token.LINE)
        painter.end()


def _spans(caption: str, facts: tuple[tuple[Span, ...], ...]) -> tuple[Span, ...]:
    spans: list[Span] = [Word(caption, Role.DENSE, Token.TEXT3)]
    for fact in facts:
        spans += [_after(span, 12 if first == 0 else 6) for first, span in enumerate(fact)]
    return tuple(spans)


def _after(span: Span, gap: int) -> Span:
    return replace(span, gap=gap)


def _keys(keys: tuple[tuple[str, str], ...]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for key, does in keys:
        spans += [Chip(key, Token.TEXT3, Role.MONO_CAPTION, gap=16), Word(does, Role.DENSE, Token.TEXT3, gap=7)]
    return tuple(spans)
