"""Things on the map that are no warning and no corridor: tracks, units and drawn features.

Safeguard (DOMAIN section 10): a hostile object is an area of at least one kilometre, never a point; the check is
`feeds.picture.safeguard`. Deliberately absent: any range or bearing between two objects.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Final

from msgspec import Meta

from feeds.picture.body import ACT, FEED, Body, Capability, Nature
from feeds.picture.values import Code, Degrees, Geometry, Line, Metres, Position, Text, Value, Window


class Affiliation(StrEnum):
    """Whose an object is, as the reporter says."""

    FRIEND = "FRIEND"
    NEUTRAL = "NEUTRAL"
    UNKNOWN = "UNKNOWN"
    HOSTILE = "HOSTILE"
    CIVILIAN = "CIVILIAN"


class Track(Body, tag="track", frozen=True):
    """The last reported position of a vessel, vehicle, aircraft or unit. Speed in metres per second, course in degrees."""

    natures: ClassVar[frozenset[Nature]] = FEED | ACT
    capability: ClassVar[Capability | None] = Capability.DRAW

    name: Line
    source: Code
    position: Position
    affiliation: Affiliation = Affiliation.UNKNOWN
    kind: Code | None = None
    sidc: Code | None = None
    course: Degrees | None = None
    speed: Annotated[float, Meta(ge=0.0, le=20_000.0)] | None = None


class Property(Value, frozen=True):
    """One property of a drawn feature, as text."""

    name: Line
    value: Text


UNNAMED: Final = "Unnamed feature"
"""The name of a feature whose source gave none: it is listed by it, and not written on the map."""


class Feature(Body, tag="feature", frozen=True):
    """A drawn or imported feature: an area, a line, an annotation. A hostile one is an area and carries its age."""

    natures: ClassVar[frozenset[Nature]] = FEED | ACT
    capability: ClassVar[Capability | None] = Capability.DRAW

    name: Line
    geometry: Geometry | None
    layer: Code
    source: Code
    category: Code | None = None
    affiliation: Affiliation | None = None
    radius_at_least: Metres = 0.0
    valid: Window | None = None
    properties: Annotated[tuple[Property, ...], Meta(max_length=64)] = ()
    text: Text = ""
