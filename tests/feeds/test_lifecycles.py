"""The page of lifecycles says what the tables say."""

from __future__ import annotations

import pytest

from feeds.lifecycles import COMPUTED, page, theory
from feeds.picture.body import kind_of
from feeds.picture.records import KINDS
from tests.rig.environment import ROOT

MOVING = {kind: (body, body.lifecycle) for kind, body in KINDS.items() if body.lifecycle is not None}
MOVING |= {kind_of(body): (body, table) for body, table in COMPUTED}


def test_the_checked_in_page_is_the_tables() -> None:
    """`python -m feeds.lifecycles docs/lifecycles.md` writes it anew."""
    assert (ROOT / "docs" / "lifecycles.md").read_text() == page()


@pytest.mark.parametrize("kind", MOVING)
def test_every_table_has_its_theory_and_every_edge_its_line(kind: str) -> None:
    """Each lifecycle's text is on the page, and so is each of its states and events."""
    body, lifecycle = MOVING[kind]
    text = page()
    assert theory(body, lifecycle) in text
    for before, edges in lifecycle.edges.items():
        for event, after in edges.items():
            assert f"    {before} --> {after}: {event.replace('_', ' ')}" in text
