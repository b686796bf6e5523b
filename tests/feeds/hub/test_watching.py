"""What may be said of what is watched for: of rows that are there, in words that can be read."""

from __future__ import annotations

import msgspec
import pytest

from feeds.picture.body import Body
from feeds.picture.warning import (
    Adjudication,
    Admiralty,
    Discipline,
    Dissent,
    Evidence,
    EvidenceStatus,
    Indication,
    Indicator,
    IndicatorState,
    Judgement,
    MarkKind,
    Observation,
    Problem,
    ReportMark,
)
from tests.feeds.hub.hall import label
from tests.feeds.hub.table import ALF, BET, DUTY, NOW, Table

MINUTE = 60_000
LINK = Evidence("I-1", "IN-1", EvidenceStatus.LINKED)


@pytest.fixture
def table() -> Table:
    """A watch list of one indicator for one problem of ALF's, and two reports."""
    made = Table()
    made.holds("WP-1", Problem("WP-1", "Closure", "ALF"))
    made.holds("I-1", Indicator("I-1", "Fire", ("WP-1",), 60 * MINUTE))
    for subject in ("IN-1", "IN-2"):
        made.holds(subject, Indication("seen", Discipline.OSINT, "OSINT"))
    return made


def state(observation: Observation, as_of: int, by: str | None = "ALF") -> IndicatorState:
    """Return a person's observation of the indicator."""
    return IndicatorState("I-1", observation, as_of, Admiralty("B", 2), by)


@pytest.mark.parametrize(
    ("subject", "body", "reason"),
    [
        ("I-9", IndicatorState("I-9", Observation.OBSERVED, NOW), "there is no indicator I-9"),
        ("I-9/IN-1", Evidence("I-9", "IN-1", EvidenceStatus.LINKED), "there is no indicator I-9"),
        ("I-1/IN-9", Evidence("I-1", "IN-9", EvidenceStatus.LINKED), "there is no report IN-9"),
        ("IN-9", ReportMark("IN-9", MarkKind.FABRICATED), "there is no report IN-9"),
        ("WP-9/ALF", Dissent("WP-9", "ALF", "no"), "there is no warning problem WP-9"),
        ("J-1", Adjudication(("IN-1", "IN-9")), "there is no report IN-9"),
    ],
)
def test_what_is_not_there_is_neither_seen_linked_marked_nor_judged(table: Table, subject: str, body: Body, reason: str) -> None:
    """The row it speaks of must be in the room, as this officer may see it."""
    assert table.says(ALF, subject, body) == reason


def test_a_report_that_is_withheld_is_not_there(table: Table) -> None:
    """Linked to it or not, an audience learns nothing of what it may not see."""
    assert table.says(DUTY, "IN-3", Indication("seen", Discipline.SIGINT, "S"), label=label("ALF", originator="HOS")) == ""
    assert table.says(BET, "I-1/IN-3", Evidence("I-1", "IN-3", EvidenceStatus.LINKED)) == "there is no report IN-3"
    assert table.says(ALF, "I-1/IN-3", Evidence("I-1", "IN-3", EvidenceStatus.LINKED)) == ""


def test_a_person_links_or_declines(table: Table) -> None:
    """Proposing is the matcher's."""
    proposed = msgspec.structs.replace(LINK, status=EvidenceStatus.PROPOSED)
    assert "a person links a report or declines it" in table.says(ALF, "I-1/IN-1", proposed)
    assert table.says(ALF, "I-1/IN-1", LINK) == ""


def test_not_observed_is_somebody_who_looked(table: Table) -> None:
    """Named, or it is no collection; and of no moment that is still to come."""
    assert "NOT_OBSERVED is somebody who looked" in table.says(ALF, "I-1", state(Observation.NOT_OBSERVED, NOW, by=None))
    assert "is still to come" in table.says(ALF, "I-1", state(Observation.OBSERVED, NOW + 10 * MINUTE))
    assert "NO_COLLECTION is nobody looking" in table.says(ALF, "I-1", state(Observation.NO_COLLECTION, NOW))
    assert table.says(ALF, "I-1", state(Observation.NO_COLLECTION, NOW, by=None)) == ""
    assert table.says(ALF, "I-1", state(Observation.NOT_OBSERVED, NOW)) == ""


def test_what_was_seen_is_not_unseen_from_before(table: Table) -> None:
    """Otherwise an exit criterion that asks for hours without it would be met at once."""
    assert table.says(ALF, "I-1", state(Observation.OBSERVED, NOW - MINUTE)) == ""
    assert "is earlier than" in table.says(ALF, "I-1", state(Observation.NOT_OBSERVED, NOW - 300 * MINUTE))
    assert table.says(ALF, "I-1", state(Observation.NOT_OBSERVED, NOW)) == ""
    assert "is earlier than" in table.says(ALF, "I-1", state(Observation.NOT_OBSERVED, NOW - 300 * MINUTE))
    assert table.says(ALF, "I-1", state(Observation.OBSERVED, NOW - 300 * MINUTE)) == "", "a late report of an early sighting"


def test_a_judgement_between_reports_is_between_two_and_prefers_one_of_them(table: Table) -> None:
    """Or none of them: both stand."""
    assert "two reports or more contradict" in table.says(ALF, "J-1", Adjudication(("IN-1", "IN-1"), "IN-1"))
    assert "preferred: IN-3 is none of those" in table.says(ALF, "J-1", Adjudication(("IN-1", "IN-2"), "IN-3"))
    assert table.says(ALF, "J-1", Adjudication(("IN-1", "IN-2"), None)) == ""
    assert table.says(ALF, "J-1", Adjudication(("IN-1", "IN-2"), "IN-2")) == ""


def test_likelihood_is_a_word_of_its_scale_and_says_nothing_of_confidence(table: Table) -> None:
    """ICD 203's seven words; another scale has its own, and neither holds the other's sentence."""
    assert "'dead certain' is no word of ICD 203: almost no chance" in table.says(ALF, "WP-1", Judgement("WP-1", "dead certain"))
    joined = Judgement("WP-1", "probable, with high confidence", likelihood_scale="PHIA")
    assert "speaks of confidence, which stands apart" in table.says(ALF, "WP-1", joined)
    assert table.says(ALF, "WP-1", msgspec.structs.replace(joined, likelihood="probable", confidence="high")) == ""
    assert table.says(ALF, "WP-1", Judgement("WP-1", "Very likely")) == ""


def test_a_problem_is_fed_by_another_and_owned_by_somebody(table: Table) -> None:
    """Two problems may drive each other; none drives itself."""
    own = label("ALF", "BET", "HOS", originator="ALF")
    assert "is fed by another problem, not by itself" in table.says(ALF, "WP-2", Problem("WP-2", "x", "ALF", fed_by=("WP-2",)), label=own)
    assert "there is no NOBODY in this room" in table.says(ALF, "WP-2", Problem("WP-2", "x", "NOBODY"), label=own)
    assert table.says(ALF, "WP-2", Problem("WP-2", "x", "ALF", fed_by=("WP-1",)), label=own) == ""
    assert table.says(ALF, "WP-1", Problem("WP-1", "Closure", "ALF", fed_by=("WP-2",))) == ""
