"""The timeline's memory: sorted whatever the order of arrival, and honest about what was known when."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.ladder import AssessedRung, DeclaredLevel
from tests.rig.specimens import record
from widgets.timeline.history import History, Lane, LaneName, MarkCode

moments = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=30)


@given(moments, st.integers(0, 50), st.integers(0, 50), st.none() | st.integers(0, 50))
def test_a_span_holds_what_lies_in_it_and_was_known(marks: list[tuple[int, int]], since: int, until: int, horizon: int | None) -> None:
    """Added in any order, read in between, a lane gives exactly the marks of the span that the horizon knew, in order."""
    lane = Lane()
    for number, (event, known) in enumerate(marks):
        lane.add(event, known, MarkCode.REPORT, ("indication", str(number)))
        lane.within(0, 25, None)
    seen = lane.within(since, until, horizon)
    expected = [number for number, (event, known) in enumerate(marks) if since <= event < until and (horizon is None or known <= horizon)]
    assert sorted(lane.subjects[place][1] for place in seen.places) == sorted(str(number) for number in expected)
    assert list(seen.times) == sorted(seen.times)


@given(moments, st.integers(0, 50), st.sampled_from([-1, 1]))
def test_the_neighbour_is_the_nearest_on_that_side(marks: list[tuple[int, int]], at: int, step: int) -> None:
    """Stepping goes to the nearest moment strictly after or before."""
    lane = Lane()
    for event, known in marks:
        lane.add(event, known, MarkCode.REPORT, ("x", "y"))
    later = [event for event, _ in marks if (event > at if step > 0 else event < at)]
    assert lane.neighbour(at, step, None) == ((min(later) if step > 0 else max(later)) if later else None)


def test_a_record_is_remembered_once() -> None:
    """A record that comes twice, live and from a history page, makes one mark."""
    history = History()
    history.add_all([record("indication"), record("indication")])
    assert len(history.lanes[LaneName.INDICATIONS]) == 1


def test_declared_assessed_and_partners_are_kept_apart() -> None:
    """The three traces of the ladder never mix."""
    history = History()
    common = DeclaredLevel("L", "CMC", 3, common=True)
    own = DeclaredLevel("L", "BOR", 4)
    for number, body in enumerate((common, own, AssessedRung("L", 5))):
        history.add_all([msgspec.structs.replace(record("declared_level"), body=body, key=f"{number:064x}", subject=str(number))])
    assert [step.value for step in history.declared] == [3]
    assert [step.value for step in history.assessed] == [5]
    assert {entity: [step.value for step in steps] for entity, steps in history.partners.items()} == {"BOR": [4]}
