"""Originals: the bytes as they came, under their hash, packed with zstd where that pays. Each can be erased by itself."""

from __future__ import annotations

from typing import Final

import apsw
import zstandard

from feeds.errors import Damaged, OverLimit
from feeds.picture.identity import content_hash

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of one original, packed or not."""

_WORTH: Final = 128
"""Below this many bytes, packing gains nothing."""


def pack(data: bytes) -> tuple[int, bytes]:
    """Return (1, packed) where packing saves a tenth or more, else (0, data)."""
    if len(data) >= _WORTH:
        packed = zstandard.compress(data, 3)
        if len(packed) * 10 <= len(data) * 9:
            return 1, packed
    return 0, data


def unpack(where: str, packed: int, data: bytes) -> bytes:
    """Return the bytes as they came.

    Raises:
        Damaged: they cannot be unpacked, or would be larger than an original may be.

    """
    if not packed:
        return data
    try:
        size = zstandard.frame_content_size(data)
        if not 0 <= size <= LARGEST:
            raise Damaged(where, "an original says a wrong size", size, f"0 to {LARGEST} bytes")
        return zstandard.decompress(data, max_output_size=LARGEST)
    except zstandard.ZstdError as error:
        raise Damaged(where, "an original cannot be unpacked", str(error), "the bytes that were kept") from error


def keep(connection: apsw.Connection, where: str, digest: bytes, data: bytes) -> None:
    """Keep an original; one that is kept already is left as it is.

    Raises:
        OverLimit: it is too large.
        Damaged: `digest` is not its hash.

    """
    if len(data) > LARGEST:
        raise OverLimit(where, "an original is too large", f"{len(data)} bytes", f"at most {LARGEST} bytes")
    if connection.execute("SELECT 1 FROM original WHERE hash = ?", (digest,)).fetchone():
        return
    if content_hash(data) != digest.hex():
        raise Damaged(where, "an original is not what its record says", content_hash(data), f"an original with the hash {digest.hex()}")
    connection.execute("INSERT INTO original (hash, packed, data) VALUES (?, ?, ?)", (digest, *pack(data)))


def fetch(connection: apsw.Connection, where: str, digest: bytes) -> bytes | None:
    """Return an original, or None where it was never kept or was erased. Raises Damaged if it is not what it was."""
    row = connection.execute("SELECT packed, data FROM original WHERE hash = ?", (digest,)).fetchone()
    if row is None:
        return None
    data = unpack(where, row[0], row[1])
    if content_hash(data) != digest.hex():
        raise Damaged(where, "an original was altered", content_hash(data), f"bytes with the hash {digest.hex()}")
    return data
