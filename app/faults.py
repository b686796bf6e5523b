"""What becomes of a fault of our own: an exception nobody foresaw.

The operator gets one line and a file to send; never a traceback, never silence. A reader of JSON gets an object that says the same.
Expected errors are `feeds.errors.WatchroomError` and do not come here.
"""

import sys
import time
import traceback
from pathlib import Path
from types import TracebackType
from typing import Final

from app.home import home
from app.output import say_json
from feeds.errors import one_line

KEPT: Final = 20
"""How many reports are kept; the oldest goes first."""


def report(kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
    """Take the place of sys.excepthook: one line on standard error, the whole in a file under the home folder."""
    words = one_line("".join(traceback.format_exception_only(kind, value)).strip())
    try:
        told = f"details in {_write(kind, value, trace)}"
    except OSError as error:
        told = f"details could not be kept: {one_line(str(error))}"
    line = f"watchroom: a fault of the program itself: {words} ({told})"
    sys.stderr.write(line + "\n")
    if "--json" in sys.argv:
        say_json({"error": line, "where": "watchroom", "what": "a fault of the program itself", "value": words, "expected": told})


def _write(kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> Path:
    folder = home() / "faults"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in sorted(folder.glob("*.txt"))[: -KEPT + 1]:
        old.unlink(missing_ok=True)
    seconds, rest = divmod(time.time_ns(), 1_000_000_000)
    path = folder / f"{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime(seconds))}-{rest:09d}.txt"
    path.write_text("".join(traceback.format_exception(kind, value, trace)), "utf-8")
    return path
