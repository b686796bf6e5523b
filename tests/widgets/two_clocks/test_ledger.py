"""What was known at a moment, and what was learned later, by the definition: a scan over all records."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from tests.feeds.report.played import records
from widgets.two_clocks.ledger import ACT, KINDS, Ledger

STARTS, ENDS = 1_795_298_400_000, 1_795_406_400_000
"""2026-11-21T22:00Z and 2026-11-23T04:00Z."""


def told() -> list[Record]:
    """Return the exercise's reports and acts, and what officers drew."""
    drawn = [each for each in records() if each.kind == "feature" and each.author.kind == "OFFICER"]
    return [each for each in records() if each.kind in KINDS and each.author.kind != "HUB"] + drawn


def filled() -> Ledger:
    """Return a ledger of the exercise."""
    ledger = Ledger()
    ledger.add_all(records(), Picture(REAL))
    return ledger


LEDGER, TOLD = filled(), told()


@given(known=st.integers(STARTS - 1, ENDS + 1))
def test_a_page_is_what_a_scan_would_find(known: int) -> None:
    """Known: learned by then. Later: happened by then, learned after. Both counted whole, the latest to happen first."""
    page = LEDGER.at(known, 10_000)
    assert page.known_count == len(page.known) == sum(each.known <= known and each.event <= known for each in TOLD)
    assert page.later_count == len(page.later) == sum(each.event <= known < each.known for each in TOLD)
    for entries in (page.known, page.later):
        assert [each.event for each in entries] == sorted((each.event for each in entries), reverse=True)


@given(known=st.integers(STARTS, ENDS), most=st.integers(1, 30))
def test_a_short_page_holds_the_latest(known: int, most: int) -> None:
    """Cutting a page keeps what happened last and counts the rest."""
    whole, cut = LEDGER.at(known, 10_000), LEDGER.at(known, most)
    assert [each.event for each in cut.known] == [each.event for each in whole.known[:most]]
    assert cut.known_count == whole.known_count


def test_the_story_s_late_reports_are_late() -> None:
    """Artillery of 07:58 was learned at 09:40: at 09:00 it is later-learned, at 10:00 it is known, 1 h 42 late."""
    early = LEDGER.at(STARTS + 11 * 3_600_000, 10_000)
    assert "Artillery reported moving south" in {each.text for each in early.later}
    found = next(each for each in LEDGER.at(STARTS + 12 * 3_600_000, 10_000).known if each.text == "Artillery reported moving south")
    assert found.late == 102 * 60_000
    assert found.code == "C3"


def test_a_record_is_taken_once_and_findings_are_left_out() -> None:
    """Feeding a page of history again adds nothing; what the rules found has one clock only."""
    ledger = filled()
    size = len(ledger)
    ledger.add_all(records(), Picture(REAL))
    assert len(ledger) == size == len({each.key for each in TOLD})
    assert all(each.kind not in {"alarm", "conditions", "assessed_rung"} for each in LEDGER.at(ENDS, 10_000).known)
    assert ACT in {each.code for each in LEDGER.at(ENDS, 10_000).known}


def test_a_window_leaves_out_what_happened_elsewhere() -> None:
    """Only what happened within it, on both sides."""
    since, until = STARTS + 12 * 3_600_000, STARTS + 13 * 3_600_000
    page = LEDGER.at(ENDS, 10_000, (since, until))
    assert page.known
    assert all(since <= each.event <= until for each in page.known)
