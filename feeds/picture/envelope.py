"""The envelope: what every record says beside its body. One record writes one whole row, so a row *is* a record.

Names follow CloudEvents where they fit. Two clocks are in it: `event`, when it happened (for an act or a plan: when it was
made), and `known`, when this room's journal received it. Deliberately absent: signatures. A signed act's bytes are its
original; `provenance.original` names them by hash, and they are fetched by those who may.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from feeds.picture.body import kind_of
from feeds.picture.label import Label
from feeds.picture.records import AnyBody
from feeds.picture.regime import Regime
from feeds.picture.values import Code, Hash, Ident, Instant, Line, Revision, Sequence, Value

Key = tuple[str, str]
"""A row's key within its table: (subject, origin). Two origins that write one subject stay side by side as siblings."""


class AuthorKind(StrEnum):
    """Whose key stands behind a record."""

    OFFICER = "OFFICER"
    MACHINE = "MACHINE"
    HUB = "HUB"


class Author(Value, frozen=True):
    """The hand that wrote a record: entity, officer or machine by code, and the seat if there was one."""

    entity: Code
    kind: AuthorKind
    code: Code
    seat: Code | None = None


class Provenance(Value, frozen=True):
    """Where a record came from: the format, the item's own identifier there, and the hash of the original bytes."""

    format: Code
    id: Line = ""
    original: Hash | None = None


class Record(Value, frozen=True):
    """One record. `sequence` is the origin's number (in an audience's stream: that audience's own), 0 before admission.

    `label` None is a missing label: system-high and originator-only. `key` is the idempotency key: a second record with
    the same key is the same record.
    """

    subject: Ident
    regime: Regime
    event: Instant
    author: Author
    body: AnyBody
    key: Hash
    label: Label | None = None
    revision: Revision = 1
    origin: Annotated[str, Meta(max_length=64)] = ""
    sequence: Sequence = 0
    known: Instant = 0
    sent: Instant | None = None
    expires: Instant | None = None
    provenance: Provenance | None = None

    @property
    def kind(self) -> str:
        """Return the record's kind, which is the name of its table."""
        return kind_of(self.body)

    @property
    def row(self) -> Key:
        """Return the key of the row this record writes."""
        return (self.subject, self.origin)


class Withdrawal(Value, frozen=True):
    """In an audience's stream: this row is no longer yours to see. It says nothing of why."""

    kind: Code
    subject: Ident
    origin: Code
    sequence: Sequence = 0
