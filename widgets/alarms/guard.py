"""Enter acknowledges the revision on screen: where a newer one came within 700 ms before the key, the first Enter only shows the change.

Durations are of the monotonic clock that is handed in. Deliberately absent: Qt, and the acknowledgement itself.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from widgets.alarms.model import AlarmItem

WITHIN_S = 0.7


@dataclass
class _Shown:
    item: AlarmItem
    before: AlarmItem | None
    since: float
    told: bool = False


class RevisionGuard:
    """What revision of each alarm is on screen, since when, and what stood there before it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._shown: dict[str, _Shown] = {}

    def show(self, items: Iterable[AlarmItem]) -> None:
        """These items are on screen now; alarms that left are forgotten."""
        kept: dict[str, _Shown] = {}
        for item in items:
            known = self._shown.get(item.subject)
            if known is None:
                kept[item.subject] = _Shown(item, None, self._clock())
            elif known.item.revision == item.revision:
                known.item = item
                kept[item.subject] = known
            else:
                kept[item.subject] = _Shown(item, known.item, self._clock())
        self._shown = kept

    def may(self, subject: str) -> bool:
        """Whether a key pressed now means the revision on screen. A refusal shows the change, once; the next key means it."""
        shown = self._shown.get(subject)
        if shown is None:
            return False
        if shown.before is None or shown.told or self._clock() - shown.since >= WITHIN_S:
            shown.told = False
            shown.before = None
            return True
        shown.told = True
        return False

    @property
    def notes(self) -> Mapping[str, str]:
        """By subject: what changed under the hand, for the alarms whose first key was not taken."""
        return {
            subject: f"changed just now, was: {shown.before.title} · Enter again"
            for subject, shown in self._shown.items()
            if shown.told and shown.before is not None
        }
