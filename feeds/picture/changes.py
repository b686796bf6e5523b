"""What a fold did: one change a row, merged over a batch, so that views touch only what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feeds.picture.envelope import Key, Record
from feeds.picture.values import Value


class Change(Value, frozen=True):
    """One row before and after. `before` None: it is new; `after` None: it was withdrawn from this audience."""

    kind: str
    key: Key
    before: Record | None
    after: Record | None


class ChangeSet:
    """The changes of a batch, first `before` and last `after` of each row, in the order rows were first touched."""

    def __init__(self, changes: Iterable[Change] = ()) -> None:
        """Merge `changes` in order."""
        self._changes: dict[tuple[str, Key], Change] = {}
        for change in changes:
            self.add(change)

    def add(self, change: Change) -> None:
        """Merge one change; one that undoes itself within the batch leaves nothing."""
        place = (change.kind, change.key)
        earlier = self._changes.get(place)
        before = change.before if earlier is None else earlier.before
        if before is None and change.after is None:
            self._changes.pop(place, None)
            return
        self._changes[place] = change if earlier is None else Change(change.kind, change.key, before, change.after)

    def merge(self, other: ChangeSet) -> None:
        """Merge another batch that came after this one."""
        for change in other:
            self.add(change)

    def __iter__(self) -> Iterator[Change]:
        """Iterate over the merged changes."""
        return iter(self._changes.values())

    def __len__(self) -> int:
        """Return how many rows changed."""
        return len(self._changes)

    @property
    def kinds(self) -> frozenset[str]:
        """Return the tables that were touched."""
        return frozenset(kind for kind, _ in self._changes)

    def of(self, kind: str) -> Iterator[Change]:
        """Iterate over the changes of one table."""
        return (change for change in self._changes.values() if change.kind == kind)
