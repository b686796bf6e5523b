"""The sheet as it is seen: everything is painted whole, the regime is on its edge, and one key too many signs nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Keep, Pixels, Render
from tests.widgets.spoken import cut, painted
from widgets.cells import FILLED
from widgets.look import Look
from widgets.review.model import Choice, Drawn, Fact, Option, ReviewModel, Written
from widgets.review.panel import GUARD_S, SIGN, ReviewPanel
from widgets.rows import RowList
from widgets.sheet import Sheet
from widgets.tokens import RegimeLook

SIZE = (396, 900)
SHEET = ReviewModel(
    "answer",
    "Concur",
    RegimeLook.EXERCISE,
    (
        Fact("about", "A-7K2Q HC-2 S3 endangered", strong=True),
        Fact("revision", "2"),
        Fact("on behalf of", "BOR Borrack", strong=True),
        Fact("delegation", "Liaison BOR-1 · to rung 5 · to 14:00Z"),
        Fact("label", "EXERCISE RESTRICTED // REL TO AUR, BOR, CAL, DRA, ESK, FEN, HAC, CPA · TLP:AMBER+STRICT"),
    ),
    (
        Choice("answer", "Answer", (Option("CONCUR", "Concur"), Option("NON_CONCUR", "Non concur", "no reason is required")), "CONCUR"),
        Choice("to", "To", (Option("AUR", "AUR"), Option("CAL", "CAL")), "AUR", many=True),
        Written("remark", "Remark", "", "never required"),
        Drawn("area", "Area"),
    ),
    ("BOR reads CONCUR in the roll-call of revision 2.", "It acknowledges no alarm and does nothing else."),
    condition=FILLED,
)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """Return the second."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock."""
    return Clock()


@pytest.fixture
def panel(look: Look, keep: Keep, clock: Clock) -> ReviewPanel:
    """The sheet, long looked at."""
    made = ReviewPanel(look, clock)
    keep(made)
    made.show_model(SHEET)
    made.begin()
    clock.now += GUARD_S
    made.show_model(SHEET)
    return made


def signed(panel: ReviewPanel) -> list[str]:
    """Collect what the panel asks for."""
    asked: list[str] = []
    panel.act_requested.connect(lambda name, _subject: asked.append(name))
    return asked


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5])
def test_everything_that_is_signed_is_painted_whole(look: Look, panel: ReviewPanel, render: Render, scale: float) -> None:
    """Claim: facts, options, hints and what follows are on the sheet, and nothing is cut."""
    look.wear(scale=scale)
    render(panel, round(SIZE[0] * scale), round(SIZE[1] * scale))
    words = " ".join(painted(look))
    for wanted in ("Concur", "A-7K2Q HC-2 S3 endangered", "BOR Borrack", "no reason is required", "nothing drawn on the map"):
        assert wanted in words
    assert cut(look) == []


@pytest.mark.parametrize("regime", list(RegimeLook))
def test_the_edge_is_the_regimes(look: Look, panel: ReviewPanel, render: Render, regime: RegimeLook) -> None:
    """Claim: white all round in REAL, the regime's own fill in every other."""
    panel.show_model(replace(SHEET, regime=regime))
    image = render(panel, *SIZE)
    fill = look.theme.regimes[regime].fill
    wanted = [int(fill[i : i + 2], 16) for i in (1, 3, 5)]
    for side in (image[:4], image[-4:], image[:, :4], image[:, -4:]):
        assert _share(side, wanted) > 0.3


def _share(area: Pixels, wanted: list[int]) -> float:
    return float((area == wanted).all(axis=2).mean())


def test_a_key_in_the_first_moment_signs_nothing(panel: ReviewPanel, clock: Clock, qtbot: QtBot) -> None:
    """Claim: Ctrl+Enter within 0.7 s of opening, or of a change of the object, is refused; after that it signs once a press."""
    asked = signed(panel)
    panel.resize(*SIZE)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    panel.enter()
    panel.begin()
    QTest.keyClick(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked == []
    clock.now += GUARD_S
    panel.show_model(replace(SHEET, changed="changed since this sheet was opened: now revision 3"))
    QTest.keyClick(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked == [], "it changed under the hand"
    clock.now += GUARD_S
    panel.show_model(panel.model)
    QTest.keyClick(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked == [SIGN]


def test_what_cannot_be_signed_says_why_and_has_no_key(look: Look, panel: ReviewPanel, render: Render) -> None:
    """Claim: a reason stands under the fields and on the act, which keeps its place; under way it says so."""
    panel.show_model(replace(SHEET, lacking="needs ANSWER, which BOR-9 does not hold"))
    render(panel, *SIZE)
    assert "needs ANSWER, which BOR-9 does not hold" in " ".join(painted(look))
    sign = next(act for act in panel.foot.acts if act.name == SIGN)
    assert (sign.enabled, sign.reason) == (False, "needs ANSWER, which BOR-9 does not hold")
    panel.show_model(replace(SHEET, under_way="sending 0.2 s"))
    assert not next(act for act in panel.foot.acts if act.name == SIGN).enabled


def test_the_focus_alone_chooses_nothing(panel: ReviewPanel, qtbot: QtBot) -> None:
    """Claim: entering a list in which nothing is chosen leaves it so; Space takes the row it stands on, an arrow the next."""
    edited: list[tuple[str, str]] = []
    panel.edited.connect(lambda name, value: edited.append((name, value)))
    step = Choice("step", "Step", (Option("open", "Open"), Option("close", "Close")))
    panel.show_model(replace(SHEET, fields=(Written("remark", "Remark"), step)))
    panel.resize(*SIZE)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    (steps,) = panel.findChildren(RowList)
    steps.setFocus()
    assert edited == []
    QTest.keyClick(steps.view, Qt.Key.Key_Space)
    QTest.keyClick(steps.view, Qt.Key.Key_Down)
    assert edited == [("step", "open"), ("step", "close")]


def test_fields_are_filled_by_keys(panel: ReviewPanel, qtbot: QtBot) -> None:
    """Claim: arrows choose one, Space takes one of several in, letters go into a line; what is being written is left alone."""
    edited: list[tuple[str, str]] = []
    panel.edited.connect(lambda name, value: edited.append((name, value)))
    panel.resize(*SIZE)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    one, several = panel.findChildren(RowList)
    QTest.keyClick(one.view, Qt.Key.Key_Down)
    several.select("option:CAL")
    several.setFocus()
    QTest.keyClick(several.view, Qt.Key.Key_Space)
    (line,) = panel.findChildren(QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, "noted")
    panel.show_model(replace(SHEET, fields=(*SHEET.fields[:2], Written("remark", "Remark", "other"), SHEET.fields[3])))
    assert line.text() == "noted"
    assert edited[0] == ("answer", "NON_CONCUR")
    assert ("to", "AUR\nCAL") in edited
    assert edited[-1] == ("remark", "noted")


LOW = (396, 300)
"""A place in which the sheet does not stand whole."""


def shown(panel: ReviewPanel, qtbot: QtBot, size: tuple[int, int] = LOW) -> None:
    """Have the sheet in sight, just opened, with the focus on its first field."""
    panel.resize(*size)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    panel.enter()
    panel.begin()


def lines(panel: ReviewPanel) -> str:
    """What the pinned lines say."""
    return next(each.accessibleDescription() for each in panel.findChildren(Sheet) if each.accessibleName().startswith("why it cannot"))


def test_what_was_not_on_screen_cannot_be_signed(panel: ReviewPanel, clock: Clock, qtbot: QtBot) -> None:
    """Claim: in a low place the key is off, however long one waits, and a line names what is missing; at the end of the sheet it signs."""
    asked = signed(panel)
    shown(panel, qtbot)
    clock.now += 10 * GUARD_S
    panel.show_model(SHEET)
    assert panel.unread[-1] == "what follows"
    assert "not on screen yet" in lines(panel)
    QTest.keyClick(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked == []
    pages = 0
    while panel.unread:
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_PageDown)
        pages += 1
        assert pages < 20
    assert pages > 1
    assert "not on screen" not in lines(panel)
    QTest.keyClick(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked == [], "the last of it was on screen for no time"
    clock.now += GUARD_S
    panel.show_model(SHEET)
    QTest.keyClick(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked == [SIGN]


def test_the_page_turns_and_the_choice_stays(panel: ReviewPanel, qtbot: QtBot) -> None:
    """Claim: PageDown in a list of options reads on and chooses nothing else."""
    edited: list[tuple[str, str]] = []
    panel.edited.connect(lambda name, value: edited.append((name, value)))
    shown(panel, qtbot)
    for _ in range(3):
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_PageDown)
    assert edited == []


def test_the_focus_brings_its_field_into_sight(panel: ReviewPanel, qtbot: QtBot) -> None:
    """Claim: who goes from field to field with Tab has each on screen, and at the signing key what follows."""
    shown(panel, qtbot, (396, 440))
    assert panel.unread
    for _ in range(12):
        QTest.keyClick(QApplication.focusWidget() or panel, Qt.Key.Key_Tab)
        QApplication.processEvents()
    assert panel.unread == ()


def test_what_says_something_else_has_to_be_seen_again(panel: ReviewPanel, clock: Clock, qtbot: QtBot) -> None:
    """Claim: when another choice makes something else follow, below what is in sight, the sheet is to be read on once more."""
    shown(panel, qtbot)
    for _ in range(20):
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_PageDown)
    assert not panel.unread
    for _ in range(20):
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_PageUp)
    clock.now += GUARD_S
    panel.show_model(SHEET)
    assert panel.looked()
    panel.show_model(replace(SHEET, follows=("AUR is told.",)))
    assert panel.unread == ("what follows",)
    assert not panel.looked()


def test_options_out_of_sight_are_named_over_their_list(look: Look, panel: ReviewPanel, render: Render) -> None:
    """Claim: of a list that is scrolled the caption says what is chosen."""
    many = Choice("to", "To", tuple(Option(f"E{number}", f"Entity {number}") for number in range(12)), "E2\nE11", many=True)
    panel.show_model(replace(SHEET, fields=(many,)))
    render(panel, *SIZE)
    assert "Entity 2, Entity 11" in painted(look)
