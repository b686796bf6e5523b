"""What differs between two pictures, as the changes that would lead from one to the other: for jumps on a tape."""

from __future__ import annotations

from feeds.picture.changes import Change, ChangeSet
from feeds.picture.picture import Picture


def changed(before: Picture, after: Picture) -> ChangeSet:
    """Return the rows that differ. Rows that are the same object, as most are between near moments, cost next to nothing."""
    changes = ChangeSet()
    for kind in dict.fromkeys((*before.tables, *after.tables)):
        old, new = before.tables.get(kind, {}), after.tables.get(kind, {})
        for key, row in new.items():
            was = old.get(key)
            if was is not row and was != row:
                changes.add(Change(kind, key, was, row))
        for key, row in old.items():
            if key not in new:
                changes.add(Change(kind, key, row, None))
    return changes
