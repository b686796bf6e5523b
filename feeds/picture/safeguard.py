"""What a record must never become (DOMAIN section 10), checked at admission.

Hostile objects are areas of at least one kilometre, with their age; human-source reports stand at place level; relief data and sensor
products are born NOT FOR TARGETING; few people are not counted. Each check returns the reason for a refusal or None.
Deliberately absent: kinds that cannot exist at all. They are not on the closed lists, so nothing can decode them.
"""

from __future__ import annotations

from feeds.picture.action import Action, ActionKind
from feeds.picture.body import Body
from feeds.picture.corridor import Agreement, Corridor, CorridorIncident, CorridorStatus, Flow, Segment, Verification
from feeds.picture.danger import Pause
from feeds.picture.envelope import Record
from feeds.picture.few import FEWEST
from feeds.picture.guarded import FLOOR, extent, hostile
from feeds.picture.label import NOT_FOR_TARGETING
from feeds.picture.place import Feature, Track
from feeds.picture.relief import Movement, Need, Notification, NotificationReceipt, Offer, Site
from feeds.picture.values import Circle, Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Polygon
from feeds.picture.warning import Discipline, Indication

RELIEF_KINDS = (
    Corridor,
    CorridorStatus,
    Agreement,
    Segment,
    Verification,
    Pause,
    Movement,
    CorridorIncident,
    Site,
    Need,
    Offer,
    Notification,
    NotificationReceipt,
)
"""Humanitarian bodies, which are born with the caveat."""


def refusal(record: Record) -> str | None:
    """Return why a record may not be admitted, or None."""
    body = record.body
    match body:
        case Track() if hostile(body):
            return "a hostile object may not be a point: draw an area of at least 1 km"
        case Feature(geometry=geometry) | Indication(geometry=geometry) if hostile(body):
            return _hostile(geometry)
        case Indication(discipline=Discipline.HUMINT, geometry=geometry) if geometry is not None and _least(geometry) < FLOOR:
            return "a human-source report stands at place level: give the place or an area of at least 1 km, no position"
        case _:
            return _few(body) or _relief(record)


def _few(body: Body) -> str | None:
    match body:
        case Movement(people=count) | Site(occupancy=count) | CorridorStatus(flow=Flow(people=count)):
            if count is not None and 0 < count < FEWEST:
                return f"{count} people: a count below {FEWEST} is not written down; leave it empty"
        case _:
            pass
    return None


def born_marked(body: Body) -> bool:
    """Say whether a body is born with the caveat NOT FOR TARGETING: relief's, and what shared sensors do and find."""
    return isinstance(body, RELIEF_KINDS) or (isinstance(body, Action) and body.kind is ActionKind.SHARED_SENSOR_PASS)


def _hostile(geometry: Geometry | None) -> str | None:
    if geometry is None:
        return None
    if not isinstance(geometry, Polygon | MultiPolygon | Circle):
        return "a hostile object may not be a point or a line: draw an area of at least 1 km"
    across = _least(geometry)
    if across < FLOOR:
        return f"a hostile object's area is {across:.0f} m across: expected at least {FLOOR:.0f} m"
    return None


def _least(geometry: Geometry) -> float:
    """Return the extent of the smallest part in metres: two positions far apart are two positions, and no area between them."""
    match geometry:
        case MultiPoint():
            return 0.0
        case MultiLineString(paths):
            return min(extent(LineString(path)) for path in paths)
        case MultiPolygon(polygons):
            return min(extent(Polygon(rings)) for rings in polygons)
        case _:
            return extent(geometry)


def _relief(record: Record) -> str | None:
    if not born_marked(record.body) or record.label is None or NOT_FOR_TARGETING in record.label.caveats:
        return None
    what = "humanitarian" if isinstance(record.body, RELIEF_KINDS) else "shared-sensor"
    return f"{record.kind}: {what} records carry the caveat {NOT_FOR_TARGETING!r}; the label has {sorted(record.label.caveats)}"
