"""The table of keys, as it is promised: each key, pressed where the focus is, does what the table says, and nothing needs a mouse.

A desk of the played exercise at its crisis, without a hub: what would be sent is kept, what opens is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desks import LIAISON, OPERATOR, WALLBOARD
from feeds.picture.action import Action
from feeds.picture.alarm import Acknowledgement, Alarm, Answer, AnswerKind, Request, Shelving
from feeds.picture.checklist import Item, Run
from feeds.picture.corridor import Corridor
from feeds.picture.night import Handover, LogEntry
from feeds.picture.proposal import Proposal
from feeds.picture.warning import Indicator
from tests.app.reading import read_whole
from tests.app.seated import Seated
from tests.app.windows import seated, settle, take_down
from widgets.alarms.panel import AlarmsPanel
from widgets.asking import AskingPanel
from widgets.checklists.panel import ChecklistPanel
from widgets.command.panel import CommandPanel
from widgets.corridors.panel import CorridorsPanel
from widgets.indicators.panel import IndicatorsPanel
from widgets.item.panel import ItemPanel
from widgets.keys.panel import KeysPanel
from widgets.ladder.panel import LadderPanel
from widgets.map.scheme import register_scheme
from widgets.panel import Panel
from widgets.review.panel import ReviewPanel
from widgets.rollcall.panel import RollCallPanel
from widgets.timeline.panel import TimelinePanel
from widgets.why.panel import WhyPanel

register_scheme()

pytestmark = pytest.mark.xdist_group("desk")

CLOCK: Final = "22T10:54:00"
WAIT: Final = 20_000


class Seat:
    """One officer's window and what a hand does at it."""

    def __init__(self, code: str, qtbot: QtBot, clock: str = CLOCK) -> None:
        """Sit down, at the crisis where no other moment is named."""
        self.keys = 0
        """How many keys were pressed; what is typed as text is not counted."""
        self.window = seated(code, clock)
        assert isinstance(self.window.session, Seated)
        self.session = self.window.session
        self._qtbot = qtbot
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow, timeout=WAIT)
        self.settle()

    def settle(self) -> None:
        """Let what was asked be shown."""
        settle(self.window, 3)

    def hold(self, kind: type[Panel]) -> Panel:
        """Bring a panel to the front, with the focus, as F6 would."""
        panel = self.window.desk.panels.of(kind)
        self.window.desk.bring(panel)
        panel.setFocus()
        self.settle()
        return panel

    def press(self, *keys: str) -> None:
        """Press keys where the focus is."""
        for key in keys:
            self.keys += 1
            self._qtbot.keySequence(QApplication.focusWidget() or self.window, QKeySequence(key))
            self.settle()

    def write(self, text: str) -> None:
        """Type words where the focus is."""
        self._qtbot.keyClicks(QApplication.focusWidget(), text)
        self.settle()

    def sign(self) -> None:
        """Read the sheet that stands open to its end, wait until it can be signed, and sign it."""
        sheet = self.window.desk.panels.of(ReviewPanel)
        self.keys += read_whole(sheet, self._qtbot)
        self.press("Ctrl+Return")

    @property
    def wished(self) -> list[object]:
        """The bodies that were wished for."""
        return [wish.body for wish in self.session.wishes]

    @property
    def sheet(self) -> str:
        """The title of the review sheet that stands open, "" where none does."""
        panel = self.window.desk.panels.of(ReviewPanel)
        return panel.model.title if self.window.desk.view.holding(panel) is not None and panel.isVisible() else ""

    def shows(self, kind: type[Panel]) -> bool:
        """Say whether a panel is in sight."""
        return self.window.desk.panels.of(kind).isVisible()

    def close(self) -> None:
        """Take the window down."""
        take_down(self._qtbot, self.window)


@pytest.fixture
def sit(qtbot: QtBot) -> Iterator[Callable[[str], Seat]]:
    """Sit down as an officer."""
    made: list[Seat] = []

    def down(code: str, clock: str = CLOCK) -> Seat:
        made.append(Seat(code, qtbot, clock))
        return made[-1]

    yield down
    for seat in made:
        seat.close()


@pytest.fixture
def duty(sit: Callable[[str], Seat]) -> Seat:
    """The duty officer."""
    return sit("DUTY-DAY")


@pytest.fixture
def liaison(sit: Callable[[str], Seat]) -> Seat:
    """DRA's liaison, who owes an answer to the crisis."""
    return sit("DRA-1")


# Everywhere.


def test_the_window_s_own_keys_open_what_they_say(duty: Seat) -> None:
    """F1 the keys, F2 why, Ctrl+K and its like the palette with the right words begun, Esc gives the place back."""
    duty.hold(AlarmsPanel)
    duty.press("F1")
    assert duty.shows(KeysPanel)
    duty.press("Esc")
    assert not duty.shows(KeysPanel)
    duty.press("F8", "F2")
    assert duty.shows(WhyPanel)
    duty.press("Esc")
    for key, begun in (("Ctrl+K", ""), ("Ctrl+G", "go "), ("Ctrl+R", "look "), ("Ctrl+L", "as "), ("Ctrl+F", "")):
        duty.press(key)
        assert duty.shows(CommandPanel), key
        assert duty.window.desk.panels.of(CommandPanel).entry.text() == begun
        duty.press("Esc")
        assert not duty.shows(CommandPanel), key


def test_f6_and_alt_go_round_every_place_of_a_desk(duty: Seat) -> None:
    """F6 reaches each place once and comes back, Shift+F6 the other way, Alt+N that of the number."""
    view = duty.window.desk.view
    for desk in (OPERATOR, LIAISON):
        duty.press(desk.key)
        view = duty.window.desk.view
        seen = []
        for _ in view.round:
            duty.press("F6")
            seen.append(view.holding(QApplication.focusWidget()))
        assert set(seen) == {place for place in view.round if place.isVisible()}
        duty.press("F6")
        here = view.holding(QApplication.focusWidget())
        duty.press("F6", "Shift+F6")
        assert view.holding(QApplication.focusWidget()) is here
        duty.press("Alt+2")
        assert view.holding(QApplication.focusWidget()) is view.round[1]


def test_ctrl_and_a_number_is_another_desk_and_backspace_what_was_selected(duty: Seat) -> None:
    """Ctrl+1…4 go to the desks; Backspace selects again what was selected before."""
    for desk in (LIAISON, OPERATOR, WALLBOARD, OPERATOR):
        duty.press(desk.key)
        assert duty.window.desk.current is desk
    duty.press("F8")
    first = duty.window.selection.chosen
    duty.press("F8")
    assert duty.window.selection.chosen not in (first, ("", ""))
    duty.press("Backspace")
    assert duty.window.selection.chosen == first
    duty.press("F8", "Shift+F8")
    assert duty.window.selection.chosen == first


def test_text_grows_and_shrinks_by_key(duty: Seat) -> None:
    """Ctrl++ is larger, Ctrl+- smaller, Ctrl+0 as designed; F9 silences and says so; F11 is the whole screen and back."""
    duty.press("Ctrl++", "Ctrl++", "Ctrl+-")
    assert duty.window.look.scale == pytest.approx(1.1)
    duty.press("Ctrl+0", "F9")
    assert duty.window.look.scale == 1.0
    assert not duty.wished, "F9 acknowledges nothing"
    duty.press("F11")
    assert duty.window.isFullScreen()
    duty.press("F11")
    assert not duty.window.isFullScreen()


@pytest.mark.parametrize("kind", ["alarm", "rung", "corridor", "action", "indicator"])
def test_two_keys_walk_from_anything_to_the_report_and_to_who_answered(duty: Seat, kind: str) -> None:
    """F2 and A: from what is selected to the raw report it began with, and to who was asked and what each said; arrows and Enter go on."""
    picture = duty.session.picture
    found = {
        "alarm": next(row.subject for row, body in picture.bodies(Alarm) if "HC-2 declared OPEN" in body.title),
        "rung": "4",
        "corridor": next(row.subject for row, body in picture.bodies(Corridor) if body.code == "HC-2"),
        "action": next(row.subject for row, _ in picture.bodies(Action)),
        "indicator": next(row.subject for row, body in picture.bodies(Indicator) if body.code == "I-03"),
    }
    duty.window.selection.choose(kind, found[kind])
    duty.settle()
    duty.press("F2", "A")
    why = duty.window.desk.panels.of(WhyPanel)
    assert why.isVisible()
    kinds = [row.key.partition("|")[0] for row in why.list.rows]
    assert "indication" in kinds, kinds
    assert {"answer", "request", "position"} & set(kinds), kinds
    report = next(row.key for row in why.list.rows if row.key.startswith("indication|"))
    why.list.select(report)
    duty.press("Return")
    assert duty.window.selection.chosen == tuple(report.split("|"))
    duty.press("Backspace")
    assert duty.window.selection.chosen == (kind, found[kind])


# Alarms.


def test_alarms_are_worked_by_key(duty: Seat) -> None:
    """Home is the worst, Enter acknowledges it and nothing else, W says why, M centres the map, S asks how long and why."""
    alarms = duty.hold(AlarmsPanel)
    assert isinstance(alarms, AlarmsPanel)
    duty.press("Home")
    worst = alarms.list.key
    assert worst == alarms.model.items[0].subject
    duty.press("S", "3")
    assert isinstance(alarms, AskingPanel)
    assert alarms.question is not None
    assert not alarms.question.choosing
    duty.press("Esc")
    duty.press("Home", "T")
    assert alarms.paged.open
    duty.press("Esc", "L")
    assert alarms.paged.open
    duty.press("Esc", "W")
    assert duty.shows(WhyPanel)
    duty.press("Esc")
    duty.hold(AlarmsPanel)
    duty.press("M")
    owed = [row.subject for row, body in duty.session.picture.bodies(Alarm) if body.audience in (None, "CMC")]
    duty.press("F8", "Return")
    (said,) = duty.wished
    assert isinstance(said, Acknowledgement)
    assert said.alarm in owed


def test_a_group_is_opened_and_acknowledged_by_key_once_it_was_read(duty: Seat) -> None:
    """In the flood of the crisis G opens the group under the hand; Shift+Enter acknowledges its owed rows once all were on screen."""
    alarms = duty.hold(AlarmsPanel)
    assert isinstance(alarms, AlarmsPanel)
    head = next(row.key for row in alarms.list.rows if alarms.model.item(row.key) is None)
    alarms.list.select(head)
    alarms.list.selected.emit(head)
    group = alarms._group()
    assert group is not None
    duty.press("G")
    owed = [item.subject for item in group.owed]
    assert {item.subject for item in group.items} <= {row.key for row in alarms.list.rows}
    assert not duty.wished, "opening a group acknowledges nothing"
    for subject in (item.subject for item in group.items):
        alarms.select(subject)
        duty.settle()
        alarms.list.view.viewport().grab()
    alarms.select(owed[0])
    duty.press("Shift+Return")
    assert [body.alarm for body in duty.wished if isinstance(body, Acknowledgement)] == owed


# Keys counted: how many there are between a hand that may be anywhere and an act on its way.


def test_the_worst_alarm_is_acknowledged_with_two_keys(duty: Seat) -> None:
    """From anywhere: F8 and Enter."""
    duty.hold(LadderPanel)
    duty.keys = 0
    duty.press("F8", "Return")
    (said,) = duty.wished
    assert isinstance(said, Acknowledgement)
    assert duty.keys == 2


def test_the_worst_alarm_is_shelved_with_four_keys_and_a_reason(duty: Seat) -> None:
    """From anywhere: F8, S, how long, the reason, Enter."""
    duty.hold(LadderPanel)
    duty.keys = 0
    duty.press("F8", "S", "3")
    duty.write("chatters")
    duty.press("Return")
    (said,) = duty.wished
    assert isinstance(said, Shelving)
    assert said.reason == "chatters"
    assert duty.keys == 4


def test_words_given_by_voice_are_countersigned_with_three_keys(sit: Callable[..., Seat]) -> None:
    """The officer who comes back finds the item that was answered for it: Alt+2 to it, C, and after a look Ctrl+Enter."""
    fennick = sit("FEN-1", "22T11:40:00")
    item = fennick.window.desk.panels.of(ItemPanel)
    assert "RELAYED: not signed yet" in item.model.state
    fennick.keys = 0
    fennick.press("Alt+2", "C")
    assert fennick.sheet == "Countersign words given by voice"
    fennick.sign()
    (said,) = fennick.wished
    assert isinstance(said, Answer)
    assert (said.entity, said.relayed, said.countersigned) == ("FEN", True, True)
    assert fennick.keys == 3


def test_the_watch_is_handed_over_with_five_keys(sit: Callable[..., Seat]) -> None:
    """Ctrl+K and its words, Enter, H, a page to read on, Ctrl+Enter; the act names what stood on the page."""
    duty = sit("DUTY-DAY", "22T13:58:00")
    duty.keys = 0
    duty.press("Ctrl+K")
    duty.write("hand over")
    duty.press("Return", "H")
    assert duty.sheet == "Sign a handover"
    duty.sign()
    (said,) = duty.wished
    assert isinstance(said, Handover)
    assert said.open_items
    assert duty.keys <= 5


# The liaison's item.


@pytest.mark.parametrize(("key", "kind"), [("Return", AnswerKind.RECEIPT), ("A", AnswerKind.ASSESSED)])
def test_a_light_answer_is_one_key(liaison: Seat, key: str, kind: AnswerKind) -> None:
    """Enter and A answer the item in hand, for this desk's own entity, at the revision on screen."""
    liaison.hold(ItemPanel)
    liaison.press(key)
    (said,) = liaison.wished
    assert isinstance(said, Answer)
    request = next(body for row, body in liaison.session.picture.bodies(Request) if row.subject == said.request)
    assert (said.answer, said.entity, said.item_revision) == (kind, "DRA", request.item_revision)


def test_a_heavy_answer_takes_a_sheet(liaison: Seat) -> None:
    """Ctrl+Enter, Ctrl+N, Ctrl+T and Ctrl+M open a sheet and send nothing; Esc leaves it; R is the remark's, which keeps its letters."""
    for key, title in (("Ctrl+Return", "Concur"), ("Ctrl+N", "Non concur"), ("Ctrl+T", "Accept task"), ("Ctrl+M", "Concur ad referendum")):
        liaison.hold(ItemPanel)
        liaison.press(key)
        assert liaison.sheet == title
        liaison.press("Esc")
        assert liaison.sheet == ""
    item = liaison.hold(ItemPanel)
    assert isinstance(item, ItemPanel)
    liaison.press("R", "A")
    assert item.remark.text().lower() == "a"
    assert not liaison.wished


# Ladder, indicators, corridor.


def test_the_ladder_by_key(duty: Seat) -> None:
    """Arrows go from rung to rung, Enter opens its criteria; P, Ctrl+B and E open sheets, O the off-ramps."""
    ladder = duty.hold(LadderPanel)
    assert isinstance(ladder, LadderPanel)
    ladder.rungs.take_order()
    duty.press("Down")
    assert ladder.rungs.key == "6"
    duty.press("Return")
    assert ladder.opened == "6"
    duty.press("Esc")
    put = next(row.subject for row, body in duty.session.picture.bodies(Proposal))
    assert put
    for key, title in (("P", "Put a proposal"), ("Ctrl+B", "Break silence"), ("E", "Ask for more time")):
        duty.hold(LadderPanel)
        duty.press(key)
        assert duty.sheet.startswith(title), (key, duty.sheet)
        duty.press("Esc")
    duty.hold(LadderPanel)
    duty.press("O")
    assert duty.shows(type(duty.window.desk.panels.named("lines")))


def test_indicators_by_key(duty: Seat) -> None:
    """Arrows move, left and right turn to another problem, Enter and E open the evidence, J the sheet of a judgement, M the map."""
    panel = duty.hold(IndicatorsPanel)
    assert isinstance(panel, IndicatorsPanel)
    panel.list.take_order()
    before = panel.model.problem
    duty.press("Right")
    assert panel.model.problem != before
    panel.list.take_order()
    for key in ("Return", "E"):
        duty.press(key)
        assert panel.opened == panel.list.key
        duty.press("Esc")
        assert not panel.opened
    duty.press("M", "J")
    assert duty.sheet


def test_a_corridor_by_key(duty: Seat) -> None:
    """Left and right go to another corridor, V opens the sheet for its leg in doubt, D that of its status, Enter its page."""
    panel = duty.hold(CorridorsPanel)
    assert isinstance(panel, CorridorsPanel)
    assert next(duty.session.picture.bodies(Corridor), None) is not None
    duty.press("Right", "V")
    assert duty.sheet.startswith("Verify")
    duty.press("Esc")
    duty.hold(CorridorsPanel)
    duty.press("D")
    assert duty.sheet
    duty.press("Esc")
    duty.hold(CorridorsPanel)
    duty.press("Return")
    assert panel.opened


# Checklist and roll-call.


def test_a_checklist_by_key(duty: Seat) -> None:
    """Space ticks the next step, D and O ask why, H holds the run; each names its step, and one key is one act."""
    panel = duty.hold(ChecklistPanel)
    assert isinstance(panel, ChecklistPanel)
    for key in ("D", "O"):
        duty.press(key)
        assert panel.question is not None, key
        duty.press("Esc")
    duty.hold(ChecklistPanel)
    duty.press("Space", "H")
    ticked, held = duty.wished
    assert isinstance(ticked, Item)
    assert isinstance(held, Run)


def test_a_roll_call_by_key(duty: Seat) -> None:
    """Arrows go from cell to cell, U reminds where an answer is late, Enter tells a cell's history."""
    panel = duty.hold(RollCallPanel)
    assert isinstance(panel, RollCallPanel)
    late = next((row, 1 + column) for row, called in enumerate(panel.model.rows) for column, cell in enumerate(called.cells) if cell.remind)
    panel.grid.setCurrentIndex(panel.grid.grid.index(0, 1))
    duty.press(*("Down",) * late[0], *("Right",) * (late[1] - 1))
    assert (panel.grid.currentIndex().row(), panel.grid.currentIndex().column()) == late
    duty.press("U")
    (said,) = duty.wished
    assert isinstance(said, LogEntry)
    assert said.text.startswith("Reminder to")
    duty.press("Return")
    assert duty.shows(WhyPanel)


def test_the_timeline_by_key(duty: Seat) -> None:
    """Left pans back, + zooms, [ goes to the event before, L follows now again, B begins a range and Esc leaves it."""
    timeline = duty.hold(TimelinePanel)
    assert isinstance(timeline, TimelinePanel)
    before = timeline.header.scope
    duty.press("Left")
    assert timeline.header.scope != before
    duty.press("L")
    assert timeline.header.scope == before
    duty.press("+")
    assert timeline.header.scope != before
    duty.press("L", "[", "B")
    assert not duty.wished


# Every act.


def test_every_act_in_sight_has_a_key_and_a_name_for_a_screen_reader(duty: Seat, liaison: Seat) -> None:
    """No button and no quiet act is without a key; no key of a panel stands for two of its acts; an act that is off says why."""
    for seat in (duty, liaison):
        for panel in seat.window.desk.panels.all:
            acts = panel.foot.acts
            keys = [act.key for act in acts if act.enabled]
            assert all(act.key and act.label for act in acts), panel.accessibleName()
            assert len(keys) == len(set(keys)), (panel.accessibleName(), keys)
            assert all(act.enabled or act.reason for act in acts), panel.accessibleName()
            assert panel.accessibleName()
