"""Two pictures differ exactly where a row's content does, and the difference read the other way round is its mirror."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from feeds.assessment.difference import Difference, How, counted, differences
from feeds.picture.envelope import Record
from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from tests.feeds.journal.samples import nights

MIRROR = {How.ONLY_FIRST: How.ONLY_SECOND, How.ONLY_SECOND: How.ONLY_FIRST, How.DIFFERS: How.DIFFERS}


def folded(night: list[Record], size: int) -> Picture:
    """Return the picture of the first records of a night."""
    picture = Picture(REAL)
    fold_all(picture, [msgspec.structs.replace(each, sequence=place) for place, each in enumerate(night[:size], 1)])
    return picture


def mirrored(each: Difference) -> Difference:
    """Return a difference as it reads from the other side."""
    return Difference(each.kind, each.key, MIRROR[each.how], each.second, each.first, each.members)


@given(night=nights(), one=st.integers(0, 30), other=st.integers(0, 30))
def test_a_difference_is_symmetric_and_whole(night: list[Record], one: int, other: int) -> None:
    """No row differs from itself; each way round gives the mirror; with the differences applied the pictures' contents are equal."""
    first, second = folded(night, one), folded(night, other)
    assert differences(first, first) == ()
    found = differences(first, second)
    assert tuple(mirrored(each) for each in differences(second, first)) == found
    content = {(kind, key): (row.body, row.label) for kind, rows in first.tables.items() for key, row in rows.items()}
    for each in found:
        if each.second is None:
            del content[each.kind, each.key]
        else:
            content[each.kind, each.key] = (each.second.body, each.second.label)
    assert content == {(kind, key): (row.body, row.label) for kind, rows in second.tables.items() for key, row in rows.items()}
    assert sum(sum(by.values()) for by in counted(found).values()) == len(found)


@given(night=nights())
def test_what_differs_is_named(night: list[Record]) -> None:
    """A row that differs names at least one member, and a row that only one has names none."""
    for each in differences(folded(night, len(night) // 2), folded(night, len(night))):
        assert bool(each.members) == (each.how is How.DIFFERS)
