"""A snapshot's parts are put together into one picture whose digest is the hub's; a mirror goes on from it."""

from __future__ import annotations

from feeds.picture.digest import digest_of
from feeds.picture.envelope import Record
from feeds.picture.regime import REAL
from feeds.wire.mirror import Gathering, Mirror, Snapshot
from feeds.wire.protocol import Batch, Part
from tests.rig.specimens import NOON, record


def rows(first: int, count: int) -> tuple[Record, ...]:
    """Return rows as a snapshot has them: all at one sequence."""
    return tuple(record("log_entry", regime=REAL, subject=f"L-{number}", sequence=7) for number in range(first, first + count))


def part(number: int, held: tuple[Record, ...], whole: tuple[Record, ...], *, last: bool) -> Part:
    """Return a part of a snapshot of these rows."""
    return Part("E-1", 7, number, last, len(whole), held, digest_of(whole).root(), NOON, 1.0)


def gathered(gathering: Gathering, count: int) -> Snapshot:
    """Return what comes of a snapshot in three parts."""
    whole = rows(0, count)
    thirds = [whole[0::3], whole[1::3], whole[2::3]]
    assert [gathering.take(part(number, held, whole, last=False)) for number, held in enumerate(thirds[:2])] == [None, None]
    found = gathering.take(part(2, thirds[2], whole, last=True))
    assert found is not None
    return found


def test_the_last_part_makes_it_whole() -> None:
    """No picture before; then all rows, the hub's digest, and nothing left to count."""
    found = gathered(Gathering(REAL), 9)
    assert {row.subject for row in found.picture.all_rows()} == {f"L-{number}" for number in range(9)}
    assert found.picture.digest.root() == found.digest
    assert not len(found.picture._uncounted)
    assert (found.epoch, found.sequence, found.now, found.speed) == ("E-1", 7, NOON, 1.0)


def test_a_snapshot_begun_anew_has_nothing_of_the_one_before() -> None:
    """Parts of one that never ended are let go of when the next begins."""
    gathering = Gathering(REAL)
    stray = rows(90, 3)
    assert gathering.take(part(0, stray, stray, last=False)) is None
    assert {row.subject for row in gathered(gathering, 6).picture.all_rows()} == {f"L-{number}" for number in range(6)}


def test_a_mirror_goes_on_from_a_snapshot_that_was_gathered_elsewhere() -> None:
    """It is in step at once, and after the next batch too."""
    mirror, found = Mirror(REAL), gathered(Gathering(REAL), 4)
    mirror.stand(found)
    assert mirror.in_step
    (new,) = rows(4, 1)
    after = digest_of((*found.picture.all_rows(), new)).root()
    mirror.take(Batch("E-1", 8, 8, after, NOON, 1.0, (record("log_entry", regime=REAL, subject="L-4", sequence=8),), ()))
    assert mirror.in_step
    assert mirror.sequence == 8
