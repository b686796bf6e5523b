"""The file in which a seat keeps its named views of the map. Written beside and renamed, so that no end finds half of it."""

import os
from pathlib import Path

from app.home import home
from widgets.map.bookmarks import Bookmark, decoded, encoded

NAME = "map-views.json"
SIZE_LIMIT = 64_000
"""Bytes."""


class BookmarkFile:
    """Keeps bookmarks in one file of this machine's folder."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path if path is not None else home() / NAME

    def load(self) -> tuple[Bookmark, ...]:
        """What was kept; nothing where there is no file. Raises BadInput or OSError."""
        if not self._path.exists():
            return ()
        with self._path.open("rb") as source:
            return decoded(source.read(SIZE_LIMIT), str(self._path))

    def save(self, views: tuple[Bookmark, ...]) -> None:
        """Keep these. Raises OSError."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        beside.write_bytes(encoded(views))
        beside.replace(self._path)
