"""What had happened by a moment is another question than what was known then: asked for by itself, answered beside the loop, undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.replayed import ReplaySession
from feeds.journal.reader import Reader
from feeds.picture.corridor import CorridorStatus
from feeds.picture.picture import Picture
from feeds.picture.warning import Indication
from tests.feeds.report.played import HEIGHT, write

LATER = "The movement at 07:58Z was units leaving"
"""Happened at 07:58, learned at 01:10 of the next day."""
HEARD = "Artillery fire, acoustic"
"""Reported by a machine at 10:44."""
WAIT = 20_000


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The played exercise."""
    return write(tmp_path_factory.mktemp("hindsight") / "night.watchroom")


@pytest.fixture
def session(journal: Path, qtbot: QtBot) -> Iterator[ReplaySession]:
    """A replay at the height of the exercise."""
    del qtbot
    made = ReplaySession(Reader(journal), None, None)
    made.seek(HEIGHT)
    yield made
    made.close()


def reports(picture: Picture) -> set[str]:
    """Return the titles of a picture's reports."""
    return {body.title for _, body in picture.bodies(Indication)}


def test_hindsight_is_asked_for_and_undone(qtbot: QtBot, session: ReplaySession) -> None:
    """The late report is not in what was known; asked what had happened, it is; asked again what was known, it is gone."""
    known = session.picture.digest.root()
    assert LATER not in reports(session.picture)
    with qtbot.waitSignal(session.replaced, timeout=WAIT):
        session.ask_happened(on=True)
    qtbot.waitUntil(lambda: LATER in reports(session.picture), timeout=WAIT)
    session.ask_happened(on=False)
    assert session.picture.digest.root() == known
    assert LATER not in reports(session.picture)


def test_another_moment_is_asked_anew(qtbot: QtBot, session: ReplaySession) -> None:
    """Four hours earlier the gun had not been heard; back at the height it has. Both times the answer is hindsight's."""
    session.ask_happened(on=True)
    qtbot.waitUntil(lambda: LATER in reports(session.picture), timeout=WAIT)
    session.seek(HEIGHT - 4 * 3_600_000)
    qtbot.waitUntil(lambda: HEARD not in reports(session.picture), timeout=WAIT)
    session.seek(HEIGHT)
    qtbot.waitUntil(lambda: HEARD in reports(session.picture), timeout=WAIT)
    assert LATER in reports(session.picture)


def test_hindsight_does_not_play(qtbot: QtBot, session: ReplaySession) -> None:
    """Playing shows what was known, whatever was asked before."""
    session.ask_happened(on=True)
    qtbot.waitUntil(lambda: LATER in reports(session.picture), timeout=WAIT)
    session.play(on=True)
    assert not session.happened
    session.play(on=False)
    assert LATER not in reports(session.picture)


def test_an_entity_s_hindsight_is_its_own(journal: Path, qtbot: QtBot) -> None:
    """What is withheld from an audience is not in what had happened for it either."""
    session = ReplaySession(Reader(journal), None, "HAC")
    session.seek(HEIGHT)
    session.ask_happened(on=True)
    with qtbot.waitSignal(session.replaced, timeout=WAIT):
        pass
    assert not any("patrol craft" in title for title in reports(session.picture))
    session.close()


def test_what_was_done_afterwards_has_not_happened(qtbot: QtBot, session: ReplaySession) -> None:
    """Asked what had happened by the height, the corridor is open and the room at 3 by its first proposal: later acts are not in it."""
    before = {row.subject: body.state for row, body in session.picture.bodies(CorridorStatus)}
    session.ask_happened(on=True)
    qtbot.waitUntil(lambda: LATER in reports(session.picture), timeout=WAIT)
    assert {row.subject: body.state for row, body in session.picture.bodies(CorridorStatus)} == before
    assert all(row.event <= HEIGHT for row in session.picture.all_rows())


def test_ghosts_are_what_came_late_and_only_where_asked_for(qtbot: QtBot, journal: Path) -> None:
    """Hidden until asked for; then the late report itself, with its place, for the audience that may see it and no other."""
    for entity, sees in ((None, True), ("HAC", False)):
        session = ReplaySession(Reader(journal), None, entity)
        session.seek(HEIGHT)
        session.start()
        qtbot.waitUntil(lambda session=session: not session.loading, timeout=WAIT)  # type: ignore[misc]  # bound in the loop
        assert session.hindsight() == ()
        session.ghosts = True
        found = {record.body.title for record in session.hindsight() if isinstance(record.body, Indication)}
        assert found == ({LATER} if sees else set())
        assert all(record.event <= HEIGHT < record.known for record in session.hindsight())
        session.close()
