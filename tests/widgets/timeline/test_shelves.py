"""Marks and their lanes: shared out by what they belong to, the same in portions as at once, and none ever lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.timeline import shelves as under_test
from widgets.timeline.grouping import OTHER, Grouping, Member, Plan
from widgets.timeline.marks import MarkCode
from widgets.timeline.shelves import Shelves

MARKS = st.lists(
    st.tuples(
        st.integers(0, 99),
        st.sampled_from([MarkCode.REPORT, MarkCode.HIGH, MarkCode.ACT]),
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from(["SIGINT", "OSINT"]),
        st.sampled_from(["BOR", "CAL"]),
    ),
    max_size=30,
)
PLANS = (
    Plan(),
    Plan(Grouping.DISCIPLINE),
    Plan(Grouping.ENTITY),
    Plan(Grouping.PROBLEM, (Member("WP-1", frozenset({("x", "a"), ("x", "b")})), Member("WP-2", frozenset({("x", "b")})))),
)


@pytest.fixture(autouse=True)
def _small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Portions of seven marks."""
    monkeypatch.setattr(under_test, "PORTION", 7)


def settled(shelves: Shelves) -> dict[str, list[int]]:
    """Share all out and return each lane's moments."""
    while not shelves.settle():
        pass
    return {name: lane.times.tolist() for name, lane in shelves.lanes.items() if len(lane)}


def expected(plan: Plan, marks: list[tuple[int, MarkCode, str, str, str]]) -> dict[str, list[int]]:
    """Return each lane's moments by asking the plan of every mark."""
    found: dict[str, list[int]] = {}
    for at, code, subject, discipline, entity in marks:
        for name in plan.lanes_of(code, ("x", subject), discipline, entity):
            found.setdefault(name, []).append(at)
    return {name: sorted(times) for name, times in found.items()}


@given(MARKS, MARKS, st.sampled_from(PLANS), st.sampled_from(PLANS))
def test_every_mark_stands_where_its_plan_says(
    first: list[tuple[int, MarkCode, str, str, str]], later: list[tuple[int, MarkCode, str, str, str]], one: Plan, other: Plan
) -> None:
    """Grouped one way, then another, with marks coming in between: the lanes are those of asking for each mark alone."""
    shelves = Shelves()
    shelves.arrange(one)
    for at, code, subject, discipline, entity in first:
        shelves.add(at, at, code, ("x", subject), discipline, entity)
    assert settled(shelves) == expected(one, first)
    shelves.arrange(other)
    shelves.settle()
    for at, code, subject, discipline, entity in later:
        shelves.add(at, at, code, ("x", subject), discipline, entity)
    assert settled(shelves) == expected(other, first + later)


def test_what_belongs_to_nothing_has_a_lane_of_its_own_named_last() -> None:
    """A report that bears on no problem is not lost from sight."""
    shelves = Shelves()
    shelves.arrange(PLANS[3])
    shelves.add(1, 1, MarkCode.REPORT, ("x", "z"))
    settled(shelves)
    assert tuple(shelves.lanes) == ("WP-1", "WP-2", OTHER)


def test_with_more_entities_than_there_are_lanes_the_rest_share_one() -> None:
    """A hundred entities make sixty-odd lanes and one for what is left over: every mark is in one of them."""
    shelves = Shelves()
    shelves.arrange(Plan(Grouping.ENTITY))
    for number in range(100):
        shelves.add(number, number, MarkCode.ACT, ("x", "a"), "", f"E{number:02}")
    lanes = settled(shelves)
    assert sum(len(times) for times in lanes.values()) == 100
    assert len(lanes[OTHER]) > 1
