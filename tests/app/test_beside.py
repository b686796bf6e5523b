"""Another picture of the same moment stands beside a recording: another journal's, or a plan's, moment by moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.beside import Beside, OtherJournal, Planned
from app.replayed import ReplaySession
from feeds.assessment.difference import differences
from feeds.errors import Misuse, WatchroomError
from feeds.journal.reader import Reader
from tests.feeds.report.played import HEIGHT, write

HOUR = 3_600_000
WAIT = 60_000


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The played exercise."""
    return write(tmp_path_factory.mktemp("beside") / "night.watchroom")


@pytest.fixture
def session(journal: Path, qtbot: QtBot) -> Iterator[ReplaySession]:
    """A replay at the height of the exercise."""
    del qtbot
    made = ReplaySession(Reader(journal), None, None)
    made.seek(HEIGHT)
    yield made
    made.close()


def other(journal: Path, session: ReplaySession) -> Beside:
    """The same journal once more, as another room's."""
    return OtherJournal(journal, session.picture.regime, None, session)


def plan(_journal: Path, session: ReplaySession) -> Beside:
    """What the exercise that ships planned."""
    return Planned("quiet_harbour", None, session)


@pytest.mark.parametrize("make", [other, plan])
def test_what_went_as_it_goes_here_differs_in_nothing(
    journal: Path, session: ReplaySession, qtbot: QtBot, make: Callable[[Path, ReplaySession], Beside]
) -> None:
    """At the height, and after standing elsewhere, the other picture is of the moment shown, and no act in it differs; C ends it."""
    session.stand_beside(make(journal, session))
    for at in (HEIGHT, HEIGHT - HOUR):
        session.seek(at)
        qtbot.waitUntil(lambda at=at: session.aside is not None and session.aside.at == at, timeout=WAIT)  # type: ignore[misc]  # bound in the loop
        assert session.aside is not None
        assert session.aside.picture is not session.picture
        assert session.aside.picture.counts["indication"] > 0
        found = differences(session.aside.picture, session.picture, origins=False)
        assert not {each.kind for each in found} & {"declared_level", "proposal", "corridor_status", "danger_zone", "indication"}
    session.put_aside()
    assert session.aside is None
    session.put_aside()
    qtbot.waitUntil(lambda: session.aside is not None, timeout=WAIT)


def test_what_cannot_stand_beside_is_one_clear_error(tmp_path: Path, session: ReplaySession) -> None:
    """A file that is no journal, a scenario that there is not, and a plan as nobody on it are refused before anything stands."""
    (tmp_path / "x").write_text("no journal")
    with pytest.raises(WatchroomError):
        OtherJournal(tmp_path / "x", session.picture.regime, None, session)
    with pytest.raises(WatchroomError):
        Planned("no_such_scenario", None, session)
    with pytest.raises(Misuse, match="no such entity"):
        Planned("quiet_harbour", "NOBODY", session)
