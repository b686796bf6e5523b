"""What the director of an exercise says, one order a line: read here, refused here with one clear error, played elsewhere.

    fire ID     hold ID     release ID     skip ID     note ID WORDS     pause     go on     speed X     plan

Deliberately absent: whether an inject may do that now (`feeds.exercise.direction`), and anything that would change a line.
"""

from __future__ import annotations

import math
import os
import select
from dataclasses import dataclass
from typing import Final

from feeds.errors import BadInput, OverLimit
from feeds.exercise.direction import INJECT

LONGEST: Final = 2_000
"""Bytes of one order."""

MOST: Final = 64
"""Orders that are taken at one look; more wait for the next."""

FASTEST: Final = 1_000_000.0
_EVENTS: Final = frozenset(event for edges in INJECT.edges.values() for event in edges)
_EXPECTED: Final = "fire ID, hold ID, release ID, skip ID, note ID WORDS, pause, go on, speed X or plan"


@dataclass(frozen=True, slots=True)
class Move:
    """Fire, hold, release or skip an inject: `event` is one of INJECT's."""

    event: str
    inject: str


@dataclass(frozen=True, slots=True)
class Note:
    """What was observed after an inject, in the director's words."""

    inject: str
    words: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Let the exercise's clock stand, or go on."""

    stands: bool


@dataclass(frozen=True, slots=True)
class Speed:
    """So many seconds of the exercise in a real one, from here on."""

    speed: float


@dataclass(frozen=True, slots=True)
class Ask:
    """Tell the whole plan."""


Order = Move | Note | Pause | Speed | Ask


def read_order(line: str) -> Order:
    """Return the order a line gives.

    Raises:
        BadInput: it gives none.

    """
    verb, _, rest = line.strip().partition(" ")
    rest = rest.strip()
    match verb, rest:
        case (("pause" | "plan"), ""):
            return Pause(stands=True) if verb == "pause" else Ask()
        case "go", "on":
            return Pause(stands=False)
        case "speed", str(given) if given:
            return Speed(_speed(given))
        case "note", str(given) if len(parts := given.split(maxsplit=1)) == 2:  # noqa: PLR2004 - the inject, and words
            return Note(parts[0], " ".join(parts[1].split()))
        case _ if verb in _EVENTS and rest:
            return Move(verb, rest)
    raise BadInput("director", "no order", line, _EXPECTED)


def _speed(given: str) -> float:
    try:
        speed = float(given)
    except ValueError:
        speed = math.nan
    if not 0 < speed <= FASTEST:
        raise BadInput("director", "no speed", given, f"a number above 0 and at most {FASTEST:g}")
    return speed


class OrderReader:
    """Orders from a file descriptor, taken without ever waiting. `ended`: nothing comes any more."""

    def __init__(self, descriptor: int) -> None:
        """Take a pipe, a terminal or a file; it stays its owner's to close."""
        self._descriptor, self._rest, self._skipping = descriptor, b"", False
        self.ended = False

    def take(self) -> list[Order | BadInput]:
        """Return what has come, in order; a line that is no order, or too long, is returned as its error."""
        self._fill()
        found: list[Order | BadInput] = []
        while len(found) < MOST and b"\n" in self._rest:
            line, _, self._rest = self._rest.partition(b"\n")
            if self._skipping or not line.strip():
                self._skipping = False
                continue
            found.append(_order(line))
        if len(self._rest) > LONGEST and b"\n" not in self._rest:
            if not self._skipping:
                found.append(_order(self._rest))
            self._rest, self._skipping = b"", True
        return found

    def _fill(self) -> None:
        """Read what is there, never more than a few lines ahead of what was taken."""
        while not self.ended and len(self._rest) <= LONGEST and select.select([self._descriptor], [], [], 0)[0]:
            read = os.read(self._descriptor, LONGEST)
            if not read:
                self.ended = True
                # A last line needs no end of line.
                self._rest += b"\n" if self._rest else b""
            self._rest += read


def _order(line: bytes) -> Order | BadInput:
    if len(line) > LONGEST:
        return OverLimit("director", "an order is too long", line, f"at most {LONGEST} bytes")
    try:
        return read_order(line.decode())
    except UnicodeDecodeError:
        return BadInput("director", "an order is not text", line, "UTF-8")
    except BadInput as error:
        return error
