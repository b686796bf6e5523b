"""The watch list as painted: nothing cut, four signs an indicator, doubt hatched, calm grey."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Keep, Render
from tests.widgets.eyesight import vivid_share
from tests.widgets.room import NOW, crisis, scenario
from tests.widgets.samples import calm_indicators, crisis_indicators
from tests.widgets.spoken import cut, painted
from widgets.indicators.model import IndicatorsModel
from widgets.indicators.panel import IndicatorsPanel
from widgets.indicators.resolve import NO_LIST, resolve
from widgets.look import Look
from widgets.standpoint import Standpoint
from widgets.tokens import ThemeName
from widgets.words import Axis, Hatch, State

SIZE = (396, 421)


@pytest.fixture
def panel(look: Look, keep: Keep) -> IndicatorsPanel:
    """The crisis' watch list."""
    made = IndicatorsPanel(look)
    keep(made)
    made.show_model(crisis_indicators())
    return made


def from_picture() -> IndicatorsModel:
    """Resolved from rows."""
    return resolve(crisis().picture, NOW, Standpoint("CMC"), scenario().subject("WP-2"))


@pytest.mark.parametrize("model", [crisis_indicators(), calm_indicators(), from_picture()], ids=["crisis", "calm", "picture"])
@pytest.mark.parametrize("theme", tuple(ThemeName))
def test_nothing_is_cut(look: Look, panel: IndicatorsPanel, render: Render, model: IndicatorsModel, theme: ThemeName) -> None:
    """Claim: at its designed size every text is painted whole, in every theme, from samples and from a picture."""
    look.wear(theme=theme)
    panel.show_model(model)
    render(panel, *SIZE)
    assert cut(look) == []


def test_eight_rows_fit(look: Look, panel: IndicatorsPanel, render: Render) -> None:
    """Claim: the eight indicators of the manual are all shown at the designed size, without a strip."""
    render(panel, *SIZE)
    assert {view.name for view in crisis_indicators().indicators if not view.direction} <= set(painted(look))
    assert panel.list.strip.text == ""


def test_likelihood_and_confidence_stand_on_two_lines(look: Look, panel: IndicatorsPanel, render: Render) -> None:
    """Claim: they are painted at different heights and in no common text."""
    render(panel, *SIZE)
    heights = {text.text: text.where.center().y() for text in look.ledger or []}
    assert heights["Likelihood"] < heights["Confidence"]
    assert not any("very likely" in text and "moderate" in text for text in painted(look))


def test_the_four_axes_have_four_signs() -> None:
    """Claim: a row's observation, freshness and alarm come from three axes of words, and the pair is a text of its own."""
    axes = {view.observation.sign.axis for view in crisis_indicators().indicators}
    fresh = {view.freshness.sign.axis for view in crisis_indicators().indicators if view.freshness is not None}
    alarms = {view.alarm.severity.sign.axis for view in crisis_indicators().indicators if view.alarm is not None}
    assert (axes, fresh, alarms) == ({Axis.OBSERVATION}, {Axis.FRESHNESS}, {Axis.SEVERITY})


def test_doubt_hatches_the_row(panel: IndicatorsPanel) -> None:
    """Claim: stale, source lost and no collection have three different hatches; what is live and observed has none."""
    hatches = {row.key: row.hatch for row in panel.list.rows}
    assert (hatches["i04"], hatches["i12"], hatches["i16"]) == (Hatch.DIAGONAL, Hatch.CROSSED, Hatch.HORIZONTAL)
    assert {hatches[key] for key in ("i03", "i07", "i11", "i13", "i14")} == {Hatch.NONE}


def test_a_hatch_is_seen(panel: IndicatorsPanel, render: Render) -> None:
    """Claim: the free space of a hatched row has more than one colour, that of a plain row exactly one."""
    image = render(panel, *SIZE)
    top = panel.list.mapTo(panel, panel.list.rect().topLeft()).y()

    def colours(row: int) -> int:
        area = image[top + 40 * row + 22 : top + 40 * row + 36, 190:220]
        return len(np.unique(area.reshape(-1, 3), axis=0))

    assert colours(3) > 1
    assert colours(4) > 1
    assert colours(2) == 1


def test_only_alarms_colour_the_bar(panel: IndicatorsPanel) -> None:
    """Claim: rows with an unacknowledged alarm have its bar, no other has one, and only CRITICAL and HIGH may blink."""
    bars = {row.key: (row.bar, row.blink) for row in panel.list.rows if row.bar is not None}
    assert bars == {"i03": (State.CRITICAL.sign.token, "A-7K2Q"), "i07": (State.HIGH.sign.token, "A-M4T9")}


def test_rows_speak(panel: IndicatorsPanel) -> None:
    """Claim: a row is one sentence with all four axes."""
    assert (
        panel.list.rows[0].accessible
        == "I-03 Artillery fire within reach, observed, evaluation B2, live 3 min, alarm A-7K2Q critical, unacknowledged"
    )


def test_calm_is_grey(panel: IndicatorsPanel, render: Render) -> None:
    """Claim: in the calm watch list fewer than 0.5 % of the pixels are vivid, although one row is in doubt."""
    panel.show_model(calm_indicators())
    assert vivid_share(render(panel, *SIZE)) < 0.005


def test_without_a_list_it_says_so(look: Look, panel: IndicatorsPanel, render: Render) -> None:
    """Claim: no watch list is a sentence, not an empty table."""
    panel.show_model(IndicatorsModel("", condition=NO_LIST))
    render(panel, *SIZE)
    assert "No watch list for this problem" in painted(look)


def test_left_and_right_turn_to_the_other_problems(panel: IndicatorsPanel, qtbot: QtBot) -> None:
    """Claim: an arrow asks for the neighbouring problem, round and round, and the panel stays with its own until it is told."""
    panel.show_model(from_picture())
    asked: list[tuple[str, str]] = []
    panel.selected.connect(lambda kind, subject: asked.append((kind, subject)))
    with qtbot.waitActive(panel):
        panel.show()
    panel.setFocus()
    asked.clear()
    QTest.keyClick(panel.list.view, Qt.Key.Key_Right)
    QTest.keyClick(panel.list.view, Qt.Key.Key_Left)
    assert asked == [("problem", scenario().subject("WP-3")), ("problem", scenario().subject("WP-1"))]


def test_an_unjudged_problem_shows_both_axes_in_doubt(look: Look, panel: IndicatorsPanel, render: Render) -> None:
    """Claim: NOT ASSESSED stands on the likelihood's line and on the confidence's."""
    panel.show_model(resolve(crisis().picture, NOW, Standpoint("CMC"), scenario().subject("WP-1")))
    render(panel, *SIZE)
    lines = {text.text: text.where.center().y() for text in look.ledger or []}
    doubts = {text.where.center().y() for text in look.ledger or [] if text.text == State.NOT_ASSESSED.word}
    assert {lines["Likelihood"], lines["Confidence"]} <= doubts
