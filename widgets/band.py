"""A band across the whole window that pushes the desk down while there is something to say, and is gone while there is not.

What is new is announced assertively: a band is never a decoration. Deliberately absent: what it says and how it looks.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.announcing import Urgency, announce
from widgets.look import Look

M = TypeVar("M")


class Band(QWidget, Generic[M]):
    """Hidden while its model is None; `height` px at scale 1, more where its words need it."""

    def __init__(self, look: Look, name: str, height: int) -> None:
        super().__init__()
        self._look, self._height = look, height
        self.model: M | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)
        self.hide()
        look.changed.connect(self._dress)

    def _dress(self) -> None:
        self.updateGeometry()
        self.place()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Px of height that all its words need in so many px of width: in less they take more lines, and none is cut."""
        del width
        return self._look.px(self._height)

    def sizeHint(self) -> QSize:
        """As low as it was drawn, or as its words need in the width it has."""
        return QSize(0, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """No less."""
        return self.sizeHint()

    def place(self) -> None:
        """Put what stands in it where it stands. Not by a layout of Qt's: that would say how tall the band is, and words are painted."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands in it goes along."""
        super().resizeEvent(event)
        self.place()

    def said(self, model: M) -> str:
        """The band in one sentence, as it is read aloud."""
        raise NotImplementedError

    def news(self, before: M | None, model: M) -> str:
        """What is announced of a model that comes after another; "" for nothing."""
        return "" if before is not None else self.said(model)

    def show_model(self, model: M | None) -> None:
        """Show the band, or take it away with None."""
        before, self.model = self.model, model
        self._dress()
        self.setVisible(model is not None)
        if model is not None:
            self.setAccessibleDescription(self.said(model))
            words = self.news(before, model)
            if words:
                announce(self, words, Urgency.ASSERTIVE)
