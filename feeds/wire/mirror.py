"""A picture kept in step with a link: what a follower without a screen (a test, a player, a probe) needs, and no more.

A display does the same in slices of its own. Deliberately absent: the link, and judging what is seen.
"""

from __future__ import annotations

from feeds.picture.changes import ChangeSet
from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime
from feeds.wire.protocol import Batch, Part


class Mirror:
    """Folds the stream's messages. `picture` is replaced by a new one when a snapshot is complete."""

    def __init__(self, regime: Regime) -> None:
        """Start with an empty picture of one regime."""
        self.picture = Picture(regime)
        self.epoch = ""
        self.sequence = 0
        self.expected = self.picture.digest.root()
        """The digest the hub gave for this sequence."""
        self._coming: Picture | None = None

    def take(self, message: Part | Batch) -> ChangeSet | None:
        """Fold a message; None for a part of a snapshot that is not complete yet."""
        if isinstance(message, Part):
            return self._part(message)
        changes = fold_all(self.picture, message.items)
        self.epoch, self.sequence, self.expected = message.epoch, message.last, message.digest
        return changes

    @property
    def in_step(self) -> bool:
        """Say whether the digest of the rows held is the one the hub gave for them."""
        return self.picture.digest.root() == self.expected

    def _part(self, part: Part) -> ChangeSet | None:
        if part.part == 0 or self._coming is None:
            self._coming = Picture(self.picture.regime)
        changes = fold_all(self._coming, part.records)
        if not part.last:
            return None
        self.picture, self._coming = self._coming, None
        self.epoch, self.sequence, self.expected = part.epoch, part.sequence, part.digest
        return changes
