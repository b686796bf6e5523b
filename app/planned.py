"""What a scenario has come to by a moment where everybody keeps to it, as one audience sees it.

It is released by the plan's own roster, policy and labels, as a journal is by its own. Deliberately absent: what differs from it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feeds.picture.picture import Picture


class PlayedPlan:
    """A scenario played apart from everything, further where it can go on from where it stands."""

    def __init__(self, named: str, entity: str | None) -> None:
        """Load the scenario, by name or folder, to be seen as `entity` (None: as the originating room).

        Raises:
            WatchroomError: there is none, or it knows no such entity.

        """
        from feeds.exercise.loader import load_scenario, shipped_scenario
        from feeds.exercise.offline import Offline

        folder = Path(named)
        self._scenario = load_scenario(folder) if folder.is_dir() else shipped_scenario(named)
        self._entity, self._run = entity, Offline(self._scenario)
        self.code = self._scenario.code
        self._released()

    def at(self, moment: int) -> Picture:
        """Return the audience's picture at `moment` (ms); the caller owns it."""
        from feeds.exercise.offline import Offline

        if moment < self._run.now:
            self._run = Offline(self._scenario)
        self._run.play_to(moment)
        return self._released().copy()

    def _released(self) -> Picture:
        from feeds.journal.audience import InForce, View
        from feeds.picture.room import Roster

        whole = self._run.picture
        roster = next(body for _, body in whole.bodies(Roster))
        return View(self._entity, InForce(roster, self._scenario.policy), f"the plan {self.code}").picture(whole)
