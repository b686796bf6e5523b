"""What is laid over the map's layers when somebody asks: what was learned only later, as ghosts, and where two pictures differ.

Pure: rows in, features out. A ghost is where it happened and says when it was learned; it is never drawn like what was known. Of what
differs each is drawn where it was and where it is. A hostile object is an area here too. Deliberately absent: which rows those are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from feeds.assessment.telling import told
from feeds.assessment.words import zulu
from feeds.picture.corridor import Conditions, Corridor, CorridorStatus, Segment
from feeds.picture.danger import DangerZone
from feeds.picture.envelope import Record
from feeds.picture.guarded import FLOOR, hostile
from feeds.picture.picture import Picture
from feeds.picture.place import Feature, Track
from feeds.picture.relief import Movement, Site
from feeds.picture.values import Geometry, LineString, MultiLineString, MultiPoint, Point
from feeds.picture.warning import Indication
from layers.layer import AnyFeature, Area, Line, Mark, Path, Tag, surfaces
from layers.style import AreaStyle, Hue, LineStyle, Shape, mark

LATER, COMPARED = "Learned later", "What differs"
NAMES = (LATER, COMPARED)
"""The sheets over the layers, in the order they are painted."""

MOST = 300
"""Features of one overlay: a hand reads no more, and a map with more says nothing."""

QUIET = frozenset({"track", "feature", "delivery", "presence"})
"""Kinds of which there are many: where they are, without words."""

_MINUTE = 60_000
_DAY = 86_400_000

_GHOST = mark(Shape.RING, Hue.DOUBT, size=5, hollow=True, doubted=True, rank=14)


@dataclass(frozen=True)
class _Manner:
    """How one sort is drawn: a position, an outline, a path."""

    mark: int
    area: AreaStyle
    line: LineStyle
    hue: Hue


_LATER = _Manner(_GHOST, AreaStyle.LATER, LineStyle.TRACK, Hue.DOUBT)
_BEFORE = _Manner(mark(Shape.RING, Hue.TEXT3, size=4, hollow=True, rank=13), AreaStyle.BEFORE, LineStyle.TRACK, Hue.TEXT3)
_HERE = _Manner(mark(Shape.RING, Hue.ACCENT, size=5, hollow=True, rank=15), AreaStyle.HERE, LineStyle.DIFFERS, Hue.ACCENT)


def learned_later(records: Iterable[Record], picture: Picture, now: int) -> tuple[AnyFeature, ...]:
    """Return the ghosts of a moment: where it had happened by then, and when it was learned. What was known by then is none."""
    found: list[AnyFeature] = []
    for record in records:
        if record.event <= now < record.known:
            key, learned = f"{record.kind}:{record.subject}@{record.known}", f"LEARNED {_moment(record.known, now)}"
            found += _drawn(key, record, picture, _LATER, (told(record, picture), f"happened {_moment(record.event, now)}"), learned)
    return tuple(found[:MOST])


def differing(
    pairs: Iterable[tuple[Record | None, Record | None]], first: Picture, second: Picture, *, moments: bool = True
) -> tuple[AnyFeature, ...]:
    """Return where rows differ: dashed and grey as in the first picture, outlined as in the second, each in words.

    What has the same words at the same place differs in the list alone, and what moves by the minute is drawn where only one picture has
    it. `moments`: they are two moments of one room, and no two rooms.
    """
    lost, were, is_ = ("only before", "was here", "was") if moments else ("only there", "there", "there")
    found: list[AnyFeature] = []
    for before, here in pairs:
        if len(found) >= MOST:
            break
        row = before or here
        was_at, is_at = (shape_of(each, picture) if each is not None else None for each, picture in ((before, first), (here, second)))
        if was_at is None and is_at is None:
            continue
        key, quiet = f"{row.kind}:{row.subject}" if row is not None else "", row is not None and row.kind in QUIET
        was = told(before, first) if before is not None else ""
        known = told(here, second) if here is not None else ""
        gone, new = here is None, before is None
        moved = before is not None and here is not None and was_at != is_at
        if not gone and not new and (quiet or (was == known and not moved)):
            continue
        # Where a hostile object was and where it is are not drawn together: that would be its trail.
        if before is not None and (gone or (moved and not hostile(before.body))):
            found += _drawn(f"{key}-", before, first, _BEFORE, () if quiet else (was, lost if gone else were))
        if here is not None:
            word = "only here" if new else f"{is_}: {_apart(was, known)}" if was != known else "moved"
            found += _drawn(f"{key}+", here, second, _HERE, () if quiet else (known, word))
    return tuple(found[:MOST])


def _apart(was: str, known: str) -> str:
    """Return what was said without the words that both begin with: there is little room on a map."""
    words, others = was.split(), known.split()
    same = next((place for place, pair in enumerate(zip(words, others, strict=False)) if pair[0] != pair[1]), len(others))
    return " ".join(words[min(same, len(words) - 1) :])


def shape_of(record: Record, picture: Picture) -> Geometry | None:
    """Return where a row is: its own place, or the course of the corridor it is about; None where it is nowhere."""
    match record.body:
        case Indication(geometry=geometry) | Feature(geometry=geometry) | DangerZone(geometry=geometry) | Segment(geometry=geometry):
            return geometry
        case Track(position=position):
            return Point(position)
        case Site(position=position) | Movement(position=position):
            return Point(position) if position is not None else None
        case Corridor():
            return _course(picture, record.subject)
        case Conditions(corridor=corridor):
            return _course(picture, corridor)
        case CorridorStatus():
            return _course(picture, record.subject)
        case _:
            return None


def _course(picture: Picture, corridor: str) -> Geometry | None:
    body = picture.get(Corridor, corridor)
    legs = [picture.get(Segment, each) for each in body.segments] if body is not None else []
    paths = tuple(leg.geometry.path for leg in legs if leg is not None)
    return MultiLineString(paths) if paths else None


def _moment(at: int, now: int) -> str:
    """A time of day, with its date where that is another than the moment's, and to the second where it is of the same minute."""
    when = datetime.fromtimestamp(at / 1000, UTC)
    if at // _MINUTE == now // _MINUTE:
        return f"{when:%H:%M:%S}Z"
    date = "" if at // _DAY == now // _DAY else f"{when:%d %b} "
    return f"{date}{zulu(at)}"


def _drawn(key: str, record: Record, picture: Picture, manner: _Manner, notes: tuple[str, ...], doubt: str = "") -> Iterator[AnyFeature]:
    """Draw one row in a manner, its words at its first part."""
    shape = shape_of(record, picture)
    if shape is None:
        return
    title = " · ".join((*notes, *((doubt,) if doubt else ())))

    def keyed(number: int) -> str:
        return f"{key}:{number}"

    def area(number: int, rings: tuple[Path, ...], *, worded: bool) -> Area:
        words, said = (notes, doubt) if worded else ((), "")
        return Area(
            key=keyed(number), kind=record.kind, subject=record.subject, rings=rings, style=manner.area, hue=manner.hue, title=title,
            notes=words, doubt=said,
        )  # fmt: skip

    if hostile(record.body):
        yield from (area(number, rings, worded=number == 0) for number, rings in enumerate(surfaces(shape, FLOOR)))
        return
    match shape:
        case Point() | MultiPoint():
            for number, at in enumerate((shape.at,) if isinstance(shape, Point) else shape.at):
                yield Mark(key=keyed(number), kind=record.kind, subject=record.subject, at=at, style=manner.mark, title=title)
                if number == 0 and notes:
                    # Words are of a surface: one without extent stands beside the mark.
                    yield area(-1, ((at, at, at),), worded=True)
        case LineString() | MultiLineString():
            paths: tuple[Path, ...] = (shape.path,) if isinstance(shape, LineString) else shape.paths
            for number, path in enumerate(paths):
                yield Line(
                    key=keyed(number), kind=record.kind, subject=record.subject, path=path, style=manner.line, hue=manner.hue, title=title
                )
            longest = max(paths, key=len)
            yield Tag(key=keyed(-1), kind=record.kind, subject=record.subject, path=longest, text=title, hue=manner.hue)
        case _:
            yield from (area(number, rings, worded=number == 0) for number, rings in enumerate(surfaces(shape)))
