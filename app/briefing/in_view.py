"""Which rows somebody has in view on the map: drawn by a layer that is shown, grave enough, of the time chosen, within the edges.

The same rule as the page's (`layers.stack`), asked of each row's own features. A corridor is in view by its legs. Pure. Deliberately
absent: how an export writes them, and whether they may leave.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.briefing.brief import Bounds, InSight
from feeds.picture.corridor import Segment
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.picture.values import positions as path_of
from layers.layer import Layer, Row, positions
from layers.registry import LAYERS

_TURN = 360.0


def in_view(picture: Picture, now: int, sight: InSight, layers: Iterable[Layer] = LAYERS) -> list[Record]:
    """Return the rows, each once, in the order they happened."""
    shown: set[Row] = set()
    for layer in layers:
        shown |= _shown(layer, picture, now, sight)
    rows = {(row.kind, row.subject): row for row in picture.all_rows() if _is_in(row, shown, sight.bounds)}
    return sorted(rows.values(), key=lambda row: (row.event, row.subject))


def _shown(layer: Layer, picture: Picture, now: int, sight: InSight) -> set[Row]:
    found: set[Row] = set()
    hidden: set[Row] = set()
    for row in layer.rows(picture):
        drawn = layer.draw(picture, row, now, None)
        hidden.update(drawn.hides)
        for feature in drawn.features:
            if sight.shows(layer.name, feature) and within(positions(feature), sight.bounds):
                found.add((feature.kind, feature.subject))
    return found - hidden


def _is_in(row: Record, shown: set[Row], bounds: Bounds | None) -> bool:
    if isinstance(row.body, Segment):
        return ("corridor", row.body.corridor) in shown and within(path_of(row.body.geometry), bounds)
    return (row.kind, row.subject) in shown


def within(path: Iterable[tuple[float, float]], bounds: Bounds | None) -> bool:
    """Say whether what lies along a path may be within bounds, whichever turn of the globe these are on; None: everything is."""
    if bounds is None:
        return True
    south, west, north, east = bounds
    spots = list(path)
    lowest, highest = min(y for _, y in spots), max(y for _, y in spots)
    first, last = min(x for x, _ in spots), max(x for x, _ in spots)
    return highest >= south and lowest <= north and any(last + turn >= west and first + turn <= east for turn in (-_TURN, 0.0, _TURN))


def said(sight: InSight) -> str:
    """Return what the export of a view is called, beside its title."""
    return " · ".join(part for part in ("in view", sight.said) if part)
