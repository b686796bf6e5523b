"""Lists: selection by key, order under the hand, counts of what is not shown, accessible text."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Keep, Render
from widgets.cells import Cell, Column, Mark, Row, Word
from widgets.laying import Laid, lay
from widgets.look import Look
from widgets.row_model import ROW, held_order
from widgets.row_parts import BATCH
from widgets.rows import RowList
from widgets.tokens import Token
from widgets.words import Glyph

COLUMNS = (Column("", 24), Column("What"), Column("State", fit=True))


def row(key: str, what: str = "", *, blink: str | None = None) -> Row:
    """A row with a severity glyph, a text and a state."""
    cells = (
        Cell(0, (Mark(Glyph.TRIANGLE, Token.HIGH),)),
        Cell(1, (Word(what or f"row {key}"),), 0),
        Cell(1, (Word("why"),), 1),
        Cell(2, (Word("UNACK"),), 0),
    )
    return Row(key, cells, accessible=f"{key}, {what or 'row'}", bar=Token.HIGH, blink=blink)


def take_hand(rows: RowList, *, on: bool) -> None:
    """Give the view the focus, or take it away, as a window would."""
    kind = QEvent.Type.FocusIn if on else QEvent.Type.FocusOut
    QApplication.sendEvent(rows.view, QFocusEvent(kind))


@pytest.fixture
def rows(look: Look, keep: Keep) -> RowList:
    """A list of three rows with the second selected."""
    made = RowList(look, COLUMNS, name="things", heads=True)
    keep(made)
    made.show_rows([row("a"), row("b"), row("c")])
    made.select("b")
    return made


def keys(rows: RowList) -> list[str]:
    """Keys as shown."""
    return [each.key for each in rows.rows]


def test_selection_follows_the_key(rows: RowList) -> None:
    """Claim: when rows come, go and move, the selected key stays selected and no intent is emitted."""
    said: list[str] = []
    rows.selected.connect(said.append)
    rows.show_rows([row("x"), row("c"), row("b", "changed")])
    assert (rows.key, keys(rows), said) == ("b", ["x", "c", "b"], [])
    rows.show_rows([row("x")])
    assert rows.key is None


def test_a_hand_moves_the_selection_and_says_so(rows: RowList) -> None:
    """Claim: a move by the operator emits the new key once."""
    said: list[str] = []
    rows.selected.connect(said.append)
    rows.view.setCurrentIndex(rows.model.index(2))
    assert said == ["c"]


def test_nothing_moves_under_the_hand(rows: RowList) -> None:
    """Claim: with the focus in the list known rows keep their place, new ones come last and are counted, gone ones stay as ghosts."""
    take_hand(rows, on=True)
    rows.show_rows([row("new"), row("c"), row("b", "changed")])
    assert keys(rows) == ["a", "b", "c", "new"]
    assert rows.rows[1].accessible == "b, changed"
    assert "1 new" in rows.strip.text
    assert "no longer in this list" in rows.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_ghost_cannot_be_acted_on(rows: RowList) -> None:
    """Claim: selecting or opening a row that has left emits nothing, and it is not the list's key."""
    take_hand(rows, on=True)
    rows.show_rows([row("b"), row("c")])
    said: list[str] = []
    rows.selected.connect(said.append)
    rows.opened.connect(said.append)
    rows.view.setCurrentIndex(rows.model.index(0))
    rows.view.activated.emit(rows.model.index(0))
    assert (said, rows.key) == ([], None)


def test_letting_go_takes_the_true_order(rows: RowList) -> None:
    """Claim: once the focus leaves, the list is what it was told to be, the selection still by key."""
    take_hand(rows, on=True)
    rows.show_rows([row("new"), row("c"), row("b")])
    take_hand(rows, on=False)
    assert (keys(rows), rows.key) == (["new", "c", "b"], "b")


def test_home_takes_the_true_order_at_once(rows: RowList) -> None:
    """Claim: Home re-sorts on the operator's wish and goes to the first row."""
    take_hand(rows, on=True)
    rows.show_rows([row("new"), row("c"), row("b")])
    rows.view.home.emit()
    assert (keys(rows), rows.key) == (["new", "c", "b"], "new")


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_held_order_loses_nothing_and_moves_nothing(shown: list[str], wanted: list[str]) -> None:
    """Claim: for any two lists shown rows keep their places, every wanted row is there once, the gone are those not wanted."""
    order, gone, new = held_order([row(key) for key in shown], [row(key) for key in wanted])
    got = [each.key for each in order]
    assert got[: len(shown)] == shown
    assert sorted(got) == sorted({*shown, *wanted})
    assert gone == set(shown) - set(wanted)
    assert new == len(set(wanted) - set(shown))


def test_what_does_not_fit_is_counted_and_no_row_is_cut(look: Look, render: Render) -> None:
    """Claim: with room for five of nine rows the strip says "4 more", and only whole rows are painted."""
    rows = RowList(look, COLUMNS, row_height=40, name="things")
    rows.show_rows([row(str(n)) for n in range(9)])
    render(rows, 400, 5 * 40 + 22 + 15)
    painted = {text.text for text in look.ledger or [] if text.text.startswith("row")}
    assert painted == {f"row {n}" for n in range(5)}
    assert rows.strip.text == "4 more · ↓"


def test_all_rows_are_shown_without_a_strip_when_they_fit(look: Look, render: Render) -> None:
    """Claim: a list with room says nothing about more."""
    rows = RowList(look, COLUMNS, row_height=40, name="things")
    rows.show_rows([row(str(n)) for n in range(3)])
    render(rows, 400, 200)
    assert rows.strip.text == ""


def test_rows_speak(rows: RowList) -> None:
    """Claim: each row's accessible text is the model's sentence, and the list has a name."""
    assert rows.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "b, row"
    assert rows.view.accessibleName() == "things"


def test_letters_are_left_to_the_acts(rows: RowList) -> None:
    """Claim: typing a letter in a list does not move the selection."""
    rows.view.keyboardSearch("c")
    assert rows.key == "b"


def test_unchanged_rows_touch_nothing(rows: RowList) -> None:
    """Claim: showing the same rows again emits no change; showing one changed row emits that one."""
    changed: list[int] = []
    rows.model.dataChanged.connect(lambda index: changed.append(index.row()))
    rows.show_rows([row("a"), row("b"), row("c")])
    assert changed == []
    rows.show_rows([row("a"), row("b"), row("c", "other")])
    assert changed == [2]


def test_shortened_text_is_recorded(look: Look, render: Render) -> None:
    """Claim: a text too long for its cell is cut with an ellipsis, and the ledger says so: render tests can fail on it."""
    rows = RowList(look, COLUMNS, name="things")
    rows.show_rows([row("a", "a" * 60)])
    render(rows, 200, 60)
    cut = [text for text in look.ledger or [] if text.cut]
    assert [text.text[:6] for text in cut] == ["aaaaaa"]
    assert cut[0].shown.endswith("…")


def test_only_the_glyph_and_the_bar_blink(look: Look, render: Render, clock: list[float]) -> None:
    """Claim: in the dark part of the beat bar and severity shape vanish while every word stays; after 30 s the row is steady."""
    rows = RowList(look, COLUMNS, name="things")
    rows.show_rows([row("a", blink="A-1.1")])
    clock[0] = 2000.0
    lit = render(rows, 300, 44)
    words = [text.shown for text in look.ledger or []]
    clock[0] = 2000.8
    dark = render(rows, 300, 44)
    assert [text.shown for text in look.ledger or []] == words
    assert (lit[20, 1] != dark[20, 1]).any()
    assert (lit[:, 100:] == dark[:, 100:]).all()
    clock[0] = 2030.8
    assert (render(rows, 300, 44) == lit).all()


def test_a_filled_row_differs_from_a_plain_one(look: Look, render: Render) -> None:
    """Claim: the ground of a row is painted (an alarm's filled row cannot be lost)."""
    rows = RowList(look, COLUMNS, name="things")
    rows.show_rows([replace(row("a"), ground=Token.CRITICAL_BG)])
    ground = look.colour(Token.CRITICAL_BG)
    assert tuple(render(rows, 300, 44)[4, 150]) == (ground.red(), ground.green(), ground.blue())


def test_selection_is_seen_without_the_focus(look: Look, render: Render) -> None:
    """Claim: a selected row has the blue bar and the selected fill; a filled one keeps its fill and gets a thin ring."""
    rows = RowList(look, COLUMNS, name="things")
    rows.show_rows([replace(row("a"), bar=None), replace(row("b"), ground=Token.CRITICAL_BG)])
    rows.select("a")
    image = render(rows, 300, 88)
    assert (rgb(image[20, 1]), rgb(image[20, 150])) == (named(look, Token.ACCENT), named(look, Token.SELECTED))
    rows.select("b")
    image = render(rows, 300, 88)
    assert rgb(image[50, 150]) == named(look, Token.CRITICAL_BG)
    edge = [rgb(image[y, 150]) for y in range(40, 48)]
    assert any(abs(r - g) < 90 and b > 150 for r, g, b in edge)


def rgb(pixel: object) -> tuple[int, int, int]:
    """A pixel as three numbers."""
    red, green, blue = (int(part) for part in pixel)  # type: ignore[attr-defined]  # A row of an image array.
    return red, green, blue


def named(look: Look, token: Token) -> tuple[int, int, int]:
    """A token's colour as three numbers."""
    colour = look.colour(token)
    return colour.red(), colour.green(), colour.blue()


LONG = tuple(row(f"r{number}") for number in range(3_000))


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the rows that were laid, in their order."""
    found: list[str] = []

    def noted(look: Look, columns: tuple[Column, ...], one: Row, default: int, room: float) -> Laid:
        found.append(one.key)
        return lay(look, columns, one, default, room)

    monkeypatch.setattr("widgets.row_delegate.lay", noted)
    return found


def test_a_long_list_is_laid_a_batch_a_turn(look: Look, keep: Keep, measured: list[str], qtbot: QtBot) -> None:
    """Claim: showing 3,000 rows measures no more than a batch at once; the rest follows, once each, and then all can be scrolled to."""
    made = RowList(look, COLUMNS)
    keep(made)
    made.resize(400, 300)
    made.show()
    made.show_rows(LONG)
    made.view.scrollToTop()
    assert 0 < len(measured) <= BATCH + 1
    qtbot.waitUntil(lambda: len(measured) == len(LONG))
    assert sorted(measured) == sorted(each.key for each in LONG)
    qtbot.waitUntil(lambda: made.view.visualRect(made.model.index(len(LONG) - 1)).isValid())
    made.view.scrollToBottom()
    assert made.view.visualRect(made.model.index(len(LONG) - 1)).intersects(made.view.viewport().rect())


def test_what_is_in_sight_stays_there_while_the_rest_is_laid(look: Look, keep: Keep, measured: list[str], qtbot: QtBot) -> None:
    """Claim: a row far down can be selected before its batch came, comes in sight with it, and stays when a row above it goes."""
    made = RowList(look, COLUMNS)
    keep(made)
    made.resize(400, 300)
    made.show()
    made.show_rows(LONG)
    made.select("r2000")
    assert made.key == "r2000"
    sight = made.view.viewport().rect
    qtbot.waitUntil(lambda: made.view.visualRect(made.view.currentIndex()).intersects(sight()))
    qtbot.waitUntil(lambda: made.view.visualRect(made.model.index(len(LONG) - 1)).isValid())
    top = made.view.indexAt(made.view.rect().topLeft()).data(ROW)
    made.show_rows(LONG[1:])
    qtbot.waitUntil(lambda: made.view.indexAt(made.view.rect().topLeft()).data(ROW) == top)
    assert made.key == "r2000"
    assert len(measured) <= len(LONG) + 1
