"""The digest is a word between rooms: two programs of different years must compute the same from the same rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.digest import Digest, digest_of, unequal, weight
from feeds.picture.envelope import Record
from feeds.picture.records import KINDS
from tests.rig.specimens import record

ROWS = tuple(record(kind) for kind in ("log_entry", "declared_level", "site"))

rows = st.lists(
    st.builds(record, st.sampled_from(sorted(KINDS)), subject=st.sampled_from(["A", "B", "C"])), unique_by=lambda row: (row.kind, row.row)
)


def test_it_is_what_it_was() -> None:
    """The digest of three rows, as it was first written down."""
    assert digest_of(ROWS).root() == "c720a9d17ef8f52e22e55952875877a58f16859e511ba8f6d5ce76642824ef51"
    assert digest_of([]).root() == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"


@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_rows_plays_no_part_and_each_row_does(made: list[Record], random: object) -> None:
    """Any order gives the same digest, and one row fewer another; taking a row away undoes adding it, down to the empty digest."""
    shuffled = sorted(made, key=lambda _: random.random())  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    whole, other = digest_of(made), digest_of(shuffled)
    assert whole.root() == other.root()
    for row in shuffled:
        before = other.root()
        other.take(row.kind, weight(row))
        assert other.root() != before
    assert other.root() == Digest().root()
    assert other.counts == {}


@given(rows)
def test_a_digest_goes_on_from_its_sums(made: list[Record]) -> None:
    """Kept as sums and taken up again, it is the same digest; one that was copied goes its own way."""
    digest = digest_of(made)
    again, own = Digest.of_sums(digest.sums()), digest.copy()
    assert (again.root(), again.tables(), again.counts) == (digest.root(), digest.tables(), digest.counts)
    own.add("log_entry", weight(record("log_entry", subject="other")))
    assert own.root() != digest.root() == again.root()


@given(st.lists(st.tuples(st.sampled_from(["site", "log_entry"]), st.sampled_from("ABC"), st.booleans()), max_size=20))
def test_asked_at_any_moment_it_is_of_the_rows_as_they_are(steps: list[tuple[str, str, bool]]) -> None:
    """Whatever comes and goes between two questions, the answer is the digest of the rows held then, computed from scratch."""
    digest, held = Digest(), dict[tuple[str, str], Record]()
    for kind, subject, asked in steps:
        row = held.pop((kind, subject), None)
        if row is None:
            row = held[kind, subject] = record(kind, subject=subject)
            digest.add(kind, weight(row))
        else:
            digest.take(kind, weight(row))
        if asked:
            fresh = digest_of(held.values())
            assert (digest.root(), digest.tables()) == (fresh.root(), fresh.tables())
    assert digest.root() == digest_of(held.values()).root()


def test_unequal_tables_name_themselves() -> None:
    """Where one table differs, that table's digest does and no other's."""
    one, other = digest_of(ROWS).tables(), digest_of([*ROWS[:2], record("site", subject="another")]).tables()
    assert unequal(one, other) == unequal(other, one) == ("site",)
    assert unequal(one, {}) == tuple(sorted(one))
    assert unequal(one, one) == ()
