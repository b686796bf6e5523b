"""The watch and an exercise's clock: the same night at any speed."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from feeds.assessment.findings import Finding, Outcome, Signs
from feeds.clock import SteppedClock
from feeds.errors import Damaged, Refused
from feeds.hub.house import House
from feeds.hub.opening import open_house
from feeds.hub.watch import Watch
from feeds.picture.envelope import Record
from feeds.picture.identity import content_hash
from feeds.picture.ladder import DeclaredLevel
from feeds.picture.night import LogEntry
from feeds.picture.picture import Picture
from feeds.picture.room import Source, SourceState, SourceStatus
from tests.feeds.hub.conftest import DRILL
from tests.feeds.hub.hall import Hall, label, make_room, report, until

MINUTE = 60_000


def each_minute(picture: Picture, now: int, _signs: Signs | None, _changed: frozenset[str] | None) -> Outcome:
    """A rule that writes a log entry at each full minute."""
    moment = now // MINUTE * MINUTE
    subject = f"LG-{moment}"
    rows = () if picture.find("log_entry", subject) is not None else (Finding(subject, LogEntry("tick"), moment, None),)
    return Outcome(rows, moment + MINUTE)


def drilled(folder: Path) -> House:
    """Open the house of an exercise."""
    return open_house(make_room(folder, regime=DRILL, stepped=True))


def night(house: House, steps: list[int]) -> list[tuple[str, int, int]]:
    """Run a night in steps and return subject, event and known time of what the watch wrote."""
    watch, clock = Watch(house, each_minute), house.clock
    assert isinstance(clock, SteppedClock)
    start = clock.now()
    watch.look()
    for step in steps:
        watch.step_to(clock, start + step)
    rows = [(row.subject, row.event - start, row.known - start) for row in house.picture.rows("log_entry")]
    house.close()
    return [(subject.replace(str(start // MINUTE * MINUTE), ""), event, known) for subject, event, known in rows]


def test_a_stepped_clock_stops_at_every_due_moment(tmp_path: Path) -> None:
    """In one leap or in small steps the same findings are written, each known at its due moment."""
    leap = night(drilled(tmp_path / "a"), [10 * MINUTE])
    walk = night(drilled(tmp_path / "b"), [*range(0, 10 * MINUTE, 777), 10 * MINUTE])
    assert [known - leap[0][2] for _, _, known in leap] == [known - walk[0][2] for _, _, known in walk]
    assert len(leap) == len(walk) >= 10
    assert all(known == event for _, event, known in leap[1:])


def test_an_exercises_clock_never_goes_back(tmp_path: Path) -> None:
    """A step back is refused and changes nothing."""
    house = drilled(tmp_path)
    clock = house.clock
    assert isinstance(clock, SteppedClock)
    start = clock.now()
    with pytest.raises(Refused):
        Watch(house, each_minute).step_to(clock, start - 1)
    assert clock.now() == start
    house.close()


def test_rules_that_contradict_each_other_are_named(tmp_path: Path) -> None:
    """Findings that never settle end the look with an error that names a subject, instead of an endless night."""
    house = drilled(tmp_path)
    numbers = iter(range(1_000))

    def restless(_picture: Picture, now: int, _signs: Signs | None, _changed: frozenset[str] | None) -> Outcome:
        return Outcome((Finding("LG-1", LogEntry(str(next(numbers))), now, None),), None)

    with pytest.raises(Damaged, match="LG-1"):
        Watch(house, restless).look()
    house.close()


def test_a_rule_that_would_decide_something_is_a_fault(tmp_path: Path) -> None:
    """Whatever a rule returns, the watch journals findings only: a level in its hand is an error, and nothing is written."""
    house = drilled(tmp_path)

    def overbold(_picture: Picture, now: int, _signs: Signs | None, _changed: frozenset[str] | None) -> Outcome:
        return Outcome((Finding("L/COUNCIL", DeclaredLevel("L", "COUNCIL", 7, common=True), now, None),), None)

    with pytest.raises(Damaged, match="what people decide"):
        Watch(house, overbold).look()
    assert house.picture.find("declared_level", "L/COUNCIL") is None
    house.close()


def test_the_same_story_at_two_speeds_gives_the_same_picture(tmp_path: Path) -> None:
    """Played in leaps or in small steps, with the real rules, records and findings add up to the same rows."""
    digests = []
    for name, pace in (("a", 10 * MINUTE), ("b", MINUTE // 2)):
        hall = Hall(make_room(tmp_path / name, regime=DRILL, stepped=True))
        try:
            digests.append(_play(hall, pace))
        finally:
            hall.close()
    assert digests[0] == digests[1]


def _play(hall: Hall, pace: int) -> dict[str, str]:
    (player,) = hall.at("PLAYER")
    start = hall.hub.house.clock.now()
    for number, minute in enumerate((0, 1, 30)):
        _advance(hall, start + minute * MINUTE, pace)
        source = Source("AIS", "AIS", "csv", "HOS", expects_every=2 * MINUTE)
        records = [_fixed(report("AIS", body=source, regime=DRILL, marked=label("ALF")), f"{number}s", start + minute * MINUTE)]
        records.append(_fixed(report("IN-1", f"v{number}", regime=DRILL, marked=label("ALF")), f"{number}i", start + minute * MINUTE))
        player.link.send_records(records, source="AIS")
        until(lambda: player.link.outstanding == 0, player)
    _advance(hall, start + 60 * MINUTE, pace)
    until(lambda: player.mirror.in_step and player.link.sequence == hall.hub.house.streams["HOS"].sequence, player)
    rows = player.mirror.picture.all_rows()
    return {f"{row.kind} {row.subject}": f"{row.event - start} {row.known - start} {row.revision}" for row in rows if row.known > start}


def _advance(hall: Hall, to: int, pace: int) -> None:
    player = hall.seats[0]
    clock = hall.hub.house.clock
    while clock.now() < to:
        target = min(clock.now() + pace, to)
        player.link.advance(target, 1.0)
        until(lambda wanted=target: clock.now() >= wanted, player)  # type: ignore[misc]  # bound at once


def _fixed(record: Record, name: str, event: int) -> Record:
    return msgspec.structs.replace(record, key=content_hash(name.encode()), event=event)


def test_a_hub_that_was_away_does_not_call_live_sources_lost(tmp_path: Path) -> None:
    """Opened again after a long absence, a source that was live has its time from then on; one that was lost stays lost."""
    house = drilled(tmp_path)
    now = house.clock.now()
    statuses = {"A": SourceStatus("A", SourceState.LIVE, now, now), "B": SourceStatus("B", SourceState.LOST, now, now - MINUTE)}
    house.commit([house.own(code, status, event=now, label=None) for code, status in statuses.items()], durable=False)
    clock = house.clock
    assert isinstance(clock, SteppedClock)
    clock.advance(now + 600 * MINUTE)
    assert Watch(house, each_minute).last_data == {"A": now + 600 * MINUTE, "B": now - MINUTE}
    house.close()
