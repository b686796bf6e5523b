"""The canonical bytes of a row: the same on every machine, for hashing and comparing, never for sending.

Left out are what differs between rooms and audiences that hold the same row: sequence and received time. Sets and maps
are sorted, and minus zero is written as zero.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from feeds.picture.envelope import Record

_encoder = msgspec.msgpack.Encoder(order="deterministic")
_MINUS_ZERO = b"\xcb\x80\x00\x00\x00\x00\x00\x00\x00"
"""How msgpack writes -0.0. The pattern may also occur inside a text: then the slow path runs and changes nothing."""


def canonical(record: Record) -> bytes:
    """Return the row's canonical bytes."""
    data = _encoder.encode(msgspec.structs.replace(record, sequence=0, known=0))
    if _MINUS_ZERO in data:
        # Decoded members keep the order in which they were written, so this writes the same bytes but for the sign.
        data = msgspec.msgpack.encode(_without_minus_zero(msgspec.msgpack.decode(data)))
    return data


def row_hash(record: Record) -> bytes:
    """Return the BLAKE2b-256 of the canonical bytes (32 bytes)."""
    return hashlib.blake2b(canonical(record), digest_size=32).digest()


def _without_minus_zero(value: Any) -> Any:  # noqa: ANN401 -- decoded msgpack is any of its types
    if isinstance(value, float):
        return value + 0.0
    if isinstance(value, list):
        return [_without_minus_zero(each) for each in value]
    if isinstance(value, dict):
        return {name: _without_minus_zero(each) for name, each in value.items()}
    return value
