"""Views of the map that somebody named, to come back to: a small file of places to look at, with no data of the picture in it.

Bytes in, bookmarks or one clear error out. Deliberately absent: the file itself, which `app.bookmarks` keeps.
"""

from typing import Annotated, Protocol

import msgspec
from msgspec import Meta

from feeds.errors import BadInput

VERSION = 1
MOST = 60


class Bookmark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name and where it looks: latitude, longitude, zoom."""

    name: Annotated[str, Meta(min_length=1, max_length=60)]
    lat: Annotated[float, Meta(ge=-90, le=90)]
    lon: Annotated[float, Meta(ge=-180, le=180)]
    zoom: Annotated[float, Meta(ge=0, le=30)]


Bookmarks = Annotated[tuple[Bookmark, ...], Meta(max_length=MOST)]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: Annotated[int, Meta(ge=VERSION, le=VERSION)]
    views: Bookmarks


def decoded(data: bytes, where: str) -> tuple[Bookmark, ...]:
    """The bookmarks of a file's bytes. Raises BadInput naming `where` if they are none."""
    try:
        return msgspec.json.decode(data, type=_File).views
    except msgspec.DecodeError as error:
        raise BadInput(where, str(error), data[:60], f"the views of a map, version {VERSION}") from None


def encoded(views: tuple[Bookmark, ...]) -> bytes:
    """The file's bytes."""
    return msgspec.json.format(msgspec.json.encode(_File(VERSION, views)), indent=1)


def added(views: tuple[Bookmark, ...], bookmark: Bookmark) -> tuple[Bookmark, ...]:
    """With this one, in place of one of its name; the oldest gives way beyond the bound."""
    return (*(view for view in views if view.name != bookmark.name), bookmark)[-MOST:]


def removed(views: tuple[Bookmark, ...], name: str) -> tuple[Bookmark, ...]:
    """Without the one of this name."""
    return tuple(view for view in views if view.name != name)


class Keeper(Protocol):
    """Where bookmarks are kept between two days."""

    def load(self) -> tuple[Bookmark, ...]:
        """What was kept; nothing where nothing was. Raises BadInput or OSError."""

    def save(self, views: tuple[Bookmark, ...]) -> None:
        """Keep these. Raises OSError."""


class Forgetful:
    """Keeps them for as long as the window is open."""

    def load(self) -> tuple[Bookmark, ...]:
        """Nothing was kept."""
        return ()

    def save(self, views: tuple[Bookmark, ...]) -> None:
        """Nothing is kept."""
