"""Search in the records that this desk has: every word typed, in whatever a record says of itself. Pure, record by record.

A desk holds what its audience may read and nothing else, so a search cannot find more; rows that were written for another reader are
left out as everywhere. Deliberately absent: the order in which a screen fills, and any index that would outlive the search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from feeds.picture.envelope import Record
from feeds.picture.identity import shown

FOUND: Final = 200
"""Hits on the list at most."""

_SAID: Final = (
    "title",
    "name",
    "code",
    "question",
    "demand",
    "text",
    "why",
    "place",
    "source",
    "need",
    "offer",
    "entity",
    "remark",
    "reason",
)
_SKIPPED: Final = frozenset({"policy", "doctrine", "roster", "incident", "rejection", "delivery", "presence"})
_LONGEST: Final = 2_000


@dataclass(frozen=True)
class Hit:
    """One record that was found."""

    kind: str
    subject: str
    title: str
    event: int


def said(record: Record) -> str:
    """Return what a record says of itself, in small letters: identifier, kind, and its texts."""
    body = record.body
    parts = [shown(record.subject), record.kind.replace("_", " ")]
    parts += [text[:_LONGEST] for member in _SAID if isinstance(text := getattr(body, member, None), str)]
    return " ".join(parts).lower()


def title_of(record: Record) -> str:
    """Return what a record is called on a list."""
    body = record.body
    named = next((text for member in _SAID if isinstance(text := getattr(body, member, None), str) and text), "")
    return named[:_LONGEST] or record.kind.replace("_", " ")


def hits(rows: Iterable[Record], text: str, entity: str) -> Iterator[Hit | None]:
    """Yield for each record its hit, or None: so that whoever drives this can stop between any two."""
    words = text.lower().split()
    for row in rows:
        found = bool(words) and _readable(row, entity) and all(word in said(row) for word in words)
        yield Hit(row.kind, row.subject, title_of(row), row.event) if found else None


def _readable(row: Record, entity: str) -> bool:
    return row.kind not in _SKIPPED and getattr(row.body, "audience", None) in (None, entity)
