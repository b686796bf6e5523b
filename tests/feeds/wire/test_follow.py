"""Following a stream: whatever is lost on the way, rows are never vouched for across a gap."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feeds.wire.follow import LOST_AFTER, STALE_AFTER, Follower, LinkState, Verdict
from feeds.wire.protocol import Batch, Heartbeat, Part

EPOCH, OTHER = "e" * 16, "f" * 16
DIGEST = "0" * 64


def part(sequence: int, number: int = 0, *, last: bool = True, epoch: str = EPOCH) -> Part:
    """Return an empty part of a snapshot."""
    return Part(epoch, sequence, number, last=last, rows=0, records=(), digest=DIGEST, now=1, speed=1.0)


def batch(first: int, last: int, epoch: str = EPOCH) -> Batch:
    """Return an empty batch."""
    return Batch(epoch, first, last, DIGEST, 1, 1.0)


def beat(sequence: int, epoch: str = EPOCH) -> Heartbeat:
    """Return a heartbeat."""
    return Heartbeat(epoch, sequence, DIGEST, 1, 1.0)


def live(sequence: int = 5) -> Follower:
    """Return a follower that stands at a sequence."""
    follower = Follower(0.0, wants=True)
    assert follower.part(part(sequence), 0.0) is Verdict.TAKE
    assert follower.state is LinkState.LIVE
    return follower


@given(st.lists(st.integers(1, 4), min_size=1, max_size=12), st.sets(st.integers(0, 11)))
def test_a_lost_batch_is_always_noticed(sizes: list[int], lost: set[int]) -> None:
    """If any batch is lost, the next one that comes, or the next heartbeat, shows a gap; if none is, all are taken."""
    follower, at, gap = live(5), 5, False
    for number, size in enumerate(sizes):
        first, at = at + 1, at + size
        if number in lost:
            continue
        verdict = follower.batch(batch(first, at), 0.0)
        gap = gap or verdict is Verdict.GAP
        assert (verdict is Verdict.TAKE) == (not any(each <= number for each in lost))
    gap = gap or follower.heartbeat(beat(at), 0.0) is Verdict.GAP
    assert gap == any(number < len(sizes) for number in lost)
    assert (follower.state is LinkState.RESYNC) == gap


def test_a_new_epoch_is_a_gap() -> None:
    """Numbers of another epoch mean nothing, even where they would fit."""
    assert live().batch(batch(6, 6, OTHER), 0.0) is Verdict.GAP
    assert live().heartbeat(beat(5, OTHER), 0.0) is Verdict.GAP


def test_after_a_gap_only_a_snapshot_is_taken() -> None:
    """Batches are ignored until a snapshot is complete, and the first one after it fits on."""
    follower = live()
    assert follower.batch(batch(9, 9), 0.0) is Verdict.GAP
    assert follower.batch(batch(10, 10), 0.0) is Verdict.IGNORE
    assert follower.part(part(10, 0, last=False), 0.0) is Verdict.TAKE
    assert follower.batch(batch(11, 11), 0.0) is Verdict.IGNORE
    assert follower.part(part(10, 1), 0.0) is Verdict.TAKE
    assert follower.batch(batch(11, 11), 0.0) is Verdict.TAKE


def test_a_part_out_of_its_order_is_not_taken() -> None:
    """A part that does not follow the last one, or is of another snapshot, is ignored."""
    follower = live()
    follower.part(part(10, 0, last=False), 0.0)
    assert follower.part(part(10, 2), 0.0) is Verdict.IGNORE
    assert follower.part(part(11, 1), 0.0) is Verdict.IGNORE
    assert follower.state is LinkState.RESYNC


def test_a_repeated_batch_is_ignored() -> None:
    """What was taken before is not taken again, and is no gap."""
    follower = live()
    follower.batch(batch(6, 8), 0.0)
    assert follower.batch(batch(6, 8), 0.0) is Verdict.IGNORE
    assert follower.state is LinkState.LIVE


def test_silence_turns_live_into_stale_into_lost_and_a_word_back() -> None:
    """The badge follows the monotonic clock, and says since when."""
    follower = live()
    follower.tick(STALE_AFTER - 0.1)
    assert follower.state is LinkState.LIVE
    follower.tick(STALE_AFTER)
    assert (follower.state, follower.since) == (LinkState.STALE, STALE_AFTER)
    follower.heartbeat(beat(5), 2.0)
    assert follower.state is LinkState.LIVE
    follower.tick(2.0 + LOST_AFTER)
    assert (follower.state, follower.since) == (LinkState.LOST, 2.0 + LOST_AFTER)
    assert follower.holds == (EPOCH, 5)
