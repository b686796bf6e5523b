"""The lifecycles as a page for people: each table as a diagram, with the theory that stands beside it in the code.

`python -m feeds.lifecycles docs/lifecycles.md` writes it; a test holds the page to the tables, and the assessment to those of what is
computed. Deliberately absent: words that have no past (a step that is SENSED, an action that is ELIGIBLE); their rules are in
`feeds.assessment`.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from feeds.picture.alarm import OCCURRENCE, Alarm
from feeds.picture.body import Body, Capability, kind_of
from feeds.picture.lifecycle import Lifecycle
from feeds.picture.proposal import SILENCE, Silence
from feeds.picture.records import KINDS
from feeds.picture.room import SOURCE, SourceStatus

HEAD = """# Lifecycles

Every state that a person declares moves by a table: state, event, next state. The hub refuses what is no edge of it, and says what would
have been possible. A row may be written again in its state (`amend`) while something can still follow. No clock moves any of these; what
time and evidence make of a row is a finding beside it.

This page is made from the tables by `python -m feeds.lifecycles docs/lifecycles.md`.
"""


FOUND = """# What is found

No act moves these. The rules find them at each commit and at each due moment; people's acts (an acknowledgement, a break, a new deadline)
are among what the rules read.
"""

COMPUTED: tuple[tuple[type[Body], Lifecycle[Any]], ...] = ((Alarm, OCCURRENCE), (Silence, SILENCE), (SourceStatus, SOURCE))
"""Findings whose states follow one another, each with its table."""


def page() -> str:
    """Return the page in Markdown, with a Mermaid diagram for each lifecycle."""
    declared = (_section(kind, body, body.lifecycle) for kind, body in KINDS.items() if body.lifecycle is not None)
    return "\n".join((HEAD, *declared, FOUND, *(_section(kind_of(body), body, table) for body, table in COMPUTED)))


def theory(body: type[Body], lifecycle: Lifecycle[Any]) -> str:
    """Return the text that stands behind a lifecycle's table in its module.

    Raises:
        LookupError: there is none; a table without its theory is not finished.

    """
    module = inspect.getmodule(body)
    for name, text in _texts(module) if module is not None else ():
        if getattr(module, name, None) is lifecycle:
            return text
    raise LookupError(lifecycle.name)


def _texts(module: ModuleType) -> Iterator[tuple[str, str]]:
    """Yield names bound at a module's top with the text that follows each."""
    statements = ast.parse(inspect.getsource(module)).body
    for one, other in pairwise(statements):
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name) and isinstance(other, ast.Expr):
            value = other.value
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield one.target.id, " ".join(value.value.split())


def _section(kind: str, body: type[Body], lifecycle: Lifecycle[Any]) -> str:
    needed = f"an act needs {body.capability.value}" if isinstance(body.capability, Capability) else "a finding"
    lines = [f"## {lifecycle.name[:1].upper()}{lifecycle.name[1:]}", "", theory(body, lifecycle), ""]
    lines += [f"Record `{kind}`; {needed}.", "", "```mermaid", "stateDiagram-v2"]
    lines += [f"    [*] --> {state}" for state in lifecycle.initial]
    known = {*lifecycle.initial, *lifecycle.edges, *(after for edges in lifecycle.edges.values() for after in edges.values())}
    lines += [line for state in type(lifecycle.initial[0]) if state in known for line in _edges(state, lifecycle)]
    lines += ["```", ""]
    return "\n".join(lines)


def _edges(state: StrEnum, lifecycle: Lifecycle[Any]) -> Iterator[str]:
    for event, after in lifecycle.events(state).items():
        yield f"    {state} --> {after}: {event.replace('_', ' ')}"
    if lifecycle.final(state):
        yield f"    {state} --> [*]"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page())
