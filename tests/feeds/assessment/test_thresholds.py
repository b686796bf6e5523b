"""Thresholds: what counts, what counts hollow, what is missing, and exits."""

import pytest

from feeds.assessment.kept import standings
from feeds.assessment.thresholds import PAUSE, ThresholdProgress, progress
from feeds.picture.danger import Pause, PauseState
from feeds.picture.diplomacy import Dispute, DisputeState
from feeds.picture.room import SourceState, SourceStatus
from feeds.picture.values import Window
from feeds.picture.warning import (
    Adjudication,
    Discipline,
    EvidenceStatus,
    Indication,
    MarkKind,
    Observation,
    Relation,
    ReportMark,
)
from tests.feeds.assessment.world import HOUR, LADDER, MINUTE, World, admiralty, at


def _progress(world: World, code: str, now: int | None = None) -> ThresholdProgress:
    threshold = next(each for each in LADDER.thresholds if each.code == code)
    moment = world.now if now is None else now
    return progress(world.picture, threshold, standings(world.picture, moment), moment)


@pytest.fixture
def world() -> World:
    """A watch list, nothing observed."""
    made = World(at("10:00"))
    for code in ("I-02", "I-03", "I-04", "I-05", "I-07", "I-08", "I-11", "I-13"):
        made.indicator(code)
    return made


def test_progress_says_what_is_missing(world: World) -> None:
    """One of two: not met, and the two others are named as missing."""
    world.observe("I-05", Observation.PARTIAL, at("09:00"))
    found = _progress(world, "T3-A")
    assert (found.met, found.counted, found.missing) == (False, ("I-05",), ("I-07", "I-11"))
    assert found.finding.needed == 2


def test_met_on_good_evidence_is_not_hollow(world: World) -> None:
    """Two of three at C3 or better within the window: met, solid."""
    world.observe("I-05", Observation.PARTIAL, at("09:00"))
    world.observe("I-11", Observation.OBSERVED, at("09:30"), "C3")
    found = _progress(world, "T3-A")
    assert (found.met, found.hollow, found.doubtful) == (True, False, ())


@pytest.mark.parametrize(
    ("evaluation", "counts", "hollow"),
    [
        ("A1", True, False),
        ("C3", True, False),
        ("D3", False, False),
        ("C4", False, False),
        ("E5", False, False),
        ("F3", True, True),
        ("C6", True, True),
        ("F6", True, True),
        ("F5", False, False),
        ("E6", False, False),
        (None, True, True),
    ],
)
def test_a_floor_and_what_cannot_be_judged(world: World, evaluation: str | None, counts: bool, hollow: bool) -> None:
    """F and 6 are neither below nor above a floor: they count hollow, unless the other half is below it."""
    world.observe("I-05", Observation.OBSERVED, at("09:00"), evaluation)
    world.observe("I-07", Observation.OBSERVED, at("09:00"), "B2")
    found = _progress(world, "T3-A")
    assert found.met is counts
    assert found.hollow is (counts and hollow)
    assert ("I-05" in found.doubtful) is (counts and hollow)


@pytest.mark.parametrize(("evaluation", "hollow"), [("D4", False), ("E4", True), ("D5", True), ("F2", True), (None, True)])
def test_no_floor_is_no_licence(world: World, evaluation: str | None, hollow: bool) -> None:
    """Without a floor, unreliable, improbable or unjudged evidence meets a threshold hollow."""
    world.observe("I-08", Observation.OBSERVED, at("09:00"), evaluation)
    world.observe("I-13", Observation.OBSERVED, at("09:00"), "B2")
    found = _progress(world, "T5-A")
    assert (found.met, found.hollow) == (True, hollow)


def test_enough_solid_evidence_outweighs_a_hollow_third(world: World) -> None:
    """Two solid ones meet two of three even if a third is hollow."""
    for code, pair in (("I-05", "B2"), ("I-07", "B2"), ("I-11", "F6")):
        world.observe(code, Observation.OBSERVED, at("09:00"), pair)
    found = _progress(world, "T3-A")
    assert (found.met, found.hollow, found.doubtful) == (True, False, ("I-11",))


@pytest.mark.parametrize("observation", [Observation.NOT_ASSESSED, Observation.NO_COLLECTION, Observation.NOT_OBSERVED])
def test_below_the_level_asked_for(world: World, observation: Observation) -> None:
    """Not assessed, not collected and not observed never count as observed."""
    world.observe("I-05", Observation.OBSERVED, at("09:00"))
    world.observe("I-07", observation, at("09:00"))
    assert _progress(world, "T3-A").missing == ("I-07", "I-11")


def test_partial_is_not_observed(world: World) -> None:
    """A threshold at OBSERVED is not met by PARTIAL."""
    world.observe("I-03", Observation.OBSERVED, at("09:00"))
    world.observe("I-07", Observation.PARTIAL, at("09:00"))
    assert _progress(world, "T4-A").missing == ("I-07",)


def test_the_window_closes_and_says_so(world: World) -> None:
    """Evidence at the edge of the window counts; a millisecond later it is missing, and named among what only seems to hold."""
    for code in ("I-04", "I-07", "I-11"):
        world.observe(code, Observation.OBSERVED, at("10:00"))
    world.observe("I-04", Observation.OBSERVED, at("08:00"))
    assert _progress(world, "T4-B", at("11:00")).met
    later = _progress(world, "T4-B", at("11:00") + 1)
    assert (later.met, later.missing, later.doubtful) == (False, ("I-04",), ("I-04",))


def test_stale_within_the_window_is_met_hollow(world: World) -> None:
    """An indicator past its half-life holds a threshold up hollow while the window is open."""
    world.indicator("I-05", half_life=HOUR)
    world.observe("I-05", Observation.OBSERVED, at("08:00"))
    world.observe("I-07", Observation.OBSERVED, at("09:59"))
    found = _progress(world, "T3-A")
    assert (found.met, found.hollow, found.doubtful) == (True, True, ("I-05",))


def test_a_lost_source_makes_it_hollow(world: World) -> None:
    """What rests on a lost source counts hollow."""
    world.observe("I-05", Observation.OBSERVED, at("09:00"), source="NAVTEX")
    world.observe("I-07", Observation.OBSERVED, at("09:00"))
    assert not _progress(world, "T3-A").hollow
    world.put("NAVTEX", SourceStatus("NAVTEX", SourceState.LOST, world.now))
    assert _progress(world, "T3-A").hollow


def _report(world: World, subject: str, evaluation: str = "B2", event: str = "09:00") -> str:
    world.put(subject, Indication(subject, Discipline.OSINT, "press", admiralty(evaluation)), event=at(event))
    return subject


@pytest.mark.parametrize("mark", [MarkKind.FABRICATED, MarkKind.WITHDRAWN])
def test_a_marked_report_holds_nothing_up(world: World, mark: MarkKind) -> None:
    """When its only report is marked, an indicator only seems to hold; the report itself stays."""
    world.observe("I-05", Observation.OBSERVED, at("09:00"))
    world.observe("I-11", Observation.OBSERVED, at("09:00"))
    world.link("I-11", _report(world, "IN-1"))
    assert _progress(world, "T3-A").met
    world.put("IN-1", ReportMark("IN-1", mark))
    found = _progress(world, "T3-A")
    assert (found.met, found.doubtful) == (False, ("I-11",))
    assert world.picture.find("indication", "IN-1") is not None


def test_a_second_report_still_holds_it_up(world: World) -> None:
    """One fabricated report of two does not void an indicator; a confirmed one voids nothing."""
    world.observe("I-05", Observation.OBSERVED, at("09:00"))
    world.observe("I-11", Observation.OBSERVED, at("09:00"))
    world.link("I-11", _report(world, "IN-1"))
    world.link("I-11", _report(world, "IN-2"))
    world.put("IN-1", ReportMark("IN-1", MarkKind.FABRICATED))
    world.put("IN-2", ReportMark("IN-2", MarkKind.CONFIRMED))
    assert _progress(world, "T3-A").met


def test_contradiction_is_hollow_until_a_person_judges(world: World) -> None:
    """A linked contradicting report makes it hollow; judged for it, solid; judged against it, it only seems to hold."""
    world.observe("I-05", Observation.OBSERVED, at("09:00"))
    world.observe("I-11", Observation.OBSERVED, at("09:00"))
    world.link("I-11", _report(world, "IN-1"))
    world.link("I-11", _report(world, "IN-2"), Relation.CONTRADICTS)
    assert _progress(world, "T3-A").hollow
    world.put("J-1", Adjudication(("IN-1", "IN-2"), None))
    assert _progress(world, "T3-A").hollow
    world.put("J-1", Adjudication(("IN-1", "IN-2"), "IN-1"))
    assert not _progress(world, "T3-A").hollow
    world.put("J-1", Adjudication(("IN-1", "IN-2"), "IN-2"))
    assert not _progress(world, "T3-A").met


@pytest.mark.parametrize("status", [EvidenceStatus.PROPOSED, EvidenceStatus.DECLINED])
def test_what_a_matcher_proposes_counts_for_nothing(world: World, status: EvidenceStatus) -> None:
    """Only a link that a person made can contradict."""
    world.observe("I-05", Observation.OBSERVED, at("09:00"))
    world.observe("I-11", Observation.OBSERVED, at("09:00"))
    world.link("I-11", _report(world, "IN-2"), Relation.CONTRADICTS, status)
    assert not _progress(world, "T3-A").hollow


def test_the_reports_evaluation_serves_where_the_person_gave_none(world: World) -> None:
    """Without a pair of its own a state has its best judged report's; unjudged ones do not come before a poor judged one."""
    world.observe("I-05", Observation.OBSERVED, at("09:00"))
    world.observe("I-11", Observation.OBSERVED, at("09:00"), None)
    world.link("I-11", _report(world, "IN-1", "F6"))
    assert _progress(world, "T3-A").hollow
    world.link("I-11", _report(world, "IN-2", "D4"))
    assert not _progress(world, "T3-A").met
    world.link("I-11", _report(world, "IN-3", "B2"))
    assert (_progress(world, "T3-A").met, _progress(world, "T3-A").hollow) == (True, False)


def test_a_state_cannot_speak_of_what_was_not_yet_known(world: World) -> None:
    """A state dated ahead leaves the window as if dated when it became known."""
    world.observe("I-03", Observation.OBSERVED, at("20:00"))
    world.observe("I-07", Observation.OBSERVED, at("10:00"))
    assert _progress(world, "T4-A", at("14:00")).met
    assert not _progress(world, "T4-A", at("14:00") + 1).met


def _pause(world: World, state: PauseState = PauseState.IN_EFFECT, since: str = "08:00", until: str = "12:00") -> None:
    world.put("PA-1", Pause("PA-1", "pause", ("AUR", "KAR"), Window(at(since), at(until)), state))


def test_exit_asks_for_a_look_for_the_whole_window_and_a_pause(world: World) -> None:
    """X4: not seen for four hours by somebody who looked lately, and a pause held."""
    world.observe("I-03", Observation.NOT_OBSERVED, at("06:00"))
    assert _progress(world, "X4").missing == (PAUSE,)
    _pause(world)
    assert _progress(world, "X4").met
    world.observe("I-03", Observation.NOT_OBSERVED, at("06:00") + 1)
    assert _progress(world, "X4").missing == ("I-03",)


def test_exit_needs_somebody_who_looked(world: World) -> None:
    """Nobody named as looking, NO_COLLECTION and a stale look all keep the exit shut."""
    _pause(world)
    world.observe("I-03", Observation.NOT_OBSERVED, at("06:00"), by=None)
    assert not _progress(world, "X4").met
    world.observe("I-03", Observation.NO_COLLECTION, at("06:00"))
    assert not _progress(world, "X4").met
    world.indicator("I-03", half_life=30 * MINUTE)
    world.observe("I-03", Observation.NOT_OBSERVED, at("06:00"))
    assert _progress(world, "X4").met
    assert not _progress(world, "X4", at("10:30")).met


def test_a_later_report_starts_the_looking_anew(world: World) -> None:
    """A supporting report within the window undoes 'not seen since', whatever the state claims."""
    _pause(world)
    world.observe("I-03", Observation.NOT_OBSERVED, at("06:00"))
    world.link("I-03", _report(world, "IN-9", event="09:00"))
    assert not _progress(world, "X4").met
    world.put("IN-9", ReportMark("IN-9", MarkKind.FABRICATED))
    assert _progress(world, "X4").met


@pytest.mark.parametrize(
    ("state", "held"),
    [(PauseState.IN_EFFECT, True), (PauseState.ENDED, True), (PauseState.BREACH_ALLEGED, False), (PauseState.AGREED, False)],
)
def test_which_pauses_held(world: World, state: PauseState, held: bool) -> None:
    """In effect or ended holds; a breach alleged, or a pause not begun, does not."""
    world.observe("I-03", Observation.NOT_OBSERVED, at("06:00"))
    _pause(world, state)
    assert _progress(world, "X4").met is held


def test_a_pause_before_an_arbiter_has_not_held_yet(world: World) -> None:
    """A dispute about the pause that is still open keeps the exit shut."""
    world.observe("I-03", Observation.NOT_OBSERVED, at("06:00"))
    _pause(world, PauseState.ENDED)
    world.put("D-1", Dispute("D-1", "breach", DisputeState.RAISED, "AUR", "ARB", "PA-1"))
    assert not _progress(world, "X4").met
    world.put("D-1", Dispute("D-1", "breach", DisputeState.FOUND, "AUR", "ARB", "PA-1", "not established"))
    assert _progress(world, "X4").met


def test_an_old_pause_is_forgotten(world: World) -> None:
    """A pause that ended before the window counts no more."""
    world.indicator("I-03", half_life=24 * HOUR)
    world.observe("I-03", Observation.NOT_OBSERVED, at("02:00"))
    _pause(world, PauseState.ENDED, "03:00", "07:00")
    assert _progress(world, "X4", at("11:00")).met
    assert not _progress(world, "X4", at("11:00") + 1).met


def test_time_alone_changes_nothing_before_due(world: World) -> None:
    """A threshold reads the same at every moment before its own `due`, and `due` is reached where it changes."""
    _pause(world)
    world.observe("I-03", Observation.NOT_OBSERVED, at("09:00"))
    world.observe("I-05", Observation.OBSERVED, at("07:00"))
    world.observe("I-07", Observation.OBSERVED, at("09:30"))
    for code in ("X4", "T3-A"):
        now, seen = at("10:00"), _progress(world, code, at("10:00"))
        while seen.due is not None:
            before = _progress(world, code, seen.due - 1)
            assert (before.met, before.hollow, before.counted, before.doubtful) == (seen.met, seen.hollow, seen.counted, seen.doubtful)
            assert seen.due > now
            now, seen = seen.due, _progress(world, code, seen.due)
