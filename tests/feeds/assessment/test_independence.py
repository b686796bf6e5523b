"""Two reports of one eyewitness are one source, however many carry them."""

import pytest

from feeds.assessment.independence import independence
from feeds.assessment.kept import standings
from feeds.picture.warning import Discipline, EvidenceStatus, Indication, MarkKind, Observation, Relation, ReportMark, ReportStatus
from tests.feeds.assessment.world import World, at


@pytest.fixture
def world() -> World:
    """Two newspapers that quote one harbour master, and a satellite's picture."""
    made = World(at("10:00"))
    made.indicator("I-1")
    made.put("R-1", Indication("smoke", Discipline.OSINT, "PAPER-1", same_source="harbour master"))
    made.put("R-2", Indication("smoke", Discipline.OSINT, "PAPER-2", same_source="harbour master"))
    made.put("R-3", Indication("smoke", Discipline.IMINT, "SAT-1"))
    return made


def told(world: World) -> str:
    """Say it of the indicator."""
    return independence(world.picture, "IS-I-1").text


def test_it_is_said_in_few_words(world: World) -> None:
    """One, two of one source, three of two: each reads as it is."""
    assert told(world) == "0 reports"
    world.link("I-1", "R-1")
    assert told(world) == "1 report"
    world.link("I-1", "R-2")
    assert told(world) == "2 reports of 1 source: 1 independent"
    world.link("I-1", "R-3")
    assert told(world) == "3 reports of 2 sources: 2 independent"
    assert independence(world.picture, "IS-I-1").groups == (("harbour master", ("R-1", "R-2")), ("SAT-1", ("R-3",)))


def test_reports_of_their_own_sources_say_so(world: World) -> None:
    """Two reports, two sources."""
    world.link("I-1", "R-1")
    world.link("I-1", "R-3")
    assert told(world) == "2 reports, each of its own source"


def test_what_holds_nothing_up_is_not_counted(world: World) -> None:
    """A report that contradicts, one that is only proposed, one that was withdrawn, and one that is not in this picture."""
    world.link("I-1", "R-1", Relation.CONTRADICTS)
    world.link("I-1", "R-2", status=EvidenceStatus.PROPOSED)
    world.link("I-1", "R-3")
    world.link("I-1", "R-4")
    assert told(world) == "1 report"
    world.put("R-3", ReportMark("R-3", MarkKind.WITHDRAWN))
    assert told(world) == "0 reports"


def test_what_its_source_cancelled_holds_nothing_up(world: World) -> None:
    """By a cancellation of its own that names it, or in its own row; another source's cancels nothing, and an update is none."""
    world.observe("I-1", Observation.OBSERVED, at("09:00"), evaluation="")
    for report in ("R-1", "R-3"):
        world.link("I-1", report)

    def says(subject: str, source: str, status: ReportStatus) -> None:
        world.put(subject, Indication("smoke", Discipline.OSINT, source, status=status, supersedes=("R-1",)))

    says("R-8", "PAPER-2", ReportStatus.CANCELLED)
    says("R-9", "PAPER-1", ReportStatus.CURRENT)
    assert told(world) == "2 reports, each of its own source"
    says("R-9", "PAPER-1", ReportStatus.CANCELLED)
    assert told(world) == "1 report"
    assert not standings(world.picture, world.now)["I-1"].void
    world.put("R-3", Indication("smoke", Discipline.IMINT, "SAT-1", status=ReportStatus.CANCELLED))
    assert told(world) == "0 reports"
    assert standings(world.picture, world.now)["I-1"].void
    says("R-9", "PAPER-1", ReportStatus.ENDED)
    assert not standings(world.picture, world.now)["I-1"].void, "taken back itself"
