"""Who was asked and who has answered, and who may know of whom."""

import pytest

from feeds.assessment.latency import latencies
from feeds.assessment.rollcall import Cell, CellState, answered, cells
from feeds.picture.alarm import Acknowledgement, Alarm, Answer, AnswerKind, Delivery, Presence, Request
from feeds.picture.checklist import Item, ItemState, Run, RunState
from feeds.picture.corridor import CorridorState, CorridorStatus
from feeds.picture.envelope import AuthorKind
from feeds.picture.warning import Severity
from tests.feeds.assessment.world import ROOM, World, at


@pytest.fixture
def world() -> World:
    """A warning of 10:47 asked of four entities, due at 10:52."""
    made = World(at("10:48"))
    made.put(
        "A-1", Alarm("CORRIDOR_CONTRADICTED", Severity.CRITICAL, "C-HC-2", "t", "w", at("10:47"), cause_revision=2), kind=AuthorKind.HUB
    )
    made.put("R-1", Request("A-1", 2, "HC-2", ("BOR", "DRA", "ESK", "FEN"), at("10:48"), at("10:52")))
    return made


def _deliver(world: World, entity: str, delivered: str, seen: str | None = None, revision: int = 2, seat: str = "desk") -> None:
    body = Delivery("R-1", revision, entity, seat, at(delivered), at(seen) if seen else None)
    world.put(f"R-1/{revision}/{entity}/{seat}", body, kind=AuthorKind.HUB)


def _answer(
    world: World, entity: str, when: str, revision: int = 2, *, relayed: bool = False, countersigned: bool = False, withdrawn: bool = False
) -> None:
    body = Answer("R-1", revision, entity, AnswerKind.RECEIPT, relayed, countersigned, withdrawn)
    world.put(f"R-1/{entity}", body, event=at(when), known=at(when))


def _cell(world: World, entity: str, viewer: str = ROOM, clock: str = "10:50") -> Cell:
    row = cells(world.picture, at(clock), viewer).of_item("A-1")
    assert row is not None
    found = row.cell(entity)
    assert found is not None
    return found


def test_the_states_one_after_the_other(world: World) -> None:
    """Not yet, delivered, seen, answered: each is named, and seen is no answer."""
    assert _cell(world, "BOR").state is CellState.NOT_YET
    _deliver(world, "BOR", "10:48")
    assert _cell(world, "BOR").state is CellState.DELIVERED
    _deliver(world, "BOR", "10:48", "10:49")
    assert (_cell(world, "BOR").state, _cell(world, "BOR").since) == (CellState.SEEN, at("10:49"))
    assert answered(world.picture, "A-1") == (0, 4)
    _answer(world, "BOR", "10:50")
    assert (_cell(world, "BOR").state, _cell(world, "BOR").answer) == (CellState.ANSWERED, AnswerKind.RECEIPT)
    assert answered(world.picture, "A-1") == (1, 4)


def test_an_acknowledged_alarm_answers_nothing(world: World) -> None:
    """A seat's acknowledgement leaves every entity's cell as it was."""
    world.put("A-1", Acknowledgement("A-1", 2, "duty"))
    assert answered(world.picture, "A-1") == (0, 4)
    assert _cell(world, "BOR").state is CellState.NOT_YET


def test_an_answer_is_of_one_revision(world: World) -> None:
    """An answer to an older revision counts for nothing, nor does a delivery of it; a new revision re-arms."""
    _deliver(world, "ESK", "10:46", revision=1)
    _answer(world, "ESK", "10:49", revision=1)
    assert _cell(world, "ESK").state is CellState.NOT_YET
    assert answered(world.picture, "A-1") == (0, 4)
    _answer(world, "ESK", "10:50")
    assert answered(world.picture, "A-1") == (1, 4)
    world.put("R-1", Request("A-1", 3, "HC-2", ("BOR", "DRA", "ESK", "FEN"), at("10:51"), at("10:55")))
    assert answered(world.picture, "A-1") == (0, 4)


def test_a_withdrawn_answer_is_none(world: World) -> None:
    """What was withdrawn counts no more; what was withdrawn as a whole is not called."""
    _answer(world, "BOR", "10:49", withdrawn=True)
    assert answered(world.picture, "A-1") == (0, 4)
    world.put("R-1", Request("A-1", 2, "HC-2", ("BOR",), at("10:48"), withdrawn=True))
    assert cells(world.picture, world.now, ROOM).rows == ()
    assert answered(world.picture, "A-1") is None


def test_overdue_at_its_moment_and_late_afterwards(world: World) -> None:
    """OVERDUE from its due moment on, with that time; an answer after it is late and closes the cell."""
    assert _cell(world, "DRA", clock="10:51").state is CellState.NOT_YET
    assert (_cell(world, "DRA", clock="10:52").state, _cell(world, "DRA", clock="10:52").since) == (CellState.OVERDUE, at("10:52"))
    _answer(world, "DRA", "10:58")
    found = _cell(world, "DRA", clock="11:30")
    assert (found.state, found.late) == (CellState.ANSWERED, True)
    _answer(world, "BOR", "10:52")
    assert not _cell(world, "BOR", clock="11:30").late


def test_relayed_is_marked_until_countersigned(world: World) -> None:
    """Given by voice is answered, marked relayed, and says whether it was countersigned."""
    _answer(world, "FEN", "10:50", relayed=True)
    assert (_cell(world, "FEN").relayed, _cell(world, "FEN").countersigned) == (True, False)
    _answer(world, "FEN", "10:50", relayed=True, countersigned=True)
    assert _cell(world, "FEN").countersigned


def test_nobody_at_the_desk(world: World) -> None:
    """An empty desk reads NOBODY once the doctrine's time is over, not before."""
    world.put("FEN", Presence("FEN", (), at("10:45")), kind=AuthorKind.HUB)
    assert _cell(world, "FEN", clock="10:49").state is CellState.NOT_YET
    assert (_cell(world, "FEN", clock="10:50").state, _cell(world, "FEN", clock="10:50").since) == (CellState.NOBODY, at("10:50"))
    assert cells(world.picture, at("10:49"), ROOM).due == at("10:50")


@pytest.mark.parametrize("entity", ["DRA", "FEN", "BOR"])
def test_no_partner_is_shamed_before_another(world: World, entity: str) -> None:
    """SEEN, OVERDUE, NOBODY, lateness and clocks are the entity's own and the duty officer's; others see delivery and kind."""
    world.put("FEN", Presence("FEN", (), at("10:30")), kind=AuthorKind.HUB)
    _deliver(world, "BOR", "10:48", "10:49")
    own, host, other = (_cell(world, entity, viewer, "10:53") for viewer in (entity, ROOM, "CAL"))
    assert own == host
    assert own.state in {CellState.OVERDUE, CellState.NOBODY}
    assert other.state in {CellState.NOT_YET, CellState.DELIVERED}
    assert (other.since, other.due) == (None, None)
    _answer(world, entity, "10:58")
    assert _cell(world, entity, ROOM, "11:00").late
    told = _cell(world, entity, "CAL", "11:00")
    assert (told.state, told.answer, told.late) == (CellState.ANSWERED, AnswerKind.RECEIPT, False)


def test_the_columns_are_who_is_called(world: World) -> None:
    """Columns follow the roster over all that are addressed; who is not addressed by a row has no cell state in it."""
    world.put("R-2", Request("X-9", 1, "shelter list", ("HAC", "AUR"), at("10:40")))
    call = cells(world.picture, at("10:50"), ROOM)
    assert call.entities == ("AUR", "BOR", "DRA", "ESK", "FEN", "HAC")
    assert [row.body.item for row in call.rows] == ["A-1", "X-9"]
    assert _cell(world, "AUR").state is CellState.NOT_ADDRESSED


def test_latency_runs_from_the_warning(world: World) -> None:
    """Warned at the onset; delivered, seen and answered by entity; acted by the first deed after it; what has not come is None."""
    _deliver(world, "BOR", "10:48", "10:49")
    _deliver(world, "BOR", "10:49", "10:51", seat="second")
    _answer(world, "BOR", "10:50")
    _deliver(world, "DRA", "10:50")
    (found,) = latencies(world.picture, ROOM)
    lines = {line.entity: (line.delivered, line.seen, line.answered) for line in found.entities}
    assert lines["BOR"] == (at("10:48"), at("10:49"), at("10:50"))
    assert lines["DRA"] == (at("10:50"), None, None)
    assert (found.warned, found.acted, found.to_act) == (at("10:47"), None, None)
    assert (found.delivered, found.seen, found.answered, found.answered_count) == (120_000, 120_000, 180_000, 1)
    world.put("C-HC-2", CorridorStatus("C-HC-2", CorridorState.OPEN), event=at("08:00"))
    assert latencies(world.picture, ROOM)[0].acted is None
    world.put("C-HC-2", CorridorStatus("C-HC-2", CorridorState.SUSPENDED), event=at("11:02"))
    assert latencies(world.picture, ROOM)[0].to_act == 15 * 60_000
    world.put("K-1", Run("CL", 1, "0" * 64, RunState.OPEN, at("10:48"), "A-1"))
    world.put("K-1/1", Item("K-1", 1, ItemState.DONE), event=at("10:49"))
    assert latencies(world.picture, ROOM)[0].acted == at("10:49")


def test_latency_of_others_is_aggregate(world: World) -> None:
    """An entity sees its own line and the middle of all; where the middle of so few would be somebody's own, only the host reads it."""
    _deliver(world, "BOR", "10:48", "10:49")
    (host,), (own,), (other,) = (latencies(world.picture, viewer) for viewer in (ROOM, "BOR", "CAL"))
    assert len(host.entities) == 4
    assert [line.entity for line in own.entities] == ["BOR"]
    assert other.entities == ()
    assert (host.delivered, own.delivered, other.delivered) == (60_000, None, None)
    _deliver(world, "DRA", "10:49")
    _deliver(world, "ESK", "10:50")
    found = [latencies(world.picture, viewer)[0] for viewer in (ROOM, "BOR", "CAL")]
    assert [each.delivered for each in found] == [120_000] * 3
    assert [each.seen for each in found] == [120_000, None, None]


def test_what_was_relayed_is_answered_and_not_signed(world: World) -> None:
    """An answer by voice counts as answered at once, and among the signed only when it is countersigned."""
    _answer(world, "BOR", "10:50")
    _answer(world, "FEN", "10:51", relayed=True)
    row = cells(world.picture, at("10:52"), ROOM).of_item("A-1")
    assert row is not None
    assert (row.answered, row.signed) == (2, 1)
    _answer(world, "FEN", "10:53", relayed=True, countersigned=True)
    row = cells(world.picture, at("10:54"), ROOM).of_item("A-1")
    assert row is not None
    assert (row.answered, row.signed) == (2, 2)
