"""Proposals of links: on two grounds that are said, never twice, never written; and which reports stand on their own."""

import pytest

from feeds.assessment.independence import independence
from feeds.assessment.kept import standings
from feeds.assessment.ladder import assess
from feeds.assessment.matcher import GroundKind, Match, matches_of_indicator
from feeds.assessment.thresholds import progress
from feeds.picture.ladder import Threshold
from feeds.picture.values import Point
from feeds.picture.warning import (
    Discipline,
    EvidenceStatus,
    Indication,
    Indicator,
    MarkKind,
    Observation,
    Relation,
    ReportMark,
    ReportStatus,
)
from tests.feeds.assessment.world import HOUR, World, admiralty, at


@pytest.fixture
def world() -> World:
    """A watch list of six, and a report of rising water at Tarn Bridge."""
    made = World(at("10:00"))
    names = {
        "I-12": ("water at Tarn Bridge", "Tarn Bridge", ("HYDRO-1",)),
        "I-16": ("drones over HC-2", "", ()),
        "I-03": ("artillery fire within reach", "", ("ACOUSTIC",)),
        "I-10": ("fuel price", "", ()),
        "I-13": ("people arriving at Halvern", "Halvern", ()),
        "I-09": ("talks channel open", "", ()),
    }
    for code, (name, place, sources) in names.items():
        made.put(f"IS-{code}", Indicator(code, name, ("W-1",), 6 * HOUR, sources=sources, place=place))
    made.put("IN-1", Indication("water rising fast", Discipline.MASINT, "HYDRO-1", place="Tarn Bridge"))
    return made


def proposed(world: World, report: str, now: int | None = None) -> tuple[Match, ...]:
    """Return what is proposed of a report, for any indicator."""
    moment = world.now if now is None else now
    indicators = [row.subject for row, _ in world.picture.bodies(Indicator)]
    found = (each for indicator in indicators for each in matches_of_indicator(world.picture, moment, indicator))
    return tuple(each for each in found if each.report.subject == report)


def test_a_report_is_proposed_with_its_grounds(world: World) -> None:
    """Place, words and source agree: one proposal, which says all three; nothing is written."""
    before = dict(world.picture.counts)
    (found,) = proposed(world, "IN-1")
    assert (found.code, found.reason) == ("I-12", "place: Tarn Bridge; words: water; HYDRO-1 looks for it")
    assert matches_of_indicator(world.picture, world.now, "IS-I-12") == (found,)
    assert world.picture.counts == before


def test_one_ground_alone_is_a_coincidence(world: World) -> None:
    """A shared word, or the source alone, proposes nothing; nor do two grounds that say nothing of the content."""
    world.put("IN-2", Indication("water price", Discipline.OSINT, "NEWS"))
    world.put("IN-3", Indication("test transmission", Discipline.MASINT, "HYDRO-1"))
    world.put("IN-0", Indication("earlier", Discipline.MASINT, "HYDRO-1"))
    world.link("I-12", "IN-0")
    assert [proposed(world, each) for each in ("IN-2", "IN-3")] == [(), ()]


def test_the_discipline_of_earlier_reports_is_a_ground(world: World) -> None:
    """A word shared and the discipline of what was linked before agree."""
    world.put("IN-0", Indication("gauge", Discipline.OSINT, "NEWS"))
    world.link("I-10", "IN-0")
    world.put("IN-2", Indication("fuel dearer again", Discipline.OSINT, "PRESS"))
    (found,) = proposed(world, "IN-2")
    assert [ground.kind for ground in found.grounds] == [GroundKind.WORDS, GroundKind.DISCIPLINE]


def test_a_place_along_a_named_corridor(world: World) -> None:
    """A report near HC-2 is at the place of an indicator that names HC-2, with the distance said; one far away is not."""
    world.corridor("HC-2")
    near = Indication("three drones", Discipline.IMINT, "PATROL", geometry=Point((0.05, 0.01)))
    world.put("IN-2", near)
    world.put("IN-3", Indication("three drones", Discipline.IMINT, "PATROL", geometry=Point((3.0, 0.01))))
    assert proposed(world, "IN-2")[0].reason == "place: 1.1 km from HC-2; words: drones"
    assert proposed(world, "IN-3") == ()


@pytest.mark.parametrize("status", EvidenceStatus)
def test_what_is_on_record_is_not_proposed_again(world: World, status: EvidenceStatus) -> None:
    """Linked, declined or proposed by a finding: somebody has it before them, or has had."""
    world.link("I-12", "IN-1", Relation.SUPPORTS, status)
    assert proposed(world, "IN-1") == ()


def test_what_is_old_ended_or_marked_is_not_proposed(world: World) -> None:
    """A report past the indicator's half-life, one its source has ended, and one marked fabricated bear on nothing."""
    assert proposed(world, "IN-1", at("16:00")) == ()
    world.put("IN-1", ReportMark("IN-1", MarkKind.FABRICATED))
    assert proposed(world, "IN-1") == ()
    ended = Indication("water rising fast", Discipline.MASINT, "HYDRO-1", place="Tarn Bridge", status=ReportStatus.ENDED)
    world.put("IN-2", ended)
    assert proposed(world, "IN-2") == ()


def test_words_in_any_script_and_a_hostile_text(world: World) -> None:
    """Cyrillic and Arabic words match as others do; a text of symbols and a corridor code with signs of a pattern do no harm."""
    world.put("IS-I-20", Indicator("I-20", "обстріл міста", ("W-1",), 6 * HOUR, place="Харків"))
    world.put("IN-2", Indication("ОБСТРІЛ триває", Discipline.OSINT, "S", place="Харків, центр"))
    assert proposed(world, "IN-2")[0].code == "I-20"
    world.corridor("(((")
    world.put("IN-3", Indication("((( [a-z]* \\", Discipline.OSINT, "S", geometry=Point((0.0, 0.0)), text="\x00" * 100))
    assert proposed(world, "IN-3") == ()
    assert proposed(world, "IN-nowhere") == ()


def test_two_reports_of_one_source_are_one(world: World) -> None:
    """Three reports, two of them of one eyewitness: two independent; one marked fabricated is none."""
    for number, (source, same) in enumerate((("RADIO", "witness"), ("PRESS", "witness"), ("DRONE", None))):
        world.put(f"IN-{number + 5}", Indication("r", Discipline.OSINT, source, same_source=same))
        world.link("I-03", f"IN-{number + 5}")
    found = independence(world.picture, "IS-I-03")
    assert (found.reports, found.sources, found.text) == (3, 2, "3 reports of 2 sources: 2 independent")
    assert found.groups[0] == ("witness", ("IN-5", "IN-6"))
    world.put("IN-7", ReportMark("IN-7", MarkKind.FABRICATED))
    assert independence(world.picture, "IS-I-03").text == "2 reports of 1 source: 1 independent"


def test_a_threshold_may_ask_for_independent_sources() -> None:
    """Two reports of one source hold an indicator up hollow where two independent ones are asked for; a second source makes it solid."""
    world = World(at("10:00"))
    world.indicator("I-03")
    world.observe("I-03", Observation.OBSERVED, at("09:30"), "B2")
    asked = Threshold("T", "t", ("I-03",), 1, Observation.OBSERVED, HOUR, admiralty("B3"), raises_to=2, independent=2)
    for number, source in enumerate(("RADIO", "PRESS")):
        world.put(f"IN-{number}", Indication("r", Discipline.OSINT, source, same_source="witness"))
        world.link("I-03", f"IN-{number}")
    assert standings(world.picture, world.now)["I-03"].sources == 1
    assert _read(world, asked) == (True, True, "its reports are of one source; asked for: 2 independent")
    world.put("IN-9", Indication("r", Discipline.IMINT, "DRONE"))
    world.link("I-03", "IN-9")
    assert _read(world, asked) == (True, False, "OBSERVED B2")
    assert assess(world.picture, world.now).ordinal == 1


def _read(world: World, threshold: Threshold) -> tuple[bool, bool, str]:
    found = progress(world.picture, threshold, standings(world.picture, world.now), world.now)
    return found.met, found.hollow, found.holdings[0].text
