"""When a sound is due: by severity, again until it is heard, never for what was dismissed. Pure; times are monotonic seconds.

CRITICAL every 20 s and HIGH every 60 s until acknowledged or silenced; MEDIUM once; LOW never. In a flood one burst in 20 s, for the worst.
Deliberately absent: making it heard (`app.voice`), and whose desk sounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from feeds.picture.warning import Severity
from widgets.tones import Sound

SILENCE_S: Final = 120.0
AGAIN_S: Final[Mapping[Severity, float]] = {Severity.CRITICAL: 20.0, Severity.HIGH: 60.0}
FLOOD_S: Final = 20.0
_SOUNDS: Final = {Severity.CRITICAL: Sound.CRITICAL, Severity.HIGH: Sound.HIGH, Severity.MEDIUM: Sound.MEDIUM}
_GRAVITY: Final = (Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM)


@dataclass(frozen=True)
class Ringing:
    """One occurrence that is unacknowledged here: its name (subject and revision) and severity."""

    occurrence: str
    severity: Severity


@dataclass(frozen=True)
class Heard:
    """What this seat has sounded: each occurrence, anything at all, and whether the link's loss was; and until when it is silent."""

    last: Mapping[str, float] = field(default_factory=dict)
    silent_until: float = float("-inf")
    any_last: float = float("-inf")
    link: bool = False


def silenced(heard: Heard, at: float) -> Heard:
    """F9: silent for two minutes. It acknowledges nothing."""
    return replace(heard, silent_until=at + SILENCE_S)


def due(heard: Heard, ringing: Iterable[Ringing], at: float, *, flood: bool, link_lost: bool) -> tuple[Sound | None, Heard]:
    """Return the one sound to make now, if any, and what was heard after it."""
    known = {each.occurrence: each for each in ringing}
    kept = replace(heard, last={name: when for name, when in heard.last.items() if name in known}, link=heard.link and link_lost)
    if at < heard.silent_until:
        return None, kept
    if link_lost and not kept.link:
        return Sound.LINK_LOST, replace(kept, link=True, any_last=at)
    if flood and at - kept.any_last < FLOOD_S:
        return None, kept
    wanted = [each for each in known.values() if _wants(each, kept.last.get(each.occurrence), at)]
    if not wanted:
        return None, kept
    worst = min(wanted, key=lambda each: _GRAVITY.index(each.severity))
    sounded = [each for each in wanted if flood or each.severity is worst.severity]
    return _SOUNDS[worst.severity], replace(kept, last={**kept.last, **{each.occurrence: at for each in sounded}}, any_last=at)


def _wants(each: Ringing, last: float | None, at: float) -> bool:
    if each.severity not in _SOUNDS:
        return False
    again = AGAIN_S.get(each.severity)
    return last is None or (again is not None and at - last >= again)
