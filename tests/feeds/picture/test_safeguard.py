"""What a record must never become is refused, with the reason."""

from __future__ import annotations

import msgspec
import pytest

from feeds.picture.action import Action, ActionKind, ActionState
from feeds.picture.corridor import Flow
from feeds.picture.label import NOT_FOR_TARGETING, Label
from feeds.picture.place import Affiliation, Feature, Track
from feeds.picture.safeguard import refusal
from feeds.picture.values import Circle, Geometry, LineString, MultiPoint, MultiPolygon, Point, Polygon
from feeds.picture.warning import Discipline, Indication
from tests.rig.specimens import record

SMALL = Polygon((((10.0, 50.0), (10.001, 50.0), (10.001, 50.001), (10.0, 50.0)),))
LARGE = Polygon((((10.0, 50.0), (10.1, 50.0), (10.1, 50.1), (10.0, 50.0)),))
ACROSS = Polygon((((179.9999, 0.0), (-179.9999, 0.0), (-179.9999, 0.001), (179.9999, 0.0)),))


def with_body(kind: str, body: Track | Feature | Indication) -> str | None:
    """Return the refusal of a specimen with this body."""
    return refusal(msgspec.structs.replace(record(kind), body=body))


def test_a_hostile_track_is_refused() -> None:
    """A hostile object never stands as a point that moves."""
    assert "may not be a point" in str(with_body("track", Track("x", "s", (1.0, 2.0), Affiliation.HOSTILE)))
    assert with_body("track", Track("x", "s", (1.0, 2.0), Affiliation.CIVILIAN)) is None


@pytest.mark.parametrize(
    ("geometry", "word"),
    [
        (Point((1.0, 2.0)), "point or a line"),
        (LineString(((1.0, 2.0), (2.0, 2.0))), "point or a line"),
        (SMALL, "m across"),
        (ACROSS, "m across"),
        (Circle((1.0, 2.0), 499.0), "998 m across"),
        (MultiPolygon((LARGE.rings, SMALL.rings)), "m across"),
    ],
)
def test_a_hostile_feature_is_an_area(geometry: Geometry, word: str) -> None:
    """A hostile feature drawn as a point, a line or an area under a kilometre is refused; across the antimeridian too, and in any part."""
    assert word in str(with_body("feature", Feature("x", geometry, "areas", "s", affiliation=Affiliation.HOSTILE)))
    assert word in str(with_body("indication", Indication("x", Discipline.IMINT, "s", geometry=geometry, hostile=True)))


def test_a_hostile_area_of_a_kilometre_is_admitted() -> None:
    """An area at or above the floor is what a hostile object is, whichever way it lies."""
    for across, along in ((0.1, 0.001), (0.001, 0.1)):
        narrow = Polygon((((10.0, 50.0), (10.0 + across, 50.0), (10.0 + across, 50.0 + along), (10.0, 50.0)),))
        assert with_body("feature", Feature("x", narrow, "areas", "s", affiliation=Affiliation.HOSTILE)) is None
    assert with_body("feature", Feature("x", LARGE, "areas", "s", affiliation=Affiliation.HOSTILE)) is None
    assert with_body("feature", Feature("x", Circle((1.0, 2.0), 500.0), "areas", "s", affiliation=Affiliation.HOSTILE)) is None


def test_human_sources_stand_at_place_level() -> None:
    """A human-source report with a position is refused; with a place or an area it is admitted."""
    for told in (
        Point((1.0, 2.0)),
        MultiPoint(((1.0, 2.0), (2.0, 2.0))),
        MultiPolygon((LARGE.rings, SMALL.rings)),
        Circle((1.0, 2.0), 499.0),
    ):
        assert "place level" in str(with_body("indication", Indication("x", Discipline.HUMINT, "s", geometry=told)))
    for area in (LARGE, MultiPolygon((LARGE.rings,)), Circle((1.0, 2.0), 500.0)):
        assert with_body("indication", Indication("x", Discipline.HUMINT, "s", geometry=area)) is None
    assert with_body("indication", Indication("x", Discipline.HUMINT, "s", place="Kessby")) is None


@pytest.mark.parametrize("count", [0, 1, 9, 10, None])
def test_few_people_are_not_counted(count: int | None) -> None:
    """A convoy, a site or a flow of one to nine people is refused with its count; nobody, ten, and no count are taken."""
    flow = None if count is None else Flow(count, "REL", 0)
    for kind, more in (("movement", {"people": count}), ("site", {"occupancy": count}), ("corridor_status", {"flow": flow})):
        made = record(kind)
        marked = Label("exercise", "RESTRICTED", "AUR", caveats=frozenset({NOT_FOR_TARGETING}))
        said = refusal(msgspec.structs.replace(made, body=msgspec.structs.replace(made.body, **more), label=marked))
        assert (said is not None) == (count in {1, 9}), said


@pytest.mark.parametrize(
    "kind",
    [
        *("corridor", "corridor_status", "agreement", "segment", "verification", "pause", "movement"),
        *("corridor_incident", "site", "need", "offer", "notification", "notification_receipt"),
    ],
)
def test_humanitarian_records_carry_the_caveat(kind: str) -> None:
    """A relief record whose label lacks NOT FOR TARGETING is refused; a missing label fails closed elsewhere."""
    assert "humanitarian records carry the caveat 'NOT FOR TARGETING'" in str(refusal(record(kind)))
    marked = Label("exercise", "OPEN", "HAC", caveats=frozenset({NOT_FOR_TARGETING}))
    assert refusal(record(kind, label=marked)) is None
    assert refusal(record(kind, label=None)) is None


def test_what_shared_sensors_do_carries_the_caveat() -> None:
    """A shared sensor pass is born NOT FOR TARGETING; an action of another kind is not."""
    passing, patrol = (Action("A", kind, "G", "AUR", ActionState.REQUESTED) for kind in (ActionKind.SHARED_SENSOR_PASS, ActionKind.PATROL))
    assert "shared-sensor records carry" in str(refusal(msgspec.structs.replace(record("action"), body=passing)))
    marked = Label("exercise", "OPEN", "AUR", caveats=frozenset({NOT_FOR_TARGETING}))
    assert refusal(msgspec.structs.replace(record("action", label=marked), body=passing)) is None
    assert refusal(msgspec.structs.replace(record("action"), body=patrol)) is None
