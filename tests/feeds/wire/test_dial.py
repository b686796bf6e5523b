"""A connection waits for its hub with growing patience, queues nothing for one that is not there, and leaves nothing open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from feeds.errors import BadInput
from feeds.wire.dial import REDIAL_FIRST, REDIAL_MOST, Connection
from feeds.wire.keys import generate

HUB, DUTY = generate("HUB"), generate("DUTY")
NOWHERE = "tcp://127.0.0.1:1"


@pytest.fixture
def connection() -> Iterator[Connection]:
    """One to a hub that is not there, dialled at second 100."""
    made = Connection(NOWHERE, HUB.curve_key, DUTY, None, 100.0)
    yield made
    if not made.closed:
        made.close(0)


def test_nothing_is_queued_for_a_hub_that_is_not_there(connection: Connection) -> None:
    """What cannot be sent at once is said to be unsent, so that it is kept where it can be counted; nothing comes."""
    assert not connection.send(b"hello")
    assert not connection.wait(0.0)
    assert connection.take() is None


def test_patience_doubles_up_to_a_bound(connection: Connection) -> None:
    """A new socket is tried after 8 s without a word, then after 16, and never after more than a minute."""
    at = 100.0
    waits: list[float] = []
    for _ in range(5):
        wait = 0.0
        while not connection.redialled(0.0, at + wait):
            wait += 1.0
        at += wait
        waits.append(wait)
    assert waits == [REDIAL_FIRST, 16.0, 32.0, REDIAL_MOST, REDIAL_MOST]


def test_a_word_begins_the_wait_anew_and_a_welcome_the_patience(connection: Connection) -> None:
    """Who was heard is not given up, and after a welcome a silence is met as the first one was."""
    assert not connection.redialled(105.0, 100.0 + REDIAL_FIRST)
    assert connection.redialled(105.0, 105.0 + REDIAL_FIRST)
    assert not connection.redialled(0.0, 113.0 + REDIAL_FIRST)
    connection.welcomed()
    assert connection.redialled(0.0, 113.0 + REDIAL_FIRST)


def test_closed_is_closed(connection: Connection) -> None:
    """It says so."""
    assert not connection.closed
    connection.close(0)
    assert connection.closed


def test_what_is_no_address_is_refused() -> None:
    """One error that names it, and no context is left behind."""
    with pytest.raises(BadInput, match=r"cannot be connected to.*nowhere at all"):
        Connection("nowhere at all", HUB.curve_key, DUTY, None, 0.0)
