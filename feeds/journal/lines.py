"""A journalled record as one JSON object, and back, without loss: for files that other programs read too.

Beside the record stands what its place in the chain needs: the sequence here, and the salt, or what a redaction left. A chain
rebuilt from all lines of a journal has the same head, so nothing was lost or changed on the way. Pure: no file is touched.
"""

from __future__ import annotations

from typing import Annotated, Final, NamedTuple

import msgspec
from msgspec import Meta

from feeds.journal.rows import Context, Laid, ReadingRow, context_of, lay, record_of
from feeds.picture.envelope import Record
from feeds.picture.values import Code, Hash, Ident, Instant, Sequence, Value

Salt = Annotated[str, Meta(pattern="^[0-9a-f]{32}$", description="the record's salt in hex")]


class Redacted(Value, frozen=True):
    """What a redaction leaves of a record: its header, and H(salt, body) in hex."""

    known: Instant
    event: Instant
    kind: Code
    subject: Ident
    origin: Annotated[str, Meta(max_length=64)]
    number: Sequence
    regime: Annotated[str, Meta(max_length=500)]
    key: Hash
    context: Context
    header: Annotated[bytes, Meta(max_length=10_000)]
    commitment: Hash
    original: Hash | None = None


class Line(Value, frozen=True):
    """One record: whole, or what a redaction left of it. `salt` None: it is new to a chain, and gets one there."""

    sequence: Sequence
    record: Record | None = None
    salt: Salt | None = None
    redacted: Redacted | None = None


class Placed(NamedTuple):
    """A line made ready for a table: its columns, its context, and what the chain commits to in place of a body that is gone."""

    known: int
    number: int
    laid: Laid
    context: Context
    salt: bytes | None
    erased: bytes | None


_encode: Final = msgspec.json.Encoder(order="deterministic").encode
_decode: Final = msgspec.json.Decoder(Line).decode


def write_part(place: int, record: Record) -> bytes:
    """Return the line of a record in a part of a journal. `place`: which line it is there; the record's number is of that part too."""
    return _encode(Line(place, record))


def write(row: ReadingRow, salt: bytes | None, erased: bytes | None, contexts: dict[int, Context]) -> bytes:
    """Return a row's line. Raises as `rows.record_of`."""
    sequence, known, event, kind, subject, origin, number, regime, key, original, context, header, _ = row
    item = record_of(row, contexts)
    if isinstance(item, Record):
        return _encode(Line(sequence, item, None if salt is None else salt.hex()))
    committed = (erased or b"").hex()
    hashed = None if original is None else original.hex()
    left = Redacted(known, event, kind, subject, origin, number, regime, key.hex(), contexts[context], header, committed, hashed)
    return _encode(Line(sequence, redacted=left))


def read(data: bytes) -> Line:
    """Read a line back.

    Raises:
        msgspec.MsgspecError: it is none, or a value in it is out of its bounds.

    """
    return _decode(data)


def placed(line: Line) -> Placed:
    """Make a line ready for a table.

    Raises:
        ValueError: it holds neither a record nor what is left of one, or both.

    """
    if line.record is not None and line.redacted is None:
        record = line.record
        salt = None if line.salt is None else bytes.fromhex(line.salt)
        return Placed(record.known, record.sequence, lay(record), context_of(record), salt, None)
    left = line.redacted
    if left is None or line.record is not None:
        raise ValueError("a line holds either a record or what a redaction left of one")
    original = None if left.original is None else bytes.fromhex(left.original)
    key, erased = bytes.fromhex(left.key), bytes.fromhex(left.commitment)
    laid = Laid(left.event, left.kind, left.subject, left.origin, left.regime, key, original, left.header, b"")
    return Placed(left.known, left.number, laid, left.context, None, erased)
