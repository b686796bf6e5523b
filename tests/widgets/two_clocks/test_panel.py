"""The panel hides hindsight until it is asked for, and then marks it with a word, a hatch and a hue."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from tests.feeds.report.played import records
from widgets.cells import Empty
from widgets.look import Look
from widgets.standpoint import Standpoint
from widgets.two_clocks.ledger import Ledger
from widgets.two_clocks.panel import TwoClocksPanel
from widgets.two_clocks.resolve import resolve
from widgets.words import Hatch

NINE = 1_795_338_000_000
"""2026-11-22T09:00Z."""
WATCH = Standpoint("CMC", replay=True)


def ledger() -> Ledger:
    """Return a ledger of the exercise."""
    made = Ledger()
    made.add_all(records(), Picture(REAL))
    return made


def test_hindsight_is_hidden_and_said(qtbot: QtBot) -> None:
    """At 09:00 two reports that had happened were not known: they are counted in a line and stand in no row."""
    panel = TwoClocksPanel(Look())
    qtbot.addWidget(panel)
    panel.show_model(resolve(ledger(), NINE, WATCH, ghosts=False))
    assert panel.model.hidden >= 1
    assert "Artillery reported moving south" not in " ".join(row.accessible for row in panel.list.rows)
    assert "later-learned record" in panel.hidden.accessibleDescription()
    assert "· D" in panel.hidden.accessibleDescription()


def test_ghosts_have_a_word_a_hatch_and_a_frame(qtbot: QtBot) -> None:
    """Asked for, they stand among the others by the time they happened, and can be told from them without colour."""
    panel = TwoClocksPanel(Look())
    qtbot.addWidget(panel)
    panel.show_model(resolve(ledger(), NINE, WATCH, ghosts=True))
    ghosts = [row for row in panel.list.rows if row.accessible.startswith("learned later")]
    assert len(ghosts) == panel.model.shown >= 1
    assert all(row.hatch is Hatch.DIAGONAL and row.frame is not None for row in ghosts)
    assert any("Artillery reported moving south" in row.accessible for row in ghosts)


def test_d_asks_and_a_row_is_selected(qtbot: QtBot) -> None:
    """The key emits the intent; moving in the table selects the record everywhere."""
    panel = TwoClocksPanel(Look())
    qtbot.addWidget(panel)
    panel.show_model(resolve(ledger(), NINE, WATCH, ghosts=False))
    act = next(act for act in panel.foot.acts if act.key == "D")
    assert (act.name, act.enabled) == ("hindsight", True)
    with qtbot.waitSignal(panel.selected) as heard:
        panel.list.select(panel.list.rows[0].key)
        panel.list.selected.emit(panel.list.rows[0].key)
    assert heard.args == [panel.model.rows[0].kind, panel.model.rows[0].subject]


def test_before_anything_was_known_it_says_so() -> None:
    """An empty table never looks calm."""
    model = resolve(Ledger(), NINE, WATCH, ghosts=False)
    assert isinstance(model.condition, Empty)
