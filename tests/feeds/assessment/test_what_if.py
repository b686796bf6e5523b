"""Suppositions: the ladder as it would be, marked, and never a record."""

from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.assessment.ladder import assess
from feeds.assessment.what_if import Hypothesis, Supposition, what_if, without
from feeds.picture.body import Body
from feeds.picture.warning import Discipline, Indication, MarkKind, Observation, ReportMark
from tests.feeds.assessment.world import HOUR, LADDER, World, admiralty, at

CODES = sorted({code for each in LADDER.thresholds for code in each.indicators})


@pytest.fixture
def world() -> World:
    """10:47: I-03 seen, I-07 not assessed."""
    made = World(at("10:47"))
    for code in CODES:
        made.indicator(code, half_life=5 * HOUR)
    made.observe("I-03", Observation.OBSERVED, at("10:44"))
    return made


def test_one_more_indicator_would_raise_the_rung(world: World) -> None:
    """With I-07 supposed observed T4-A would be met, T3-A would hold one of two, and the rung would be 4; as it is it stays 1."""
    found = what_if(world.picture, world.now, [Supposition("I-07", Observation.OBSERVED)])
    assert (found.actual.ordinal, found.then.ordinal) == (1, 4)
    assert {each.code for each in found.shifts} >= {"T4-A", "T3-A"}
    assert found.hypothetical
    assert found.text == "HYPOTHETICAL, not recorded: if I-07 were OBSERVED, assessed would be 4 (now 1)"


def test_a_supposed_evaluation_is_held_to_the_floor(world: World) -> None:
    """Supposed at D4 it counts for nothing where B3 is asked."""
    found = what_if(world.picture, world.now, [Supposition("I-07", Observation.OBSERVED, admiralty("D4"))])
    assert found.then.ordinal == 1


def test_supposing_that_somebody_looked_and_saw_nothing(world: World) -> None:
    """I-03 supposed looked for and not seen for long enough takes T4-A's evidence away and meets that part of X4."""
    world.observe("I-07", Observation.OBSERVED, at("09:00"))
    found = what_if(world.picture, world.now, [Supposition("I-03", Observation.NOT_OBSERVED)])
    assert (found.actual.ordinal, found.then.ordinal) == (4, 1)
    assert "X4" in {each.code for each in found.shifts}


def test_what_is_on_no_watch_list_is_named(world: World) -> None:
    """A code that nobody watches for is said to be unknown and changes nothing."""
    found = what_if(world.picture, world.now, [Supposition("I-99", Observation.OBSERVED)])
    assert (found.unknown, found.shifts) == (("I-99",), ())


def test_without_a_report_its_thresholds_fall(world: World) -> None:
    """Disbelieving the only report behind I-03 reads just as a mark of FABRICATED would."""
    world.observe("I-07", Observation.OBSERVED, at("09:00"))
    world.put("IN-1", Indication("fire", Discipline.MASINT, "ACOUSTIC", admiralty("B2")), event=at("10:44"))
    world.link("I-03", "IN-1")
    found = without(world.picture, world.now, "IN-1")
    assert (found.actual.ordinal, found.then.ordinal) == (4, 1)
    world.put("IN-1", ReportMark("IN-1", MarkKind.FABRICATED))
    assert assess(world.picture, world.now) == found.then


@given(st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(Observation)), max_size=6))
def test_a_supposition_leaves_the_picture_alone(supposed: list[tuple[str, Observation]]) -> None:
    """Whatever is supposed, no row changes, and the hypothesis holds nothing that could be written as a new row."""
    world = World(at("10:47"))
    for code in CODES:
        world.indicator(code)
    before = {kind: dict(table) for kind, table in world.picture.tables.items()}
    found = what_if(world.picture, world.now, [Supposition(code, observation) for code, observation in supposed])
    assert world.picture.tables == before
    assert not isinstance(found, Body)
    own = {id(row.body) for row in world.picture.all_rows()}
    assert all(id(body) in own for body in _bodies(found))


def _bodies(value: object) -> list[Body]:
    """Return every body of a record within a hypothesis."""
    if isinstance(value, Body):
        return [value]
    if isinstance(value, tuple):
        return [body for each in value for body in _bodies(each)]
    if is_dataclass(value):
        return [body for each in fields(value) for body in _bodies(getattr(value, each.name))]
    return []


def test_every_hypothesis_says_that_it_is_one(world: World) -> None:
    """The mark belongs to the class, so that no instance can be without it."""
    assert Hypothesis.hypothetical is True
    assert what_if(world.picture, world.now, []).hypothetical is True
