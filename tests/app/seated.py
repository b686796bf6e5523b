"""A session at a seat in the played exercise, without a hub: what is wished for is kept, and nothing is written.

So that a whole window can be looked at and typed into at any moment of the story. What a hub would say to a wish is tested with one.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from app.seat import SeatSession
from app.session import LinkReport
from feeds.picture.act import Wish
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.picture.room import Officer, Roster
from feeds.wire.follow import LinkState


def officer_in(picture: Picture, code: str) -> Officer:
    """Return an officer of the picture's roster. Raises StopIteration where there is none of that code."""
    roster = next(body for _, body in picture.bodies(Roster))
    return next(each for each in roster.officers if each.code == code)


class Seated(SeatSession):
    """An officer's desk over a picture that stands still. `wishes`: what was asked for, in order."""

    def __init__(self, picture: Picture, now: int, officer: Officer, past: Iterable[Record] = ()) -> None:
        super().__init__(picture.regime, officer)
        self.picture = picture
        self._now = now
        self.wishes: list[Wish] = []
        self.remember(past)

    def nonce(self) -> str:
        """Another word each time."""
        return f"nonce-{len(self.wishes)}"

    def now(self) -> int:
        """The moment of the picture."""
        return self._now

    def clock(self) -> int:
        """The same."""
        return self._now

    def link(self) -> LinkReport:
        """Return that the link is live."""
        return LinkReport(LinkState.LIVE, time.monotonic(), "", ever=True)

    def behind(self) -> int | None:
        """Return a third of a second."""
        return 300

    def compared(self) -> bool:
        """Return that the picture is the hub's."""
        return True

    def act(self, wish: Wish) -> str | None:
        """Keep the wish."""
        self.wishes.append(wish)
        return None

    def close(self) -> None:
        """Nothing is open."""
