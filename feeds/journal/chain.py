"""The chain: link = H(previous link, header, H(salt, body)).

The body enters only through a salted commitment. Erasing body and salt and keeping the commitment leaves every later link
as it was, so a redaction still verifies; the salt keeps a short body from being guessed out of what is left. Pure: the
salt is drawn by the store. Deliberately absent: signatures. Whoever can rewrite the whole file can rewrite the whole chain;
what holds him is a head that was written down elsewhere.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

import msgspec

LINK_SIZE: Final = 32
SALT_SIZE: Final = 16

GENESIS: Final = blake2b(b"watchroom journal 1", digest_size=LINK_SIZE).digest()
"""What stands before the first record."""

Header = tuple[int, int, int, str, str, str, int, str, bytes, bytes | None, bytes, bytes]
"""All columns of a record that cannot be erased, in the table's order, the context written out."""

_BODY: Final = blake2b(digest_size=LINK_SIZE, person=b"body")
_LINK: Final = blake2b(digest_size=LINK_SIZE, person=b"link")
"""What each hash begins with: a copy takes a third of the time that setting it up again does."""

_encode = msgspec.msgpack.Encoder().encode


def commitment(salt: bytes, body: bytes) -> bytes:
    """Return H(salt, body), 32 bytes. The salt has a fixed length, so the two cannot run into one another."""
    state = _BODY.copy()
    state.update(salt + body)
    return state.digest()


def link(previous: bytes, header: Header, committed: bytes) -> bytes:
    """Return the next link, 32 bytes. The header is hashed as the MessagePack array of its values."""
    state = _LINK.copy()
    state.update(previous + committed + _encode(header))
    return state.digest()
