"""What of a record a Foxglove panel can show: a position, a drawing, a line of the log. Pure.

The names and members are Foxglove's own message schemas (LocationFix, GeoJSON, Log), as JSON. This is for eyes: an import reads the
records themselves, which lie in a channel of ours. Hostile and protected objects are not among the positions and drawings
(DOMAIN section 10). Deliberately absent: transforms between frames; everything here is WGS 84.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import msgspec

from feeds.exchange.cover import Cover
from feeds.exchange.entry import entry
from feeds.exchange.geojson import feature
from feeds.picture.alarm import Alarm
from feeds.picture.envelope import Record
from feeds.picture.night import LogEntry
from feeds.picture.picture import Picture
from feeds.picture.place import Track
from feeds.picture.values import Point
from feeds.picture.warning import Severity

_TIME: Final = {
    "type": "object",
    "title": "time",
    "properties": {"sec": {"type": "integer", "minimum": 0}, "nsec": {"type": "integer", "minimum": 0, "maximum": 999_999_999}},
}
_LEVELS: Final = ("UNKNOWN", "DEBUG", "INFO", "WARNING", "ERROR", "FATAL")
_INFO, _WARNING, _ERROR, _FATAL = 2, 3, 4, 5
_GRAVITY: Final = {Severity.CRITICAL: _FATAL, Severity.HIGH: _ERROR, Severity.MEDIUM: _WARNING, Severity.LOW: _INFO}


def _schema(name: str, properties: dict[str, Any]) -> dict[str, Any]:
    return {"title": name, "type": "object", "properties": properties}


LOCATION: Final = _schema(
    "foxglove.LocationFix",
    {
        "timestamp": _TIME,
        "frame_id": {"type": "string"},
        "latitude": {"type": "number"},
        "longitude": {"type": "number"},
        "altitude": {"type": "number"},
        "position_covariance": {"type": "array", "items": {"type": "number"}, "minItems": 9, "maxItems": 9},
        "position_covariance_type": {"title": "foxglove.PositionCovarianceType", "oneOf": [{"title": "UNKNOWN", "const": 0}]},
    },
)
GEOJSON: Final = _schema("foxglove.GeoJSON", {"geojson": {"type": "string"}})
LOG: Final = _schema(
    "foxglove.Log",
    {
        "timestamp": _TIME,
        "level": {"title": "foxglove.LogLevel", "oneOf": [{"title": name, "const": number} for number, name in enumerate(_LEVELS)]},
        "message": {"type": "string"},
        "name": {"type": "string"},
        "file": {"type": "string"},
        "line": {"type": "integer", "minimum": 0},
    },
)


class Shown(NamedTuple):
    """A message: its topic, its schema, and its members."""

    topic: str
    schema: dict[str, Any]
    members: dict[str, Any]


def shown(cover: Cover, record: Record) -> Shown | None:
    """Return what a panel shows of a record, or None."""
    match record.body:
        case LogEntry(text):
            return Shown("/log", LOG, _log(record, _INFO, text))
        case Alarm() as alarm:
            return Shown("/alarms", LOG, _log(record, _GRAVITY[alarm.severity], f"{alarm.title}. {alarm.why}"))
        case _:
            return _drawn(cover, record)


def _drawn(cover: Cover, record: Record) -> Shown | None:
    found = entry(Picture(record.regime), record)
    if found is None or found.sign is not None or found.geometry is None:
        return None
    if isinstance(record.body, Track) and isinstance(found.geometry, Point):
        longitude, latitude = found.geometry.at
        fix = {"timestamp": _time(record.event), "frame_id": record.subject, "latitude": latitude, "longitude": longitude, "altitude": 0.0}
        return Shown(f"/tracks/{record.body.source}", LOCATION, fix | {"position_covariance": [0.0] * 9, "position_covariance_type": 0})
    collection = {"type": "FeatureCollection", "features": [feature(cover, found)]}
    return Shown(f"/map/{record.kind}", GEOJSON, {"geojson": msgspec.json.encode(collection).decode()})


def _log(record: Record, level: int, message: str) -> dict[str, Any]:
    name = record.author.entity
    return {"timestamp": _time(record.event), "level": level, "message": message, "name": name, "file": record.subject, "line": 0}


def _time(instant: int) -> dict[str, int]:
    """Return a moment as seconds and nanoseconds; what lies before 1970 has no place there and stands at its start."""
    seconds, rest = divmod(max(instant, 0), 1_000)
    return {"sec": seconds, "nsec": rest * 1_000_000}
