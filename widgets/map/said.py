"""The few words the page may say to Python, decoded into a closed union with every number and text bounded.

What does not decode is the page's fault and is told to the operator; it never becomes anything else.
"""

from enum import StrEnum
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

Text = Annotated[str, Meta(max_length=400)]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-540, le=540)]
Index = Annotated[int, Meta(ge=0, le=2**31)]


class Hello(Struct, frozen=True, tag="hello", tag_field="what"):
    """The page is up and about to ask for everything."""


class Painted(Struct, frozen=True, tag="painted", tag_field="what"):
    """It painted this revision; ``marks`` of ``total`` are in view. Hidden, it applied it and will paint later."""

    revision: Annotated[int, Meta(ge=0, le=2**53)]
    marks: Index
    total: Index = 0
    hidden: bool = False


class Pointed(Struct, frozen=True, tag="select", tag_field="what"):
    """A click: on a mark (layer and slot), on a feature (kind and subject), or on nothing."""

    layer: Index | None = None
    slot: Index | None = None
    kind: Text = ""
    subject: Text = ""


class Hovered(Pointed, frozen=True, tag="hover", tag_field="what"):
    """The pointer came to rest over something, or left it."""


class Looked(Struct, frozen=True, tag="view", tag_field="what"):
    """Where the page looks now."""

    lat: Latitude
    lon: Longitude
    zoom: Annotated[float, Meta(ge=0, le=30)]


class Tool(StrEnum):
    """What a key of the map asks for."""

    FIT = "fit"
    NEXT = "next"
    PREVIOUS = "previous"
    LAYERS = "layers"
    LIST = "list"
    GOTO = "goto"
    VIEWS = "views"
    MEASURE = "measure"
    BACK = "back"
    OVERVIEW = "overview"
    GRATICULE = "graticule"
    COORDINATES = "coordinates"
    DENSITY = "density"


class Asked(Struct, frozen=True, tag="asked", tag_field="what"):
    """A key asked for a tool."""

    tool: Tool


class Spot(Struct, frozen=True, tag="spot", tag_field="what"):
    """A point was set to measure from."""

    lat: Latitude
    lon: Longitude


class Drew(Struct, frozen=True, tag="drew", tag_field="what"):
    """A hand changed the drawing: `deed` at a corner, a position, at this zoom. `cross`: by key, where the cross stands."""

    deed: Literal["add", "insert", "move", "remove", "choose"]
    lat: Latitude = 0.0
    lon: Longitude = 0.0
    zoom: Annotated[float, Meta(ge=0, le=30)] = 0.0
    index: Index | None = None
    cross: bool = False


class Panned(Struct, frozen=True, tag="panned", tag_field="what"):
    """The scripted pan is over, after so many milliseconds and animation frames."""

    ms: Annotated[float, Meta(ge=0, le=600_000)]
    frames: Index


class Refused(Struct, frozen=True, tag="refused", tag_field="what"):
    """The policy refused a request before it left the page."""

    uri: Text


class Trouble(Struct, frozen=True, tag="trouble", tag_field="what"):
    """Something failed in the page's script."""

    text: Text


Said = Hello | Painted | Pointed | Hovered | Looked | Asked | Spot | Drew | Panned | Refused | Trouble
_DECODER: msgspec.json.Decoder[Said] = msgspec.json.Decoder(Said)


def understand(said: bytes) -> Said:
    """What the page said. Raises msgspec.DecodeError (with its reason) where it is none of its words."""
    return _DECODER.decode(said)
