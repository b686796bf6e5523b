"""How much work a shape may cost. Telling whether an area is valid is quadratic in its edges for shapes made to be slow: 15 s were
measured for one of 50,000 positions, and repairing a ring of 500 random ones took over a minute.

So the pairs of edges whose boxes meet are counted first, which is cheap, and charged to an allowance that all shapes of a source share.
A coastline has a handful of pairs an edge and never comes near. Deliberately absent: clocks; the same bytes always fare the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from feeds.adapters.adapter import Unusable
from feeds.picture.values import Position

if TYPE_CHECKING:
    import shapely

SHAPE_LIMIT: Final = 2_000_000
"""Pairs of one shape: some 0.1 s to check."""

REPAIR_LIMIT: Final = 100_000
"""Pairs of one shape that is repaired: some 0.4 s."""

SOURCE_LIMIT: Final = 100_000_000
"""Pairs of a source, a repaired one counted REPAIR_COST times: some 5 s."""

REPAIR_COST: Final = 100
_SMALL: Final = 64
_PAIRS_AN_EDGE: Final = 4
_STEP: Final = 64


class Work:
    """What the shapes of one source have cost so far."""

    def __init__(self) -> None:
        self._spent = 0

    def polygon(self, rings: list[list[Position]], notes: list[str]) -> shapely.Geometry:
        """Return the rings as a valid shape, repaired where it must be.

        Raises:
            Unusable: it is too tangled to be checked or repaired.

        """
        import shapely

        self._charge(0, too_much=False)
        edges = sum(len(ring) for ring in rings)
        pairs = edges * _PAIRS_AN_EDGE if edges <= _SMALL else _pairs(rings, SHAPE_LIMIT)
        self._charge(pairs, too_much=pairs > SHAPE_LIMIT)
        shape = shapely.Polygon(rings[0], rings[1:])
        if shapely.is_valid(shape):
            return shape
        pairs = pairs if edges > _SMALL else _pairs(rings, REPAIR_LIMIT)
        self._charge(pairs * REPAIR_COST, too_much=pairs > REPAIR_LIMIT)
        notes.append(f"area repaired: {shapely.is_valid_reason(shape).split('[')[0].strip().lower()}")
        return shapely.make_valid(shape, method="structure", keep_collapsed=False)

    def _charge(self, cost: int, *, too_much: bool) -> None:
        self._spent += cost
        if too_much or self._spent > SOURCE_LIMIT:
            raise Unusable("area too tangled", None, f"at most {REPAIR_LIMIT} pairs of crossing edges, {SOURCE_LIMIT} of a source")


def _pairs(rings: list[list[Position]], enough: int) -> int:
    """Return how many pairs of edges have boxes that meet, counted until there are more than `enough`."""
    import numpy as np
    import shapely

    corners = [np.array(ring) for ring in rings]
    edges = np.asarray(shapely.linestrings(np.concatenate([np.stack([each[:-1], each[1:]], axis=1) for each in corners])))
    tree, found = shapely.STRtree(edges), 0
    for start in range(0, len(edges), _STEP):
        found += int(tree.query(edges[start : start + _STEP]).shape[1])
        if found > enough:
            break
    return found
