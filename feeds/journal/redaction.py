"""Redaction: a record's body, salt and original are erased, and the chain still verifies.

What stays is the header (that there was a record, of which kind, about which subject, by whom) and H(salt, body), which no
longer says anything about the body. Each redaction is announced by a record of its own, a line of the watch log with its
reason; an erased body that no record announces is damage, and `verify` says so.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import apsw

from feeds.errors import Misuse, Refused
from feeds.journal import keyframes
from feeds.journal.chain import commitment
from feeds.picture.envelope import Author, Provenance, Record, Withdrawal
from feeds.picture.identity import content_hash, opaque
from feeds.picture.night import LogEntry
from feeds.picture.regime import Regime

FORMAT: Final = "redaction"
"""The format in the provenance of an announcing record; its id there is the erased sequence."""

_COUNTED: Final = "redactions"
"""The name under which `meta` has their number."""


class Erased(NamedTuple):
    """What was erased. `newest`: no later record writes the same row, so the row itself is gone."""

    sequence: int
    kind: str
    subject: str
    origin: str
    regime: str
    newest: bool

    def withdrawal(self, announced: int) -> Withdrawal | None:
        """Return what takes the row out of a picture that holds it already, or None where a later record stands."""
        return Withdrawal(self.kind, self.subject, self.origin, announced) if self.newest else None


def erase(connection: apsw.Connection, where: str, sequence: int) -> Erased:
    """Erase a record's body within a transaction of the caller's, and every cache that knew of its row.

    Raises:
        Misuse: there is no such record.
        Refused: it was erased before, or is the incident with which the journal begins.

    """
    query = "SELECT kind, subject, origin, regime, original, body, salt FROM record WHERE sequence = ?"
    row = connection.execute(query, (sequence,)).fetchone()
    if row is None:
        raise Misuse(where, "there is no such record", sequence, "the sequence of a record")
    kind, subject, origin, regime, original, body, salt = row
    if sequence == 1:
        raise Refused(where, "a journal's incident cannot be redacted", sequence, "a later record")
    if body is None or salt is None:
        raise Refused(where, "the record was redacted before", sequence, "a record with its body")
    erased = (commitment(salt, body), sequence)
    connection.execute("UPDATE record SET body = NULL, salt = NULL, erased = ? WHERE sequence = ?", erased)
    if original is not None:
        _erase_original(connection, original)
    keyframes.forget(connection)
    connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (_COUNTED, str(redactions(connection) + 1)))
    later = connection.execute(
        "SELECT 1 FROM record WHERE sequence > ? AND kind = ? AND subject = ? AND origin = ? LIMIT 1", (sequence, kind, subject, origin)
    ).fetchone()
    return Erased(sequence, kind, subject, origin, regime, later is None)


def redactions(connection: apsw.Connection) -> int:
    """Return how often a record of the file was redacted: what was read before another redaction is not shown after it."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (_COUNTED,)).fetchone()
    return 0 if row is None else int(row[0])


def _erase_original(connection: apsw.Connection, digest: bytes) -> None:
    """Erase an original unless another record, still whole, came from it."""
    used = connection.execute("SELECT 1 FROM record WHERE original = ? AND body IS NOT NULL LIMIT 1", (digest,)).fetchone()
    if used is None:
        connection.execute("DELETE FROM original WHERE hash = ?", (digest,))


def announcement(erased: Erased, regime: Regime, room: str, reason: str, author: Author, now: int) -> Record:
    """Return the record that announces a redaction. It has no label: the originating room alone reads it."""
    key = content_hash(f"{FORMAT}\x1f{erased.origin}\x1f{erased.kind}\x1f{erased.subject}\x1f{erased.sequence}\x1f{now}".encode())
    return Record(
        subject=opaque("LE", FORMAT, key),
        regime=regime,
        event=now,
        author=author,
        body=LogEntry(f"Record {erased.sequence} ({erased.kind}) was redacted: {reason}", (erased.subject,)),
        key=key,
        origin=room,
        known=now,
        provenance=Provenance(FORMAT, str(erased.sequence)),
    )
