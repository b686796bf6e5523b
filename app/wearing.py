"""How a window wears its look: what Qt draws itself has the theme too, and a wall is as large as its screen.

Deliberately absent: which look was chosen (`app.controls`), and what is painted in it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtWidgets import QToolTip, QWidget

from app.desk import DeskInUse
from widgets.look import Look
from widgets.palette import palette
from widgets.tokens import Theme

HOME_MS = 250
"""After which a wall's map, whose page has its new size by then, is drawn with all in view that the room is about."""


class Wearing(QObject):
    """Dresses a window and fits its wall. `drawn`: the size that a wall was drawn for."""

    def __init__(self, look: Look, desk: DeskInUse, drawn: QSize, window: QWidget) -> None:
        super().__init__(window)
        self._look, self._desk, self._drawn, self._window = look, desk, drawn, window
        self._worn: Theme | None = None
        self._homing = QTimer(self, singleShot=True, interval=HOME_MS)
        self._homing.timeout.connect(desk.go_home)
        look.changed.connect(self._dress)
        desk.stood.connect(self._fit)
        window.installEventFilter(self)
        self._dress()
        self._fit()

    def stop(self) -> None:
        """The window goes: its map is drawn no more."""
        self._window.removeEventFilter(self)
        self._homing.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Have a wall go with its window."""
        if watched is self._window and event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        """Have scroll bars, tips and the like in the theme."""
        if self._worn is not self._look.theme:
            self._worn = self._look.theme
            worn = palette(self._worn)
            self._window.setPalette(worn)
            QToolTip.setPalette(worn)

    def _fit(self) -> None:
        """Have a wall as large as its window, and nobody moves its map; a desk has the text size that its reader chose."""
        wall, size, drawn = self._desk.current.wall, self._window.size(), self._drawn
        self._look.fit(min(size.width() / drawn.width(), size.height() / drawn.height()) if wall else None)
        if wall:
            self._homing.start()
