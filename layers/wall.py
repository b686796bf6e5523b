"""A layer as walls and public exports show it: of what is protected a name at most, and no position (DOMAIN section 10).

The rule is one for all layers: a protected thing is drawn as a protected sign, whichever layer draws it, and those signs are left out here.
A live wall's page leaves them out by the same letter (`Stack.bare`).
"""

from collections.abc import Iterable

import msgspec

from feeds.picture.changes import Change
from feeds.picture.picture import Picture
from layers.layer import AnyFeature, Drawn, Layer, Row, Selection, Sign


def positioned(feature: AnyFeature) -> bool:
    """Whether a feature tells where something protected is."""
    return isinstance(feature, Sign) and bool(feature.letter)


class Bare:
    """A layer without the positions of what is protected."""

    def __init__(self, layer: Layer) -> None:
        self._layer = layer
        self.name, self.kinds = layer.name, layer.kinds

    def rows(self, picture: Picture) -> Iterable[Row]:
        """Every row the layer could draw."""
        return self._layer.rows(picture)

    def touched(self, picture: Picture, change: Change) -> Iterable[Row]:
        """The rows that one change may have altered."""
        return self._layer.touched(picture, change)

    def draw(self, picture: Picture, row: Row, now: int, selection: Selection) -> Drawn:
        """What the layer draws, but for protected signs."""
        drawn = self._layer.draw(picture, row, now, selection)
        return msgspec.structs.replace(drawn, features=tuple(each for each in drawn.features if not positioned(each)))
