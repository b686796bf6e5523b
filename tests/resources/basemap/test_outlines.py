"""The ground's outlines as a file: what goes in comes out, on its grid; what is no such file says so."""

import lzma
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import GeometryCollection, MultiPolygon, Polygon, box

from resources.basemap.ground import Ground
from resources.basemap.outlines import GRID, Outlines, Part, of, pack, unpack

UNIT = st.floats(-1, 2, allow_nan=False)
PARTS = st.lists(st.lists(st.tuples(UNIT, UNIT), min_size=2, max_size=8).map(np.array), max_size=4)


@given(st.tuples(*[PARTS] * 6))
def test_what_goes_in_comes_out(groups: tuple[list[Part], ...]) -> None:
    """Every part of every group, each point to half a step of the grid."""
    before = Outlines(*groups)
    after = unpack(pack(before))
    for name, parts in vars(before).items():
        found = getattr(after, name)
        assert [len(part) for part in found] == [len(part) for part in parts]
        for one, other in zip(parts, found, strict=True):
            assert np.abs(one - other).max() <= 0.5000001 / GRID


@given(st.binary(max_size=60))
def test_what_is_no_such_file_is_an_error(data: bytes) -> None:
    """One clear error, whatever the bytes."""
    with pytest.raises(ValueError, match="outlines: "):
        unpack(data)


def test_a_file_that_ends_early_is_an_error() -> None:
    """Numbers that promise more than follows are refused."""
    whole = np.array([6, 1, 900, 900], "<i4").view(np.uint8).reshape(-1, 4).T.tobytes()
    with pytest.raises(ValueError, match="outlines: "):
        unpack(lzma.compress(whole))


def test_surfaces_are_found_however_nested() -> None:
    """A surface in a collection in a collection is drawn, its hole too; a line among them is not land."""
    holed = Polygon([(0, 0), (1, 0), (1, 1), (0, 1)], [[(0.4, 0.4), (0.6, 0.4), (0.6, 0.6)]])
    nested = GeometryCollection([MultiPolygon([holed, box(2, 0, 3, 1)]), box(0, 2, 1, 3).exterior])
    assert len(of(Ground([nested], [], [], [], [], [])).land) == 3


def test_the_shipped_file_holds_the_world() -> None:
    """Land, waters, borders and contested borders, within the world and its two neighbours."""
    shipped = unpack((files("resources.basemap") / "outlines.xz").read_bytes())
    for name, parts in vars(shipped).items():
        assert parts, name
        every = np.concatenate(parts)
        assert -1 <= every.min() <= every.max() <= 2, name
