"""What a director's desk knows of a play, in the words of whoever plays it. Frozen; no Qt, no clock.

A plan is no record of the room: it comes over the director's own line (`app.play`). Deliberately absent: the storyline's content.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Stands(StrEnum):
    """How an inject stands, as the player words it."""

    PLANNED = "PLANNED"
    HELD = "HELD"
    FIRED = "FIRED"
    SKIPPED = "SKIPPED"


@dataclass(frozen=True)
class Planned:
    """One inject: when the storyline has it, since when it stands as it does (ms; None: from the start), by whom it is said."""

    id: str
    title: str
    stands: Stands
    planned: int
    since: int | None
    by: tuple[str, ...]
    lines: int
    by_hand: bool = False


@dataclass(frozen=True)
class Play:
    """A play under direction. `injects` by identifier; `fault`: what was wrong with the last order; `over`: nobody plays any more."""

    injects: Mapping[str, Planned] = field(default_factory=dict)
    paused: bool = False
    fault: str = ""
    over: bool = False
