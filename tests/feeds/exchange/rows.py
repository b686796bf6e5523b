"""Rows of every kind that leaves, drawn by hypothesis: names from anywhere, places that are sound, labels of a small policy."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st

from feeds.exchange.cover import Cover
from feeds.exchange.entry import Entry, entry
from feeds.picture.danger import DangerZone
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.identity import content_hash
from feeds.picture.label import NOT_FOR_TARGETING, Label, LabelClass, LabelPolicy, roll_up
from feeds.picture.picture import Picture
from feeds.picture.place import Feature, Property, Track
from feeds.picture.records import AnyBody
from feeds.picture.regime import REAL, Regime
from feeds.picture.values import Circle, Geometry, LineString, MultiLineString, MultiPolygon, Point, Polygon, Window
from feeds.picture.warning import Admiralty, Discipline, Indication, Severity

NOON = 1_795_348_800_000
POLICY = LabelPolicy("exercise", (LabelClass("OPEN", "OPEN", "#FFFFFF", "#000000"),))
LABEL = Label("exercise", "OPEN", "CMC", frozenset({"AUR"}), frozenset({NOT_FOR_TARGETING}))

whole = st.integers(-170, 170).map(float)
north = st.integers(-80, 80).map(float)
places = st.tuples(st.floats(-180, 180, allow_nan=False), st.floats(-85, 85, allow_nan=False))
names = st.text(min_size=1, max_size=60).map(lambda text: " ".join(text.split()) or "x")
ascii_names = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=40)
moments = st.integers(NOON - 10**11, NOON + 10**11)
windows = st.builds(lambda since, long: Window(since, None if long is None else since + long), moments, st.none() | st.integers(0, 10**9))


@st.composite
def boxes(draw: st.DrawFn) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Return the rings of a box within the range of longitudes."""
    west, south = draw(whole), draw(north)
    wide, high = draw(st.floats(0.01, 9)), draw(st.floats(0.01, 4))
    return (((west, south), (west + wide, south), (west + wide, south + high), (west, south + high), (west, south)),)


lines = st.lists(st.tuples(whole, north), min_size=2, max_size=6, unique=True).map(tuple).filter(lambda path: not _leaps(path))


def _leaps(path: tuple[tuple[float, float], ...]) -> bool:
    return any(abs(one[0] - two[0]) > 180 for one, two in pairwise(path))


areas = st.one_of(
    boxes().map(Polygon),
    st.lists(boxes(), min_size=2, max_size=3).map(lambda several: MultiPolygon(tuple(several))),
    st.builds(Circle, places, st.floats(1_000, 90_000)),
)
shapes: st.SearchStrategy[Geometry | None] = st.one_of(
    st.none(),
    places.map(Point),
    lines.map(LineString),
    st.lists(lines, min_size=2, max_size=3).map(lambda several: MultiLineString(tuple(several))),
    areas,
)

features = st.builds(
    Feature,
    names,
    shapes,
    layer=st.just("drawn"),
    source=st.just("CMC"),
    category=st.none() | ascii_names,
    valid=st.none() | windows,
    properties=st.lists(st.builds(Property, names, names), max_size=3, unique_by=lambda each: each.name).map(tuple),
    text=st.text(max_size=80),
)
indications = st.builds(
    Indication,
    names,
    st.sampled_from(Discipline),
    st.just("SRC"),
    evaluation=st.none() | st.builds(Admiralty, st.sampled_from("ABCDEF"), st.integers(1, 6)),
    geometry=shapes,
    place=st.just("") | ascii_names,
    severity=st.none() | st.sampled_from(Severity),
    text=st.text(max_size=80),
    window=st.none() | windows,
)
zones = st.builds(DangerZone, st.just("DZ-1"), names, st.just("shelling"), areas, windows)
tracks = st.builds(Track, names, st.just("AIS"), places, course=st.none() | st.floats(0, 360), speed=st.none() | st.floats(0, 50))


def row(body: AnyBody, number: int = 1, *, regime: Regime = REAL, label: Label | None = LABEL, event: int = NOON) -> Record:
    """Return a record around a body."""
    key = content_hash(f"{number}".encode())
    return Record(f"X-{number}", regime, event, Author("CMC", AuthorKind.MACHINE, "FEED"), body, key, label, origin="ROOM", known=NOON)


def entered(record: Record) -> Entry:
    """Return a row's entry; there must be one."""
    found = entry(Picture(record.regime), record)
    assert found is not None
    return found


def cover(*rows: Record) -> Cover:
    """Return the cover of some rows."""
    regime = rows[0].regime if rows else REAL
    return Cover("A night", "CMC", regime, POLICY, roll_up((each.label for each in rows), POLICY), NOON)
