"""Opaque identifiers and content hashes.

Identifiers are never consecutive, so that nothing withheld can be counted from a gap. They are derived, not drawn: the
same report read twice, by any room, gets the same identifier. Deliberately absent: randomness, which a pure floor cannot
have.
"""

from __future__ import annotations

import hashlib

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without I, L, O and U: read aloud without mistakes."""

_PAIRS = tuple(one + other for one in _ALPHABET for other in _ALPHABET)
"""Two letters for ten bits: identifiers are made by the hundred thousand."""

_LENGTH = 16
_SHOWN = 4


def content_hash(data: bytes) -> str:
    """Return the BLAKE2b-256 of `data` in hex."""
    return hashlib.blake2b(data, digest_size=32).hexdigest()


def opaque(prefix: str, *parts: object) -> str:
    """Return `prefix-XXXXXXXXXXXXXXXX`: eighty bits of a hash over the parts, in order.

    Parts are joined by a separator that cannot occur in text from outside, so ("a", "bc") and ("ab", "c") differ.
    """
    digest = hashlib.blake2b("\x1f".join(str(part) for part in parts).encode(), digest_size=10).digest()
    number = int.from_bytes(digest, "big")
    letters = "".join([_PAIRS[(number >> shift) & 1023] for shift in range(70, -10, -10)])
    return f"{prefix}-{letters}"


def shown(ident: str) -> str:
    """Return the short form for a screen: A-7K2Q. It is for eyes; records always carry the whole."""
    prefix, dash, rest = ident.rpartition("-")
    return f"{prefix}-{rest[:_SHOWN]}" if dash and len(rest) == _LENGTH else ident


def joined(*parts: str) -> str:
    """Compose the subject of a row that hangs on others: corridor/party, item/entity."""
    return "/".join(parts)
