"""A recording's history is read once, in order, page by page, and goes on with what is appended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import history_reading
from app.history_reading import HistoryReading
from feeds.journal.reader import Reader
from feeds.journal.store import Admitted, Journal
from feeds.picture.envelope import Record
from feeds.picture.identity import content_hash
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from tests.app.recordings import COUNT, MINUTE, write
from tests.rig.specimens import NOON, record

WAIT = 20_000


class Reading:
    """A history that is read, and what was told of it."""

    def __init__(self, path: Path, sees: Callable[[Record], bool]) -> None:
        """Open the recording."""
        self.reader = Reader(path)
        self.told: list[str] = []
        self.named: list[bool] = []
        self.shares: list[float | None] = []
        self.history = HistoryReading(self.reader, REAL, sees, self._take, Picture(REAL))
        self.history.went.connect(self.shares.append)

    def _take(self, records: Iterable[Record], names: Picture | None) -> None:
        self.told += [each.subject for each in records]
        self.named.append(names is not None)

    def close(self) -> None:
        """Stop and close the file."""
        self.history.stop()
        self.reader.close()


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Callable[[Record], bool]], Reading]]:
    """Read the recording seven records at a time, which ends within a page."""
    del qtbot
    monkeypatch.setattr(history_reading, "PAGE", 7)
    path, made = write(tmp_path), []

    def read(sees: Callable[[Record], bool]) -> Reading:
        made.append(Reading(path, sees))
        return made[-1]

    yield read
    for each in made:
        each.close()


Opened = Callable[[Callable[[Record], bool]], Reading]
SUBJECTS = ["I-1", *(f"L-{number}" for number in range(1, COUNT))]


def test_all_is_told_once_and_in_order(opened: Opened, qtbot: QtBot) -> None:
    """With how much of it is read, from nothing to a word that it is whole."""
    one = opened(lambda _: True)
    one.history.start()
    assert one.history.waiting
    qtbot.waitUntil(lambda: one.shares[-1] is None, timeout=WAIT)
    assert one.told == SUBJECTS
    assert one.shares == [0.0, 7 / COUNT, 14 / COUNT, 21 / COUNT, 28 / COUNT, None]
    assert not one.history.waiting


def test_what_the_audience_may_not_see_is_not_told(opened: Opened, qtbot: QtBot) -> None:
    """Asked of each record as it is read."""
    one = opened(lambda each: each.subject != "L-7")
    one.history.start()
    qtbot.waitUntil(lambda: one.shares[-1] is None, timeout=WAIT)
    assert one.told == [subject for subject in SUBJECTS if subject != "L-7"]


def test_what_is_appended_is_read_on(opened: Opened, qtbot: QtBot) -> None:
    """Nothing is read twice; from then on things are named as the moment shown has them."""
    one = opened(lambda _: True)
    one.history.start()
    qtbot.waitUntil(lambda: one.shares[-1] is None, timeout=WAIT)
    assert set(one.named) == {True}
    later = record("log_entry", regime=REAL, subject="L-NEW", known=NOON + COUNT * MINUTE, key=content_hash(b"new"))
    with Journal.open(one.reader.path) as journal:
        journal.append([Admitted(later)], durable=True)
        one.history.grew()
        qtbot.waitUntil(lambda: not one.history.waiting, timeout=WAIT)
    assert one.told == [*SUBJECTS, "L-NEW"]
    assert one.named[-1] is False
    assert one.shares[-1] is None


def test_once_stopped_it_reads_no_more(opened: Opened) -> None:
    """Its window is gone."""
    one = opened(lambda _: True)
    one.history.start()
    one.history.stop()
    assert not one.history.waiting
    assert one.told == []
