"""A briefing's features as GeoJSON for its page: each with how it is painted, by words of the theme, and what it is called. Pure.

Deliberately absent: hex values (the page's style has them) and positions of what `brief` left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from layers.layer import AnyFeature, Area, Callout, Label, Line, Mark, Sign, Tag, centre, middle, plain
from layers.style import AreaStyle, Hue, LineStyle, Shape, doubted, hollow

_AREAS = {AreaStyle.DANGER: "critical", AreaStyle.HOSTILE: "critical", AreaStyle.PAUSE: "low", AreaStyle.DOUBT: "doubt"}
_LINES: dict[int, tuple[str, float, str]] = {
    LineStyle.PASSABLE: ("good", 4.0, ""),
    LineStyle.RESTRICTED: ("good", 4.0, "12 7"),
    LineStyle.MUTED: ("normal", 3.4, ""),
    LineStyle.MUTED_RESTRICTED: ("normal", 3.4, "12 7"),
    LineStyle.ENDANGERED: ("critical", 6.0, ""),
    LineStyle.CLOSED: ("critical", 4.0, "3 5"),
    LineStyle.UNKNOWN: ("doubt", 4.0, "1 8"),
    LineStyle.TRACK: ("normal", 1.4, "5 3"),
}
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
            look = {"what": "area", "hue": area_hue(feature), "weight": 1.6, "fill": 0.16, "dashes": _area_dashes(feature)}
            drawn = _feature(feature, {"type": "Polygon", "coordinates": feature.rings}, look)
            lasting = "lasting" if feature.style == AreaStyle.HOSTILE else ""
            told = feature.named or feature.aged
            return [drawn, _word(centre(feature.rings[0]), told, lasting, below=feature.aged if feature.named else "")] if told else [drawn]
        case Line():
            hue, weight, dashes = line_look(feature)
            look = {"what": "line", "hue": hue, "weight": weight, "dashes": dashes, "round": feature.style == LineStyle.UNKNOWN}
            return [_feature(feature, {"type": "LineString", "coordinates": feature.path}, look)]
        case Mark():
            hue = Hue(feature.style >> 4 & 15).name.lower()
            look = {
                "what": "mark",
                "look": Shape(feature.style & 15).name.lower(),
                "hue": hue,
                "size": _SIZE + _STEP * (feature.style >> 8 & 7),
                "doubted": doubted(feature.style),
                "hollow": hollow(feature.style),
            }
            return [_feature(feature, {"type": "Point", "coordinates": feature.at}, look)]
        case Sign():
            look = {"what": "mark", "look": "diamond", "hue": "low", "size": _SIZE + 3}
            drawn = _feature(feature, {"type": "Point", "coordinates": feature.at}, look)
            return [drawn, _word(feature.at, feature.caption, "place")] if feature.caption else [drawn]
        case Tag():
            return [_word(middle(feature.path), feature.text, "tag", Hue(feature.hue).name.lower())]
        case Label():
            return [_word(feature.at, feature.text, "place")]
        case Callout():
            return []


def area_hue(area: Area) -> str:
    """Return the colour role of an area."""
    return _AREAS.get(AreaStyle(area.style), Hue(area.hue).name.lower())


def _area_dashes(area: Area) -> str:
    return "" if area.style == AreaStyle.DANGER else "6 4"


def line_look(line: Line) -> tuple[str, float, str]:
    """Return the colour role, width and dashes of a line."""
    return _LINES.get(line.style, (Hue(line.hue).name.lower(), 2.0, ""))


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
            hue, _, dashes = line_look(found)
            rows.append(("line", hue, "dashed" if dashes else "solid", words))
        elif isinstance(found, Area):
            rows.append(("area", area_hue(found), "dashed" if _area_dashes(found) else "solid", words))
    styles = {(each.style & 15, each.style >> 4 & 15) for each in many if isinstance(each, Mark)}
    rows += [("mark", hue.name.lower(), shape.name.lower(), words) for shape, hue, words in _MARKS if (shape, hue) in styles]
    if any(shape in {Shape.DISC, Shape.RING} for shape, _ in styles):
        rows.append(("mark", "normal", "disc", "Report, track"))
    if any(isinstance(each, Mark) and doubted(each.style) for each in many):
        rows.append(("mark", "normal", "disc doubted", "Not fresh"))
    if any(isinstance(each, Mark) and hollow(each.style) for each in many):
        rows.append(("mark", "text3", "disc hollow", "Hollow: does not hold"))
    return rows
