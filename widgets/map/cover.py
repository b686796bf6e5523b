"""The grey sheet over a map whose page is not up, or is not what it should be: it says why, and hides what is no longer true."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from widgets.fonts import font
from widgets.roles import Role
from widgets.tokens import Theme, Token


class Cover(QLabel):
    """The sheet, with its words."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, parent, alignment=Qt.AlignmentFlag.AlignCenter)
        self.setAutoFillBackground(True)
        self.setFont(font(Role.BODY))

    def dress(self, theme: Theme) -> None:
        """Take on a theme."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.hex(Token.RAISED)))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(theme.hex(Token.TEXT2)))
        self.setPalette(palette)

    def lay(self, words: str) -> None:
        """Cover the map and say why."""
        self.setText(words)
        self.show()
        self.raise_()
