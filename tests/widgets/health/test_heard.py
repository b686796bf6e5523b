"""What sources brought is counted in portions and kept up with changes; at any time it is what a fresh count of the same rows gives."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from tests.rig.specimens import NOON, record
from widgets.health import heard as module
from widgets.health.heard import Hearing, heard

KINDS = ("track", "indication", "log_entry")
SOURCES = ("AIS-N", "PRESS")


def row(number: int, kind: str, subject: int, source: str) -> Record:
    """Return a record of one source, later than those of lower numbers."""
    made = record(kind, regime=REAL, subject=f"S-{subject}", sequence=number, known=NOON + number)
    return made if kind == "log_entry" else msgspec.structs.replace(made, body=msgspec.structs.replace(made.body, source=source))


@given(
    st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 5), st.sampled_from(SOURCES), st.booleans()), max_size=40),
    st.integers(1, 4),
    st.integers(0, 40),
)
def test_counted_beside_its_changes_it_is_the_fresh_count(told: list[tuple[str, int, str, bool]], portion: int, begun: int) -> None:
    """Begun at any time, a portion between two changes: rows that are new, change their source, or go are each counted once."""
    picture, hearing = Picture(REAL), None
    before, module.PORTION = module.PORTION, portion  # type: ignore[misc]  # as small as the pictures are here
    try:
        for number, (kind, subject, source, stays) in enumerate(told, start=1):
            if number > begun and hearing is None:
                hearing = Hearing(picture)
            item = row(number, kind, subject, source) if stays else Withdrawal(kind, f"S-{subject}", "CMC", number)
            changes = fold_all(picture, [item])
            if hearing is not None:
                hearing.take(changes)
                hearing.some()
        hearing = hearing or Hearing(picture)
        while not hearing.some():
            pass
    finally:
        module.PORTION = before  # type: ignore[misc]
    found, fresh = hearing.found(), heard(picture)
    assert {source: each.rows for source, each in found.items()} == {source: each.rows for source, each in fresh.items()}
    assert all(found[source].newest >= each.newest for source, each in fresh.items())


def test_each_source_has_its_count_and_its_newest() -> None:
    """Rows of kinds that no source brings are not counted."""
    picture = Picture(REAL)
    fold_all(
        picture, [row(1, "track", 1, "AIS-N"), row(2, "track", 2, "AIS-N"), row(3, "indication", 3, "PRESS"), row(4, "log_entry", 4, "")]
    )
    assert heard(picture) == {"AIS-N": (2, NOON + 2), "PRESS": (1, NOON + 3)}


def test_a_source_that_spoke_was_heard_though_its_row_went() -> None:
    """When the newest of a source became known is not unlearned by a withdrawal while another row of it stands."""
    picture, records = Picture(REAL), [row(number, "track", number, "AIS-N") for number in (1, 2)]
    fold_all(picture, records)
    hearing = Hearing(picture)
    while not hearing.some():
        pass
    hearing.take(fold_all(picture, [Withdrawal("track", "S-2", "CMC", 3)]))
    assert hearing.found() == {"AIS-N": (1, NOON + 2)}
