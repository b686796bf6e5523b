"""The grey sheet over a map whose page is not up, or is not what it should be: it says why, since when, and what it hides."""

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from widgets.fonts import font
from widgets.roles import Role
from widgets.times import zulu_seconds
from widgets.tokens import Theme, Token

BEAT_MS = 1_000


class Cover(QLabel):
    """The sheet: its words with the seconds it has lain, over the time of the picture under it."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent, alignment=Qt.AlignmentFlag.AlignCenter)
        self._words = words
        self._instant: int | None = None
        self._lain = QElapsedTimer()
        self._lain.start()
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.timeout.connect(self._say)
        self.setAutoFillBackground(True)
        self.setFont(font(Role.BODY))
        self._say()

    def dress(self, theme: Theme) -> None:
        """Take on a theme."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.hex(Token.RAISED)))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(theme.hex(Token.TEXT2)))
        self.setPalette(palette)

    def lay(self, words: str) -> None:
        """Cover the map and say why."""
        self._words = words
        self._lain.start()
        self._say()
        self.show()
        self.raise_()

    def over(self, instant: int) -> None:
        """The picture under it is that of an instant, in ms since 1970."""
        self._instant = instant

    def showEvent(self, event: QShowEvent) -> None:
        """Count."""
        super().showEvent(event)
        self._say()
        self._beat.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees it count."""
        super().hideEvent(event)
        self._beat.stop()

    def _say(self) -> None:
        seconds = self._lain.elapsed() // 1000
        first = f"{self._words}, {seconds} s" if seconds else self._words
        self.setText(first if self._instant is None else f"{first}\npicture as known at {zulu_seconds(self._instant)}")
