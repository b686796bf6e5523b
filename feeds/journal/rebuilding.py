"""Rebuilding a journal from its lines: the same records in the same order, under the same chain where their salts came along.

The file appears under its name whole or not at all. Where a head is expected, another one is refused: then something was lost or
changed on the way. Deliberately absent: where lines come from (`feeds.journal.mcap_reading`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

import apsw
import msgspec

from feeds.errors import BadInput, Damaged
from feeds.journal import originals
from feeds.journal.chain import GENESIS, SALT_SIZE, commitment, link
from feeds.journal.contexts import Contexts
from feeds.journal.faults import told
from feeds.journal.lines import Line, Placed, placed
from feeds.journal.lock import WriterLock
from feeds.journal.making import make
from feeds.journal.meta import Meta
from feeds.journal.rows import COLUMNS
from feeds.journal.schema import KEY_INDEX
from feeds.journal.store import Journal
from feeds.picture.body import kind_of
from feeds.picture.room import Incident

_BATCH: Final = 2_000
"""Records of one commit."""

_INCIDENT: Final = kind_of(Incident)
_INSERT: Final = f"INSERT INTO record ({COLUMNS}) VALUES ({', '.join('?' * 16)})"  # noqa: S608 -- constants only


class Rebuilt(NamedTuple):
    """What was written: how many records, and their head in hex."""

    records: int
    head: str


class Source(NamedTuple):
    """Where lines come from. `head`: what the chain must come to, None where it begins anew. `kept` yields originals at the end."""

    lines: Iterator[Line]
    head: Callable[[], str | None]
    kept: Callable[[], Iterable[tuple[str, bytes]]]


def rebuild(path: Path, meta: Meta, source: Source) -> Rebuilt:
    """Write a journal, with its keyframes and its seal, and return what was written.

    Raises:
        Refused: there is a file of that name already, or somebody is writing it.
        BadInput: a line could not stand in a journal, or the first is no incident.
        Damaged: the chain does not come to the head that is expected.

    """
    with told(path):
        lock = WriterLock(path)
    done: list[Rebuilt] = []
    try:
        with told(path):
            make(
                path, msgspec.structs.replace(meta, sealed=None), lambda building, to: done.append(_Rebuilding(building, to, source).run())
            )
    finally:
        lock.release()
    with Journal.open(path) as journal:
        journal.build_keyframes(to_the_end=meta.sealed is not None)
        if meta.sealed is not None and meta.sealed.head == journal.head:
            journal.end(meta.sealed)
    return done[0]


class _Rebuilding:
    """One run into one file that nobody sees yet."""

    def __init__(self, path: Path, connection: apsw.Connection, source: Source) -> None:
        self._where, self._connection, self._source = str(path), connection, source
        self._contexts = Contexts(connection)
        self._regimes: set[str] = set()
        self._sequence, self._link = 0, GENESIS
        # Keys come in no order: an index made at the end costs a tenth of one that is kept up.
        connection.execute("DROP INDEX record_key")

    def run(self) -> Rebuilt:
        while lines := list(islice(self._source.lines, _BATCH)):
            with self._connection:
                self._connection.executemany(_INSERT, [self._row(line) for line in lines])
        if self._sequence == 0:
            raise BadInput(self._where, "there is no record", expected="an incident as the first")
        self._connection.execute(KEY_INDEX)
        expected, head = self._source.head(), self._link.hex()
        if expected is not None and head != expected:
            raise Damaged(self._where, "the records do not come to the head that was written down", head, expected)
        with self._connection:
            for digest, data in self._source.kept():
                originals.keep(self._connection, self._where, bytes.fromhex(digest), data)
        return Rebuilt(self._sequence, head)

    def _row(self, line: Line) -> tuple[object, ...]:
        self._sequence += 1
        ready = self._placed(line)
        laid, salt = ready.laid, ready.salt or os.urandom(SALT_SIZE)
        context, shared = self._contexts.number(ready.context)
        number = ready.number or self._sequence
        place = (self._sequence, ready.known, laid.event, laid.kind, laid.subject, laid.origin, number)
        front = (*place, laid.regime, laid.key, laid.original)
        committed = commitment(salt, laid.body) if ready.erased is None else ready.erased
        self._link = link(self._link, (*front, shared, laid.header), committed)
        if laid.regime not in self._regimes:
            self._regimes.add(laid.regime)
            self._connection.execute("INSERT INTO regime (name, first) VALUES (?, ?)", (laid.regime, self._sequence))
        kept = (laid.body, salt, None) if ready.erased is None else (None, None, ready.erased)
        return (*front, context, laid.header, *kept, self._link)

    def _placed(self, line: Line) -> Placed:
        try:
            ready = placed(line)
            self._contexts.find(ready.context)
        except ValueError as error:
            raise BadInput(self._where, "a record that cannot stand in a journal", str(error), "values within bounds") from error
        if self._sequence == 1 and ready.laid.kind != _INCIDENT:
            raise BadInput(self._where, "a journal begins with its incident", ready.laid.kind, "an incident record")
        return ready
