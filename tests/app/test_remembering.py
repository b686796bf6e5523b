"""The rows of a large picture are noted a page at a time, in their order; what was withdrawn before its page came is never noted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.remembering import AT_ONCE, PAGE, Remembering
from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.regime import REAL
from tests.rig.specimens import record

MANY = AT_ONCE + 5 * PAGE


class Notes:
    """Keeps what was noted and told."""

    def __init__(self) -> None:
        self.rows: list[Record] = []
        self.shares: list[float | None] = []
        self.remembering = Remembering(self._note, self.shares.append)

    def _note(self, rows: Iterable[Record]) -> None:
        self.rows.extend(rows)


@pytest.fixture
def notes(qtbot: QtBot) -> Iterator[Notes]:
    """Nothing is noted yet."""
    del qtbot
    made = Notes()
    yield made
    made.remembering.drop()


def rows(count: int, first: int = 0) -> list[Record]:
    """Return so many rows."""
    return [record("log_entry", regime=REAL, subject=f"L-{number:06}") for number in range(first, first + count)]


def test_few_rows_are_noted_at_once(notes: Notes) -> None:
    """Nobody waits for a turn where none is needed."""
    few = rows(AT_ONCE)
    notes.remembering.begin(few)
    assert (notes.rows, notes.shares) == (few, [None])


def test_many_are_noted_in_turns_and_in_their_order(notes: Notes, qtbot: QtBot) -> None:
    """At first none is; at the end all are, each once, and it was said how far it was."""
    many = rows(MANY)
    notes.remembering.begin(many)
    assert notes.rows == []
    qtbot.waitUntil(lambda: notes.shares[-1:] == [None], timeout=20_000)
    assert notes.rows == many
    assert all(share is not None and 0 < share < 1 for share in notes.shares[:-1])


def test_what_is_withdrawn_on_the_way_is_not_noted(notes: Notes, qtbot: QtBot) -> None:
    """A row whose page had not come leaves nothing behind."""
    many = rows(MANY)
    notes.remembering.begin(many)
    notes.remembering.forget([Withdrawal("log_entry", many[-1].subject, many[-1].origin, 9)])
    qtbot.waitUntil(lambda: notes.shares[-1:] == [None], timeout=20_000)
    assert notes.rows == many[:-1]


def test_a_later_picture_takes_the_place_of_what_is_left(notes: Notes, qtbot: QtBot) -> None:
    """Of the picture before nothing more is noted."""
    notes.remembering.begin(rows(MANY))
    other = rows(MANY, first=MANY)
    notes.remembering.begin(other)
    qtbot.waitUntil(lambda: notes.shares[-1:] == [None], timeout=20_000)
    assert notes.rows == other


def test_dropped_it_notes_no_more(notes: Notes, qtbot: QtBot) -> None:
    """A session that is closed is not written to."""
    notes.remembering.begin(rows(MANY))
    notes.remembering.drop()
    few = rows(3)
    notes.remembering.begin(few)
    qtbot.waitUntil(lambda: notes.shares == [None], timeout=20_000)
    assert notes.rows == few
