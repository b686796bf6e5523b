"""A briefing's features as GeoJSON for its page: each with how it is painted, by words of the theme, and what it is called. Pure.

Deliberately absent: hex values (the page's style has them) and positions of what `brief` left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from layers.layer import AnyFeature, Area, Callout, Label, Line, Mark, Sign, Tag, centre, middle, plain
from layers.style import AreaStyle, Hue, LineStyle, Shape, doubted, hollow, hue_of, shape_of, size_of
from widgets.map.tints import area_tint, line_tint, tint

_LINES: dict[int, tuple[float, str]] = {
    LineStyle.PASSABLE: (4.0, ""),
    LineStyle.RESTRICTED: (4.0, "12 7"),
    LineStyle.MUTED: (3.4, ""),
    LineStyle.MUTED_RESTRICTED: (3.4, "12 7"),
    LineStyle.ENDANGERED: (6.0, ""),
    LineStyle.CLOSED: (4.0, "3 5"),
    LineStyle.UNKNOWN: (4.0, "1 8"),
    LineStyle.TRACK: (1.4, "5 3"),
}
"""How wide a line is drawn, and its dashes."""

LEGEND: tuple[tuple[type[Area | Line], int, str], ...] = (
    (Line, LineStyle.PASSABLE, "PASSABLE"),
    (Line, LineStyle.RESTRICTED, "RESTRICTED"),
    (Line, LineStyle.MUTED, "NOT MET or not open"),
    (Line, LineStyle.ENDANGERED, "ENDANGERED"),
    (Line, LineStyle.CLOSED, "CLOSED leg"),
    (Line, LineStyle.UNKNOWN, "UNKNOWN"),
    (Area, AreaStyle.DANGER, "Danger zone"),
    (Area, AreaStyle.HOSTILE, "Hostile, area only"),
    (Area, AreaStyle.PAUSE, "Pause"),
    (Area, AreaStyle.DOUBT, "Not fresh"),
    (Area, AreaStyle.ENDED, "Ended"),
)
_MARKS = ((Shape.OCTAGON, Hue.CRITICAL, "CRITICAL"), (Shape.TRIANGLE, Hue.HIGH, "HIGH"), (Shape.SQUARE, Hue.MEDIUM, "MEDIUM"))
_SIZE, _STEP = 9, 2


def collection(features: Iterable[AnyFeature]) -> dict[str, Any]:
    """Return a layer's features, what is painted first first."""
    return {"type": "FeatureCollection", "features": [made for each in features for made in _made(each)]}


def _made(feature: AnyFeature) -> list[dict[str, Any]]:
    match feature:
        case Area():
            look = {"what": "area", "hue": area_tint(feature).value, "weight": 1.6, "fill": 0.16, "dashes": _area_dashes(feature)}
            drawn = _feature(feature, {"type": "Polygon", "coordinates": feature.rings}, look)
            lasting = "lasting" if feature.style == AreaStyle.HOSTILE else ""
            told = feature.named or feature.aged
            return [drawn, _word(centre(feature.rings[0]), told, lasting, below=feature.aged if feature.named else "")] if told else [drawn]
        case Line():
            weight, dashes = _LINES.get(feature.style, (2.0, ""))
            look = {
                "what": "line",
                "hue": line_tint(feature).value,
                "weight": weight,
                "dashes": dashes,
                "round": feature.style == LineStyle.UNKNOWN,
            }
            return [_feature(feature, {"type": "LineString", "coordinates": feature.path}, look)]
        case Mark():
            look = {
                "what": "mark",
                "look": shape_of(feature.style).name.lower(),
                "hue": tint(hue_of(feature.style)).value,
                "size": _SIZE + _STEP * size_of(feature.style),
                "doubted": doubted(feature.style),
                "hollow": hollow(feature.style),
            }
            return [_feature(feature, {"type": "Point", "coordinates": feature.at}, look)]
        case Sign():
            look = {"what": "mark", "look": "diamond", "hue": "low", "size": _SIZE + 3}
            drawn = _feature(feature, {"type": "Point", "coordinates": feature.at}, look)
            return [drawn, _word(feature.at, feature.caption, "place")] if feature.caption else [drawn]
        case Tag():
            return [_word(middle(feature.path), feature.text, "tag", tint(feature.hue).value)]
        case Label():
            return [_word(feature.at, feature.text, "place")]
        case Callout():
            return []


def _area_dashes(area: Area) -> str:
    return "" if area.style == AreaStyle.DANGER else "6 4"


def _feature(feature: AnyFeature, geometry: dict[str, Any], look: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": {**look, "title": plain(feature.title, 400)}}


def _word(at: tuple[float, float], text: str, look: str, hue: str = "", below: str = "") -> dict[str, Any]:
    properties = {"what": "word", "text": plain(text), "below": plain(below), "look": look, "hue": hue}
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": at}, "properties": properties}


def legend(features: Iterable[AnyFeature]) -> list[tuple[str, str, str, str]]:
    """Return what is on the map, in a fixed order: (what, colour role, dashes or shape, word)."""
    many = list(features)
    rows: list[tuple[str, str, str, str]] = []
    for kind, style, words in LEGEND:
        found = next((each for each in many if isinstance(each, kind) and getattr(each, "style", None) == style), None)
        if isinstance(found, Line):
            rows.append(("line", line_tint(found).value, "dashed" if _LINES[style][1] else "solid", words))
        elif isinstance(found, Area):
            rows.append(("area", area_tint(found).value, "dashed" if _area_dashes(found) else "solid", words))
    styles = {(shape_of(each.style), hue_of(each.style)) for each in many if isinstance(each, Mark)}
    rows += [("mark", tint(hue).value, shape.name.lower(), words) for shape, hue, words in _MARKS if (shape, hue) in styles]
    if any(shape in {Shape.DISC, Shape.RING} for shape, _ in styles):
        rows.append(("mark", "normal", "disc", "Report, track"))
    if any(isinstance(each, Mark) and doubted(each.style) for each in many):
        rows.append(("mark", "normal", "disc doubted", "Not fresh"))
    if any(isinstance(each, Mark) and hollow(each.style) for each in many):
        rows.append(("mark", "text3", "disc hollow", "Hollow: does not hold"))
    return rows
