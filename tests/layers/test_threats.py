"""Indications: a place becomes a mark, a hostile object never does."""

import msgspec
import pytest

from feeds.picture.values import Circle, Geometry, LineString, MultiPoint, Point, Polygon
from feeds.picture.warning import Admiralty, Discipline, Indication, MarkKind, ReportMark, ReportStatus, Severity
from layers.layer import Area, Drawn, Line, Mark
from layers.style import Shape, codes
from layers.threats import Threats
from tests.layers.scenery import HALVERN, HOUR, KESSBY, SQUARE, fold, picture, row
from tests.rig.specimens import NOON

BITS = codes()["bits"]
GEOMETRIES: list[Geometry] = [
    Point(HALVERN),
    MultiPoint((HALVERN, KESSBY)),
    LineString((HALVERN, KESSBY)),
    Polygon((SQUARE,)),
    Circle(HALVERN, 2000.0),
]


def report(geometry: Geometry | None, **changes: object) -> Indication:
    """A report of that place."""
    return msgspec.structs.replace(Indication("Fire heard", Discipline.MASINT, "CPA", geometry=geometry, severity=Severity.HIGH), **changes)


def drawn(body: Indication, now: int = NOON, *more: object) -> Drawn:
    """What the layer draws of it, at a moment."""
    marks = [row("r-1", one) for one in more if isinstance(one, ReportMark)]
    return Threats().draw(picture(row("r-1", body), *marks), ("indication", "r-1"), now, None)


@pytest.mark.parametrize("geometry", GEOMETRIES)
def test_a_hostile_object_is_only_ever_an_area(geometry: Geometry) -> None:
    """Whatever was drawn, a hostile one gives areas with an age, and neither a mark nor a line."""
    features = drawn(report(geometry, hostile=True)).features
    assert features
    assert all(isinstance(one, Area) for one in features)
    first = features[0]
    assert isinstance(first, Area)
    assert first.notes[0] == "Fire heard"
    lons = [lon for lon, _ in first.rings[0]]
    assert (max(lons) - min(lons)) * 76_000 > 1000


def test_a_hostile_area_says_in_violet_that_it_is_stale() -> None:
    """Seven hours on, the area carries STALE with its age."""
    area = drawn(report(Point(HALVERN), hostile=True), NOON + 7 * HOUR).features[0]
    assert isinstance(area, Area)
    assert area.doubt.startswith("STALE 7 h")


@pytest.mark.parametrize(("geometry", "forms"), list(zip(GEOMETRIES, [{Mark}, {Mark}, {Line}, {Area, Mark}, {Area, Mark}], strict=True)))
def test_each_geometry_has_its_form(geometry: Geometry, forms: set[type]) -> None:
    """Positions are marks, paths are lines, surfaces are an outline with a mark in it."""
    assert {type(one) for one in drawn(report(geometry)).features} == forms


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (report(Point(HALVERN)), ReportMark("r-1", MarkKind.FABRICATED)),
        (report(Point(HALVERN)), ReportMark("r-1", MarkKind.WITHDRAWN)),
        (report(Point(HALVERN), evaluation=Admiralty("F", 2)), None),
        (report(Point(HALVERN), evaluation=Admiralty("B", 6)), None),
    ],
)
def test_what_does_not_hold_is_hollow(body: Indication, more: ReportMark | None) -> None:
    """Fabricated, withdrawn, F and 6 are hollow; a plain report is filled."""
    mark = drawn(body, NOON, more).features[0]
    assert isinstance(mark, Mark)
    assert mark.style & BITS["hollow"]
    sound = drawn(report(Point(HALVERN))).features[0]
    assert isinstance(sound, Mark)
    assert not sound.style & BITS["hollow"]


def test_a_report_fades_by_time_alone_at_the_moment_it_says() -> None:
    """Before ``until`` the word does not change, at it it does, and when STALE there is no further step."""
    first = drawn(report(Point(HALVERN)))
    assert first.until is not None
    assert drawn(report(Point(HALVERN)), first.until - 1).features == first.features
    second = drawn(report(Point(HALVERN)), first.until)
    assert second.features != first.features
    assert second.until is not None
    assert drawn(report(Point(HALVERN)), second.until).until is None


def test_an_ended_report_and_one_without_a_place_are_not_drawn() -> None:
    """What was cancelled or never had a position leaves the map empty."""
    assert not drawn(report(Point(HALVERN), status=ReportStatus.CANCELLED)).features
    assert not drawn(report(None)).features


def test_background_is_a_small_disc() -> None:
    """A report without a severity of its own is a grey disc of the least size."""
    mark = drawn(report(Point(HALVERN), severity=None)).features[0]
    assert isinstance(mark, Mark)
    assert mark.style & 15 == Shape.DISC
    assert mark.style >> BITS["size"] & 7 == 0


def test_a_mark_on_a_report_touches_the_report() -> None:
    """Marking a report draws it again."""
    made = picture(row("r-1", report(Point(HALVERN))))
    (change,) = fold(made, row("r-1", ReportMark("r-1", MarkKind.FABRICATED)))
    assert list(Threats().touched(made, change)) == [("indication", "r-1")]
