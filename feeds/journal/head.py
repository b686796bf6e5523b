"""A tape's head: the pictures at one place, carried on from record to record for one audience.

The room's picture takes every record; the audience's takes what is released of it, under the roster and policy in force there. Where
nothing is withheld anywhere they are one. Deliberately absent: how a place is found, and reading (`feeds.journal.replay`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from feeds.journal.audience import View
from feeds.journal.changed import changed
from feeds.journal.weighing import Weighing
from feeds.picture.changes import ChangeSet
from feeds.picture.digest import digest_of
from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.fold import fold
from feeds.picture.picture import Picture
from feeds.picture.room import Policy, Roster


class Stand(NamedTuple):
    """A place on the tape and its pictures; `own` is `whole` where nothing is withheld from the audience anywhere."""

    place: int
    whole: Picture
    own: Picture

    def pictures(self) -> tuple[Picture, ...]:
        """Return its pictures, each once."""
        return (self.whole,) if self.own is self.whole else (self.whole, self.own)

    def copy(self) -> Stand:
        """Return the same place with pictures that can go their own way."""
        whole = self.whole.copy()
        return Stand(self.place, whole, whole if self.own is self.whole else self.own.copy())


class Head:
    """Stands at a place. `now`: where, and its pictures; `view`: what the audience sees there; `shared`: it sees everything, anywhere."""

    def __init__(
        self,
        viewed: Callable[[Picture], View],
        let_go: Callable[[Picture], object] | None,
        start: Picture,
        *,
        shared: bool,
    ) -> None:
        """Stand before the first record, with a picture of none.

        `viewed`: what the audience sees under the roster and policy in force in a picture; `let_go`: told of every picture held no longer.
        """
        self._viewed, self._let_go, self.shared = viewed, let_go, shared
        self._weighing = Weighing()
        self.stand(0, start)

    def stand(self, place: int, whole: Picture) -> None:
        """Stand at a place of which the room's picture is known. What was held is not let go of: whoever moves compares it first."""
        self.view = self._viewed(whole)
        self._begin(Stand(place, whole, whole if self.shared else self._own_of(whole)))

    def take(self, stand: Stand) -> None:
        """Stand where another stood, with its pictures; otherwise as `stand`."""
        self.view = self._viewed(stand.whole)
        self._begin(stand)

    def _begin(self, stand: Stand) -> None:
        self.now = stand
        self._pending, self._changes = ChangeSet(), ChangeSet()

    def leave(self, *stands: Stand) -> None:
        """Say which pictures are held no longer; those held now are not."""
        for stand in stands:
            for picture in stand.pictures():
                self._drop(picture)

    def forget(self) -> None:
        """Keep no row in mind that the pictures do not hold."""
        self._weighing = Weighing()

    def fold(self, place: int, item: Record | Withdrawal) -> None:
        """Take in the next record, and stand behind it."""
        self._take_in(item)
        self.now = self.now._replace(place=place)
        if isinstance(item, Record) and isinstance(item.body, Roster | Policy):
            self._settle()
            self._reshape()

    def copy(self) -> Stand:
        """Return where it stands, with pictures that can go their own way."""
        self._settle()
        return self.now.copy()

    def changes(self) -> ChangeSet:
        """Return what `fold` changed for the audience since this was last asked; its digest is up to date then."""
        self._settle()
        told, self._changes = self._changes, ChangeSet()
        return told

    def _own_of(self, whole: Picture) -> Picture:
        seen = self.view.picture(whole)
        if seen is not whole:
            return seen
        own = whole.copy()
        own.digest = digest_of(own.all_rows())
        return own

    def _take_in(self, item: Record | Withdrawal) -> None:
        """Fold a record into the room's picture, and what the audience gets of it into its own."""
        change = fold(self.now.whole, item)
        if change is not None and not self.shared:
            given = self.view.given(change.before, item)
            change = None if given is None else fold(self.now.own, given)
        if change is not None:
            self._pending.add(change)

    def _settle(self) -> None:
        """Bring the digest up to date."""
        self._weighing.apply(self.now.own.digest, self._pending)
        self._changes.merge(self._pending)
        self._pending = ChangeSet()

    def _reshape(self) -> None:
        """Roster or policy changed: every row is released anew."""
        self.view = self._viewed(self.now.whole)
        if self.shared:
            return
        before, after = self.now.own, self._own_of(self.now.whole)
        self.now = self.now._replace(own=after)
        self._drop(before)
        self._changes.merge(changed(before, after))

    def _drop(self, picture: Picture) -> None:
        if self._let_go is not None and not any(picture is held for held in self.now.pictures()):
            self._let_go(picture)
