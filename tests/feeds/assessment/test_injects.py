"""What an inject set off, scored against the doctrine's targets: met, missed, open; and to whom it is told."""

import msgspec
import pytest

from feeds.assessment.injects import Order, Verdict, control_lines, provenance, score, totals
from feeds.assessment.response import Stage
from feeds.picture.alarm import Alarm, Answer, AnswerKind, Delivery, Request
from feeds.picture.envelope import AuthorKind
from feeds.picture.fold import fold
from feeds.picture.night import LogEntry
from feeds.picture.warning import Severity
from tests.feeds.assessment.world import DOCTRINE, HOST_ONLY, MINUTE, ROOM, World, at

ASKED = ("BOR", "DRA", "ESK")
TARGETS = {"delivered": 30_000, "seen": 2 * MINUTE, "answered": 5 * MINUTE, "decided": 15 * MINUTE}


def ordered(world: World, order: Order, inject: str, clock: str, *about: str) -> None:
    """Have control write a line of the log."""
    row = world.put(f"LE-{order}-{inject}", LogEntry(f"{inject} {order}", about), event=at(clock), known=at(clock), label=HOST_ONLY)
    came = msgspec.structs.replace(row.author, kind=AuthorKind.MACHINE, code="EXCON")
    fold(
        world.picture,
        msgspec.structs.replace(row, author=came, provenance=provenance(order, inject), revision=2, sequence=row.sequence + 500),
    )


@pytest.fixture
def world() -> World:
    """Two injects: a corridor opens at 10:00, a zone comes at 10:47 and raises an alarm of the corridor that asks three."""
    made = World(at("10:50"), msgspec.structs.replace(DOCTRINE, latency_targets=TARGETS))
    ordered(made, Order.FIRED, "opens", "10:00", "C-HC-2")
    ordered(made, Order.FIRED, "zone", "10:47", "DZ-7")
    ordered(made, Order.OBSERVED, "zone", "10:49", "DZ-7")
    ordered(made, Order.SKIPPED, "rain", "10:49")
    made.put("A-1", Alarm("CORRIDOR_CONTRADICTED", Severity.CRITICAL, "C-HC-2", "t", "w", at("10:47"), cause="DZ-7"), kind=AuthorKind.HUB)
    made.put("R-1", Request("A-1", 1, "HC-2", ASKED, at("10:47")))
    return made


def met(world: World, clock: str, reader: str = ROOM) -> dict[Stage, Verdict]:
    """Return the verdicts on the one alarm."""
    (item,) = (item for each in score(world.picture, at(clock), reader) for item in each.items)
    return {mark.stage: mark.verdict for mark in item.marks}


def test_an_alarm_belongs_to_what_caused_it_before_what_it_is_about(world: World) -> None:
    """The zone's inject has the alarm and the observation; the opening has neither."""
    opens, zone = score(world.picture, at("10:50"), ROOM)
    assert (opens.fired.inject, opens.items) == ("opens", ())
    assert [each.record.subject for each in zone.items] == ["A-1"]
    assert [each.order for each in zone.observed] == [Order.OBSERVED]
    assert [each.order for each in control_lines(world.picture)][-1] is Order.SKIPPED


def test_each_stage_is_met_missed_or_open(world: World) -> None:
    """All reached in 20 s; nobody looked for three minutes; answers may still come, until their five are over."""
    for entity in ASKED:
        world.put(f"R-1/1/{entity}/d", Delivery("R-1", 1, entity, "d", at("10:47:20")), kind=AuthorKind.HUB)
    wanted = {Stage.DELIVERED: Verdict.MET, Stage.SEEN: Verdict.MISSED, Stage.ANSWERED: Verdict.OPEN, Stage.DECIDED: Verdict.OPEN}
    assert met(world, "10:50") == wanted | {Stage.DONE: Verdict.NO_TARGET}
    world.put("R-1/BOR", Answer("R-1", 1, "BOR", AnswerKind.RECEIPT), event=at("10:51"), known=at("10:51"))
    assert met(world, "10:51")[Stage.ANSWERED] is Verdict.OPEN
    assert met(world, "10:53")[Stage.ANSWERED] is Verdict.MISSED
    assert totals(score(world.picture, at("10:53"), ROOM))[Verdict.MISSED] == 2


def test_the_middle_of_few_is_told_to_the_host_alone(world: World) -> None:
    """One entity was reached: BOR does not read when."""
    world.put("R-1/1/DRA/d", Delivery("R-1", 1, "DRA", "d", at("10:47:20")), kind=AuthorKind.HUB)
    assert met(world, "10:50", "BOR")[Stage.DELIVERED] is Verdict.UNTOLD
    assert met(world, "10:47:25")[Stage.DELIVERED] is Verdict.OPEN


def test_a_request_about_a_report_is_the_injects_that_brought_it(world: World) -> None:
    """Asked about the zone itself, with no alarm between: scored by what was delivered, seen and answered."""
    world.put("R-2", Request("DZ-7", 1, "DZ-07", ("BOR",), at("10:48")))
    zone = score(world.picture, at("10:49"), ROOM)[1]
    item = next(each for each in zone.items if each.record.subject == "R-2")
    assert [mark.verdict for mark in item.marks] == [Verdict.MISSED, Verdict.OPEN, Verdict.OPEN]
    seen = score(world.picture, at("10:49"), "DRA")[1].items[-1]
    assert {mark.verdict for mark in seen.marks} == {Verdict.UNTOLD}


def test_a_line_that_only_looks_like_controls_is_none(world: World) -> None:
    """An officer's line with the same words is the officer's."""
    before = control_lines(world.picture)
    world.put("LE-9", LogEntry("Inject x fired", ("DZ-7",)))
    assert control_lines(world.picture) == before
