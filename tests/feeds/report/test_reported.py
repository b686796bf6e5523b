"""A journal of reports alone reads well: each report once, by the calendar, by place, by length, and by what it measures."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.journal.reader import Reader
from feeds.journal.store import Admitted, Journal
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.identity import content_hash
from feeds.picture.regime import REAL
from feeds.picture.room import Incident
from feeds.picture.values import Window
from feeds.picture.warning import Discipline, Indication, Measure, ReportStatus
from feeds.report.account import Account, gather
from feeds.report.compose import compose
from feeds.report.document import Counts, Line, Refs, Report, Table
from feeds.report.sections import reported
from feeds.report.wording import NONE
from tests.rig.specimens import NOON

MINUTE, DAY = 60_000, 86_400_000
AUTHOR = Author("CMC", AuthorKind.MACHINE, "IMPORT")


def _report(number: int, place: str, at: int, until: int | None, killed: float) -> Record:
    status = ReportStatus.CURRENT if until is None else ReportStatus.ENDED
    body = Indication(
        title=f"Alarm, {place}",
        discipline=Discipline.OSINT,
        source="SIRENS",
        place=place,
        category="alarm",
        status=status,
        window=Window(at, until),
        measures=(Measure("hurt, best", killed, "persons"), Measure("wind", 12.5, "m/s")),
    )
    key = content_hash(f"{number}/{until}".encode())
    known = at if until is None else until
    return Record(f"IN-{number}", REAL, known, AUTHOR, body, key, origin="CMC", known=known, revision=1 if until is None else 2)


@pytest.fixture
def account(tmp_path: Path) -> Account:
    """Three alarms, two of which ended, told as five records over two days."""
    first = Record(
        "I-1",
        REAL,
        NOON,
        Author("CMC", AuthorKind.HUB, "HUB"),
        Incident("I-1", "Sirens", NOON),
        content_hash(b"i"),
        origin="CMC",
        known=NOON,
    )
    rows = [
        _report(1, "North", NOON, None, 3),
        _report(1, "North", NOON, NOON + 30 * MINUTE, 5),
        _report(2, "North", NOON + DAY, None, 0),
        _report(2, "North", NOON + DAY, NOON + DAY + 90 * MINUTE, 0),
        _report(3, "South", NOON + 2 * DAY, None, 12),
    ]
    with Journal.create(tmp_path / "j", Admitted(first)) as made:
        made.append([Admitted(each) for each in rows], durable=False)
    with Reader(tmp_path / "j") as reader:
        return gather(reader)


@pytest.fixture
def report(account: Account) -> Report:
    """Its report."""
    return compose(account)


def _table(report: Report, title: str) -> list[str]:
    found = next(block for section in report.sections for block in section.blocks if isinstance(block, Table) and block.title == title)
    return [" | ".join(line.cells) for line in found.lines]


def test_a_report_that_was_revised_is_one_report(account: Account, report: Report) -> None:
    """An alarm's end is not another alarm, by source, by place or in words."""
    assert list(account.reports) == [NOON, NOON + DAY, NOON + 2 * DAY]
    assert _table(report, "Where it was reported from") == ["North | 2 | 66.7 %", "South | 1 | 33.3 %"]
    assert _table(report, "Sources") == [f"SIRENS | 3 | 0 | {NONE} | {NONE} | 3"]
    assert report.short[0].text.startswith("3 reports of SIRENS tell of ")


def test_the_place_with_most_is_named_where_there_is_one(report: Report, account: Account) -> None:
    """It is said against every other place, for most of all came from it only by chance; where two have as many, none is named."""
    assert any("; more came from North (2, 66.7 %) than from any other place." in each.text for each in report.short)
    account.by_place["South"] = account.by_place["North"]
    assert not any("more came from" in each.text for each in compose(account).short)


def test_what_ended_says_how_long_it_lasted(report: Report) -> None:
    """By place, with the middle and the longest; what has not ended is left out."""
    assert _table(report, "How long it lasted") == ["North | 2 | 1 h | 1 h 30 min | 2 h"]


def test_figures_are_the_last_that_were_told_and_only_counts_are_added(report: Report) -> None:
    """The first alarm's figure was corrected; wind has no sum."""
    assert _table(report, "What the reports measure") == [
        "hurt, best | persons | 3 | 0 | 5 | 12 | 17",
        f"wind | m/s | 3 | 12.5 | 12.5 | 12.5 | {NONE}",
    ]
    assert "As the source gave them, added up: hurt, best 17 persons." in [each.text for each in report.short]


def _line(report: Report, title: str, first: str) -> Line:
    tables = (block for section in report.sections for block in section.blocks if isinstance(block, Table) and block.title == title)
    return next(line for table in tables for line in table.lines if line.cells[0] == first)


def _named(refs: Refs) -> list[tuple[str, int]]:
    return [(row.subject, row.revision) for row in refs]


def test_a_sum_names_the_reports_that_add_most_and_counts_the_rest(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    """The largest first, in the revision that says so; who adds nothing is not counted; all that are named are in the annex."""
    report = compose(account)
    hurt, north = _line(report, "What the reports measure", "hurt, best"), _line(report, "How long it lasted", "North")
    assert (_named(hurt.refs), hurt.more) == ([("IN-3", 1), ("IN-1", 2)], 0)
    assert (_named(north.refs), north.more) == ([("IN-2", 2), ("IN-1", 2)], 0)
    assert _line(report, "What the reports measure", "wind").refs == ()
    short = next(each for each in report.short if "added up" in each.text)
    assert (_named(short.refs), short.more) == ([("IN-3", 1)], 1)
    assert {*hurt.refs, *north.refs, *short.refs} <= set(report.cited)
    monkeypatch.setattr(reported, "NAMED", 1)
    bounded = _line(compose(account), "What the reports measure", "hurt, best")
    assert (_named(bounded.refs), bounded.more) == ([("IN-3", 1)], 1)


def test_a_report_whose_row_says_it_no_more_is_counted_and_not_named(account: Account) -> None:
    """What it said is in the sum, as it was told last; its present revision is no proof of it."""
    account.measured["hurt, best", "persons"]["IN-3"] = 13.0
    account.measured["hurt, best", "persons"]["GONE"] = 4.0
    hurt = _line(compose(account), "What the reports measure", "hurt, best")
    assert (_named(hurt.refs), hurt.more) == ([("IN-1", 2)], 2)


def test_the_calendar_has_its_quiet_stretches_too(report: Report) -> None:
    """By the hour from the first report to the last, the empty hours among them."""
    chart = next(block for section in report.sections for block in section.blocks if isinstance(block, Counts))
    assert (len(chart.bins), sum(count for _, count in chart.bins)) == (49, 3)
    assert chart.unit == "reports an hour"


def test_only_words_that_it_uses_are_explained(report: Report) -> None:
    """Nobody was silent, declared or acknowledged anything."""
    assert [word for word, _ in report.words] == ["Happened, known here"]


def test_what_cannot_be_on_a_map_is_said_to_be_so(report: Report) -> None:
    """No report has a position, and the report says why it has no map."""
    assert any("None of them has a position" in each.text for each in report.short)
    assert "The map at the moments that mattered" not in [section.title for section in report.sections]
