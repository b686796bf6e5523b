"""The shipped story at a time of day: its records and its pictures, folded once without a network, for any test that wants a full room."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from feeds.errors import Misuse
from feeds.exercise.loader import shipped_scenario
from feeds.exercise.offline import Offline
from feeds.exercise.scenario import Scenario
from feeds.picture.calendar import instant_of, iso, utc
from feeds.picture.corridor import Conditions
from feeds.picture.envelope import Record
from feeds.picture.fold import fold
from feeds.picture.picture import Picture
from feeds.picture.release import Sight, audience_of
from feeds.picture.room import Roster

SAMPLE: Final = "quiet_harbour"


def instant(scenario: Scenario, clock: str) -> int:
    """Return the instant of a time such as 10:47:32, on the scenario's first whole day; "23T04:00:00" names another day of the month.

    Raises:
        Misuse: it is no time of the scenario.

    """
    day, _, rest = clock.rpartition("T")
    try:
        wanted = time.fromisoformat(rest)
        number = int(day) if day else 0
    except ValueError as error:
        raise Misuse("time", "no time of the exercise", clock, "10:47:32, or 23T04:00:00") from error
    first = utc(scenario.starts).date()
    days = [first + timedelta(days=each) for each in range((scenario.ends - scenario.starts) // 86_400_000 + 2)]
    for each in days:
        found = instant_of(datetime.combine(each, wanted, UTC))
        chosen = each.day == number if number else each == days[1]
        if chosen and scenario.starts <= found <= scenario.ends:
            return found
    raise Misuse("time", "no time of the exercise", clock, f"{iso(scenario.starts)} to {iso(scenario.ends)}")


@lru_cache(maxsize=32)
def sample_records(clock: str = "10:47:32") -> tuple[Record, ...]:
    """Return the shipped story's records known at a time of 22 November."""
    scenario = shipped_scenario(SAMPLE)
    run = Offline(scenario)
    run.play_to(instant(scenario, clock))
    return tuple(run.records)


def sample_picture(clock: str = "10:47:32", entity: str = "") -> Picture:
    """Return the shipped story's picture at a time of 22 November: the host's, or what is released to an entity. The caller owns it."""
    scenario = shipped_scenario(SAMPLE)
    records = sample_records(clock)
    whole = Picture(scenario.regime)
    for record in records:
        fold(whole, record)
    rows = list(whole.all_rows())
    if entity and entity != scenario.host:
        rows = _seen_by(scenario, rows, entity)
    picture = Picture(scenario.regime)
    for row in sorted(rows, key=lambda row: row.sequence):
        change = fold(picture, row)
        if change is not None:
            picture.digest.apply([change])
    return picture


def _seen_by(scenario: Scenario, rows: list[Record], entity: str) -> list[Record]:
    roster = next(row.body for row in rows if isinstance(row.body, Roster))
    if roster.entity(entity) is None:
        raise Misuse("entity", "no such entity in the exercise", entity, f"one of {', '.join(each.code for each in scenario.entities)}")
    sight = Sight(audience_of(entity, roster), roster, scenario.policy)
    found = [row for row in rows if sight.sees(row)]
    own = {row.body.corridor for row in found if isinstance(row.body, Conditions) and row.body.audience == entity}
    return [row for row in found if not (isinstance(row.body, Conditions) and row.body.audience is None and row.body.corridor in own)]
