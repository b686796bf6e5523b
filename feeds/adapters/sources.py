"""Where an adapter's bytes come from: files and folders, compressed or not. The one module here that touches the disk.

A source is read whole into memory, so its size is bounded before and while it is unpacked: a gzip bomb is cut off at the bound.
Folders are walked in the order of their names, hidden files left out, symbolic links not followed. Deliberately absent: the network.
"""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from importlib.resources import files as resources
from pathlib import Path
from typing import BinaryIO, Final

from feeds.adapters.adapter import Adapter, Reject
from feeds.adapters.mapping import MAPPING_LIMIT, Mapping, read_mapping
from feeds.errors import BadInput, Misuse, OverLimit

UNPACKED_LIMIT: Final = 192 * 1024 * 1024
"""Bytes of one source, after unpacking."""

FILE_LIMIT: Final = 100_000
"""Files of one folder, with all below it."""

MEMBER_LIMIT: Final = 100_000
"""Parts of one gzip: a block-compressed file has one for every 64 KiB."""

_STEP: Final = 1 << 20
_FED: Final = 1 << 16
_GZIP: Final = b"\x1f\x8b"
_GZIP_WINDOW: Final = 16 + zlib.MAX_WBITS


def files(named: Iterable[Path], adapter: Adapter) -> Iterator[Path]:
    """Yield the files that are named, and of folders those whose ending is one of the format's.

    Raises:
        Misuse: a name stands for nothing, or a folder holds too many files.

    """
    endings = tuple(end + packed for end in adapter.extensions for packed in ("", ".gz"))
    for path in named:
        if not path.exists():
            raise Misuse("source", "no such file or folder", str(path), "a path that exists")
        if path.is_dir():
            yield from _below(path, endings)
        else:
            yield path


def nothing_below(named: Iterable[Path], adapter: Adapter) -> Reject:
    """Return the reject of sources that are folders, all without a file of the format: a wrong folder must not look like a quiet one."""
    expected = f"a name that ends in {', '.join(adapter.extensions)}"
    return Reject(", ".join(map(str, named)), f"no file of the format {adapter.name} in this folder", "", expected)


def load(path: Path) -> bytes:
    """Return a source's bytes, unpacked.

    Raises:
        BadInput: it is no regular file, cannot be read, or is no sound gzip.
        OverLimit: it is, or unpacks to, more than UNPACKED_LIMIT bytes.

    """
    where = str(path)
    try:
        with open_at_once(path) as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise BadInput(where, "not a file", expected="a regular file or a folder")
            if about.st_size > UNPACKED_LIMIT:
                raise OverLimit(where, "source too large", f"{about.st_size} bytes", f"at most {UNPACKED_LIMIT}")
            data = file.read(UNPACKED_LIMIT)
    except OSError as error:
        raise BadInput(where, "cannot be read", error.strerror, "a readable file") from error
    return unpacked(data, where) if data.startswith(_GZIP) else data


def open_at_once(path: Path) -> BinaryIO:
    """Open for reading without waiting: a named pipe that nobody writes would otherwise hold us for ever. Raises OSError."""
    return os.fdopen(os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK), "rb")


def unpacked(data: bytes, where: str) -> bytes:
    """Return what a gzip holds, all its members.

    Raises:
        BadInput: it is damaged or cut.
        OverLimit: it holds more than UNPACKED_LIMIT bytes.

    """
    out, at, members = bytearray(), 0, 0
    view = memoryview(data)
    try:
        while at < len(data):
            at = _member(view, at, out, where)
            members += 1
            if members > MEMBER_LIMIT:
                raise OverLimit(where, "too many parts in a gzip", members, f"at most {MEMBER_LIMIT}")
            while at < len(data) and data[at] == 0:
                at += 1
    except zlib.error as error:
        raise BadInput(where, "damaged gzip", str(error), "a gzip file") from error
    return bytes(out)


def _member(view: memoryview, at: int, out: bytearray, where: str) -> int:
    """Unpack the member that begins at `at` onto `out`, in steps bounded on both sides, and return where it ends."""
    member = zlib.decompressobj(_GZIP_WINDOW)
    while not member.eof:
        fed = bytes(view[at : at + _FED])
        out += member.decompress(fed, _STEP)
        at += len(fed) - len(member.unconsumed_tail) - len(member.unused_data)
        if len(out) > UNPACKED_LIMIT:
            raise OverLimit(where, "unpacks to too much", f"over {UNPACKED_LIMIT} bytes", f"at most {UNPACKED_LIMIT}")
        if not fed and not member.eof:
            raise BadInput(where, "gzip ends early", expected="a whole gzip file")
    return at


def mapping_at(path: Path) -> Mapping:
    """Return the mapping of a TOML file.

    Raises:
        BadInput: it cannot be read, or is no mapping.

    """
    try:
        with open_at_once(path) as file:
            data = file.read(MAPPING_LIMIT + 1)
    except OSError as error:
        raise BadInput(str(path), "cannot be read", error.strerror, "a mapping in TOML") from error
    return read_mapping(data, str(path))


def shipped_mappings() -> tuple[Mapping, ...]:
    """Return the mappings that come with the program, in the order of their files' names."""
    shipped = sorted(
        (each for each in resources("resources.mappings").iterdir() if each.name.endswith(".toml")), key=lambda each: each.name
    )
    return tuple(read_mapping(each.read_bytes(), each.name) for each in shipped)


def _below(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    seen = 0
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(names):
            seen += 1
            if seen > FILE_LIMIT:
                raise Misuse("source", "too many files in a folder", str(folder), f"at most {FILE_LIMIT}")
            if not name.startswith(".") and name.lower().endswith(endings):
                yield Path(parent) / name
