"""What the map is told to look at."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.places import bounds, ground_of, home, kind_on_map, place_of
from feeds.picture.alarm import Alarm, Request
from feeds.picture.corridor import Corridor, Mode, Segment
from feeds.picture.danger import DangerZone
from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from feeds.picture.place import Track
from feeds.picture.records import AnyBody
from feeds.picture.relief import Movement, MovementState, Need, Notification, NotificationState, Site, SiteKind
from feeds.picture.values import LineString, Polygon
from feeds.picture.warning import Indication, Severity
from tests.rig.specimens import EXERCISE, record

positions = st.lists(st.tuples(st.floats(-180, 180), st.floats(-80, 80)), min_size=1, max_size=8)


def picture(*rows: tuple[str, str, AnyBody]) -> Picture:
    """Return a picture of these rows."""
    made = Picture(EXERCISE)
    fold_all(made, [msgspec.structs.replace(record(kind), subject=subject, body=body) for kind, subject, body in rows])
    return made


ROUTE = Segment("C", "S1", "Leg", LineString(((-123.0, -46.8), (-123.5, -47.3))))
CORRIDOR = Corridor("HC-2", "Route", "passage", Mode.ROAD, "AUR", ("AUR",), segments=("S",))


@given(positions)
def test_a_box_holds_its_positions(at: list[tuple[float, float]]) -> None:
    """Every position lies in the box, which is never wider than half round the world for want of looking across the antimeridian."""
    found = bounds(at)
    assert found is not None
    south, west, north, east = found
    for longitude, latitude in at:
        assert south <= latitude <= north
        assert any(west <= turned <= east for turned in (longitude, longitude + 360.0, longitude - 360.0))


def test_across_the_antimeridian_the_box_is_the_narrow_one() -> None:
    """Two places on either side of it are two degrees apart, not 358."""
    found = bounds([(179.0, 0.0), (-179.0, 1.0)])
    assert found is not None
    assert found[3] - found[1] < 3


def test_home_of_very_many_reports_is_that_of_an_even_part_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where reports are too many to look at each, the box is that of every few, and still round where they are."""
    rows = [("track", f"T-{number:03d}", Track(f"T {number}", "ais", (number / 10, 40.0))) for number in range(100)]
    exact = home(picture(*rows))
    monkeypatch.setattr("app.places._MANY", 20)
    near = home(picture(*rows))
    assert exact is not None
    assert near is not None
    assert all(abs(one - other) < 0.6 for one, other in zip(exact, near, strict=True))
    assert home(picture(*rows[:19])) == bounds(body.position for _, _, body in rows[:19])


def test_home_is_the_corridors() -> None:
    """A room with corridors looks at them; one without at what it has; an empty one at nothing in particular."""
    vessel = Track("x", "s", (10.0, 50.0))
    corridors = home(picture(("segment", "S", ROUTE), ("track", "T", vessel)))
    assert corridors is not None
    assert corridors[3] < 0
    assert home(picture(("track", "T", vessel))) is not None
    assert home(picture()) is None


def test_home_takes_in_the_danger_beside_the_corridors() -> None:
    """A hostile area or a danger zone a little further out is in view from the start; one far off does not widen it, nor does a report."""
    around = ((-123.5, -46.72), (-123.4, -46.72), (-123.4, -46.7), (-123.5, -46.7), (-123.5, -46.72))
    far = tuple((lon + 4, lat) for lon, lat in around)
    routes = home(picture(("segment", "S", ROUTE)))
    assert routes is not None
    for kind, made in (("danger_zone", _zone), ("indication", _hostile)):
        near = home(picture(("segment", "S", ROUTE), (kind, "X", made(around))))
        assert near is not None
        assert near[2] > routes[2]
        assert home(picture(("segment", "S", ROUTE), (kind, "X", made(far)))) == routes
    neutral = msgspec.structs.replace(_hostile(around), hostile=False)
    assert home(picture(("segment", "S", ROUTE), ("indication", "X", neutral))) == routes


def _zone(ring: tuple[tuple[float, float], ...]) -> DangerZone:
    body = record("danger_zone").body
    assert isinstance(body, DangerZone)
    return msgspec.structs.replace(body, geometry=Polygon((ring,)))


def _hostile(ring: tuple[tuple[float, float], ...]) -> Indication:
    body = record("indication").body
    assert isinstance(body, Indication)
    return msgspec.structs.replace(body, geometry=Polygon((ring,)), hostile=True)


def test_an_item_in_hand_has_its_whole_route_in_view() -> None:
    """A request about an alarm of a leg or of a corridor shows the corridor; one about nothing on the map has no ground of its own."""
    alarm = Alarm("contradicted", Severity.CRITICAL, "S", "t", "w", 0)
    rows = (
        ("segment", "S", ROUTE),
        ("corridor", "C", CORRIDOR),
        ("alarm", "A", alarm),
        ("request", "R", Request("A", 1, "t", ("BOR",), 0)),
    )
    assert ground_of(picture(*rows), "request", "R") == place_of(picture(*rows), "corridor", "C")
    assert ground_of(picture(("request", "R", Request("X", 1, "t", ("BOR",), 0))), "request", "R") is None


def test_an_alarm_is_where_its_subject_is() -> None:
    """Centring on an alarm centres on the corridor it is about; on one about a feed, nowhere."""
    alarm = Alarm("contradicted", Severity.CRITICAL, "C", "t", "w", 0)
    held = picture(("segment", "S", ROUTE), ("corridor", "C", CORRIDOR), ("alarm", "A", alarm))
    assert place_of(held, "alarm", "A") == place_of(held, "segment", "S")
    feed = msgspec.structs.replace(alarm, about="AIS-N")
    assert place_of(picture(("alarm", "A", feed)), "alarm", "A") is None


def test_what_has_no_position_is_found_by_its_place() -> None:
    """A convoy whose lead released a place alone is looked for at the site of that name, else along the legs that name it; its
    notification and a need are where they are; a place nobody placed is nowhere.
    """
    convoy = Movement("CV-3", "convoy", "HAC", Mode.ROAD, MovementState.HALTED, place="Ostmere")
    hall = Site("hall", SiteKind.TRANSIT, "Ostmere", (10.0, 50.0))
    notice = Notification("N-1", "convoy", NotificationState.SUBMITTED, ("AUR",), "M")
    rows = (("movement", "M", convoy), ("notification", "N", notice), ("need", "D", Need("Ostmere", "water")))
    placed = picture(("site", "T", hall), *rows)
    for kind, subject in (("movement", "M"), ("notification", "N"), ("need", "D")):
        assert place_of(placed, kind, subject) == bounds([(10.0, 50.0)]), kind
        assert kind_on_map(placed, subject) == kind
    leg = msgspec.structs.replace(ROUTE, places=("Ostmere",))
    assert place_of(picture(("segment", "S", leg), *rows), "movement", "M") == bounds(ROUTE.geometry.path)
    assert place_of(picture(*rows), "movement", "M") is None
    assert kind_on_map(picture(*rows), "M") == ""
