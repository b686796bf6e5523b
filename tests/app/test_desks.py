"""The registry of desks and the table of panels agree, and an officer is shown the desk of the role first."""

from __future__ import annotations

import pytest

from app.desks import DESKS, LIAISON, NAMES, OPERATOR, Desk, desk_for, desk_named
from app.panels import PANELS


@pytest.mark.parametrize("desk", DESKS, ids=NAMES)
def test_a_desk_names_panels_that_there_are_and_each_once(desk: Desk) -> None:
    """A panel that is misspelt, stands twice, or a place for guests that is none, would break the desk when it is stood up."""
    panels = desk.arrangement.panels
    assert set(panels) <= {entry.name for entry in PANELS}
    assert len(panels) == len(set(panels))
    assert desk.arrangement.guests in panels


def test_names_titles_and_keys_are_apart() -> None:
    """A tab, a key and `--desk` each mean one desk; a panel's name and its class stand for one line of the table."""
    for words in ((desk.name for desk in DESKS), (desk.title for desk in DESKS), (desk.key for desk in DESKS)):
        said = list(words)
        assert len(said) == len(set(said))
    assert len({entry.name for entry in PANELS}) == len({entry.kind for entry in PANELS}) == len(PANELS)


@pytest.mark.parametrize("desk", DESKS, ids=NAMES)
def test_no_desk_is_without_map_ladder_or_the_route(desk: Desk) -> None:
    """Whoever goes to another desk keeps the level and the map in sight, on the wall as in a panel."""
    assert {"map", "wall_levels" if desk.wall else "ladder"} <= set(desk.arrangement.panels)


def test_the_host_watches_and_others_answer_for_their_own() -> None:
    """With no name given the host's officers start at the operator's desk, all others at the liaison's; a name decides for both."""
    assert desk_for(None, "CMC", "CMC") is OPERATOR
    assert desk_for(None, "BOR", "CMC") is LIAISON
    assert desk_for("operator", "BOR", "CMC") is OPERATOR
    with pytest.raises(KeyError):
        desk_named("bridge")
