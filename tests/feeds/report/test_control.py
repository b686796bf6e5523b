"""The report of a directed exercise tells what control did and how it was met, to the host; of an undirected one nothing."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from feeds.assessment.injects import Order, provenance
from feeds.exercise.loader import shipped_scenario
from feeds.journal.reader import Reader
from feeds.journal.store import Admitted, Journal
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.identity import content_hash
from feeds.picture.label import Label
from feeds.picture.night import LogEntry
from feeds.report.account import gather
from feeds.report.document import Section, Statement, Table
from feeds.report.sections import control
from tests.feeds.report.played import records, write

SCENARIO = shipped_scenario("quiet_harbour")
ZONE = next(line for line in SCENARIO.lines if line.id == "03_crisis/29")


def said(order: Order, inject: str, at: int, *about: str) -> Record:
    """Return a line of control's as the hub would have admitted it."""
    return Record(
        subject=f"LE-{order}-{inject}",
        regime=SCENARIO.regime,
        event=at,
        author=Author(SCENARIO.host, AuthorKind.MACHINE, "EXCON"),
        body=LogEntry(f"Inject {inject} {order.value.lower()}", about),
        key=content_hash(f"{order}/{inject}".encode()),
        label=Label(SCENARIO.policy.name, SCENARIO.default_label.classification, SCENARIO.host),
        provenance=provenance(order, inject),
        origin=SCENARIO.room,
        known=at,
    )


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The played exercise, directed: the zone by HC-2 fired, a speech skipped."""
    orders = (said(Order.FIRED, ZONE.id, ZONE.known, str(ZONE.subject)), said(Order.SKIPPED, "01_calm/53", ZONE.known))
    night = sorted((*records(), *orders), key=lambda record: record.known)
    numbered = [msgspec.structs.replace(record, sequence=number) for number, record in enumerate(night, 1)]
    path = tmp_path_factory.mktemp("control") / "night.watchroom"
    with Journal.create(path, Admitted(numbered[0]), regime=SCENARIO.regime) as kept:
        kept.append([Admitted(each) for each in numbered[1:]], durable=False)
    return path


def told(journal: Path, entity: str | None = None) -> Section | None:
    """Return the section as an audience reads it."""
    with Reader(journal) as reader:
        return control.section(gather(reader, None, entity))


def test_the_host_reads_what_was_fired_what_followed_and_how_it_was_met(journal: Path) -> None:
    """A-0417 followed the zone: some answered in time; decided at 11:02, though that row was written over later."""
    section = told(journal)
    assert section is not None
    summary, met, orders = section.blocks
    assert isinstance(summary, Statement)
    assert summary.text == "1 inject fired, 1 skipped; 1 alarm or request followed."
    assert isinstance(met, Table)
    (line,) = met.lines
    assert line.cells[1:3] == (ZONE.id, "HC-2 declared OPEN, conditions NOT MET")
    assert line.cells[5].startswith("MISSED 2 min")
    assert " of " in line.cells[5]
    assert "15 min" in line.cells[6]
    assert [each.kind for each in line.refs] == ["log_entry", "alarm"]
    assert isinstance(orders, Table)
    assert [each.cells[1] for each in orders.lines] == [f"Inject {ZONE.id} fired", "Inject 01_calm/53 skipped"]


def test_a_partner_reads_nothing_of_control(journal: Path) -> None:
    """BOR's report has no such section: control's lines are the host's alone."""
    assert told(journal, "BOR") is None


def test_without_a_director_there_is_no_section(tmp_path: Path) -> None:
    """An exercise that went as written has nothing to tell of control."""
    assert told(write(tmp_path / "night.watchroom")) is None
