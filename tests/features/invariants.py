"""The invariants and safeguards, each with the guard that holds it, how the guard is broken, and the test that then fails.

`python -m tests.features.invariants docs/invariants.md` writes the page; `test_invariants.py` breaks every guard. The sentences are in
`tests/features/guards`, a module for each section of the domain.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.features.breaking import Broken
from tests.features.guards import (
    actions,
    alarms,
    checklists,
    grants,
    labels,
    ladder,
    levels,
    picture,
    relief,
    room,
    safeguards,
    warning,
    watching,
)

_PARTS = (room, warning, watching, ladder, levels, actions, grants, checklists, relief, alarms, labels, safeguards, picture)

BROKEN: tuple[Broken, ...] = tuple(sorted((each for part in _PARTS for each in part.BROKEN), key=lambda each: int(each.section)))
"""Each guard, what stands in its place when it is broken, and the test that must fail then."""

HEAD = """# Invariants and safeguards

Each line is a sentence the domain (`DOMAIN.md`, by section) insists on, the guard that holds it, and the test that fails when the guard is
broken on purpose: `tests/features/test_invariants.py` takes each guard away and sees its test fail. Where no single function holds a
sentence, what is broken is the structure: a table of kinds, a field of a record, a filter on a stream.

This page is written by `python -m tests.features.invariants docs/invariants.md`.
"""


def page() -> str:
    """Return the page."""
    lines = [HEAD, "| § | what holds | guard | test |", "|---|---|---|---|"]
    lines += [f"| {each.section} | {each.words} | `{each.guard}` | `{each.test}` |" for each in BROKEN]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page())
