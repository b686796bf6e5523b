"""`make bench`: every measurement of this folder, side by side with a named peer, as a table and as results.json.

A module of this folder offers `rows()`; each row is a `tests.bench.row.Row`. Figures are medians of at least five runs taken in
turn with the peer's. To run some only, name their modules: `python -m tests.bench map_live journal`.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
_NOT_MEASUREMENTS = {"__main__", "__init__", "row", "map_stage", "journal_material", "journal_samples"}
_WIDTHS = (34, 16, 10, 46, 14, 9, 8)


def main(names: Iterable[str]) -> int:
    """Run the measurements and print the table. Returns 0: a goal that is missed is shown, not failed."""
    wanted = list(names) or sorted(path.stem for path in HERE.glob("*.py") if path.stem not in _NOT_MEASUREMENTS)
    found: list[Mapping[str, object]] = []
    _print(("name", "value", "unit", "peer", "peer value", "ratio", "goal met"))
    for name in wanted:
        started = time.monotonic()
        for row in importlib.import_module(f"tests.bench.{name}").rows():
            plain = dict(row)
            found.append(plain)
            _print(tuple(_shown(plain.get(key)) for key in ("name", "value", "unit", "peer", "peer_value", "ratio", "met")))
        sys.stderr.write(f"{name}: {time.monotonic() - started:.0f} s\n")
    RESULTS.write_text(json.dumps(found, indent=2) + "\n")
    return 0


def _shown(value: object) -> str:
    match value:
        case None:
            return "-"
        case bool():
            return "yes" if value else "NO"
        case float():
            return f"{value:,.3g}" if abs(value) < 1000 else f"{value:,.0f}"
        case _:
            return str(value)


def _print(cells: tuple[str, ...]) -> None:
    sys.stdout.write("  ".join(cell[:width].ljust(width) for cell, width in zip(cells, _WIDTHS, strict=True)).rstrip() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
