"""A board as a hand uses it: sections, pages, acts, and nothing cut at any text scale."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Keep, Render
from tests.widgets.spoken import cut, painted, said
from widgets.board.acting import offered
from widgets.board.model import BoardModel, Entry, Fact, Part, Section
from widgets.board.panel import BoardPanel
from widgets.cells import Act, Empty, Meter
from widgets.look import SCALE_MAX, SCALE_MIN, Look
from widgets.tokens import Token
from widgets.words import Hatch, State

ACTS = offered((("change:authorise", "Authorise…", "A"), ("change:hold", "Hold…", "H")), "AC-1", "")
PARTS = (
    Part(
        "The action",
        (
            Fact("Under", "G-06 Joint coastal patrol", State.GRANT_ACTIVE, kind="grant", subject="G-6"),
            Fact("Place", "fairway"),
            Fact("CL-SEGMENT-HAZARD", "two lists"),
        ),
    ),
    Part("Uses", (), "it was not used"),
)


def model() -> BoardModel:
    """Two sections with entries, one that says it is empty, one that says nothing."""
    first = Entry("action", "AC-1", "CAL: patrol", "AC-1", State.ACTION_REQUESTED, support="under G-06", parts=PARTS, acts=ACTS)
    doubtful = Entry("channel", "CH-1", "desk terminal", "FEN", State.CHANNEL_UNTESTED, warning="never tested", urgent=Token.HIGH)
    full = Entry("site", "ST-1", "Port Elen transit", state=State.RELIEF, support="1910 of 1800", meter=Meter(1.06, Token.HIGH))
    return BoardModel(
        "at declared 4",
        (
            Section("Actions under way", (first,)),
            Section("Grants", empty="No grant is in force"),
            Section("Nothing at all"),
            Section("Channels", (doubtful, full), "two"),
        ),
        (Act("risk", "Write down a risk…", "K", quiet=True),),
    )


@pytest.fixture
def panel(look: Look, keep: Keep) -> BoardPanel:
    """A board with the model shown."""
    made = BoardPanel(look, "Board")
    keep(made)
    made.resize(396, 420)
    made.show_model(model())
    return made


def heard(panel: BoardPanel) -> list[tuple[str, ...]]:
    """Collects what the board says: selections and acts."""
    said: list[tuple[str, ...]] = []
    panel.selected.connect(lambda kind, subject: said.append(("selected", kind, subject)))
    panel.act_requested.connect(lambda name, subject: said.append(("act", name, subject)))
    return said


@pytest.mark.parametrize("scale", [SCALE_MIN, 1.0, 1.33, 1.5, SCALE_MAX])
@pytest.mark.parametrize("page", [False, True])
def test_nothing_is_cut_at_any_text_scale(look: Look, panel: BoardPanel, render: Render, scale: float, page: bool) -> None:
    """Claim: the list and a page are painted whole from 80 to 200 %, as wide as a column is at that scale."""
    look.wear(scale=scale)
    if page:
        panel.open("action|AC-1")
    render(panel, round(396 * scale), round(600 * scale))
    assert cut(look) == []


def test_sections_say_what_they_hold(look: Look, panel: BoardPanel, render: Render) -> None:
    """Claim: a head stands over its entries; one that is empty says so; one with nothing to say is not there."""
    render(panel, 396, 420)
    assert {"Actions under way", "No grant is in force", "Channels", "two"} <= set(painted(look))
    assert "Nothing at all" not in painted(look)


def test_heads_are_passed_over(panel: BoardPanel) -> None:
    """Claim: no key and no click selects a head."""
    heads = [place for place, row in enumerate(panel.list.rows) if row.head]
    assert heads
    assert not any(panel.list.model.flags(panel.list.model.index(place)) & Qt.ItemFlag.ItemIsSelectable for place in heads)


def test_arrow_keys_walk_the_sections(panel: BoardPanel, qtbot: QtBot) -> None:
    """Claim: the focus starts on the first entry; → goes to that of the next section, ← back; each is told, empty sections are not."""
    said = heard(panel)
    with qtbot.waitActive(panel):
        panel.show()
    panel.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(panel.list.view, key)
    assert said == [("selected", "action", "AC-1"), ("selected", "channel", "CH-1"), ("selected", "action", "AC-1")]


def test_enter_opens_the_page_and_esc_gives_the_list_back(panel: BoardPanel, qtbot: QtBot) -> None:
    """Claim: by keyboard alone a page opens, its facts are walked and followed, and Esc returns to the same entry."""
    said = heard(panel)
    with qtbot.waitActive(panel):
        panel.show()
    panel.setFocus()
    QTest.keyClick(panel.list.view, Qt.Key.Key_Return)
    assert panel.opened == "action|AC-1"
    assert panel.stack.currentWidget() is panel.page
    QTest.keyClick(panel.page.list.view, Qt.Key.Key_Return)
    assert said[-1] == ("act", "follow:grant", "G-6")
    QTest.keyClick(panel.page.list.view, Qt.Key.Key_Escape)
    assert (panel.opened, panel.list.key) == ("", "action|AC-1")


def test_the_foot_has_the_acts_of_what_is_selected(panel: BoardPanel) -> None:
    """Claim: without a selection there are the board's own acts; with one its acts come first, about its subject."""
    assert [act.name for act in panel.foot.acts] == ["risk"]
    panel.select("action", "AC-1")
    acts = [(act.name, act.subject) for act in panel.foot.acts]
    assert acts == [("change:authorise", "AC-1"), ("change:hold", "AC-1"), ("risk", ""), ("open_page", "action|AC-1")]


def test_a_page_whose_thing_left_gives_the_list_back(panel: BoardPanel) -> None:
    """Claim: when the open entry is no longer on the board the list stands there again, and no act is about it."""
    panel.open("action|AC-1")
    panel.show_model(BoardModel("", (Section("Channels", empty="none"),)))
    assert panel.stack.currentWidget() is panel.list
    assert panel.foot.acts == ()


def test_an_empty_board_says_so(look: Look, panel: BoardPanel, render: Render) -> None:
    """Claim: with nothing to list the panel says what is not there, and offers no act about it."""
    panel.show_model(BoardModel("", condition=Empty("No grant", "An action needs a grant")))
    render(panel, 396, 420)
    assert "No grant" in painted(look)


def test_doubt_and_urgency_are_seen(panel: BoardPanel) -> None:
    """Claim: what is in doubt is hatched, what wants somebody has a bar, and the tab counts it in words."""
    row = next(row for row in panel.list.rows if row.key == "channel|CH-1")
    assert (row.hatch, row.bar) == (Hatch.DOTS, Token.HIGH)
    assert model().wants == "1 to look at"


def test_every_part_has_a_name(panel: BoardPanel) -> None:
    """Claim: a screen reader hears each entry in one sentence, with its state in words."""
    assert "AC-1 CAL: patrol, requested, under G-06" in said(panel)
