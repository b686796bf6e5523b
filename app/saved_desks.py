"""Desks as a hand left them: sizes of places, the tab in front, what floats where, and the look.

One small file a desk, under the home folder; no data in it.

A file that cannot be read is said once and left alone; the desk stands as it was designed. Deliberately absent: anything of the picture,
and hiding banners, link or alarms: those are not a desk's to hide.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from app.home import home
from feeds.errors import BadInput, WatchroomError

FORMAT: Final = 1
_LARGEST: Final = 64_000

Share = Annotated[int, Meta(ge=0, le=100_000)]
Name = Annotated[str, Meta(min_length=1, max_length=64)]
Word = Annotated[str, Meta(max_length=256)]
Px = Annotated[int, Meta(ge=-100_000, le=100_000)]
Extent = Annotated[int, Meta(ge=1, le=100_000)]


class SavedFloat(Struct, frozen=True, forbid_unknown_fields=True):
    """A panel that floated: on which screen, how far from that screen's corner, how large; px."""

    panel: Name
    screen: Word
    x: Px
    y: Px
    width: Extent
    height: Extent


class SavedDesk(Struct, frozen=True, forbid_unknown_fields=True):
    """`sizes`: px at scale 1 of each line of places, the row of columns first; `tabs`: what stands in front; `floats`: what has a window.

    The rest is the look.
    """

    format: Annotated[int, Meta(ge=FORMAT, le=FORMAT)]
    desk: Name
    sizes: Annotated[tuple[Annotated[tuple[Share, ...], Meta(max_length=16)], ...], Meta(max_length=16)] = ()
    tabs: Annotated[tuple[Name, ...], Meta(max_length=64)] = ()
    theme: Name = "dark"
    scale: Annotated[float, Meta(ge=0.5, le=4.0)] = 1.0
    roomy: bool = False
    dim: bool = False
    floats: Annotated[tuple[SavedFloat, ...], Meta(max_length=64)] = ()


def path_of(desk: str) -> Path:
    """Return where a desk is kept."""
    return home() / "desks" / f"{desk}.json"


def save(saved: SavedDesk) -> Path:
    """Write a desk whole or not at all. Raises WatchroomError where that cannot be done."""
    path = path_of(saved.desk)
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(msgspec.json.format(msgspec.json.encode(saved), indent=2) + b"\n")
        fresh.replace(path)
    except OSError as error:
        raise WatchroomError(str(path), "the desk cannot be saved", error.strerror, "a folder that can be written") from error
    return path


def load(desk: str) -> SavedDesk | None:
    """Return a desk as it was saved, None where it never was. Raises BadInput where the file is no saved desk."""
    path = path_of(desk)
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BadInput(str(path), "a saved desk that cannot be read", error.strerror, "a file of this user") from error
    if len(data) > _LARGEST:
        raise BadInput(str(path), "a saved desk that is too large", len(data), f"at most {_LARGEST} bytes")
    try:
        saved = msgspec.json.decode(data, type=SavedDesk)
    except msgspec.MsgspecError as error:
        raise BadInput(str(path), f"no saved desk: {error}", expected=f"what Ctrl+S writes, format {FORMAT}") from error
    if saved.desk != desk:
        raise BadInput(str(path), "a saved desk of another name", saved.desk, desk)
    return saved


def forget(desk: str) -> None:
    """Let a desk stand as it was designed from now on."""
    path_of(desk).unlink(missing_ok=True)
