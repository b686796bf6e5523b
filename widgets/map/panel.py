"""The map in a panel's frame: header with what is in view and as known when; the map itself is its body.

Deliberately absent: acts. On this desk a map shows and selects; what is drawn on it by officers comes with drawing.
"""

from PySide6.QtCore import QSize

from widgets.look import Look
from widgets.map.view import MapView
from widgets.panel import Panel


class MapPanel(Panel):
    """`view` is the map. Its selection is the panel's intent; its trouble stands in the header until the next paint."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Map")
        self.view = MapView(look.theme)
        self.view.selected.connect(self.selected)
        self.view.restarted.connect(lambda: self.set_behind(behind=True))
        self.view.settled.connect(lambda _: self.set_behind(behind=False))
        look.changed.connect(self._dress)
        self._dress()
        self.set_body(self.view)

    def _dress(self) -> None:
        self.view.wear(self.look.theme, self.look.scale)

    def minimumSizeHint(self) -> QSize:
        """A web view beside a plot may else be given nothing at all."""
        return QSize(260, 220)
