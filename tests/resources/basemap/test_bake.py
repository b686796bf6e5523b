"""Baking: arcs become borders, coasts and dashes; a small world becomes a file that tells its tiles."""

import io
import json
import math
import sqlite3
from contextlib import closing
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from resources.basemap.bake import bake, encode, make_palette
from resources.basemap.ground import project, read_ground
from resources.basemap.painter import dashed
from resources.basemap.topology import Topology, read_topology, unwrapped

COLOURS = json.loads((files("resources.map") / "colours.json").read_text())["dark"]
LIMIT = 15 * 2**20


def topology(tmp_path: Path, name: str = "W. Sahara") -> Topology:
    """Two square countries side by side, one of them named, on a coarse grid of whole degrees."""
    document = {
        "type": "Topology",
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[10, 10], [0, -10]], [[10, 0], [-10, 0], [0, 10], [10, 0]], [[10, 10], [10, 0], [0, -10], [-10, 0]]],
        "objects": {
            "countries": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": name}},
                    {"type": "Polygon", "arcs": [[2, -1]], "properties": {"name": "Eastland"}},
                ],
            },
            "lakes": {"type": "GeometryCollection", "geometries": []},
            "rivers": {"type": "GeometryCollection", "geometries": []},
        },
    }
    path = tmp_path / "world.json"
    path.write_text(json.dumps(document))
    return read_topology(path)


def test_a_shared_arc_is_a_border_and_a_single_one_a_coast(tmp_path: Path) -> None:
    """Of three arcs one is shared: it is the border, dashed where the outline is contested, plain where not."""
    contested, plain = read_ground(topology(tmp_path), topology(tmp_path)), read_ground(topology(tmp_path, "Westland"), topology(tmp_path))
    added = len(contested.disputed) - 1
    assert (len(contested.coasts), len(contested.borders)) == (2, 0)
    assert (len(plain.coasts), len(plain.borders), len(plain.disputed)) == (2, 1, added)
    assert len(contested.land) == 2


def test_a_file_that_is_no_topology_says_so(tmp_path: Path) -> None:
    """One clear error names the file, what it is and what was expected."""
    path = tmp_path / "x.json"
    path.write_text('{"type": "FeatureCollection"}')
    with pytest.raises(ValueError, match=r"x\.json: type 'FeatureCollection', expected a quantised TopoJSON"):
        read_topology(path)


def test_a_ring_over_the_date_line_stays_in_one_piece() -> None:
    """Across 180 degrees the ring goes on, not round the world; one round the pole is closed over it."""
    flat = unwrapped([(170.0, 60.0), (-170.0, 60.0), (-170.0, 70.0), (170.0, 70.0), (170.0, 60.0)])
    assert [lon for lon, _ in flat] == [170.0, 190.0, 190.0, 170.0, 170.0]
    polar = unwrapped([(-180.0, -70.0), (-60.0, -70.0), (60.0, -70.0), (180.0, -70.0), (-180.0, -70.0)])
    assert min(lat for _, lat in polar) == -90.0


def test_dashes_keep_their_length_round_a_corner() -> None:
    """Each dash but the last is as long as asked, and dashes and gaps together cover the line."""
    pieces = list(dashed([(0.0, 0.0), (5.0, 0.0), (5.0, 20.0)], 4.0, 3.0))
    lengths = [sum(math.dist(a, b) for a, b in pairwise(piece)) for piece in pieces]
    assert lengths[:-1] == pytest.approx([4.0] * (len(lengths) - 1))
    assert len(pieces) == 4


def test_a_small_world_bakes_into_tiles_that_show_it(tmp_path: Path) -> None:
    """Zoom 0 and 1 give five tiles; land is in the one that holds it and open water elsewhere, in the table's own colours."""
    ground = read_ground(topology(tmp_path), topology(tmp_path))
    out = tmp_path / "ground.mbtiles"
    assert bake(ground, ground, COLOURS, "dark", out, 1) == 5
    with closing(sqlite3.connect(out)) as store:
        tiles = {
            at: Image.open(io.BytesIO(data)).convert("RGB") for *at_, data in store.execute("SELECT * FROM tiles") for at in [tuple(at_)]
        }
    land, water = (tuple(int(COLOURS[name][at : at + 2], 16) for at in (1, 3, 5)) for name in ("land", "water"))
    x, y = project((5.0, 5.0))
    assert tiles[0, 0, 0].getpixel((int(x * 256), int(y * 256))) == land
    assert tiles[1, 0, 0].getpixel((200, 200)) == water
    assert len({tile.size for tile in tiles.values()}) == 1


def test_tiles_are_small() -> None:
    """A tile of open water is a palette image of a few hundred bytes."""
    assert len(encode(Image.new("RGB", (256, 256), COLOURS["water"]), make_palette(COLOURS))) < 400


def test_the_shipped_ground_is_whole_and_small() -> None:
    """Both themes hold every tile of zoom 0 to 6 and together stay under fifteen mebibytes; they say what they are made of."""
    total = 0
    for theme in ("dark", "light"):
        with as_file(files("resources.basemap") / f"ground_{theme}.mbtiles") as path, closing(sqlite3.connect(path)) as store:
            assert store.execute("SELECT count(*) FROM map").fetchone()[0] == sum(4**zoom for zoom in range(7))
            facts = dict(store.execute("SELECT name, value FROM metadata"))
            assert "Natural Earth" in facts["attribution"]
            assert "dashed" in facts["description"]
            total += path.stat().st_size
    assert total < LIMIT
