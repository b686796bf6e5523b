"""A plan played by itself: of any moment, in any order, and of one audience."""

from __future__ import annotations

import pytest

from app.planned import PlayedPlan
from feeds.errors import Misuse
from feeds.exercise.loader import shipped_scenario
from feeds.picture.danger import DangerZone
from tests.rig.story import SAMPLE, instant

HEIGHT, BEFORE = "10:47:32", "09:00:00"


def test_it_goes_on_and_back_to_the_same_pictures() -> None:
    """On, back and on again: each moment has its one picture, and one that was handed out stays as it was."""
    plan, scenario = PlayedPlan(SAMPLE, None), shipped_scenario(SAMPLE)
    shown = [plan.at(instant(scenario, clock)) for clock in (BEFORE, HEIGHT, BEFORE, HEIGHT)]
    early, late, *again = [each.digest.root() for each in shown]
    assert again == [early, late]
    assert early != late


def test_an_entity_sees_what_is_released_to_it() -> None:
    """HAC knows fewer danger zones than the room, and has no row that the room has not; nobody has no plan."""
    at = instant(shipped_scenario(SAMPLE), HEIGHT)
    whole, hac = PlayedPlan(SAMPLE, None).at(at), PlayedPlan(SAMPLE, "HAC").at(at)
    zones = [{row.subject for row, _ in each.bodies(DangerZone)} for each in (hac, whole)]
    assert zones[0] < zones[1]
    assert {(row.kind, row.row) for row in hac.all_rows()} < {(row.kind, row.row) for row in whole.all_rows()}
    with pytest.raises(Misuse, match="no such entity on the roster"):
        PlayedPlan(SAMPLE, "NOBODY")
