"""Who reads an alarm's cause: its own entity alone, else the host, else whoever its labels let."""

from __future__ import annotations

import pytest

from feeds.assessment.cause import Cause, severity_of
from feeds.assessment.rules import rules_of
from feeds.picture.label import Label
from feeds.picture.warning import Severity
from tests.feeds.assessment.world import ALL, HOST_ONLY, ROOM, World, at

OPEN_TO_AUR = Label("MER", "OPEN", ROOM, frozenset({"AUR"}))


def cause(*labels: Label | None, audience: str | None = None) -> Cause:
    """Return a cause that rests on rows of these labels."""
    return Cause("RULE", "C-1", Severity.HIGH, "title", "why", frozenset(labels), audience=audience)


def readers(one: Cause, world: World) -> set[str]:
    """Return which entities' consoles show it."""
    rules = rules_of(world.picture)
    return {entity for entity in (ROOM, "AUR", "BOR", "HAC") if one.read_by(entity, rules)}


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ((ALL,), {ROOM, "AUR", "BOR", "HAC"}),
        ((OPEN_TO_AUR,), {ROOM, "AUR"}),
        ((ALL, OPEN_TO_AUR), {ROOM, "AUR"}),
        ((HOST_ONLY,), {ROOM}),
        ((ALL, HOST_ONLY), {ROOM}),
        ((None,), {ROOM}),
        ((ALL, None), {ROOM}),
    ],
)
def test_it_is_read_by_whom_every_label_it_rests_on_lets(labels: tuple[Label | None, ...], expected: set[str]) -> None:
    """The host always; a partner only where all of it is released; one row without a label keeps it in the room."""
    assert readers(cause(*labels), World(at("10:00"))) == expected


@pytest.mark.parametrize("audience", [ROOM, "BOR", "HAC"])
def test_what_is_for_one_entity_is_for_no_other(audience: str) -> None:
    """Not even the host reads it, however open its labels are, unless it is the host's."""
    assert readers(cause(ALL, audience=audience), World(at("10:00"))) == {audience}


def test_a_room_without_a_policy_shows_it_to_its_host_alone() -> None:
    """Where no label can be read, nothing is released."""
    world = World(at("10:00"))
    world.picture.tables.pop("policy")
    assert readers(cause(ALL), world) == {ROOM}


def test_its_severity_is_the_doctrines_else_the_rules_own() -> None:
    """A doctrine that says nothing of a rule leaves it as grave as it is by default."""
    rules = rules_of(World(at("10:00")).picture)
    assert severity_of(rules, "CORRIDOR_CONTRADICTED") is Severity.CRITICAL
    assert rules.doctrine.alarm("SOURCE_LOST") is None
    assert severity_of(rules, "SOURCE_LOST") is not Severity.CRITICAL
