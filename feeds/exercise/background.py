"""The ordinary day behind the story: ships that go their way and gauges that are read, worked out from a few numbers.

A group of ships keeps to a lane, there and back, each from a place of its own; a series follows a line through given points.
Chance comes from a hash of the scenario, the group and the number, so that every load gives the same day. Deliberately
absent: anything an alarm could hang on; what matters is written in the storyline.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Final

from msgspec import Meta

from feeds.documents import Document, decode
from feeds.errors import BadInput
from feeds.exercise.labels import Labels
from feeds.exercise.names import Names
from feeds.exercise.scenario import ScenarioLine
from feeds.exercise.storyline import Cast
from feeds.picture.place import Affiliation, Track
from feeds.picture.values import Code, Codes, Count, Instant, Line, Millis, Position, Text, Value
from feeds.picture.warning import Discipline, Indication, Measure

_METRES_A_DEGREE: Final = 111_195.0
_REPORT_DELAY: Final = 2_000


class Stop(Value, frozen=True):
    """A span in which ships stay where they are."""

    since: Instant
    until: Instant


class Ships(Value, frozen=True):
    """A group of ships on one lane. `speed` in metres per second, `spread` in degrees aside of the lane, `every` between two reports."""

    name: Line
    kind: Code
    source: Code
    count: Annotated[int, Meta(ge=1, le=500)]
    lane: Codes
    speed: Annotated[float, Meta(gt=0, le=40)]
    every: Annotated[int, Meta(ge=10_000, le=86_400_000)]
    since: Instant
    until: Instant
    spread: Annotated[float, Meta(ge=0, le=0.2)] = 0.01
    stops: Annotated[tuple[Stop, ...], Meta(max_length=16)] = ()
    silent: Annotated[tuple[Stop, ...], Meta(max_length=16)] = ()
    """Spans in which the group does not report: a gap."""


class Knot(Value, frozen=True):
    """A value that a series goes through."""

    at: Instant
    value: float


class Series(Value, frozen=True):
    """A gauge read every so often. `title` may hold {value}; `noise` is the greatest distance from the line."""

    title: Line
    source: Code
    measure: Code
    unit: Code
    every: Millis
    since: Instant
    until: Instant
    knots: Annotated[tuple[Knot, ...], Meta(min_length=2, max_length=200)]
    place: Code
    category: Code
    noise: float = 0.0
    digits: Count = 1
    text: Text = ""


def background(document: Document, names: Names, labels: Labels, cast_: Cast) -> Iterator[ScenarioLine]:
    """Yield the lines of a document's `[[ships]]` and `[[series]]`, group by group.

    Raises:
        BadInput: a group is not what its struct asks for, or names a feed or a place that does not exist.

    """
    for number, (where, table) in enumerate(document.entries("ships")):
        ships = decode(where, document.plain(where, table), Ships)
        lane = [names.place(where, each) for each in ships.lane]
        if len(lane) < 2:  # noqa: PLR2004 -- a lane has two ends
            raise BadInput(where, "a lane has two ends", list(ships.lane), "at least two places")
        yield from _sail(where, f"ships{number}", ships, lane, names, labels, cast_)
    for number, (where, table) in enumerate(document.entries("series")):
        series = decode(where, document.plain(where, table), Series)
        names.place(where, series.place)
        yield from _read(where, f"series{number}", series, labels, names, cast_)


def _sail(where: str, group: str, ships: Ships, lane: list[Position], names: Names, labels: Labels, cast_: Cast) -> Iterator[ScenarioLine]:
    _known_feed(where, ships.source, cast_)
    label = labels.of(where, None, cast_.entity(ships.source), feed=True)
    length = sum(_metres(a, b) for a, b in pairwise(lane))
    for number in range(ships.count):
        seed = f"{names.incident}/{group}/{number}"
        subject = names.own("track", f"{group}/{number}")
        first = ships.since + round(chance(seed, "phase") * ships.every)
        for at in range(first, ships.until, ships.every):
            moment = at + round(chance(seed, at) * 30_000)
            if not _speaks(ships.source, moment, cast_) or any(each.since <= moment < each.until for each in ships.silent):
                continue
            body = _track(ships, lane, length, seed, number, moment)
            name = f"{group}/{number}/{at}"
            yield ScenarioLine(name, where, moment, moment + _REPORT_DELAY, ships.source, "track", subject, body, label, {})


def _track(ships: Ships, lane: list[Position], length: float, seed: str, number: int, at: int) -> Track:
    under_way = sum(min(at, each.until) - each.since for each in ships.stops if at > each.since)
    stopped = any(each.since <= at < each.until for each in ships.stops)
    gone = (
        chance(seed, "start") * 2 * length + (at - ships.since - under_way) / 1000 * ships.speed * (0.85 + 0.3 * chance(seed, "pace"))
    ) % (2 * length)
    back = gone > length
    position, course = _along(lane, 2 * length - gone if back else gone)
    aside = ships.spread * (2 * chance(seed, "aside") - 1)
    angle = math.radians(course + 90)
    longitude = position[0] + aside * math.sin(angle) / math.cos(math.radians(position[1]))
    latitude = position[1] + aside * math.cos(angle)
    heading = (course + 180) % 360 if back else course
    speed = 0.0 if stopped else ships.speed
    return Track(
        name=f"{ships.name} {number + 1:02d}", source=ships.source, position=(round(longitude, 4), round(latitude, 4)),
        affiliation=Affiliation.CIVILIAN, kind=ships.kind, course=round(heading, 1), speed=speed,
    )  # fmt: skip


def _read(where: str, group: str, series: Series, labels: Labels, names: Names, cast_: Cast) -> Iterator[ScenarioLine]:
    _known_feed(where, series.source, cast_)
    label = labels.of(where, None, cast_.entity(series.source), feed=True)
    for at in range(series.since, series.until, series.every):
        if not _speaks(series.source, at, cast_):
            continue
        value = round(_value(series.knots, at) + series.noise * (2 * chance(names.incident, group, at) - 1), series.digits)
        body = Indication(
            title=series.title.replace("{value}", f"{value:g}"), discipline=Discipline.OPEN_DATA, source=series.source, place=series.place,
            category=series.category, text=series.text, measures=(Measure(series.measure, value, series.unit),),
        )  # fmt: skip
        name = f"{group}/{at}"
        yield ScenarioLine(name, where, at, at + _REPORT_DELAY, series.source, "indication", names.own("indication", name), body, label, {})


def chance(*parts: object) -> float:
    """Return a number from 0 up to 1 that depends on the parts alone."""
    digest = hashlib.blake2b("\x1f".join(str(part) for part in parts).encode(), digest_size=6).digest()
    return int.from_bytes(digest, "big") / (1 << 48)


def _value(knots: tuple[Knot, ...], at: int) -> float:
    if at <= knots[0].at:
        return knots[0].value
    for one, other in pairwise(knots):
        if at < other.at:
            return one.value + (other.value - one.value) * (at - one.at) / max(1, other.at - one.at)
    return knots[-1].value


def _along(lane: list[Position], gone: float) -> tuple[Position, float]:
    """Return the position so many metres along a lane, and the course there in degrees."""
    for one, other in pairwise(lane):
        leg = _metres(one, other)
        if gone <= leg:
            share = gone / leg if leg else 0.0
            return (one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])), _course(one, other)
        gone -= leg
    return lane[-1], _course(lane[-2], lane[-1])


def _metres(one: Position, other: Position) -> float:
    return math.hypot(*_offset(one, other))


def _course(one: Position, other: Position) -> float:
    east, north = _offset(one, other)
    return math.degrees(math.atan2(east, north)) % 360


def _offset(one: Position, other: Position) -> tuple[float, float]:
    narrow = math.cos(math.radians((one[1] + other[1]) / 2))
    return (other[0] - one[0]) * _METRES_A_DEGREE * narrow, (other[1] - one[1]) * _METRES_A_DEGREE


def _speaks(source: str, at: int, cast_: Cast) -> bool:
    return not any(each.who == source and each.since <= at + _REPORT_DELAY and at < each.until for each in cast_.away)


def _known_feed(where: str, source: str, cast_: Cast) -> None:
    if source not in cast_.feeds:
        raise BadInput(where, "no such feed", source, "the code of a [[feed]]")
