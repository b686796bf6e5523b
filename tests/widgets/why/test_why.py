"""Why: the chain from a picture to the pixels."""

import pytest

from feeds.exercise.loader import shipped_scenario
from feeds.picture.alarm import Alarm
from feeds.picture.corridor import Corridor
from feeds.picture.picture import Picture
from feeds.picture.warning import Severity
from tests.rig.story import instant, sample_picture
from tests.widgets.conftest import Keep, Render
from tests.widgets.room import NOW
from tests.widgets.spoken import cut, forbidden, painted, said
from widgets.cells import Empty
from widgets.look import Look
from widgets.standpoint import Standpoint
from widgets.why.model import WhyLink, WhyModel, WhyNode
from widgets.why.panel import WhyPanel
from widgets.why.present import folds, rows
from widgets.why.resolve import resolve
from widgets.words import Hatch

HERE = Standpoint("CMC")
EIGHT = ["Indication", "Indicator", "Problem", "Threshold", "Rung", "Action", "Step", "Answers"]
SIZE = (892, 600)


@pytest.fixture(scope="module")
def picture() -> Picture:
    """The story's picture at 10:47:32Z."""
    return sample_picture()


def critical(picture: Picture) -> str:
    """The CRITICAL alarm."""
    return next(row.subject for row, body in picture.bodies(Alarm) if body.severity is Severity.CRITICAL)


@pytest.fixture
def model(picture: Picture) -> WhyModel:
    """The chain of the CRITICAL alarm."""
    return resolve(picture, NOW, HERE, "alarm", critical(picture))


@pytest.fixture
def panel(look: Look, keep: Keep, model: WhyModel) -> WhyPanel:
    """The panel with that chain."""
    made = WhyPanel(look)
    keep(made)
    made.show_model(model)
    return made


def test_the_eight_links_stand_in_their_order(model: WhyModel) -> None:
    """Claim: the alarm's chain has the eight links in order, from the acoustic report to the answers, with both clocks of the report."""
    assert [link.label for link in model.links] == ["Hangs on", *EIGHT]
    (report,) = model.links[1].nodes
    assert report.support.endswith("10:44Z, known 10:46Z")
    assert any(node.text.startswith("I-03 Artillery") for node in model.links[2].nodes)
    assert model.decides == "AUR Aurenia"
    assert any("AUR declares HC-2" in text for text in model.clears)


def test_nothing_is_cut_or_forbidden(look: Look, panel: WhyPanel, render: Render) -> None:
    """Claim: in the middle column every text of the alarm's chain is whole, and no forbidden word is painted or spoken."""
    render(panel, *SIZE)
    assert cut(look) == []
    assert forbidden(panel, look) == []
    assert {"What would change it", "Who decides", "What holds it up"} <= set(painted(look))


def test_what_a_reader_may_not_see_is_not_mentioned(picture: Picture) -> None:
    """Claim: BOR's chain is BOR's own; a link to which nothing leads reads the same whatever the cause, without a count."""
    theirs = resolve(sample_picture("10:47:32", "BOR"), NOW, Standpoint("BOR"), "alarm", critical(picture))
    assert [link.label for link in theirs.links][-len(EIGHT) :] == EIGHT
    for row in rows(theirs):
        assert "withheld" not in row.accessible
    empty = resolve(picture, NOW, HERE, "alarm", "A-none")
    assert empty.condition == Empty("No chain leads here", "alarm A-none")


def test_doubt_is_hatched_and_said(picture: Picture) -> None:
    """Claim: stale evidence in a rung's chain is hatched and called doubtful, never by colour alone."""
    model = resolve(picture, NOW, HERE, "rung", "4")
    made = rows(model, folds(model))
    doubtful = [row for row in made if "I-04" in row.accessible]
    assert doubtful
    assert all(row.hatch is Hatch.DIAGONAL and "doubtful" in row.accessible for row in doubtful)


def test_rows_are_selected_and_followed(panel: WhyPanel, model: WhyModel) -> None:
    """Claim: moving tells what is selected, Enter asks to follow it, and a link without a node tells nothing."""
    told: list[tuple[str, str]] = []
    asked: list[tuple[str, str]] = []
    panel.selected.connect(lambda kind, subject: told.append((kind, subject)))
    panel.act_requested.connect(lambda name, subject: asked.append((name, subject)))
    node = model.links[1].nodes[0]
    panel.list.selected.emit(node.key)
    panel.list.opened.emit(node.key)
    panel.list.selected.emit("|Action")
    assert told == [(node.kind, node.subject)]
    assert asked == [(f"follow:{node.kind}", node.subject)]


def test_a_link_is_folded_under_what_bears_on_it_and_a_shows_all(panel: WhyPanel, model: WhyModel) -> None:
    """Claim: at first each link is one row that counts the rest; A shows every node and folds them again; an arrow opens one link."""
    folded = [row.key for row in panel.list.rows]
    assert len(folded) == len(model.links)
    steps = next(link for link in model.links if link.label == "Step")
    assert steps.nodes[steps.lead].text == "CL-SEGMENT-HAZARD step 1"
    asked = next(link for link in model.links if link.label == "Answers")
    assert asked.nodes[asked.lead].text.startswith("HC-2 S3 endangered")
    panel.act_requested.connect(lambda *_: pytest.fail("folding asks for nothing"))
    panel.foot.requested.emit("all", "")
    assert [row.key for row in panel.list.rows] == [node.key for link in model.links for node in link.nodes]
    panel.foot.requested.emit("all", "")
    assert [row.key for row in panel.list.rows] == folded
    panel.list.select(steps.nodes[steps.lead].key)
    panel.foot.requested.emit("unfold", "")
    assert len(panel.list.rows) == len(folded) + len(steps.nodes) - 1
    assert panel.list.key == steps.nodes[steps.lead].key
    panel.list.select(steps.nodes[-1].key)
    panel.foot.requested.emit("fold", "")
    assert panel.list.key == steps.nodes[steps.lead].key


def test_links_to_which_nothing_leads_stand_in_one_row() -> None:
    """Claim: neighbours without a node are one row that names the first and the last of them, to the eye and to a screen reader."""
    bare = WhyModel("", (WhyLink("Indication"), WhyLink("Indicator"), WhyLink("Problem"), WhyLink("Answers", (WhyNode("a", "b", "c"),))))
    first, second = rows(bare)
    assert first.accessible == "Indication to Problem: nothing stored leads here"
    assert second.key == "a|b"


def test_nothing_selected_is_said(picture: Picture, look: Look, panel: WhyPanel, render: Render) -> None:
    """Claim: without a selection the panel says so and how to get one."""
    panel.show_model(resolve(picture, NOW, HERE, "", ""))
    render(panel, *SIZE)
    assert "Nothing selected" in painted(look)
    assert any("Nothing selected" in text for text in said(panel))


def test_a_corridor_leads_with_its_legs_and_who_is_on_it(picture: Picture, look: Look, panel: WhyPanel, render: Render) -> None:
    """Claim: why HC-2 begins with its legs, the failing one with its hazard, then what hangs on it, and every text is whole."""
    subject = next(row.subject for row, body in picture.bodies(Corridor) if body.code == "HC-2")
    made = resolve(picture, NOW, HERE, "corridor", subject)
    assert [link.label for link in made.links][:2] == ["Hangs on", "Hang on it"]
    assert any("ENDANGERED, DZ-07 is" in node.text for node in made.links[0].nodes)
    assert any("its edge is" in text for text in made.clears)
    panel.show_model(made)
    render(panel, 892, 1400)
    assert cut(look) == []
    assert forbidden(panel, look) == []


def test_what_no_rule_reads_has_a_chain_too(picture: Picture) -> None:
    """Claim: a movement, a site, a channel and a notification say what they hang on or what would change them, without empty links."""
    for kind in ("movement", "site", "channel", "notification"):
        row = next(picture.rows(kind))
        made = resolve(picture, NOW, HERE, kind, row.subject)
        assert made.clears, kind
        assert made.decides, kind
        assert all(link.nodes for link in made.links), kind


def test_a_relief_desk_never_reads_a_leg_in_doubt_as_open() -> None:
    """Claim: for HAC, to whom the hazard near HC-4 is not released, its chain reads UNKNOWN and nothing of OPEN or of the zone."""
    theirs = sample_picture("05:45", "HAC")
    subject = next(row.subject for row, body in theirs.bodies(Corridor) if body.code == "HC-4")
    made = resolve(theirs, instant(shipped_scenario("quiet_harbour"), "22T05:45:00"), Standpoint("HAC"), "corridor", subject)
    assert "UNKNOWN, verify before use" in repr(made)
    assert not [word for word in ("OPEN", "DZ-06", "PASSABLE") if word in repr(made)]
