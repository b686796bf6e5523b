"""What a layer is, and the features it may put on the map.

A layer is pure: it draws one subject of the picture at a time, so drawing everything and drawing what changed cannot differ. It
says which record kinds can alter it and which of its subjects a change touches. Features carry plain text and numbers; the page
paints text as text. Deliberately absent: colours, pixels, Qt, clocks.
"""

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Protocol, assert_never

import msgspec

from feeds.assessment.freshness import Fresh
from feeds.assessment.words import earliest, span
from feeds.picture.changes import Change
from feeds.picture.corridor import Conditions
from feeds.picture.picture import Picture
from feeds.picture.values import Circle, Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, Position

Row = tuple[str, str]
"""(kind, subject) of what is drawn."""
Selection = Row | None
Path = tuple[Position, ...]
EARTH = 6_371_008.8  # metres, mean radius
MINUTE = 60_000
TEXT_LIMIT = 120  # characters of any one text on the map
_CONTROLS: dict[int, int | None] = {**{code: 0x2400 + code for code in range(32)}, 0x7F: 0x2421}
_DIRECTIONS: dict[int, int | None] = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
SHOWN_AS = _CONTROLS | _DIRECTIONS


def plain(text: str, limit: int = TEXT_LIMIT) -> str:
    """Text fit to be painted: control characters shown as their pictures, direction overrides dropped, cut with an ellipsis."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return cut.translate(SHOWN_AS)


class Feature(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What all features share: ``key`` is unique in its layer; ``kind`` and ``subject`` name the record it stands for.

    ``during`` is the time it speaks of (first and last Instant), by which a chosen range of time shows or leaves it; None: it stands.
    """

    key: str
    kind: str
    subject: str
    title: str = ""
    during: tuple[int, int] | None = None


class Mark(Feature, frozen=True, gc=False, kw_only=True):
    """A point among many; ``style`` is a word of `layers.style.mark`."""

    at: Position
    style: int


class Line(Feature, frozen=True, gc=False, kw_only=True, tag="line"):
    """A leg or a track; ``style`` is a `layers.style.LineStyle`."""

    path: Path
    style: int
    hue: int = 0


class Area(Feature, frozen=True, gc=False, kw_only=True, tag="area"):
    """A surface: rings, the outer one first; ``notes`` are lines of text in its middle, the first one strong."""

    rings: tuple[Path, ...]
    style: int
    hue: int = 0
    notes: tuple[str, ...] = ()
    doubt: str = ""

    @property
    def named(self) -> str:
        """What stands beside it first: its name."""
        return self.notes[0] if self.notes else ""

    @property
    def aged(self) -> str:
        """The rest in one line: what it is, how old, and what is doubted of it."""
        return " · ".join(part for part in (*self.notes[1:], self.doubt) if part)


class Sign(Feature, frozen=True, gc=False, kw_only=True, tag="sign"):
    """A protected sign (``letter``) or a unit's symbol (``sidc``), with its caption; ``minor``: small beside its place until zoomed in."""

    at: Position
    letter: str = ""
    sidc: str = ""
    caption: str = ""
    beside: bool = False
    minor: bool = False


class Tag(Feature, frozen=True, gc=False, kw_only=True, tag="tag"):
    """An outlined word that sits by a line, where the line is in view: a corridor's declared word or NOT MET."""

    path: Path
    text: str
    hue: int
    side: int = 1


class Label(Feature, frozen=True, gc=False, kw_only=True, tag="label"):
    """A name at a place; gives way to what is more important. ``role`` is a `layers.style.Role`, ``rank`` 1 first."""

    at: Position
    text: str
    role: int
    rank: int = 1


class Callout(Feature, frozen=True, gc=False, kw_only=True, tag="callout"):
    """The box of the one selected alarm, with a leader to where it is. ``pairs`` are (word, value, hue)."""

    at: Position
    headline: str
    severity: int
    lines: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str, int], ...] = ()
    foot: str = ""


AnyFeature = Mark | Line | Area | Sign | Tag | Label | Callout


class Drawn(msgspec.Struct, frozen=True):
    """One subject's features, and the moment (Instant) after which it looks different though nothing is recorded.

    ``hides`` are rows of the same layer that this one takes the place of: they are not drawn while it is there.
    """

    features: tuple[AnyFeature, ...] = ()
    until: int | None = None
    hides: tuple[Row, ...] = ()


NOTHING = Drawn()


class Layer(Protocol):
    """One layer of the map. Pure: the same picture, row, moment and selection give the same features."""

    @property
    def name(self) -> str:
        """The layer's name, shown in the list of layers."""

    @property
    def kinds(self) -> frozenset[str]:
        """The record kinds whose change can alter it."""

    def rows(self, picture: Picture) -> Iterable[Row]:
        """Every row it could draw."""

    def touched(self, picture: Picture, change: Change) -> Iterable[Row]:
        """The rows that one change may have altered, gone ones included."""

    def draw(self, picture: Picture, row: Row, now: int, selection: Selection) -> Drawn:
        """The features of one row, as of ``now`` (Instant)."""


def subjects(picture: Picture, kind: str) -> Iterator[Row]:
    """Every row of a table that may be long: told one by one, so that whoever has a turn to keep can pause."""
    return ((kind, subject) for subject, _ in tuple(picture.tables.get(kind, ())))


def conditions_of(picture: Picture, corridor: str) -> Conditions | None:
    """The conditions this reader goes by: the room's, or where it has none the row written for its audience."""
    own = picture.get(Conditions, corridor)
    if own is not None:
        return own
    return next((body for _, body in picture.bodies(Conditions) if body.corridor == corridor), None)


def spoken(features: Iterable[AnyFeature], since: int, until: int) -> tuple[AnyFeature, ...]:
    """The same features, each saying what time it speaks of."""
    return tuple(msgspec.structs.replace(feature, during=(since, until)) for feature in features)


def aged(fresh: Fresh, now: int) -> tuple[str, int | None]:
    """How long ago in words for the map, to the minute, and when these words or the freshness change next."""
    age = fresh.age(now) or 0
    minutes = age // MINUTE
    words = span(minutes * MINUTE) if minutes else "under 1 min"
    return f"{words} ago", earliest((now - age + (minutes + 1) * MINUTE, fresh.changes), now)


def circle(centre: Position, radius: float, sides: int = 48) -> Path:
    """A ring of positions about ``radius`` metres around a centre, closed; at the poles it is cut."""
    lon, lat = centre
    north = math.degrees(radius / EARTH)
    east = north / max(0.01, math.cos(math.radians(lat)))
    turns = (2 * math.pi * step / sides for step in (*range(sides), 0))
    return tuple((lon + east * math.cos(turn), max(-90.0, min(90.0, lat + north * math.sin(turn)))) for turn in turns)


def surfaces(geometry: Geometry, least: float = 0.0) -> tuple[tuple[Path, ...], ...]:
    """The polygons of a geometry, each as its rings. With ``least`` (metres), points and lines become discs of that radius."""
    match geometry:
        case Polygon(rings):
            return (rings,)
        case MultiPolygon(polygons):
            return polygons
        case Circle(centre, radius):
            return ((circle(centre, max(radius, least)),),)
        case Point(at):
            return ((circle(at, least),),) if least else ()
        case MultiPoint(many) | LineString(many):
            return tuple((circle(at, least),) for at in many) if least else ()
        case MultiLineString(paths):
            return tuple((circle(at, least),) for path in paths for at in path) if least else ()
        case _:
            assert_never(geometry)


def positions(feature: AnyFeature) -> Path:
    """Where a feature lies: along its path, round its outer ring, or at its one place."""
    match feature:
        case Line(path=path) | Tag(path=path):
            return path
        case Area(rings=rings):
            return rings[0]
        case Mark(at=at) | Sign(at=at) | Label(at=at) | Callout(at=at):
            return (at,)


def middle(path: Path) -> Position:
    """The position half way along a path, counted in degrees."""
    lengths = [math.dist(a, b) for a, b in pairwise(path)]
    left = sum(lengths) / 2
    for (start, end), length in zip(pairwise(path), lengths, strict=True):
        if length >= left > 0:
            return start[0] + (end[0] - start[0]) * left / length, start[1] + (end[1] - start[1]) * left / length
        left -= length
    return path[0]


def centre(path: Path) -> Position:
    """The middle of a path's bounding box."""
    lons, lats = [lon for lon, _ in path], [lat for _, lat in path]
    return (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
