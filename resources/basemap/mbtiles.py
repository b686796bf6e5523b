"""MBTiles 1.3 as it is written here: raster tiles, equal ones stored once. No imaging library is needed for this.

Format: https://github.com/mapbox/mbtiles-spec/blob/master/1.3/spec.md
"""

import hashlib
import sqlite3
from typing import NamedTuple


class Head(NamedTuple):
    """What a file says of itself; `bounds` as west,south,east,north in degrees."""

    name: str
    least: int
    most: int
    bounds: str
    attribution: str
    description: str


def write_header(store: sqlite3.Connection, head: Head) -> None:
    """Write the tables of MBTiles 1.3 and the metadata."""
    store.executescript(
        "PRAGMA page_size=4096; CREATE TABLE metadata (name TEXT, value TEXT);"
        "CREATE TABLE map (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_id TEXT,"
        " PRIMARY KEY (zoom_level, tile_column, tile_row)) WITHOUT ROWID;"
        "CREATE TABLE images (tile_id TEXT PRIMARY KEY, tile_data BLOB);"
        "CREATE VIEW tiles AS SELECT zoom_level, tile_column, tile_row, tile_data FROM map JOIN images USING (tile_id);"
    )
    store.executemany(
        "INSERT INTO metadata VALUES (?, ?)",
        [
            ("name", head.name),
            ("format", "png"),
            ("minzoom", str(head.least)),
            ("maxzoom", str(head.most)),
            ("type", "baselayer"),
            ("version", "1"),
            ("bounds", head.bounds),
            ("attribution", head.attribution),
            ("description", head.description),
        ],
    )


def put(store: sqlite3.Connection, zoom: int, column: int, row: int, data: bytes) -> None:
    """Write one tile; `row` counts from the north, MBTiles from the south."""
    name = hashlib.blake2b(data, digest_size=12).hexdigest()
    store.execute("INSERT OR IGNORE INTO images VALUES (?, ?)", (name, data))
    store.execute("INSERT INTO map VALUES (?, ?, ?, ?)", (zoom, column, 2**zoom - 1 - row, name))
