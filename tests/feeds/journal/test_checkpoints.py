"""Checkpoints: the latest are at hand, and the nearest one before a place is found."""

from __future__ import annotations

from feeds.journal.checkpoints import APART, KEPT, MANY, Checkpoints, apart
from feeds.journal.head import Stand
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL


def at(place: int) -> Stand:
    """Return a stand with a picture of its own."""
    picture = Picture(REAL)
    return Stand(place, picture, picture)


def test_the_oldest_goes_and_is_told_of() -> None:
    """As many as may be kept are; each further one takes the place of the one kept first, wherever it lies."""
    checkpoints, stands = Checkpoints(), [at(place) for place in (5, *range(KEPT))]
    gone = [checkpoints.keep(stand) for stand in stands]
    assert gone == [()] * KEPT + [(stands[0],)]
    assert list(checkpoints) == stands[1:]


def test_the_nearest_before_a_place_is_found() -> None:
    """In whatever order they were kept; one that lies behind the place is none before it."""
    checkpoints = Checkpoints()
    for place in (300, 100, 200):
        checkpoints.keep(at(place))
    found = [checkpoints.before(place) for place in (99, 100, 299, 1_000)]
    assert [None if each is None else each.place for each in found] == [None, 100, 200, 300]
    there = checkpoints.at(200)
    assert there is not None
    assert there.place == 200
    assert checkpoints.at(201) is None


def test_none_is_at_hand_once_they_are_cleared() -> None:
    """All that were are handed back, to be let go of."""
    checkpoints, stands = Checkpoints(), (at(1), at(2))
    for stand in stands:
        checkpoints.keep(stand)
    assert checkpoints.clear() == stands
    assert list(checkpoints) == []
    assert checkpoints.before(9) is None


def test_with_many_rows_they_lie_farther_apart() -> None:
    """Few rows: the least distance; every so many rows as much again."""
    assert [apart(rows) for rows in (0, MANY - 1, MANY, 3 * MANY)] == [APART, APART, 2 * APART, 4 * APART]
