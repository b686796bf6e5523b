"""The ordinary day: the same at every load, at sea speeds, silent where it is told to be."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.exercise.background import chance
from feeds.exercise.loader import shipped_scenario
from feeds.exercise.scenario import Scenario, ScenarioLine
from feeds.picture.place import Track
from feeds.picture.warning import Indication
from tests.rig.story import instant


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """The scenario that ships."""
    return shipped_scenario("quiet_harbour")


def tracks(scenario: Scenario) -> dict[str, list[tuple[ScenarioLine, Track]]]:
    """The reports of each ship of the background, in their order."""
    found: dict[str, list[tuple[ScenarioLine, Track]]] = {}
    for line in scenario.lines:
        if isinstance(line.body, Track) and line.subject is not None and line.id.startswith("ships"):
            found.setdefault(line.subject, []).append((line, line.body))
    return found


@given(st.lists(st.text(max_size=8), min_size=1, max_size=4))
def test_chance_depends_on_its_parts_alone(parts: list[str]) -> None:
    """The same parts give the same number, from 0 up to 1."""
    assert chance(*parts) == chance(*parts)
    assert 0 <= chance(*parts) < 1


def test_some_sixty_ships_report_about_hourly(scenario: Scenario) -> None:
    """There are sixty ships of the background, and reports come hourly, save where a gap swallows two."""
    ships = tracks(scenario)
    assert len(ships) == 60
    gaps = [(later.known - earlier.known) / 3_600_000 for reports in ships.values() for (earlier, _), (later, _) in pairwise(reports)]
    assert min(gaps) > 0.5
    assert max(gaps) < 3.1
    assert sum(0.9 < gap < 1.1 for gap in gaps) > 0.95 * len(gaps)


def test_no_ship_goes_faster_than_it_says(scenario: Scenario) -> None:
    """Between two reports a ship covers no more ground than a fifth above its own speed allows."""
    for reports in tracks(scenario).values():
        for (one, here), (other, there) in pairwise(reports):
            narrow = math.cos(math.radians(here.position[1]))
            east = (there.position[0] - here.position[0]) * narrow
            metres = 111_195 * math.hypot(east, there.position[1] - here.position[1])
            fastest = max(here.speed or 0, there.speed or 0) or 7.0
            # A turn at the end of a lane crosses it once: twice the spread of 0.06 degrees at most.
            assert metres <= 1.2 * fastest * (other.at - one.at) / 1000 + 14_000


def test_ferries_lie_still_while_the_ferry_is_stopped(scenario: Scenario) -> None:
    """From 08:35 until after midnight no ferry moves, and each stays where it was."""
    since, until = instant(scenario, "08:35:00"), instant(scenario, "23T00:20:00")
    ferries = [reports for reports in tracks(scenario).values() if reports[0][1].kind == "FERRY"]
    assert len(ferries) == 4
    for reports in ferries:
        stopped = [body for line, body in reports if since <= line.at < until]
        assert {body.speed for body in stopped} == {0.0}
        assert len({body.position for body in stopped}) == 1


def test_a_source_that_is_away_says_nothing(scenario: Scenario) -> None:
    """No line of a feed is learned while it is away; the gap in the strait is a gap."""
    for away in scenario.away:
        lines = [line for line in scenario.lines if line.by == away.who and not line.refused]
        assert not [line.id for line in lines if away.since + 2_000 < line.known < away.until]
    gap = [line for reports in tracks(scenario).values() for line, body in reports if body.name.startswith("Coaster")]
    assert not [line for line in gap if instant(scenario, "00:30:00") <= line.at < instant(scenario, "01:50:00")]


def test_a_series_follows_its_knots(scenario: Scenario) -> None:
    """Diesel costs 2.34 crowns around noon, give or take the noise, and less at night; the title says the figure."""
    prices = [(line.at, line.body) for line in scenario.lines if isinstance(line.body, Indication) and line.body.source == "PRICES"]
    noon = [body.measures[0].value for at, body in prices if abs(at - instant(scenario, "12:00:00")) <= 3_600_000]
    assert noon
    assert all(2.2 < value < 2.4 for value in noon)
    assert all(f"{body.measures[0].value:g}" in body.title for _, body in prices)
