"""An act: what an officer asks the hub to write, and exactly the bytes that the officer's key signs.

The signed bytes fix everything that gives the act its meaning: incident, regime, what the row was when the officer looked
(hash and revision), the audience's sequence and digest then seen, the roster in force, officer, role, entity and an
idempotency key. The hub keeps those bytes as the record's original. Deliberately absent: keys and signatures themselves
(`feeds.wire.keys`) and the decision whether the act is admitted (`feeds.hub.admission`).
"""

from __future__ import annotations

import msgspec

from feeds.picture.canonical import row_hash
from feeds.picture.envelope import Author, AuthorKind, Provenance, Record
from feeds.picture.identity import content_hash
from feeds.picture.label import Label
from feeds.picture.records import AnyBody
from feeds.picture.regime import Regime
from feeds.picture.values import Code, Hash, Ident, Instant, Line, Revision, Sequence, Value

ACT_FORMAT = "act"


class Act(Value, frozen=True):
    """A whole new row, proposed by an officer. `basis` is the hash of the row it replaces; None: the subject is new."""

    incident: Ident
    regime: Regime
    subject: Ident
    revision: Revision
    basis: Hash | None
    event: Instant
    label: Label | None
    body: AnyBody
    officer: Code
    role: Line
    entity: Code
    seat: Code
    audience: Code
    sequence: Sequence
    digest: Hash
    roster: Hash
    nonce: Code
    """Chosen once for each wish: sending the same act again gives the same bytes and is the same act."""


class SignedAct(Value, frozen=True):
    """The bytes of an act as they were signed, and the Ed25519 signature (64 bytes) over them."""

    data: bytes
    signature: bytes


_encoder = msgspec.msgpack.Encoder(order="deterministic")
_decoder = msgspec.msgpack.Decoder(Act)


def act_bytes(act: Act) -> bytes:
    """Return the bytes to sign."""
    return _encoder.encode(act)


def read_act(data: bytes) -> Act:
    """Decode signed bytes.

    Raises:
        msgspec.MsgspecError: they are no act; an action kind that is not on the closed list ends here.

    """
    return _decoder.decode(data)


def row_basis(row: Record | None) -> str | None:
    """Return the hash of a row for an act's `basis`, or None where there is no row."""
    return None if row is None else row_hash(row).hex()


def record_of(act: Act, data: bytes) -> Record:
    """Return the record an act asks for, not yet admitted. `data` are its signed bytes."""
    original = content_hash(data)
    return Record(
        subject=act.subject,
        regime=act.regime,
        event=act.event,
        author=Author(act.entity, AuthorKind.OFFICER, act.officer, act.seat),
        body=act.body,
        key=original,
        label=act.label,
        revision=act.revision,
        provenance=Provenance(ACT_FORMAT, act.nonce, original),
    )
