"""Blocks: some thousand chained records as packed columns. An archive is a list of them.

A block keeps everything of its records but their links: those follow from the rest, and the link behind the last one is kept, so
that each block proves itself and what came before it. Knowledge times lie apart from the rest, because a place in time is looked
for far more often than a record is read. Pure: no file is touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import msgspec
import zstandard

from feeds.journal.columns import Numbers, pack_blobs, pack_numbers, pack_texts, unpack_blobs, unpack_numbers, unpack_texts
from feeds.picture.values import Value

RECORDS: Final = 4_096
"""Records of one block; the last one may have fewer."""

_LARGEST: Final = 256 * 1024 * 1024
"""Bytes of a block unpacked."""

ArchivedRow = tuple[int, int, int, str, str, str, int, str, bytes, bytes | None, int, bytes, bytes | None, bytes | None, bytes | None]
"""The columns of `rows.COLUMNS` but the link."""

_NUMBERS: Final = (2, 6, 10)
_TEXTS: Final = (3, 4, 5, 7)
_BLOBS: Final = (8, 9, 11, 12, 13, 14)
_WIDTH: Final = 15

Cell = int | str | bytes | None


class Packed(NamedTuple):
    """A block as it is stored: knowledge times, and all the rest."""

    known: bytes
    rest: bytes


class _Rest(Value, frozen=True):
    numbers: tuple[bytes, bytes, bytes]
    texts: tuple[bytes, bytes, bytes, bytes]
    blobs: tuple[bytes, bytes, bytes, bytes, bytes, bytes]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Rest).decode


def pack(rows: Sequence[ArchivedRow]) -> Packed:
    """Pack rows whose sequences follow one another."""
    columns = list(zip(*rows, strict=True))
    rest = _Rest(
        tuple(pack_numbers(columns[place]) for place in _NUMBERS),  # type: ignore[arg-type]  # as many as there are places
        tuple(pack_texts(columns[place]) for place in _TEXTS),  # type: ignore[arg-type]
        tuple(pack_blobs(columns[place]) for place in _BLOBS),  # type: ignore[arg-type]
    )
    return Packed(_squeezed(pack_numbers(columns[1])), _squeezed(_encode(rest)))


def unpack_known(data: bytes) -> Numbers:
    """Return the knowledge times of a block. Raises ValueError or zstandard.ZstdError where it is damaged."""
    return unpack_numbers(zstandard.decompress(data, max_output_size=_LARGEST))


class Block:
    """A block's columns, each unpacked when it is first asked for: a search looks at two or three of them."""

    def __init__(self, first: int, known: Numbers, rest: bytes) -> None:
        """Unpack no column yet; `first` is the first row's sequence.

        Raises:
            msgspec.MsgspecError, zstandard.ZstdError: the block is damaged.

        """
        self._kept = _decode(zstandard.decompress(rest, max_output_size=_LARGEST))
        self._records = len(known)
        self._columns: dict[int, list[Cell]] = {0: list(range(first, first + len(known))), 1: known.tolist()}

    def column(self, number: int) -> list[Cell]:
        """Return a column of `rows.COLUMNS`, all but the link.

        Raises:
            msgspec.MsgspecError, ValueError, IndexError: the block is damaged.

        """
        found = self._columns.get(number)
        if found is None:
            found = self._columns[number] = self._unpacked(number)
            if len(found) != self._records:
                raise ValueError("a column has another number of values than the block has records")
        return found

    def _unpacked(self, number: int) -> list[Cell]:
        if number in _NUMBERS:
            return list(unpack_numbers(self._kept.numbers[_NUMBERS.index(number)]).tolist())
        if number in _TEXTS:
            return list(unpack_texts(self._kept.texts[_TEXTS.index(number)]))
        return list(unpack_blobs(self._kept.blobs[_BLOBS.index(number)]))

    def rows(self) -> list[ArchivedRow]:
        """Return all rows. Raises as `column`."""
        return list(zip(*(self.column(number) for number in range(_WIDTH)), strict=True))


def _squeezed(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=9, write_checksum=True).compress(data)
