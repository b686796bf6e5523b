"""The outbox: nothing is lost, nothing leaves out of order, everything is bounded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import OverLimit
from feeds.wire.outbox import AGAIN, IN_FLIGHT, MESSAGE_BYTES, Outbox
from feeds.wire.protocol import MAX_ITEMS, SubmitRaw


def drain(box: Outbox, at: float) -> list[str]:
    """Send everything that is due and return the keys in their order."""
    keys: list[str] = []
    while (outgoing := box.next_message(at)) is not None:
        box.sent(outgoing, at)
        keys.extend(outgoing.keys)
    return keys


@given(
    st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["A", "B"]), st.booleans()), max_size=60),
    st.lists(st.integers(0, 40), max_size=20),
    st.booleans(),
)
def test_what_is_not_settled_is_sent_again_in_its_order(put: list[tuple[int, str, bool]], settled: list[int], lost: bool) -> None:
    """After a lost connection, or the time to try again, exactly the unsettled items leave once more, in the order they were given."""
    box = Outbox()
    for number, source, deed in put:
        box.put(str(number), b"x" * number, source, deed=deed)
    order = list(dict.fromkeys(str(number) for number, _, _ in put))
    assert drain(box, 0.0) == order
    assert drain(box, 1.0) == []
    for number in settled:
        box.settle(str(number))
    if lost:
        box.lost()
    left = [key for key in order if int(key) not in settled]
    assert drain(box, 1.0 if lost else AGAIN) == left
    assert len(box) == len(left)


def test_messages_are_of_one_source_and_bounded() -> None:
    """A submission holds one source's items, no more than the protocol allows and no more bytes than the hub takes."""
    box = Outbox()
    for number in range(700):
        box.put(f"a{number}", b"x" * 2_000, "A")
    for number in range(10):
        box.put(f"b{number}", b"x" * 200_000, "B")
    seen: list[str] = []
    while (outgoing := box.next_message(0.0)) is not None:
        assert isinstance(outgoing.message, SubmitRaw)
        assert len(outgoing.keys) <= MAX_ITEMS
        assert sum(len(bytes(item)) for item in outgoing.message.items) <= MESSAGE_BYTES
        assert {key[0] for key in outgoing.keys} == {outgoing.message.source.lower()}
        seen += outgoing.keys
        box.sent(outgoing, 0.0)
    assert len(seen) == 710


def test_so_many_in_flight_and_no_more() -> None:
    """Without receipts only a bounded number of items leaves; each receipt lets another go."""
    box = Outbox()
    for number in range(IN_FLIGHT + 50):
        box.put(str(number), b"x")
    assert len(drain(box, 0.0)) == IN_FLIGHT
    for number in range(20):
        box.settle(str(number))
    assert len(drain(box, 0.0)) == 20


def test_a_record_too_large_for_any_message_is_refused() -> None:
    """What could never be sent is not kept."""
    box = Outbox()
    with pytest.raises(OverLimit):
        box.put("a", b"x" * (MESSAGE_BYTES + 1))
    assert len(box) == 0
