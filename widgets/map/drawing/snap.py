"""Snapping: the corner or edge of what is on the map that lies under the hand. Pure; a corner beats an edge.

Deliberately absent: hostile and protected objects. Nothing may be laid exactly onto them (DOMAIN section 10), so they are no targets.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians

import numpy as np
from numpy.typing import NDArray

from feeds.picture.corridor import Segment
from feeds.picture.danger import DangerZone, Pause
from feeds.picture.picture import Picture
from feeds.picture.place import Affiliation, Feature
from feeds.picture.values import (
    Circle,
    Geometry,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
)
from widgets.map.drawing.sketch import Position, near

REACH_PX = 10.0
"""Pixels within which a corner is caught; an edge within half of it."""

TARGETS_LIMIT = 60_000
"""Corners looked at: beyond, those that come later in the picture are no targets."""

_TILE = 256.0
Floats = NDArray[np.float64]


class Targets:
    """Corners and edges to snap to."""

    def __init__(self, paths: Iterable[tuple[Position, ...]]) -> None:
        """Take paths; rings are paths that end where they began."""
        corners: list[Position] = []
        starts: list[int] = []
        for path in paths:
            if len(corners) + len(path) > TARGETS_LIMIT:
                break
            starts.extend(range(len(corners), len(corners) + len(path) - 1))
            corners.extend(path)
        self._corners: Floats = np.array(corners, dtype=float).reshape(-1, 2)
        self._starts = np.array(starts, dtype=int)

    def snapped(self, at: Position, zoom: float) -> Position | None:
        """Return the corner within reach of a position at this zoom, else the nearest place of an edge within half of it, else None."""
        if not len(self._corners):
            return None
        degree = _TILE * 2**zoom / 360.0
        local = self._local(at, degree)
        far = np.hypot(local[:, 0], local[:, 1])
        best = int(far.argmin())
        if far[best] <= REACH_PX:
            found: Floats = self._corners[best]
            return near((float(found[0]), float(found[1])), at)
        return self._on_edge(at, local, degree) if len(self._starts) else None

    def _local(self, at: Position, degree: float) -> Floats:
        """Return the corners as pixels from a position, each on the nearest turn of the globe."""
        east = (self._corners[:, 0] - at[0] + 180.0) % 360.0 - 180.0
        stretch = 1.0 / max(0.01, cos(radians(at[1])))
        return np.stack([east * degree, (self._corners[:, 1] - at[1]) * degree * stretch], axis=1)

    def _on_edge(self, at: Position, local: Floats, degree: float) -> Position | None:
        start, end = local[self._starts], local[self._starts + 1]
        along = end - start
        squared = np.maximum((along**2).sum(axis=1), 1e-12)
        share = np.clip(-(start * along).sum(axis=1) / squared, 0.0, 1.0)
        nearest = start + along * share[:, None]
        # An edge that leaps half the globe in this view is the far side of a shape over the antimeridian.
        far = np.where(np.abs(along[:, 0]) < 180.0 * degree, np.hypot(nearest[:, 0], nearest[:, 1]), np.inf)
        best = int(far.argmin())
        if far[best] > REACH_PX / 2:
            return None
        x, y = float(nearest[best, 0]), float(nearest[best, 1])
        return (at[0] + x / degree, at[1] + y / degree * max(0.01, cos(radians(at[1]))))


def targets(picture: Picture) -> Targets:
    """Return what of a picture can be snapped to: zones, pauses, corridors and drawings that are neither hostile nor protected."""
    shapes = [body.geometry for _, body in picture.bodies(DangerZone)]
    areas: list[Geometry | None] = [*shapes, *(body.area for _, body in picture.bodies(Pause))]
    areas += [body.geometry for _, body in picture.bodies(Segment)]
    areas += [body.geometry for _, body in picture.bodies(Feature) if body.affiliation is not Affiliation.HOSTILE]
    return Targets(path for shape in areas if shape is not None for path in _paths(shape))


def _paths(shape: Geometry) -> list[tuple[Position, ...]]:
    match shape:
        case Point(at) | Circle(at, _):
            return [(at,)]
        case MultiPoint(many):
            return [(at,) for at in many]
        case LineString(path):
            return [path]
        case MultiLineString(paths):
            return list(paths)
        case Polygon(rings):
            return list(rings)
        case MultiPolygon(polygons):
            return [ring for rings in polygons for ring in rings]
