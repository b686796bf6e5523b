"""Rows out of the pages of a broken SQLite file, without its trees.

A tree that has lost a page on the way down leads nowhere, though the leaves with the rows may all be there. So leaves are read one by
one, in the order of the file, with the pages of a write-ahead log in the place of older ones as far as its checksums hold. Read from
SQLite's file format (https://sqlite.org/fileformat2.html). Whatever does not hold together is passed over: who uses this proves each
row. Deliberately absent: writing, and indexes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple, Self

Cell = int | float | str | bytes | None

_HEAD: Final = 100
_TABLE_LEAF, _INDEX_LEAF = 0x0D, 0x0A
_LOG_HEAD, _FRAME_HEAD = 32, 24
_LOG_MAGIC: Final = 0x377F0682
_WIDTHS: Final = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
"""Bytes of a value by its serial type, up to the two constants."""

_SMALLEST: Final = 512
"""Bytes of the smallest page there is."""

_MORE: Final = 0x80
"""In a byte of a varint: another follows."""

_FLOAT, _ZERO, _TEXT = 7, 8, 13
"""Serial types: a float; the constants 0 and 1; the first of the texts, between which lie the byte strings."""

_LARGEST_PAGE: Final = 65_536
_AGAIN: Final = 8
"""How often each page may be read as the rest of a row, on the whole: in a sound file once, and once more where a leaf left an old copy."""

_MOST_COLUMNS: Final = 64
_LARGEST: Final = 256 * 1024 * 1024
"""Bytes of one row."""


class Row(NamedTuple):
    """A row: its rowid, None in a table that has none, and its columns."""

    rowid: int | None
    cells: tuple[Cell, ...]


class Pages:
    """The pages of a file and of its log. Use as a context manager."""

    def __init__(self, path: Path) -> None:
        """Open the file. Raises ValueError where its head says no sizes, OSError where it cannot be read."""
        self._file = path.open("rb")
        head = self._file.read(_HEAD)
        log = path.with_name(path.name + "-wal")
        self._log = log.open("rb") if log.is_file() else None
        self._newer: dict[int, int] = {}
        size = struct.unpack_from(">H", head, 16)[0] if len(head) == _HEAD else 0
        if self._log is not None:
            size = self._read_log() or size
        self._size = 65_536 if size == 1 else size
        if not _is_page(self._size):
            self.close()
            raise ValueError("the file's head says no page size")
        self._usable = self._size - (head[20] if len(head) == _HEAD else 0)
        self._count = max((path.stat().st_size + self._size - 1) // self._size, *self._newer, 0)
        self._left = _AGAIN * self._count

    def _read_log(self) -> int:
        """Find the last committed version of each page in the log, as far as its checksums hold; return the page size."""
        assert self._log is not None  # noqa: S101 -- asked for only where there is a log
        head = self._log.read(_LOG_HEAD)
        if len(head) < _LOG_HEAD or struct.unpack_from(">I", head)[0] & ~1 != _LOG_MAGIC:
            return 0
        order = ">" if head[3] & 1 else "<"
        size: int = struct.unpack_from(">I", head, 8)[0]
        if not _is_page(size):
            return 0
        sums, waiting = _summed(order, head[:24], (0, 0)), {}
        while len(frame := self._log.read(_FRAME_HEAD + size)) == _FRAME_HEAD + size:
            sums = _summed(order, frame[:8], sums)
            sums = _summed(order, frame[_FRAME_HEAD:], sums)
            if frame[8:16] != head[16:24] or struct.unpack_from(">II", frame, 16) != sums:
                break
            number, committed = struct.unpack_from(">II", frame)
            waiting[number] = self._log.tell() - size
            if committed:
                self._newer |= waiting
                waiting = {}
        return size

    def page(self, number: int) -> bytes:
        """Return a page, counted from 1; short or empty where the file ends before it."""
        if number in self._newer and self._log is not None:
            self._log.seek(self._newer[number])
            return self._log.read(self._size)
        self._file.seek((number - 1) * self._size)
        return self._file.read(self._size)

    def rows(self) -> Iterator[Row]:
        """Yield the rows of all leaves, whichever table they are of, in the order of the file."""
        for number in range(1, self._count + 1):
            page = self.page(number)
            start = _HEAD if number == 1 else 0
            if len(page) == self._size and page[start] in {_TABLE_LEAF, _INDEX_LEAF}:
                yield from self._leaf(page, start)

    def _leaf(self, page: bytes, start: int) -> Iterator[Row]:
        has_rowids = page[start] == _TABLE_LEAF
        (cells,) = struct.unpack_from(">H", page, start + 3)
        for place in range(start + 8, min(start + 8 + 2 * cells, self._usable - 1), 2):
            try:
                yield self._cell(page, struct.unpack_from(">H", page, place)[0], has_rowids=has_rowids)
            except (ValueError, IndexError, struct.error):
                continue

    def _cell(self, page: bytes, at: int, *, has_rowids: bool) -> Row:
        size, at = _varint(page, at)
        rowid = None
        if has_rowids:
            rowid, at = _varint(page, at)
        if size > _LARGEST:
            raise ValueError("a row that is too large")
        most = self._usable - 35 if has_rowids else (self._usable - 12) * 64 // 255 - 23
        if size <= most:
            return Row(rowid, _record(page[at : at + size], size))
        least = (self._usable - 12) * 32 // 255 - 23
        here = least + (size - least) % (self._usable - 4)
        here = here if here <= most else least
        (following,) = struct.unpack_from(">I", page, at + here)
        return Row(rowid, _record(page[at : at + here] + self._overflow(following, size - here), size))

    def _overflow(self, number: int, size: int) -> bytes:
        parts = []
        while size > 0:
            self._left -= 1
            if self._left < 0:
                raise ValueError("more rows go on in pages than there are pages")
            page = self.page(number) if 0 < number <= self._count else b""
            part = page[4 : min(self._usable, 4 + size)]
            if not part:
                raise ValueError("a row goes on where the file does not")
            parts.append(part)
            size -= len(part)
            (number,) = struct.unpack_from(">I", page)
        return b"".join(parts)

    def close(self) -> None:
        """Close both files."""
        self._file.close()
        if self._log is not None:
            self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _is_page(size: int) -> bool:
    """Say whether pages may be that large."""
    return _SMALLEST <= size <= _LARGEST_PAGE and not size & (size - 1)


def _summed(order: str, data: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    """Return the log's running checksum."""
    one, two = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for place in range(0, len(words), 2):
        one = (one + words[place] + two) & 0xFFFFFFFF
        two = (two + words[place + 1] + one) & 0xFFFFFFFF
    return one, two


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(at, at + 8):
        value = value << 7 | data[place] & 0x7F
        if data[place] < _MORE:
            return value, place + 1
    value = value << 8 | data[at + 8]
    return value - (1 << 64) if value >> 63 else value, at + 9


def _record(data: bytes, size: int) -> tuple[Cell, ...]:
    if len(data) != size:
        raise ValueError("a row that is cut")
    end, at = _varint(data, 0)
    kinds = []
    while at < end:
        kind, at = _varint(data, at)
        kinds.append(kind)
    if at != end or len(kinds) > _MOST_COLUMNS:
        raise ValueError("no row's head")
    cells = []
    for kind in kinds:
        width = _WIDTHS[kind] if 0 <= kind < len(_WIDTHS) else (kind - _TEXT + 1) // 2
        if kind < 0 or width < 0 or at + width > size:
            raise ValueError("a value that is none")
        cells.append(_value(kind, data[at : at + width]))
        at += width
    if at != size:
        raise ValueError("a row of another length")
    return tuple(cells)


def _value(kind: int, data: bytes) -> Cell:
    if kind == 0:
        return None
    if kind < _FLOAT:
        return int.from_bytes(data, "big", signed=True)
    if kind == _FLOAT:
        return float(struct.unpack(">d", data)[0])
    if kind < len(_WIDTHS):
        return kind - _ZERO
    return data.decode() if kind & 1 else data
