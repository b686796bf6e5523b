"""An act: what an officer asks the hub to write, and exactly the bytes that the officer's key signs.

The signed bytes fix everything that gives the act its meaning: incident, regime, what the row was when the officer looked
(hash and revision), the audience's sequence and digest then seen, the roster in force, officer, role, entity and an
idempotency key. The hub keeps those bytes as the record's original. Deliberately absent: keys and signatures themselves
(`feeds.wire.keys`) and the decision whether the act is admitted (`feeds.hub.admission`).
"""

from __future__ import annotations

import msgspec

from feeds.picture.belonging import born
from feeds.picture.body import kind_of
from feeds.picture.canonical import row_hash
from feeds.picture.envelope import Author, AuthorKind, Provenance, Record
from feeds.picture.identity import content_hash
from feeds.picture.label import Label
from feeds.picture.picture import Picture
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


class Standing(Value, frozen=True):
    """Who acts, and in what room: what the hub said on welcome, and nothing the officer could choose."""

    incident: Ident
    regime: Regime
    officer: Code
    role: Line
    entity: Code
    seat: Code
    roster: Hash


class Seen(Value, frozen=True):
    """What the officer's screen stood at: the audience's sequence and the digest there."""

    sequence: Sequence
    digest: Hash


class SignedAct(Value, frozen=True):
    """The bytes of an act as they were signed, and the Ed25519 signature (64 bytes) over them."""

    data: bytes
    signature: bytes


class Wish(Value, frozen=True):
    """What an officer wants written. `about`: (kind, subject) of the row it speaks of, from whose label a new row's comes."""

    subject: Ident
    body: AnyBody
    event: Instant
    nonce: Code
    about: tuple[str, str] | None = None
    label: Label | None = None


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


def propose(picture: Picture, standing: Standing, seen: Seen, wish: Wish) -> Act:
    """Return the act that would write `wish`, based on the row as this picture holds it.

    The label: the wish's own; else the row's, if there is one; else what a new row is born with (`belonging`).
    """
    before = picture.find(kind_of(wish.body), wish.subject)
    return Act(
        incident=standing.incident,
        regime=standing.regime,
        subject=wish.subject,
        revision=1 if before is None else before.revision + 1,
        basis=row_basis(before),
        event=wish.event,
        label=wish.label or (before.label if before is not None else born(picture, standing.entity, wish.body, wish.about)),
        body=wish.body,
        officer=standing.officer,
        role=standing.role,
        entity=standing.entity,
        seat=standing.seat,
        audience=standing.entity,
        sequence=seen.sequence,
        digest=seen.digest,
        roster=standing.roster,
        nonce=wish.nonce,
    )


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
