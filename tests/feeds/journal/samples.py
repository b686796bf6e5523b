"""Records for journals in tests: few subjects, so that rows are written again, and all that a filter can hang on."""

from __future__ import annotations

from pathlib import Path

import msgspec
from hypothesis import strategies as st

from feeds.journal.store import Admitted, Journal
from feeds.picture.envelope import Author, AuthorKind, Key, Provenance, Record
from feeds.picture.identity import content_hash
from feeds.picture.label import Label, LabelClass, LabelPolicy
from feeds.picture.night import LogEntry
from feeds.picture.picture import Picture
from feeds.picture.place import Track
from feeds.picture.records import AnyBody
from feeds.picture.regime import REAL, Regime, RegimeKind
from feeds.picture.room import Entity, EntityKind, Incident, Policy, Roster

NOON = 1_795_348_800_000
"""2026-11-22T12:00Z."""

DRILL = Regime(RegimeKind.EXERCISE, "DRILL: ONE")
FEED = Author("CMC", AuthorKind.MACHINE, "FEED-1")
OFFICER = Author("AUR", AuthorKind.OFFICER, "AUR-1", "desk")
HUB = Author("CMC", AuthorKind.HUB, "HUB")
POLICY = LabelPolicy("exercise", (LabelClass("OPEN", "OPEN", "white", "black"), LabelClass("SECRET", "SECRET", "red", "white", ("OPEN",))))
ROSTER = Roster(
    "ROOM",
    "Room",
    "CMC",
    (
        Entity("CMC", "Room", EntityKind.ROOM, "SECRET"),
        Entity("AUR", "Aurenia", EntityKind.NATION, "SECRET", member=True),
        Entity("BOR", "Borrack", EntityKind.NATION, "OPEN", member=True),
    ),
)
LABELS = (
    None,
    Label("exercise", "OPEN", "CMC", frozenset({"AUR", "BOR"})),
    Label("exercise", "OPEN", "CMC", frozenset({"AUR"}), existence=True),
    Label("exercise", "SECRET", "CMC", frozenset({"AUR", "BOR"})),
    Label("foreign", "OPEN", "CMC", frozenset({"BOR"})),
)


def shaping(body: AnyBody, *, known: int = NOON, regime: Regime = REAL) -> Record:
    """Return a record that shapes the picture."""
    key = content_hash(f"{type(body).__name__}{known}{regime}".encode())
    return Record("ROOM", regime, known, HUB, body, key, label=LABELS[1], origin="ROOM", known=known)


def begin(path: Path, *, regime: Regime = REAL, bound: bool = False, reconstructed: bool = False) -> Journal:
    """Make a journal with its incident."""
    first = shaping(Incident("IC-1", "A night", NOON), regime=regime)
    return Journal.create(path, Admitted(first), regime=regime if bound else None, reconstructed=reconstructed)


def begin_whole(path: Path, *, reconstructed: bool = False) -> Journal:
    """Make a journal with incident, roster and policy."""
    journal = begin(path, reconstructed=reconstructed)
    journal.append([Admitted(shaping(ROSTER)), Admitted(shaping(Policy(POLICY)))], durable=False)
    return journal


def observed(number: int, *, subject: int = 0, known: int | None = None, label: Label | None = LABELS[1]) -> Record:
    """Return a machine's report of a vessel; what differs by `number` makes it another record."""
    body = Track(f"VESSEL {subject}", "ais", (20.0 + number % 90, 10.0), course=float(number % 360))
    moment = NOON + number * 1_000 if known is None else known
    original = observed_bytes(number)
    source = Provenance("cot", f"item-{subject}", content_hash(original))
    return Record(
        f"T-{subject:04d}", REAL, moment, FEED, body, content_hash(f"track {number}".encode()), label, origin="ROOM", known=moment,
        provenance=source,
    )  # fmt: skip


def observed_bytes(number: int) -> bytes:
    """Return the original of a report."""
    return b"<event uid='%d'>" % number + b" " * 200


def noted(number: int, *, subject: int = 0, known: int | None = None, label: Label | None = LABELS[1]) -> Record:
    """Return an officer's line in the log."""
    moment = NOON + number * 1_000 if known is None else known
    key = content_hash(f"note {number}".encode())
    return Record(
        f"LE-{subject}", REAL, moment, OFFICER, LogEntry(f"line {number}"), key, label, number + 1, "ROOM", known=moment, sent=moment - 5
    )


def admitted(*records: Record) -> list[Admitted]:
    """Return records as a hub hands them in, without their originals."""
    return [Admitted(record) for record in records]


@st.composite
def nights(draw: st.DrawFn, most: int = 60) -> list[Record]:
    """Records in the order of their import: own and foreign origins, any knowledge time, rows written again and again."""
    wishes = draw(
        st.lists(
            st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 50), st.sampled_from(LABELS), st.booleans()),
            min_size=1,
            max_size=most,
        )
    )
    made: list[Record] = []
    foreign = 0
    for number, (seen, subject, known, label, own) in enumerate(wishes):
        make = observed if seen else noted
        record = make(number, subject=subject, known=NOON + known * 1_000, label=label)
        if not own:
            foreign += 3
            record = with_origin(record, "ESK", foreign)
        made.append(record)
    return made


def with_origin(record: Record, origin: str, sequence: int) -> Record:
    """Return a record as another room's hub admitted it."""
    return msgspec.structs.replace(record, origin=origin, sequence=sequence)


def beside(picture: Picture) -> dict[tuple[str, str], tuple[Key, ...]]:
    """Return which keys stand side by side, by table and subject."""
    return {(kind, subject): picture.keys(kind, subject) for kind, table in picture.tables.items() for subject, _ in table}


def alike(one: Picture, other: Picture) -> bool:
    """Say whether two pictures hold the same rows in the same order, with the same digest."""
    return (
        [(kind, list(table.items())) for kind, table in sorted(one.tables.items()) if table]
        == [(kind, list(table.items())) for kind, table in sorted(other.tables.items()) if table]
        and beside(one) == beside(other)
        and one.digest.root() == other.digest.root()
    )
