"""What a record says it is: hostile or protected, whatever kind of record it came as, and nothing that merely sounds so."""

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.corridor import Mode
from feeds.picture.envelope import Record
from feeds.picture.guarded import FLOOR, Protection, extent, hostile, hostile_code, protection, untraced
from feeds.picture.label import Label, Ocha
from feeds.picture.place import Affiliation, Feature, Property, Track
from feeds.picture.records import AnyBody
from feeds.picture.relief import Movement, MovementState, Site, SiteKind
from feeds.picture.values import Circle, Geometry, LineString, MultiPoint, MultiPolygon, Point, Polygon
from feeds.picture.warning import Discipline, Indication
from tests.layers.scenery import row

HERE = (-123.0, -46.9)
HOUSE = Polygon((((-123.0, -46.9), (-122.999, -46.9), (-122.999, -46.901), (-123.0, -46.9)),))
TOWN = Polygon((((-123.0, -46.9), (-122.9, -46.9), (-122.9, -47.0), (-123.0, -46.9)),))


def said(body: AnyBody, ocha: Ocha | None = None) -> Protection | None:
    """What a record of this body is of."""
    record: Record = row("x", body)
    label = record.label or Label("ROOM", "OPEN", "HOS")
    return protection(msgspec.structs.replace(record, label=msgspec.structs.replace(label, ocha=ocha)))


def imported(
    name: str = "", *, category: str | None = None, layer: str = "file", geometry: Geometry | None = None, **properties: str
) -> Feature:
    """A feature as a file brings it."""
    told = tuple(Property(key.replace("_", ":"), value) for key, value in properties.items())
    return Feature(name or "12", geometry or Point(HERE), layer, "file", category=category, properties=told)


@pytest.mark.parametrize(
    ("sidc", "expected"),
    [
        ("10061000001211000000", True),
        ("10051000001211000000", True),
        ("10031000001211000000", False),
        ("SHGPUCI---", True),
        ("SFGPUCI---", False),
    ],
)
def test_a_hostile_identity_is_read_from_both_kinds_of_code(sidc: str, expected: bool) -> None:
    """Suspect and hostile identities are known in digit codes and in the older letters, and make a track hostile whatever its word."""
    assert hostile_code(sidc) is expected
    assert hostile(Track("x", "AIS", HERE, Affiliation.UNKNOWN, sidc=sidc)) is expected


def test_whose_word_says_hostile_is_hostile() -> None:
    """By affiliation or by the report's own word; a friend is not."""
    assert hostile(Track("x", "AIS", HERE, Affiliation.HOSTILE))
    assert hostile(Feature("x", Point(HERE), "f", "f", affiliation=Affiliation.HOSTILE))
    assert hostile(Indication("x", Discipline.OSINT, "CPA", hostile=True))
    assert not hostile(Track("x", "AIS", HERE, Affiliation.FRIEND))


@pytest.mark.parametrize("kind", SiteKind)
def test_every_kind_of_site_is_protected(kind: SiteKind) -> None:
    """No kind of site is nothing."""
    assert said(Site("x", kind, "Ostmere")) is not None


@pytest.mark.parametrize(("mode", "expected"), [(Mode.ROAD, Protection.RELIEF), (Mode.SEA, Protection.EVACUATION)])
def test_a_movement_is_protected(mode: Mode, expected: Protection) -> None:
    """A convoy is relief, a ferry evacuates."""
    assert said(Movement("C1", "Convoy 1", "HAC", mode, MovementState.MOVING)) is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (imported(category="hospital"), Protection.HOSPITAL),
        (imported(category="Hospitals"), Protection.HOSPITAL),
        (imported(amenity="hospital"), Protection.HOSPITAL),
        (imported(amenity="clinic"), Protection.HOSPITAL),
        (imported(emergency="assembly_point"), Protection.EVACUATION),
        (imported(social_facility="shelter"), Protection.SHELTER),
        (imported(category="Hôpital régional"), Protection.HOSPITAL),
        (imported(layer="health_sites"), Protection.HOSPITAL),
        (imported("St. Mary's Hospital"), Protection.HOSPITAL),
        (imported(category="aid hub"), Protection.RELIEF),
        (imported(category="hospital", geometry=HOUSE), Protection.HOSPITAL),
        (imported(category="hospital", geometry=MultiPoint((HERE, (0.0, 0.0)))), Protection.HOSPITAL),
        (imported(category="hospital", geometry=MultiPolygon((HOUSE.rings, HOUSE.rings))), Protection.HOSPITAL),
    ],
)
def test_an_imported_feature_is_what_it_says(body: Feature, expected: Protection) -> None:
    """Its category, what types it, its layer and, for medicine, its name; in any spelling, as a point or as the ground of a house."""
    assert said(body) is expected


@pytest.mark.parametrize(
    "body",
    [
        imported("Shelter Island"),
        imported("Refuge Cove", category="bay"),
        imported(category="airport"),
        imported(description="near the hospital"),
        imported(category="hospitality"),
        imported(category="evacuation zone", geometry=TOWN),
        imported(category="relief route", geometry=LineString((HERE, (0.0, 0.0)))),
    ],
)
def test_what_merely_sounds_so_is_not(body: Feature) -> None:
    """A name of a place, a description, a longer word, a zone to be left, a route: none of these is a protected place."""
    assert said(body) is None


def test_humanitarian_data_stands_protected_whatever_it_is_called() -> None:
    """OCHA's sensitivity on the label protects a position; a whole town is no position."""
    assert said(imported("12"), Ocha.LOW) is Protection.RELIEF
    assert said(imported("12", geometry=TOWN), Ocha.LOW) is None
    assert said(Track("12", "AIS", HERE), Ocha.SEVERE) is Protection.RELIEF


@pytest.mark.parametrize(
    "sidc",
    [
        *("10031000001613000000", "10031000001614000000", "10032000001207020000", "10033000001301070000", "10033000001401160000"),
        *("10030100001101010000", "10030100001102001400", "SFGPUSM---", "SNGPIXH---", "SFSPNM----", "SFAPMHO---"),
    ],
)
def test_a_medical_code_is_protected(sidc: str) -> None:
    """Medical units, hospitals, hospital ships and evacuation aircraft by their symbol's code, in digits and in letters."""
    assert said(Track("x", "AIS", HERE, Affiliation.FRIEND, sidc=sidc)) is Protection.HOSPITAL


@pytest.mark.parametrize("sidc", ["10031000001211000000", "10033000001301080000", "SFGPUCI---", "10030100001102000000"])
def test_another_code_is_not(sidc: str) -> None:
    """Infantry, a cargo ship and a plain helicopter are not."""
    assert said(Track("x", "AIS", HERE, Affiliation.FRIEND, sidc=sidc)) is None


def test_what_is_hostile_is_an_area_and_no_sign() -> None:
    """A hostile object that calls itself a hospital stays the area it is."""
    assert said(Track("Field hospital", "AIS", HERE, Affiliation.HOSTILE)) is None


def test_no_line_follows_either() -> None:
    """What is hostile or protected is not traced; a ferry of nobody's is."""
    assert untraced(row("x", Track("x", "AIS", HERE, Affiliation.HOSTILE)))
    assert untraced(row("x", Track("Hospital ship Vega", "AIS", HERE)))
    assert not untraced(row("x", Track("Vega", "AIS", HERE)))


@given(st.floats(-179.0, 179.0), st.floats(-60.0, 60.0), st.floats(FLOOR / 2, 50_000.0))
def test_an_extent_is_the_greater_side(lon: float, lat: float, radius: float) -> None:
    """Of a circle its diameter, of a square drawn round it about as much, also across the antimeridian."""
    up = radius / 111_195.0
    side = up / math.cos(math.radians(lat))

    def turned(value: float) -> float:
        return (value + 180.0) % 360.0 - 180.0

    ring = tuple((turned(lon + x * side), lat + y * up) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)))
    assert extent(Circle((lon, lat), radius)) == 2 * radius
    assert extent(Polygon((ring,))) == pytest.approx(2 * radius, rel=0.05)
