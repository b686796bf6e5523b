"""The page of a rung, and the ladder under a supposition: apart from what is found, marked, and never a way out."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from feeds.picture.doctrine import Doctrine
from feeds.picture.proposal import Position, PositionKind
from feeds.picture.regime import REAL
from tests.widgets.conftest import Keep, Render
from tests.widgets.pictures import played, rewritten
from tests.widgets.spoken import cut, forbidden, painted
from widgets.board.model import Entry, Fact
from widgets.ladder.model import LadderModel
from widgets.ladder.panel import LadderPanel
from widgets.ladder.resolve import resolve
from widgets.look import SCALE_MAX, SCALE_MIN, Look
from widgets.standpoint import Standpoint
from widgets.words import Hatch, State

HERE = Standpoint("CMC", "DUTY")
CRISIS = "22T10:54:00"
SUPPOSED = (("I-08", "OBSERVED"), ("I-13", "OBSERVED"))


def ladder(opened: str = "", supposed: tuple[tuple[str, str], ...] = ()) -> LadderModel:
    """The ladder in the crisis."""
    picture, now = played(CRISIS)
    return resolve(picture, now, HERE, opened=opened, supposed=supposed)


def facts(entry: Entry | None, heading: str) -> dict[str, Fact]:
    """The facts by label under the heading that begins so."""
    assert entry is not None
    return {fact.label: fact for part in entry.parts if part.heading.startswith(heading) for fact in part.facts}


def test_a_rungs_page_keeps_declared_assessed_and_partners_apart() -> None:
    """Claim: rung 4 says declared 3, assessed here, BOR here and differing, each in a line of its own."""
    levels = facts(ladder("4").page, "Declared")
    assert levels["Declared"].text == "rung 3"
    assert levels["Assessed"].state is State.LEVEL_ASSESSED
    assert levels["BOR"].state is State.DIFFERS


def test_a_rung_has_its_exercise_name_in_an_exercise_only() -> None:
    """Claim: the page says what the rung is called in play; the same ladder in a REAL picture says nothing of it."""
    picture, now = played(CRISIS)
    row, doctrine = next(iter(picture.bodies(Doctrine)))
    rungs = tuple(msgspec.structs.replace(rung, exercise_name=f"SLOW TIDE {rung.ordinal}") for rung in doctrine.ladder.rungs)
    there = rewritten(picture, row, ladder=msgspec.structs.replace(doctrine.ladder, rungs=rungs))
    page = resolve(there, now, HERE, opened="4").page
    assert page is not None
    assert page.support.startswith("in exercise SLOW TIDE 4 · ")
    there.regime = REAL
    real = resolve(there, now, HERE, opened="4").page
    assert real is not None
    assert "SLOW TIDE" not in real.support
    unnamed = ladder("4").page
    assert unnamed is not None
    assert "in exercise" not in unnamed.support


def test_criteria_say_what_holds_and_what_only_seems_to() -> None:
    """Claim: each indicator of a threshold has a line with its sign and leads to the indicator; a stale one is named as such."""
    page = ladder("4").page
    assert facts(page, "Onto it: T4-A")["I-03"].state is State.THRESHOLD_MET
    stale = facts(page, "Onto it: T4-B")["I-04"]
    assert stale.state is State.THRESHOLD_NOT_MET
    assert "only seems to hold" in stale.text
    assert stale.kind == "indicator"


def test_a_supposition_moves_the_assessed_rung_and_nothing_else() -> None:
    """Claim: under it rung 5 is marked hypothetical, declared stays where it is, and without it nothing is marked."""
    real, made = ladder(), ladder(supposed=SUPPOSED)
    assert [rung.ordinal for rung in made.rungs if rung.hypothetical] == [5]
    assert [rung.declared for rung in made.rungs] == [rung.declared for rung in real.rungs]
    assert not any(rung.hypothetical for rung in real.rungs)
    assert made.hypothesis.startswith("HYPOTHETICAL, not recorded")


def test_nothing_leaves_a_ladder_that_supposes() -> None:
    """Claim: every act that would write is off there, with the reason."""
    acts = {act.name: act for act in ladder(supposed=SUPPOSED).acts}
    assert not any(acts[name].enabled for name in ("propose", "break_silence", "ask_extension"))
    assert acts["propose"].reason.startswith("hypothetical")


def test_esc_takes_the_supposition_back(look: Look, keep: Keep, render: Render, qtbot: QtBot) -> None:
    """Claim: it is hatched and says HYPOTHETICAL while it stands; Esc takes it back and asks to be shown anew."""
    panel = LadderPanel(look)
    keep(panel)
    panel.suppose("I-08", "OBSERVED")
    panel.suppose("I-13", "OBSERVED")
    panel.show_model(ladder(supposed=panel.supposed))
    render(panel, 396, 620)
    assert State.HYPOTHETICAL.word in painted(look)
    assert next(row for row in panel.rungs.rows if row.key == "5").hatch is Hatch.DIAGONAL
    with qtbot.waitActive(panel):
        panel.show()
    panel.setFocus()
    with qtbot.waitSignal(panel.turned):
        QTest.keyClick(panel.rungs.view, Qt.Key.Key_Escape)
    assert panel.supposed == ()


def test_the_same_supposition_again_takes_it_back(look: Look, keep: Keep) -> None:
    """Claim: what is supposed of one indicator is one thing: another word replaces it, the same word ends it."""
    panel = LadderPanel(look)
    keep(panel)
    panel.suppose("I-08", "OBSERVED")
    panel.suppose("I-08", "NOT_OBSERVED")
    assert list(panel.supposed) == [("I-08", "NOT_OBSERVED")]
    panel.suppose("I-08", "NOT_OBSERVED")
    assert list(panel.supposed) == []


def test_enter_opens_a_rung_and_esc_gives_the_ladder_back(look: Look, keep: Keep, qtbot: QtBot) -> None:
    """Claim: by keyboard the page of the selected rung is asked for and left again."""
    panel = LadderPanel(look)
    keep(panel)
    panel.show_model(ladder())
    panel.turned.connect(lambda: panel.show_model(ladder(panel.opened)))
    with qtbot.waitActive(panel):
        panel.show()
    panel.setFocus()
    panel.rungs.select("4")
    QTest.keyClick(panel.rungs.view, Qt.Key.Key_Return)
    assert panel.paged.open
    assert [act.name for act in panel.foot.acts] == ["propose", "declare_level"]
    QTest.keyClick(panel.page.list.view, Qt.Key.Key_Escape)
    assert (panel.paged.open, panel.opened, panel.rungs.key) == (False, "", "4")


@pytest.mark.parametrize("scale", [SCALE_MIN, 1.0, 1.33, 1.5, SCALE_MAX])
def test_the_ladder_is_whole_at_every_text_scale(look: Look, keep: Keep, render: Render, scale: float) -> None:
    """Claim: ladder, page and supposition are painted without a cut text from 80 to 200 %."""
    look.wear(scale=scale)
    panel = LadderPanel(look)
    keep(panel)
    for opened, supposed in (("", ()), ("", SUPPOSED), ("4", ()), ("3", ())):
        panel.opened, panel.supposed = opened, supposed
        panel.show_model(ladder(opened, supposed))
        render(panel, round(396 * scale), round(700 * scale))
        assert (cut(look), forbidden(panel, look)) == ([], [])


def proposal(clock: str) -> Entry:
    """The page of the proposal put last, at a time."""
    picture, now = played(clock)
    subject = next(act.subject for act in resolve(picture, now, HERE).acts if act.name == "open_proposal")
    page = resolve(picture, now, HERE, opened=subject).page
    assert page is not None
    return page


def test_a_proposals_page_has_silence_cell_by_cell_and_no_count() -> None:
    """Claim: each member has the procedure's own word, and no text counts consents."""
    page = proposal(CRISIS)
    cells = facts(page, "Silence")
    assert (cells["AUR"].state, cells["FEN"].state) == (State.REACHED, State.NOT_REACHED)
    assert "of 6" not in repr(page)


def test_who_broke_the_silence_stands_with_its_amendment() -> None:
    """Claim: DRA's break is a position on this wording, with its amendment where it wrote one, and no reason is asked."""
    dra = facts(proposal("22T11:19:00"), "Positions")["DRA"]
    assert dra.state is State.BROKEN


def test_what_was_said_after_the_end_breaks_nothing_and_says_so() -> None:
    """Claim: a break that came after the deadline stands among the positions with that word, and the silence reads not broken."""
    picture, now = played("22T11:19:00")
    row = next(row for row, body in picture.bodies(Position) if body.position is PositionKind.BREAKS_SILENCE)
    late = rewritten(picture, row, now + 3_600_000)
    subject = row.subject.partition("/")[0]
    page = resolve(late, now + 3_700_000, HERE, opened=subject).page
    assert "said after the end of silence: it breaks nothing" in facts(page, "Positions")["DRA"].text
    assert "it breaks nothing" not in facts(proposal("22T11:19:00"), "Positions")["DRA"].text


def test_the_acts_follow_the_proposals_state() -> None:
    """Claim: while it is put the chair's acts and our own stand there; once declared none does."""
    names = {act.name for act in proposal(CRISIS).acts}
    assert {"change:adopt", "extend", "amend", "position", "break_silence"} <= names
    assert proposal("22T17:50:00").acts == ()
