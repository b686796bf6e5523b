"""Vessels, vehicles and units where they last reported. Units with a symbol code get their frame; the rest are small grey marks.

What is medical or of relief has a protected sign and no military frame. A hostile object is refused as a point when it is admitted; should
one come all the same, it is drawn as an area. No range, no bearing, no line between two objects.
"""

from collections.abc import Iterable

from feeds.assessment.freshness import DOUBTFUL, track_freshness
from feeds.assessment.words import zulu
from feeds.picture.changes import Change
from feeds.picture.guarded import FLOOR, hostile, protection
from feeds.picture.picture import Picture
from feeds.picture.place import Affiliation, Track
from layers.layer import NOTHING, Area, Drawn, Mark, Row, Selection, Sign, aged, circle, subjects
from layers.style import FADE_OF, AreaStyle, Hue, Shape, mark

_FRAMED = frozenset({Affiliation.FRIEND, Affiliation.NEUTRAL, Affiliation.UNKNOWN})


class Tracks:
    """The layer of tracks and units."""

    name = "Tracks and units"
    kinds = frozenset({"track", "source", "source_status"})

    def rows(self, picture: Picture) -> Iterable[Row]:
        """Every track."""
        return subjects(picture, "track")

    def touched(self, picture: Picture, change: Change) -> Iterable[Row]:
        """The track itself; where a source was lost or came back, all it reported."""
        if change.kind == "track":
            return (("track", change.key[0]),)
        return [("track", record.subject) for record, track in picture.bodies(Track) if track.source == change.key[0]]

    def draw(self, picture: Picture, row: Row, now: int, selection: Selection) -> Drawn:  # noqa: ARG002 - the protocol's signature
        """A unit's symbol, or a mark faded by age."""
        record = picture.find(*row)
        if record is None or not isinstance(record.body, Track):
            return NOTHING
        body = record.body
        fresh = track_freshness(picture, record, body.source, now)
        word = fresh.word.replace("_", " ")
        title = f"{body.name} · {body.source} · reported {zulu(record.event)} · {word}"
        since, minute = aged(fresh, now)
        if hostile(body):
            return Drawn(
                (
                    Area(
                        key=f"track:{row[1]}",
                        kind="track",
                        subject=row[1],
                        rings=(circle(body.position, FLOOR),),
                        style=AreaStyle.HOSTILE,
                        title=f"{body.name} · area only, {since}",
                        notes=(body.name, f"area, {since}"),
                        during=(record.event, record.event),
                    ),
                ),
                minute,
            )
        protected = protection(record)
        if protected is not None or (body.sidc is not None and body.affiliation in _FRAMED):
            return Drawn(
                (
                    Sign(
                        key=f"track:{row[1]}",
                        kind="track",
                        subject=row[1],
                        at=body.position,
                        letter=protected[0] if protected is not None else "",
                        sidc=body.sidc or "" if protected is None else "",
                        caption=body.name.upper(),
                        title=title,
                        during=(record.event, record.event),
                    ),
                ),
                fresh.changes,
            )
        style = mark(
            Shape.SQUARE if body.affiliation is Affiliation.FRIEND else Shape.DISC,
            Hue.NORMAL,
            size=0,
            fade=FADE_OF[fresh.word],
            doubted=fresh.word in DOUBTFUL,
        )
        mark_of = Mark(
            key=row[1], kind="track", subject=row[1], at=body.position, style=style, title=title, during=(record.event, record.event)
        )
        return Drawn((mark_of,), fresh.changes)
