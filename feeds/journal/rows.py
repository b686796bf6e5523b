"""How a record lies in the table, and back.

What queries need stands in columns of its own. What many records share (author, label, format) is a *context*, kept once
and named by number; on reading, all records of a context share its objects. What is left (revision, sent, expires, the
item's own id) is the header column, empty for most. The body is apart, because it can be erased. Pure: no file is touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from sys import intern
from typing import Final, NamedTuple

import msgspec

from feeds.picture.body import Body, Nature
from feeds.picture.envelope import Author, AuthorKind, Provenance, Record, Withdrawal
from feeds.picture.label import Label
from feeds.picture.records import KINDS, AnyBody
from feeds.picture.regime import Regime, RegimeKind
from feeds.picture.values import Code, Instant, Line, Revision, Value

COLUMNS: Final = (
    "sequence, known, event, kind, subject, origin, origin_sequence, regime, key, original, context, header, body, salt, erased, link"
)
"""The chained table's columns. `erased` holds H(salt, body) once body and salt are gone."""

READING: Final = "sequence, known, event, kind, subject, origin, origin_sequence, regime, key, original, context, header, body"
"""What it takes to read a record back."""

FEED_KINDS: Final = frozenset(kind for kind, body in KINDS.items() if Nature.FEED in body.natures)
"""Kinds that a feed may bring: observations, when a machine wrote them."""

_TAGS: Final[dict[type[Body], str]] = {body: kind for kind, body in KINDS.items()}


class Context(Value, frozen=True):
    """What many records have in common. `format` None: the records have no provenance."""

    author: Author
    label: Label | None = None
    format: Code | None = None

    @property
    def observes(self) -> bool:
        """Say whether records of a feed kind with this context are observations: a machine wrote them."""
        return self.author.kind is AuthorKind.MACHINE


class Rest(Value, frozen=True):
    """What is left of an envelope; empty values are not written."""

    revision: Revision = 1
    sent: Instant | None = None
    expires: Instant | None = None
    id: Line = ""


ReadingRow = tuple[int, int, int, str, str, str, int, str, bytes, bytes | None, int, bytes, bytes | None]
"""The columns of READING."""


class Laid(NamedTuple):
    """A record laid out for the table, before its place in the chain is known."""

    event: int
    kind: str
    subject: str
    origin: str
    regime: str
    key: bytes
    original: bytes | None
    header: bytes
    body: bytes


_encode = msgspec.msgpack.Encoder(order="deterministic").encode
decode_body = msgspec.msgpack.Decoder(AnyBody).decode
decode_rest = msgspec.msgpack.Decoder(Rest).decode
_decode_context = msgspec.msgpack.Decoder(Context).decode
PLAIN: Final = Rest()
"""What an empty header column says."""


def context_of(record: Record) -> Context:
    """Return the context of a record."""
    source = record.provenance
    return Context(record.author, record.label, None if source is None else source.format)


def context_bytes(context: Context) -> bytes:
    """Return the bytes that are kept, and hashed into each link."""
    return _encode(context)


def read_context(data: bytes) -> Context:
    """Read a context back.

    Raises:
        msgspec.MsgspecError: the bytes are no context.

    """
    return _decode_context(data)


def lay(record: Record) -> Laid:
    """Lay a record out, all but its context, its numbers and its place in the chain.

    What was built within the program has not been measured against its bounds yet; it is here, for a record that could not
    be read back would make the journal unreadable.

    Raises:
        msgspec.ValidationError, ValueError: a value is out of its bounds.

    """
    source = record.provenance
    original = None if source is None or source.original is None else bytes.fromhex(source.original)
    header, body = _rest(record), _encode(record.body)
    decode_body(body)
    if header:
        decode_rest(header)
    return Laid(
        record.event,
        _TAGS[type(record.body)],
        record.subject,
        record.origin,
        regime_text(record.regime),
        bytes.fromhex(record.key),
        original,
        header,
        body,
    )


def _rest(record: Record) -> bytes:
    source = record.provenance
    named = source is not None and source.id
    if record.revision == 1 and record.sent is None and record.expires is None and not named:
        return b""
    return _encode(Rest(record.revision, record.sent, record.expires, source.id if source is not None else ""))


def record_of(row: ReadingRow, contexts: Mapping[int, Context]) -> Record | Withdrawal:
    """Read a record back. A row whose body was erased reads as the withdrawal of what it wrote.

    Raises:
        msgspec.MsgspecError, KeyError, ValueError: the row is damaged.

    """
    _, known, event, kind, subject, origin, number, regime, key, original, context, header, body = row
    if body is None:
        return Withdrawal(kind, subject, origin, number)
    shared = contexts[context]
    rest = decode_rest(header) if header else PLAIN
    source = None
    if shared.format is not None:
        source = Provenance(shared.format, rest.id, None if original is None else original.hex())
    return Record(
        subject,
        regime_of(regime),
        event,
        shared.author,
        decode_body(body),
        key.hex(),
        shared.label,
        rest.revision,
        intern(origin),
        number,
        known,
        rest.sent,
        rest.expires,
        source,
    )


regime_text: Final = lru_cache(maxsize=256)(str)
"""A regime as the table writes it; records of one journal have few."""


@lru_cache(maxsize=256)
def regime_of(text: str) -> Regime:
    """Read a regime as the table writes it: KIND or KIND:name, the name as it is.

    Raises:
        ValueError: the kind is none of the three.

    """
    kind, _, name = text.partition(":")
    return Regime(RegimeKind(kind), name)
