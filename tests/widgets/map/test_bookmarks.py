"""Bookmarks: what is kept comes back, a spoiled file is one clear error, and their number is bounded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import BadInput
from widgets.map.bookmarks import MOST, Bookmark, added, decoded, encoded, removed

views = st.builds(
    Bookmark,
    name=st.text(min_size=1, max_size=60),
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    zoom=st.floats(0, 30),
)


@given(st.lists(views, max_size=MOST))
def test_what_is_kept_comes_back(kept: list[Bookmark]) -> None:
    """Encoded and decoded, bookmarks are equal."""
    assert decoded(encoded(tuple(kept)), "views") == tuple(kept)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b'{"version": 2, "views": []}',
        b'{"version": 1, "views": [{"name": "", "lat": 0, "lon": 0, "zoom": 1}]}',
        b'{"version": 1, "views": [{"name": "a", "lat": 99, "lon": 0, "zoom": 1}]}',
        b'{"version": 1, "views": [], "more": 1}',
        encoded(tuple(Bookmark(f"{n}", 0, 0, 1) for n in range(MOST)))[:-20],
    ],
)
def test_a_spoiled_file_is_one_clear_error(data: bytes) -> None:
    """Empty, of another version, out of range, with more in it, or cut: the error names the file."""
    with pytest.raises(BadInput, match=r"^map-views\.json: "):
        decoded(data, "map-views.json")


def test_a_name_stands_for_one_view_and_there_are_not_too_many() -> None:
    """The same name again replaces; past the bound the oldest goes; what is taken away is gone."""
    first, again = Bookmark("a", 1, 1, 1), Bookmark("a", 2, 2, 2)
    assert added((first,), again) == (again,)
    kept: tuple[Bookmark, ...] = ()
    for number in range(MOST + 5):
        kept = added(kept, Bookmark(str(number), 0, 0, 1))
    assert len(kept) == MOST
    assert kept[0].name == "5"
    assert removed((first, Bookmark("b", 0, 0, 1)), "a") == (Bookmark("b", 0, 0, 1),)
