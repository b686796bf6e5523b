"""A session that nobody sits at: a recording, or the eyes of another entity. It shows and is silent; nothing is asked of a hub.

Deliberately absent: the words in which an act is refused; each says its own reason.
"""

from __future__ import annotations

from app.session import Session


class Onlooker(Session):
    """What a session without a seat says of itself."""

    @property
    def officer(self) -> str:
        """Nobody acts here."""
        return ""

    @property
    def seat(self) -> str:
        """Nobody sits here."""
        return ""

    def nonce(self) -> str:
        """There is nothing to wish for."""
        return ""

    def compared(self) -> bool:
        """Nothing here is compared with a hub's digest."""
        return False
