"""Numbered deltas: what has changed on the map since a revision, as one block of bytes the page can read without parsing numbers.

A `Board` holds what the page should show. Each commit gives one revision to all it touched; ``delta(since)`` carries everything
newer, so a page that lost everything asks from 0. Marks go as arrays, the few named features as JSON whose coordinates are offsets
into an array. Positions are Web Mercator in 0..2^32 (a centimetre), x east and round the world, y south; from one position of a path
to the next it is the shorter way round, so what reaches over the 180th meridian needs no case of its own. All numbers little-endian:

    message = u32 magic, since, revision, blocks; block = u32 layer, kind, reset, length; payload, padded to 4
    marks (kind 1) = u32 n; u32 slot[n], x[n], y[n], style[n], when[n]  features (kind 2) = u32 j, c; JSON[j] padded; u32 (x, y)[c]
    state (kind 3) = u32 j; JSON[j]

``when`` is the moment a mark speaks of, in seconds since 1970 (earlier ones are 1), or 0 for what stands.

Not here: what the features mean, and any transport.
"""

import struct
from collections.abc import Iterable
from typing import Any

import msgspec
import numpy as np

from feeds.picture.values import Position
from layers.layer import AnyFeature, Area, Line, Mark, Tag, plain, positions
from layers.mercator import U32, WORLD, Bounds, latitude, longitude, mercator, mercators, narrowest, unrolled
from layers.style import ranks_of

MAGIC = 0x32445257  # "WRD2"
MARKS, FEATURES, STATE = 1, 2, 3
GROW = 1024


class Sheet:
    """One layer's marks in slots and its named features, each with the revision of its last change."""

    def __init__(self) -> None:
        self.slots: dict[str, int] = {}
        self.marks: list[Mark | None] = []
        self._free: list[int] = []
        self._x, self._y, self._style, self._when = (np.zeros(0, np.uint32) for _ in range(4))
        self._marked = np.zeros(0, np.int64)
        self.features: dict[str, tuple[int, AnyFeature]] = {}
        self._dropped: dict[str, int] = {}

    def put(self, features: Iterable[AnyFeature], revision: int) -> bool:
        """Show these features, each in place of the one with its key; whether there were any."""
        marks: dict[str, Mark] = {}
        touched = False
        for feature in features:
            touched = True
            if isinstance(feature, Mark):
                marks[feature.key] = feature
            else:
                self.features[feature.key] = (revision, feature)
                self._dropped.pop(feature.key, None)
        if marks:
            self._put_marks(marks, revision)
        return touched

    def drop(self, key: str, revision: int) -> None:
        """Show this key's feature no longer."""
        if key in self.slots:
            slot = self.slots.pop(key)
            self.marks[slot] = None
            self._style[slot], self._marked[slot] = 0, revision
            self._free.append(slot)
        elif self.features.pop(key, None) is not None:
            self._dropped[key] = revision

    def mark_arrays(self, since: int) -> tuple[U32, U32, U32, U32, U32]:
        """(slot, x, y, style, when) of the marks newer than ``since``; from 0 only those that are there."""
        used = self._marked[: len(self.marks)]
        found = np.nonzero((used > since) & ((self._style[: len(used)] > 0) | (since > 0)))[0]
        return found.astype(np.uint32), self._x[found], self._y[found], self._style[found], self._when[found]

    def foremost(self, most: int, least: int = 0) -> list[Mark]:
        """The ``most`` marks of the highest rank, none below ``least``."""
        style = self._style[: len(self.marks)]
        slots = np.nonzero((style > 0) & (ranks_of(style) >= least))[0]
        if len(slots) > most:
            slots = slots[np.argpartition(-ranks_of(style[slots]), most)[:most]]
        return [mark for slot in slots.tolist() if (mark := self.marks[slot]) is not None]

    def changed_features(self, since: int) -> tuple[list[AnyFeature], list[str]]:
        """The features newer than ``since``, and the keys dropped after it."""
        news = [feature for revision, feature in self.features.values() if revision > since]
        return news, [key for key, revision in self._dropped.items() if revision > since > 0]

    def _put_marks(self, marks: dict[str, Mark], revision: int) -> None:
        slots = np.fromiter((self._slot(key) for key in marks), np.int64, len(marks))
        for slot, mark in zip(slots.tolist(), marks.values(), strict=True):
            self.marks[slot] = mark
        self._x[slots], self._y[slots] = mercators([mark.at for mark in marks.values()])
        self._style[slots] = np.fromiter((mark.style for mark in marks.values()), np.uint32, len(marks))
        self._when[slots] = np.fromiter((_seconds(mark) for mark in marks.values()), np.uint32, len(marks))
        self._marked[slots] = revision

    def _slot(self, key: str) -> int:
        slot = self.slots.get(key)
        if slot is None:
            slot = self.slots[key] = self._take_slot()
        return slot

    def _take_slot(self) -> int:
        if self._free:
            return self._free.pop()
        self.marks.append(None)
        if len(self.marks) > len(self._x):
            more = np.zeros(max(GROW, len(self._x)), np.uint32)
            self._x, self._y, self._style, self._when = (np.concatenate([old, more]) for old in (self._x, self._y, self._style, self._when))
            self._marked = np.concatenate([self._marked, more.astype(np.int64)])
        return len(self.marks) - 1


def _seconds(mark: Mark) -> int:
    return 0 if mark.during is None else min(WORLD - 1, max(1, mark.during[0] // 1000))


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
            touched |= self.sheets[layer].put(shown, self.revision + 1)
        self.revision += touched
        return self.revision

    def state(self, **entries: object) -> int:
        """Set what is not a feature (selection, legend, regime, time); returns the revision, new if anything differs."""
        if any(self._state.get(name, self) != value for name, value in entries.items()):
            self._state.update(entries)
            self.revision += 1
            self._stated = self.revision
        return self.revision

    def bounds(self) -> Bounds | None:
        """(south, west, north, east) in degrees of all named features, or where there is none of all marks; None where all is empty.

        It is the narrowest such box: where it reaches over the 180th meridian, east is beyond 180.
        """
        spots = [mercator(at) for sheet in self.sheets for _, feature in sheet.features.values() for at in positions(feature)]
        xs, ys = (np.array([spot[axis] for spot in spots], np.int64) for axis in (0, 1))
        if not spots:
            tables = [sheet.mark_arrays(0) for sheet in self.sheets]
            xs, ys = (np.concatenate([table[axis] for table in tables]).astype(np.int64) for axis in (1, 2))
        if not len(xs):
            return None
        west, wide = narrowest(xs)
        west_lon = longitude(west)
        return latitude(int(ys.max())), west_lon, latitude(int(ys.min())), longitude(west + wide)

    def delta(self, since: int) -> bytes:
        """Everything newer than ``since``. A ``since`` that is not a revision of this board is answered from 0."""
        start = since if 0 <= since <= self.revision else 0
        blocks = [block for index, sheet in enumerate(self.sheets) for block in _sheet_blocks(index, sheet, start)]
        if self._stated > start:
            blocks.append(_block(0, STATE, start, _text(msgspec.json.encode(self._state))))
        return struct.pack("<4I", MAGIC, start, self.revision, len(blocks)) + b"".join(blocks)


def _sheet_blocks(index: int, sheet: Sheet, since: int) -> Iterable[bytes]:
    columns = sheet.mark_arrays(since)
    if len(columns[0]) or since == 0:
        packed = b"".join(column.astype("<u4").tobytes() for column in columns)
        yield _block(index, MARKS, since, struct.pack("<I", len(columns[0])) + packed)
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
            entry["at"] = [_append(points, ring, closed=True) for ring in rings]
            del entry["rings"]
        case _:
            entry["at"] = [_append(points, (feature.at,))]
    return entry


def _append(points: list[tuple[int, int]], path: tuple[Position, ...], *, closed: bool = False) -> tuple[int, int]:
    start = len(points)
    points.extend(mercator(at) for at in unrolled(path, closed=closed))
    return start, len(points) - start


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
