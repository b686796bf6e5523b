"""Exposure of legs: to danger zones as they come, move and end; to reports, counted; kept and from scratch alike."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.assessment.conditions import conditions
from feeds.assessment.distance import between
from feeds.assessment.findings import findings
from feeds.assessment.kept import exposures, reports_near
from feeds.assessment.legs import all_legs, each_leg, legs_of
from feeds.picture.corridor import (
    Agreement,
    AgreementKind,
    Corridor,
    CorridorState,
    CorridorStatus,
    Mode,
    Segment,
    SegmentState,
    Verification,
)
from feeds.picture.danger import DangerZone, Pause, PauseState
from feeds.picture.envelope import AuthorKind, Withdrawal
from feeds.picture.fold import fold_all
from feeds.picture.label import Label
from feeds.picture.room import Statement
from feeds.picture.values import Circle, Geometry, LineString, MultiPolygon, Point, Polygon, Window
from feeds.picture.warning import Discipline, Indication, MarkKind, ReportMark, ReportStatus, Severity
from tests.feeds.assessment.world import ALL, HOST_ONLY, MINUTE, ROOM, World, at

LIMIT = 3_000.0
READERS = (None, "HAC", "BOR", "KAR")


Row = tuple[str, Any]


def _zone(number: int, north: float, radius: float, valid: Window, advice: bool, modes: tuple[str, ...]) -> Row:
    area = Circle((0.05, north), radius)
    return f"Z-{number}", DangerZone(f"DZ-{number}", "z", "FIRE", area, valid, uncertainty=100.0, bears_on=modes, restricts_only=advice)


def _report(number: int, where: Geometry | None, severity: Severity | None, status: ReportStatus, older: tuple[str, ...]) -> Row:
    body = Indication("r", Discipline.OSINT, "S", geometry=where, severity=severity, status=status, supersedes=older)
    return f"R-{number}", body


minutes = st.integers(0, 300).map(lambda each: at("06:00") + each * MINUTE)
places = st.tuples(st.floats(-0.1, 0.4), st.floats(-0.08, 0.08))
shapes = (
    st.none() | places.map(Point) | st.builds(Circle, places, st.floats(0, 4_000)) | places.map(lambda each: LineString((each, (0.5, 0.5))))
)
names = st.lists(st.integers(0, 4).map(lambda each: f"R-{each}"), max_size=1).map(tuple)
bodies = st.one_of(
    st.builds(
        _zone,
        st.integers(0, 3),
        st.floats(-0.08, 0.08),
        st.floats(0, 3_000),
        st.builds(lambda since, length: Window(since, length and since + length * MINUTE), minutes, st.none() | st.integers(1, 120)),
        st.booleans(),
        st.sampled_from(((), ("ROAD",), ("SEA",))),
    ),
    st.builds(_report, st.integers(0, 4), shapes, st.none() | st.sampled_from(Severity), st.sampled_from(ReportStatus), names),
    st.builds(lambda number, mark: (f"R-{number}", ReportMark(f"R-{number}", mark)), st.integers(0, 4), st.sampled_from(MarkKind)),
    st.builds(lambda limit: ("C-HC-9", Corridor("HC-9", "n", "p", Mode.SEA, "AUR", (), endanger_distance=limit)), st.floats(0, 9_000)),
    st.builds(lambda east: ("S-9", Segment("C-HC-9", "S9", "leg", LineString(((east, 0.01), (east + 0.1, 0.02))))), st.floats(-0.1, 0.3)),
)
segments = st.sampled_from(("S-HC-2-1", "S-HC-2-2", "S-9"))
ground = st.one_of(
    st.builds(lambda leg, state, when: (leg, Verification(leg, state, when, "HAC")), segments, st.sampled_from(SegmentState), minutes),
    st.builds(lambda state: ("C-HC-2", CorridorStatus("C-HC-2", state)), st.sampled_from(CorridorState)),
    st.builds(lambda kind: ("C-HC-2/AUR", Agreement("C-HC-2", "AUR", kind)), st.sampled_from(AgreementKind)),
    st.builds(lambda number: (f"T-{number}", Statement("keep clear", "t", f"Z-{number}")), st.integers(0, 3)),
    st.builds(
        lambda state: ("PA-1", Pause("PA-1", "p", ("AUR",), Window(at("06:00")), state, corridors=("C-HC-2",))), st.sampled_from(PauseState)
    ),
)
labels = st.sampled_from((ALL, HOST_ONLY, None))
made_rows = st.tuples(bodies | ground, labels)
steps = st.lists(st.tuples(st.lists(made_rows, max_size=3), st.booleans(), minutes), min_size=1, max_size=8)


@given(steps)
@settings(max_examples=80, deadline=None)
def test_kept_and_from_scratch_are_exposed_alike(night: list[tuple[list[tuple[Row, Label | None]], bool, int]]) -> None:
    """Whatever a corridor's conditions rest on comes, changes and goes, time goes forward and back: what is kept stays right."""
    world = World(at("06:00"))
    world.corridor()
    for made, gone, now in night:
        for (subject, body), label in made:
            row = world.put(subject, body, label=label)
            if gone:
                world.sequence += 1
                fold_all(world.picture, [Withdrawal(row.kind, subject, ROOM, world.sequence)])
        fresh = world.picture.copy()
        assert exposures(world.picture, now, LIMIT) == exposures(fresh, now, LIMIT)
        assert [conditions(world.picture, now, "C-HC-2", each) for each in READERS] == [
            conditions(fresh, now, "C-HC-2", each) for each in READERS
        ]
        outcome = findings(world.picture, now, None)
        assert outcome == findings(fresh, now, None)
        for found in outcome.rows if gone else ():
            world.put(found.subject, found.body, event=found.event, label=found.label, kind=AuthorKind.HUB)
        fresh = world.picture.copy()
        for leg in each_leg(all_legs(world.picture), LIMIT):
            assert reports_near(world.picture, *leg.place) == reports_near(fresh, *leg.place)


@given(st.lists(st.tuples(places, st.none() | st.sampled_from(Severity)), max_size=30))
@settings(max_examples=40, deadline=None)
def test_counts_are_those_of_measuring_each(drawn: list[tuple[tuple[float, float], Severity | None]]) -> None:
    """The counts of a leg are the reports within its own distance, by severity, as measuring every pair finds them."""
    world = World(at("06:00"))
    corridor = world.corridor(endanger_distance=2_000.0)
    for number, (where, severity) in enumerate(drawn):
        world.put(f"R-{number}", Indication("r", Discipline.OSINT, "S", geometry=Point(where), severity=severity))
    legs = legs_of(world.picture, corridor)
    assert legs is not None
    for row, body in legs.legs:
        counted = dict(reports_near(world.picture, corridor, row.subject))
        for severity in (*Severity, None):
            near = [between(body.geometry, Point(where)).metres for where, its in drawn if its is severity]
            assert counted[severity] in range(sum(each < 1_999 for each in near), sum(each < 2_001 for each in near) + 1)


def test_what_is_marked_ended_or_superseded_is_not_counted() -> None:
    """Five reports at one place: one stands, one ended, one was fabricated, one confirmed, one superseded by a report without a place."""
    world = World(at("06:00"))
    corridor = world.corridor()
    for number in range(5):
        status = ReportStatus.ENDED if number == 1 else ReportStatus.CURRENT
        world.put(f"R-{number}", Indication("r", Discipline.OSINT, "S", geometry=Point((0.05, 0.0)), severity=Severity.HIGH, status=status))
    world.put("R-2", ReportMark("R-2", MarkKind.FABRICATED))
    world.put("R-3", ReportMark("R-3", MarkKind.CONFIRMED))
    world.put("R-9", Indication("later", Discipline.OSINT, "S", supersedes=("R-4",)))
    assert dict(reports_near(world.picture, corridor, "S-HC-2-1"))[Severity.HIGH] == 2
    assert dict(reports_near(world.picture, "C-nowhere", "S-9"))[Severity.HIGH] == 0


def test_a_shared_leg_is_measured_at_each_corridors_own_distance() -> None:
    """Two corridors over one segment, 1 km and 5 km: a zone at 3 km bears on the second alone."""
    world = World(at("06:00"))
    world.corridor()
    for code, limit in (("NEAR", 1_000.0), ("FAR", 5_000.0)):
        world.put(f"C-{code}", Corridor(code, code, "p", Mode.ROAD, "AUR", (), segments=("S-HC-2-1",), endanger_distance=limit))
    world.zone("DZ-1", 3.0, east=0.05)
    found = exposures(world.picture, world.now, LIMIT)
    assert ("C-NEAR", "S-HC-2-1") not in found
    assert found["C-FAR", "S-HC-2-1"][0].limit == 5_000.0


def _lines(path: Path) -> list[LineString]:
    found = [each["geometry"] for each in json.loads(path.read_text())["features"] if each["geometry"] is not None]
    paths = [line for each in found for line in ([each["coordinates"]] if each["type"] == "LineString" else each["coordinates"])]
    return [LineString(tuple((float(at[0]), float(at[1])) for at in line)) for line in paths if len(line) > 1]


def _areas(path: Path) -> list[Polygon | MultiPolygon]:
    found = [each["geometry"] for each in json.loads(path.read_text())["features"] if each["geometry"] is not None]
    made: list[Polygon | MultiPolygon] = []
    for geometry in found:
        many = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        made.append(MultiPolygon(tuple(tuple(tuple((float(at[0]), float(at[1])) for at in ring) for ring in rings) for rings in many)))
    return made


@pytest.mark.parametrize("hidden", [False, True])
def test_the_worlds_rivers_and_disputed_areas(shared_data: Path, hidden: bool) -> None:
    """462 rivers as corridors and 80 disputed areas as zones are assessed without a crash, and a second look finds nothing more."""
    rivers = _lines(shared_data / "lines" / "ne_50m_rivers_lake_centerlines.geojson")
    areas = [area for path in sorted((shared_data / "zones").glob("*disputed*.geojson")) for area in _areas(path)]
    assert (len(rivers) >= 462, len(areas) >= 80) == (True, True)
    world = World(at("06:00"))
    for number, river in enumerate(rivers):
        world.put(f"C-{number}", Corridor(f"R{number}", "river", "p", Mode.SEA, "AUR", ("AUR",), segments=(f"S-{number}",)))
        world.put(f"S-{number}", Segment(f"C-{number}", "S1", "leg", river))
    for number, area in enumerate(areas):
        world.put(f"Z-{number}", DangerZone(f"D{number}", "d", "DISPUTE", area, Window(at("05:00"))), label=HOST_ONLY if hidden else ALL)
    outcome = world.watch()
    assert len({found.subject for found in outcome.rows if found.subject.startswith("C-") and "/" not in found.subject}) == len(rivers)
    assert world.ask().rows == ()
    touched = exposures(world.picture, world.now, LIMIT)
    assert sum(any(one.metres == 0.0 for one in near) for near in touched.values()) > 5
    assert all(np.isfinite(one.metres) for near in touched.values() for one in near)


def test_uncertainty_counts_against_the_leg() -> None:
    """A zone that may lie within the limit endangers: 3.2 km and half a kilometre of doubt is near, 3.2 km alone is not."""
    world = World(at("10:00"))
    world.corridor()
    world.zone("DZ-1", 3.2)
    assert exposures(world.picture, world.now, LIMIT) == {}
    world.zone("DZ-1", 3.2, uncertainty=500.0)
    ((one,),) = (found for place, found in exposures(world.picture, world.now, LIMIT).items() if place[1] == "S-HC-2-1")
    assert one.text("S1") == "DZ-1 is 3.2 km ± 0.5 km from S1; limit 3.0 km"
    world.zone("DZ-1", 1.2)
    assert exposures(world.picture, world.now, LIMIT)["C-HC-2", "S-HC-2-1"][0].text("S1") == "DZ-1 is 1.2 km from S1; limit 3.0 km"


def test_a_zone_comes_and_goes_by_the_clock_alone() -> None:
    """Nothing is written: it is not there before it begins, endangers while it is valid, and is told of as over once it ended."""
    world = World(at("10:00"))
    world.corridor()
    world.zone("DZ-1", 1.0, since=at("10:30"), until=at("11:00"))
    here = ("C-HC-2", "S-HC-2-1")
    assert here not in exposures(world.picture, at("10:29"), LIMIT)
    assert exposures(world.picture, at("10:30"), LIMIT)[here][0].endangers
    assert not exposures(world.picture, at("11:00"), LIMIT)[here][0].endangers
    world.put("Z-DZ-1", Statement("gone", "t"))
    fold_all(world.picture, [Withdrawal("danger_zone", "Z-DZ-1", ROOM, world.sequence + 1)])
    assert here not in exposures(world.picture, at("11:01"), LIMIT)


def test_what_endangers_now_and_is_nearest_comes_first() -> None:
    """Of a zone that is over, advice, and two that endanger, the nearer of these two leads."""
    world = World(at("10:00"))
    world.corridor()
    world.zone("OVER", 0.1, since=at("08:00"), until=at("09:00"))
    world.zone("ADVICE", 0.2, restricts_only=True)
    world.zone("FAR", 2.5)
    world.zone("NEAR", 1.5)
    found = exposures(world.picture, world.now, LIMIT)["C-HC-2", "S-HC-2-1"]
    assert [one.body.code for one in found] == ["NEAR", "FAR", "ADVICE", "OVER"]
