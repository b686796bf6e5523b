"""What a command writes: lines or one JSON object on standard output, errors and progress on standard error.

Text from records ends up on terminals, so nothing is written that is not printable. Deliberately absent: colours, tables, a pager.
"""

import json
import sys
from collections.abc import Mapping
from time import monotonic
from typing import Final, TextIO

from feeds.errors import WatchroomError, one_line

REDRAW_SECONDS: Final = 0.2
"""How often a progress line is drawn at most."""

NAME_WIDTH: Final = 14
"""Characters of the column in which figures have their names."""

LINE_LIMIT: Final = 4_000
"""Characters of one line that are written."""


def say(line: str) -> None:
    """Write one line to standard output, whatever is not printable escaped."""
    sys.stdout.write(one_line(line, LINE_LIMIT) + "\n")


def say_json(value: object) -> None:
    """Write one JSON object to standard output: plain values, msgspec structs, or anything msgspec can encode."""
    import msgspec

    plain = msgspec.to_builtins(value, str_keys=True)
    sys.stdout.write(json.dumps(plain, ensure_ascii=True, allow_nan=False, indent=2) + "\n")


def say_figures(figures: Mapping[str, object], *, as_json: bool, but: frozenset[str] = frozenset()) -> None:
    """Write figures by name: as one JSON object, or one a line in a column of their own, without those named in `but`."""
    if as_json:
        say_json(figures)
        return
    for name, value in figures.items():
        if name not in but:
            say(f"{name:<{NAME_WIDTH}}{value}")


def complain(program: str, error: WatchroomError) -> None:
    """Write an error as its one line to standard error, led by the program and command it is of."""
    line = str(error) if error.where.startswith(program) else f"{program}: {error}"
    sys.stderr.write(line + "\n")


class Progress:
    """A line on standard error that counts up in place: only where that is a terminal, and a few times a second at most."""

    def __init__(self, what: str, total: int | None = None, stream: TextIO | None = None) -> None:
        self._what = what
        self._total = total
        self._stream = sys.stderr if stream is None else stream
        self._shown = self._stream.isatty()
        self._due = 0.0

    def to(self, done: int) -> None:
        """Say how many are done."""
        if not self._shown or monotonic() < self._due:
            return
        self._due = monotonic() + REDRAW_SECONDS
        of = f" of {self._total:,}" if self._total is not None else ""
        self._stream.write(f"\r\x1b[K{one_line(self._what)}: {done:,}{of}")
        self._stream.flush()

    def end(self) -> None:
        """Take the line away."""
        if self._shown and self._due:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
