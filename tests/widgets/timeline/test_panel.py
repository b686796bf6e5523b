"""The timeline's panel: it paints what the model says, follows now, and gives keys and clicks their meaning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Render
from widgets.look import Look
from widgets.timeline.following import AHEAD, BACK
from widgets.timeline.grouping import OTHER, Grouping, Member, Plan
from widgets.timeline.history import Gap, History, SpanKind, Tail
from widgets.timeline.marks import MarkCode
from widgets.timeline.model import Bar, Head, Model, RungName, Trace, TraceKind
from widgets.timeline.page import TOP
from widgets.timeline.panel import TimelinePanel
from widgets.tokens import Token

NOW = 1_795_344_452_000
HOUR = 3_600_000

Made = Callable[..., TimelinePanel]


def model(now: int = NOW, head: Head = Head.NOW, horizon: int | None = None) -> Model:
    """Return a model like the one at the height of the exercise."""
    return Model(
        now=now,
        head=head,
        scope="",
        bars=(
            Bar("corridor_status", "C-1", "HC-1 window", now - 5 * HOUR, now - HOUR, what=SpanKind.WINDOW, row=1),
            Bar("danger_zone", "Z-7", "DZ-07 in force", now - 200_000, None, what=SpanKind.DANGER, row=1),
            Bar("corridor_status", "C-2", "HC-2 window", now - 2 * HOUR, now + HOUR, what=SpanKind.WINDOW, row=0),
        ),
        traces=(
            Trace(TraceKind.PARTNER, "BOR 4", ((now - 4 * HOUR, 2), (now - 1_000_000, 4)), 1),
            Trace(TraceKind.PARTNER, "DRA 2", ((now - 4 * HOUR, 2), (now - 3 * HOUR, 3), (now - 1_500_000, 2)), 3),
            Trace(TraceKind.ASSESSED, "assessed 4", ((now - 4 * HOUR, 2), (now - 3 * HOUR, 3), (now - 60_000, 4))),
            Trace(TraceKind.DECLARED, "declared 3", ((now - 6 * HOUR, 2), (now - 3 * HOUR, 3))),
        ),
        rungs=(RungName(2, "2 Watch"), RungName(3, "3 Elevated"), RungName(4, "4 Alert")),
        notes=((now - 3 * HOUR, "declared 3"),),
        open_alarms=frozenset({"A-0"}),
        horizon=horizon,
    )


@pytest.fixture
def made(look: Look, qtbot: QtBot) -> Made:
    """Make panels that are taken down again."""

    def make(count: int = 40) -> TimelinePanel:
        history = History()
        for number in range(count):
            history.marks.add(NOW - number * 350_000, NOW - number * 350_000, MarkCode.REPORT, ("indication", str(number)), "OSINT", "BOR")
        history.marks.add(NOW - 30_000, NOW, MarkCode.CRITICAL, ("alarm", "A-0"))
        history.marks.add(NOW - 3 * HOUR, NOW - 3 * HOUR, MarkCode.DECLARATION, ("declared_level", "L"))
        panel = TimelinePanel(look, history)
        qtbot.addWidget(panel)
        return panel

    return make


def words(look: Look) -> set[str]:
    """Return every text that was painted."""
    return {painted.text for painted in look.ledger or ()}


def test_it_paints_lanes_bars_traces_and_the_playhead(made: Made, look: Look, render: Render) -> None:
    """Lanes, windows, rungs, end labels, the flag and the axis are all there, and nothing is cut."""
    panel = made()
    panel.show_model(model())
    render(panel, 900, 315)
    painted = words(look)
    assert {"Indications", "Alarms", "Acts", "Windows", "2 Watch", "3 Elevated", "4 Alert", "HC-2 window", "BOR 4", "declared 3"} <= painted
    assert "10:47:32Z  now" in painted
    assert not [text for text in look.ledger or () if text.cut]


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5, 2.0])
def test_the_axis_is_read_at_every_text_size(made: Made, look: Look, render: Render, scale: float) -> None:
    """Claim: on a wide screen too the hours along the axis stand clear of one another, however large they are written."""
    look.wear(scale=scale)
    panel = made()
    panel.show_model(model())
    render(panel, 2150, 560)
    hours = [text.where for text in look.ledger or [] if len(text.text) == len("10:00Z") and text.text.endswith("Z")]
    assert len(hours) > 1
    assert all(before.right() < after.left() for before, after in pairwise(sorted(hours, key=lambda where: where.left())))


def test_the_unacknowledged_alarm_has_its_colour(made: Made, look: Look, render: Render) -> None:
    """The critical alarm's octagon is painted in the critical fill, and only while it is open."""
    panel = made()
    panel.show_model(model())
    fill = look.fill(Token.CRITICAL)
    wanted = np.array((fill.red(), fill.green(), fill.blue()))
    assert (np.abs(render(panel, 900, 315).astype(int) - wanted).sum(axis=2) < 12).sum() > 40


def test_ten_thousand_marks_become_a_density(made: Made, look: Look, render: Render) -> None:
    """Above three marks a pixel the lane is an image: no mark of it is drawn on its own."""
    del look
    panel = made(20_000)
    panel.show_model(model())
    panel.show_span(NOW - 20_000 * 350_000, NOW)
    image = render(panel, 900, 315)
    assert image[60:90, 200:800].std() > 1


def test_it_follows_now_until_a_hand_moves_it(made: Made, qtbot: QtBot, render: Render) -> None:
    """The span moves with now; an arrow key stops that, L takes it up again."""
    panel = made()
    panel.show_model(model())
    render(panel, 900, 315)
    assert panel.span == (NOW - BACK, NOW + AHEAD)
    panel.show_model(model(NOW + HOUR))
    assert panel.span == (NOW + HOUR - BACK, NOW + HOUR + AHEAD)
    qtbot.keyClick(panel.view, Qt.Key.Key_Left)
    held = panel.span
    panel.show_model(model(NOW + 2 * HOUR))
    assert panel.span == held
    qtbot.keyClick(panel.view, Qt.Key.Key_L)
    assert panel.span[1] > NOW + 2 * HOUR


def test_keys_zoom_and_step(made: Made, qtbot: QtBot, render: Render) -> None:
    """Plus narrows the span, minus widens it, [ goes to the moment before."""
    panel = made()
    panel.show_model(model())
    render(panel, 900, 315)
    wide = panel.span[1] - panel.span[0]
    qtbot.keyClick(panel.view, Qt.Key.Key_Plus)
    assert panel.span[1] - panel.span[0] < wide
    qtbot.keyClick(panel.view, Qt.Key.Key_Minus)
    assert abs((panel.span[1] - panel.span[0]) - wide) <= 2
    with qtbot.waitSignal(panel.stepped) as chosen:
        qtbot.keyClick(panel.view, Qt.Key.Key_BracketLeft)
    assert chosen.args == [NOW - 30_000]
    with qtbot.waitSignal(panel.time_chosen) as chosen:
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert chosen.args == [NOW - 30_000]


def test_a_click_on_a_bar_selects_it(made: Made, qtbot: QtBot, render: Render) -> None:
    """Clicking the danger zone's bar selects the zone; clicking empty time chooses the time."""
    panel = made()
    panel.show_model(model())
    panel.resize(900, 315)
    panel.show()
    qtbot.waitExposed(panel)
    render(panel, 900, 315)
    where = panel._place()
    assert where is not None
    middle = where.bar(1).top + where.bar(1).height / 2
    with qtbot.waitSignal(panel.selected) as chosen:
        qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(where.x(NOW) + 20 + 118), round(middle + 26)))
    assert chosen.args == ["danger_zone", "Z-7"]


def test_in_replay_what_was_learned_later_is_not_there(made: Made, look: Look, render: Render) -> None:
    """With a horizon a mark that was learned after it is neither drawn nor stepped to; the flag says known by."""
    panel = made()
    panel.history.marks.add(NOW - HOUR - 1, NOW + HOUR, MarkCode.REPORT, ("indication", "late"))
    panel.show_model(model(head=Head.KNOWN_BY, horizon=NOW))
    render(panel, 900, 315)
    assert "10:47:32Z  known by" in words(look)
    seen = panel.history.marks.lanes["Indications"].within(NOW - HOUR - 2, NOW - HOUR + 2, NOW)
    assert len(seen.times) == 0


def test_ghosts_say_when_they_were_learned(made: Made, look: Look, render: Render) -> None:
    """Asked for, a mark that was learned later stands where it happened and says when it was learned; unasked no word of it is there."""
    panel = made()
    panel.history.marks.add(NOW - HOUR - 1, NOW + HOUR, MarkCode.REPORT, ("indication", "late"))
    panel.show_model(model(head=Head.KNOWN_BY, horizon=NOW))
    render(panel, 900, 315)
    assert "learned 11:47Z" not in words(look)
    panel.show_model(replace(model(head=Head.KNOWN_BY, horizon=NOW), ghosts=True))
    render(panel, 900, 315)
    assert "learned 11:47Z" in words(look)


def test_g_goes_round_the_groupings(made: Made, look: Look, qtbot: QtBot, render: Render) -> None:
    """G asks for other lanes and says so; with a model by that plan the lanes are named after what they group by."""
    panel = made()
    panel.show_model(model())
    render(panel, 900, 315)
    with qtbot.waitSignal(panel.turned):
        qtbot.keyClick(panel.view, Qt.Key.Key_G)
    assert panel.grouping is Grouping.DISCIPLINE
    assert "by discipline" in panel.header.scope
    panel.show_model(replace(model(), plan=Plan(Grouping.DISCIPLINE)))
    if look.ledger is not None:
        look.ledger.clear()
    render(panel, 900, 315)
    assert {"OSINT", "Alarms", "Acts"} <= words(look)
    assert "Indications" not in words(look)


def test_b_marks_a_range_by_key(made: Made, qtbot: QtBot, render: Render) -> None:
    """B at one event and B at another make a range of them; B again drops it."""
    panel = made()
    panel.show_model(model())
    render(panel, 900, 315)
    qtbot.keyClick(panel.view, Qt.Key.Key_B)
    qtbot.keyClick(panel.view, Qt.Key.Key_BracketLeft)
    with qtbot.waitSignal(panel.range_chosen) as chosen:
        qtbot.keyClick(panel.view, Qt.Key.Key_B)
    assert chosen.args == [(NOW - 30_000, NOW + 1)]
    with qtbot.waitSignal(panel.range_chosen) as chosen:
        qtbot.keyClick(panel.view, Qt.Key.Key_B)
    assert chosen.args == [None]


def test_a_drag_on_the_axis_marks_a_range_and_one_in_the_box_pans(
    made: Made, qtbot: QtBot, render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same drag means a range on the axis and another span in the box."""
    monkeypatch.setitem(pg.CONFIG_OPTIONS, "mouseRateLimit", -1)
    panel = made()
    panel.show_model(model())
    panel.resize(900, 315)
    panel.show()
    qtbot.waitExposed(panel)
    render(panel, 900, 315)
    chosen: list[object] = []
    panel.range_chosen.connect(chosen.append)
    before, low = panel.span, panel.view.viewport().height() - 10
    drag(qtbot, panel, QPoint(300, low), QPoint(500, low))
    assert panel.span == before
    assert chosen[-1] is not None
    drag(qtbot, panel, QPoint(300, 100), QPoint(500, 100))
    assert panel.span != before


def drag(qtbot: QtBot, panel: TimelinePanel, start: QPoint, end: QPoint) -> None:
    """Drag with the left button, in steps as a hand does."""
    port = panel.view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for share in range(1, 11):
        at = QPointF(start + (end - start) * share / 10)
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            at,
            port.mapToGlobal(at),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(port, event)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


def test_a_window_is_outlined_and_not_filled(made: Made, look: Look, render: Render) -> None:
    """Blue means what can be acted on: no bar is filled with it, whatever was drawn before."""
    panel = made()
    panel.show_model(model())
    fill = look.colour(Token.ACCENT)
    wanted = np.array((fill.red(), fill.green(), fill.blue()))
    image = render(panel, 900, 315).astype(int)
    where = panel._place()
    assert where is not None
    top, low = (round(26 + 30 + each) for each in (where.windows.top, where.windows.top + where.windows.height))
    middle = image[top:low, 118 : 118 + round(where.x(NOW)) - 4]
    assert (np.abs(middle - wanted).sum(axis=2) < 30).sum() == 0


def test_in_replay_a_lane_whose_first_mark_is_learned_later_is_not_there(made: Made, look: Look, render: Render) -> None:
    """Hindsight is no lane either: an entity that is first heard of later has none yet."""
    panel = made()
    panel.history.marks.add(NOW - HOUR, NOW + HOUR, MarkCode.ACT, ("x", "y"), "", "LTR")
    panel.show_model(replace(model(head=Head.KNOWN_BY, horizon=NOW), plan=Plan(Grouping.ENTITY)))
    render(panel, 900, 315)
    assert "BOR" in words(look)
    assert "LTR" not in words(look)


def test_a_source_s_gap_has_a_lane_of_its_own_where_no_lane_is_that_of_all_reports(made: Made, look: Look, render: Render) -> None:
    """By entity a gap stands in the lane of sources, by kind in that of the indications."""
    panel = made()
    gaps = (Gap("AIS-N", NOW - HOUR, None, NOW - HOUR),)
    panel.show_model(replace(model(), gaps=gaps))
    render(panel, 900, 315)
    assert "Sources" not in words(look)
    panel.show_model(replace(model(), gaps=gaps, plan=Plan(Grouping.ENTITY)))
    render(panel, 900, 315)
    assert "Sources" in words(look)


def test_in_a_low_timeline_names_give_way_rather_than_stand_on_one_another(made: Made, look: Look, render: Render) -> None:
    """At a hundred and seventy px no two rungs' names overlap, and bars too low for a name have none."""
    panel = made()
    panel.show_model(model())
    render(panel, 900, 170)
    names = [each.where for each in look.ledger or () if each.text in ("2 Watch", "3 Elevated", "4 Alert")]
    heights = sorted(where.center().y() for where in names)
    assert names
    assert all(later - earlier >= 10 for earlier, later in pairwise(heights))
    assert "HC-2 window" not in words(look)


def test_a_crowd_of_reports_shows_its_grain(made: Made, look: Look, render: Render) -> None:
    """Just below the density's threshold reports are drawn small enough that the lane is no solid band."""
    panel = made(1_500)
    panel.show_model(model())
    panel.show_span(NOW - 1_500 * 350_000, NOW)
    where = panel._place()
    assert where is not None
    lane = where.lanes["Indications"]
    image = render(panel, 900, 315).astype(int)
    where = panel._place()
    assert where is not None
    lane = where.lanes["Indications"]
    ground = look.colour(Token.PANEL).red()
    band = image[round(56 + lane.top) + 4 : round(56 + lane.top + lane.height) - 4, 130 : 118 + round(where.width) - 12]
    assert 0.05 < float((np.abs(band[:, :, 0] - ground) > 24).mean()) < 0.6


def test_many_lanes_leave_bars_their_names(made: Made, look: Look, render: Render) -> None:
    """With a dozen lanes the windows can still be read by name; lanes that do not fit are counted, and the rungs stay."""
    panel = made()
    for number in range(12):
        panel.history.marks.add(NOW - number * 1_000, NOW, MarkCode.ACT, ("need", str(number)), entity=f"E{number:02}")
    panel.show_model(replace(model(), plan=Plan(Grouping.ENTITY)))
    render(panel, 1200, 330)
    assert {"HC-1 window", "HC-2 window", "3 Elevated"} <= words(look)
    assert any("↓" in text for text in words(look))


def test_a_lane_of_subjects_has_the_tails_of_what_is_theirs(made: Made, look: Look, render: Render) -> None:
    """Lanes by corridor: how long an answer about one took is drawn in its lane; about nothing of theirs, in that of the rest."""
    panel = made()
    answers = {name: ("answer", name) for name in ("A-1/BOR", "A-2/BOR")}
    for subject in answers.values():
        panel.history.marks.add(NOW - HOUR, NOW - HOUR, MarkCode.REPLY, subject)
    lanes = Plan(Grouping.CORRIDOR, (Member("HC-1", frozenset({answers["A-1/BOR"]})), Member("HC-2", frozenset())))
    plain = replace(model(), plan=lanes, bars=(), traces=(), notes=())
    for name, lane in (("A-1/BOR", "HC-1"), ("A-2/BOR", OTHER)):
        panel.show_model(plain)
        before = render(panel, 1200, 400).astype(int)
        panel.show_model(replace(plain, tails=(Tail(NOW - 3 * HOUR, NOW - HOUR, NOW - HOUR, "BOR", answers[name]),)))
        changed = np.abs(render(panel, 1200, 400).astype(int) - before).sum(axis=(1, 2)) > 0
        where = panel._place()
        assert where is not None
        rows = np.flatnonzero(changed) - panel.view.y() - look.px(TOP)
        assert len(rows) > 0
        assert all(where.lanes[lane].top - 2 <= row <= where.lanes[lane].top + where.lanes[lane].height + 2 for row in rows)


def test_of_two_notes_that_would_overlap_the_later_stands(made: Made, look: Look, render: Render) -> None:
    """What was declared is said beside its mark; where the words of one would reach into the next mark, the later one's alone are."""
    panel = made()
    notes = ((NOW - HOUR, "declared 2"), (NOW - HOUR + 60_000, "declared 3"))
    panel.show_model(replace(model(), notes=notes))
    render(panel, 1200, 400)
    assert {"declared 2", "declared 3"} & words(look) == {"declared 3"}
    assert look.ledger is not None
    look.ledger.clear()
    panel.show_span(NOW - HOUR - 10_000, NOW - HOUR + 100_000)
    render(panel, 1200, 400)
    assert {"declared 2", "declared 3"} <= words(look)


def test_without_a_ladder_its_room_is_the_lanes_own(made: Made, render: Render) -> None:
    """A recording that knows no ladder has no empty stretch for one: the lanes and bars have the whole height."""
    panel = made()
    panel.show_model(replace(model(), traces=(), rungs=()))
    render(panel, 1200, 400)
    where = panel._place()
    assert where is not None
    assert where.ladder.height == pytest.approx(0.0)
    assert where.windows.top + where.windows.height == pytest.approx(where.height)


def test_each_entity_s_replies_have_their_tails(made: Made, look: Look, render: Render) -> None:
    """Lanes by entity: how long a reply took is drawn in the lane of who gave it, and in no other's."""
    panel = made()
    for entity in ("AUR", "BOR"):
        panel.history.marks.add(NOW - HOUR, NOW - HOUR, MarkCode.REPLY, ("answer", entity), entity=entity)
    plain = replace(model(), plan=Plan(Grouping.ENTITY), bars=(), traces=(), notes=())
    panel.show_model(plain)
    before = render(panel, 1200, 400).astype(int)
    panel.show_model(replace(plain, tails=(Tail(NOW - 3 * HOUR, NOW - HOUR, NOW - HOUR, "BOR"),)))
    changed = np.abs(render(panel, 1200, 400).astype(int) - before).sum(axis=(1, 2)) > 0
    where = panel._place()
    assert where is not None
    rows = np.flatnonzero(changed) - panel.view.y() - look.px(TOP)
    lane = where.lanes["BOR"]
    assert len(rows) > 0
    assert rows.min() >= lane.top - 2
    assert rows.max() <= lane.top + lane.height + 2
