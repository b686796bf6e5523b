"""What of the map is to be seen, in which order, how strongly and from which severity on. Nothing is drawn anew for it."""

from layers.stack import STEP
from layers.style import Severity
from widgets.map.drawer import Item, Sheet
from widgets.map.exhibit import SKETCH
from widgets.map.said import Tool
from widgets.map.tools.page import Quiet
from widgets.map.tools.switches import Switches
from widgets.map.view import MapView


class Layers(Quiet):
    """What of the map is to be seen, in which order, how strongly and from which severity on."""

    def __init__(self, view: MapView, switches: "Switches") -> None:
        self._view, self._switches = view, switches

    def sheet(self, written: str) -> Sheet:  # noqa: ARG002 - nothing is written here
        """Layers, the uppermost first, then the switches."""
        stack, names = self._view.stack, self._view.board.names
        rows = [self._item(layer) for layer in reversed(stack.order) if names[layer] != SKETCH]
        return Sheet(
            "Layers",
            (*rows, *self._switches.items()),
            said=stack.said(),
            help="Space shows or hides · ← → strength · Ctrl+↑ ↓ order · F leaves out low severities",
            keys=frozenset({"Space", "Left", "Right", "Ctrl+Up", "Ctrl+Down", "F"}),
        )

    def opened(self, key: str) -> None:
        """Enter does what Space does."""
        self.pressed("Space", key)

    def pressed(self, name: str, key: str) -> None:
        """Change the arrangement, or flip a switch."""
        if not key.isdigit():
            if name == "Space" and key:
                self._switches.flip(Tool(key))
            return
        layer, stack = int(key), self._view.stack
        match name:
            case "Space":
                stack = stack.turned(layer)
            case "Left" | "Right":
                stack = stack.faded(layer, STEP if name == "Right" else -STEP)
            case "Ctrl+Up" | "Ctrl+Down":
                stack = stack.moved(layer, 1 if name == "Ctrl+Up" else -1)
            case "F":
                stack = stack.filtered(layer)
            case _:
                return
        self._view.arrange(stack)

    def _item(self, layer: int) -> Item:
        seen, sheet = self._view.stack.layers[layer], self._view.board.sheets[layer]
        count = len(sheet.slots) + len({(feature.kind, feature.subject) for _, feature in sheet.features.values()})
        least = f"{Severity(seen.least + 1).name} and above" if seen.least else ""
        strength = f"{seen.opacity:.0%}" if seen.opacity < 1 else ""
        words = " · ".join(part for part in ("" if seen.visible else "hidden", strength, least) if part)
        sign = "●" if seen.visible else "○"
        return Item(str(layer), f"{sign} {self._view.board.names[layer]}", side=words or str(count), faint=not seen.visible)
