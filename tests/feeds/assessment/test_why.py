"""The eight links, both ways, from any of them."""

import pytest

from feeds.assessment.why import Chain, LinkName, chain, named
from feeds.errors import Misuse
from feeds.picture.action import Action, ActionKind, ActionState, Grant, GrantState
from feeds.picture.alarm import Alarm, Answer, AnswerKind, Request
from feeds.picture.checklist import Run, RunState, Step, Template, template_hash
from feeds.picture.corridor import CorridorState
from feeds.picture.identity import shown
from feeds.picture.ladder import ConsentRule
from feeds.picture.proposal import Position, PositionKind, Proposal, ProposalState
from feeds.picture.values import Window
from feeds.picture.warning import Discipline, Indication, MarkKind, Observation, Problem, Relation, ReportMark
from tests.feeds.assessment.world import World, admiralty, at

TEMPLATE = Template("CL", 1, "hazard", (Step(1, "warn HAC"), Step(4, "put to AUR", decides="AUR"), Step(5, "ask for a pass", grant="G-08")))


@pytest.fixture
def world() -> World:
    """10:47: HC-2 open against DZ-07, which rests on a report of I-03; assessed 4, declared 3; a run and a request about the alarm."""
    made = World(at("10:46"))
    made.declare(3, at("07:02"))
    made.put("W-1", Problem("WP-1", "closure of the strait", "CAL"))
    for code in ("I-03", "I-04", "I-07"):
        made.indicator(code, half_life=5 * 3_600_000)
    made.observe("I-04", Observation.OBSERVED, at("04:43"))
    made.observe("I-03", Observation.OBSERVED, at("10:44"))
    made.observe("I-07", Observation.OBSERVED, at("08:35"), "B3")
    made.put("IN-1", Indication("artillery fire", Discipline.MASINT, "ACOUSTIC", admiralty("B2")), event=at("10:44"))
    made.link("I-03", "IN-1")
    made.status(made.corridor(), CorridorState.OPEN, Window(at("08:00"), at("12:00")))
    made.zone("DZ-07", 1.2, uncertainty=500.0, evidence=("IN-1",))
    made.watch()
    alarm = next(row.subject for row, body in made.picture.bodies(Alarm) if body.rule == "CORRIDOR_CONTRADICTED")
    made.put("CL", TEMPLATE)
    made.put("K-1", Run("CL", 1, template_hash(TEMPLATE), RunState.OPEN, at("10:47"), alarm))
    made.put(
        "G-8",
        Grant("G-08", "sensor pass", ActionKind.SHARED_SENSOR_PASS, GrantState.ACTIVE, "o", "COUNCIL", Window(at("00:00")), rungs=(3, 4)),
    )
    made.put("AC-1", Action("SP-1", ActionKind.SHARED_SENSOR_PASS, "G-8", "CAL", ActionState.REQUESTED))
    made.put("R-1", Request(alarm, 1, "HC-2 hazard", ("HAC", "BOR"), at("10:47"), at("10:52")))
    made.put("R-1/HAC", Answer("R-1", 1, "HAC", AnswerKind.RECEIPT, relayed=True))
    return made


def _texts(found: Chain, name: LinkName) -> list[str]:
    return [node.text for node in found.link(name)]


def _alarm(world: World) -> str:
    return next(row.subject for row, body in world.picture.bodies(Alarm) if body.rule == "CORRIDOR_CONTRADICTED")


def test_from_an_alarm_to_both_ends(world: World) -> None:
    """A corridor's alarm leads to the report behind its hazard, to the rung that report raises, and to who has answered."""
    found = chain(world.picture, world.now, "alarm", _alarm(world))
    assert [link.name for link in found.links] == list(LinkName)
    assert _texts(found, LinkName.INDICATION) == ["10:44Z MASINT, B2: artillery fire"]
    assert _texts(found, LinkName.INDICATOR) == ["I-03 OBSERVED B2, LIVE"]
    assert _texts(found, LinkName.PROBLEM) == ["WP-1 closure of the strait"]
    assert "T4-A met" in _texts(found, LinkName.THRESHOLD)
    assert "4 rung 4 assessed" in _texts(found, LinkName.RUNG)
    assert "G-08 sensor pass, ACTIVE" in _texts(found, LinkName.ACTION)
    assert "1 warn HAC, PENDING" in _texts(found, LinkName.STEP)
    assert _texts(found, LinkName.ANSWER) == ["HC-2 hazard: 1 of 2 answered", "HAC RECEIPT, relayed"]
    assert found.decides == "AUR"
    assert found.clears[0].startswith("DZ-07 is 1.2 km ± 0.5 km from S1; limit 3.0 km: it ends, or its edge is 2.3 km further off")
    assert found.clears[-1].startswith("or AUR declares HC-2 other than OPEN")


def test_from_a_rung_down(world: World) -> None:
    """Why rung 4: what holds its thresholds up, what only seems to, and who decides."""
    found = chain(world.picture, world.now, "rung", "4")
    assert _texts(found, LinkName.THRESHOLD) == ["T4-A met", "T4-B 1 of 3"]
    assert found.link(LinkName.RUNG)[0].start
    assert "T4-A: I-03 OBSERVED B2" in found.holds
    assert "T4-B: I-04 of 04:43Z; the window is 3 h 00 min" in found.holds
    assert found.decides == "COUNCIL"


def test_what_would_take_us_down(world: World) -> None:
    """At declared 4 the exit's wants are named: not seen, a pause, and the dwell."""
    world.declare(4, at("10:45"))
    found = chain(world.picture, world.now, "assessed_rung", "generic-7")
    assert found.clears[0] == "X4: I-03 OBSERVED; asked for: looked for and not seen; a pause that holds; dwell to 14:45Z"


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("indication", "IN-1"),
        ("indicator", "IS-I-03"),
        ("problem", "W-1"),
        ("threshold", "T4-A"),
        ("rung", "4"),
        ("corridor", "C-HC-2"),
        ("segment", "S-HC-2-1"),
        ("danger_zone", "Z-DZ-07"),
        ("request", "R-1"),
        ("answer", "R-1/HAC"),
        ("run", "K-1"),
        ("item", "K-1/1"),
    ],
)
def test_every_link_leads_to_the_report_and_to_the_rung(world: World, kind: str, subject: str) -> None:
    """From wherever one starts, the chain reaches the report at one end and the rung at the other."""
    found = chain(world.picture, world.now, kind, subject)
    assert "10:44Z MASINT, B2: artillery fire" in _texts(found, LinkName.INDICATION)
    assert "4 rung 4 assessed" in _texts(found, LinkName.RUNG)


@pytest.mark.parametrize(("kind", "subject"), [("grant", "G-8"), ("action", "AC-1")])
def test_from_an_action(world: World, kind: str, subject: str) -> None:
    """An action leads to the rungs its grant serves and to the steps that use it."""
    found = chain(world.picture, world.now, kind, subject)
    assert "3 rung 3 declared" in _texts(found, LinkName.RUNG)
    assert _texts(found, LinkName.STEP) == ["5 ask for a pass, PENDING"]
    assert found.decides == "COUNCIL"


def test_from_a_step_to_its_alarm(world: World) -> None:
    """A step names who decides, and its run's reason leads on to the answers about the alarm."""
    found = chain(world.picture, world.now, "item", "K-1/4")
    assert _texts(found, LinkName.STEP) == ["4 put to AUR, PENDING"]
    assert found.decides == "AUR"
    assert _texts(found, LinkName.ANSWER)[0] == "HC-2 hazard: 1 of 2 answered"
    assert found.link(LinkName.STEP)[0].start


def test_a_proposal_leads_to_its_rung(world: World) -> None:
    """A proposal's chain is that of the rung it would raise to."""
    world.put("P-12", Proposal("P-12", "raise", "generic-7", 3, 4, ProposalState.PUT, ConsentRule.SILENCE))
    assert _texts(chain(world.picture, world.now, "proposal", "P-12"), LinkName.THRESHOLD) == ["T4-A met", "T4-B 1 of 3"]


def test_a_rival_report_is_doubtful(world: World) -> None:
    """A contradicting report stands in the chain beside what it contradicts, both marked."""
    world.put("IN-2", Indication("no fire heard", Discipline.HUMINT, "FEN"), event=at("10:45"))
    world.link("I-03", "IN-2", Relation.CONTRADICTS)
    found = chain(world.picture, world.now, "indicator", "IS-I-03")
    assert [(node.subject, node.doubtful) for node in found.link(LinkName.INDICATION)] == [("IN-1", False), ("IN-2", True)]
    assert found.link(LinkName.INDICATOR)[0].doubtful


def test_the_readers_own_picture_bounds_it(world: World) -> None:
    """A reader whose picture lacks the report sees a chain without it, and no gap or count that would tell."""
    world.picture.tables["indication"].clear()
    found = chain(world.picture, world.now, "alarm", _alarm(world))
    assert found.link(LinkName.INDICATION) == ()
    assert "IN-1" not in repr(found)


def test_nothing_there_is_an_empty_chain(world: World) -> None:
    """An unknown subject gives eight empty links, no reasons and nobody who decides."""
    found = chain(world.picture, world.now, "alarm", "A-nowhere")
    assert not any(link.nodes for link in found.links)
    assert (found.holds, found.clears, found.decides) == ((), (), "")


def test_problems_that_feed_one_another_are_followed_both_ways(world: World) -> None:
    """From a report: its problem, what feeds that, and what it feeds in turn; a circle ends where it began."""
    world.put("W-0", Problem("WP-0", "talks fail", "CAL", fed_by=("W-3",)))
    world.put("W-1", Problem("WP-1", "closure of the strait", "CAL", fed_by=("W-0",)))
    world.put("W-3", Problem("WP-3", "shortage", "CPA", fed_by=("W-1",)))
    world.put("W-9", Problem("WP-9", "apart", "CPA"))
    found = chain(world.picture, world.now, "indication", "IN-1")
    assert _texts(found, LinkName.PROBLEM) == [
        "WP-1 closure of the strait, fed by WP-0",
        "WP-0 talks fail, fed by WP-3",
        "WP-3 shortage, fed by WP-1",
    ]


def test_what_would_change_a_report(world: World) -> None:
    """A report says what falls with it; once it is marked, the chain shows the mark and the hollow indicator."""
    found = chain(world.picture, world.now, "indication", "IN-1")
    assert found.clears == ("marked fabricated or withdrawn: T4-A met -> 1 of 2; assessed 4 -> 3",)
    world.put("IN-1", ReportMark("IN-1", MarkKind.FABRICATED))
    found = chain(world.picture, world.now, "report_mark", "IN-1")
    assert found.link(LinkName.INDICATION)[0].text.endswith(", marked FABRICATED")
    assert found.link(LinkName.INDICATION)[0].doubtful
    assert found.link(LinkName.INDICATOR)[0].doubtful


def test_a_proposal_shows_positions_or_the_procedures_cells(world: World) -> None:
    """Under silence a member's cell has the procedure's word and nothing is counted; otherwise each position is named."""
    silent = Proposal(
        "P-12", "raise", "generic-7", 3, 4, ProposalState.PUT, ConsentRule.SILENCE, deadline=at("11:30"), members=("AUR", "FEN")
    )
    world.put("P-12", silent)
    world.put("P-12/AUR", Position("P-12", 1, "AUR", PositionKind.BREAKS_SILENCE))
    found = chain(world.picture, world.now, "proposal", "P-12")
    assert _texts(found, LinkName.ANSWER) == ["P-12: AUR BROKEN", "P-12: FEN NOT REACHED"]
    assert found.clears[1] == "at the deadline nothing follows by itself: only the chair's act adopts"
    voted = Proposal("P-13", "raise", "generic-7", 3, 4, ProposalState.PUT, ConsentRule.UNANIMITY, members=("AUR", "FEN"))
    world.put("P-13", voted)
    world.put("P-13/AUR", Position("P-13", 1, "AUR", PositionKind.CONSENT))
    found = chain(world.picture, world.now, "position", "P-13/AUR")
    assert "P-13: AUR CONSENT" in _texts(found, LinkName.ANSWER)
    assert found.clears[0] == "unanimity: 1 of 2 have consented"


def test_an_action_says_why_it_may_not_be_used(world: World) -> None:
    """Each refusal of eligibility is named, and whose decision comes next."""
    found = chain(world.picture, world.now, "action", "AC-1")
    assert "CAL has not consented: while that is so, SP-1 may not be used" in found.clears
    assert found.clears[-1] == "it is authorised, held or declined by a person"


def test_a_threshold_says_what_it_lacks_and_what_would_end_it(world: World) -> None:
    """One that is met names each thing it stands on; one that is not says how many more."""
    met = chain(world.picture, world.now, "threshold", "T4-A").clears
    assert met[0].startswith("I-03 is set otherwise by a person, or its reports are marked or judged against, or it changes by itself ")
    assert chain(world.picture, world.now, "threshold", "T4-B").clears[0].startswith("2 more of: I-04 of 04:43Z")
    assert "T4-A met: I-03 is set otherwise" in "; ".join(chain(world.picture, world.now, "rung", "4").clears)


def test_a_corridor_says_what_holds_its_conditions(world: World) -> None:
    """The reasons of the finding stand first among what holds."""
    found = chain(world.picture, world.now, "corridor_status", "C-HC-2")
    assert found.holds[0] == "HC-2 NOT MET: DZ-07 is 1.2 km ± 0.5 km from S1; limit 3.0 km"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("rung:4", ("rung", "4")),
        ("threshold:T4-A", ("threshold", "T4-A")),
        ("corridor:HC-2", ("corridor", "C-HC-2")),
        ("CORRIDOR:C-HC-2", ("corridor", "C-HC-2")),
        ("danger-zone:DZ-07", ("danger_zone", "Z-DZ-07")),
        ("indicator:I-03", ("indicator", "IS-I-03")),
    ],
)
def test_what_is_asked_about_may_be_named_as_it_is_spoken(world: World, words: str, found: tuple[str, str]) -> None:
    """KIND:SUBJECT takes the opaque subject or the spoken code."""
    assert named(world.picture, words) == found


def test_an_alarm_goes_by_its_short_form(world: World) -> None:
    """What a screen shows of an identifier is enough to ask with."""
    alarm = _alarm(world)
    assert named(world.picture, f"alarm:{shown(alarm)}") == ("alarm", alarm)


@pytest.mark.parametrize("words", ["", "rung", "rung:", ":4", "rung:99", "rung:x", "corridor:HC-9", "nonsense:1", "threshold:T9"])
def test_what_cannot_be_asked_about_is_refused(world: World, words: str) -> None:
    """Neither a wrong form nor an unknown name is guessed at."""
    with pytest.raises(Misuse):
        named(world.picture, words)
