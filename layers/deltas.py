"""Numbered deltas: what has changed on the map since a revision, as one block of bytes the page can read without parsing numbers.

A `Board` holds what the page should show. Each commit gives one revision to all it touched; ``delta(since)`` carries everything
newer, so a page that lost everything asks from 0. Marks go as arrays, the few named features as JSON whose coordinates are offsets
into an array. Positions are Web Mercator in 0..2^32 (a centimetre), x east, y south. All numbers little-endian:

    message = u32 magic, since, revision, blocks; block = u32 layer, kind, reset, length; payload, padded to 4
    marks (kind 1) = u32 n; u32 slot[n], x[n], y[n], style[n]           features (kind 2) = u32 j, c; JSON[j] padded; u32 (x, y)[c]
    state (kind 3) = u32 j; JSON[j]

Not here: what the features mean, and any transport.
"""

import math
import struct
from collections.abc import Iterable
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from feeds.picture.values import Position
from layers.layer import AnyFeature, Area, Line, Mark, Tag, plain

MAGIC = 0x31445257  # "WRD1"
MARKS, FEATURES, STATE = 1, 2, 3
WORLD = 2**32
MAX_LATITUDE = 85.05112878
GROW = 1024
U32 = NDArray[np.uint32]


def mercator(at: Position) -> tuple[int, int]:
    """(longitude, latitude) in degrees to Web Mercator in 0..2^32-1; beyond the square, its edge."""
    lon, lat = at
    phi = math.radians(max(-MAX_LATITUDE, min(MAX_LATITUDE, lat)))
    x, y = (lon + 180) / 360, (1 - math.asinh(math.tan(phi)) / math.pi) / 2
    return min(WORLD - 1, max(0, round(x * WORLD))), min(WORLD - 1, max(0, round(y * WORLD)))


class Sheet:
    """One layer's marks in slots and its named features, each with the revision of its last change."""

    def __init__(self) -> None:
        self.slots: dict[str, int] = {}
        self.marks: list[Mark | None] = []
        self._free: list[int] = []
        self._x, self._y, self._style = (np.zeros(0, np.uint32) for _ in range(3))
        self._marked = np.zeros(0, np.int64)
        self.features: dict[str, tuple[int, AnyFeature]] = {}
        self._dropped: dict[str, int] = {}

    def put(self, feature: AnyFeature, revision: int) -> None:
        """Show this feature, in place of the one with its key."""
        if isinstance(feature, Mark):
            self._put_mark(feature, revision)
        else:
            self.features[feature.key] = (revision, feature)
            self._dropped.pop(feature.key, None)

    def drop(self, key: str, revision: int) -> None:
        """Show this key's feature no longer."""
        if key in self.slots:
            slot = self.slots.pop(key)
            self.marks[slot] = None
            self._style[slot], self._marked[slot] = 0, revision
            self._free.append(slot)
        elif self.features.pop(key, None) is not None:
            self._dropped[key] = revision

    def mark_arrays(self, since: int) -> tuple[U32, U32, U32, U32]:
        """(slot, x, y, style) of the marks newer than ``since``; from 0 only those that are there."""
        used = self._marked[: len(self.marks)]
        found = np.nonzero((used > since) & ((self._style[: len(used)] > 0) | (since > 0)))[0]
        return found.astype(np.uint32), self._x[found], self._y[found], self._style[found]

    def changed_features(self, since: int) -> tuple[list[AnyFeature], list[str]]:
        """The features newer than ``since``, and the keys dropped after it."""
        news = [feature for revision, feature in self.features.values() if revision > since]
        return news, [key for key, revision in self._dropped.items() if revision > since > 0]

    def _put_mark(self, mark: Mark, revision: int) -> None:
        slot = self.slots.get(mark.key)
        if slot is None:
            slot = self._take_slot()
            self.slots[mark.key] = slot
        self.marks[slot] = mark
        self._x[slot], self._y[slot] = mercator(mark.at)
        self._style[slot], self._marked[slot] = mark.style, revision

    def _take_slot(self) -> int:
        if self._free:
            return self._free.pop()
        self.marks.append(None)
        if len(self.marks) > len(self._x):
            more = max(GROW, len(self._x))
            self._x, self._y, self._style = (np.concatenate([old, np.zeros(more, np.uint32)]) for old in (self._x, self._y, self._style))
            self._marked = np.concatenate([self._marked, np.zeros(more, np.int64)])
        return len(self.marks) - 1


class Board:
    """All that the page should show, by layer, with one revision counter."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        self.sheets = tuple(Sheet() for _ in self.names)
        self.revision = 0
        self._state: dict[str, Any] = {}
        self._stated = 0

    def commit(self, changes: Iterable[tuple[int, Iterable[AnyFeature], Iterable[str]]]) -> int:
        """Apply (layer index, features to show, keys to drop); returns the new revision, the old one if nothing came."""
        touched = False
        for layer, shown, dropped in changes:
            for key in dropped:
                self.sheets[layer].drop(key, self.revision + 1)
                touched = True
            for feature in shown:
                self.sheets[layer].put(feature, self.revision + 1)
                touched = True
        self.revision += touched
        return self.revision

    def state(self, **entries: object) -> int:
        """Set what is not a feature (selection, legend, regime, time); returns the revision, new if anything differs."""
        if any(self._state.get(name, self) != value for name, value in entries.items()):
            self._state.update(entries)
            self.revision += 1
            self._stated = self.revision
        return self.revision

    def bounds(self) -> tuple[float, float, float, float] | None:
        """(south, west, north, east) in degrees of all named features, or where there is none of all marks; None where all is empty."""
        spots = [mercator(at) for sheet in self.sheets for _, feature in sheet.features.values() for at in _positions(feature)]
        if not spots:
            tables = [sheet.mark_arrays(0) for sheet in self.sheets]
            spots = [(int(pick(x)), int(pick(y))) for _, x, y, _ in tables if len(x) for pick in (np.min, np.max)]
        if not spots:
            return None
        xs, ys = [x for x, _ in spots], [y for _, y in spots]
        return _latitude(max(ys)), min(xs) / WORLD * 360 - 180, _latitude(min(ys)), max(xs) / WORLD * 360 - 180

    def delta(self, since: int) -> bytes:
        """Everything newer than ``since``. A ``since`` that is not a revision of this board is answered from 0."""
        start = since if 0 <= since <= self.revision else 0
        blocks = [block for index, sheet in enumerate(self.sheets) for block in _sheet_blocks(index, sheet, start)]
        if self._stated > start:
            blocks.append(_block(0, STATE, start, _text(msgspec.json.encode(self._state))))
        return struct.pack("<4I", MAGIC, start, self.revision, len(blocks)) + b"".join(blocks)


def _latitude(y: float) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / WORLD))))


def _sheet_blocks(index: int, sheet: Sheet, since: int) -> Iterable[bytes]:
    slots, x, y, style = sheet.mark_arrays(since)
    if len(slots) or since == 0:
        yield _block(
            index, MARKS, since, struct.pack("<I", len(slots)) + b"".join(part.astype("<u4").tobytes() for part in (slots, x, y, style))
        )
    news, dropped = sheet.changed_features(since)
    if news or dropped or since == 0:
        yield _block(index, FEATURES, since, _features(news, dropped))


def _block(layer: int, kind: int, since: int, payload: bytes) -> bytes:
    padded = payload + bytes(-len(payload) % 4)
    return struct.pack("<4I", layer, kind, int(since == 0), len(padded)) + padded


def _text(encoded: bytes) -> bytes:
    return struct.pack("<I", len(encoded)) + encoded


def _features(news: list[AnyFeature], dropped: list[str]) -> bytes:
    points: list[tuple[int, int]] = []
    encoded = msgspec.json.encode({"set": [_entry(feature, points) for feature in news], "drop": dropped})
    table = np.array(points, "<u4").tobytes() if points else b""
    return struct.pack("<2I", len(encoded), len(points)) + encoded + bytes(-len(encoded) % 4) + table


def _entry(feature: AnyFeature, points: list[tuple[int, int]]) -> dict[str, Any]:
    entry: dict[str, Any] = _shortened(msgspec.to_builtins(feature))
    match feature:
        case Line(path=path) | Tag(path=path):
            entry["at"] = [_append(points, path)]
            del entry["path"]
        case Area(rings=rings):
            entry["at"] = [_append(points, ring) for ring in rings]
            del entry["rings"]
        case _:
            entry["at"] = [_append(points, (feature.at,))]
    return entry


def _positions(feature: AnyFeature) -> Iterable[Position]:
    match feature:
        case Line(path=path) | Tag(path=path):
            return path
        case Area(rings=rings):
            return rings[0]
        case _:
            return (feature.at,)


def _append(points: list[tuple[int, int]], path: tuple[Position, ...]) -> tuple[int, int]:
    start = len(points)
    points.extend(mercator(at) for at in path)
    return start, len(path)


def _shortened(value: Any) -> Any:  # noqa: ANN401 - builtins of any depth
    match value:
        case str():
            return plain(value)
        case list() | tuple():
            return [_shortened(item) for item in value]
        case dict():
            return {name: item if name in {"key", "subject", "kind", "type"} else _shortened(item) for name, item in value.items()}
        case _:
            return value
