"""The window over a live room: keys do what they say, a lost hub freezes the desk, and selecting in one place selects in all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.desks import DESKS, OPERATOR, WALLBOARD
from app.live import LiveSession
from app.window import Window
from feeds.journal.reader import Reader
from feeds.picture.act import Wish
from feeds.picture.alarm import Acknowledgement, Alarm
from feeds.picture.envelope import AuthorKind
from feeds.picture.night import LogEntry, Risk
from feeds.picture.regime import Regime, RegimeKind
from feeds.room import Room
from feeds.wire.follow import LinkState
from layers.registry import WALL
from tests.app.reading import read_whole
from tests.app.windows import WAIT, live_windows
from tests.feeds.hub.hall import Hall, report
from widgets.alarms.panel import AlarmsPanel
from widgets.command.panel import CommandPanel
from widgets.corridors.panel import CorridorsPanel
from widgets.entry import Entry
from widgets.indicators.panel import IndicatorsPanel
from widgets.keys.panel import KeysPanel
from widgets.ladder.panel import LadderPanel
from widgets.map.panel import MapPanel
from widgets.map.scheme import register_scheme
from widgets.review.panel import ReviewPanel
from widgets.timeline.panel import TimelinePanel
from widgets.tokens import ThemeName
from widgets.top_bar import DeskTab
from widgets.watchlog.panel import WatchLogPanel
from widgets.why.panel import WhyPanel

register_scheme()

EXERCISE = Regime(RegimeKind.EXERCISE, "DRILL")

pytestmark = pytest.mark.xdist_group("desk")


@pytest.fixture
def window(room: Room, halls: list[Hall], qtbot: QtBot) -> Iterator[Window]:
    """The duty officer's window, in step."""
    del halls
    with live_windows(room, qtbot, "DUTY") as (made,):
        yield made


def alarmed(halls: list[Hall], window: Window, qtbot: QtBot) -> str:
    """Have a feed send a record of another regime, which is an alarm for the host, and return the alarm's subject."""
    (feed,) = halls[0].at("FEED")
    feed.link.send_records([report(regime=EXERCISE)])

    def raised() -> bool:
        feed.poll(1)
        return any(True for _ in window.session.picture.bodies(Alarm)) and bool(window.desk.panels.of(AlarmsPanel).model.items)

    qtbot.waitUntil(raised, timeout=WAIT)
    return next(row.subject for row, _ in window.session.picture.bodies(Alarm))


def test_f8_and_enter_acknowledge_the_worst_alarm(window: Window, halls: list[Hall], qtbot: QtBot) -> None:
    """F8 selects the worst alarm everywhere, Enter acknowledges its present revision, and the row says so once the hub has it."""
    subject = alarmed(halls, window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert window.selection.chosen == ("alarm", subject)
    assert window.desk.panels.of(AlarmsPanel).list.key == subject
    alarms = window.desk.panels.of(AlarmsPanel)
    assert alarms.guard.may(subject), "nothing changed under the hand"
    qtbot.keyClick(alarms.list.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.picture.get(Acknowledgement, subject) is not None, timeout=WAIT)
    held = window.session.picture.get(Acknowledgement, subject)
    assert held is not None
    assert (held.cause_revision, held.seat) == (1, window.session.seat)


def test_f2_shows_why_and_escape_gives_the_place_back(window: Window, halls: list[Hall], qtbot: QtBot) -> None:
    """F2 puts the chain in the timeline's place, Esc gives it back, a second Esc selects nothing."""
    subject = alarmed(halls, window, qtbot)
    window.selection.choose("alarm", subject)
    place = window.desk.view.guests
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert isinstance(place.shown, WhyPanel)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert place.guest is None
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.selection.chosen == ("", "")


def test_a_corridor_picked_on_the_map_says_why_it_is_as_it_is(window: Window, qtbot: QtBot) -> None:
    """Claim: its page opens and comes to the front on whatever desk it lives; a site picked opens none, nor does a wall."""
    desk = window.desk
    corridors, view = desk.panels.of(CorridorsPanel), desk.panels.of(MapPanel)
    view.selected.emit("site", "T-1")
    assert not corridors.leave()
    with qtbot.waitSignal(corridors.turned):
        view.selected.emit("corridor", "C-1")
    assert corridors.leave()
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    view.selected.emit("segment", "S-1")
    place = desk.view.place("corridor")
    assert place is not None
    assert place.shown is corridors
    corridors.leave()
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    view.selected.emit("corridor", "C-1")
    assert not corridors.leave()


def test_the_focus_starts_on_no_panel_and_f6_enters_the_first(window: Window, qtbot: QtBot) -> None:
    """A list with the focus holds its order: an unattended desk must hold none. F6 goes in from there."""
    panels = window.desk.view.round
    assert not any(panel.hasFocus() or panel.isAncestorOf(window.focusWidget()) for panel in panels)
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert panels[0].hasFocus() or panels[0].isAncestorOf(window.focusWidget())


def test_f1_shows_the_keys_of_the_panel_with_the_focus(window: Window, qtbot: QtBot) -> None:
    """The alarms' keys stand first while the alarms have the focus."""
    window.desk.panels.of(AlarmsPanel).setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    rows = [row.accessible for row in window.desk.panels.of(KeysPanel).list.rows]
    assert rows[0] == "Alarms"
    assert "Enter: Acknowledge" in rows


def test_f6_walks_the_panels_in_reading_order(window: Window, qtbot: QtBot) -> None:
    """From the ladder F6 goes on to the indicators, and back with Shift."""
    ladder, indicators = window.desk.panels.of(LadderPanel), window.desk.panels.of(IndicatorsPanel)
    ladder.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert indicators.isAncestorOf(window.focusWidget()) or indicators is window.focusWidget()
    qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert ladder.isAncestorOf(window.focusWidget()) or ladder is window.focusWidget()
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert indicators.isAncestorOf(window.focusWidget()) or indicators is window.focusWidget()


def test_every_desk_stands_up_from_the_same_panels(window: Window, halls: list[Hall], qtbot: QtBot) -> None:
    """Ctrl+1 and on go from desk to desk: each has the panels it names, none is made twice, the tabs say which it is, and F8 works."""
    subject = alarmed(halls, window, qtbot)
    for desk in (*reversed(DESKS), OPERATOR):
        key = getattr(Qt.Key, f"Key_{desk.key[-1]}")
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert window.desk.current is desk
        for name in desk.arrangement.panels:
            panel = window.desk.panels.named(name)
            assert window.desk.view.isAncestorOf(panel), (desk.name, name)
        window.framing.refresher.flush()
        assert [tab.text() for tab in window.frame.top_bar.findChildren(DeskTab) if tab.isChecked()] == [desk.title]
        window.selection.clear()
        qtbot.keyClick(window, Qt.Key.Key_F8)
        assert window.selection.chosen == (("", "") if desk.wall else ("alarm", subject))
    assert len(window.desk.panels.all) == len({type(panel) for panel in window.desk.panels.all})


def test_an_entry_of_the_watch_log_is_an_act(window: Window, room: Room, qtbot: QtBot) -> None:
    """A line written in the watch log is not painted ahead: once it is in the log it is on the hub's disk, signed by this officer."""

    def lines() -> list[str]:
        return [body.text for _, body in window.session.picture.bodies(LogEntry)]

    log = window.desk.panels.of(WatchLogPanel)
    log.line.setText("sound test: heard")
    qtbot.keyClick(log.line, Qt.Key.Key_Return)
    assert lines() == []
    qtbot.waitUntil(lambda: lines() == ["sound test: heard"], timeout=WAIT)
    with Reader(room.journal) as reader:
        (written,) = (record for record in reader.records() if isinstance(record.body, LogEntry))
    assert (written.body, written.author.kind, written.author.code) == (LogEntry("sound test: heard"), AuthorKind.OFFICER, "DUTY")


def test_a_wallboard_is_looked_at_and_shows_no_positions_of_relief(window: Window, qtbot: QtBot) -> None:
    """On the wall there is no cursor, nothing takes keys, the palette does not open, and the signs of relief are off until it is left."""
    before = window.desk.map.stack
    window.go(WALLBOARD)
    assert not window.desk.view.isEnabled()
    assert window.desk.view.cursor().shape() is Qt.CursorShape.BlankCursor
    view = window.desk.map
    shown = {name for name, seen in zip(view.board.names, view.stack.layers, strict=True) if seen.visible}
    assert shown == {layer.name for layer in WALL}
    assert view.stack.bare
    assert not window.frame.top_bar.isVisible()
    assert window.frame.wall_head.isVisible()
    for key in (Qt.Key.Key_K, Qt.Key.Key_F, Qt.Key.Key_G):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert all(place.guest is None for place in window.desk.view.round)
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.current is OPERATOR
    assert window.desk.map.stack == before
    assert window.frame.top_bar.isVisible()


def test_a_heavy_act_is_reviewed_and_signed_by_keys(window: Window, qtbot: QtBot) -> None:
    """The sheet opens where it was asked for, a key at once signs nothing, Ctrl+Enter signs, and the sheet goes when the hub has it."""
    ladder = window.desk.panels.of(LadderPanel)
    window.desk.wish("risk", "", ladder)
    sheet = window.desk.panels.of(ReviewPanel)
    place = window.desk.view.place("ladder")
    assert place is not None
    assert place.guest is sheet
    title = next(entry for entry in sheet.findChildren(Entry) if entry.accessibleName() == "Risk")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    title.setFocus()
    qtbot.keyClicks(title, "One line to the capital")
    qtbot.keyClick(title, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert place.guest is sheet, "too soon after it opened"
    read_whole(sheet, qtbot)
    qtbot.keyClick(title, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: {body.title for _, body in window.session.picture.bodies(Risk)} == {"One line to the capital"}, timeout=WAIT)
    qtbot.waitUntil(lambda: place.guest is None, timeout=WAIT)


def test_escape_leaves_a_sheet_unsigned(window: Window, qtbot: QtBot) -> None:
    """Esc gives the place back; nothing was said to the hub."""
    window.desk.wish("posture", "", None)
    sheet = window.desk.panels.of(ReviewPanel)
    assert [place.guest for place in window.desk.view.round].count(sheet) == 1
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.desk.reviewing.standing
    assert all(place.guest is None for place in window.desk.view.round)
    assert not window.session.pending


def test_a_light_act_with_personal_data_is_sent_and_warned_of(window: Window, qtbot: QtBot) -> None:
    """A line of the log that names a person goes on record, and the desk says so; one that names nobody is sent without a word."""
    said: list[str] = []
    window.session.failed.connect(said.append)
    window.desk.wish("log:all quiet", "")
    window.desk.wish("log:ask Dr Example", "")
    qtbot.waitUntil(
        lambda: {body.text for _, body in window.session.picture.bodies(LogEntry)} >= {"all quiet", "ask Dr Example"}, timeout=WAIT
    )
    assert said == ["The text seems to hold a person's name: functions and places only, no personal data."]


def test_the_palette_does_what_is_chosen(window: Window, qtbot: QtBot) -> None:
    """Ctrl+K, words, Enter: another theme; another desk; and Esc leaves it undone."""
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    panel = window.desk.panels.of(CommandPanel)
    assert window.desk.view.guests.guest is panel
    qtbot.keyClicks(panel.entry, "theme light")
    qtbot.keyClick(panel.entry, Qt.Key.Key_Return)
    assert window.look.theme.name is ThemeName.LIGHT
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(panel.entry, "desk l")
    qtbot.keyClick(panel.entry, Qt.Key.Key_Return)
    assert window.desk.current.name == DESKS[1].name
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.desk.current.name == DESKS[1].name
    assert window.desk.view.guests.guest is None


def test_a_search_finds_a_record_and_selects_it(window: Window, halls: list[Hall], qtbot: QtBot) -> None:
    """Ctrl+F finds by words in slices of the loop; Enter selects what was found and says why."""
    subject = alarmed(halls, window, qtbot)
    title = next(body.title for _, body in window.session.picture.bodies(Alarm))
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    panel = window.desk.panels.of(CommandPanel)
    qtbot.keyClicks(panel.entry, title[:12])
    qtbot.waitUntil(lambda: any(row.key == f"alarm|{subject}" for row in panel.model.rows), timeout=WAIT)
    panel.list.select(f"alarm|{subject}")
    qtbot.keyClick(panel.entry, Qt.Key.Key_Return)
    assert window.selection.chosen == ("alarm", subject)
    assert isinstance(window.desk.view.guests.shown, WhyPanel)


def test_a_desk_is_kept_and_stands_so_again(window: Window, qtbot: QtBot) -> None:
    """Ctrl+S keeps sizes, the tab in front and the look; going away and back stands the desk up so; forgotten, it is as designed."""
    window.desk.view.restore(((450, 838, 600),), ("log",))
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    window.go(DESKS[1])
    window.go(OPERATOR)
    assert list(window.desk.view.sizes[0]) == [450, 838, 600]
    assert "log" in window.desk.view.fronts
    window.controls.perform("forget_desk")
    window.go(DESKS[1])
    window.go(OPERATOR)
    assert window.desk.view.sizes[0][0] == 396


def test_the_sound_test_is_in_the_watch_log(window: Window, qtbot: QtBot) -> None:
    """It is an act like any other: on the hub's disk, with what was heard or why nothing was."""
    window.controls.perform("sound_test")
    qtbot.waitUntil(lambda: any("Sound test" in body.text for _, body in window.session.picture.bodies(LogEntry)), timeout=WAIT)


def test_a_lost_hub_freezes_the_desk(window: Window, halls: list[Hall], qtbot: QtBot) -> None:
    """Without the hub the band says so and since when, acts are off with the reason, and F7 acknowledges the link's own alarm."""
    halls.pop().close()
    qtbot.waitUntil(lambda: window.session.link().state is LinkState.LOST, timeout=WAIT)
    qtbot.waitUntil(window.frame.link_band.isVisible, timeout=WAIT)
    window.desk.refresher.flush()
    assert window.desk.panels.of(AlarmsPanel).model.off == "cannot reach the hub"
    assert "FROZEN" in window.frame.link_band.accessibleDescription()
    qtbot.keyClick(window, Qt.Key.Key_F7)
    window.framing.refresher.flush()
    assert window.framing._acknowledged


def test_a_range_marked_on_the_timeline_narrows_what_lists_records_and_escape_leaves_it(window: Window, qtbot: QtBot) -> None:
    """One range for the whole window: the log says it at once, the timeline marks it, Esc gives everything back."""
    now = window.session.now()
    timeline, log = window.desk.panels.of(TimelinePanel), window.desk.panels.of(WatchLogPanel)
    timeline.range_chosen.emit((now - 60_000, now))
    window.desk.refresher.flush()
    assert f"{window.desk.window.range}" == f"{(now - 60_000, now)}"
    assert " of " in log.header.scope
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    window.desk.refresher.flush()
    assert window.desk.window.range is None
    assert " of " not in log.header.scope


def test_looking_back_is_another_look_and_l_is_live_again(window: Window, halls: list[Hall], qtbot: QtBot) -> None:
    """A live desk that looks back shows the past with frame, word and band, refuses acts, counts new alarms; L returns to the present."""
    session, looking = window.session, window.looking
    assert isinstance(session, LiveSession)
    assert looking is not None
    began = session.clock()
    qtbot.waitUntil(lambda: session.clock() > began + 50, timeout=WAIT)
    looking.look(began)
    qtbot.waitUntil(lambda: session.past is not None, timeout=WAIT)
    band = window.frame.past_band
    assert band.model is not None
    assert band.model.headline.startswith("LIVE-PAUSED")
    assert session.standpoint.off.startswith("looking back")
    assert session.act(Wish("L-1", LogEntry("no"), began, "n")) == session.standpoint.off
    (feed,) = halls[0].at("FEED")
    feed.link.send_records([report(regime=EXERCISE)])

    def raised() -> bool:
        feed.poll(1)
        return any(True for _ in session.present.bodies(Alarm))

    qtbot.waitUntil(raised, timeout=WAIT)
    assert not any(True for _ in session.picture.bodies(Alarm))
    looking.show()
    assert band.accessibleDescription().endswith("1 new alarm since")
    window.desk.panels.of(AlarmsPanel).setFocus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_L)
    qtbot.waitUntil(band.isHidden, timeout=WAIT)
    assert session.standpoint.off == ""
    assert session.picture is session.present


def test_ctrl_l_lends_a_partners_eyes_and_takes_them_back(window: Window, qtbot: QtBot) -> None:
    """Ctrl+L lists the partners; chosen, the desk wears the edge, an act is refused with its reason; Ctrl+L again gives one's own back."""
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.view.holding(window.desk.panels.of(CommandPanel)) is not None
    window.controls.perform("lens:BET")
    assert window.desk.sight.session.entity == "BET"
    assert window.desk.widget.entity == "BET"
    refused: list[str] = []
    window.desk.sight.session.failed.connect(refused.append)
    window.desk.wish("log:heard nothing", "")
    assert refused == ["log : seen as another entity: acts are off"]
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.sight.session is window.session
    assert window.desk.widget.entity == ""
    window.controls.perform("lens:XYZ")
    assert window.lens is None
