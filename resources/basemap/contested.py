"""Write the contested borders out by name, so that a point of view can draw them otherwise than the dashes that are baked.

Run by a person after `disputed` has changed; the file ships. The geometry is the baked tiles' own (``world-atlas`` 2.0.2, 1:10 million).

    python -m resources.basemap.contested --atlas DIR --out resources/basemap/contested.json
"""

import argparse
import json
import sys
from pathlib import Path

from resources.basemap.disputed import ADDED_LINES, is_disputed
from resources.basemap.topology import Line, Topology, read_topology

DIGITS = 4  # of a degree: about ten metres, finer than the source


def contested(countries: Topology) -> dict[str, list[Line]]:
    """Return the contested lines by name: their sides in order of the alphabet, or what `disputed` calls an added one."""
    found: dict[str, list[Line]] = {}
    for index, sides in sorted(countries.sides("countries").items()):
        arc = countries.arcs[index]
        if len(sides) > 1 and is_disputed(sides, arc[len(arc) // 2]):
            found.setdefault("|".join(sorted(sides)), []).append([(round(x, DIGITS), round(y, DIGITS)) for x, y in arc])
    found |= {name: [list(line)] for name, line in ADDED_LINES}
    return dict(sorted(found.items()))


def main(argv: list[str] | None = None) -> int:
    """Parse the command line and write; 0 when done."""
    parser = argparse.ArgumentParser(prog="basemap contested", description="Write the contested borders by name.")
    parser.add_argument("--atlas", type=Path, required=True, help="folder of the npm package world-atlas")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("contested.json"))
    options = parser.parse_args(argv)
    lines = contested(read_topology(options.atlas / "countries-10m.json"))
    options.out.write_text(json.dumps(lines, separators=(",", ":"), ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
