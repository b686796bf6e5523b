"""What would change a thing, asked directly: the ways down a ladder, a late step, an overdue answer."""

from __future__ import annotations

import pytest

from feeds.assessment.why import chain
from feeds.picture.alarm import Alarm
from feeds.picture.warning import Observation, Severity
from tests.feeds.assessment.world import LADDER, World, at

ABOVE = "no entry threshold above the declared level is met any more, or the authority declares"


def clears(world: World, kind: str, subject: str) -> tuple[str, ...]:
    """Return what would change it."""
    return chain(world.picture, world.now, kind, subject).clears


@pytest.fixture
def world() -> World:
    """Noon: level 4 declared since seven, its indicators on the watch list, nothing observed."""
    made = World(at("12:00"))
    made.declare(4, at("07:00"))
    for code in ("I-03", "I-07"):
        made.indicator(code)
    return made


def test_a_way_down_says_what_is_wanting(world: World) -> None:
    """Only the exit of the declared rung is named; its dwell of four hours is over, and is not said to be wanting."""
    (said,) = clears(world, "assessed_rung", LADDER.code)
    assert said.startswith("X4: I-03")
    assert "dwell" not in said


@pytest.mark.parametrize(("declared", "dwell"), [("07:59", "dwell to 11:59Z"), ("08:00", "dwell to 12:00Z"), ("08:01", "dwell to 12:01Z")])
def test_a_dwell_is_wanting_until_it_is_over(world: World, declared: str, dwell: str) -> None:
    """To the minute: at its end it holds nothing up any more."""
    world.declare(4, at(declared))
    (said,) = clears(world, "assessed_rung", LADDER.code)
    assert (dwell in said) is (declared == "08:01")
    assert ("dwell" in said) is (declared == "08:01")


def test_what_is_assessed_above_the_declared_level_ends_by_its_evidence_or_an_act(world: World) -> None:
    """At the declared level there is nothing to let go of; one above there is."""
    for code in ("I-03", "I-07"):
        world.observe(code, Observation.OBSERVED, at("11:50"))
    assert ABOVE not in clears(world, "assessed_rung", LADDER.code)
    world.declare(3, at("11:55"))
    assert clears(world, "assessed_rung", LADDER.code)[-1] == ABOVE


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("STEP_LATE", "the step is done, deferred or overridden with a reason"),
        ("ANSWER_OVERDUE", "the entity answers the present revision, or the request is withdrawn"),
    ],
)
def test_an_alarm_about_work_ends_with_the_work(world: World, rule: str, said: str) -> None:
    """Whatever it is about; an alarm of another rule about the same says neither."""
    world.put("A-1", Alarm(rule, Severity.MEDIUM, "K-1/4", "t", "w", world.now))
    world.put("A-2", Alarm("SOURCE_LOST", Severity.MEDIUM, "K-1/4", "t", "w", world.now))
    assert clears(world, "alarm", "A-1") == (said,)
    assert said not in clears(world, "alarm", "A-2")
