"""Indications on the map: what was reported, where; sized and shaped by severity, faded by age. A report without one is background.

A hostile object is an area with its age, never a point. A report that a later one updates or cancels is not drawn beside it. Not
here: what people make of a report; only that somebody marked it as fabricated or withdrawn turns it hollow.
"""

from collections.abc import Iterable

from feeds.assessment.freshness import DOUBTFUL, Fresh, indication_freshness
from feeds.assessment.words import zulu
from feeds.picture.changes import Change
from feeds.picture.envelope import Record
from feeds.picture.guarded import FLOOR
from feeds.picture.picture import Picture
from feeds.picture.values import Circle, Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, Position
from feeds.picture.warning import Indication, MarkKind, ReportMark, ReportStatus, Severity
from layers.layer import NOTHING, AnyFeature, Area, Drawn, Line, Mark, Row, Selection, aged, centre, spoken, subjects, surfaces
from layers.style import FADE_OF, HUE_OF, AreaStyle, Hue, LineStyle, severity_mark
from layers.style import Severity as Drawing

_DRAWN = {
    None: Drawing.NORMAL,
    Severity.LOW: Drawing.LOW,
    Severity.MEDIUM: Drawing.MEDIUM,
    Severity.HIGH: Drawing.HIGH,
    Severity.CRITICAL: Drawing.CRITICAL,
}
_SPOILED = frozenset({MarkKind.FABRICATED, MarkKind.WITHDRAWN})


class Threats:
    """The layer of indications."""

    name = "Reports"
    kinds = frozenset({"indication", "report_mark"})

    def rows(self, picture: Picture) -> Iterable[Row]:
        """Every indication."""
        return subjects(picture, "indication")

    def touched(self, picture: Picture, change: Change) -> Iterable[Row]:  # noqa: ARG002 - the protocol's signature
        """The indication that changed or was marked."""
        return (("indication", change.key[0]),)

    def draw(self, picture: Picture, row: Row, now: int, selection: Selection) -> Drawn:  # noqa: ARG002 - the protocol's signature
        """Marks for positions, outlines for lines and areas, and the one area a hostile object may be."""
        record = picture.find(*row)
        if record is None or not isinstance(record.body, Indication):
            return NOTHING
        body, geometry = record.body, record.body.geometry
        hides = _superseded(picture, record, body)
        if geometry is None or body.status is not ReportStatus.CURRENT:
            return Drawn(hides=hides)
        fresh = indication_freshness(record, now)
        faded, until = FADE_OF[fresh.word], fresh.changes
        mark = picture.get(ReportMark, row[1])
        hollow = (mark is not None and mark.mark in _SPOILED) or (body.evaluation is not None and not body.evaluation.judged)
        if body.hostile:
            drawn = _hostile(row[1], body, geometry, fresh, now)
        else:
            style = severity_mark(_DRAWN[body.severity], faded, hollow=hollow)
            drawn = Drawn(_features(row[1], geometry, style, _title(record, body), _DRAWN[body.severity]), until)
        return Drawn(spoken(drawn.features, *_during(record, body)), drawn.until, hides)


def _superseded(picture: Picture, record: Record, body: Indication) -> tuple[Row, ...]:
    """The reports this one takes the place of: earlier ones it names, or ones not here yet. Two that name one another keep the later."""
    found = ((name, picture.find("indication", name)) for name in body.supersedes if name != record.subject)
    return tuple(("indication", name) for name, old in found if old is None or (old.event, name) < (record.event, record.subject))


def _during(record: Record, body: Indication) -> tuple[int, int]:
    """When it happened; to the end of the window where it speaks for one."""
    until = body.window.until if body.window is not None and body.window.until is not None else record.event
    return record.event, max(record.event, until)


def _title(record: Record, body: Indication) -> str:
    pair = f" · {body.evaluation}" if body.evaluation else ""
    word = f" · {body.severity}" if body.severity else ""
    return f"{body.title}{word}{pair} · {body.source} · happened {zulu(record.event)}, known {zulu(record.known)}"


def _features(subject: str, geometry: Geometry, style: int, title: str, severity: Drawing) -> tuple[AnyFeature, ...]:
    match geometry:
        case Point(at):
            return (_mark(subject, at, style, title),)
        case MultiPoint(many):
            return tuple(_mark(f"{subject}#{index}" if index else subject, at, style, title, subject) for index, at in enumerate(many))
        case LineString(path):
            return (_line(subject, path, title, severity, 0),)
        case MultiLineString(paths):
            return tuple(_line(subject, path, title, severity, index) for index, path in enumerate(paths))
        case Polygon() | MultiPolygon() | Circle():
            polygons = surfaces(geometry)
            outlines = tuple(
                Area(
                    key=f"indication:{subject}:{index}",
                    kind="indication",
                    subject=subject,
                    title=title,
                    rings=rings,
                    style=AreaStyle.PLAIN,
                    hue=HUE_OF[severity],
                )
                for index, rings in enumerate(polygons)
            )
            return (*outlines, _mark(subject, centre(polygons[0][0]), style, title))


def _mark(key: str, at: Position, style: int, title: str, subject: str = "") -> Mark:
    return Mark(key=key, kind="indication", subject=subject or key, at=at, style=style, title=title)


def _line(subject: str, path: tuple[Position, ...], title: str, severity: Drawing, index: int) -> Line:
    return Line(
        key=f"indication:{subject}:{index}",
        kind="indication",
        subject=subject,
        path=path,
        style=LineStyle.PLAIN,
        hue=HUE_OF[severity] if severity else Hue.NORMAL,
        title=title,
    )


def _hostile(subject: str, body: Indication, geometry: Geometry, fresh: Fresh, now: int) -> Drawn:
    since, until = aged(fresh, now)
    doubt = f"{fresh.word.replace('_', ' ')} {since.removesuffix(' ago')}" if fresh.word in DOUBTFUL else ""
    notes = (body.title, "area only" if doubt else f"area, {since}")
    areas = tuple(
        Area(
            key=f"indication:{subject}:{index}",
            kind="indication",
            subject=subject,
            rings=rings,
            style=AreaStyle.HOSTILE,
            title=f"{body.title} · area only, {since}",
            notes=notes if index == 0 else (),
            doubt=doubt if index == 0 else "",
        )
        for index, rings in enumerate(surfaces(geometry, FLOOR))
    )
    return Drawn(areas, until)
