"""The roll-call from a picture to the pixels: who reads what of whom."""

import pytest

from feeds.picture.alarm import Answer, AnswerKind, Delivery, Request
from tests.rig.story import sample_picture
from tests.widgets.conftest import Keep, Render
from tests.widgets.people import staffed
from tests.widgets.room import MINUTE, NOW, Room, at
from tests.widgets.spoken import cut, forbidden, painted
from widgets.cells import Empty
from widgets.look import Look
from widgets.rollcall.grid import ROW_HEIGHT, GridModel
from widgets.rollcall.model import CallCell, CallRow, RollCallModel
from widgets.rollcall.panel import RollCallPanel
from widgets.rollcall.resolve import resolve
from widgets.standpoint import Standpoint
from widgets.tokens import ThemeName, Token
from widgets.words import Glyph

HERE = Standpoint("CMC", "desk")
ASKED = ("AUR", "BOR", "CAL", "DRA")


@pytest.fixture
def room() -> Room:
    """One request: AUR answered, BOR saw it, CAL has it, DRA is not reached; due in five minutes."""
    made = staffed()
    made.write("R-1", Request("A-1", 1, "Corridor report", ASKED, at(10, 41), due=at(10, 46)), at(10, 41))
    made.write("R-1/AUR", Answer("R-1", 1, "AUR", AnswerKind.RECEIPT), at(10, 42), entity="AUR")
    made.write("R-1/1/BOR/b", Delivery("R-1", 1, "BOR", "b", at(10, 41), at(10, 43)), at(10, 43))
    made.write("R-1/1/CAL/c", Delivery("R-1", 1, "CAL", "c", at(10, 41)), at(10, 41))
    return made


def row(model: RollCallModel) -> CallRow:
    """The first item."""
    return model.rows[0]


def words(found: CallRow) -> dict[str, str]:
    """What each entity's cell says."""
    return {cell.entity: cell.word for cell in found.cells if cell.word}


def test_the_duty_officer_reads_all(room: Room) -> None:
    """Claim: at the room's own desk SEEN, lateness and time left are read of everybody."""
    before = resolve(room.picture, at(10, 44), HERE)
    assert words(row(before)) == {"AUR": "RECEIPT", "BOR": "SEEN", "CAL": "DELIVERED", "DRA": "NOT YET"}
    assert (row(before).timer, row(before).late) == ("02:00", False)
    after = resolve(room.picture, at(10, 47), HERE)
    assert words(row(after)) == {"AUR": "RECEIPT", "BOR": "OVERDUE 01:00", "CAL": "OVERDUE 01:00", "DRA": "OVERDUE 01:00"}
    assert (row(after).timer, row(after).late) == ("late 01:00", True)
    assert after.scope == "1 ask · 3 overdue or empty"


def test_a_liaison_reads_seen_and_lateness_of_its_own_only(room: Room) -> None:
    """Claim: BOR reads its own lateness; of others delivery and the kind of answer, never SEEN, OVERDUE or NOBODY."""
    model = resolve(room.picture, at(10, 47), Standpoint("BOR"))
    assert words(row(model)) == {"AUR": "RECEIPT", "BOR": "OVERDUE 01:00", "CAL": "DELIVERED", "DRA": "NOT YET"}
    assert model.own == "BOR"
    theirs = resolve(room.picture, at(10, 44), Standpoint("CAL"))
    assert words(row(theirs))["BOR"] == "DELIVERED"


def test_an_answer_by_voice_has_a_dashed_ring(room: Room) -> None:
    """Claim: a relayed answer shows its letter in a dashed ring until it is countersigned, and never a tick."""
    room.write("R-1/DRA", Answer("R-1", 1, "DRA", AnswerKind.ASSESSED, relayed=True), at(10, 45))
    cell = row(resolve(room.picture, at(10, 47), HERE)).cells[3]
    assert (cell.glyph, cell.word) == (Glyph.RELAYED_A, "ASSESSED")
    assert "countersign pending" in cell.tip
    room.write("R-1/DRA", Answer("R-1", 1, "DRA", AnswerKind.ASSESSED, relayed=True, countersigned=True), at(10, 46))
    assert row(resolve(room.picture, at(10, 47), HERE)).cells[3].glyph is Glyph.RING_A


def test_an_answer_to_an_older_revision_is_none(room: Room) -> None:
    """Claim: a new revision asks everybody again."""
    room.write("R-1", Request("A-1", 2, "Corridor report", ASKED, at(10, 47), due=at(10, 52)), at(10, 47))
    assert "RECEIPT" not in words(row(resolve(room.picture, NOW, HERE))).values()


def test_a_proposal_under_silence_has_the_procedures_words() -> None:
    """Claim: the story's proposal stands among the items with REACHED and NOT REACHED, a countdown, and no tick or count."""
    model = resolve(sample_picture(), NOW, HERE)
    found = next(each for each in model.rows if each.kind == "proposal")
    assert words(found) == {**dict.fromkeys(("AUR", "BOR", "CAL", "DRA", "ESK"), "REACHED"), "FEN": "NOT REACHED"}
    assert found.timer == "42:28"
    lost = resolve(sample_picture(), NOW, Standpoint("CMC", frozen_at=NOW))
    assert next(each for each in lost.rows if each.kind == "proposal").timer == "not known"


def test_nothing_asks_is_said() -> None:
    """Claim: without an item the panel says that nothing asks for an answer."""
    assert resolve(staffed().picture, NOW, HERE).condition == Empty("Nothing asks for an answer")


@pytest.fixture
def panel(look: Look, keep: Keep) -> RollCallPanel:
    """A roll-call panel."""
    made = RollCallPanel(look)
    keep(made)
    return made


@pytest.mark.parametrize("theme", tuple(ThemeName))
@pytest.mark.parametrize(("entity", "size"), [("CMC", (600, 282)), ("BOR", (760, 287))])
def test_nothing_is_cut(look: Look, panel: RollCallPanel, render: Render, entity: str, size: tuple[int, int], theme: ThemeName) -> None:
    """Claim: eight entities fit beside item and timer at both desks, no word is cut or parted, and none is forbidden."""
    look.wear(theme=theme)
    panel.show_model(resolve(sample_picture("10:47:32", "" if entity == "CMC" else entity), NOW, Standpoint(entity)))
    render(panel, *size)
    assert cut(look) == []
    assert forbidden(panel, look) == []
    assert {"RECEIPT", "REACHED", "CONCUR"} <= set(painted(look))
    model = panel.grid.grid
    sentences = [model.data(model.index(r, c)) for r in range(model.rowCount()) for c in range(model.columnCount())]
    assert all(sentences)


def test_an_answer_is_never_green(look: Look, panel: RollCallPanel, render: Render) -> None:
    """Claim: no answer and no delivery is painted in the verified colour."""
    panel.show_model(resolve(sample_picture(), NOW, HERE))
    render(panel, 600, 282)
    assert all(text.token is not Token.GOOD for text in look.ledger or [])


def test_reminding_is_offered_where_something_is_late(panel: RollCallPanel, room: Room) -> None:
    """Claim: U reminds the entity under the hand only where its answer is late; the item column asks for nothing."""
    panel.show_model(resolve(room.picture, at(10, 47), HERE))
    panel.grid.setCurrentIndex(panel.grid.grid.index(0, 2))
    offered = {act.name: (act.subject, act.enabled) for act in panel.foot.acts}
    assert (offered["history"], offered["remind"]) == (("R-1/BOR", True), ("R-1/BOR", True))
    panel.grid.setCurrentIndex(panel.grid.grid.index(0, 1))
    assert not panel.foot.acts[1].enabled
    panel.grid.setCurrentIndex(panel.grid.grid.index(0, 0))
    assert not panel.foot.acts[0].enabled


def test_the_hand_stays_where_it_is(panel: RollCallPanel, room: Room) -> None:
    """Claim: showing a new state of the same items leaves the selected cell selected."""
    panel.show_model(resolve(room.picture, at(10, 44), HERE))
    panel.grid.setCurrentIndex(panel.grid.grid.index(0, 3))
    panel.show_model(resolve(room.picture, at(10, 44) + MINUTE, HERE))
    assert (panel.grid.currentIndex().row(), panel.grid.currentIndex().column()) == (0, 3)


def test_every_cell_has_a_sentence() -> None:
    """Claim: a cell names item, entity, state and since when; one not addressed says so."""
    model = GridModel()
    cells = (CallCell("AUR", Glyph.RING_R, "RECEIPT", tip="receipt 10:42Z"), CallCell("BOR", Glyph.DOT, ""))
    model.show(RollCallModel("", ("AUR", "BOR"), rows=(CallRow("R-1", "request", "R-1", "Report", Glyph.DISC, Token.NORMAL, cells),)))
    assert model.data(model.index(0, 1)) == "R-1, AUR: receipt, receipt 10:42Z"
    assert "not addressed" in model.data(model.index(0, 2))
    assert model.data(model.index(0, 3)) == "R-1, timer none"


def test_words_given_by_voice_are_recorded_and_countersigned_from_the_call(look: Look, keep: Keep, room: Room) -> None:
    """Claim: V records for whoever is owed an answer, C countersigns where one's own words wait for it, and nowhere else."""
    panel = RollCallPanel(look)
    keep(panel)
    room.write("R-1/CAL", Answer("R-1", 1, "CAL", AnswerKind.RECEIPT, relayed=True), at(10, 46))

    def offered(standpoint: Standpoint, entity: str) -> dict[str, tuple[str, bool]]:
        model = resolve(room.picture, at(10, 47), standpoint)
        panel.show_model(model)
        panel.grid.setCurrentIndex(panel.grid.grid.index(0, 0))
        panel.grid.setCurrentIndex(panel.grid.grid.index(0, 1 + model.entities.index(entity)))
        return {act.key: (act.name, act.enabled) for act in panel.foot.acts}

    duty = offered(HERE, "DRA")
    assert (duty["V"], duty["C"][1]) == (("relay:DRA", True), False)
    assert offered(HERE, "AUR")["V"] == ("relay:AUR", False)
    assert offered(Standpoint("CAL"), "CAL")["C"] == ("countersign", True)
    assert not offered(Standpoint("BOR"), "CAL")["C"][1]


def test_a_narrow_call_keeps_every_timer_in_sight(look: Look, panel: RollCallPanel, render: Render) -> None:
    """Claim: where nine entities leave no room for a column of timers, each stands with its item, whole, and no entity is aside."""
    panel.show_model(resolve(sample_picture("10:58:00"), at(10, 58), HERE))
    for _ in range(2):
        render(panel, 600, 290)
    assert len(panel.model.entities) == 9
    assert panel.grid.hidden_columns() == 0
    assert cut(look) == []
    late = next(row for row in panel.model.rows if row.late)
    assert late.timer in painted(look)
    assert late.timer in str(panel.grid.grid.data(panel.grid.grid.index(panel.model.rows.index(late), 0)))
    render(panel, 760, 290)
    assert not panel.grid.grid.merged


@pytest.mark.parametrize("height", range(200, 420, 20))
def test_only_whole_rows_are_shown_and_the_rest_is_counted(look: Look, panel: RollCallPanel, render: Render, height: int) -> None:
    """Claim: whatever the height, no row is cut by the panel's end, and those shown and counted are all there are."""
    panel.show_model(resolve(sample_picture("10:58:00"), at(10, 58), HERE))
    for _ in range(2):
        render(panel, 760, height)
    rows = panel.grid.viewport().height() / look.row(ROW_HEIGHT)
    shown = min(len(panel.model.rows), int(rows))
    said = panel.strip.text
    assert rows >= len(panel.model.rows) or rows == int(rows)
    assert (f"{len(panel.model.rows) - shown} more" in said) is (shown < len(panel.model.rows))
