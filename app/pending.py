"""Acts of this seat that the hub has not confirmed: on their way, long on their way, refused and why.

Nothing is painted ahead: an act that is SENDING has changed nothing yet. One place, a row by kind and subject, holds one act. Seconds are a
monotonic clock's, and given. Deliberately absent: signing and sending, and what the hub makes of an act.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from widgets.underway import Progress, Underway

CONFIRM_WITHIN = 3.0
"""Seconds after which an act that is not confirmed is said to be so."""

REFUSAL_SHOWN = 20.0
"""Seconds for which the reason of a refusal stays beside its object."""

Place = tuple[str, str]
"""Kind and subject of the row an act would write."""


@dataclass(frozen=True, slots=True)
class PendingAct:
    """An act on its way: what it would write, since when, how far it is, and why it was refused."""

    kind: str
    subject: str
    since: float
    progress: Progress = Progress.SENDING
    reason: str = ""


class PendingActs:
    """The acts on their way, in the order they were first sent. `refused`: how many were, in all."""

    def __init__(self) -> None:
        self._acts: dict[Place, PendingAct] = {}
        self._places: dict[str, Place] = {}
        """Where each act that was sent belongs, by the key it was sent under."""
        self.refused = 0

    def __iter__(self) -> Iterator[PendingAct]:
        """Iterate over them."""
        return iter(self._acts.values())

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._acts)

    def waits(self, place: Place, at: float) -> bool:
        """Say whether an act of this place has no answer yet; if so it counts as sent again now."""
        act = self._acts.get(place)
        if act is None or act.progress is Progress.REFUSED:
            return False
        self._acts[place] = PendingAct(*place, at)
        return True

    def sent(self, place: Place, key: str, at: float) -> None:
        """Note an act that was sent under a key."""
        self._acts[place] = PendingAct(*place, at)
        self._places[key] = place

    def settled(self, key: str, reason: str, at: float) -> None:
        """Note the hub's answer: confirmed, or refused for a reason."""
        self.refused += bool(reason)
        place = self._places.pop(key, None)
        act = self._acts.pop(place, None) if place is not None else None
        if act is not None and reason:
            self._acts[act.kind, act.subject] = PendingAct(act.kind, act.subject, at, Progress.REFUSED, reason)

    def age(self, at: float) -> bool:
        """Say of acts that wait long that they are unconfirmed, and let go of old refusals. Returns whether anything changed."""
        before = dict(self._acts)
        for place, act in before.items():
            if act.progress is Progress.SENDING and at - act.since > CONFIRM_WITHIN:
                self._acts[place] = replace(act, progress=Progress.UNCONFIRMED)
            elif act.progress is Progress.REFUSED and at - act.since > REFUSAL_SHOWN:
                del self._acts[place]
        return self._acts != before

    def underway(self, at: float) -> tuple[Underway, ...]:
        """Return them as a panel shows them."""
        return tuple(Underway(each.kind, each.subject, each.progress, at - each.since, each.reason) for each in self)
