"""The picture as it will be once the findings so far are written, so that later rules see what earlier ones found.

The picture handed in is never touched: the tables of the kinds that change are replaced in a light copy. Deliberately absent: the rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from feeds.assessment.kept import kept
from feeds.assessment.rules import Rules
from feeds.picture.body import kind_of
from feeds.picture.envelope import Author, AuthorKind, Key, Record
from feeds.picture.label import Label
from feeds.picture.picture import Picture
from feeds.picture.records import AnyBody
from feeds.picture.values import Ident

_NO_KEY: Final = "0" * 64
_WATCH: Final = "watch"


@dataclass(frozen=True, slots=True)
class Finding:
    """One row to write: a FINDING, its event time (the due moment where time alone brought it about) and its label."""

    subject: Ident
    body: AnyBody
    event: int
    label: Label | None


class Draft:
    """The picture as it will be once the rows found so far are written. The picture handed in is never touched."""

    def __init__(self, picture: Picture, now: int, rules: Rules) -> None:
        self.picture, self.now, self.rules = picture, now, rules
        self.rows: dict[tuple[str, str], Finding] = {}
        self.kept = kept(picture)
        """What is kept of the picture handed in; a draft changes no table that it reads, but for the sources' states."""
        self._given = picture

    def own(self, kind: str, subject: str) -> Record | None:
        """Return this room's own finding on a subject; another room's stands beside it."""
        rows = self.picture.side_by_side(kind, subject)
        ours = [row for row in rows if row.author.kind is AuthorKind.HUB and row.author.entity == self.rules.host]
        return max(ours, key=lambda row: row.sequence, default=None)

    def write(self, subject: str, body: AnyBody, label: Label | None, event: int | None = None) -> None:
        """Write a finding, unless the picture already says just that."""
        kind = kind_of(body)
        before = self.own(kind, subject)
        if before is not None and before.body == body and before.label == label:
            return
        made = Finding(subject, body, self.now if event is None else event, label)
        self.rows[kind, subject] = made
        self._apply(kind, made, before)

    def _apply(self, kind: str, made: Finding, before: Record | None) -> None:
        if self.picture is self._given:
            self.picture = _Sketch(self._given)
        record = Record(
            subject=made.subject,
            regime=self.picture.regime,
            event=made.event,
            author=Author(self.rules.host or _WATCH, AuthorKind.HUB, _WATCH),
            body=made.body,
            key=_NO_KEY,
            label=made.label,
            origin=before.origin if before else self.rules.room,
            sequence=before.sequence if before else 0,
            known=self.now,
        )
        if self.picture.tables.get(kind) is self._given.tables.get(kind):
            self.picture.tables[kind] = dict(self._given.tables.get(kind, {}))
        self.picture.tables[kind][record.row] = record
        if before is None:
            self.picture.joined(kind, record.row)


class _Sketch(Picture):
    """A picture over another: tables are shared until one is written, and so is who wrote them. Nobody asks for its digest."""

    def __init__(self, given: Picture) -> None:
        super().__init__(given.regime)
        self.tables = dict(given.tables)
        self._given = given

    def origins(self, kind: str) -> tuple[str, ...]:
        """Return who has written rows of a table."""
        return self._origins.get(kind) or self._given.origins(kind)

    def joined(self, kind: str, key: Key) -> None:
        """Note a row that is new."""
        self._origins.setdefault(kind, self._given.origins(kind))
        super().joined(kind, key)
