"""A director on the other end of a pipe: orders come by lines on standard input, answers go by lines of JSON on standard output.

Deliberately absent: what an order does (`feeds.exercise.director`).
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from feeds.exercise.director import Director
from feeds.exercise.orders import OrderReader
from feeds.picture.calendar import iso

if TYPE_CHECKING:
    from feeds.exercise.direction import Inject
    from feeds.exercise.director import Notice


def director_on_pipe() -> Director:
    """Return the director who speaks through this process's standard input."""
    reader = OrderReader(sys.stdin.fileno())
    return Director(reader.take, lambda: reader.ended, lambda notice: say_line(plain(notice)))


def say_line(value: object) -> None:
    """Write one object as one line, and let it go at once."""
    sys.stdout.write(json.dumps(value, ensure_ascii=True, allow_nan=False) + "\n")
    sys.stdout.flush()


def plain(notice: Notice) -> dict[str, object]:
    """Return a notice as JSON has it."""
    said: dict[str, object] = {"now": iso(notice.now), "paused": notice.paused, "injects": [_inject(each) for each in notice.injects]}
    if notice.speed is not None:
        said["speed"] = notice.speed
    if notice.fault:
        said["fault"] = notice.fault
    return said


def _inject(inject: Inject) -> dict[str, object]:
    return {
        "id": inject.id,
        "title": inject.title,
        "state": inject.state.value,
        "planned": iso(inject.planned),
        "since": None if inject.since is None else iso(inject.since),
        "by": list(dict.fromkeys(line.by for line in inject.lines)),
        "lines": len(inject.lines),
        "by_hand": inject.by_hand,
    }
