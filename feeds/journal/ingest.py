"""Importing: records that no hub admitted go into a journal in large commits. Nobody who imports needs to know how it lies.

What a hub would do is done here: the originating room's code becomes the origin, safeguards are asked, and what shapes the
picture is journalled first. A new journal begins, in each regime that occurs, with its incident (named after the file), a
roster and a label policy: the shipped ones of the default room unless the caller brings others, so that `--as` has entities
to speak for. The roster of an import names no officers, for nobody acts in it.

Knowledge time is `now`, or with `reconstruct` the item's own publication time, else its event time; that marks the journal.
The same content again adds no record, because records with a known key are not written twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self

import msgspec

from feeds.founding import DEFAULT_ENTITIES
from feeds.journal.store import Admitted, Journal
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.identity import content_hash, opaque
from feeds.picture.label import LabelPolicy
from feeds.picture.records import AnyBody
from feeds.picture.regime import REAL, Regime
from feeds.picture.room import Incident, Policy, Roster
from feeds.picture.safeguard import refusal
from feeds.policy import default_policy, open_label

BATCH: Final = 5_000
"""Records of one commit."""

ROOM: Final = "ROOM-1"
"""The code of the default room; the origin of what is imported into a new journal."""

REASONS: Final = 1_000
"""Different reasons for refusals that are counted apart."""


class Imported(NamedTuple):
    """What an import did. `refused`: how many records of each reason were not taken."""

    records: int
    known_already: int
    refused: Counter[str]
    head: str


def import_roster() -> Roster:
    """Return the roster of a journal made by an import: the default room's entities, and nobody who acts."""
    return Roster(room=ROOM, name="Import", host=DEFAULT_ENTITIES[0].code, entities=DEFAULT_ENTITIES)


class Ingest:
    """An import that runs: `add` items, then `finish`. The journal is made with the first record; use as a context manager."""

    def __init__(
        self,
        path: Path,
        *,
        now: int,
        reconstruct: bool = False,
        roster: Roster | None = None,
        policy: LabelPolicy | None = None,
    ) -> None:
        """Open the journal at `path` if there is one.

        Raises:
            Refused: somebody is writing it.
            Damaged: it is no journal.

        """
        self._path, self._now, self._reconstruct = path, now, reconstruct
        self._roster = roster or import_roster()
        self._policy = policy or default_policy()
        self._journal: Journal | None = Journal.open(path) if path.exists() and path.stat().st_size else None
        self._begun: set[Regime] = set() if self._journal is None else set(self._journal.regimes)
        self._waiting: list[Admitted] = []
        self._added = self._known_already = 0
        self._refused: Counter[str] = Counter()
        if self._journal is not None and reconstruct:
            self._journal.mark_reconstructed()

    def add(self, records: Iterable[Record], original: bytes | None = None) -> None:
        """Take the records of one item, and its bytes if they are kept: they are stored once, under their hash.

        Raises:
            WatchroomError: the disk is full or failing.

        """
        for record in records:
            reason = self._refusal(record)
            if reason is not None:
                self._count_refusal(reason)
                continue
            if record.regime not in self._begun:
                self._begin(record.regime, self._known(record))
            room = self._roster.room if self._journal is None else self._journal.meta.room
            named = original is not None and record.provenance is not None and record.provenance.original is not None
            admitted = msgspec.structs.replace(record, origin=room, sequence=0, known=self._known(record))
            self._waiting.append(Admitted(admitted, original if named else None))
        if len(self._waiting) >= BATCH:
            self._flush()

    def _refusal(self, record: Record) -> str | None:
        bound = None if self._journal is None else self._journal.meta.regime
        if bound is not None and record.regime != bound:
            return f"the journal takes {bound} records only"
        return refusal(record)

    def _count_refusal(self, reason: str) -> None:
        self._refused[reason if len(self._refused) < REASONS or reason in self._refused else "other reasons"] += 1

    def _known(self, record: Record) -> int:
        if not self._reconstruct:
            return self._now
        return record.event if record.sent is None else record.sent

    def _begin(self, regime: Regime, known: int) -> None:
        """Journal what shapes the picture of a regime, ahead of its first record and known no later."""
        self._flush()
        label = open_label(self._roster, self._policy)
        incident = self._incident(known) if self._journal is None else Incident(self._journal.meta.incident, self._path.stem, known)
        items = [
            Admitted(msgspec.structs.replace(self._shaping(regime, body, known), label=label))
            for body in (incident, self._roster, Policy(self._policy))
        ]
        if self._journal is None:
            self._journal = Journal.create(self._path, items.pop(0), reconstructed=self._reconstruct)
        self._journal.append(items, durable=False)
        self._begun.add(regime)

    def _incident(self, opened: int) -> Incident:
        return Incident(opaque("IC", self._path.stem, self._now), self._path.stem, opened)

    def _shaping(self, regime: Regime, body: AnyBody, known: int) -> Record:
        """Return a record that shapes the picture, written in the name of the room itself."""
        subject = body.incident if isinstance(body, Incident) else self._roster.room
        data = msgspec.msgpack.encode((str(regime), body), order="deterministic")
        return Record(
            subject=subject,
            regime=regime,
            event=known,
            author=Author(self._roster.host, AuthorKind.HUB, "IMPORT"),
            body=body,
            key=content_hash(data),
            origin=self._roster.room if self._journal is None else self._journal.meta.room,
            known=known,
        )

    def _flush(self) -> None:
        if not self._waiting or self._journal is None:
            return
        before = self._journal.sequence
        self._journal.append(self._waiting, durable=False)
        added = self._journal.sequence - before
        self._added += added
        self._known_already += len(self._waiting) - added
        self._waiting = []

    def finish(self, regime: Regime = REAL) -> Imported:
        """Write what is left, make the keyframes and close. A source without any record leaves an empty journal of `regime`."""
        if self._journal is None:
            self._begin(regime, self._now)
        self._flush()
        journal = self._journal
        head = ""
        if journal is not None:
            journal.build_keyframes()
            head = journal.head
        self.close()
        return Imported(self._added, self._known_already, self._refused, head)

    def close(self) -> None:
        """Close the journal; what was not flushed is not kept."""
        journal, self._journal = self._journal, None
        if journal is not None:
            journal.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
