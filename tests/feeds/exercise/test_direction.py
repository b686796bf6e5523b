"""A director's plan: each inject goes by its table, nothing held or skipped is said, and nothing is said twice."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import Misuse
from feeds.exercise.direction import INJECT, InjectState, Plan, line_at, ordered, plan_of, spoken, upcoming
from feeds.exercise.loader import shipped_scenario
from feeds.exercise.scenario import ScenarioLine
from feeds.picture.lifecycle import IllegalTransition

EVENTS = ("fire", "hold", "release", "skip")


def line(ident: str, known: int, story: str = "") -> ScenarioLine:
    """Return a feed's line."""
    return ScenarioLine(ident, "story.toml:1", known - 5, known, "AIS", "indication", f"I-{ident}", None, None, {}, story=story)


STORY = (line("a", 10, "Guns"), line("x", 15), line("b", 20, "Ferry"), line("c", 30, "Guns"), line("y", 30), line("d", 40, "Rain"))


def play(plan: Plan, until: int) -> tuple[Plan, list[tuple[int, str]]]:
    """Say all that comes by `until`, and return what was said when."""
    said, now = [], 0
    while (cue := upcoming(plan)) is not None and cue.at <= until:
        now = max(now, cue.at)
        each = line_at(plan, cue, now)
        said.append((each.known, each.id))
        plan = spoken(plan, cue, now)
    return plan, said


def test_a_plan_nobody_touches_is_the_storyline() -> None:
    """Quiet Harbour, directed and undirected, is said line by line as it is written."""
    lines = shipped_scenario("quiet_harbour").lines
    for directed in (False, True):
        _, said = play(plan_of(lines, directed=directed), lines[-1].known)
        assert said == [(each.known, each.id) for each in lines]


def test_lines_of_one_mark_are_one_inject_and_keep_their_distance() -> None:
    """Guns fired by hand at 3: its second line follows twenty later, both as having happened when they are learned."""
    plan = ordered(plan_of(STORY, directed=True), "a", "fire", 3)
    _, said = play(plan, 100)
    assert said == [(3, "a"), (15, "x"), (20, "b"), (23, "c"), (30, "y"), (40, "d")]
    cue = upcoming(plan)
    assert cue is not None
    assert line_at(plan, cue, 3).at == 3


def test_one_held_past_its_time_fires_when_it_is_released() -> None:
    """Held before 20 and released at 35, the ferry stops at 35."""
    plan, _ = play(ordered(plan_of(STORY, directed=True), "b", "hold", 5), 35)
    held = upcoming(plan)
    assert held is None or held.inject != "b"
    plan = ordered(plan, "b", "release", 35)
    cue = upcoming(plan)
    assert cue is not None
    assert cue.inject == "b"
    assert (line_at(plan, cue, 35).known, line_at(plan, cue, 35).at) == (35, 35)
    assert spoken(plan, cue, 35).injects["b"].state is InjectState.FIRED


def test_while_play_stands_only_what_is_fired_by_hand_is_said() -> None:
    """Paused at the start, the background and the planned wait."""
    plan = plan_of(STORY, directed=True)
    assert upcoming(plan, paused=True) is None
    cue = upcoming(ordered(plan, "d", "fire", 0), paused=True)
    assert cue is not None
    assert cue.inject == "d"


def test_an_order_for_no_inject_is_misuse() -> None:
    """A line of the background is not the director's."""
    with pytest.raises(Misuse, match="there is no such inject"):
        ordered(plan_of(STORY, directed=True), "x", "skip", 0)


@given(st.lists(st.tuples(st.integers(0, 12), st.sampled_from("abd"), st.sampled_from(EVENTS)), max_size=12))
def test_whatever_is_ordered_each_inject_goes_by_the_table(orders: list[tuple[int, str, str]]) -> None:
    """Over any orders at any time: illegal ones change nothing; said once at most, in the order of time; skipped and held ones unsaid."""
    plan, now, said = plan_of(STORY, directed=True), 0, []
    for later, ident, event in orders:
        now += later
        plan, more = play(plan, now)
        said += more
        before = plan.injects[ident].state
        try:
            plan = ordered(plan, ident, event, now)
        except IllegalTransition:
            assert event not in INJECT.events(before)
            continue
        assert plan.injects[ident].state is INJECT.after(before, event)
    plan, more = play(plan, 10_000)
    said += more
    names = [name for _, name in said]
    assert len(names) == len(set(names))
    for inject in plan.injects.values():
        fired = inject.state is InjectState.FIRED
        assert [each.id in names for each in inject.lines] == [fired] * len(inject.lines)
        assert inject.state is not InjectState.PLANNED
    assert all(one <= other for (one, _), (other, _) in pairwise(more))
