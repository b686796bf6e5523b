"""What a journal or an archive says about itself, and the seal that ends it.

A seal names the head: whoever has written that down elsewhere can prove any copy. Deliberately absent: opening files.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import apsw
import msgspec

from feeds.errors import Damaged
from feeds.journal.faults import readable
from feeds.journal.rows import regime_of
from feeds.journal.schema import APPLICATION_ID, ARCHIVE_FORMAT, ARCHIVE_ID, FORMAT
from feeds.picture.regime import Regime
from feeds.picture.values import Hash, Value

_ANY: Final = "any"

_FORMATS: Final = {APPLICATION_ID: FORMAT, ARCHIVE_ID: ARCHIVE_FORMAT}


class SealedRegime(Value, frozen=True):
    """What a sealed journal holds of one regime; times in ms of knowledge, the digest that of the room's own picture at the end."""

    records: int
    digest: Hash
    first_known: int
    last_known: int


class Seal(Value, frozen=True):
    """A journal's end: its head, how many records it has, when it was sealed (ms), and what it holds of each regime."""

    head: Hash
    records: int
    at: int
    regimes: dict[str, SealedRegime]


class Meta(Value, frozen=True):
    """What a journal says about itself. `regime` None: it may hold several. `sealed`: nothing more is written into it."""

    incident: str
    room: str
    regime: Regime | None
    reconstructed: bool
    format: int = FORMAT
    sealed: Seal | None = None
    archive: bool = False


def read_meta(connection: apsw.Connection, path: Path) -> Meta:
    """Read what the journal says about itself.

    Raises:
        Damaged: it is none, or of another format version.

    """
    where = str(path)
    with readable(path):
        application, version = connection.pragma("application_id"), connection.pragma("user_version")
        if application not in _FORMATS:
            raise Damaged(where, "this SQLite file is no journal", application, f"application id {APPLICATION_ID:#x}")
        if version != _FORMATS[application]:
            expected = f"format {_FORMATS[application]}; this program cannot read others"
            raise Damaged(where, "the journal is of another format", version, expected)
        said = {str(name): str(value) for name, value in connection.execute("SELECT name, value FROM meta")}
    try:
        regime = None if said["regime"] == _ANY else regime_of(said["regime"])
        sealed = msgspec.json.decode(said["sealed"], type=Seal) if "sealed" in said else None
        reconstructed, version = said["reconstructed"] == "yes", int(said["format"])
        return Meta(said["incident"], said["room"], regime, reconstructed, version, sealed, application == ARCHIVE_ID)
    except (KeyError, ValueError) as error:
        raise Damaged(where, "the journal's own description cannot be read", str(error), "incident, room, regime, reconstructed") from error


def write_meta(connection: apsw.Connection, meta: Meta) -> None:
    """Write, within a transaction of the caller's, what the journal says about itself."""
    said = {
        "incident": meta.incident,
        "room": meta.room,
        "regime": _ANY if meta.regime is None else str(meta.regime),
        "reconstructed": "yes" if meta.reconstructed else "no",
        "format": str(meta.format),
    }
    if meta.sealed is not None:
        said["sealed"] = msgspec.json.encode(meta.sealed).decode()
    connection.executemany("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", said.items())
