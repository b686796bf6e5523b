"""The fold: records in, picture out. The same records give the same picture on any machine, in any order that keeps each
origin's.

It never refuses a journalled record (admission did that, once), reads no clock, and is idempotent: a record that is not
newer than its row changes nothing. `fold` does one record and leaves the digest alone; `fold_all` does a batch and
updates the digest once.
"""

from __future__ import annotations

from collections.abc import Iterable

from feeds.picture.changes import Change, ChangeSet
from feeds.picture.envelope import Key, Record, Withdrawal
from feeds.picture.picture import Picture


def fold_all(picture: Picture, items: Iterable[Record | Withdrawal]) -> ChangeSet:
    """Fold a batch in its order, update the digest once, and return what changed."""
    changes = ChangeSet()
    for item in items:
        change = fold(picture, item)
        if change is not None:
            changes.add(change)
    picture.digest.apply(changes)
    return changes


def fold(picture: Picture, item: Record | Withdrawal) -> Change | None:
    """Fold one item and return the change, or None where there is none.

    The digest is not updated: whoever folds one by one applies the merged changes afterwards.
    """
    if isinstance(item, Withdrawal):
        return _withdraw(picture, item)
    if item.regime != picture.regime:
        return None
    kind, key = item.kind, item.row
    table = picture.tables.setdefault(kind, {})
    before = table.get(key)
    newest = before.sequence if before is not None else picture.withdrawn.get((kind, key), -1)
    if item.sequence <= newest:
        return None
    if before is None:
        picture.joined(kind, key)
    table[key] = item
    if picture.touched is not None:
        picture.touched.setdefault(kind, set()).add(key)
    return Change(kind, key, before, item)


def _withdraw(picture: Picture, item: Withdrawal) -> Change | None:
    key: Key = (item.subject, item.origin)
    before = picture.tables.get(item.kind, {}).get(key)
    if before is not None and item.sequence <= before.sequence:
        return None
    picture.withdrawn[item.kind, key] = max(item.sequence, picture.withdrawn.get((item.kind, key), -1))
    if before is None:
        return None
    del picture.tables[item.kind][key]
    if picture.touched is not None:
        picture.touched.setdefault(item.kind, set()).add(key)
    return Change(item.kind, key, before, None)
