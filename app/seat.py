"""A session at an officer's seat: whose picture it is, and who may act. Deliberately absent: where the records come from."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.session import Session
from feeds.picture.regime import Regime
from feeds.picture.room import Officer


class SeatSession(Session):
    """An officer's session, not a recording."""

    def __init__(self, regime: Regime, officer: Officer, parent: QObject | None = None) -> None:
        super().__init__(regime, parent)
        self._officer = officer

    @property
    def replay(self) -> bool:
        """Acts are on."""
        return False

    @property
    def entity(self) -> str:
        """The officer's entity."""
        return self._officer.entity

    @property
    def officer(self) -> str:
        """The officer's code."""
        return self._officer.code

    @property
    def seat(self) -> str:
        """The officer's seat."""
        return self._officer.seat

    @property
    def role(self) -> str:
        """The officer's role."""
        return self._officer.role
