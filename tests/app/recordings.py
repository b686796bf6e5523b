"""A small recording: lines in a log, a minute apart."""

from __future__ import annotations

from pathlib import Path

from app.replayed import ReplaySession
from feeds.journal.reader import Reader
from feeds.journal.store import Admitted, Journal
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.identity import content_hash
from feeds.picture.regime import REAL
from feeds.picture.room import Incident
from tests.rig.specimens import NOON, record

MINUTE = 60_000
COUNT = 30
"""Records of the recording, its incident included."""


def write(folder: Path) -> Path:
    """Write the recording."""
    path, author = folder / "j", Author("CMC", AuthorKind.HUB, "HUB")
    first = Record("I-1", REAL, NOON, author, Incident("I-1", "Keys", NOON), content_hash(b"i"), origin="CMC", known=NOON)
    lines = [
        record("log_entry", regime=REAL, subject=f"L-{number}", known=NOON + number * MINUTE, key=content_hash(f"{number}".encode()))
        for number in range(1, COUNT)
    ]
    with Journal.create(path, Admitted(first)) as made:
        made.append([Admitted(each) for each in lines], durable=False)
    return path


def minutes(folder: Path) -> ReplaySession:
    """Return a replay of the recording, at its beginning. `close()` it."""
    opened = ReplaySession(Reader(write(folder)), None, None)
    opened.seek(opened.tape.first)
    return opened
