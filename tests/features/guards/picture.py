"""Section 11: the same records give the same picture."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from feeds.picture import fold as folding
from feeds.picture.changes import Change, ChangeSet
from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.picture import Picture
from tests.features.breaking import HUB, PICTURE, Broken, none_of_it, nothing_back, yes


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
    Broken(
        "11",
        "Unequal digests name the tables that differ",
        "feeds.hub.steps:Steps._differing",
        none_of_it,
        f"{HUB}/test_steps.py::test_other_rows_are_named_by_their_tables_at_any_step",
    ),
    Broken(
        "11",
        "What other displays hold is told to the host's officers and to nobody else",
        "feeds.hub.beats:_hears_of_others",
        yes,
        f"{HUB}/test_beats.py::test_only_the_hosts_officers_hear_of_others",
    ),
)
