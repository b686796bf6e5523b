"""When a sound is due: by what rings, again until it is heard, never for what was dismissed. Pure; times are monotonic seconds.

A REAL message at an exercise every 20 s until a person goes; CRITICAL every 20 s and HIGH every 60 s until acknowledged or silenced;
MEDIUM and a lost link once; LOW never. In a flood alarms have one burst in 20 s, for the worst; while a REAL message waits they have none,
and what still rings after it sounds then. Deliberately absent: making it heard (`app.voice`), and whose desk sounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from feeds.picture.warning import Severity
from widgets.tones import Sound, length

SILENCE_S: Final = 120.0
AGAIN_S: Final[Mapping[Sound, float]] = {Sound.REAL_WORLD: 20.0, Sound.CRITICAL: 20.0, Sound.HIGH: 60.0}
FLOOD_S: Final = 20.0
SOUND_OF: Final[Mapping[Severity, Sound]] = {
    Severity.CRITICAL: Sound.CRITICAL,
    Severity.HIGH: Sound.HIGH,
    Severity.MEDIUM: Sound.MEDIUM,
}
"""What an alarm sounds like; one that is not here makes no sound."""
_GRAVITY: Final = (Sound.REAL_WORLD, Sound.LINK_LOST, Sound.CRITICAL, Sound.HIGH, Sound.MEDIUM)
_ALARMS: Final = frozenset(SOUND_OF.values())


@dataclass(frozen=True)
class Ringing:
    """One occurrence that nobody dismissed here: its name (of an alarm: subject and revision) and its sound."""

    occurrence: str
    sound: Sound


@dataclass(frozen=True)
class Heard:
    """What this seat has sounded: each occurrence, and any alarm at all; until when it is silent, and until when a sound still runs."""

    last: Mapping[str, float] = field(default_factory=dict)
    silent_until: float = float("-inf")
    alarm_last: float = float("-inf")
    runs_until: float = float("-inf")


def silenced(heard: Heard, at: float) -> Heard:
    """F9: silent for two minutes. It acknowledges nothing, and a REAL message that comes after it ends it."""
    return replace(heard, silent_until=at + SILENCE_S)


def due(heard: Heard, ringing: Iterable[Ringing], at: float, *, flood: bool) -> tuple[Sound | None, Heard]:
    """Return the one sound to make now, if any, and what was heard after it."""
    known = {each.occurrence: each for each in ringing}
    real = {name for name, each in known.items() if each.sound is Sound.REAL_WORLD}
    kept = replace(heard, last={name: when for name, when in heard.last.items() if name in known})
    if real - kept.last.keys():
        kept = replace(kept, silent_until=float("-inf"))
    if at < max(kept.silent_until, kept.runs_until):
        return None, kept
    mute = bool(real) or (flood and at - kept.alarm_last < FLOOD_S)
    heeded = [each for each in known.values() if not (mute and each.sound in _ALARMS)]
    wanted = [each for each in heeded if _wants(each, kept.last.get(each.occurrence), at)]
    if not wanted:
        return None, kept
    worst = min((each.sound for each in wanted), key=_GRAVITY.index)
    burst = flood and worst in _ALARMS
    sounded = {each.occurrence: at for each in wanted if each.sound is worst or (burst and each.sound in _ALARMS)}
    alarm_last = at if worst in _ALARMS else kept.alarm_last
    return worst, replace(kept, last={**kept.last, **sounded}, alarm_last=alarm_last, runs_until=at + length(worst))


def _wants(each: Ringing, last: float | None, at: float) -> bool:
    again = AGAIN_S.get(each.sound)
    return last is None or (again is not None and at - last >= again)
