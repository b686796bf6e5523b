"""The part of the world that a plate shows, how large it is drawn, and what both its lines and its words are taken from."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, NamedTuple

from feeds.picture.values import Position
from layers.mercator import mercator

WIDE, HIGH = 720.0, 398.0


class Frame(NamedTuple):
    """The part of the world a plate shows: left, top and width, of 2**32 (Web Mercator)."""

    left: float
    top: float
    width: float

    def place(self, at: Position) -> tuple[float, float]:
        """Where a position stands on the plate."""
        x, y = mercator(at)
        return (x - self.left) * WIDE / self.width, (y - self.top) * WIDE / self.width

    def holds(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Whether a place on the plate is inside it."""
        return -margin <= x <= WIDE + margin and -margin <= y <= HIGH + margin


def invented() -> list[dict[str, Any]]:
    """Return the features of the exercise's island, GeoJSON of our own."""
    document: dict[str, Any] = json.loads((files("resources.basemap") / "exercise_land.geojson").read_text())
    found: list[dict[str, Any]] = document["features"]
    return found
