"""What is on or off on the map, each by its key, without a drawer."""

from typing import ClassVar

from widgets.map.drawer import Item
from widgets.map.said import Tool
from widgets.map.view import MapView


class Switches:
    """What is on or off on the map, each by its key."""

    WORDS: ClassVar = {
        Tool.GRATICULE: ("Graticule", "X"),
        Tool.OVERVIEW: ("Overview map", "O"),
        Tool.DENSITY: ("Count crowds by cell", "D"),
    }

    def __init__(self, view: MapView) -> None:
        self._view = view
        self.on = {Tool.GRATICULE: False, Tool.OVERVIEW: False, Tool.DENSITY: True}

    def items(self) -> tuple[Item, ...]:
        """One row a switch."""
        return tuple(Item(tool, f"{'●' if self.on[tool] else '○'} {words}", side=key) for tool, (words, key) in self.WORDS.items())

    def flip(self, tool: Tool) -> None:
        """On if it was off."""
        self.on[tool] = not self.on[tool]
        self._view.state(**{tool.value: self.on[tool]})
