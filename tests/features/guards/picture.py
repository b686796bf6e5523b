"""Section 11: the same records give the same picture."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from feeds.picture import fold as folding
from feeds.picture.changes import Change, ChangeSet
from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.picture import Picture
from tests.features.breaking import PICTURE, Broken, nothing_back


def _by_subject_alone(picture: Picture, items: Iterable[Record | Withdrawal]) -> ChangeSet:
    """Let the record that comes last win, whoever's it is."""
    return folding.fold_all(picture, (msgspec.structs.replace(each, origin="") for each in items))


def _again_and_again(picture: Picture, item: Record | Withdrawal) -> Change | None:
    """Take a record that stands already for a change."""
    before = picture.tables.get(item.kind, {}).get((item.subject, item.origin))
    folding.fold(picture, item)
    return Change(item.kind, (item.subject, item.origin), before, item if isinstance(item, Record) else None)


BROKEN: tuple[Broken, ...] = (
    Broken(
        "11",
        "The same records give the same picture, in any order that keeps each origin's",
        "tests.feeds.picture.test_fold:fold_all",
        _by_subject_alone,
        f"{PICTURE}/test_fold.py::test_any_interleaving_gives_the_same_picture",
    ),
    Broken(
        "11",
        "Filter after fold equals fold after filter",
        "feeds.picture.release:Sight.given",
        nothing_back,
        f"{PICTURE}/test_fold.py::test_filter_after_fold_equals_fold_after_filter",
    ),
    Broken(
        "11",
        "A duplicate changes nothing",
        "tests.feeds.picture.test_fold:fold",
        _again_and_again,
        f"{PICTURE}/test_fold.py::test_a_duplicate_changes_nothing",
    ),
)
