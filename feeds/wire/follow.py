"""Following one audience's stream: which message fits, which shows a gap, and what the connection may be called.

Pure: messages and a monotonic `at` (seconds) in, a verdict out. The words are the badge's: LIVE, STALE (nothing heard for a
while), RESYNC (a snapshot is on its way), LOST. Deliberately absent: sockets, and the rows themselves.
"""

from __future__ import annotations

from enum import StrEnum

from feeds.wire.protocol import Batch, Heartbeat, Part, Welcome

STALE_AFTER = 1.5
"""Seconds without a word from the hub."""

LOST_AFTER = 4.0


class LinkState(StrEnum):
    """What a badge says of the connection."""

    LIVE = "LIVE"
    STALE = "STALE"
    RESYNC = "RESYNC"
    LOST = "LOST"


class Verdict(StrEnum):
    """What to do with a message of the stream."""

    TAKE = "TAKE"
    IGNORE = "IGNORE"
    GAP = "GAP"


class Follower:
    """Where one stream stands. `wants` False: this peer follows none and is LIVE once welcomed."""

    def __init__(self, at: float, *, wants: bool) -> None:
        """Begin LOST, at a monotonic moment."""
        self.wants = wants
        self.state, self.since, self.reason = LinkState.LOST, at, "not connected yet"
        self.heard = at
        self.epoch: str | None = None
        self.sequence = 0
        self.digest = ""
        self._whole = not wants
        """Whether the rows held are complete up to `sequence`."""
        self._parts = 0

    def welcomed(self, welcome: Welcome, at: float) -> None:
        """A hub said who we are. What we hold counts only if it resumes the stream."""
        self.heard = at
        self._whole = not self.wants or (welcome.resumed and self._whole)
        self._parts = 0
        if not self._whole:
            self.epoch, self.sequence = welcome.epoch, 0
        self._settle(at, "waiting for a snapshot")

    def part(self, part: Part, at: float) -> Verdict:
        """Weigh a part of a snapshot: they come in order, from 0."""
        self.heard = at
        if part.part == 0:
            self._whole, self._parts = False, 0
            self.epoch, self.sequence, self.digest = part.epoch, part.sequence, part.digest
        elif (part.epoch, part.sequence, part.part) != (self.epoch, self.sequence, self._parts):
            return Verdict.IGNORE
        self._parts += 1
        self._whole = part.last
        self._settle(at, f"receiving a snapshot of {part.rows} rows")
        return Verdict.TAKE

    def batch(self, batch: Batch, at: float) -> Verdict:
        """Weigh a batch: the next, one too late, or one after a gap."""
        self.heard = at
        if not self._whole:
            return Verdict.IGNORE
        if batch.epoch == self.epoch and batch.last <= self.sequence:
            return Verdict.IGNORE
        if batch.epoch != self.epoch or batch.first != self.sequence + 1:
            return self._gap(at, "a new epoch" if batch.epoch != self.epoch else f"missed {batch.first - self.sequence - 1} items")
        self.sequence, self.digest = batch.last, batch.digest
        self._settle(at, "")
        return Verdict.TAKE

    def heartbeat(self, beat: Heartbeat, at: float) -> Verdict:
        """Weigh a heartbeat: it shows what a batch that never came would have shown."""
        self.heard = at
        if self.wants and self._whole and (beat.epoch != self.epoch or beat.sequence > self.sequence):
            return self._gap(at, "a new epoch" if beat.epoch != self.epoch else f"missed {beat.sequence - self.sequence} items")
        self._settle(at, self.reason if not self._whole else "")
        return Verdict.TAKE

    def spoke(self, at: float) -> None:
        """The hub said something else."""
        self.heard = at
        if self.state is LinkState.STALE:
            self._settle(at, self.reason)

    def untrusted(self, at: float, why: str) -> None:
        """What is held is not to be trusted any more (a digest differs): wait for a snapshot."""
        self._gap(at, why)

    def parted(self, at: float, why: str) -> None:
        """The hub is gone, or does not know us. What is held may still be resumed."""
        self._become(LinkState.LOST, at, why)

    def tick(self, at: float) -> None:
        """Let time pass."""
        silent = at - self.heard
        if self.state is not LinkState.LOST and silent >= LOST_AFTER:
            self._become(LinkState.LOST, at, "nothing heard from the hub")
        elif self.state in {LinkState.LIVE, LinkState.RESYNC} and silent >= STALE_AFTER:
            self._become(LinkState.STALE, at, "nothing heard from the hub")

    @property
    def holds(self) -> tuple[str | None, int]:
        """Return the (epoch, sequence) that could be resumed."""
        return (self.epoch, self.sequence) if self.wants and self._whole else (None, 0)

    def _gap(self, at: float, why: str) -> Verdict:
        self._whole = False
        self._parts = 0
        self._become(LinkState.RESYNC, at, why)
        return Verdict.GAP

    def _settle(self, at: float, reason: str) -> None:
        if self._whole:
            self._become(LinkState.LIVE, at, "")
        else:
            self._become(LinkState.RESYNC, at, reason)

    def _become(self, state: LinkState, at: float, reason: str) -> None:
        if state is not self.state:
            self.since = at
        self.state, self.reason = state, reason
