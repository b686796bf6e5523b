"""The watch log from a picture to the pixels, and the line that writes the next entry."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from feeds.picture.night import LogEntry
from tests.widgets.conftest import Keep, Render
from tests.widgets.people import staffed
from tests.widgets.room import NOW, at
from tests.widgets.spoken import cut, forbidden, painted
from widgets.cells import Empty
from widgets.look import Look
from widgets.standpoint import Standpoint
from widgets.underway import Progress, Underway
from widgets.watchlog.model import WatchLogModel
from widgets.watchlog.panel import WatchLogPanel
from widgets.watchlog.resolve import MOST, resolve

HERE = Standpoint("CMC", "desk")
SIZE = (600, 282)
LONG = "1054Z. HC-2 S3 endangered by DZ-07. HAC told by voice. Suspension put to AUR. DRA and FEN still owe answers, both told again."


def log() -> WatchLogModel:
    """Four entries, the third long, the last a correction of the first."""
    room = staffed()
    room.write("L-1", LogEntry("Convoy 3 leaves 10:05Z"), at(10, 6))
    room.write("L-3", LogEntry(LONG), at(10, 30))
    room.write("L-2", LogEntry("Gauge lost"), at(10, 10))
    room.write("L-4", LogEntry("Convoy 3 left 10:02Z", corrects="L-1"), at(10, 40))
    return resolve(room.picture, NOW, HERE)


@pytest.fixture
def panel(look: Look, keep: Keep) -> WatchLogPanel:
    """A log with its entries."""
    made = WatchLogPanel(look)
    keep(made)
    made.show_model(log())
    return made


def test_entries_stand_in_the_order_they_were_written() -> None:
    """Claim: oldest first with time and role; a correction names the entry it corrects, which stays and is struck."""
    model = log()
    assert [entry.subject for entry in model.entries] == ["L-1", "L-2", "L-3", "L-4"]
    assert [entry.time for entry in model.entries] == ["10:06Z", "10:10Z", "10:30Z", "10:40Z"]
    assert (model.entries[3].corrects, model.entries[0].corrected) == ("corrects 10:06Z", True)
    assert model.scope == "4 entries"


def test_of_a_log_of_years_the_last_stand_there_and_a_range_brings_earlier_ones() -> None:
    """Claim: where there are more than anybody reads, the newest are listed and the scope says of how many; a range lists its own, and a
    correction still names the time of an entry that is listed no more.
    """
    room, extra = staffed(), 30
    for number in range(MOST + extra):
        room.write(f"L-{number}", LogEntry(f"line {number}"), at(8, 0) + number * 1_000)
    room.write("L-LAST", LogEntry("line 0 was wrong", corrects="L-0"), at(10, 0))
    model = resolve(room.picture, NOW, HERE)
    assert [entry.subject for entry in model.entries] == [*(f"L-{number}" for number in range(extra + 1, MOST + extra)), "L-LAST"]
    assert model.scope == f"last {MOST} of {MOST + extra + 1} entries"
    assert model.entries[-1].corrects == "corrects 08:00Z"
    early = resolve(room.picture, NOW, HERE, window=(at(8, 0), at(8, 0) + 5_000))
    assert [entry.subject for entry in early.entries] == [f"L-{number}" for number in range(5)]
    assert early.entries[0].corrected
    assert early.scope.startswith(f"5 of {MOST + extra + 1} entries")


def test_long_entries_are_whole(look: Look, panel: WatchLogPanel, render: Render) -> None:
    """Claim: an entry takes as many lines as it needs; nothing is cut or forbidden, and the newest is in sight."""
    render(panel, *SIZE)
    assert cut(look) == []
    assert forbidden(panel, look) == []
    said = " ".join(panel.list.rows[i].accessible for i in range(len(panel.list.rows)))
    assert LONG in said
    assert "Convoy 3 left 10:02Z (corrects 10:06Z)" in " ".join(painted(look))


def test_what_is_written_leaves_with_the_intent(panel: WatchLogPanel) -> None:
    """Claim: Enter logs the line, empties it and changes no entry; an empty line logs nothing."""
    logged: list[str] = []
    asked: list[tuple[str, str]] = []
    panel.logged.connect(logged.append)
    panel.act_requested.connect(lambda name, subject: asked.append((name, subject)))
    QTest.keyClick(panel.line, Qt.Key.Key_Return)
    panel.line.setText("  chair told: silence on P-12 ")
    QTest.keyClick(panel.line, Qt.Key.Key_Return)
    assert logged == ["chair told: silence on P-12"]
    assert asked == [("log:chair told: silence on P-12", "")]
    assert panel.line.text() == ""
    assert panel.model == log()


def test_an_entry_is_corrected_by_key(panel: WatchLogPanel) -> None:
    """Claim: C takes the words into the line, Enter emits the correction about the old entry, Esc leaves it; a struck one has no C."""
    asked: list[tuple[str, str]] = []
    panel.act_requested.connect(lambda name, subject: asked.append((name, subject)))
    panel.list.view.setCurrentIndex(panel.list.model.index(1))
    (act,) = panel.foot.acts
    assert (act.key, act.subject, act.enabled) == ("C", "L-2", True)
    panel.foot.requested.emit(act.name, act.subject)
    assert (panel.line.text(), panel.header.scope) == ("Gauge lost", "correcting 10:10Z · Esc leaves it")
    assert panel.leave()
    assert (panel.line.text(), panel.leave(), panel.header.scope) == ("", False, "4 entries")
    panel.foot.requested.emit(act.name, act.subject)
    panel.line.setText("Gauge G-2 lost")
    QTest.keyClick(panel.line, Qt.Key.Key_Return)
    assert asked == [("correct:Gauge G-2 lost", "L-2")]
    panel.line.setText("next")
    QTest.keyClick(panel.line, Qt.Key.Key_Return)
    assert asked[1] == ("log:next", "")
    panel.list.view.setCurrentIndex(panel.list.model.index(0))
    assert "was corrected" in panel.foot.acts[0].reason


def test_an_entry_on_its_way_says_so() -> None:
    """Claim: an entry not yet on disk stands last without a time and says that it is sent."""
    model = resolve(staffed().picture, NOW, HERE, (Underway("log_entry", "L-9", Progress.SENDING, 0.3),))
    (entry,) = model.entries
    assert (entry.time, entry.sending) == ("", "sending 0.3 s")


def test_without_a_hub_nothing_is_written(panel: WatchLogPanel) -> None:
    """Claim: with acts off the line is closed and says why; an empty log says so."""
    model = resolve(staffed().picture, NOW, Standpoint("CMC", frozen_at=NOW))
    panel.show_model(model)
    assert not panel.line.isEnabled()
    assert panel.line.placeholderText() == "cannot reach the hub"
    assert isinstance(model.condition, Empty)


def test_a_range_of_time_narrows_the_log_and_says_so() -> None:
    """Claim: with a range only the entries written in it are listed, and how many there are of how many; none is said as such."""
    room = staffed()
    for number in range(4):
        room.write(f"L-{number}", LogEntry(f"line {number}"), at(10, 10 * number))
    model = resolve(room.picture, NOW, HERE, window=(at(10, 10), at(10, 30)))
    assert [entry.subject for entry in model.entries] == ["L-1", "L-2"]
    assert model.scope == "2 of 4 entries · 10:10Z to 10:30Z"
    assert isinstance(resolve(room.picture, NOW, HERE, window=(at(9, 0), at(9, 30))).condition, Empty)
