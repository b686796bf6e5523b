"""What would have to be so for a reason to fall."""

from __future__ import annotations

import pytest

from feeds.assessment.falling import REASONS, changes
from feeds.picture.corridor import Conditions, ConditionState, Reason, ReasonKind


def fallen(reason: Reason) -> tuple[str, float | None]:
    """Return what would have to be so, and how much farther off, in metres."""
    (found,) = changes(Conditions("C-1", ConditionState.NOT_MET, (reason,)))
    assert found.reason is reason
    return found.text, found.metres


def hazard(distance: float | None, limit: float | None, uncertainty: float | None = None) -> Reason:
    """Return a hazard near a leg."""
    return Reason(ReasonKind.HAZARD, ConditionState.NOT_MET, "near", "S-1", "Z-1", distance, uncertainty, limit)


@pytest.mark.parametrize(
    ("reason", "metres"),
    [
        (hazard(1_200.0, 3_000.0), 1_800.0),
        (hazard(1_200.0, 3_000.0, 500.0), 2_300.0),
        (hazard(3_000.0, 3_000.0), 0.0),
        (hazard(4_000.0, 3_000.0), 0.0),
    ],
)
def test_a_hazard_falls_when_it_is_so_much_farther_off(reason: Reason, metres: float) -> None:
    """Its uncertainty counts against it; one that is far enough has nothing to go, and never less."""
    text, further = fallen(reason)
    assert further == metres
    assert "the leg is verified anew" in text


@pytest.mark.parametrize("reason", [hazard(None, 3_000.0), hazard(1_200.0, None), hazard(None, None)])
def test_a_hazard_without_a_distance_says_no_figure(reason: Reason) -> None:
    """One of the two alone is no distance to go."""
    assert fallen(reason) == (REASONS[ReasonKind.HAZARD], None)


@pytest.mark.parametrize("kind", [kind for kind in ReasonKind if kind is not ReasonKind.HAZARD])
def test_every_reason_can_fall(kind: ReasonKind) -> None:
    """Each kind has its words, in a form of its own."""
    text, metres = fallen(Reason(kind, ConditionState.UNKNOWN, "why"))
    assert (text, metres) == (REASONS[kind], None)
    assert text


def test_nothing_read_has_nothing_to_fall() -> None:
    """Nor have conditions that are MET."""
    assert list(changes(None)) == []
    assert list(changes(Conditions("C-1", ConditionState.MET))) == []
