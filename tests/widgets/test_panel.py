"""The frame of a panel: its conditions, its acts with their keys, its abnormal edge."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Keep, Render
from tests.widgets.spoken import painted
from widgets.acts import ActButton, sequences
from widgets.cells import FILLED, Act, Column, Empty, Failed, Loading
from widgets.look import Density, Look
from widgets.panel import LOADING_AFTER_MS, Panel
from widgets.rows import RowList
from widgets.tokens import Token

ACTS = (
    Act("acknowledge", "Acknowledge", "Enter", "A-1", primary=True),
    Act("why", "Why", "W", "A-1"),
    Act("shelve", "Shelve…", "S", "A-1", right=True, enabled=False, reason="cannot reach the hub"),
    Act("remind", "Remind", "U", "A-1", quiet=True),
)


@pytest.fixture
def panel(look: Look, keep: Keep) -> Panel:
    """A panel with an empty list for a body."""
    made = Panel(look, "Alarms")
    keep(made)
    made.set_body(RowList(look, (Column(),), name="alarms"))
    return made


def requests(panel: Panel) -> list[tuple[str, str]]:
    """Collects what the panel asks for."""
    asked: list[tuple[str, str]] = []
    panel.act_requested.connect(lambda name, subject: asked.append((name, subject)))
    return asked


def test_title_and_scope_are_painted(look: Look, panel: Panel, render: Render) -> None:
    """Claim: the header says what the panel is and what it spans."""
    panel.set_scope("5 unacknowledged · 1 shelved")
    render(panel, 600, 300)
    assert {"Alarms", "5 unacknowledged · 1 shelved"} <= set(painted(look))


def test_a_panel_that_fell_behind_says_resync(look: Look, panel: Panel, render: Render) -> None:
    """Claim: RESYNC stands in the header while it takes a new picture, and not otherwise."""
    panel.set_behind(behind=True)
    render(panel, 600, 300)
    assert "RESYNC" in painted(look)
    panel.set_behind(behind=False)
    render(panel, 600, 300)
    assert "RESYNC" not in painted(look)


def test_each_act_shows_its_key(look: Look, panel: Panel, render: Render) -> None:
    """Claim: every button paints its label and its key; a quiet act paints neither."""
    panel.set_acts(ACTS)
    render(panel, 600, 300)
    assert {"Acknowledge", "Enter", "Why", "W", "Shelve…", "S"} <= set(painted(look))
    assert "Remind" not in painted(look)


def test_pressing_asks_and_changes_nothing(panel: Panel) -> None:
    """Claim: a click emits name and subject; the button itself shows no new state."""
    panel.set_acts(ACTS)
    asked = requests(panel)
    button = panel.findChildren(ActButton)
    next(each for each in button if each.act.name == "acknowledge").click()
    assert asked == [("acknowledge", "A-1")]
    assert panel.foot.acts == ACTS


def test_a_disabled_act_keeps_its_place_and_says_why(panel: Panel, render: Render) -> None:
    """Claim: it is there, cannot be pressed, has no key, and its reason is its tip and its description."""
    panel.set_acts(ACTS)
    render(panel, 600, 300)
    asked = requests(panel)
    shelve = next(each for each in panel.findChildren(ActButton) if each.act.name == "shelve")
    shelve.click()
    assert (asked, shelve.isEnabled(), shelve.toolTip(), shelve.accessibleDescription()) == ([], False, *["cannot reach the hub"] * 2)
    assert not any(shortcut.key().toString() == "S" for shortcut in panel.findChildren(QShortcut))


def test_a_disabled_act_has_a_dashed_edge(panel: Panel, look: Look, keep: Keep, render: Render) -> None:
    """Claim: along its upper edge ground and disabled colour alternate; that of a live act is one line."""
    del panel

    def runs(act: Act) -> int:
        button = ActButton(look, act)
        keep(button)
        image = render(button, 140, 32)[0, 10:130].sum(axis=1).astype(int)
        return int((abs(image[1:] - image[:-1]) > 60).sum())

    assert runs(ACTS[2]) >= 10
    assert runs(ACTS[1]) == 0


def test_keys_work_while_the_panel_holds_the_focus(panel: Panel, qtbot: QtBot) -> None:
    """Claim: Enter and the letters ask for their acts, quiet ones too; a disabled one's letter does nothing."""
    panel.set_acts(ACTS)
    asked = requests(panel)
    with qtbot.waitActive(panel):
        panel.show()
    panel.setFocus()
    view = panel.findChildren(RowList)[0].view
    for key in (Qt.Key.Key_Return, Qt.Key.Key_W, Qt.Key.Key_U, Qt.Key.Key_S):
        QTest.keyClick(view, key)
    assert asked == [("acknowledge", "A-1"), ("why", "A-1"), ("remind", "A-1")]


def test_a_text_field_keeps_its_letters(look: Look, keep: Keep, qtbot: QtBot) -> None:
    """Claim: with the focus in a text field of the panel a letter is typed and no act asked for."""
    panel = Panel(look, "Log")
    keep(panel)
    body = QWidget()
    field = QLineEdit()
    QVBoxLayout(body).addWidget(field)
    panel.set_body(body)
    panel.set_acts((Act("why", "Why", "W", "A-1"),))
    asked = requests(panel)
    with qtbot.waitActive(panel):
        panel.show()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_W)
    assert (asked, field.text()) == ([], "w")


def test_both_enters_are_enter() -> None:
    """Claim: a key shown as Enter is bound to both keys of that name."""
    assert [key.toString() for key in sequences("Ctrl+Enter")] == ["Ctrl+Enter", "Ctrl+Return"]


def test_hit_targets(look: Look, keep: Keep) -> None:
    """Claim: acts are 32 px high, 44 in Roomy."""
    button = ActButton(look, ACTS[0])
    keep(button)
    assert button.sizeHint().height() == 32
    look.wear(density=Density.ROOMY)
    assert button.sizeHint().height() == 44


def test_the_abnormal_edge_is_painted_and_taken_away(look: Look, panel: Panel, render: Render) -> None:
    """Claim: the border has the abnormal colour while something is abnormal, and the line's colour after."""
    red = look.colour(Token.CRITICAL)

    def redness() -> int:
        pixel = render(panel, 300, 200)[100, 0]
        return abs(int(pixel[0]) - red.red()) + abs(int(pixel[1]) - red.green())

    panel.set_edge(Token.CRITICAL)
    assert redness() < 40
    panel.set_edge(None)
    assert redness() > 150


def test_empty_is_said_in_words(look: Look, panel: Panel, render: Render) -> None:
    """Claim: an empty panel shows its sentence, and the filled body again as soon as there is something."""
    panel.show_condition(Empty("No active alarms", "Last closed A-J5N7 at 07:31Z", calm=True))
    render(panel, 600, 300)
    assert {"No active alarms", "Last closed A-J5N7 at 07:31Z"} <= set(painted(look))
    panel.show_condition(FILLED)
    render(panel, 600, 300)
    assert "No active alarms" not in painted(look)


def test_loading_waits_300_ms_and_then_says_how_far(look: Look, panel: Panel, render: Render, qtbot: QtBot) -> None:
    """Claim: a quick load paints nothing; a slow one says "reading the picture, 22 %", never an empty table that looks calm."""
    panel.show_condition(Loading(0.22))
    render(panel, 600, 300)
    assert "reading the picture, 22 %" not in painted(look)
    qtbot.waitUntil(lambda: not panel.notice.isHidden(), timeout=LOADING_AFTER_MS + 2000)
    render(panel, 600, 300)
    assert "reading the picture, 22 %" in painted(look)


def test_a_quick_load_never_flickers(panel: Panel) -> None:
    """Claim: filled within 300 ms stops the wait."""
    panel.show_condition(Loading())
    panel.show_condition(FILLED)
    assert not panel._late.isActive()


def test_a_failure_is_a_sentence_with_a_code_to_copy(look: Look, panel: Panel, render: Render) -> None:
    """Claim: what, where, what to do, a code; Copy puts both on the clipboard."""
    panel.show_condition(Failed("The map page stopped: press F5 to start it again", "MAP-2"))
    render(panel, 600, 300)
    assert {"The map page stopped: press F5 to start it again", "code MAP-2"} <= set(painted(look))
    next(button for button in panel.findChildren(ActButton) if button.act.name == "copy").click()
    assert QGuiApplication.clipboard().text() == "The map page stopped: press F5 to start it again (code MAP-2)"


def test_an_unchanged_set_of_acts_is_left_alone(panel: Panel) -> None:
    """Claim: showing the same acts again keeps the very buttons, so the focus stays where it is."""
    panel.set_acts(ACTS)
    before = panel.findChildren(ActButton)
    panel.set_acts(tuple(ACTS))
    assert panel.findChildren(ActButton) == before


def test_everything_has_a_name(panel: Panel) -> None:
    """Claim: panel, list and buttons have accessible names, a button's with its key."""
    panel.set_acts(ACTS)
    names = {each.accessibleName() for each in panel.findChildren(ActButton) if each.act.name != "copy"}
    assert names == {"Acknowledge, key Enter", "Why, key W", "Shelve…, key S"}
    assert panel.accessibleName() == "Alarms"


def test_nothing_of_a_panel_comes_up_as_a_window_of_its_own(look: Look, keep: Keep, qtbot: QtBot) -> None:
    """Claim: neither a panel that is made nor a foot that changes twice in a turn shows a window: it would take the keys from the desk."""
    shown: list[QWidget] = []

    class Watch(QObject):
        """Notes every window that comes up."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's own name.
            """Note it."""
            if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(watched)
            return False

    watch = Watch()
    QApplication.instance().installEventFilter(watch)  # type: ignore[union-attr]  # there is one: qtbot made it
    try:
        panel = Panel(look, "Checklist")
        keep(panel)
        panel.show()
        qtbot.waitExposed(panel)
        for label in ("Tick step 1", "Tick step 2", "Tick step 3"):
            panel.set_acts((Act("tick", label, "Space"),))
        QApplication.processEvents()
        assert [each for each in shown if each is not panel] == []
    finally:
        QApplication.instance().removeEventFilter(watch)  # type: ignore[union-attr]  # as above
