"""Drawn and imported features: areas, lines, places, notes. A hostile one is a dashed area with its age, whatever was drawn.

Plain by intent: an imported file must not look like a warning of the room's own. What says of itself that it is protected is a sign.
"""

from collections.abc import Iterable

from feeds.assessment.freshness import DOUBTFUL, freshness, spoken_of
from feeds.assessment.words import earliest, zulu
from feeds.picture.changes import Change
from feeds.picture.envelope import Record
from feeds.picture.guarded import FLOOR, Protection, hostile, protection
from feeds.picture.picture import Picture
from feeds.picture.place import UNNAMED, Feature
from feeds.picture.values import Circle, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, Position
from layers.layer import NOTHING, AnyFeature, Area, Drawn, Label, Line, Mark, Row, Selection, Sign, aged, centre, subjects, surfaces
from layers.style import AreaStyle, Hue, LineStyle, Role, Shape, mark

HALF_LIFE = 7_200_000
"""Milliseconds: where a hostile object was is ageing after one hour and stale after two."""
NOTES = frozenset({"annotation", "note", "label"})
"""Categories whose name is written on the map."""


class Areas:
    """The layer of drawn features."""

    name = "Drawn features"
    kinds = frozenset({"feature"})

    def rows(self, picture: Picture) -> Iterable[Row]:
        """Every drawn feature."""
        return subjects(picture, "feature")

    def touched(self, picture: Picture, change: Change) -> Iterable[Row]:  # noqa: ARG002 - the protocol's signature
        """The feature itself."""
        return (("feature", change.key[0]),)

    def draw(self, picture: Picture, row: Row, now: int, selection: Selection) -> Drawn:  # noqa: ARG002 - the protocol's signature
        """What was drawn, while it is valid."""
        record = picture.find(*row)
        if record is None or not isinstance(record.body, Feature) or record.body.geometry is None:
            return NOTHING
        body = record.body
        if body.valid is not None and not body.valid.holds(now):
            return Drawn((), body.valid.since if now < body.valid.since else None)
        until = body.valid.until if body.valid is not None else None
        if hostile(body):
            return _hostile(row[1], record, body, now, until)
        if (kind := protection(record)) is not None:
            return Drawn(tuple(_signs(row[1], body, kind)), until)
        return Drawn(tuple(_features(row[1], body)), until)


def _hostile(subject: str, record: Record, body: Feature, now: int, until: int | None) -> Drawn:
    if body.geometry is None:
        return NOTHING
    fresh = freshness(spoken_of(record.event, record), HALF_LIFE, now)
    since, minute = aged(fresh, now)
    doubt = f"{fresh.word} {since.removesuffix(' ago')}" if fresh.word in DOUBTFUL else ""
    areas = surfaces(body.geometry, max(FLOOR, body.radius_at_least))
    return Drawn(
        tuple(
            Area(
                key=f"feature:{subject}:{index}",
                kind="feature",
                subject=subject,
                rings=rings,
                style=AreaStyle.HOSTILE,
                title=f"{body.name} · area only · {zulu(record.event)}, {since}",
                notes=(body.name, body.text or "area only") if index == 0 else (),
                doubt=doubt if index == 0 else "",
            )
            for index, rings in enumerate(areas)
        ),
        earliest((until, minute), now),
    )


def _signs(subject: str, body: Feature, kind: Protection) -> Iterable[Sign]:
    """What says of itself that it is protected looks like a place the room entered, whatever file it came from."""
    match body.geometry:
        case Point(at):
            places: tuple[Position, ...] = (at,)
        case MultiPoint(many):
            places = many
        case None:
            places = ()
        case geometry:
            places = tuple(centre(rings[0]) for rings in surfaces(geometry))
    named = "" if body.name == UNNAMED else body.name
    title = " · ".join(part for part in (named, kind.lower(), body.source) if part)
    for index, at in enumerate(places):
        yield Sign(
            key=f"feature:{subject}:{index}",
            kind="feature",
            subject=subject,
            at=at,
            letter=kind[0],
            minor=True,
            caption=named.upper(),
            title=title,
        )


def _features(subject: str, body: Feature) -> Iterable[AnyFeature]:
    geometry, title = body.geometry, f"{body.name} · {body.source} · {body.layer}"
    match geometry:
        case Point() | MultiPoint():
            many = (geometry.at,) if isinstance(geometry, Point) else geometry.at
            written = body.category is not None and body.category.lower() in NOTES
            for index, at in enumerate(many):
                if written:
                    yield Label(
                        key=f"feature:{subject}:{index}", kind="feature", subject=subject, at=at, text=body.name, role=Role.NOTE, rank=2
                    )
                else:
                    yield Mark(
                        key=f"{subject}#{index}" if index else subject,
                        kind="feature",
                        subject=subject,
                        at=at,
                        title=title,
                        style=mark(Shape.DIAMOND, Hue.LOW, size=1),
                    )
        case LineString() | MultiLineString():
            paths = (geometry.path,) if isinstance(geometry, LineString) else geometry.paths
            for index, path in enumerate(paths):
                yield Line(
                    key=f"feature:{subject}:{index}",
                    kind="feature",
                    subject=subject,
                    path=path,
                    style=LineStyle.PLAIN,
                    hue=Hue.LOW,
                    title=title,
                )
        case Polygon() | MultiPolygon() | Circle():
            for index, rings in enumerate(surfaces(geometry)):
                yield Area(
                    key=f"feature:{subject}:{index}",
                    kind="feature",
                    subject=subject,
                    rings=rings,
                    style=AreaStyle.PLAIN,
                    hue=Hue.LOW,
                    title=title,
                    notes=(body.name,) if index == 0 and body.name and body.name != UNNAMED else (),
                )
        case None:
            return
