"""A line to write in. Letters are letters here and no acts, as long as it has the focus.

Deliberately absent: markup, completion and memory: what was written leaves with the intent it belongs to.
"""

from PySide6.QtWidgets import QLineEdit, QSizePolicy

from widgets.look import Look
from widgets.roles import Role
from widgets.tokens import Token

_HEIGHT = 32


class Entry(QLineEdit):
    """One line on the well's ground with a control's edge; `limit` bounds it in characters."""

    def __init__(self, look: Look, name: str, *, limit: int = 240) -> None:
        super().__init__()
        self._look = look
        self.setMaxLength(limit)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        hue = self._look.theme.hex
        self.setFont(self._look.font(Role.BODY))
        self.setFixedHeight(self._look.px(_HEIGHT))
        pad = self._look.px(8)
        self.setStyleSheet(
            f"QLineEdit {{ background: {hue(Token.WELL)}; color: {hue(Token.TEXT)}; border: 1px solid {hue(Token.LINE_STRONG)};"
            f" border-radius: 4px; padding: 0 {pad}px; selection-background-color: {hue(Token.ACCENT)};"
            f" selection-color: {hue(Token.ON_ACCENT)}; placeholder-text-color: {hue(Token.TEXT3)}; }}"
            f" QLineEdit:focus {{ border: 2px solid {hue(Token.FOCUS)}; }}"
        )
