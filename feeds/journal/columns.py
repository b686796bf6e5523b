"""Columns of numbers and of bytes as they are packed: like beside like, so that zstd finds little that is new.

Numbers are kept as differences, byte by byte, all first bytes first: the upper ones are nearly all alike and pack to nothing.
Byte strings of equal length mostly have the same build (a record's body, an identifier), so they are laid side by side the same
way: every first byte, then every second. Packs two to three times smaller than one after the other, and costs no parsing. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt

from feeds.picture.values import Value

Numbers = npt.NDArray[np.int64]

_NOTHING: Final = -1
"""The length that is written for None."""


_FEW: Final = 256
"""Different texts that one byte can name."""


class _Blobs(Value, frozen=True):
    lengths: bytes
    data: bytes


class _Texts(Value, frozen=True):
    words: tuple[str, ...]
    data: bytes


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Blobs).decode
_decode_texts = msgspec.msgpack.Decoder(_Texts).decode


def pack_numbers(numbers: Numbers | Sequence[int]) -> bytes:
    """Return 64-bit numbers as planes of their differences: eight bytes a number."""
    steps: Numbers = np.diff(np.asarray(numbers, np.int64), prepend=np.int64(0)).astype(np.int64)
    return pack_places(steps)


def unpack_numbers(planes: bytes) -> Numbers:
    """Return the numbers. Raises ValueError where the bytes are no such planes."""
    return np.cumsum(unpack_places(planes), dtype=np.int64)


def pack_places(numbers: Numbers) -> bytes:
    """Return 64-bit numbers that lie in no order as planes of themselves: eight bytes a number."""
    return np.ascontiguousarray(numbers.astype("<i8").view(np.uint8).reshape(-1, 8).T).tobytes()


def unpack_places(planes: bytes) -> Numbers:
    """Return the numbers. Raises ValueError where the bytes are no such planes."""
    raw = np.frombuffer(planes, dtype=np.uint8)
    return np.ascontiguousarray(raw.reshape(8, -1).T).reshape(-1).view("<i8")


def pack_blobs(blobs: Sequence[bytes | None]) -> bytes:
    """Return byte strings, None among them, as their lengths and their planes, those of each length together."""
    lengths = np.fromiter((_NOTHING if blob is None else len(blob) for blob in blobs), np.int64, len(blobs))
    planes = []
    for length in _lengths(lengths):
        alike = b"".join(blobs[place] or b"" for place in np.flatnonzero(lengths == length).tolist())
        planes.append(np.frombuffer(alike, np.uint8).reshape(-1, length).T.tobytes())
    return _encode(_Blobs(pack_numbers(lengths), b"".join(planes)))


def unpack_blobs(data: bytes) -> list[bytes | None]:
    """Return the byte strings.

    Raises:
        msgspec.MsgspecError, ValueError: the bytes are no such column.

    """
    column = _decode(data)
    lengths = unpack_numbers(column.lengths)
    different = _lengths(lengths)
    if len(different) == 1 and (lengths == different[0]).all():
        return _cut(column.data, different[0], len(lengths))
    blobs: list[bytes | None] = [None if length == _NOTHING else b"" for length in lengths.tolist()]
    start = 0
    for length in different:
        places = np.flatnonzero(lengths == length).tolist()
        end = start + length * len(places)
        for place, blob in zip(places, _cut(column.data[start:end], length, len(places)), strict=True):
            blobs[place] = blob
        start = end
    if start != len(column.data):
        raise ValueError("a column is not as long as it says")
    return blobs


def _cut(planes: bytes, length: int, count: int) -> list[bytes | None]:
    """Return the byte strings of one length out of their planes."""
    alike = np.frombuffer(planes, np.uint8).reshape(length, count).T.tobytes()
    return [alike[start : start + length] for start in range(0, length * count, length)]


def pack_texts(texts: Sequence[str]) -> bytes:
    """Return texts: few different ones as a list of them and numbers into it, many as byte strings."""
    words = list(dict.fromkeys(texts))
    if len(words) > _FEW:
        return _encode(_Texts((), pack_blobs([text.encode() for text in texts])))
    codes = {word: code for code, word in enumerate(words)}
    return _encode(_Texts(tuple(words), bytes(codes[text] for text in texts)))


def unpack_texts(data: bytes) -> list[str]:
    """Return the texts. Raises as `unpack_blobs`, and IndexError."""
    column = _decode_texts(data)
    if column.words:
        return [column.words[code] for code in column.data]
    return [(blob or b"").decode() for blob in unpack_blobs(column.data)]


def _lengths(lengths: Numbers) -> list[int]:
    """Return the different lengths of which there are bytes."""
    found: list[int] = np.unique(lengths[lengths > 0]).tolist()
    return found
