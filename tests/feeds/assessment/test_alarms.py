"""Which alarms exist, how their revisions grow, and what state a screen shows."""

from dataclasses import replace

import msgspec
import pytest

from feeds.assessment.alarms import alarm_states, flood, unacknowledged, worst
from feeds.assessment.cause import SEVERITIES, Cause
from feeds.assessment.causes import suppressed
from feeds.assessment.findings import Signs
from feeds.assessment.rules import rules_of
from feeds.picture.action import Action, ActionKind, ActionState, Grant, GrantApproval, GrantState, NationalCaveat, Stance
from feeds.picture.alarm import Acknowledgement, Alarm, AlarmState, Answer, AnswerKind, OutOfService, Request, Shelving
from feeds.picture.checklist import Item, ItemState, Run, RunState, Step, Template, template_hash
from feeds.picture.corridor import Conditions, CorridorState
from feeds.picture.doctrine import AlarmRule
from feeds.picture.envelope import AuthorKind
from feeds.picture.identity import opaque
from feeds.picture.ladder import AssessedRung
from feeds.picture.night import LogEntry
from feeds.picture.room import Source, SourceState, SourceStatus
from feeds.picture.values import Window
from feeds.picture.warning import Discipline, Indication, Observation, Severity
from tests.feeds.assessment.world import ALL, DOCTRINE, HOUR, MINUTE, ROOM, World, at, bodies


def _alarms(world: World, rule: str | None = None) -> list[Alarm]:
    found = [alarm for _, alarm in world.picture.bodies(Alarm)]
    return [alarm for alarm in found if rule is None or alarm.rule == rule]


def _one(world: World, rule: str) -> Alarm:
    alarms = _alarms(world, rule)
    assert len(alarms) == 1, (rule, alarms)
    return alarms[0]


@pytest.fixture
def world() -> World:
    """HC-2 declared OPEN and MET at 10:46, with a level declared."""
    made = World(at("10:46"))
    made.declare(3, at("07:02"))
    corridor = made.corridor()
    made.status(corridor, CorridorState.OPEN, Window(at("08:00"), at("12:00")))
    made.watch()
    return made


def test_open_and_met_calls_nobody(world: World) -> None:
    """A corridor declared OPEN whose conditions are MET raises nothing."""
    assert _alarms(world) == []


def test_open_against_a_hazard_is_critical_and_names_it(world: World) -> None:
    """The contradiction names segment, hazard, distance with uncertainty, and limit, and carries the doctrine's guidance."""
    world.zone("DZ-07", 2.6, uncertainty=500.0)
    world.watch()
    alarm = _one(world, "CORRIDOR_CONTRADICTED")
    assert (alarm.severity, alarm.title) == (Severity.CRITICAL, "HC-2 declared OPEN, conditions NOT MET")
    assert alarm.why == "DZ-07 is 2.6 km ± 0.5 km from S1; limit 3.0 km"
    assert (alarm.cause, alarm.guidance, alarm.group, alarm.respond_by) == ("Z-DZ-07", "warn HAC", "CORRIDOR", at("10:51"))
    (row,) = world.picture.rows("alarm")
    assert row.subject == opaque("A", "CORRIDOR_CONTRADICTED", "C-HC-2", at("10:46"))


def test_a_computed_status_never_asserts_open(world: World) -> None:
    """SUSPENDED, CLOSED or AGREED with every condition MET raises nothing: conditions only contradict."""
    for state in (CorridorState.SUSPENDED, CorridorState.CLOSED, CorridorState.AGREED):
        world.status("C-HC-2", state, Window(at("08:00"), at("12:00")))
        world.watch()
        assert _alarms(world) == []


def test_the_revision_grows_with_the_distance_band_alone(world: World) -> None:
    """Within a band only the words change; in another band the revision grows, and the same question asked twice adds nothing."""
    world.zone("DZ-07", 2.6, uncertainty=500.0)
    world.watch()
    world.now = at("10:47")
    world.zone("DZ-07", 2.4, uncertainty=500.0)
    world.watch()
    alarm = _one(world, "CORRIDOR_CONTRADICTED")
    assert (alarm.cause_revision, alarm.why[:20]) == (1, "DZ-07 is 2.4 km ± 0.")
    world.zone("DZ-07", 1.2, uncertainty=500.0)
    world.watch()
    alarm = _one(world, "CORRIDOR_CONTRADICTED")
    assert (alarm.cause_revision, alarm.onset, alarm.respond_by) == (2, at("10:46"), at("10:52"))
    assert not world.ask().rows


def test_a_partners_own_level_alarms_nobody(world: World) -> None:
    """However far from the common level, and on either side of it: a partner's position is a difference, and nothing is raised."""
    for number, entity in enumerate(("AUR", "BOR", "CAL", "DRA"), 1):
        world.declare(number + 1, at("10:31"), entity, common=False)
        world.watch()
    world.run(at("11:45"))
    assert _alarms(world) == []


def test_another_cause_or_severity_is_another_revision(world: World) -> None:
    """The nearest hazard is the cause; a nearer one, or a change of severity, re-arms."""
    world.zone("DZ-07", 1.2)
    world.watch()
    world.zone("DZ-08", 1.1, east=0.15)
    world.watch()
    alarm = _one(world, "CORRIDOR_CONTRADICTED")
    assert (alarm.cause, alarm.cause_revision) == ("Z-DZ-08", 2)
    world.now = at("11:00")
    world.zone("DZ-07", 50.0)
    world.zone("DZ-08", 50.0)
    world.verify("S-HC-2-1")
    world.verify("S-HC-2-2")
    world.status("C-HC-2", CorridorState.OPEN, Window(at("08:00"), at("10:50")))
    world.watch()
    alarm = _one(world, "CORRIDOR_CONTRADICTED")
    assert (alarm.severity, alarm.cause_revision, alarm.active) == (Severity.HIGH, 3, True)


def test_the_end_of_a_window_contradicts_at_its_moment(world: World) -> None:
    """An OPEN corridor is contradicted from the end of its window, HIGH and not CRITICAL, until a person closes it."""
    world.run(at("12:05"))
    alarm = _one(world, "CORRIDOR_CONTRADICTED")
    assert (alarm.severity, alarm.onset, alarm.active) == (Severity.HIGH, at("12:00"), True)
    world.status("C-HC-2", CorridorState.CLOSED, Window(at("08:00"), at("12:00")))
    world.watch(at("12:08"))
    alarm = _one(world, "CORRIDOR_CONTRADICTED")
    assert (alarm.active, alarm.returned) == (False, at("12:08"))


def test_open_and_unknown_is_high(world: World) -> None:
    """A leg that decays under an OPEN corridor raises CORRIDOR_UNKNOWN at the moment of decay."""
    world.status("C-HC-2", CorridorState.OPEN)
    world.run(at("14:00"))
    alarm = _one(world, "CORRIDOR_UNKNOWN")
    assert (alarm.severity, alarm.onset, alarm.why) == (Severity.HIGH, at("13:46"), "S1: not verified: verify before use (and 1 more)")


def test_danger_ends_but_the_alarm_of_another_occurrence_is_new(world: World) -> None:
    """A contradiction that returned and comes again is a new occurrence with its own identifier, unacknowledged."""
    world.zone("DZ-07", 1.2)
    world.watch()
    world.status("C-HC-2", CorridorState.SUSPENDED)
    world.watch(at("11:02"))
    world.status("C-HC-2", CorridorState.OPEN)
    world.watch(at("11:10"))
    assert [(alarm.onset, alarm.active) for alarm in _alarms(world)] == [(at("10:46"), False), (at("11:10"), True)]


def test_assessed_above_declared(world: World) -> None:
    """A solidly assessed rung above the declared one is HIGH and names what holds it; declaring it returns the alarm; below is no alarm."""
    for code in ("I-03", "I-07"):
        world.indicator(code)
        world.observe(code, Observation.OBSERVED, world.now)
    world.watch()
    alarm = _one(world, "ASSESSED_ABOVE_DECLARED")
    assert (alarm.severity, alarm.title, alarm.why, alarm.cause) == (
        Severity.HIGH,
        "Assessed 4, declared 3",
        "T4-A met by I-03, I-07",
        "T4-A",
    )
    world.declare(4, at("10:50"))
    world.watch(at("10:50"))
    assert not _one(world, "ASSESSED_ABOVE_DECLARED").active


def test_a_hollow_threshold_is_its_own_alarm(world: World) -> None:
    """A hollow threshold above the declared level is MEDIUM and says what is doubtful; it is no 'assessed above declared'."""
    for code, pair in (("I-08", "E5"), ("I-13", "C3")):
        world.indicator(code)
        world.observe(code, Observation.OBSERVED, world.now, pair)
    world.watch()
    alarm = _one(world, "THRESHOLD_HOLLOW")
    assert (alarm.severity, alarm.title) == (Severity.MEDIUM, "T5-A met hollow: would raise to 5")
    assert alarm.why == "I-08 E5: unreliable or improbable, and no floor is set"
    assert _alarms(world, "ASSESSED_ABOVE_DECLARED") == []
    rung = world.row(AssessedRung, "generic-7").body
    assert isinstance(rung, AssessedRung)
    assert (rung.ordinal, rung.hollow) == (5, True)


def test_sources_go_silent_are_lost_and_come_back() -> None:
    """NO_DATA at its moment, LOST after three times, LIVE with the next sign; each is a row at its due moment and one alarm at a time."""
    world = World(at("09:55"))
    world.put("HYDRO-2", Source("HYDRO-2", "gauge", "csv", "CPA", 60_000))
    world.signs = Signs({"HYDRO-2": at("09:55")})
    assert world.watch().due == at("09:56")
    world.run(at("09:56"))
    status = world.row(SourceStatus, "HYDRO-2").body
    assert status == SourceStatus("HYDRO-2", SourceState.NO_DATA, at("09:56"), at("09:55"))
    assert _one(world, "NO_DATA").active
    world.run(at("09:58"))
    assert (_one(world, "NO_DATA").active, _one(world, "SOURCE_LOST").onset) == (False, at("09:58"))
    world.signs = Signs({"HYDRO-2": at("09:59")})
    world.watch(at("09:59"))
    assert world.row(SourceStatus, "HYDRO-2").body == SourceStatus("HYDRO-2", SourceState.LIVE, at("09:59"), at("09:59"))
    assert not _one(world, "SOURCE_LOST").active


def test_a_source_that_never_spoke_is_not_live() -> None:
    """Announced and never heard: no word at first, NO_DATA once its time is over, never LIVE."""
    world = World(at("09:00"))
    world.put("AIS-N", Source("AIS-N", "ais", "nmea", "CPA"))
    world.signs = Signs()
    world.watch()
    assert world.picture.find("source_status", "AIS-N") is None
    world.run(at("09:03"))
    status = world.row(SourceStatus, "AIS-N").body
    assert isinstance(status, SourceStatus)
    assert (status.state, status.last_data, status.since) == (SourceState.NO_DATA, None, at("09:03"))


def _template(world: World, **step: object) -> Template:
    template = Template("CL-EVAC", 4, "evacuation", (Step(6, "site ready", due=10 * MINUTE, **step),))  # type: ignore[arg-type]  # the test says which
    world.put("CL-EVAC", template)
    return template


def test_a_late_step_is_late_at_its_moment(world: World) -> None:
    """A step is late from its due moment on; doing it late returns the alarm; a step done in time never raises one."""
    template = _template(world)
    world.put("K-1", Run("CL-EVAC", 4, template_hash(template), RunState.OPEN, at("10:46")))
    world.run(at("10:56") - 1)
    assert _alarms(world) == []
    world.run(at("10:56"))
    alarm = _one(world, "STEP_LATE")
    assert (alarm.about, alarm.onset, alarm.title) == ("K-1/6", at("10:56"), "CL-EVAC step 6 late")
    world.put("K-1/6", Item("K-1", 6, ItemState.DONE, "AUR-1", late=MINUTE))
    world.watch(at("10:57"))
    assert not _one(world, "STEP_LATE").active


def test_two_lists_under_one_name_are_an_error(world: World) -> None:
    """Another room's template with another hash raises TEMPLATE_DIFFERS, and the run's steps raise nothing meanwhile."""
    template = _template(world)
    world.put("K-1", Run("CL-EVAC", 4, template_hash(template), RunState.OPEN, at("10:46")))
    world.put("CL-EVAC", Template("CL-EVAC", 3, "evacuation", (Step(1, "other"),)), origin="ESK-ROOM")
    world.run(at("11:30"))
    assert [alarm.rule for alarm in _alarms(world)] == ["TEMPLATE_DIFFERS"]


def test_an_overdue_answer_is_the_duty_officers(world: World) -> None:
    """Each entity that has not answered in time raises a LOW alarm for the host alone; a late answer returns it and reopens nothing."""
    world.put("R-088", Request("IN-1", 1, "report 88", ("DRA", "BOR"), at("10:26"), at("10:41")))
    world.put("R-088/BOR", Answer("R-088", 1, "BOR", AnswerKind.RECEIPT), event=at("10:30"))
    world.watch()
    alarm = _one(world, "ANSWER_OVERDUE")
    assert (alarm.about, alarm.onset, alarm.severity, alarm.audience) == ("R-088/DRA", at("10:41"), Severity.LOW, ROOM)
    world.put("R-088/DRA", Answer("R-088", 1, "DRA", AnswerKind.RECEIPT))
    world.watch(at("10:58"))
    assert not _one(world, "ANSWER_OVERDUE").active
    assert not world.watch(at("11:30")).rows


def test_the_doctrines_timer_serves_where_a_request_names_no_time(world: World) -> None:
    """A request about an alarm is due after the doctrine's time for alarms, another one after the default."""
    world.zone("DZ-07", 1.2)
    world.watch()
    (row,) = world.picture.rows("alarm")
    world.put("R-1", Request(row.subject, 1, "warning", ("HAC",), world.now))
    world.put("R-2", Request("X-1", 1, "something", ("HAC",), world.now))
    world.run(at("10:51"))
    assert [alarm.about for alarm in _alarms(world, "ANSWER_OVERDUE")] == ["R-1/HAC"]
    world.run(at("11:01"))
    assert [alarm.about for alarm in _alarms(world, "ANSWER_OVERDUE")] == ["R-1/HAC", "R-2/HAC"]


def test_an_empty_desk_that_is_asked(world: World) -> None:
    """Nobody at an addressed entity's desk for the doctrine's time raises one alarm; an empty desk nobody asks raises none."""
    world.signs = Signs(seats=dict.fromkeys(("AUR", "BOR", "CAL", "DRA", "ESK", "HAC"), ("desk",)))
    world.watch()
    world.run(at("11:00"))
    assert _alarms(world, "NOBODY") == []
    world.put("R-1", Request("X-1", 1, "something", ("FEN", "BOR"), world.now, at("14:00")))
    world.watch()
    alarm = _one(world, "NOBODY")
    assert (alarm.about, alarm.onset, alarm.audience) == ("FEN", at("11:00"), ROOM)


def _grant(world: World, since: str, until: str, state: GrantState = GrantState.ACTIVE) -> None:
    grant = Grant("G-06", "patrol", ActionKind.PATROL, state, "order", "COUNCIL", Window(at(since), at(until)), rungs=(3, 4))
    world.put("G-6", grant)
    world.put("G-6/CAL", NationalCaveat("G-6", "CAL", Stance.PARTICIPATES))
    world.put("G-6/AUR", GrantApproval("G-6", "AUR", approves=True))


def test_a_grant_announces_its_sunset_twice(world: World) -> None:
    """At 80 % of its time, and one step graver fifteen minutes before; at its end the alarm returns."""
    _grant(world, "08:00", "18:00")
    world.run(at("16:00") - 1)
    assert _alarms(world, "GRANT_ENDING") == []
    world.run(at("16:00"))
    alarm = _one(world, "GRANT_ENDING")
    assert (alarm.severity, alarm.cause_revision, alarm.onset) == (Severity.LOW, 1, at("16:00"))
    world.run(at("17:45"))
    alarm = _one(world, "GRANT_ENDING")
    assert (alarm.severity, alarm.cause_revision) == (Severity.MEDIUM, 2)
    world.run(at("18:00"))
    assert (_one(world, "GRANT_ENDING").active, _one(world, "GRANT_ENDING").returned) == (False, at("18:00"))


def test_falling_out_of_eligibility_while_executing_warns(world: World) -> None:
    """What executes when its grant ends raises HIGH and goes on executing until a person stands it down."""
    _grant(world, "08:00", "18:00")
    action = Action("PA-3", ActionKind.PATROL, "G-6", "CAL", ActionState.EXECUTING)
    world.put("AC-1", action)
    world.run(at("17:59"))
    assert _alarms(world, "GRANT_ENDED_EXECUTING") == []
    world.run(at("18:00"))
    alarm = _one(world, "GRANT_ENDED_EXECUTING")
    assert (alarm.severity, alarm.onset, alarm.active) == (Severity.HIGH, at("18:00"), True)
    assert world.row(Action, "AC-1").body == action


def test_every_rule_has_a_severity() -> None:
    """The closed list of rules names each once, gravest for corridors in danger."""
    assert SEVERITIES["CORRIDOR_CONTRADICTED"] is Severity.CRITICAL
    assert len(SEVERITIES) == 16


def _alarm(world: World, subject: str = "A-1", severity: Severity = Severity.HIGH, **more: object) -> None:
    alarm = Alarm("MANUAL", severity, "X-1", subject, "why", at("10:00"), **more)  # type: ignore[arg-type]  # the test says which
    world.put(subject, alarm, kind=AuthorKind.HUB)


def _state(world: World, subject: str = "A-1", now: int | None = None) -> AlarmState:
    views = alarm_states(world.picture, world.now if now is None else now)
    return next(view.state for view in views if view.subject == subject)


def test_the_four_states(world: World) -> None:
    """Active or returned, acknowledged or not."""
    _alarm(world)
    assert _state(world) is AlarmState.UNACK_ACTIVE
    _alarm(world, active=False, returned=at("10:30"))
    assert _state(world) is AlarmState.RTN_UNACK
    world.put("A-1", Acknowledgement("A-1", 1, "duty"))
    assert _state(world) is AlarmState.CLOSED
    _alarm(world)
    assert _state(world) is AlarmState.ACK_ACTIVE


def test_an_acknowledgement_is_of_one_revision(world: World) -> None:
    """A new revision re-arms; the acknowledgement of the old one counts no more."""
    _alarm(world)
    world.put("A-1", Acknowledgement("A-1", 1, "duty"))
    _alarm(world, cause_revision=2)
    assert _state(world) is AlarmState.UNACK_ACTIVE
    world.put("A-1", Acknowledgement("A-1", 2, "duty"))
    assert _state(world) is AlarmState.ACK_ACTIVE


def test_answering_does_not_acknowledge_nor_the_reverse(world: World) -> None:
    """An answer leaves the alarm unacknowledged, and an acknowledgement answers nothing."""
    _alarm(world)
    world.put("R-1", Request("A-1", 1, "warning", ("HAC", "BOR"), at("10:00")))
    world.put("R-1/HAC", Answer("R-1", 1, "HAC", AnswerKind.RECEIPT))
    (view,) = alarm_states(world.picture, world.now)
    assert (view.state, view.answered) == (AlarmState.UNACK_ACTIVE, (1, 2))
    world.put("A-1", Acknowledgement("A-1", 1, "duty"))
    (view,) = alarm_states(world.picture, world.now)
    assert (view.state, view.answered) == (AlarmState.ACK_ACTIVE, (1, 2))


def test_a_shelf_ends_by_itself(world: World) -> None:
    """Until its end the alarm is SHELVED; at its end it is back as it was, and the log says so once."""
    _alarm(world)
    world.put("A-1", Shelving("A-1", at("11:30"), "known", severity=Severity.CRITICAL))
    assert _state(world, now=at("11:30") - 1) is AlarmState.SHELVED
    assert _state(world, now=at("11:30")) is AlarmState.UNACK_ACTIVE
    world.run(at("11:30"))
    (entry,) = (body for row, body in world.picture.bodies(LogEntry))
    assert "is back" in entry.text
    assert not world.watch(at("11:40")).rows


def test_a_shelved_rule_covers_its_next_occurrence(world: World) -> None:
    """Shelving the whole rule sets aside another occurrence about the same subject, not one about another."""
    _alarm(world)
    world.put("A-1", Shelving("A-1", at("11:30"), "chatters", whole_rule=True, severity=Severity.CRITICAL))
    _alarm(world, "A-2")
    assert _state(world, "A-2") is AlarmState.SHELVED
    world.put("A-3", Alarm("MANUAL", Severity.HIGH, "X-2", "t", "w", at("10:00")), kind=AuthorKind.HUB)
    assert _state(world, "A-3") is AlarmState.UNACK_ACTIVE


@pytest.mark.parametrize("whole_rule", [False, True])
def test_a_shelf_does_not_outlive_a_rise_in_severity(world: World, *, whole_rule: bool) -> None:
    """What grows graver than it was when it was set aside is back at once, and lies on the shelf again when it is as it was."""
    _alarm(world, severity=Severity.MEDIUM)
    world.put("A-1", Shelving("A-1", at("11:30"), "known", whole_rule=whole_rule, severity=Severity.MEDIUM))
    assert _state(world) is AlarmState.SHELVED
    _alarm(world, severity=Severity.HIGH, cause_revision=2)
    assert _state(world) is AlarmState.UNACK_ACTIVE
    _alarm(world, severity=Severity.LOW, cause_revision=2)
    assert _state(world) is AlarmState.SHELVED


def test_what_is_set_aside_for_the_room_is_still_told_to_another_audience(world: World) -> None:
    """A rule out of service or on a shelf at the host's console silences no alarm that was written for one entity."""
    _alarm(world)
    _alarm(world, "A-CAL", audience="CAL")
    world.put("A-1", Shelving("A-1", at("11:30"), whole_rule=True, severity=Severity.CRITICAL))
    assert (_state(world), _state(world, "A-CAL")) == (AlarmState.SHELVED, AlarmState.UNACK_ACTIVE)
    world.put("MANUAL/X-1", OutOfService("MANUAL", "X-1", out=True))
    assert (_state(world), _state(world, "A-CAL")) == (AlarmState.OUT_OF_SERVICE, AlarmState.UNACK_ACTIVE)


def test_a_reader_counts_its_own_alarms_alone(world: World) -> None:
    """What was written for another audience is in nobody else's list and in nobody else's rate, whoever holds the row."""
    for n in range(10):
        world.put(f"A-{n}", Alarm("M", Severity.LOW, "X", "t", "w", world.now, audience="CAL"), kind=AuthorKind.HUB)
    world.put("A-AUR", Alarm("M", Severity.LOW, "X", "t", "w", world.now), kind=AuthorKind.HUB)
    assert [view.subject for view in alarm_states(world.picture, world.now, "AUR")] == ["A-AUR"]
    assert (flood(world.picture, world.now, "AUR").count, flood(world.picture, world.now, "CAL").count) == (1, 11)


def test_suppressed_and_out_of_service(world: World) -> None:
    """Both overlay the state, out of service before all; back in service it is as before."""
    _alarm(world, suppressed=True)
    assert _state(world) is AlarmState.SUPPRESSED
    world.put("MANUAL/X-1", OutOfService("MANUAL", "X-1", out=True))
    assert _state(world) is AlarmState.OUT_OF_SERVICE
    world.put("MANUAL/X-1", OutOfService("MANUAL", "X-1", out=False))
    assert _state(world) is AlarmState.SUPPRESSED


def test_counts_order_and_worst(world: World) -> None:
    """Unacknowledged are counted active and returned alike; the gravest comes first, the oldest among equals, closed ones last."""
    _alarm(world, "A-low", Severity.LOW)
    _alarm(world, "A-high", Severity.HIGH, active=False, returned=at("10:30"))
    _alarm(world, "A-critical", Severity.CRITICAL)
    _alarm(world, "A-closed", Severity.CRITICAL, active=False)
    world.put("A-closed", Acknowledgement("A-closed", 1, "duty"))
    _alarm(world, "A-shelved", Severity.MEDIUM)
    world.put("A-shelved", Shelving("A-shelved", at("11:30"), severity=Severity.MEDIUM))
    views = alarm_states(world.picture, world.now)
    assert [view.subject for view in views] == ["A-critical", "A-high", "A-shelved", "A-low", "A-closed"]
    assert list(unacknowledged(views).values()) == [1, 1, 0, 1]
    first = worst(views)
    assert first is not None
    assert first.subject == "A-critical"


def test_flood_is_measured(world: World) -> None:
    """Ten in ten minutes is a flood, nine is not; what came before them is no part of it."""
    for n in range(9):
        alarm = Alarm("MANUAL", Severity.LOW, f"X-{n}", "t", "w", at("10:40"), group="FEEDS")
        world.put(f"A-{n}", alarm, kind=AuthorKind.HUB)
    assert (flood(world.picture, world.now).count, flood(world.picture, world.now).flooding) == (9, False)
    world.put("A-9", Alarm("M", Severity.CRITICAL, "X", "t", "w", at("10:45")), kind=AuthorKind.HUB)
    assert flood(world.picture, world.now).flooding
    assert flood(world.picture, at("10:50")).count == 1


def test_a_silent_source_makes_an_alarm_stale_not_cleared(world: World) -> None:
    """When the source behind a hazard is lost, the alarm stays active and is marked stale."""
    world.put("IN-1", Indication("fire", Discipline.MASINT, "ACOUSTIC"))
    world.zone("DZ-07", 1.2, evidence=("IN-1",))
    world.watch()
    assert [view.stale for view in alarm_states(world.picture, world.now)] == [False]
    world.put("ACOUSTIC", SourceStatus("ACOUSTIC", SourceState.LOST, world.now))
    world.watch()
    (view,) = alarm_states(world.picture, world.now)
    assert (view.stale, view.state) == (True, AlarmState.UNACK_ACTIVE)


def test_alarms_of_other_rules_are_left_alone(world: World) -> None:
    """The watch returns only what its own rules raised."""
    _alarm(world)
    outcome = world.watch(world.now + HOUR)
    assert not bodies(outcome, Alarm)


def test_a_finding_carries_the_label_of_its_basis(world: World) -> None:
    """The label narrows to those who may see every row it rests on; one row without a label makes it the host's alone."""
    world.zone("DZ-07", 1.2)
    world.watch()
    (row,) = world.picture.rows("alarm")
    assert row.label is not None
    assert row.label.releasable == ALL.releasable | {ROOM}
    world.zone("DZ-07", 1.2, label=None)
    world.watch()
    assert world.row(Alarm, row.subject).label is None
    assert world.row(Conditions, "C-HC-2").label is None


def test_the_highest_assessed_rung_is_named(world: World) -> None:
    """With two thresholds met above the declared level there is one alarm, of the higher."""
    world.declare(2, at("10:46"))
    for code in ("I-03", "I-05", "I-07"):
        world.indicator(code)
        world.observe(code, Observation.OBSERVED, world.now)
    world.watch()
    assert (_one(world, "ASSESSED_ABOVE_DECLARED").title, _one(world, "ASSESSED_ABOVE_DECLARED").cause) == (
        "Assessed 4, declared 2",
        "T4-A",
    )


def test_a_grant_that_is_not_in_force_announces_no_sunset(world: World) -> None:
    """Revoked, or without an end: nothing ends soon."""
    _grant(world, "08:00", "18:00", GrantState.REVOKED)
    open_ended = Grant("G-10", "exchange", ActionKind.INFORMATION_EXCHANGE, GrantState.ACTIVE, "o", "COUNCIL", Window(at("08:00")))
    world.put("G-10", open_ended)
    world.run(at("18:30"))
    assert _alarms(world, "GRANT_ENDING") == []


def test_an_alarm_of_the_ladder_is_stale_when_all_its_sources_are_silent() -> None:
    """Assessed above declared rests on two sources: one lost leaves it, both lost make it stale, and it stays active."""
    world = World(at("10:47"))
    world.declare(3, at("07:00"))
    for code, source in (("I-03", "ACOUSTIC"), ("I-07", "SFL")):
        world.indicator(code, half_life=24 * HOUR)
        world.observe(code, Observation.OBSERVED, at("10:40"), source=source)
    world.watch()
    alarm = _one(world, "ASSESSED_ABOVE_DECLARED")
    stale = []
    for source in ("ACOUSTIC", "SFL"):
        world.put(source, SourceStatus(source, SourceState.LOST, world.now), kind=AuthorKind.HUB)
        stale += [view.stale for view in alarm_states(world.picture, world.now) if view.alarm.rule == alarm.rule]
    assert stale == [False, True]


def hollow_under_solid() -> World:
    """Return a world in which a hollow threshold is suppressed by a solid one above the declared level."""
    quiet = AlarmRule("THRESHOLD_HOLLOW", Severity.MEDIUM, suppressed_by=("ASSESSED_ABOVE_DECLARED",))
    world = World(at("10:47"), msgspec.structs.replace(DOCTRINE, alarms=(*DOCTRINE.alarms, quiet)))
    world.declare(3, at("07:00"))
    for code in ("I-03", "I-07", "I-08", "I-13"):
        world.indicator(code, half_life=24 * HOUR)
    for code, pair in (("I-03", "B2"), ("I-07", "B2"), ("I-08", "E5"), ("I-13", "E5")):
        world.observe(code, Observation.OBSERVED, at("10:40"), pair)
    world.watch()
    return world


def test_the_doctrine_suppresses_what_says_less_about_the_same_thing() -> None:
    """While a solid threshold above the declared level holds, a hollow one is suppressed; when it lets go the hollow one is back."""
    world = hollow_under_solid()
    assert _one(world, "THRESHOLD_HOLLOW").suppressed
    states = {view.alarm.rule: view.state for view in alarm_states(world.picture, world.now)}
    assert states["THRESHOLD_HOLLOW"] is AlarmState.SUPPRESSED
    assert flood(world.picture, world.now).count == 1
    world.observe("I-03", Observation.NOT_OBSERVED, at("10:46"))
    world.watch(at("10:48"))
    back = _one(world, "THRESHOLD_HOLLOW")
    assert (back.suppressed, back.cause_revision) == (False, 1)
    states = {view.alarm.rule: view.state for view in alarm_states(world.picture, world.now)}
    assert states["THRESHOLD_HOLLOW"] is AlarmState.UNACK_ACTIVE


def _said(rule: str, severity: Severity, **more: object) -> Cause:
    return Cause(rule, "X/1", severity, "t", "w", frozenset({ALL}), **more)  # type: ignore[arg-type]  # the test says which


def _quiet(world: World, cause: Cause, *others: Cause, aside: frozenset[tuple[str, str, str | None]] = frozenset()) -> bool:
    return suppressed((cause, *others), rules_of(world.picture), aside)[0].suppressed


def test_a_rule_hides_nothing_graver_than_what_says_more() -> None:
    """A CRITICAL alarm is not suppressed while something milder holds, nor one by what is set aside or withheld from who reads it."""
    told = AlarmRule("NO_DATA", Severity.HIGH, suppressed_by=("SOURCE_LOST",))
    world = World(at("10:47"), msgspec.structs.replace(DOCTRINE, alarms=(*DOCTRINE.alarms, told)))
    less, more = _said("NO_DATA", Severity.HIGH), _said("SOURCE_LOST", Severity.HIGH)
    assert _quiet(world, less, more)
    assert not _quiet(world, replace(less, severity=Severity.CRITICAL), more)
    assert not _quiet(world, less, more, aside=frozenset({("SOURCE_LOST", "X/1", None)}))
    assert not _quiet(world, less, replace(more, labels=frozenset({None})))
    assert not _quiet(world, less, replace(more, audience="CAL"))
    assert not _quiet(world, replace(less, audience="CAL"), replace(more, audience="AUR"))
    assert _quiet(world, replace(less, audience="CAL"), more)


def test_what_is_set_aside_stands_for_nothing_else() -> None:
    """Shelving the alarm that says more brings back the one it suppressed, and its return hides that again."""
    world = hollow_under_solid()
    above = next(row.subject for row, body in world.picture.bodies(Alarm) if body.rule == "ASSESSED_ABOVE_DECLARED")
    world.put(above, Shelving(above, at("11:30"), severity=Severity.HIGH))
    world.watch()
    assert not _one(world, "THRESHOLD_HOLLOW").suppressed
    world.run(at("11:30"))
    assert _one(world, "THRESHOLD_HOLLOW").suppressed
