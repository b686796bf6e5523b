"""A lifecycle is a table: state -> event -> next state. This is the small engine that reads one.

The theory of each table stands beside it, in the module of its record. The hub asks `event_between` when an officer
proposes a row with a new state; what is not an edge of the table is refused, with the state, the wish and what would have
been possible. The fold never asks: an admitted record is history.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

State = TypeVar("State", bound=StrEnum)


class IllegalTransition(Exception):
    """A wish that is no edge of the table; str() names lifecycle, state, wish and the possible."""

    def __init__(self, lifecycle: str, before: str | None, wish: str, possible: tuple[str, ...]) -> None:
        """Keep the parts, for whoever wants more than the sentence."""
        self.lifecycle, self.before, self.wish, self.possible = lifecycle, before, wish, possible
        options = ", ".join(possible) or "nothing: it is final"
        super().__init__(f"{lifecycle}: {before or 'new'} cannot become {wish}; possible: {options}")


class Lifecycle(Generic[State]):
    """One table. `initial` are the states in which a subject may first appear."""

    def __init__(self, name: str, initial: tuple[State, ...], edges: Mapping[State, Mapping[str, State]]) -> None:
        """Take the table as it is written; nothing is copied or derived."""
        self.name, self.initial, self.edges = name, initial, edges

    def events(self, state: State) -> Mapping[str, State]:
        """Return the events possible in `state` with the state each leads to."""
        return self.edges.get(state, {})

    def after(self, state: State, event: str) -> State:
        """Return the state that follows `event` in `state`.

        Raises:
            IllegalTransition: the event is not possible in this state.

        """
        following = self.events(state).get(event)
        if following is None:
            raise IllegalTransition(self.name, state, event, tuple(self.events(state)))
        return following

    def event_between(self, before: State | None, after: State) -> str:
        """Return the event that leads from `before` (None: the subject is new) to `after`.

        A row may be written again in the same state (a new text, a new window): that event is called `amend`, and only
        states that can still change allow it.

        Raises:
            IllegalTransition: no edge leads there.

        """
        if before is None:
            if after in self.initial:
                return "create"
            raise IllegalTransition(self.name, None, after, tuple(state.value for state in self.initial))
        if before is after and self.events(before):
            return "amend"
        for event, state in self.events(before).items():
            if state is after:
                return event
        raise IllegalTransition(self.name, before, after, tuple(state.value for state in self.events(before).values()))

    def final(self, state: State) -> bool:
        """Say whether nothing can follow `state`."""
        return not self.events(state)
