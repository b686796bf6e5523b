"""When a panel is shown anew: after a change of a kind it reads, and as time passes; as many a turn of the loop as it has time for.

Resolving and painting every panel after every record would hold the Qt loop in a burst. So what changed is only noted, each
panel is shown at most a few times a second, and between two turns the loop is free.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from widgets.turns import Spent, Work

APART = 0.2
"""Seconds between two refreshes of one panel at the least, unless its slot says less."""

BEAT_MS = 200


@dataclass(frozen=True)
class Slot:
    """A panel's refresh: the kinds it reads (None: all), every how many seconds time alone changes it (0: never), and how
    many seconds lie between two refreshes at the least.
    """

    name: str
    refresh: Callable[[], None]
    kinds: frozenset[str] | None = None
    every: float = 1.0
    apart: float = APART


class Refresher(QObject):
    """Runs the slots. `worst_ms` is the longest a single refresh took."""

    def __init__(self, slots: Iterable[Slot], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._slots = {slot.name: slot for slot in slots}
        self._due: dict[str, None] = {}
        self._done = dict.fromkeys(self._slots, 0.0)
        self.worst_ms: dict[str, float] = dict.fromkeys(self._slots, 0.0)
        self._took = dict.fromkeys(self._slots, 0.0)
        """Seconds that each took last: one that does not fit a turn any more is left to the next."""
        self._work = Work(self._show)
        self._soonest = QTimer(self, singleShot=True)
        self._soonest.timeout.connect(self._work.ask)
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.timeout.connect(self._tick)

    def start(self) -> None:
        """Show everything now and go on by itself."""
        self.all()
        self._beat.start()

    def stop(self) -> None:
        """Stop."""
        self._beat.stop()
        self._soonest.stop()
        self._work.drop()

    def touch(self, kinds: frozenset[str]) -> None:
        """Rows of these kinds changed."""
        for slot in self._slots.values():
            if slot.kinds is None or slot.kinds & kinds:
                self._due[slot.name] = None
        self._soon()

    def named(self, *names: str) -> None:
        """Show these anew."""
        self._due.update(dict.fromkeys(names))
        self._soon()

    def aged(self, seconds: float) -> None:
        """Time goes faster than the beat: show anew what time alone changes, each at most every so many seconds."""
        at = time.monotonic()
        late = [slot.name for slot in self._slots.values() if slot.every and at - self._done[slot.name] >= seconds]
        if late:
            self.named(*late)

    def all(self) -> None:
        """Show all anew."""
        self._due.update(dict.fromkeys(self._slots))
        self._soon()

    def now(self, name: str) -> None:
        """Show this one anew now."""
        self._due.pop(name, None)
        self._run(self._slots[name])

    def flush(self) -> None:
        """Show all anew now, before anything else happens: for a screenshot."""
        self._due.clear()
        for slot in self._slots.values():
            self._run(slot)

    def _soon(self) -> None:
        """Show what is due when the first of it may be shown again, unless that is under way: begun anew for each record of a burst, the
        waiting would never end.
        """
        if not self._due:
            return
        wait = min(self._done[name] + self._slots[name].apart for name in self._due) - time.monotonic()
        if wait <= 0:
            self._work.ask()
        elif not self._soonest.isActive():
            self._soonest.start(round(wait * 1000) + 1)

    def _tick(self) -> None:
        at = time.monotonic()
        late = [slot.name for slot in self._slots.values() if slot.every and at - self._done[slot.name] >= slot.every]
        if late:
            self.named(*late)

    def _show(self, spent: Spent) -> bool:
        """Show what is due and may be shown again, one after the other, until the turn is spent."""
        while (name := self._next()) is not None:
            del self._due[name]
            self._run(self._slots[name])
            following = self._next()
            self._work.needs = self._took[following] if following is not None else 0.0
            if following is not None and spent(self._work.needs):
                return True
        self._soon()
        return False

    def _next(self) -> str | None:
        """What is due longest of what may be shown again."""
        at = time.monotonic()
        return next((name for name in self._due if at - self._done[name] >= self._slots[name].apart), None)

    def _run(self, slot: Slot) -> None:
        started = time.monotonic()
        slot.refresh()
        self._done[slot.name] = time.monotonic()
        self._took[slot.name] = self._done[slot.name] - started
        self.worst_ms[slot.name] = max(self.worst_ms[slot.name], self._took[slot.name] * 1000)
