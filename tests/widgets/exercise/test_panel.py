"""Exercise control by keys: fire, hold, release, leave out, pause; what was met in words and shapes; and a desk that directs nothing."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from feeds.picture.picture import Picture
from feeds.picture.regime import Regime, RegimeKind
from tests.widgets.conftest import Keep, Render
from tests.widgets.spoken import cut
from widgets.exercise.model import Planned, Play, Stands
from widgets.exercise.panel import ExercisePanel
from widgets.exercise.resolve import NOBODY, resolve
from widgets.look import SCALE_MAX, SCALE_MIN, Look
from widgets.standpoint import Standpoint
from widgets.words import State

NOW = 1_795_345_000_000
PICTURE = Picture(Regime(RegimeKind.EXERCISE, "DRILL"))


def inject(ident: str, stands: Stands, planned: int, since: int | None = None) -> Planned:
    """Return one of EXCON's."""
    return Planned(ident, f"Title of {ident}", stands, NOW + planned, since, ("AUR-1",), 1)


PLAY = Play(
    {
        each.id: each
        for each in (
            inject("late", Stands.PLANNED, 600_000),
            inject("soon", Stands.PLANNED, 90_000),
            inject("kept", Stands.HELD, -5_000, NOW - 10_000),
            inject("done", Stands.FIRED, -60_000, NOW - 60_000),
            inject("never", Stands.SKIPPED, -60_000, NOW - 90_000),
        )
    }
)


@pytest.fixture
def panel(look: Look, keep: Keep) -> ExercisePanel:
    """The board of a play with one of each."""
    made = ExercisePanel(look)
    keep(made)
    made.resize(560, 460)
    made.show_model(resolve(PLAY, PICTURE, NOW, Standpoint("CMC")))
    return made


def ordered(panel: ExercisePanel, ident: str, key: Qt.Key, qtbot: QtBot) -> list[tuple[str, str]]:
    """Return what a key asks for with an inject selected."""
    said: list[tuple[str, str]] = []
    panel.act_requested.connect(lambda name, subject: said.append((name, subject)))
    with qtbot.waitActive(panel):
        panel.show()
    panel.setFocus()
    panel.select("inject", ident)
    QTest.keyClick(panel.list.view, key)
    return said


@pytest.mark.parametrize(
    ("ident", "key", "wanted"),
    [
        ("soon", Qt.Key.Key_F, [("direct:fire", "soon")]),
        ("soon", Qt.Key.Key_H, [("direct:hold", "soon")]),
        ("kept", Qt.Key.Key_H, [("direct:release", "kept")]),
        ("kept", Qt.Key.Key_X, [("direct:skip", "kept")]),
        ("soon", Qt.Key.Key_Space, [("direct:pause", "")]),
        ("done", Qt.Key.Key_F, []),
        ("never", Qt.Key.Key_H, []),
    ],
)
def test_a_key_gives_the_order_that_the_state_allows(
    panel: ExercisePanel, qtbot: QtBot, ident: str, key: Qt.Key, wanted: list[tuple[str, str]]
) -> None:
    """Claim: F, H, X and Space are fire, hold or release, leave out, pause; nothing is asked of what is fired or left out."""
    assert ordered(panel, ident, key, qtbot) == wanted


def test_a_reaction_is_noted_in_words(panel: ExercisePanel, qtbot: QtBot) -> None:
    """Claim: N at what was fired asks for words; Enter sends them with the inject; the foot is the board's again."""
    said = ordered(panel, "done", Qt.Key.Key_N, qtbot)
    assert said == []
    QTest.keyClicks(panel.entry, "BOR rang: at once")
    QTest.keyClick(panel.entry, Qt.Key.Key_Return)
    assert said == [("direct:note:BOR rang: at once", "done")]
    assert panel.question is None


def test_the_board_has_what_comes_next_in_its_order() -> None:
    """Claim: held first, then planned by time with what is left until then, then fired and left out, each with its word and shape."""
    model = resolve(PLAY, PICTURE, NOW, Standpoint("CMC"))
    assert [(section.name, [each.subject for each in section.entries]) for section in model.sections] == [
        ("Held", ["kept"]),
        ("Next", ["soon", "late"]),
        ("Fired", ["done"]),
        ("Left out", ["never"]),
    ]
    assert [each.state for each in model.entries] == [
        State.INJECT_HELD,
        State.INJECT_PLANNED,
        State.INJECT_PLANNED,
        State.INJECT_FIRED,
        State.INJECT_LEFT_OUT,
    ]
    assert next(each.right for each in model.entries if each.subject == "soon") == "in 00:01:30"


def test_a_play_that_is_over_takes_no_order() -> None:
    """Claim: every act is off and says why; a paused one says so and Space lets it go on."""
    over = resolve(replace(PLAY, over=True), PICTURE, NOW, Standpoint("CMC"))
    assert {act.reason for each in over.entries for act in each.acts} == {"the exercise is over"}
    paused = resolve(replace(PLAY, paused=True), PICTURE, NOW, Standpoint("CMC"))
    assert paused.scope == "PAUSED"
    assert [act.name for act in paused.acts] == ["direct:go on"]


def test_a_desk_that_directs_nothing_says_so() -> None:
    """Claim: no board, and how to direct an exercise."""
    assert resolve(None, PICTURE, NOW, Standpoint("CMC")).condition == NOBODY


@pytest.mark.parametrize("scale", [SCALE_MIN, 1.0, SCALE_MAX])
def test_nothing_is_cut_at_any_text_scale(look: Look, panel: ExercisePanel, render: Render, scale: float) -> None:
    """Claim: all of it can be read at the smallest and the largest text."""
    look.wear(scale=scale)
    render(panel, round(560 * scale), round(600 * scale))
    assert cut(look) == []


def test_what_was_fired_under_the_hand_goes_to_the_fired(panel: ExercisePanel, qtbot: QtBot) -> None:
    """Claim: with the focus in the list, an inject that fires leaves its section at once and stays selected."""
    with qtbot.waitActive(panel):
        panel.show()
    panel.setFocus()
    panel.select("inject", "soon")
    injects = {**PLAY.injects, "soon": inject("soon", Stands.FIRED, 90_000, NOW)}
    panel.show_model(resolve(replace(PLAY, injects=injects), PICTURE, NOW, Standpoint("CMC")))
    assert [row.key.rpartition("|")[2] for row in panel.list.rows if not row.head] == ["kept", "late", "soon", "done", "never"]
    assert panel.list.key == "inject|soon"
