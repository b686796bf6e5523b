"""Contested borders are dashed, and only those."""

import pytest

from resources.basemap.disputed import ADDED_LINES, is_disputed


@pytest.mark.parametrize(
    ("sides", "middle"),
    [
        ({"Russia", "Ukraine"}, (34.5, 46.0)),
        ({"W. Sahara", "Morocco"}, (-10.0, 27.7)),
        ({"Israel", "Syria"}, (35.8, 33.0)),
        ({"Kosovo", "Serbia"}, (21.0, 43.0)),
        ({"India", "China"}, (79.0, 34.0)),
    ],
)
def test_a_contested_stretch_is_dashed(sides: set[str], middle: tuple[float, float]) -> None:
    """Crimea's isthmus, Western Sahara, Golan, Kosovo and Aksai Chin are drawn dashed."""
    assert is_disputed(sides, middle)


@pytest.mark.parametrize(
    ("sides", "middle"),
    [({"Russia", "Ukraine"}, (38.0, 49.5)), ({"France", "Germany"}, (8.0, 48.9)), ({"India", "Bangladesh"}, (92.0, 27.0))],
)
def test_an_uncontested_stretch_is_not(sides: set[str], middle: tuple[float, float]) -> None:
    """Other stretches of the same neighbours, and other neighbours, stay plain."""
    assert not is_disputed(sides, middle)


def test_added_lines_stand_for_what_the_source_leaves_out() -> None:
    """Crimea and Golan have a second line of their own, in degrees east and north."""
    names = " ".join(name for name, _ in ADDED_LINES)
    assert "Crimea" in names
    assert "Golan" in names
    assert all(len(line) > 1 and -180 <= lon <= 180 and -90 <= lat <= 90 for _, line in ADDED_LINES for lon, lat in line)
