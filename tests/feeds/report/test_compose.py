"""A report of the exercise says what its story says, names a record for each statement, and never more than its audience may see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from feeds.errors import Misuse
from feeds.journal.reader import Reader
from feeds.picture.corridor import Corridor, CorridorState, CorridorStatus
from feeds.picture.envelope import AuthorKind
from feeds.picture.fold import fold_all
from feeds.picture.release import visible
from feeds.picture.room import Rejection
from feeds.report.account import Account, gather
from feeds.report.compose import compose
from feeds.report.document import Block, Facts, Plate, Report, Section, Table, named, refs_of, text_of
from feeds.report.sections import alarms, answers, corridors, plates, quality
from feeds.report.wording import NONE
from tests.feeds.report.played import records, write

ENTITIES = (None, "DRA", "BOR", "HAC", "AUR")
REPORTS: dict[str | None, Report] = {}


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The played exercise."""
    return write(tmp_path_factory.mktemp("report") / "night.watchroom")


@pytest.fixture(scope="module")
def accounts(journal: Path) -> dict[str | None, Account]:
    """The exercise as each of some audiences had it. Plates are drawn from an open journal, so it is composed in here too."""
    found = {}
    for entity in ENTITIES:
        with Reader(journal) as reader:
            account = gather(reader, None, entity)
            found[entity] = account
            REPORTS[entity] = compose(account)
    return found


def said(report: Report) -> str:
    """Return every word of a report."""
    return "\n".join(word for section in report.sections for word in _words(section))


def _words(section: Section) -> list[str]:
    return [section.title, *(word for block in section.blocks for word in _told(block))]


def _told(block: Block) -> Iterator[str]:
    """The words of a block; of a table, a line of it together."""
    if isinstance(block, Table):
        yield from (block.title, block.note, *(" | ".join(line.cells) for line in block.lines))
    elif isinstance(block, Facts):
        yield from (f"{fact.name}: {fact.value}" for fact in block.facts)
    else:
        yield from text_of(block)


def section_of(report: Report, title: str) -> str:
    """Return the words of one section."""
    return "\n".join(_words(next(section for section in report.sections if section.title == title)))


@pytest.mark.parametrize("entity", ENTITIES)
def test_every_record_cited_is_one_the_audience_may_see(accounts: dict[str | None, Account], entity: str | None) -> None:
    """No statement rests on a record that is withheld from the reader it was made for."""
    account, report = accounts[entity], REPORTS[entity]
    assert report.cited
    assert all(visible(account.audience, record, account.roster, account.policy) for record in report.cited)


@pytest.mark.parametrize("entity", ENTITIES)
def test_every_number_has_its_record(accounts: dict[str | None, Account], entity: str | None) -> None:
    """What a block rests on is in the annex, once."""
    assert entity in accounts
    report = REPORTS[entity]
    numbers = [named(record) for record in report.cited]
    assert len(numbers) == len(set(numbers))
    assert {named(record) for section in report.sections for block in section.blocks for record in refs_of(block)} <= set(numbers)


def test_the_ladder_s_story_is_told(accounts: dict[str | None, Account]) -> None:
    """Levels declared for all, the hollow reading, and a partner that went its own way stand there with their times."""
    assert accounts
    told = section_of(REPORTS[None], "The escalation ladder")
    assert "22 Nov 07:02Z | For all: 3 Elevated" in told
    assert "22 Nov 12:43Z | For all: 4 Alert" in told
    assert "Assessed 5 Reinforced, hollow" in told
    assert "22 Nov 10:21Z | DRA for itself: 2 Watch" in told
    assert "21 Nov 22:00Z | Assessed 1 Routine | the rules | no threshold met" in told
    assert "22 Nov 12:43Z | Assessed 4 Alert | the rules | held up by the declared level; met: T3-A (hollow)" in told
    assert "22 Nov 10:46Z | Assessed 4 Alert | the rules | met: T3-A (hollow) and T4-A" in told


def test_a_draft_is_never_said_to_be_put(accounts: dict[str | None, Account]) -> None:
    """What was only drafted says so and by what it would be decided; what was put says when, and by what."""
    assert accounts
    told = section_of(REPORTS[None], "Decisions and consent")
    draft = told[told.index("P-14 Lower 3 to 2") : told.index("P-14 step by step")]
    assert "a draft at the end" in draft
    assert "Never put to consent; it would be decided by unanimity" in draft
    assert "Put by" not in draft
    assert "Put by CAL 22 Nov 11:50Z, to be decided by silence to 22 Nov 12:40Z." in told


def test_a_report_says_which_records_make_it_system_high(accounts: dict[str | None, Account]) -> None:
    """The host's says that records without a label make it so, whose they are, and names them; who sees none has no such sentence."""
    account = accounts[None]
    told = section_of(REPORTS[None], "How the record was kept")
    assert f"{len(account.bare)} records carry no label (" in told
    assert "feed MET" in told
    assert all(record.label is None for record in account.bare)
    assert {named(record) for record in account.bare} <= {named(record) for record in REPORTS[None].cited}
    assert "no label" not in section_of(REPORTS["DRA"], "How the record was kept")


def test_one_rule_with_several_titles_is_told_by_all_of_them(accounts: dict[str | None, Account]) -> None:
    """An alarm that came again about another level is not told by its first title alone."""
    assert accounts
    assert "Assessed 3, declared 2; Assessed 4, declared 3 | 3 |" in section_of(REPORTS[None], "Alarm load")


def test_a_silence_is_told_in_its_own_words(accounts: dict[str | None, Account]) -> None:
    """Reached or not reached, broken, extended; adopted by the chair's act; no reason is given for breaking it."""
    assert accounts
    told = section_of(REPORTS[None], "Decisions and consent")
    assert "not reached: FEN" in told
    assert "DRA: BREAKS SILENCE" in told
    assert "extension asked by FEN" in told
    assert "22 Nov 12:43Z | 2 | ADOPTED | CAL" in told
    assert "APPROVED by silence" not in told


def test_hours_open_are_those_declared_and_conditions_are_counted_beside_them(accounts: dict[str | None, Account]) -> None:
    """HC-2 was declared OPEN from 08:00 to 11:02 and from 16:10 to 19:08, and some of that its conditions were NOT MET."""
    account = accounts[None]
    history = account.histories(CorridorStatus)
    subject = next(row.subject for row, body in account.picture.bodies(Corridor) if body.code == "HC-2")
    declared = corridors.declared_of(account, history[subject])
    opened = sum(until - since for since, until, state in declared if state is CorridorState.OPEN)
    assert opened == pytest.approx((3 * 60 + 2 + 2 * 60 + 58) * 60_000, abs=5_000)
    computed = corridors.computed_of(account, subject)
    assert all(until > since for since, until, _ in computed)
    assert all(one[1] == other[0] and one[2] is not other[2] for one, other in pairwise(computed))


def test_alarms_are_counted_once_and_gravest_first(accounts: dict[str | None, Account]) -> None:
    """Each occurrence is in one bin, and the gravest alarm is named with what it was about."""
    account = accounts[None]
    found = alarms.occurrences(account)
    load = alarms.load(account, found)
    assert sum(map(sum, load.bins)) == len(found) > 20
    told = section_of(REPORTS[None], "Alarm load")
    assert "HC-2 declared OPEN, conditions NOT MET | DZ-07 is 1.2 km" in told


def test_a_flood_is_counted_in_any_ten_minutes(accounts: dict[str | None, Account]) -> None:
    """The twelve alarms of 10:46 to 10:52 are a flood, wherever the clock's tens of minutes fall."""
    found = alarms.occurrences(accounts[None])
    assert max(count for _, count in alarms.crowds(found, alarms.TEN_MINUTES)) == 12
    told = section_of(REPORTS[None], "Alarm load")
    assert "Most in ten minutes: 12, up to 22 Nov 10:52Z (a flood: 10)" in told
    assert "Time in flood: 0 s" not in told


@pytest.mark.parametrize("entity", ENTITIES)
def test_what_is_said_in_short_has_its_records(accounts: dict[str | None, Account], entity: str | None) -> None:
    """Each statement names records, all of them the reader's own to see and in the annex."""
    account, report = accounts[entity], REPORTS[entity]
    assert report.short
    for statement in report.short:
        assert statement.refs, statement.text
        assert all(visible(account.audience, record, account.roster, account.policy) for record in statement.refs)
        assert set(statement.refs) <= set(report.cited)


def test_in_short_the_exercise_is_told(accounts: dict[str | None, Account]) -> None:
    """Levels, what ran against a declaration, the proposals' ends, the flood and what was learned late."""
    assert accounts
    told = "\n".join(each.text for each in REPORTS[None].short)
    assert "began at 2 Watch and was declared 3 Elevated (22 Nov 07:02Z), 4 Alert (22 Nov 12:43Z) and 3 Elevated (22 Nov 20:05Z)" in told
    assert "HC-2 was declared OPEN for 6 h, 23 min of it with conditions NOT MET" in told
    assert "3 proposals were put to consent, in 4 wordings: P-11, P-12 and P-13 adopted and declared; P-14 drafted and never put" in told
    assert "12, up to 22 Nov 10:52Z, a flood" in told
    assert "17 h 12 min" in told


def test_the_middle_of_few_is_nobody_s_to_read(accounts: dict[str | None, Account]) -> None:
    """An item that one entity answered tells no time, not even in the originating room's report: it would be that entity's own."""
    found = answers.items(accounts[None])
    few = [each for each in found if each.answered_count < 3]
    assert few
    assert all(each.answered is None for each in few)
    assert any(each.answered is not None for each in found)


def test_one_entity_s_times_are_told_to_itself_alone(accounts: dict[str | None, Account]) -> None:
    """DRA reads its own latency beside the room's; the originating room's report names no entity's time."""
    assert accounts
    assert "DRA: half within" in str(REPORTS["DRA"])
    assert "half within" not in str([each for each in REPORTS[None].sections if each.title == "Answers and latency"])


def test_relief_s_reports_never_tell_what_is_withheld_from_it(accounts: dict[str | None, Account]) -> None:
    """The signals report of 01:15 and the mine sighting are not in HAC's report, by word or by count."""
    assert accounts
    assert "patrol craft" in said(REPORTS[None])
    assert "patrol craft" not in said(REPORTS["HAC"])
    assert "mine" not in said(REPORTS["HAC"]).lower().replace("determine", "")


def test_plates_stand_apart_and_show_what_was_known_then(accounts: dict[str | None, Account]) -> None:
    """No two plates within twenty minutes, in the order of time, the gravest alarm among them."""
    assert accounts
    section = next(each for each in REPORTS[None].sections if each.title == "The map at the moments that mattered")
    shown = [block for block in section.blocks if isinstance(block, Plate)]
    assert 2 <= len(shown) <= plates.MOST
    assert all(later.at - earlier.at >= plates.APART - plates.SETTLED for earlier, later in pairwise(shown))
    assert any("HC-2 declared OPEN, conditions NOT MET" in plate.caption for plate in shown)


def test_acts_are_counted_whatever_they_wrote(accounts: dict[str | None, Account]) -> None:
    """Every record that an officer wrote is an act of people: reports among them, which the tables do not keep row by row."""
    own = [row for row in records() if row.author.kind is AuthorKind.OFFICER]
    assert accounts[None].acts == len(own)
    assert any(row.kind == "indication" for row in own)
    assert f"of them {len(own):,} acts of people" in said(REPORTS[None])


@pytest.mark.parametrize("entity", ENTITIES)
def test_every_code_in_it_is_explained(accounts: dict[str | None, Account], entity: str | None) -> None:
    """Whoever is named, by what they wrote or by what others wrote of them, stands among the words; so does one never on the network."""
    codes = {each.code for each in accounts[entity].roster.entities}
    explained = {code for code, _ in REPORTS[entity].words}
    assert codes & set(re.findall(r"\w+", said(REPORTS[entity]))) <= explained
    assert "KAR" in explained


def test_no_lesson_is_said_to_be_none_in_the_room_s_own_report_alone(accounts: dict[str | None, Account]) -> None:
    """A reader of the room's report knows that nobody noted any; a partner's report does not speak of the room's notes."""
    assert accounts
    assert "Nobody has noted a lesson." in section_of(REPORTS[None], "Lessons noted")
    assert "lesson" not in said(REPORTS["HAC"]).lower()


def test_what_was_refused_names_no_kind_in_code_and_no_key_in_full(accounts: dict[str | None, Account]) -> None:
    """A refusal reads as words; a key that is nobody's is told by its first digits, an officer, machine or source by its code."""
    account, long = accounts[None], 64 * "e"
    refused = (
        Rejection("ESK-1", "log_entry: needs WATCH"),
        Rejection(long, "no key of the roster: x_y", "line 3"),
        Rejection("MET", "cut"),
    )
    fold_all(account.picture, [msgspec.structs.replace(records()[0], subject=each.source, body=each) for each in refused])
    section = quality.section(account)
    assert section is not None
    told = "\n".join(_words(section))
    assert f"ESK-1 | 1 | log entry: needs WATCH | {NONE}" in told
    assert "key eeeeeeee… | 1 | no key of the roster: x_y | line 3" in told
    assert f"MET | 1 | cut | {NONE}" in told


def test_a_stranger_gets_no_report(journal: Path) -> None:
    """Who is on no roster is nobody's audience."""
    with Reader(journal) as reader, pytest.raises(Misuse, match="no such entity"):
        gather(reader, None, "NOBODY")
