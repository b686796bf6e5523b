"""The file of named views: kept whole or not at all."""

from pathlib import Path

import pytest

from app.bookmarks import BookmarkFile
from feeds.errors import BadInput
from widgets.map.bookmarks import Bookmark


def test_views_are_kept_between_two_windows(tmp_path: Path) -> None:
    """What one window saved the next one loads; without a file there is nothing, and no folder is made for reading."""
    path = tmp_path / "seat" / "map-views.json"
    assert BookmarkFile(path).load() == ()
    assert not path.parent.exists()
    views = (Bookmark("Halvern", -46.8, -122.9, 9.0),)
    BookmarkFile(path).save(views)
    assert BookmarkFile(path).load() == views
    assert [each.name for each in path.parent.iterdir()] == ["map-views.json"]


def test_a_spoiled_file_names_itself(tmp_path: Path) -> None:
    """An operator reads which file is meant."""
    path = tmp_path / "map-views.json"
    path.write_bytes(b"\x00")
    with pytest.raises(BadInput, match=r"map-views\.json"):
        BookmarkFile(path).load()
