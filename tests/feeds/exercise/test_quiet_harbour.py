"""The exercise that ships: its rules hold, and the story's table of eight moments comes out of the rules."""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from shapely.geometry import Point as ShapelyPoint
from shapely.geometry import shape

from feeds.assessment.alarms import alarm_states, flood
from feeds.assessment.conditions import conditions
from feeds.assessment.rollcall import CellState, cells
from feeds.exercise.loader import SHIPPED, load_scenario, shipped_scenario
from feeds.exercise.offline import Offline
from feeds.exercise.scenario import Keys, Scenario
from feeds.picture.action import Action, Grant
from feeds.picture.alarm import Alarm, AlarmState
from feeds.picture.body import Capability
from feeds.picture.corridor import ConditionState, CorridorStatus, SegmentState
from feeds.picture.envelope import AuthorKind, Record
from feeds.picture.identity import joined
from feeds.picture.label import NOT_FOR_TARGETING
from feeds.picture.night import Handover
from feeds.picture.picture import Picture
from feeds.picture.place import Track
from feeds.picture.regime import RegimeKind
from feeds.picture.release import audience_of, visible
from feeds.picture.relief import Movement, NotificationReceipt, ReceiptKind, Site
from feeds.picture.room import Roster
from feeds.picture.safeguard import refusal
from feeds.picture.warning import EvidenceStatus, Indication
from tests.feeds.exercise.story_table import TABLE, Row, read
from tests.rig.environment import ROOT
from tests.rig.story import instant, sample_picture

ISO_3166 = frozenset(Path(__file__).with_name("iso_3166.txt").read_text().split())
"""The three-letter codes of countries, our own list."""

OWED = frozenset({CellState.NOT_YET, CellState.DELIVERED, CellState.SEEN, CellState.OVERDUE, CellState.NOBODY})
"""States of a cell in which an answer is still awaited."""

MET, UNKNOWN = ConditionState.MET, ConditionState.UNKNOWN


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """The scenario that ships."""
    return shipped_scenario("quiet_harbour")


@pytest.fixture(scope="module")
def moments(scenario: Scenario) -> dict[str, tuple[int, Picture]]:
    """The host's picture at each moment of the table, and the last run's records under ""."""
    run = Offline(scenario)
    found = {}
    for row in TABLE:
        at = instant(scenario, row.clock)
        run.play_to(at)
        found[row.clock] = (at, run.picture.copy())
    return found


@pytest.fixture(scope="module")
def whole(scenario: Scenario) -> Offline:
    """The whole story, folded."""
    run = Offline(scenario)
    run.play_to(scenario.ends)
    return run


@pytest.mark.parametrize("row", TABLE, ids=[row.clock for row in TABLE])
def test_the_storys_table(scenario: Scenario, moments: dict[str, tuple[int, Picture]], row: Row) -> None:
    """At each of the eight moments declared and assessed level, every nation's own, and each corridor read as the story says."""
    at, picture = moments[row.clock]
    assert read(scenario, picture, at) == row


def test_the_picture_of_the_manual(moments: dict[str, tuple[int, Picture]]) -> None:
    """At 10:47:32 one alarm of each: 1 CRITICAL, 1 HIGH, 2 MEDIUM, 1 LOW unacknowledged, one shelved, A-0417 at revision 2 on top."""
    at, picture = moments["10:47:32"]
    views = alarm_states(picture, at)
    waiting = Counter(view.alarm.severity.value for view in views if view.unacknowledged)
    assert waiting == {"CRITICAL": 1, "HIGH": 1, "MEDIUM": 2, "LOW": 1}
    assert sum(view.state is AlarmState.SHELVED for view in views) == 1
    assert views[0].alarm.rule == "CORRIDOR_CONTRADICTED"
    assert views[0].alarm.cause_revision == 2
    assert "1.2 km ± 0.5 km from S3" in views[0].alarm.why


def test_what_is_carried_over_at_the_handover(scenario: Scenario) -> None:
    """At 14:00 two alarms wait, one is shelved and three answers are owed; the handover names them, and two officers sign it."""
    run = Offline(scenario)
    at = instant(scenario, "14:00:00")
    run.play_to(at)
    views = alarm_states(run.picture, at)
    assert sum(view.unacknowledged for view in views) == 2
    assert sum(view.state is AlarmState.SHELVED for view in views) == 1
    owed = [cell.entity for row in cells(run.picture, at, scenario.host).rows for cell in row.cells if cell.state in OWED]
    assert sorted(owed) == ["BOR", "DRA", "FEN"]
    run.play_to(instant(scenario, "14:03:00"))
    handover = run.picture.get(Handover, scenario.subject("HO-1400"))
    assert handover is not None
    assert (handover.left_by, handover.taken_by) == ("DUTY-DAY", "DUTY-EVE")
    assert {joined(scenario.subject("R-092"), entity) for entity in owed} <= set(handover.open_items)


def test_a_matcher_proposes_and_a_person_declines(scenario: Scenario, whole: Offline) -> None:
    """The quake's link to the water gauge is proposed by a machine and declined by an officer; both are on record."""
    link = joined(scenario.subject("I-12"), scenario.subject("IN-QUAKE"))
    rows = [record for record in whole.records if record.subject == link]
    assert [(row.author.kind, getattr(row.body, "status", None)) for row in rows] == [
        (AuthorKind.MACHINE, EvidenceStatus.PROPOSED),
        (AuthorKind.OFFICER, EvidenceStatus.DECLINED),
    ]


def test_a_grant_is_used_up_one_use_at_a_time(scenario: Scenario, whole: Offline) -> None:
    """G-10's four uses are four actions, each requested, authorised, begun and done; then it is EXHAUSTED, and a fifth is refused."""
    grant = scenario.subject("G-10")
    states = [record.body.state.value for record in whole.records if isinstance(record.body, Action) and record.body.grant == grant]
    assert states == ["REQUESTED", "AUTHORISED", "EXECUTING", "COMPLETE"] * 4
    ended = [record for record in whole.records if record.subject == grant][-1]
    assert isinstance(ended.body, Grant)
    assert (ended.body.state.value, ended.event) == ("EXHAUSTED", instant(scenario, "21:40:00"))
    fifth = next(line for line in scenario.lines if line.story == "A fifth use of G-10 is refused")
    assert fifth.refused == "used up"


def test_a_grant_that_ends_while_executing_is_stood_down_by_a_person(scenario: Scenario, whole: Offline) -> None:
    """G-06 announces its sunset at 80 % and a quarter of an hour before, ends while EXECUTING, and is stood down at 18:06."""
    warned = [
        (record.known, record.body.cause_revision)
        for record in whole.records
        if isinstance(record.body, Alarm)
        and record.body.rule == "GRANT_ENDING"
        and record.body.title.startswith("G-06")
        and record.body.active
    ]
    assert warned[:2] == [(instant(scenario, "14:30:00"), 1), (instant(scenario, "17:45:00"), 2)]
    patrol = [record for record in whole.records if record.subject == scenario.subject("AC-PATROL")][-1]
    assert isinstance(patrol.body, Action)
    assert (patrol.body.state.value, patrol.event, patrol.author.kind) == ("REVOKED", instant(scenario, "18:06:00"), AuthorKind.OFFICER)
    executing = [body for _, body in whole.picture.bodies(Alarm) if body.rule == "GRANT_ENDED_EXECUTING"]
    assert [(body.onset, body.active) for body in executing] == [(instant(scenario, "18:00:00"), False)]


def test_the_flood_of_the_crisis(scenario: Scenario) -> None:
    """At 10:53:50 twelve alarms came within ten minutes, the doctrine's line is crossed, and A-0417 is the first of its list."""
    run = Offline(scenario)
    at = instant(scenario, "10:53:50")
    run.play_to(at)
    measured = flood(run.picture, at)
    assert (measured.count, measured.flooding) == (12, True)
    assert alarm_states(run.picture, at)[0].alarm.about == scenario.subject("HC-2")


def test_hac_never_reads_calm_for_a_leg_in_danger(scenario: Scenario) -> None:
    """At every line of the night: where the room reads a corridor NOT MET or UNKNOWN, HAC does not read it MET; where the room reads
    a leg otherwise than PASSABLE, HAC does not read it PASSABLE.
    """
    run = Offline(scenario)
    looked = 0
    for line in scenario.lines:
        if line.kind in {"danger_zone", "verification", "corridor_status", "agreement", "statement"}:
            run.play_to(line.known)
            for code in ("HC-1", "HC-2", "HC-4"):
                room = conditions(run.picture, line.known, scenario.subject(code))
                relief = conditions(run.picture, line.known, scenario.subject(code), "HAC")
                assert room is not None
                assert relief is not None
                looked += room.state is not MET
                assert relief.state is not MET or room.state is MET, (line.id, code)
                doubtful = {leg.segment for leg in room.segments if leg.state is not SegmentState.PASSABLE}
                calm = {leg.segment for leg in relief.segments if leg.state is SegmentState.PASSABLE}
                assert not doubtful & calm, (line.id, code)
    assert looked > 20


def test_hac_reads_unknown_while_the_mine_is_withheld(scenario: Scenario) -> None:
    """Between the sighting and the tear-line HAC's HC-4 is UNKNOWN and the originator is told; then RESTRICTED for all."""
    run = Offline(scenario)
    at = instant(scenario, "05:50:00")
    run.play_to(at)
    subject = scenario.subject("HC-4")
    own = run.picture.find("conditions", joined(subject, "HAC"))
    assert own is not None
    assert getattr(own.body, "state", None) is UNKNOWN
    told = [body for _, body in run.picture.bodies(Alarm) if body.rule == "RELIANCE"]
    assert [body.audience for body in told] == ["CAL"]
    later = instant(scenario, "05:55:00")
    run.play_to(later)
    reading = conditions(run.picture, later, subject, "HAC")
    assert reading is not None
    assert (reading.state, reading.segments[0].state) == (MET, SegmentState.RESTRICTED)


def test_signals_are_seen_by_two_nations_only(scenario: Scenario, whole: Offline) -> None:
    """The withheld report has rows for AUR, CAL and the host, and none for anybody else."""
    row = whole.picture.find("indication", scenario.subject("IN-SIGINT-1"))
    roster = next(body for _, body in whole.picture.bodies(Roster))
    assert row is not None
    seeing = {each.code for each in scenario.entities if visible(audience_of(each.code, roster), row, roster, scenario.policy)}
    assert seeing == {"AUR", "CAL", "CMC"}


def test_a_record_without_label_is_its_originators(scenario: Scenario, whole: Offline) -> None:
    """The unlabelled note reaches its originator and the host, nobody else."""
    row = whole.picture.find("indication", scenario.subject("IN-UNLABELLED"))
    roster = next(body for _, body in whole.picture.bodies(Roster))
    assert row is not None
    assert row.label is None
    seeing = {each.code for each in scenario.entities if visible(audience_of(each.code, roster), row, roster, scenario.policy)}
    assert seeing == {"CPA", "CMC"}


def test_known_and_happened_differ_where_the_story_says(scenario: Scenario) -> None:
    """Late reports keep both times: the movement of 07:58 is learned at 09:40, what it was after midnight."""
    lines = {line.subject: line for line in scenario.lines}
    for name, minutes in (("IN-ARTY-SOUTH", 102), ("IN-POST-4", 30), ("IN-FERRY-STOP", 4), ("IN-ARTY-LEAVING", 17 * 60 + 12)):
        line = lines[scenario.subject(name)]
        assert (line.known - line.at) // 60_000 == minutes


def test_relief_consents_and_governs_nothing(scenario: Scenario) -> None:
    """No key of HAC's puts grants, levels or proposals on the table, or chairs; its own consent it gives itself."""
    for person in (each for each in scenario.people if each.entity == "HAC"):
        held = scenario.officer(person, Keys("0" * 64, "no key")).delegation.capabilities
        assert Capability.CONSENT in held
        assert not held & {Capability.GRANT, Capability.ACTION, Capability.LEVEL, Capability.PUT, Capability.CHAIR}


def test_codes_are_no_countries(scenario: Scenario) -> None:
    """No entity's code is one of ISO 3166, so that nobody is portrayed."""
    assert not {each.code for each in scenario.entities} & ISO_3166


def test_every_record_is_admissible(whole: Offline) -> None:
    """No record of the story is refused by the safeguards; humanitarian rows carry their caveat."""
    refused = [(record.kind, reason) for record in whole.records if (reason := refusal(record)) is not None]
    assert refused == []
    moved = [record for record in whole.records if isinstance(record.body, Movement)]
    assert moved
    assert all(record.label is not None and NOT_FOR_TARGETING in record.label.caveats for record in moved)


def test_every_line_is_played_but_those_the_hub_refuses(whole: Offline) -> None:
    """Every reference resolves, findings included: what is left out is exactly what the story expects to be refused."""
    assert whole.skipped
    assert all(line.refused for line in whole.skipped)


def test_the_volume_is_a_nights(scenario: Scenario, whole: Offline) -> None:
    """Some 1,900 records and 45 alarms; more than sixty lines are the story's; all of one regime; times go forward."""
    assert 1_750 <= len(whole.records) <= 1_950
    assert 42 <= len(whole.picture.tables["alarm"]) <= 48
    assert len(whole.story) >= 60
    assert {record.regime for record in whole.records} == {scenario.regime}
    assert scenario.regime.kind is RegimeKind.EXERCISE
    assert all(one.known <= other.known and one.sequence < other.sequence for one, other in pairwise(whole.records))
    gone = set(range(1, whole.records[-1].sequence + 1)) - {record.sequence for record in whole.records}
    announced = [record for record in whole.records if record.provenance is not None and record.provenance.format == "redaction"]
    assert {int(record.provenance.id) for record in announced if record.provenance is not None} == gone
    assert len(gone) == 2, "the legal review has two records redacted"


def test_people_are_functions_and_counts_are_safe(whole: Offline) -> None:
    """Only officers of the roster act; no site or movement counts fewer than ten people; nobody was killed in a text."""
    officers = {record.author.code for record in whole.records if record.author.kind is AuthorKind.OFFICER}
    assert officers <= {each.code for each in whole.scenario.people}
    counts = [body.people for _, body in whole.picture.bodies(Movement) if body.people is not None]
    counts += [body.occupancy for _, body in whole.picture.bodies(Site) if body.occupancy]
    assert all(each >= 10 for each in counts)
    words = " ".join(f"{body.title} {body.text}" for _, body in whole.picture.bodies(Indication)).lower()
    assert not any(word in words for word in ("killed", "wounded", "dead", "casualt"))


def test_receipts_are_no_permissions(whole: Offline) -> None:
    """All three words of a receipt occur, and none of the story's rows says approved or denied."""
    assert {body.receipt for _, body in whole.picture.bodies(NotificationReceipt)} == set(ReceiptKind)
    text = json.dumps([str(record.body) for record in whole.records]).upper()
    assert "DENIED" not in text


def test_ships_stay_at_sea(scenario: Scenario) -> None:
    """No ship's position lies on the invented island."""
    features = json.loads((ROOT / "resources" / "basemap" / "exercise_land.geojson").read_text())["features"]
    land = [shape(each["geometry"]) for each in features if each["properties"].get("role") == "land"]
    assert land

    def positions() -> Iterator[tuple[float, float]]:
        yield from (line.body.position for line in scenario.lines if isinstance(line.body, Track))

    assert not any(each.contains(ShapelyPoint(position)) for each in land for position in positions())


def test_two_loads_and_two_runs_are_equal(scenario: Scenario) -> None:
    """The same scenario gives the same picture digest, however often it is loaded."""
    at = instant(scenario, "03:00:00")
    digests = set()
    for loaded in (scenario, load_scenario(SHIPPED / "quiet_harbour")):
        run = Offline(loaded)
        run.play_to(at)
        digests.add(run.picture.digest.root())
    assert len(digests) == 1


def test_stopping_on_the_way_changes_nothing(scenario: Scenario) -> None:
    """Played in one go or in many small steps, the records are the same."""
    at = instant(scenario, "02:00:00")
    once, often = Offline(scenario), Offline(scenario)
    once.play_to(at)
    for moment in range(scenario.starts, at + 1, 7 * 60_000):
        often.play_to(moment)
    often.play_to(at)
    assert [row.key for row in once.records] == [row.key for row in often.records]


def test_a_sample_for_an_entity_holds_only_what_it_may_see() -> None:
    """A sample picture for HAC has fewer rows than the host's, none of the Council's, and its own reading of a corridor alone."""
    host, relief = sample_picture("05:50:00"), sample_picture("05:50:00", "HAC")
    assert sum(relief.counts.values()) < sum(host.counts.values())
    assert "declared_level" not in relief.counts
    rows: list[Record] = list(relief.rows("conditions"))
    assert len({getattr(row.body, "corridor", "") for row in rows}) == len(rows)


def test_the_branch_that_is_offered_plays_to_its_end(scenario: Scenario) -> None:
    """HAC warned ten minutes earlier: the same night up to 10:37, then told at 10:38 and suspended at 10:52; every line can be played."""
    branch = scenario.branch("hac-warned-earlier")
    assert branch is not None
    assert (branch.title, branch.offered) == ("HAC warned ten minutes earlier", instant(scenario, "10:47:32"))
    along = scenario.along(branch)
    assert [line for line in along.lines if line.known <= branch.begins] == [line for line in scenario.lines if line.known <= branch.begins]
    run = Offline(along)
    run.play_to(instant(scenario, "10:53:00"))
    status = run.picture.get(CorridorStatus, scenario.subject("HC-2"))
    assert status is not None
    assert status.state.value == "SUSPENDED"
    told = next(line for line in branch.lines if line.story == "HAC is told ten minutes earlier")
    assert instant(scenario, "10:48:08") - told.known == 10 * 60_000
    run.play_to(scenario.ends)
    assert all(line.refused for line in run.skipped)
