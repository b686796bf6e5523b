"""How an alarm was met: six stages against the doctrine's targets, and who may know whose they are."""

import msgspec
import pytest

from feeds.assessment.response import Response, Stage, response, responses
from feeds.picture.alarm import Alarm, Answer, AnswerKind, Delivery, Request
from feeds.picture.checklist import Run, RunState
from feeds.picture.corridor import CorridorState, CorridorStatus
from feeds.picture.envelope import AuthorKind
from feeds.picture.ladder import DeclaredLevel
from feeds.picture.warning import Severity
from tests.feeds.assessment.world import DOCTRINE, LADDER, MINUTE, ROOM, World, at

ASKED = ("BOR", "DRA", "ESK", "HAC")
TARGETS = {"delivered": 30_000, "seen": 2 * MINUTE, "answered": 5 * MINUTE, "decided": 15 * MINUTE, "done": 30 * MINUTE}


@pytest.fixture
def world() -> World:
    """A warning of 10:47 asked of four entities."""
    made = World(at("10:48"), msgspec.structs.replace(DOCTRINE, latency_targets=TARGETS))
    made.put("A-1", Alarm("CORRIDOR_CONTRADICTED", Severity.CRITICAL, "C-HC-2", "t", "w", at("10:47")), kind=AuthorKind.HUB)
    made.put("R-1", Request("A-1", 1, "HC-2", ASKED, at("10:47:10")))
    return made


def met(world: World, clock: str, reader: str = ROOM) -> Response:
    """Return how A-1 was met by a time, as a reader may know it."""
    found = response(world.picture, at(clock), reader, "A-1")
    assert found is not None
    return found


def came(world: World, entity: str, delivered: str, seen: str | None = None, answered: str | None = None) -> None:
    """Let an item reach an entity."""
    world.put(f"R-1/1/{entity}/d", Delivery("R-1", 1, entity, "d", at(delivered), at(seen) if seen else None), kind=AuthorKind.HUB)
    if answered is not None:
        world.put(f"R-1/{entity}", Answer("R-1", 1, entity, AnswerKind.RECEIPT), event=at(answered), known=at(answered))


def test_each_stage_runs_from_the_warning_against_its_target(world: World) -> None:
    """Delivered to all in 20 s, seen by three, answered by one late; the owner decides at 11:02 and the list is done at 11:20."""
    for entity in ASKED:
        came(world, entity, "10:47:20", "10:48" if entity != "HAC" else None, "10:53" if entity == "BOR" else None)
    world.put("K-1", Run("CL", 1, "0" * 64, RunState.COMPLETE, at("10:48"), "A-1"), event=at("11:20"))
    world.put("C-HC-2", CorridorStatus("C-HC-2", CorridorState.SUSPENDED), event=at("11:02"))
    found = met(world, "11:30")
    steps = {step.stage: (step.took, step.over, step.came, step.of) for step in found.steps}
    assert steps == {
        Stage.WARNED: (0, False, 0, 0),
        Stage.DELIVERED: (20_000, False, 4, 4),
        Stage.SEEN: (MINUTE, True, 3, 4),
        Stage.ANSWERED: (6 * MINUTE, True, 1, 4),
        Stage.DECIDED: (15 * MINUTE, False, 0, 0),
        Stage.DONE: (33 * MINUTE, True, 0, 0),
    }
    assert found.decided_by is not None


def test_what_has_not_come_runs_on(world: World) -> None:
    """Nothing decided: within the target it is not over, beyond it it is, and there is no moment either way."""
    early, late = met(world, "10:50").step(Stage.DECIDED), met(world, "11:10").step(Stage.DECIDED)
    assert (early.at, early.over) == (None, False)
    assert (late.at, late.took, late.over) == (None, None, True)


def test_what_was_decided_before_the_warning_decides_nothing(world: World) -> None:
    """The corridor's opening at 08:00 answers no alarm of 10:47."""
    world.put("C-HC-2", CorridorStatus("C-HC-2", CorridorState.OPEN), event=at("08:00"))
    assert met(world, "10:50").decided_by is None


def test_an_alarm_about_the_ladder_is_decided_by_a_declaration(world: World) -> None:
    """Assessed above declared: the authority's next level for all is the decision."""
    world.put("A-2", Alarm("ASSESSED_ABOVE_DECLARED", Severity.HIGH, LADDER.code, "t", "w", at("10:46")), kind=AuthorKind.HUB)
    world.declare(4, at("12:43"))
    found = response(world.picture, at("13:00"), ROOM, "A-2")
    assert found is not None
    assert found.decided_by is not None
    assert isinstance(found.decided_by.body, DeclaredLevel)
    assert found.step(Stage.DECIDED).took == 117 * MINUTE


def test_without_a_list_the_return_is_the_end(world: World) -> None:
    """No run was opened for it: it is done when the alarm returns."""
    assert met(world, "10:50").step(Stage.DONE).at is None
    body = Alarm("CORRIDOR_CONTRADICTED", Severity.CRITICAL, "C-HC-2", "t", "w", at("10:47"), active=False, returned=at("11:02"))
    world.put("A-1", body, kind=AuthorKind.HUB)
    assert met(world, "11:10").step(Stage.DONE).at == at("11:02")


def test_the_last_of_several_lists_is_the_end(world: World) -> None:
    """Two lists were opened for it: it is done when both are, and not before."""
    world.put("K-1", Run("CL", 1, "0" * 64, RunState.COMPLETE, at("10:48"), "A-1"), event=at("11:20"))
    world.put("K-2", Run("CL", 1, "0" * 64, RunState.OPEN, at("10:48"), "A-1"), event=at("10:48"))
    assert met(world, "11:30").step(Stage.DONE).at is None
    world.put("K-2", Run("CL", 1, "0" * 64, RunState.COMPLETE_EXCEPT_DEFERRED, at("10:48"), "A-1"), event=at("11:05"))
    assert met(world, "11:30").step(Stage.DONE).at == at("11:20")


def test_an_answer_is_due_when_the_request_says_where_the_doctrine_names_no_target() -> None:
    """The time to answer runs from the warning: due at 10:52, five minutes."""
    world = World(at("10:48"))
    world.put("A-1", Alarm("CORRIDOR_CONTRADICTED", Severity.CRITICAL, "C-HC-2", "t", "w", at("10:47")), kind=AuthorKind.HUB)
    assert met(world, "10:50").step(Stage.ANSWERED).target is None
    world.put("R-1", Request("A-1", 1, "HC-2", ASKED, at("10:47:10"), due=at("10:52")))
    assert met(world, "10:50").step(Stage.ANSWERED).target == 5 * MINUTE


def test_nobody_reads_anothers_latency(world: World) -> None:
    """Two came: the host reads the middle and both lines, each entity its own line alone, and no figure from which another's follows."""
    came(world, "BOR", "10:47:20", "10:49")
    came(world, "DRA", "10:47:40")
    host, own, other = met(world, "10:50"), met(world, "10:50", "BOR"), met(world, "10:50", "CAL")
    assert len(host.entities) == 4
    assert host.step(Stage.DELIVERED).came == 2
    assert [line.entity for line in own.entities] == ["BOR"]
    assert other.entities == ()
    for found in (own, other):
        for stage in (Stage.DELIVERED, Stage.SEEN, Stage.ANSWERED):
            step = found.step(stage)
            assert (step.at, step.took, step.over, step.came, step.kept_back) == (None, None, False, 0, True)


def test_the_middle_of_many_is_everybodys(world: World) -> None:
    """Three came: everybody reads the middle."""
    for entity, moment in (("BOR", "10:47:20"), ("DRA", "10:47:40"), ("ESK", "10:48")):
        came(world, entity, moment)
    for reader in (ROOM, "BOR", "CAL"):
        step = met(world, "10:47:30", reader).step(Stage.DELIVERED)
        assert (step.took, step.kept_back) == (40_000, False)


def test_an_alarm_of_one_audience_is_nobody_elses(world: World) -> None:
    """The duty officer's own alarm has no response for a partner."""
    world.put("A-3", Alarm("NOBODY", Severity.LOW, "FEN", "t", "w", at("10:48"), audience=ROOM), kind=AuthorKind.HUB)
    assert response(world.picture, at("10:50"), "BOR", "A-3") is None
    assert [each.record.subject for each in responses(world.picture, at("10:50"), "BOR")] == ["A-1"]
    assert [each.record.subject for each in responses(world.picture, at("10:50"), ROOM)] == ["A-3", "A-1"]


def test_a_level_of_another_ladder_or_of_one_entity_decides_nothing(world: World) -> None:
    """Only a level for all, on the ladder the alarm is about."""
    world.put("A-2", Alarm("ASSESSED_ABOVE_DECLARED", Severity.HIGH, LADDER.code, "t", "w", at("10:46")), kind=AuthorKind.HUB)
    world.declare(4, at("11:00"), "BOR", common=False)
    world.put("other/COUNCIL", DeclaredLevel("other", "COUNCIL", 4, common=True), event=at("11:01"))
    found = response(world.picture, at("13:00"), ROOM, "A-2")
    assert found is not None
    assert found.decided_by is None


def test_what_was_asked_about_the_subject_counts_from_the_warning_on(world: World) -> None:
    """Where nobody was asked about the alarm itself, what was asked about its subject before it is another matter."""
    world.put("R-1", Request("A-1", 1, "HC-2", ASKED, at("10:47:10"), withdrawn=True))
    world.put("R-0", Request("C-HC-2", 1, "HC-2", ("DRA",), at("09:00")))
    assert met(world, "10:50").step(Stage.ANSWERED).of == 0
    world.put("R-2", Request("C-HC-2", 1, "HC-2", ("BOR", "DRA"), at("10:48"), due=at("10:52")))
    assert met(world, "10:50").step(Stage.ANSWERED).of == 2
