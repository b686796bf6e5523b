"""What became of a performance: the lines and acts that were played, what was refused or missed, and where its clock stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """A line of the story that was played: when it happened, when it was learned (ms), and the key of its record."""

    event: str
    at: int
    known: int
    key: str
    refused: bool = False


@dataclass(slots=True)
class Progress:
    """What has been played so far. `missed`: lines that could not be said, with the reason; a good run has none."""

    lines: int = 0
    acts: int = 0
    story: list[StoryEvent] = field(default_factory=list)
    acks: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[str, str]] = field(default_factory=list)
    """Acts the hub refused, as the story expects: (line, reason)."""
    missed: list[tuple[str, str]] = field(default_factory=list)
    silent: tuple[str, ...] = ()
    """Entities that owe an answer and are late with it."""
    now: int = 0
    achieved: float = 0.0
    """Seconds of the exercise to a real second, since the speed was last set going."""
    shown: float = 0.0
    """The speed that displays were last told: they draw the clock on at it."""
    stopped: bool = False
    intervened: bool = False
    """Whether a director held, skipped or moved an inject: then lines that rest on it may be missed."""
