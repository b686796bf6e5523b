"""The codec: every message comes back as it went; whatever else comes in is one clear error."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import BadInput, OverLimit
from feeds.picture.envelope import Author, AuthorKind, Record, Withdrawal
from feeds.picture.regime import REAL
from feeds.picture.warning import Discipline, Indication
from feeds.wire import codec
from feeds.wire.protocol import MAX_MESSAGE, Batch, Deed, Hello, Item, Submit, SubmitRaw

RECORD = Record("IN-1", REAL, 5, Author("HOS", AuthorKind.MACHINE, "F"), Indication("t", Discipline.OSINT, "S"), "a" * 64, sequence=7)


def test_messages_come_back_as_they_went() -> None:
    """A submission and a batch survive the wire; records and withdrawals keep their order by number."""
    submit = Submit(1, (Item(RECORD, b"raw"), Item(RECORD)), "S")
    assert codec.read_up(codec.encode(submit)) == submit
    gone = Withdrawal("indication", "IN-2", "HALL", 6)
    batch = Batch("e" * 16, 6, 7, "0" * 64, 5, 1.0, (RECORD,), (gone,))
    read = codec.read_down(codec.encode(batch))
    assert read == batch
    assert isinstance(read, Batch)
    assert read.items == (gone, RECORD)


def test_items_encoded_one_by_one_are_the_same_submission() -> None:
    """The form a sender uses to encode each item once reads as the plain one."""
    raw = SubmitRaw(3, tuple(msgspec.Raw(codec.encode(Item(RECORD))) for _ in range(3)), "S")
    assert codec.read_up(codec.encode(raw)) == Submit(3, (Item(RECORD),) * 3, "S")


READERS = (codec.read_up, codec.read_down, codec.read_piecemeal)


def outcome(read: Callable[[bytes], object], data: bytes) -> str:
    """Return what became of some bytes: a message, or what its one line says was expected."""
    try:
        read(data)
    except BadInput as error:
        return f"expected {error.expected}" if "\n" not in str(error) else "more than a line"
    return "a message"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_message_or_one_clear_error(data: bytes) -> None:
    """Foreign bytes never raise anything but BadInput, which says in one line what was expected."""
    for read in READERS:
        assert outcome(read, data) in {"a message", "expected a message of this protocol, as msgpack"}


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("data", [b"", b"\xc1", b"\x90", b"\x80", b"\xff" * 300])
def test_what_is_no_message_is_an_error(read: Callable[[bytes], object], data: bytes) -> None:
    """Nothing, a byte that msgpack has not, an empty list and map: none passes for a message."""
    with pytest.raises(BadInput):
        read(data)


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_a_bent_submission_never_passes_for_something_unbounded(place: int, flip: int) -> None:
    """One flipped byte gives another sound message, or BadInput."""
    data = bytearray(codec.encode(Submit(1, (Item(RECORD, b"raw"),) * 4, "S")))
    data[place % len(data)] ^= flip
    try:
        read = codec.read_up(bytes(data))
    except BadInput:
        return
    assert codec.read_up(codec.encode(read)) == read


def test_a_message_too_long_is_refused_before_it_is_decoded() -> None:
    """Beyond the bound nothing is decoded."""
    with pytest.raises(OverLimit):
        codec.read_up(b"x" * (MAX_MESSAGE + 1))


def test_members_that_are_not_known_are_refused() -> None:
    """A message with a member of another version is not half-read."""
    data = msgspec.msgpack.encode({"type": "hello", "protocol": 1, "room": "R", "regime": {"kind": "REAL"}, "more": 1})
    with pytest.raises(BadInput, match="more"):
        codec.read_up(data)
    assert isinstance(codec.read_up(codec.encode(Hello(1, "R", REAL))), Hello)


def test_a_deed_without_a_whole_signature_is_no_deed() -> None:
    """A signature has 64 bytes."""
    with pytest.raises(BadInput):
        codec.read_up(codec.encode(Deed(b"data", b"short")))
