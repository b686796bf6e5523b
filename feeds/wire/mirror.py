"""A picture kept in step with a link: what a follower without a screen (a test, a player, a probe) needs, and no more.

A display does the same in slices of its own. The digest is brought up to date when it is asked for, not with each batch: of a
row that changed a hundred times meanwhile only the first and the last state count. Deliberately absent: the link, and judging
what is seen.
"""

from __future__ import annotations

from typing import NamedTuple

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
        self.count()
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
            self.count()
        return changes

    def count(self) -> None:
        """Bring the digest up to date."""
        if len(self._uncounted):
            uncounted, self._uncounted = self._uncounted, ChangeSet()
            self._digest.apply(uncounted)


class Snapshot(NamedTuple):
    """A whole snapshot: its picture, whose digest is counted, and what the hub said of it."""

    picture: CountedLate
    epoch: str
    sequence: int
    digest: str
    now: int
    speed: float


class Gathering:
    """Puts the parts of a snapshot together, one after the other."""

    def __init__(self, regime: Regime) -> None:
        """Have none yet."""
        self._regime = regime
        self._coming: CountedLate | None = None
        self._taken = 0
        self.share: float | None = None
        """How much of the snapshot that is coming has come; None where none is on its way."""

    def take(self, part: Part) -> Snapshot | None:
        """Fold a part; None where it is not the last."""
        if part.part == 0 or self._coming is None:
            self._coming, self._taken = CountedLate(self._regime), 0
        coming = self._coming
        coming.take(part.records)
        coming.count()
        self._taken += len(part.records)
        self.share = None if part.last else min(1.0, self._taken / max(1, part.rows))
        if not part.last:
            return None
        self._coming = None
        return Snapshot(coming, part.epoch, part.sequence, part.digest, part.now, part.speed)


class Mirror:
    """Folds the stream's messages. `picture` is replaced by a new one when a snapshot is complete."""

    def __init__(self, regime: Regime) -> None:
        """Start with an empty picture of one regime."""
        self.picture = CountedLate(regime)
        self.epoch = ""
        self.sequence = 0
        self.expected = self.picture.digest.root()
        """The digest the hub gave for this sequence."""
        self._gathering = Gathering(regime)

    def take(self, message: Part | Batch) -> ChangeSet | None:
        """Fold a message and return what changed; None for a part of a snapshot that is not complete yet."""
        if isinstance(message, Part):
            snapshot = self._gathering.take(message)
            return None if snapshot is None else self.stand(snapshot)
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

    def stand(self, snapshot: Snapshot) -> ChangeSet:
        """Go on from a whole snapshot, which is this mirror's from now on. All of it is new, and no row is said to have changed."""
        self.picture, self.epoch, self.sequence, self.expected = snapshot[:4]
        return ChangeSet()
