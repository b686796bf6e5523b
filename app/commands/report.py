"""`watchroom report`: the after-action report of a journal, as a page that stands alone or as a PDF.

Deliberately absent: what it says (feeds.report) and how it looks (app.report).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.output import Progress, say, say_json
from feeds.errors import Misuse, Unfit, WatchroomError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.report.making import Made

FORMATS: Final = (".html", ".pdf")
PRINT_WITHIN: Final = 300_000
"""Milliseconds that printing may take."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the journal, the file to write, and whose report it is."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the journal")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to write: its name ends in .html or .pdf")
    parser.add_argument("--as", dest="entity", metavar="ENTITY", help="as this entity's audience sees it (default: the originating room)")
    parser.add_argument("--for", dest="reader", metavar="ENTITY", help="who is to read it: refused where it says more than they may see")
    parser.add_argument("--regime", metavar="R", help="REAL, EXERCISE:name or TEST:name (default: REAL, else the only one)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Gather, draw and write."""
    from app.report.making import Asked, make
    from feeds.journal.reader import Reader
    from feeds.picture.regime import parse_regime

    out: Path = args.out
    if out.suffix.lower() not in FORMATS:
        raise Misuse("--out", "a report is written as a page or as a PDF", str(out), "a name that ends in .html or .pdf")
    try:
        regime = None if args.regime is None else parse_regime(args.regime)
    except ValueError as error:
        raise Misuse("--regime", str(error)) from error
    progress = Progress("records read")
    with Reader(args.file) as reader:
        made = make(reader, Asked(regime, args.entity, args.reader), progress.to)
    progress.end()
    data = made.html.encode() if out.suffix.lower() == ".html" else _pdf(made.html)
    _write(out, data)
    if args.json:
        say_json(_summary(made, out, len(data)))
    else:
        say(f"{out}: {len(made.report.sections)} sections, {len(made.report.cited)} records cited, {made.banner.text}")
    return 0


def _summary(made: Made, out: Path, size: int) -> dict[str, object]:
    sections = [section.title for section in made.report.sections]
    return {
        "out": str(out),
        "bytes": size,
        "label": made.banner.text,
        "tlp": made.banner.tlp,
        "sections": sections,
        "cited": len(made.report.cited),
    }


def _write(out: Path, data: bytes) -> None:
    """Write beside the name and take it when all is written: a report is there whole or not at all."""
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_bytes(data)
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise WatchroomError(
            str(out), f"the report cannot be written: {error.strerror}", expected="a folder that can be written"
        ) from error


def _pdf(html: str) -> bytes:
    """Print the page without a window: once to learn where its parts stand, and once with their page numbers in its contents."""
    from app.report.paging import numbered
    from app.stage import application

    app = application(screen_needed=False)
    return _printed(app, numbered(html, _printed(app, html)))


def _printed(app: QApplication, html: str) -> bytes:
    from PySide6.QtCore import QEventLoop, QTimer

    from app.report.paper import Printer

    printer = Printer(html)
    found: list[bytes] = []
    loop = QEventLoop()
    printer.done.connect(found.append)
    printer.done.connect(loop.quit)
    QTimer.singleShot(PRINT_WITHIN, loop.quit)
    loop.exec()
    refused = printer.refused
    printer.close()
    app.processEvents()
    if not found or not found[0]:
        raise Unfit("report", "the page could not be printed", expected="a working web engine; `watchroom doctor` says what it lacks")
    if refused:
        sys.stderr.write(f"watchroom report: {refused} requests of the page were refused\n")
    return bytes(found[0])
