"""A file that appears under its name whole or not at all: written beside its place, brought to the disk, then renamed, and the name too.

Deliberately absent: asking before a file is replaced; who names a file on a command line means it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feeds.errors import Misuse, Unfit, WatchroomError
from feeds.journal.making import sync_folder


@contextmanager
def whole(path: Path, option: str = "--out") -> Iterator[Path]:
    """Give a place beside `path` to write to; at the end of the block what stands there becomes `path`.

    Raises:
        Misuse: there is no such folder, or `path` is something that is no file.
        Unfit: the disk does not take it.

    """
    if not path.parent.is_dir():
        raise Misuse(option, "no such folder", str(path.parent), "a folder that exists")
    if path.exists() and not path.is_file():
        raise Misuse(option, "there is something of this name that is no file", str(path), "a file's name")
    building = path.with_name(f".{path.name}.{os.getpid()}.making")
    try:
        yield building
        with building.open("rb") as file:
            os.fsync(file.fileno())
        building.replace(path)
        sync_folder(path.parent)
    except WatchroomError as error:
        # The place beside is nobody's name for the file.
        if error.where == str(building):
            error.where = str(path)
        raise
    except OSError as error:
        raise Unfit(str(path), "cannot be written", error.strerror, "a folder with room that may be written to") from error
    finally:
        building.unlink(missing_ok=True)
