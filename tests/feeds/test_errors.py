"""The error tree: one line, four parts, whatever the value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import BadInput, Misuse, OverLimit, WatchroomError


def test_an_error_says_where_what_the_value_and_what_was_expected() -> None:
    """The message holds all four parts in that order."""
    error = BadInput("room.toml, endpoint", "not an address", "tcp//x", "tcp://HOST:PORT")
    assert str(error) == "room.toml, endpoint: not an address: 'tcp//x' (expected tcp://HOST:PORT)"


def test_parts_that_are_not_there_leave_no_trace() -> None:
    """Without value and expectation the message is where and what."""
    assert str(Misuse("state", "no such entity")) == "state: no such entity"


def test_a_falsy_value_is_a_value() -> None:
    """0 and the empty text are shown; only None means that there is none."""
    assert str(Misuse("demo, --for", "too short", 0)) == "demo, --for: too short: 0"
    assert str(Misuse("demo, --as", "no such entity", "")) == "demo, --as: no such entity: ''"


@given(st.text(), st.text(), st.text() | st.binary() | st.integers(), st.text())
def test_a_message_is_one_printable_bounded_line(where: str, what: str, value: object, expected: str) -> None:
    """No value, however hostile, breaks the line, writes a control character or runs on."""
    message = str(WatchroomError(where, what, value, expected))
    assert message.isprintable()
    assert len(message) < 1_400


def test_a_huge_value_is_cut() -> None:
    """A million characters are shown as at most a hundred and twenty."""
    assert len(OverLimit("a", "b", "x" * 1_000_000).shown_value) == 120
    assert len(OverLimit("a", "b", b"x" * 1_000_000).shown_value) == 120


def test_the_tree_can_be_caught_by_its_branch() -> None:
    """Who catches bad input catches input over a limit too."""
    with pytest.raises(BadInput):
        raise OverLimit("alert.xml", "too large", 5_000_000, "at most 4194304 bytes")
