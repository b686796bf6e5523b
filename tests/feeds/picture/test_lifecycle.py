"""Every lifecycle is a table, and nothing outside its table happens."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import pytest

from feeds.lifecycles import COMPUTED
from feeds.picture.alarm import AlarmState
from feeds.picture.body import kind_of
from feeds.picture.checklist import RUN, RunState
from feeds.picture.corridor import CORRIDOR, CorridorState
from feeds.picture.lifecycle import IllegalTransition, Lifecycle
from feeds.picture.proposal import PROPOSAL, ProposalState
from feeds.picture.records import KINDS
from feeds.picture.relief import MOVEMENT, MovementState

TABLES: dict[str, Lifecycle[Any]] = {kind: made.lifecycle for kind, made in KINDS.items() if made.lifecycle is not None}
TABLES |= {kind_of(body): table for body, table in COMPUTED}

FOR_EVER = frozenset({"hold", "alarm", "silence", "source_status"})
"""A room has one hold, let go and taken up again; what is found may be found otherwise, as long as it is asked of."""


OVERLAID: dict[str, frozenset[StrEnum]] = {
    "alarm": frozenset({AlarmState.SHELVED, AlarmState.SUPPRESSED, AlarmState.OUT_OF_SERVICE}),
}
"""Words that lie over a state and are none of the table's."""


def states_of(lifecycle: Lifecycle[Any]) -> type[StrEnum]:
    """Return the enumeration of a lifecycle's states."""
    return type(lifecycle.initial[0])


@pytest.mark.parametrize("kind", TABLES)
def test_every_pair_of_states_is_an_edge_or_refused(kind: str) -> None:
    """For each pair of states the engine names the event of the table or refuses, naming what would be possible."""
    table = TABLES[kind]
    for before in states_of(table):
        for after in states_of(table):
            edges = table.edges.get(before, {})
            if after in edges.values():
                expected = {event for event, state in edges.items() if state is after} | ({"amend"} if before is after else set())
                assert table.event_between(before, after) in expected
            elif before is after and edges:
                assert table.event_between(before, after) == "amend"
            else:
                with pytest.raises(IllegalTransition, match=str(after.value)):
                    table.event_between(before, after)


@pytest.mark.parametrize("kind", TABLES)
def test_every_event_in_every_state(kind: str) -> None:
    """Each event of the table, tried in each state, leads where the table says or is refused."""
    table = TABLES[kind]
    events = {event for edges in table.edges.values() for event in edges}
    for state in states_of(table):
        for event in events:
            if event in table.edges.get(state, {}):
                assert table.after(state, event) is table.edges[state][event]
            else:
                with pytest.raises(IllegalTransition, match=event):
                    table.after(state, event)


@pytest.mark.parametrize("kind", TABLES)
def test_every_state_can_be_reached_and_some_state_ends(kind: str) -> None:
    """From the initial states every state is reached, and at least one is final or the subject lives for ever on purpose."""
    table = TABLES[kind]
    reached, wait = set(table.initial), list(table.initial)
    while wait:
        for state in table.edges.get(wait.pop(), {}).values():
            if state not in reached:
                reached.add(state)
                wait.append(state)
    assert reached == set(states_of(table)) - OVERLAID.get(kind, frozenset())
    assert any(table.final(state) for state in reached) or kind in FOR_EVER


@pytest.mark.parametrize("kind", TABLES)
def test_a_subject_begins_where_the_table_says(kind: str) -> None:
    """Only the initial states may be a subject's first."""
    table = TABLES[kind]
    for state in states_of(table):
        if state in table.initial:
            assert table.event_between(None, state) == "create"
        else:
            with pytest.raises(IllegalTransition, match="new cannot become"):
                table.event_between(None, state)


def test_silence_does_not_adopt() -> None:
    """A lapsed or closed proposal has no way to ADOPTED: only a put one is adopted, by an act."""
    for state in (ProposalState.LAPSED, ProposalState.NOT_ADOPTED, ProposalState.WITHDRAWN, ProposalState.DRAFT):
        with pytest.raises(IllegalTransition):
            PROPOSAL.event_between(state, ProposalState.ADOPTED)


def test_what_is_final_says_so() -> None:
    """Nothing follows a final state, and the refusal says that; elsewhere it names what is possible."""
    assert MOVEMENT.final(MovementState.ARRIVED)
    assert not MOVEMENT.final(MovementState.HALTED)
    with pytest.raises(IllegalTransition, match="ARRIVED cannot become MOVING; possible: nothing: it is final"):
        MOVEMENT.event_between(MovementState.ARRIVED, MovementState.MOVING)
    with pytest.raises(IllegalTransition, match=r"HALTED cannot become PLANNED; possible: MOVING, ARRIVED, ABORTED$"):
        MOVEMENT.event_between(MovementState.HALTED, MovementState.PLANNED)
    with pytest.raises(IllegalTransition, match=r"possible: start, arrive, abort$"):
        MOVEMENT.after(MovementState.HALTED, "assemble")


def test_happy_paths() -> None:
    """The plain course of a corridor, a movement and a checklist run stands in their tables."""
    c, m, r = CorridorState, MovementState, RunState
    paths: list[tuple[Lifecycle[Any], list[StrEnum]]] = [
        (CORRIDOR, [c.PROPOSED, c.NEGOTIATING, c.AGREED, c.OPEN, c.SUSPENDED, c.OPEN, c.CLOSED]),
        (MOVEMENT, [m.PLANNED, m.AT_START, m.MOVING, m.HALTED, m.MOVING, m.ARRIVED]),
        (RUN, [r.OFFERED, r.OPEN, r.IN_PROGRESS, r.HELD, r.IN_PROGRESS, r.COMPLETE]),
    ]
    for table, path in paths:
        for before, after in zip([None, *path], path, strict=False):
            assert table.event_between(before, after)
