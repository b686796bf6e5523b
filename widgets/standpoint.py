"""From where a picture is looked at: whose desk, and whether acts can leave it. Handed to every `resolve`.

Deliberately absent: the picture, the clock, and what the officer's delegation allows act by act (the hub checks that).
"""

from dataclasses import dataclass

from widgets.times import zulu_seconds


@dataclass(frozen=True)
class Standpoint:
    """The desk's entity and seat. `frozen_at`: the time of the last picture while the link is lost, None while it holds.

    In a replay window nothing can leave; a partner lens shows and cannot act. `ended`: why this officer may not act any more.
    """

    entity: str
    seat: str = ""
    role: str = ""
    frozen_at: int | None = None
    replay: bool = False
    lens: bool = False
    past: int | None = None
    """The moment a live desk looks back at, None while it shows the present."""
    ended: str = ""
    happened: bool = False
    """Whether hindsight is shown: what is now known to have happened, not what was known at the moment."""

    @property
    def frozen(self) -> bool:
        """Whether the picture is the last one before the link was lost."""
        return self.frozen_at is not None

    def asked(self, now: int) -> str:
        """Which question the picture of a moment answers, in words."""
        return f"happened by {zulu_seconds(now)}, as known today" if self.happened else f"as known at {zulu_seconds(now)}"

    @property
    def off(self) -> str:
        """Why no act can happen from here now, or "" if it can."""
        if self.replay:
            return "this window has no way to send acts"
        if self.past is not None:
            return f"looking back at {zulu_seconds(self.past)}: L returns"
        if self.lens:
            return "seen as another entity: acts are off"
        return "cannot reach the hub" if self.frozen else self.ended
