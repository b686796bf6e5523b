"""The page of a corridor: declared beside computed, every reason and leg, and nothing that tells decay from what a reader may not see."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from feeds.exercise.loader import shipped_scenario
from feeds.picture.corridor import Corridor
from tests.rig.story import instant, sample_picture
from tests.widgets.conftest import Keep, Render
from tests.widgets.pictures import played
from tests.widgets.spoken import cut, forbidden
from widgets.board.model import Entry, Fact
from widgets.corridors.panel import CorridorsPanel
from widgets.corridors.resolve import resolve
from widgets.look import SCALE_MAX, SCALE_MIN, Look
from widgets.standpoint import Standpoint
from widgets.words import State

HERE = Standpoint("CMC", "DUTY")
CRISIS = "22T10:54:00"


def page(code: str, clock: str = CRISIS) -> Entry:
    """The page of a corridor at a time."""
    picture, now = played(clock)
    subject = next(row.subject for row, body in picture.bodies(Corridor) if body.code == code)
    made = resolve(picture, now, HERE, subject, opened=True).page
    assert made is not None
    return made


def facts(entry: Entry, heading: str) -> tuple[Fact, ...]:
    """Facts under the heading that begins so."""
    return next(part.facts for part in entry.parts if part.heading.startswith(heading))


def test_declared_and_computed_stand_side_by_side() -> None:
    """Claim: HC-2 reads OPEN by people and NOT MET by the rules, each under its own heading with who or why, and is contradicted."""
    made = page("HC-2")
    assert facts(made, "Declared")[0].text == "OPEN"
    computed = facts(made, "Conditions")
    assert computed[0].state is State.NOT_MET
    assert any("DZ-07" in fact.text and fact.kind == "danger_zone" and fact.right.startswith("limit") for fact in computed)
    assert made.warning == "the declared word is contradicted"


def test_each_leg_says_who_verified_it_and_offers_to() -> None:
    """Claim: a leg that is known names who looked and when; each has the act that verifies it."""
    legs = facts(page("HC-2"), "Legs")
    assert [fact.label for fact in legs] == ["S1", "S2", "S3", "S4", "S5"]
    assert all(" ago" in fact.right for fact in legs if fact.state is State.PASSABLE)
    assert {(act.name, act.subject == fact.subject) for fact in legs for act in fact.acts} == {("verify_segment", True)}


def test_an_unknown_leg_never_says_when_it_was_verified() -> None:
    """Claim: for HAC, to whom a hazard near HC-4 is not released, the page reads as it does after decay: no verifier, no time, no zone."""
    picture = sample_picture("05:45", "HAC")
    now = instant(shipped_scenario("quiet_harbour"), "22T05:45:00")
    subject = next(row.subject for row, body in picture.bodies(Corridor) if body.code == "HC-4")
    made = resolve(picture, now, Standpoint("HAC"), subject, opened=True).page
    assert made is not None
    legs = facts(made, "Legs")
    assert {(fact.state, fact.text, fact.right) for fact in legs} == {(State.SEGMENT_UNKNOWN, "verify before use", "")}
    assert facts(made, "Declared") == (Fact("Reads", "verify before use", State.CONDITIONS_UNKNOWN),)
    assert {fact.text for fact in facts(made, "What would change it") if fact.label != "By itself"} == {"the leg is verified anew"}
    assert "DZ-06" not in repr(made)


def test_the_page_says_what_would_change_it() -> None:
    """Claim: HC-2's page says how much further off the hazard's edge has to be, on which leg, and when time alone changes something."""
    made = facts(page("HC-2"), "What would change it")
    assert any(fact.text.startswith("it ends, or its edge is") and fact.kind == "segment" and fact.label == "S3" for fact in made)
    assert made[-1].label == "By itself"


def test_parties_have_their_reference_and_an_act_each() -> None:
    """Claim: AUR and KAR stand with how they agreed; HAC is no party."""
    parties = facts(page("HC-2"), "Parties")
    assert [fact.label for fact in parties] == ["AUR", "KAR"]
    assert {act.name for fact in parties for act in fact.acts} == {"agreement:AUR", "agreement:KAR"}


def test_enter_opens_the_page_and_esc_closes_it(look: Look, keep: Keep, qtbot: QtBot) -> None:
    """Claim: by keyboard the page opens and closes, and ← → still go through the corridors."""
    picture, now = played(CRISIS)
    panel = CorridorsPanel(look)
    keep(panel)
    panel.resize(600, 400)
    panel.turned.connect(lambda: panel.show_model(resolve(picture, now, HERE, opened=panel.opened)))
    panel.show_model(resolve(picture, now, HERE))
    with qtbot.waitActive(panel):
        panel.show()
    panel.setFocus()
    QTest.keyClick(panel.paged.front, Qt.Key.Key_Return)
    assert panel.paged.open
    assert {"step", "declare"} <= {act.name for act in panel.foot.acts}
    QTest.keyClick(panel.page.list.view, Qt.Key.Key_Escape)
    assert panel.opened is False


@pytest.mark.parametrize("scale", [SCALE_MIN, 1.0, 1.33, 1.5, SCALE_MAX])
@pytest.mark.parametrize("opened", [False, True])
def test_corridor_and_page_are_whole_at_every_text_scale(look: Look, keep: Keep, render: Render, scale: float, opened: bool) -> None:
    """Claim: each corridor and its page are painted without a cut text from 80 to 200 %."""
    look.wear(scale=scale)
    picture, now = played(CRISIS)
    panel = CorridorsPanel(look)
    keep(panel)
    for row, _ in picture.bodies(Corridor):
        panel.opened = opened
        panel.show_model(resolve(picture, now, HERE, row.subject, opened=opened))
        render(panel, round(600 * scale), max(round(420 * scale), panel.minimumSizeHint().height()))
        assert (cut(look), forbidden(panel, look)) == ([], [])
