"""A lane: sorted whatever the order of arrival, honest about what was known when, and counted without looking at each mark."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.timeline import lane as under_test
from widgets.timeline.lane import Lane

Mark = tuple[int, int]
portions = st.lists(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=12), max_size=5)
horizons = st.none() | st.integers(0, 50)


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of four marks, so that a handful of marks has several."""
    monkeypatch.setattr(under_test, "BLOCK", 4)


def filled(parts: Sequence[Sequence[Mark]]) -> tuple[Lane, list[tuple[int, int, int]]]:
    """Return a lane to which these portions were added, and its marks as (event, known, number)."""
    lane = Lane()
    marks: list[tuple[int, int, int]] = []
    for part in parts:
        numbers = range(len(marks), len(marks) + len(part))
        marks += [(event, known, number) for (event, known), number in zip(part, numbers, strict=True)]
        columns = np.array([(event, known) for event, known in part], np.int64).reshape(-1, 2)
        lane.add(columns[:, 0], columns[:, 1], np.zeros(len(part), np.uint8), np.array(numbers, np.int32))
        lane.counts(np.array([0, 51]), 25)
    return lane, marks


@given(portions, st.integers(0, 50), st.integers(0, 50), horizons)
def test_a_span_holds_what_lies_in_it_and_was_known(parts: list[list[Mark]], since: int, until: int, horizon: int | None) -> None:
    """Added in any order, read in between, a lane gives exactly the marks of the span that the horizon knew, in order."""
    lane, marks = filled(parts)
    seen = lane.within(since, until, horizon)
    wanted = [number for event, known, number in marks if since <= event < until and (horizon is None or known <= horizon)]
    assert sorted(seen.subjects.tolist()) == wanted
    assert seen.times.tolist() == sorted(seen.times.tolist())


@given(portions, st.lists(st.integers(0, 51), min_size=2, max_size=8).map(sorted), horizons)
def test_counts_are_those_of_looking_at_each_mark(parts: list[list[Mark]], edges: list[int], horizon: int | None) -> None:
    """Counted by blocks or one by one, each stretch between two edges has the same number of known marks."""
    lane, marks = filled(parts)
    known = [event for event, at, _ in marks if horizon is None or at <= horizon]
    wanted = [sum(low <= event < high for event in known) for low, high in pairwise(edges)]
    assert lane.counts(np.array(edges, np.int64), horizon).tolist() == wanted


@given(portions, st.integers(0, 50), st.sampled_from([-1, 1]), horizons)
def test_the_neighbour_is_the_nearest_known_on_that_side(parts: list[list[Mark]], at: int, step: int, horizon: int | None) -> None:
    """Stepping goes to the nearest moment strictly after or before that was known."""
    lane, marks = filled(parts)
    known = [event for event, learned, _ in marks if horizon is None or learned <= horizon]
    there = [event for event in known if (event > at if step > 0 else event < at)]
    assert lane.neighbour(at, step, horizon) == ((min(there) if step > 0 else max(there)) if there else None)


@given(portions, st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_what_came_late_had_happened_and_was_not_known(parts: list[list[Mark]], since: int, until: int, horizon: int) -> None:
    """Beside what the horizon knew a lane gives exactly the marks that had happened by it and were learned after it."""
    lane, marks = filled(parts)
    seen = lane.later(since, until, horizon)
    wanted = [number for event, known, number in marks if since <= event < until and event <= horizon < known]
    assert sorted(seen.subjects.tolist()) == wanted
