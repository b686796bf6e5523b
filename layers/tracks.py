"""Vessels, vehicles and units where they last reported. Units with a symbol code get their frame; the rest are small grey marks.

A hostile object is refused as a point when it is admitted; should one come all the same, it is drawn as an area. No range, no
bearing, no line between two objects.
"""

from collections.abc import Iterable

from feeds.picture.changes import Change
from feeds.picture.picture import Picture
from feeds.picture.place import Affiliation, Track
from layers.layer import NOTHING, Area, Drawn, Mark, Row, Selection, Sign, age, circle, zulu
from layers.style import AreaStyle, Fade, Hue, Shape, fade, is_hostile_code, mark

HALF_LIFE = 7_200_000
"""Milliseconds: a position is ageing after one hour and stale after two."""
HOSTILE_FLOOR = 1_000.0
"""Metres."""
_FRAMED = frozenset({Affiliation.FRIEND, Affiliation.NEUTRAL, Affiliation.UNKNOWN})


class Tracks:
    """The layer of tracks and units."""

    name = "Tracks and units"
    kinds = frozenset({"track"})

    def rows(self, picture: Picture) -> Iterable[Row]:
        """Every track."""
        return [("track", subject) for subject, _ in picture.tables.get("track", {})]

    def touched(self, picture: Picture, change: Change) -> Iterable[Row]:  # noqa: ARG002 - the protocol's signature
        """The track itself."""
        return (("track", change.key[0]),)

    def draw(self, picture: Picture, row: Row, now: int, selection: Selection) -> Drawn:  # noqa: ARG002 - the protocol's signature
        """A unit's symbol, or a mark faded by age."""
        record = picture.find(*row)
        if record is None or not isinstance(record.body, Track):
            return NOTHING
        body = record.body
        faded, step = fade(now - record.event, HALF_LIFE)
        until = None if step is None else record.event + step
        since = age(now - record.event)
        title = f"{body.name} · {body.source} · reported {zulu(record.event)}, {since} ago" + (
            "" if faded is Fade.LIVE else f" · {faded.name}"
        )
        if body.affiliation is Affiliation.HOSTILE or is_hostile_code(body.sidc or ""):
            return Drawn(
                (
                    Area(
                        key=f"track:{row[1]}",
                        kind="track",
                        subject=row[1],
                        rings=(circle(body.position, HOSTILE_FLOOR),),
                        style=AreaStyle.HOSTILE,
                        title=f"{body.name} · area only, {since} ago",
                        notes=(body.name, f"area, {since} ago"),
                    ),
                ),
                until,
            )
        if body.sidc is not None and body.affiliation in _FRAMED:
            return Drawn(
                (
                    Sign(
                        key=f"track:{row[1]}",
                        kind="track",
                        subject=row[1],
                        at=body.position,
                        sidc=body.sidc,
                        caption=body.name.upper(),
                        title=title,
                    ),
                ),
                until,
            )
        style = mark(
            Shape.SQUARE if body.affiliation is Affiliation.FRIEND else Shape.DISC,
            Hue.NORMAL,
            size=0,
            fade=faded,
            doubted=faded is Fade.STALE,
        )
        return Drawn((Mark(key=row[1], kind="track", subject=row[1], at=body.position, style=style, title=title),), until)
