"""The watch list from the picture: four axes an indicator, an order that does not hang on the evidence, doubt that never looks calm."""

import pytest

from feeds.picture.alarm import Acknowledgement, Alarm
from feeds.picture.danger import DangerZone
from feeds.picture.ladder import AssessedRung, Progress
from feeds.picture.picture import Picture
from feeds.picture.room import SourceState, SourceStatus
from feeds.picture.values import Circle, Window
from feeds.picture.warning import Dissent, Evidence, EvidenceStatus, Observation, Relation, Severity
from tests.widgets.room import HOUR, NOW, Room, at, crisis, scenario
from widgets.cells import Empty
from widgets.indicators.model import Alarm as BesideAlarm
from widgets.indicators.model import IndicatorsModel, IndicatorView
from widgets.indicators.resolve import resolve
from widgets.standpoint import Standpoint
from widgets.words import State

DESK = Standpoint("CMC", "desk")


@pytest.fixture
def room() -> Room:
    """10:47:32Z."""
    return crisis()


def show(room: Room, now: int = NOW, standpoint: Standpoint = DESK, problem: str = "WP-2", **more: object) -> IndicatorsModel:
    """The watch list of a problem."""
    return resolve(room.picture, now, standpoint, scenario().subject(problem), **more)  # type: ignore[arg-type]  # Test data, by keyword.


def one(model: IndicatorsModel, code: str) -> IndicatorView:
    """One indicator of a model."""
    return next(each for each in model.indicators if each.code == code)


def test_without_a_problem_the_panel_says_so() -> None:
    """Claim: an empty picture has no watch list, and that is said in words."""
    model = resolve(Picture(), NOW, DESK)
    assert model.condition == Empty("Nothing is watched for", "the room's doctrine names no warning problem")


def test_likelihood_and_confidence_stay_apart(room: Room) -> None:
    """Claim: two fields, neither holding a word of the other."""
    problem = show(room).problem
    assert problem is not None
    assert (problem.right, problem.likelihood, problem.confidence) == (
        "owner AUR · review 12:00Z",
        "very likely (80\N{EN DASH}95 %), by 14:00Z",
        "moderate",
    )


def test_a_problem_nobody_judged_is_not_assessed(room: Room) -> None:
    """Claim: without a judgement there is neither likelihood nor confidence, and the header does not look calm."""
    problem = show(room, problem="WP-1").problem
    assert problem is not None
    assert not problem.judged


def test_dissent_is_named(room: Room) -> None:
    """Claim: a footnote of a partner stands in the header."""
    subject = scenario().subject("WP-2")
    room.write(f"{subject}/BOR", Dissent(subject, "BOR", "too cautious"), NOW)
    problem = show(room).problem
    assert problem is not None
    assert problem.dissent == ("BOR",)


@pytest.mark.parametrize(
    ("code", "observation", "freshness", "age", "pair", "looked"),
    [
        ("I-03", State.OBSERVED, State.LIVE, "3 min", "B2", ""),
        ("I-07", State.OBSERVED, State.LIVE, "2 h 12", "B3", ""),
        ("I-11", State.PARTIAL, State.AGEING, "2 h 25", "C3", ""),
        ("I-12", State.NOT_ASSESSED, State.SOURCE_LOST, "49 min", "", ""),
        ("I-13", State.NOT_OBSERVED, State.LIVE, "", "B2", "looked 14 min ago by AUR"),
        ("I-14", State.NOT_OBSERVED, State.LIVE, "", "B2", "looked 22 min ago by CAL"),
        ("I-16", State.NO_COLLECTION, None, "", "", "nobody is looking"),
    ],
)
def test_four_axes(room: Room, code: str, observation: State, freshness: State | None, age: str, pair: str, looked: str) -> None:
    """Claim: observation, freshness, age, evaluation and who looked, each as the manual's picture has it."""
    view = one(show(room), code)
    assert (view.observation, view.freshness, view.age, view.pair, view.looked) == (observation, freshness, age, pair, looked)


def test_evidence_past_its_half_life_is_stale(room: Room) -> None:
    """Claim: I-04 of 04:43Z is STALE at 10:47Z."""
    view = one(show(room, problem="WP-1"), "I-04")
    assert (view.freshness, view.age) == (State.STALE, "6 h 04")


def test_the_order_hangs_on_thresholds_and_not_on_evidence(room: Room) -> None:
    """Claim: what T4-A and T4-B ask for comes first, what calms last; new evidence moves no row."""
    before = [each.code for each in show(room).indicators]
    assert before[:3] == ["I-03", "I-07", "I-11"]
    assert before[-3:] == ["I-09", "I-14", "I-15"]
    room.observe("I-10", Observation.OBSERVED, NOW, "A1")
    room.observe("I-03", Observation.NOT_OBSERVED, NOW, "A1", by="AUR")
    assert [each.code for each in show(room).indicators] == before


def test_directions_are_named(room: Room) -> None:
    """Claim: what is not escalatory says so beside its name."""
    assert one(show(room), "I-14").direction == "de-escalatory"
    assert one(show(room), "I-03").direction == ""


def test_with_the_link_lost_fresh_reads_frozen_and_doubt_stays(room: Room) -> None:
    """Claim: LIVE and AGEING become FROZEN; SOURCE LOST and STALE keep their word."""
    frozen = Standpoint("CMC", frozen_at=NOW)
    model = show(room, standpoint=frozen)
    assert {one(model, code).freshness for code in ("I-03", "I-07", "I-11", "I-13")} == {State.FROZEN}
    assert one(model, "I-12").freshness is State.SOURCE_LOST
    assert one(show(room, standpoint=frozen, problem="WP-1"), "I-04").freshness is State.STALE


def test_a_source_that_sends_nothing_has_no_data(room: Room) -> None:
    """Claim: NO_DATA of the only source of something not assessed reads NO DATA with its age."""
    room.write("HYDRO-2", SourceStatus("HYDRO-2", SourceState.NO_DATA, NOW - 7 * 60_000), NOW)
    assert (one(show(room), "I-12").freshness, one(show(room), "I-12").age) == (State.NO_DATA, "7 min")


def test_f_and_6_are_said_not_to_be_judged(room: Room) -> None:
    """Claim: a pair with F or 6 is shown as itself, marked as not judged."""
    room.observe("I-08", Observation.OBSERVED, NOW, "F6")
    assert (one(show(room), "I-08").pair, one(show(room), "I-08").pair_judged) == ("F6", False)


def test_a_contradicted_indicator_names_its_rival(room: Room) -> None:
    """Claim: a linked report against it stands in its row until somebody judges."""
    subject = room.indicator("I-11")
    rival = "N-4H8CAAAAAAAAAAAA"
    room.write(f"{subject}/{rival}", Evidence(subject, rival, EvidenceStatus.LINKED, Relation.CONTRADICTS), NOW)
    assert one(show(room), "I-11").contradicts == "N-4H8C"


def test_alarms_stand_beside_their_indicator(room: Room) -> None:
    """Claim: an alarm handed in for an indicator is in its row and in no other."""
    alarm = BesideAlarm("A-7K2Q", State.CRITICAL, unacknowledged=True)
    model = show(room, alarms={room.indicator("I-03"): alarm})
    assert {each.code for each in model.indicators if each.alarm is not None} == {"I-03"}


def link(room: Room, code: str, report: str, status: EvidenceStatus = EvidenceStatus.LINKED) -> None:
    """A person links a report to an indicator."""
    room.write(f"{room.indicator(code)}/{report}", Evidence(room.indicator(code), report, status), NOW)


def test_an_alarm_stands_beside_the_evidence_it_came_from(room: Room) -> None:
    """Claim: through its danger zone an alarm finds the indicator whose linked report drew the zone; a proposed link finds none."""
    area = Circle((-123.2, -47.0), 3000.0)
    room.write("DZ-1", DangerZone("DZ-07", "Karth artillery", "ARTILLERY", area, Window(at(10, 44)), evidence=("N-1", "N-2")), at(10, 46))
    room.write(
        "A-7K2QAAAAAAAAAAAA", Alarm("CORRIDOR_CONTRADICTED", Severity.CRITICAL, "HC-2", "t", "w", at(10, 47), cause="DZ-1"), at(10, 47)
    )
    link(room, "I-03", "N-1")
    link(room, "I-08", "N-2", EvidenceStatus.PROPOSED)
    beside = {each.code: each.alarm for each in show(room).indicators if each.alarm is not None}
    assert beside == {"I-03": BesideAlarm("A-7K2Q", State.CRITICAL, unacknowledged=True)}


def test_the_alarm_of_the_assessed_rung_stands_beside_what_counts(room: Room) -> None:
    """Claim: it is shown at I-03 and I-07, which hold T4-A up, and acknowledged it stays there without its bar."""
    room.write("generic-7", AssessedRung("generic-7", 4, basis=(Progress("T4-A", 2, ("I-03", "I-07"), met=True),)), at(10, 46))
    room.write("A-M4T9AAAAAAAAAAAA", Alarm("ASSESSED_ABOVE_DECLARED", Severity.HIGH, "generic-7", "t", "w", at(10, 46)), at(10, 46))
    assert {each.code for each in show(room).indicators if each.alarm is not None} == {"I-03", "I-07"}
    room.write("A-M4T9AAAAAAAAAAAA", Acknowledgement("A-M4T9AAAAAAAAAAAA", 1, "desk"), NOW)
    assert {each.alarm.unacknowledged for each in show(room).indicators if each.alarm is not None} == {False}


def test_time_alone_never_calms(room: Room) -> None:
    """Claim: from hour to hour no indicator goes from doubt to LIVE."""
    doubts = {State.STALE, State.SOURCE_LOST, State.NO_DATA}
    seen: set[str] = set()
    for hours in range(30):
        model = show(room, NOW + hours * HOUR)
        assert not {each.code for each in model.indicators if each.freshness is State.LIVE} & seen
        seen |= {each.code for each in model.indicators if each.freshness in doubts}
    assert len(seen) >= 5
    assert at(10) < NOW
