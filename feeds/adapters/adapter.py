"""What a format is to the room: a name and one pure function from foreign bytes to records and rejects.

A bad item is rejected with a category, which is counted, and never stops the rest; a source refused whole is one reject. Nothing is
repaired, cut or left out without a note. Items come one by one, so that a large source never stands in memory as records.
Deliberately absent: files and folders (`sources`), the journal, and every clock. Records leave here with sequence, known time and
origin unset; the journal's owner sets them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import blake2b
from typing import Final, TypeAlias

import msgspec
from msgspec import Struct

from feeds.adapters.attachments import without_attachments
from feeds.adapters.mapping import Mapping
from feeds.errors import one_line
from feeds.picture.envelope import Author, AuthorKind, Provenance, Record
from feeds.picture.identity import content_hash, opaque
from feeds.picture.label import Label
from feeds.picture.records import AnyBody
from feeds.picture.regime import REAL, Regime

LINE_LIMIT: Final = 400
TEXT_LIMIT: Final = 16_000
CODE_LIMIT: Final = 64
CUT: Final = " … [cut: the original is longer]"
_SHOWN: Final = 120
_SEPARATOR: Final = "\x1f"


class ReadContext(Struct, frozen=True):
    """What the caller decides for a whole source. `source` None: the format's own name for it. `where` leads every reject."""

    author: Author = Author("IMPORT", AuthorKind.MACHINE, "IMPORT")
    regime: Regime = REAL
    label: Label | None = None
    source: str | None = None
    mapping: Mapping | None = None
    mappings: tuple[Mapping, ...] = ()
    """Mappings that may be chosen by the columns, where `mapping` is None."""
    where: str = "source"
    undated: int = 0
    """The event time of an item that gives none: the caller's now."""


class Reject(Struct, frozen=True):
    """An item, or a whole source, that could not be taken. `reason` is a short stable category; the rest is for a person."""

    where: str
    reason: str
    value: str = ""
    expected: str = ""

    def __str__(self) -> str:
        """Return the reject as one line."""
        shown = f": {self.value}" if self.value else ""
        expected = f" (expected {self.expected})" if self.expected else ""
        return one_line(f"{self.where}: {self.reason}{shown}{expected}")


class Item(Struct, frozen=True):
    """One item of the source: the record or records it became, its own bytes, and what was changed to make it fit."""

    records: tuple[Record, ...]
    original: bytes
    notes: tuple[str, ...] = ()
    undated: bool = False
    """The item gives no time of its own."""


Outcome: TypeAlias = Item | Reject


class Reading(Struct):
    """A whole source at once, for small ones. `originals` are by the hash that each record's provenance names."""

    records: list[Record]
    originals: dict[str, bytes]
    rejects: list[Reject]
    items: int
    notes: list[str]


class Adapter(Struct, frozen=True):
    """A format: its name on the command line, what it is in a few words, its files' endings, and the function that reads it."""

    name: str
    about: str
    extensions: tuple[str, ...]
    reads: Callable[[bytes, ReadContext], Iterator[Outcome]]
    mapped: bool = False
    """It needs a mapping: the context's own, or one of those it offers."""

    def each(self, data: bytes, context: ReadContext) -> Iterator[Outcome]:
        """Yield an item or a reject for each thing in the bytes; what is attached within them is left out, which the first item notes."""
        bare, notes = without_attachments(data)
        for outcome in self.reads(bare, context):
            if notes and isinstance(outcome, Item):
                yield msgspec.structs.replace(outcome, notes=(*outcome.notes, *dict.fromkeys(notes)))
                notes = ()
            else:
                yield outcome

    def read(self, data: bytes, context: ReadContext) -> Reading:
        """Return everything the bytes hold; never raises for what they hold."""
        reading = Reading([], {}, [], 0, [])
        for outcome in self.each(data, context):
            if isinstance(outcome, Reject):
                reading.rejects.append(outcome)
                continue
            reading.items += 1
            reading.records.extend(outcome.records)
            reading.notes.extend(outcome.notes)
            reading.originals[content_hash(outcome.original)] = outcome.original
        return reading


class Unusable(Exception):
    """An item cannot be taken: raised while one is read, and turned into its Reject by the adapter's loop."""

    def __init__(self, reason: str, value: object = None, expected: str = "") -> None:
        super().__init__(reason, value, expected)
        self.reason = reason
        self.value = "" if value is None else shown(value)
        self.expected = expected

    def at(self, where: str) -> Reject:
        """Return the reject for the item at `where`."""
        return Reject(where, self.reason, self.value, self.expected)


class Stamp:
    """Makes the envelopes of one source: what all its records share is built once.

    The subject follows from the namespace and the item's identifier alone, and the idempotency key from these, the regime and
    the content. Neither knows where the bytes lay, so the same content under another name is the same record.
    """

    def __init__(self, namespace: str, context: ReadContext, prefix: str = "IN") -> None:
        self._namespace = namespace
        self._context = context
        self._prefix = prefix

    def subject(self, ident: str) -> str:
        """Return the subject of the thing with this identifier."""
        return opaque(self._prefix, self._namespace, ident)

    def provenance(self, ident: str, original: bytes) -> Provenance:
        """Return where an item came from; records of one item share it."""
        return Provenance(self._namespace, line(ident), content_hash(original))

    def record(
        self,
        subject: str,
        body: AnyBody,
        event: int,
        provenance: Provenance,
        content: bytes,
        *,
        revision: int = 1,
        sent: int | None = None,
        regime: Regime | None = None,
    ) -> Record:
        """Return a record. `content` are the bytes whose change makes it another record."""
        context = self._context
        regime = context.regime if regime is None else regime
        lead = f"{self._namespace}{_SEPARATOR}{subject}{_SEPARATOR}{regime}{_SEPARATOR}{revision}{_SEPARATOR}"
        key = blake2b(lead.encode() + content, digest_size=32).hexdigest()
        return Record(
            subject=subject,
            regime=regime,
            event=event,
            author=context.author,
            body=body,
            key=key,
            label=context.label,
            revision=revision,
            sent=sent,
            provenance=provenance,
        )


def shown(value: object) -> str:
    """Return a value as a reject shows it: on one line, cut."""
    return value[:_SHOWN] if isinstance(value, str) else repr(value)[:_SHOWN]


def line(value: str, notes: list[str] | None = None, limit: int = LINE_LIMIT) -> str:
    """Return `value` on one line within `limit` characters; a cut is marked and noted."""
    flat = " ".join(value.split())
    if len(flat) <= limit:
        return flat
    if notes is not None:
        notes.append("text cut")
    return flat[: limit - len(CUT)] + CUT


def text(value: str, notes: list[str] | None = None) -> str:
    """Return free text within the bound of a record's text; a cut is marked and noted."""
    if len(value) <= TEXT_LIMIT:
        return value
    if notes is not None:
        notes.append("text cut")
    return value[: TEXT_LIMIT - len(CUT)] + CUT


def code(value: str, notes: list[str] | None = None) -> str | None:
    """Return a short name within its bound, or None where it is empty."""
    flat = " ".join(value.split())
    if len(flat) > CODE_LIMIT:
        if notes is not None:
            notes.append("text cut")
        flat = flat[: CODE_LIMIT - 1] + "…"
    return flat or None
