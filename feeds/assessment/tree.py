"""A tree over legs that stays as it is while reports come and go: which legs lie within their own distance of a place.

A leg is its edges, broken up as for any distance (`distance`). Boxes around them, widened by the leg's distance, sort out who may be near:
on both sides of the antimeridian, and all the way round where a pole is within reach. Who is left is measured in space, from the place to
the chord of the edge, which near the ground differs from the geodesic by less than `SURE`; what comes that near to the limit is decided by
the geodesic itself. So no projection is needed, and no place on Earth is a special case. Deliberately absent: areas (`distance.between`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod

from feeds.assessment.distance import shape
from feeds.picture.values import Geometry

SURE: Final = 10.0
"""Metres: a chord of ten kilometres passes two metres under the ground; the rest is margin."""

BAND: Final = 0.002
"""Share of the limit by which the distance in space may err at distances of hundreds of kilometres."""

_A: Final = 6_378_137.0
_E2: Final = 0.006_694_379_990_14
_METRES_A_DEGREE: Final = 110_000.0
_POLE: Final = 89.0
_SEAM: Final = 180.0
_GEOD: Final = Geod(ellps="WGS84")

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Found(NamedTuple):
    """Pairs of a place and a leg within the leg's distance: the place's index, the leg's, and metres between them."""

    places: Ints
    legs: Ints
    metres: Floats


class _Edges(NamedTuple):
    """Edges of legs: their ends as (n, 2) degrees and as (n, 3) metres in space, and whose they are."""

    starts: Floats
    ends: Floats
    from_space: Floats
    along: Floats
    legs: Ints


def in_space(longitudes: Floats, latitudes: Floats) -> Floats:
    """Return positions on the ellipsoid as metres from the Earth's centre, (n, 3)."""
    east, north = np.radians(longitudes), np.radians(latitudes)
    radius = _A / np.sqrt(1 - _E2 * np.sin(north) ** 2)
    flat = radius * np.cos(north)
    return np.column_stack((flat * np.cos(east), flat * np.sin(east), radius * (1 - _E2) * np.sin(north)))


class LegTree:
    """The tree. `limits`: metres for each leg, in the order of the geometries."""

    def __init__(self, geometries: Sequence[Geometry], limits: Sequence[float]) -> None:
        self.limits = np.asarray(limits, dtype=np.float64)
        self._edges = _edges(geometries)
        boxes, self._edge_of = _boxes(self._edges, self.limits)
        self._tree = shapely.STRtree(boxes)

    def near(self, longitudes: Floats, latitudes: Floats) -> Found:
        """Return every leg within its own distance of each place, once, by place and leg."""
        hits = self._tree.query(shapely.points(longitudes, latitudes))
        places, edges = hits[0].astype(np.int64), self._edge_of[hits[1]]
        metres = self._measured(longitudes, latitudes, places, edges)
        within = metres <= self.limits[self._edges.legs[edges]]
        return _once(places[within], self._edges.legs[edges[within]], metres[within])

    def _measured(self, longitudes: Floats, latitudes: Floats, places: Ints, edges: Ints) -> Floats:
        """Return metres between places and edges; near the limit by the geodesic."""
        known = self._edges
        apart = in_space(longitudes, latitudes)[places] - known.from_space[edges]
        along = known.along[edges]
        length = np.einsum("ij,ij->i", along, along)
        share = np.clip(np.einsum("ij,ij->i", apart, along) / np.where(length > 0, length, 1.0), 0.0, 1.0)
        metres: Floats = np.linalg.norm(apart - share[:, None] * along, axis=1)
        limits = self.limits[known.legs[edges]]
        close = np.nonzero(np.abs(metres - limits) <= SURE + BAND * limits)[0]
        if len(close):
            start, way = known.starts[edges[close]], known.ends[edges[close]] - known.starts[edges[close]]
            foot = start + share[close, None] * way
            here = places[close]
            metres[close] = _GEOD.inv(longitudes[here], latitudes[here], foot[:, 0], foot[:, 1])[2]
        return metres


def _edges(geometries: Sequence[Geometry]) -> _Edges:
    starts, ends, legs = [np.zeros((0, 2))], [np.zeros((0, 2))], [np.zeros(0, np.int64)]
    for index, geometry in enumerate(geometries):
        for part in shape(geometry).parts:
            for ring in part:
                path = np.column_stack(ring)
                path = path if len(path) > 1 else np.concatenate((path, path))
                starts.append(path[:-1])
                ends.append(path[1:])
                legs.append(np.full(len(path) - 1, index))
    start, end = np.concatenate(starts), np.concatenate(ends)
    turn = np.round((end[:, 0] - start[:, 0]) / 360.0) * 360.0
    end = np.column_stack((end[:, 0] - turn, end[:, 1]))
    here = in_space(start[:, 0], start[:, 1])
    return _Edges(start, end, here, in_space(end[:, 0], end[:, 1]) - here, np.concatenate(legs))


def _boxes(edges: _Edges, limits: Floats) -> tuple[NDArray[np.object_], Ints]:
    """Return boxes around edges, widened by their legs' distances, and the edge of each; those that reach over a seam are there twice."""
    reach = (limits[edges.legs] + SURE) * (1 + BAND) / _METRES_A_DEGREE
    south = np.minimum(edges.starts[:, 1], edges.ends[:, 1]) - reach
    north = np.maximum(edges.starts[:, 1], edges.ends[:, 1]) + reach
    steep = np.maximum(np.abs(south), np.abs(north))
    wide = np.where(steep < _POLE, reach / np.cos(np.radians(np.minimum(steep, _POLE))), 360.0)
    west = np.minimum(edges.starts[:, 0], edges.ends[:, 0]) - wide
    east = np.maximum(edges.starts[:, 0], edges.ends[:, 0]) + wide
    which = np.arange(len(west))
    made, owners = [shapely.box(west, south, east, north)], [which]
    for over, turn in ((east > _SEAM, -360.0), (west < -_SEAM, 360.0)):
        made.append(shapely.box(west[over] + turn, south[over], east[over] + turn, north[over]))
        owners.append(which[over])
    return np.concatenate(made), np.concatenate(owners).astype(np.int64)


def _once(places: Ints, legs: Ints, metres: Floats) -> Found:
    """Keep the nearest of a leg's edges to each place."""
    order = np.lexsort((metres, legs, places))
    places, legs, metres = places[order], legs[order], metres[order]
    first = np.ones(len(places), dtype=bool)
    first[1:] = (places[1:] != places[:-1]) | (legs[1:] != legs[:-1])
    return Found(places[first], legs[first], metres[first])
