"""The one place where messages and records become bytes and come back. msgpack, strict, bounded, one clear error.

Deliberately absent: canonical bytes (`feeds.picture.canonical`), which are for hashing and never sent.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from feeds.errors import BadInput, OverLimit
from feeds.picture.values import Hash
from feeds.wire.protocol import MAX_DOWN, MAX_MESSAGE, Down, Item, SubmitRaw, Up

T = TypeVar("T")


class _Key(msgspec.Struct):
    key: Hash


class _Named(msgspec.Struct):
    """Of an item only what names it; everything else is passed over."""

    record: _Key


_encoder = msgspec.msgpack.Encoder()
_up: msgspec.msgpack.Decoder[Up] = msgspec.msgpack.Decoder(Up)
_down: msgspec.msgpack.Decoder[Down] = msgspec.msgpack.Decoder(Down)
_item = msgspec.msgpack.Decoder(Item)
_named = msgspec.msgpack.Decoder(_Named)
_raw = msgspec.msgpack.Decoder(SubmitRaw)


def encode(message: msgspec.Struct) -> bytes:
    """Return the bytes of a message, record or item."""
    return _encoder.encode(message)


def read_up(data: bytes | memoryview) -> Up:
    """Decode what a peer sent.

    Raises:
        BadInput: it is no message of this protocol; OverLimit: it is too long.

    """
    return _read(_up, data, "message from a peer", MAX_MESSAGE)


def read_down(data: bytes | memoryview) -> Down:
    """Decode what a hub sent. Raises as `read_up`."""
    return _read(_down, data, "message from the hub", MAX_DOWN)


def read_piecemeal(data: bytes | memoryview) -> tuple[SubmitRaw, list[Item | str]]:
    """Decode a submission of which some item cannot be read: each item, or why it could not be. Raises as `read_up`."""
    submission = _read(_raw, data, "submission", MAX_MESSAGE)
    return submission, [_item_or_reason(bytes(raw)) for raw in submission.items]


def key_of(data: bytes) -> str | None:
    """Return the idempotency key of an item that cannot be read as one, if it has one."""
    try:
        found = _named.decode(data).record.key
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return found


def _item_or_reason(data: bytes) -> Item | str:
    try:
        return _read(_item, data, "item", MAX_MESSAGE)
    except BadInput as error:
        return error.what


def _read(decoder: msgspec.msgpack.Decoder[T], data: bytes | memoryview, where: str, limit: int) -> T:
    size = data.nbytes if isinstance(data, memoryview) else len(data)
    if size > limit:
        raise OverLimit(where, "too long", size, f"at most {limit} bytes")
    try:
        return decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(where, f"cannot be read: {error}", expected="a message of this protocol, as msgpack") from error
