"""Which borders are drawn dashed, because the states concerned do not agree on them.

A table to read and argue with: the source files draw one point of view, this keeps the map from taking it. Nothing here says
whose a territory is; a dashed line says only that somebody disputes it.
"""

from typing import NamedTuple

Degrees = tuple[float, float]


class Stretch(NamedTuple):
    """A part of the border of two neighbours inside a box (west, south, east, north) in degrees."""

    sides: frozenset[str]
    box: tuple[float, float, float, float]


# Entities drawn by the source as a country of their own whose outline is contested as a whole.
CONTESTED_OUTLINES = frozenset(
    {
        "W. Sahara",
        "Kosovo",
        "N. Cyprus",
        "Cyprus U.N. Buffer Zone",
        "Somaliland",
        "Palestine",
        "Siachen Glacier",
        "Abyei",
    }
)

STRETCHES = (
    Stretch(frozenset({"Russia", "Ukraine"}), (32.4, 45.2, 36.8, 46.4)),
    Stretch(frozenset({"Israel", "Syria"}), (35.4, 32.5, 36.1, 33.5)),
    Stretch(frozenset({"India", "Pakistan"}), (72.5, 32.2, 78.5, 37.2)),
    Stretch(frozenset({"India", "China"}), (76.0, 29.5, 80.5, 36.5)),
    Stretch(frozenset({"India", "China"}), (91.0, 26.5, 98.0, 30.0)),
    Stretch(frozenset({"Pakistan", "China"}), (74.0, 34.5, 78.5, 37.5)),
    Stretch(frozenset({"Egypt", "Sudan"}), (33.0, 21.7, 37.5, 23.5)),
    Stretch(frozenset({"Sudan", "S. Sudan"}), (23.5, 8.5, 30.5, 10.8)),
    Stretch(frozenset({"North Korea", "South Korea"}), (124.0, 37.0, 129.5, 39.0)),
    Stretch(frozenset({"Guyana", "Venezuela"}), (-62.0, 0.5, -59.0, 9.0)),
    Stretch(frozenset({"Kenya", "S. Sudan"}), (33.5, 4.0, 36.2, 5.6)),
)

# Lines the source leaves out because it draws one side's view; approximate, for scales down to 1:10 million.
ADDED_LINES: tuple[tuple[str, tuple[Degrees, ...]], ...] = (
    ("Crimea, Perekop", ((33.55, 46.12), (33.64, 46.14), (33.75, 46.19), (34.05, 46.11), (34.45, 45.96), (34.75, 45.92), (34.98, 45.76))),
    ("Golan, 1923 line", ((35.57, 32.68), (35.65, 32.80), (35.62, 32.90), (35.63, 33.03), (35.62, 33.24), (35.66, 33.28))),
    ("Abkhazia", ((41.55, 42.42), (41.75, 42.60), (42.05, 42.72), (42.15, 42.95), (42.35, 43.20))),
    ("South Ossetia", ((43.45, 42.52), (43.75, 42.20), (44.15, 42.10), (44.50, 42.15), (44.55, 42.45), (44.40, 42.68))),
    ("Transnistria", ((28.95, 47.95), (29.15, 47.45), (29.45, 47.20), (29.60, 46.85), (29.85, 46.62))),
)


def is_disputed(sides: set[str], middle: Degrees) -> bool:
    """Whether the piece of border between these two, whose middle is given in degrees, is contested."""
    if sides & CONTESTED_OUTLINES:
        return True
    return any(stretch.sides == sides and _inside(middle, stretch.box) for stretch in STRETCHES)


def _inside(point: Degrees, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return west <= point[0] <= east and south <= point[1] <= north
