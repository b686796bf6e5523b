"""How a demonstration ends: its players first, then the picture when it has come to rest, the hub before the desk.

So the journal ends with what the desk showed: nobody's leaving is written after its digest was told. Deliberately absent:
starting any of it.
"""

from __future__ import annotations

import time

from app.children import Child
from app.live import LiveSession

WAIT_FOR_PLAYERS = 15.0
"""Seconds for which players that are nearly through are waited for."""

REST = 0.4
"""Seconds without a new record after which the picture is at rest."""


class DemoEnd:
    """Asked again and again, from the moment the time is up, whether to hold on."""

    def __init__(self, session: LiveSession, players: Child, ends: int, speed: float, *, patient: bool) -> None:
        """`ends`: the exercise's last moment, in ms; `patient`: wait for the players however much is left to play."""
        self._session, self._players = session, players
        self._ends, self._speed, self._patient = ends, speed, patient
        self._since: float | None = None
        self._sequence, self._moved = -1, 0.0

    def hold(self) -> bool:
        """Say whether something is still to be waited for. Tells the players to end when they are not."""
        now = time.monotonic()
        self._since = now if self._since is None else self._since
        if self._players.running and now - self._since < WAIT_FOR_PLAYERS and self._nearly_through():
            return True
        self._players.ask_to_end()
        if self._sequence != self._session.sequence:
            self._sequence, self._moved = self._session.sequence, now
        return self._players.running or not self._session.in_step or now - self._moved < REST

    def _nearly_through(self) -> bool:
        left = (self._ends - self._session.clock()) / 1_000 / self._speed
        return self._patient or left < WAIT_FOR_PLAYERS
