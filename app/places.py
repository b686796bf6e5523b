"""Where on the map a subject is, and what a desk should have in view. Pure.

Positions are (longitude, latitude) in records and (latitude, longitude) for the map; this is where they are turned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from operator import attrgetter

from feeds.picture.alarm import Alarm, Request
from feeds.picture.body import Body, kind_of
from feeds.picture.corridor import Conditions, Corridor, CorridorIncident, Segment
from feeds.picture.danger import DangerZone, Pause
from feeds.picture.envelope import Record
from feeds.picture.guarded import hostile
from feeds.picture.picture import Picture
from feeds.picture.place import Feature, Track
from feeds.picture.relief import Movement, Need, Notification, Site
from feeds.picture.values import Geometry, Position, positions
from feeds.picture.warning import Evidence, EvidenceStatus, Indication, Indicator

Bounds = tuple[float, float, float, float]
"""South, west, north, east in degrees."""

_ON_MAP = (
    "alarm",
    "corridor",
    "segment",
    "danger_zone",
    "movement",
    "site",
    "need",
    "notification",
    "pause",
    "corridor_incident",
    "indication",
    "indicator",
    "track",
    "feature",
)
_MARGIN = 0.12
_LEAST = 0.05
_NEAR = 0.3
"""So much further than the corridors reach, in shares of their extent, a desk looks for what bears on them."""
_HALF = 180.0
_MANY = 4_000
_GEOMETRY = attrgetter("body.geometry")
_POSITION = attrgetter("body.position")


def bounds(at: Iterable[Position]) -> Bounds | None:
    """Return a box round positions with a margin, or None where there are none.

    Across the antimeridian the box is the narrower one, its east beyond 180.
    """
    found = list(at)
    if not found:
        return None
    latitudes = [latitude for _, latitude in found]
    west, east = _narrower([longitude for longitude, _ in found])
    tall = max(max(latitudes) - min(latitudes), _LEAST) * _MARGIN
    wide = max(east - west, _LEAST) * _MARGIN
    return max(min(latitudes) - tall, -85.0), west - wide, min(max(latitudes) + tall, 85.0), east + wide


def _narrower(longitudes: list[float]) -> tuple[float, float]:
    west, east = min(longitudes), max(longitudes)
    turned = [longitude % 360.0 for longitude in longitudes]
    if max(turned) - min(turned) < min(east - west - 1e-9, _HALF):
        return min(turned), max(turned)
    return west, east


def home(picture: Picture) -> Bounds | None:
    """Return what a desk has in view at first: its corridors with what bears on them from near by, else its reports and features."""
    corridors = [at for _, segment in picture.bodies(Segment) for at in segment.geometry.path]
    if corridors:
        sites = [site.position for _, site in picture.bodies(Site) if site.position is not None]
        return bounds([*corridors, *sites, *_near(picture, [*corridors, *sites])])
    drawn: list[Geometry] = [each for kind in (Indication, Feature) for each in map(_GEOMETRY, _some(picture, kind)) if each]
    return bounds([*(at for geometry in drawn for at in positions(geometry)), *map(_POSITION, _some(picture, Track))])


def ground_of(picture: Picture, kind: str, subject: str) -> Bounds | None:
    """Return what to have in view for an item that asks for an answer: the whole route its alarm is about, else its own place."""
    request = picture.get(Request, subject) if kind == "request" else None
    alarm = picture.get(Alarm, request.item if request is not None else subject)
    if alarm is None:
        return place_of(picture, kind, subject)
    segment = picture.get(Segment, alarm.about)
    route = place_of(picture, "corridor", segment.corridor if segment is not None else alarm.about)
    return route or place_of(picture, "alarm", request.item if request is not None else subject)


def _near(picture: Picture, about: list[Position]) -> Iterator[Position]:
    """Yield the corners of dangerous and of hostile areas that are a little further out than `about`; none widens the view beyond that."""
    box = bounds(about)
    if box is None:
        return
    south, west, north, east = box
    tall, wide = (north - south) * _NEAR, (east - west) * _NEAR
    bodies = (row.body for kind in (DangerZone, Indication) for row in _some(picture, kind))
    for body in bodies:
        if isinstance(body, DangerZone) or (isinstance(body, Indication) and body.geometry is not None and hostile(body)):
            corners = positions(body.geometry) if body.geometry is not None else ()
            yield from ((lon, lat) for lon, lat in corners if south - tall <= lat <= north + tall and west - wide <= lon <= east + wide)


def _some(picture: Picture, kind: type[Body]) -> Iterator[Record]:
    """Return a table's rows, of a great many only some, evenly: where to look first need not be exact, and must not take long."""
    rows = picture.tables.get(kind_of(kind), {})
    return islice(rows.values(), 0, None, 1 + len(rows) // _MANY)


def place_of(picture: Picture, kind: str, subject: str) -> Bounds | None:
    """Return where a subject is, through what it is about if need be (an alarm's corridor, conditions' route)."""
    row = picture.find(kind, subject)
    match row.body if row is not None else None:
        case Alarm(about=about, cause=cause):
            return _first(picture, (("danger_zone", cause or ""), ("segment", about), ("corridor", about), ("track", about)))
        case Corridor(segments=segments):
            return bounds(at for each in segments if (segment := picture.get(Segment, each)) is not None for at in segment.geometry.path)
        case Conditions(corridor=corridor):
            return place_of(picture, "corridor", corridor)
        case Segment(geometry=line):
            return bounds(line.path)
        case DangerZone(geometry=area):
            return bounds(positions(area))
        case Indication(geometry=geometry) | Feature(geometry=geometry) if geometry is not None:
            return _of(geometry)
        case Indicator():
            return bounds(_evidence(picture, subject))
        case Track(position=position):
            return bounds([position])
        case Site(position=position) | Movement(position=position) if position is not None:
            return bounds([position])
        case Movement(place=place) | Site(place=place) | Need(place=place) | CorridorIncident(place=place) if place:
            return _at(picture, place)
        case Notification(movement=movement) if movement is not None:
            return place_of(picture, "movement", movement)
        case Pause(area=area) if area is not None:
            return _of(area)
        case _:
            return None


def _evidence(picture: Picture, indicator: str) -> Iterator[Position]:
    """Yield where the reports are from that a person or a matcher put to an indicator, but for those that a person declined."""
    for _, link in picture.bodies(Evidence):
        report = picture.get(Indication, link.indication) if link.indicator == indicator else None
        if report is not None and report.geometry is not None and link.status is not EvidenceStatus.DECLINED:
            yield from positions(report.geometry)


def kind_on_map(picture: Picture, subject: str) -> str:
    """Return the table of a subject that has a place on the map, "" where none of that subject has."""
    return next((kind for kind in _ON_MAP if place_of(picture, kind, subject) is not None), "")


def _at(picture: Picture, place: str) -> Bounds | None:
    """Return where a place is by its name: a site there that stands on the map, else the legs that name it."""
    sites = (site.position for _, site in picture.bodies(Site) if site.position is not None and place in {site.place, site.name})
    legs = (at for _, leg in picture.bodies(Segment) if place in {*leg.places, leg.name} for at in leg.geometry.path)
    return bounds(sites) or bounds(legs)


def _of(geometry: Geometry) -> Bounds | None:
    return bounds(positions(geometry))


def _first(picture: Picture, places: Iterable[tuple[str, str]]) -> Bounds | None:
    for kind, subject in places:
        found = place_of(picture, kind, subject) if subject else None
        if found is not None:
            return found
    return None
