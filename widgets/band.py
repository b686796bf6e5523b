"""A band across the whole window that pushes the desk down while there is something to say, and is gone while there is not.

What is new is announced assertively: a band is never a decoration. Deliberately absent: what it says and how it looks.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.announcing import Urgency, announce
from widgets.look import Look

M = TypeVar("M")


class Band(QWidget, Generic[M]):
    """Hidden while its model is None; `height` px at scale 1."""

    def __init__(self, look: Look, name: str, height: int) -> None:
        super().__init__()
        self._look, self._height = look, height
        self.model: M | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.hide()
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setFixedHeight(self._look.px(self._height))
        self.update()

    def said(self, model: M) -> str:
        """The band in one sentence, as it is read aloud."""
        raise NotImplementedError

    def news(self, before: M | None, model: M) -> str:
        """What is announced of a model that comes after another; "" for nothing."""
        return "" if before is not None else self.said(model)

    def show_model(self, model: M | None) -> None:
        """Show the band, or take it away with None."""
        before, self.model = self.model, model
        self.setVisible(model is not None)
        if model is not None:
            self.setAccessibleDescription(self.said(model))
            words = self.news(before, model)
            if words:
                announce(self, words, Urgency.ASSERTIVE)
        self.update()
