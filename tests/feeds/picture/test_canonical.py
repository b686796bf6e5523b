"""Canonical bytes: the same row gives the same bytes, whatever its order, sign of zero or number."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.canonical import _without_minus_zero, canonical, row_hash
from feeds.picture.envelope import Provenance, Record
from feeds.picture.label import Label
from feeds.picture.place import Track
from feeds.picture.records import KINDS
from tests.rig.specimens import record


@given(st.sampled_from(sorted(KINDS)), st.integers(0, 1000), st.integers(0, 10**12))
def test_sequence_and_received_time_are_not_in_it(kind: str, sequence: int, known: int) -> None:
    """Two rooms that hold the same row under other numbers and times hash it alike."""
    assert row_hash(record(kind)) == row_hash(record(kind, sequence=sequence, known=known))


def test_the_hash_of_a_row_is_what_it_was() -> None:
    """An act signed years ago names the row it was based on by this hash."""
    assert row_hash(record("log_entry")).hex() == "1be28973b490d67f03e1e3aef6dbaa5c4e5aeea1f04c859d2a9a28498fc1d025"


@given(st.sampled_from([-0.0, 0.0]), st.sampled_from([-0.0, 0.0]))
def test_minus_zero_is_zero(longitude: float, latitude: float) -> None:
    """A position on the equator or the meridian hashes alike with either sign of zero."""
    row = record("track")
    zero = msgspec.structs.replace(row, body=Track("x", "s", (0.0, 0.0)))
    signed = msgspec.structs.replace(row, body=Track("x", "s", (longitude, latitude)))
    assert canonical(signed) == canonical(zero)


@given(st.permutations(["AUR", "BOR", "CAL", "DRA", "ESK", "FEN", "HAC"]))
def test_sets_have_no_order(codes: list[str]) -> None:
    """The order in which a set was built does not show."""
    made = record("log_entry", label=Label("p", "OPEN", "AUR", frozenset(codes)))
    assert canonical(made) == canonical(record("log_entry", label=Label("p", "OPEN", "AUR", frozenset(sorted(codes)))))


@given(st.sampled_from(sorted(KINDS)), st.booleans())
def test_the_slow_path_writes_the_same_bytes(kind: str, signed: bool) -> None:
    """A row that holds a minus zero somewhere hashes like the row that holds a zero there, member for member."""
    label = record(kind).label
    made = record(kind, provenance=Provenance("f", "x"), label=label)
    plain = msgspec.msgpack.encode(msgspec.structs.replace(made, sequence=0, known=0), order="deterministic")
    assert canonical(made) == plain
    assert _without_minus_zero(msgspec.msgpack.decode(plain)) == msgspec.msgpack.decode(plain)
    assert str(_without_minus_zero([-0.0 if signed else 0.0])) == "[0.0]"


@given(st.sampled_from(sorted(KINDS)), st.sampled_from(sorted(KINDS)))
def test_different_rows_differ(one: str, other: str) -> None:
    """Rows of different kinds, and of different subjects, never hash alike."""
    assert (row_hash(record(one)) == row_hash(record(other))) == (one == other)
    assert row_hash(record(one)) != row_hash(record(one, subject="Y-other"))


@given(st.sampled_from(sorted(KINDS)), st.sampled_from([(), ("AUR",)]), st.sampled_from([(), ("NOT FOR TARGETING",)]))
def test_equal_rows_have_equal_bytes_however_they_were_made(kind: str, readers: tuple[str, ...], caveats: tuple[str, ...]) -> None:
    """A label computed, one read and one written down are the same bytes, empty sets included."""
    computed = Label("p", "OPEN", "AUR", frozenset({*readers, "X"}) - {"X"}, frozenset({*caveats, "X"}) - {"X"})
    written = Label("p", "OPEN", "AUR", frozenset(readers), frozenset(caveats))
    plain = msgspec.convert(
        {"policy": "p", "classification": "OPEN", "originator": "AUR", "releasable": readers, "caveats": caveats}, Label
    )
    rows = [record(kind, label=label) for label in (computed, written, plain)]
    rows += [msgspec.msgpack.decode(msgspec.msgpack.encode(row), type=Record) for row in rows]
    assert len({canonical(row) for row in rows}) == 1
