"""A picture kept in step with a link: what a follower without a screen (a test, a player, a probe) needs, and no more.

A display does the same in slices of its own. The digest is brought up to date when it is asked for, not with each batch: of a
row that changed a hundred times meanwhile only the first and the last state count. Deliberately absent: the link, and judging
what is seen.
"""

from __future__ import annotations

from feeds.picture.changes import ChangeSet
from feeds.picture.digest import Digest
from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.fold import fold
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime
from feeds.wire.protocol import Batch, Held, Part

MOST_UNCOUNTED = 20_000
"""Changed rows not yet in the digest, at most: each keeps the row it replaced alive."""


class CountedLate(Picture):
    """A picture whose digest is brought up to date when it is read."""

    def __init__(self, regime: Regime) -> None:
        """Start empty."""
        self._uncounted = ChangeSet()
        super().__init__(regime)

    @property
    def digest(self) -> Digest:
        """Return the digest of the rows as they are now."""
        if len(self._uncounted):
            uncounted, self._uncounted = self._uncounted, ChangeSet()
            self._digest.apply(uncounted)
        return self._digest

    @digest.setter
    def digest(self, digest: Digest) -> None:
        self._digest = digest

    def take(self, items: tuple[Record | Withdrawal, ...]) -> ChangeSet:
        """Fold items in their order and return what changed."""
        changes = ChangeSet()
        for item in items:
            change = fold(self, item)
            if change is not None:
                changes.add(change)
        self._uncounted.merge(changes)
        if len(self._uncounted) > MOST_UNCOUNTED:
            self.digest.root()
        return changes


class Mirror:
    """Folds the stream's messages. `picture` is replaced by a new one when a snapshot is complete."""

    def __init__(self, regime: Regime) -> None:
        """Start with an empty picture of one regime."""
        self.picture = CountedLate(regime)
        self.epoch = ""
        self.sequence = 0
        self.expected = self.picture.digest.root()
        """The digest the hub gave for this sequence."""
        self._coming: CountedLate | None = None

    def take(self, message: Part | Batch) -> ChangeSet | None:
        """Fold a message; None for a part of a snapshot that is not complete yet."""
        if isinstance(message, Part):
            return self._part(message)
        changes = self.picture.take(message.items)
        self.epoch, self.sequence, self.expected = message.epoch, message.last, message.digest
        return changes

    @property
    def in_step(self) -> bool:
        """Say whether the digest of the rows held is the one the hub gave for them."""
        return self.picture.digest.root() == self.expected

    def held(self) -> Held | None:
        """Return what is held, for the hub to compare; None before the first snapshot. Where it is not the hub's, each table is named."""
        if not self.epoch:
            return None
        digest = self.picture.digest
        return Held(self.epoch, self.sequence, digest.root(), {} if self.in_step else digest.tables())

    def _part(self, part: Part) -> ChangeSet | None:
        if part.part == 0 or self._coming is None:
            self._coming = CountedLate(self.picture.regime)
        changes = self._coming.take(part.records)
        if not part.last:
            return None
        self.picture, self._coming = self._coming, None
        self.epoch, self.sequence, self.expected = part.epoch, part.sequence, part.digest
        return changes
