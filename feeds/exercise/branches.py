"""Branches of a scenario: another way the night might go from a moment on, for a trainer to try.

A branch names the lines of the story that fall away and adds lines of its own; the rest of the story holds. It is compiled as the story is,
so that a branch that cannot be played is an error when the scenario is loaded. Deliberately absent: playing one, and the journal it
goes on from (`watchroom branch`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from msgspec import Meta

from feeds.documents import Document, decode
from feeds.errors import BadInput
from feeds.exercise.names import Names
from feeds.exercise.scenario import Branch, ScenarioLine
from feeds.exercise.storyline import Cast, Event, declare_names, expand
from feeds.picture.values import Code, Instant, Line, Lines, Text, Value


class Entry(Value, frozen=True):
    """What `[[branch]]` says. `begins` defaults to `offered`; `without`: the `id`s of the story's events that fall away."""

    code: Code
    title: Line
    offered: Instant
    begins: Instant | None = None
    text: Text = ""
    without: Lines = ()
    events: Annotated[tuple[dict[str, Any], ...], Meta(max_length=1_000)] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A branch whose events are expanded and named, but not compiled."""

    where: str
    entry: Entry
    begins: int
    events: tuple[Event, ...]


def read_branches(document: Document, cast_: Cast) -> list[Draft]:
    """Return the branches of a document, in its order.

    Raises:
        BadInput: an entry or one of its events is not what it should be.

    """
    found = []
    for where, table in document.entries("branch"):
        raw = dict(table)
        own = raw.pop("events", [])
        entry = decode(where, document.plain(where, raw), Entry)
        events = [event for number, each in enumerate(own, 1) for event in expand(document, where, f"{entry.code}/{number}", each, cast_)]
        found.append(Draft(where, entry, entry.offered if entry.begins is None else entry.begins, tuple(events)))
    return found


def declare_branches(drafts: list[Draft], names: Names) -> None:
    """Give the branches' own named events their subjects. Raises BadInput where a name is taken."""
    for draft in drafts:
        declare_names(list(draft.events), names)


def compile_branch(draft: Draft, story: list[Event], compiled: Callable[[list[Event]], tuple[ScenarioLine, ...]]) -> Branch:
    """Return a branch with all its lines. `compiled`: events into lines, from the scenario's opening on.

    Raises:
        BadInput: it drops what is not there, or changes what was learned before it begins.

    """
    known = {event.id for event in story}
    for name in draft.entry.without:
        if name not in known:
            raise BadInput(draft.where, "a line that falls away", name, "the id of an event of the story")
    dropped = frozenset(draft.entry.without)
    early = [event.id for event in (*draft.events, *(each for each in story if each.id in dropped)) if event.known <= draft.begins]
    if early:
        raise BadInput(draft.where, "a branch changes what was known before it begins", early[0], "events learned after it")
    lines = compiled([*(event for event in story if event.id not in dropped), *draft.events])
    entry = draft.entry
    later = tuple(line for line in lines if line.known > draft.begins)
    return Branch(entry.code, entry.title, entry.offered, draft.begins, entry.text, later)
