"""How the layers are arranged for one pair of eyes: which are seen, in which order, how strongly, and from which severity on.

A frozen value with pure changes; the page goes by it and the board is not touched, so nothing is drawn anew. Deliberately absent: what
a layer draws. What is left out is never silent: `said` gives the words the panel's header shows.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from layers.layer import AnyFeature, Mark
from layers.style import Severity, rank_of

Span = tuple[int, int] | None
"""A chosen range of time (Instants, both ends included), or all times."""
STEP = 0.1
FAINTEST = 0.2
"""A layer that is to be seen at all is seen; less than this is a matter of hiding it."""


BARE = "no positions of relief"
"""What a wall's map says of what it leaves out."""


class Seen(msgspec.Struct, frozen=True):
    """One layer's arrangement. ``least``: marks of lower severity are left out."""

    visible: bool = True
    opacity: float = 1.0
    least: Severity = Severity.NORMAL


class Stack(msgspec.Struct, frozen=True):
    """All layers by their index on the board, and the order they are painted in, the uppermost last.

    ``bare``: as for a wall, no sign of what is protected is seen, whichever layer drew it (`layers.wall`).
    """

    layers: tuple[Seen, ...]
    order: tuple[int, ...]
    bare: bool = False

    @classmethod
    def plain(cls, count: int) -> "Stack":
        """All seen, in the registry's order."""
        return cls((Seen(),) * count, tuple(range(count)))

    def turned(self, layer: int) -> "Stack":
        """Shown if it was hidden, else hidden."""
        return self._with(layer, visible=not self.layers[layer].visible)

    def faded(self, layer: int, by: float) -> "Stack":
        """Stronger or fainter by a share."""
        return self._with(layer, opacity=round(min(1.0, max(FAINTEST, self.layers[layer].opacity + by)), 2))

    def filtered(self, layer: int) -> "Stack":
        """The next severity up left out; after HIGH all are seen again. CRITICAL is never left out."""
        return self._with(layer, least=Severity((self.layers[layer].least + 1) % Severity.CRITICAL))

    def moved(self, layer: int, by: int) -> "Stack":
        """Painted ``by`` places later; at the ends it stays."""
        order = list(self.order)
        at = order.index(layer)
        to = min(len(order) - 1, max(0, at + by))
        order.insert(to, order.pop(at))
        return msgspec.structs.replace(self, order=tuple(order))

    def bared(self, kept: Iterable[int]) -> "Stack":
        """As a wall shows it: these layers, and of what is protected no position."""
        wanted = frozenset(kept)
        layers = (msgspec.structs.replace(layer, visible=layer.visible and index in wanted) for index, layer in enumerate(self.layers))
        return msgspec.structs.replace(self, layers=tuple(layers), bare=True)

    def said(self) -> str:
        """What is left out, for the header: "2 layers hidden · 1 filtered"; empty where nothing is."""
        if self.bare:
            return BARE
        hidden = sum(not layer.visible for layer in self.layers)
        filtered = sum(layer.visible and layer.least > Severity.NORMAL for layer in self.layers)
        words = [f"{hidden} layer{'s' if hidden > 1 else ''} hidden" if hidden else "", f"{filtered} filtered" if filtered else ""]
        return " · ".join(word for word in words if word)

    def told(self) -> dict[str, Any]:
        """As the page reads it."""
        return {
            "order": list(self.order),
            "bare": self.bare,
            "hidden": [not layer.visible for layer in self.layers],
            "opacity": [layer.opacity for layer in self.layers],
            "least": [int(layer.least) * 2 for layer in self.layers],
        }

    def shows(self, layer: int, feature: AnyFeature, window: Span = None) -> bool:
        """Whether a feature of a layer is to be seen: the page's own rule (`stack.js`, `painting.js`), for who draws without it."""
        seen = self.layers[layer]
        if not seen.visible or (isinstance(feature, Mark) and rank_of(feature.style) < seen.least * 2):
            return False
        return window is None or feature.during is None or (feature.during[0] <= window[1] and feature.during[1] >= window[0])

    def _with(self, layer: int, **changes: Any) -> "Stack":
        layers = list(self.layers)
        layers[layer] = msgspec.structs.replace(layers[layer], **changes)
        return msgspec.structs.replace(self, layers=tuple(layers))
