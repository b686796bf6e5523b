"""`watchroom basemap bake`: the ground of a theatre from GeoJSON, as tiles that a room can call its own (docs/rooms.md).

Deliberately absent: fetching anything; the shipped world lies below, what is above is in the files that are named.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from app.output import Progress, say, say_json
from feeds.errors import BadInput, Misuse, OverLimit

if TYPE_CHECKING:
    from app.basemap.theatre import Drawn


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to bake, from what, and where to."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    bake = deeds.add_parser("bake", help="bake GeoJSON into MBTiles")
    bake.add_argument("sources", nargs="+", type=Path, metavar="GEOJSON", help="land, water, roads, streets, buildings, names")
    bake.add_argument("--out", required=True, type=Path, metavar="FILE", help="the MBTiles file to write; one of this name is replaced")
    bake.add_argument("--bounds", metavar="W,S,E,N", help="degrees (default: what the files hold)")
    bake.add_argument("--zoom", default="7-13", metavar="FROM-TO", help="zooms, 0 to 15 (default 7-13)")
    bake.add_argument("--theme", choices=("dark", "light"), default="dark", help="the colours (default dark)")
    bake.add_argument("--name", default="", metavar="TEXT", help="what the ground is made of, said on the map")
    bake.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Read, paint and write."""
    from importlib.resources import files

    from app.basemap.baking import TILES_LIMIT, Plan, bake
    from app.stage import application
    from app.whole import whole

    application(screen_needed=False)
    least, most = _zooms(args.zoom)
    drawn, rejected = _read(args.sources)
    colours = json.loads((files("resources.map") / "colours.json").read_text())[args.theme]
    plan = Plan(_box(args.bounds, drawn), least, most, args.theme, colours)
    if plan.count > TILES_LIMIT:
        raise OverLimit("--zoom", "too many tiles", plan.count, f"at most {TILES_LIMIT}: fewer zooms or narrower --bounds")
    progress = Progress("tiles", plan.count)
    with whole(args.out) as building:
        count = bake(plan, drawn, args.name or args.sources[0].stem, building, progress.to)
        size = building.stat().st_size
    progress.end()
    figures = {"out": str(args.out), "tiles": count, "features": len(drawn), "rejected": rejected, "zoom": [least, most], "bytes": size}
    if args.json:
        say_json(figures)
    else:
        say(f"{args.out}: {count} tiles of {len(drawn)} features, zoom {least} to {most}, {rejected} rejected")
    return 0


def _read(sources: list[Path]) -> tuple[list[Drawn], int]:
    from app.basemap.theatre import read
    from feeds.adapters.registry import find
    from feeds.adapters.sources import files, load

    drawn: list[Drawn] = []
    rejected = 0
    for path in files(sources, find("geojson")):
        found, rejects = read(load(path), str(path))
        drawn += found
        rejected += len(rejects)
        if rejects and not found:
            raise BadInput(str(path), rejects[0].reason, rejects[0].value or None, rejects[0].expected or "GeoJSON")
    if not drawn:
        raise BadInput(str(sources[0]), "nothing to draw", expected="GeoJSON with areas, lines or points")
    return drawn, rejected


def _zooms(written: str) -> tuple[int, int]:
    from app.basemap.theatre import TOP

    first, _, last = written.partition("-")
    if first.isdecimal() and (last or first).isdecimal() and int(first) <= int(last or first) <= TOP:
        return int(first), int(last or first)
    raise Misuse("--zoom", "no span of zooms", written, f"FROM-TO, 0 to {TOP}")


def _box(written: str | None, drawn: list[Drawn]) -> tuple[float, float, float, float]:
    """Return the bounds on the square of the world."""
    from app.basemap.theatre import bounds_of, project

    if written is None:
        return bounds_of(drawn)
    try:
        west, south, east, north = (float(each) for each in written.split(","))
    except ValueError as error:
        raise Misuse("--bounds", "no bounds", written, "W,S,E,N in degrees") from error
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):  # noqa: PLR2004 -- the globe's own bounds
        raise Misuse("--bounds", "bounds that hold nothing", written, "W,S,E,N in degrees, west of east and south of north")
    return (*project(west, north), *project(east, south))
