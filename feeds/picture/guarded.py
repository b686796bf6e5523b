"""What a record says it is that may not be shown as other things are: hostile, or protected (DOMAIN section 10). Pure.

Asked by all who draw, export, branch or admit, so that a hospital from a file is held like one the room entered. A record is taken at its
word: its kind, its category and what types it among its properties, the layer it came in, its symbol's code, its label. A name counts for
medicine alone, since towns are called after havens. Doubt protects. Deliberately absent: what follows; that is theirs who ask.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final

from feeds.picture.body import Body
from feeds.picture.corridor import Mode
from feeds.picture.envelope import Record
from feeds.picture.place import UNNAMED, Affiliation, Feature, Track
from feeds.picture.relief import Movement, Site, SiteKind
from feeds.picture.values import Circle, Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, positions
from feeds.picture.warning import Indication

FLOOR: Final = 1_000.0
"""Metres: the least extent of a hostile object; what is smaller is a position rather than an area."""

_METRES_A_DEGREE: Final = 111_195.0


class Protection(StrEnum):
    """What a protected thing is; its first letter stands in its sign."""

    HOSPITAL = "HOSPITAL"
    EVACUATION = "EVACUATION"
    RELIEF = "RELIEF"
    SHELTER = "SHELTER"


OF_SITE: Final[Mapping[SiteKind, Protection]] = {
    SiteKind.HOSPITAL: Protection.HOSPITAL,
    SiteKind.EVACUATION_CENTRE: Protection.EVACUATION,
    SiteKind.EVACUATION_SHIP: Protection.EVACUATION,
    SiteKind.ASSEMBLY: Protection.EVACUATION,
    SiteKind.TRANSIT: Protection.SHELTER,
    SiteKind.SAFE_HAVEN: Protection.SHELTER,
    SiteKind.SAFE_HALT: Protection.SHELTER,
    SiteKind.AID_HUB: Protection.RELIEF,
}
_WORDS: Final[tuple[tuple[Protection, tuple[str, ...]], ...]] = (
    (
        Protection.HOSPITAL,
        (
            *("hospital", "hopital", "clinic", "clinique", "infirmary", "dispensary", "dispensaire", "maternity", "ambulance", "medevac"),
            *(
                "health",
                "healthsite",
                "healthcare",
                "sante",
                "medical",
                "medicine",
                "doctor",
                "blood bank",
                "first aid",
                "nursing home",
                "hospice",
            ),
        ),
    ),
    (Protection.EVACUATION, ("evacuation", "assembly point", "muster point", "point de rassemblement")),
    (
        Protection.SHELTER,
        (
            *("shelter", "abri", "refuge", "refugee", "displaced", "idp", "idp camp", "collective centre", "collective center"),
            *("safe haven", "safe halt", "warming centre", "warming center", "orphanage"),
        ),
    ),
    (
        Protection.RELIEF,
        (
            *("relief", "humanitarian", "humanitaire", "aid hub", "aid post", "aid station", "food distribution", "distribution point"),
            *("food bank", "red cross", "red crescent", "croix rouge"),
        ),
    ),
)
_TYPING: Final = frozenset(
    {
        *("type", "kind", "class", "fclass", "category", "featurecla", "subtype", "function", "usage", "use"),
        *("amenity", "building", "emergency", "healthcare", "social facility", "facility", "facility type", "loc type"),
    }
)
"""Names of properties that say what a thing is (OpenStreetMap's, HXL's and the plain ones)."""
_NAMES: Final = frozenset({"hospital", "hopital", "clinic", "clinique", "ambulance", "medevac"})
_NUMBERED: Final = (("10", "1613"), ("10", "1614"), ("20", "1207"), ("30", "130107"), ("30", "140116"), ("01", "110101"))
"""Symbol set and entity of APP-6D that are medical: unit, treatment facility, infrastructure, hospital ships, evacuation aircraft."""
_LETTERED: Final = (("G", "USM"), ("G", "IX"), ("S", "NM"), ("A", "MFO"), ("A", "MHO"))
"""The same by battle dimension and function of the older letters."""
_AIR, _EVACUATING = "01", "14"


def hostile(body: Body) -> bool:
    """Say whether a body is of a hostile object: by its word, or by its symbol's code."""
    match body:
        case Track(affiliation=whose, sidc=code):
            return whose is Affiliation.HOSTILE or hostile_code(code or "")
        case Feature(affiliation=whose):
            return whose is Affiliation.HOSTILE
        case Indication(hostile=said):
            return said
        case _:
            return False


def hostile_code(sidc: str) -> bool:
    """Say whether a symbol code (2525D/APP-6D digits or the older letters) names a suspect or hostile identity."""
    if sidc[:1].isdigit():
        return sidc[3:4] in {"5", "6"}
    return sidc[1:2].upper() in {"H", "S", "J", "K"}


def protection(record: Record) -> Protection | None:
    """Return what a record is of that is protected, None where it is of nothing protected. What is hostile is an area already."""
    body = record.body
    match body:
        case Site(kind=kind):
            return OF_SITE[kind]
        case Movement(mode=mode):
            return Protection.EVACUATION if mode in {Mode.SEA, Mode.AIR} else Protection.RELIEF
        case Track():
            return (
                None
                if hostile(body)
                else _of_code(body.sidc or "") or _of_words(body.kind or "") or _of_name(body.name) or _of_label(record)
            )
        case Feature(geometry=geometry) if geometry is not None and not hostile(body) and _stands(geometry):
            return _of_feature(body) or _of_label(record)
        case _:
            return None


def untraced(record: Record) -> bool:
    """Say whether no line may follow it: a trace of what is hostile or protected says where it goes."""
    return hostile(record.body) or protection(record) is not None


def extent(geometry: Geometry) -> float:
    """Return the greater side of the bounding box in metres; across the antimeridian the short way round."""
    if isinstance(geometry, Circle):
        return 2 * geometry.radius
    longitudes = [longitude for longitude, _ in positions(geometry)]
    latitudes = [latitude for _, latitude in positions(geometry)]
    height = (max(latitudes) - min(latitudes)) * _METRES_A_DEGREE
    span = max(longitudes) - min(longitudes)
    width = min(span, 360.0 - span) * _METRES_A_DEGREE * math.cos(math.radians(sum(latitudes) / len(latitudes)))
    return max(height, width)


def _stands(geometry: Geometry) -> bool:
    """Say whether it tells positions: points, and surfaces no larger than a house's ground."""
    match geometry:
        case Point() | MultiPoint():
            return True
        case LineString() | MultiLineString():
            return False
        case MultiPolygon(polygons):
            return all(extent(Polygon(rings)) < FLOOR for rings in polygons)
        case _:
            return extent(geometry) < FLOOR


def _of_feature(body: Feature) -> Protection | None:
    typed = (f"{name} {each.value}" for each in body.properties if (name := _plain(each.name)) in _TYPING)
    said = (_of_words(words) for words in (body.category or "", *typed, body.layer))
    return next((found for found in said if found is not None), None) or _of_name(body.name)


@lru_cache(maxsize=4096)
def _of_name(name: str) -> Protection | None:
    if name == UNNAMED:
        return None
    return Protection.HOSPITAL if not _NAMES.isdisjoint(_plain(name).split()) else None


def _of_label(record: Record) -> Protection | None:
    """OCHA's sensitivity is for humanitarian data alone."""
    return Protection.RELIEF if record.label is not None and record.label.ocha is not None else None


def _of_code(sidc: str) -> Protection | None:
    if sidc[:1].isdigit():
        found = any(sidc[4:6] == symbols and sidc[10:16].startswith(entity) for symbols, entity in _NUMBERED)
        return Protection.HOSPITAL if found or (sidc[4:6] == _AIR and sidc[16:18] == _EVACUATING) else None
    code = sidc.upper()
    return Protection.HOSPITAL if any(code[2:3] == where and code[4:].startswith(what) for where, what in _LETTERED) else None


@lru_cache(maxsize=4096)
def _of_words(words: str) -> Protection | None:
    """Return what words that type a thing say; whole words, without accents, one or many."""
    text = f" {_plain(words)} "
    return next((found for found, terms in _TERMS if any(term in text for term in terms)), None)


def _plain(words: str) -> str:
    """Lower case without accents, each run of letters a word, each word in the singular."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", words[:200]).casefold() if not unicodedata.combining(each))
    return " ".join(_single(word) for word in re.findall(r"[^\W\d_]+", bare))


def _single(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _terms(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(f" {_plain(word)} " for word in words)


_TERMS: Final = tuple((found, _terms(words)) for found, words in _WORDS)
