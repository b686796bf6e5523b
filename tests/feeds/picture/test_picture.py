"""Asking a picture: rows by subject among the origins that wrote it, typed bodies, copies."""

from __future__ import annotations

from itertools import permutations

import pytest

from feeds.picture.corridor import Corridor
from feeds.picture.envelope import Record
from feeds.picture.fold import fold, fold_all
from feeds.picture.ladder import DeclaredLevel
from feeds.picture.night import LogEntry
from feeds.picture.picture import Picture
from tests.rig.specimens import EXERCISE, record


def picture_of(*rows: Record) -> Picture:
    """Fold rows into a picture."""
    picture = Picture(EXERCISE)
    fold_all(picture, rows)
    return picture


def level(origin: str, event: int) -> Record:
    """A level that one room declared."""
    return record("declared_level", subject="L/AUR", origin=origin, event=event)


@pytest.mark.parametrize("order", list(permutations([level("CMC", 10), level("ESK", 30), level("OPS", 20)])))
def test_the_latest_of_several_origins_is_found(order: tuple[Record, ...]) -> None:
    """Whatever came first: where only one can be shown it is the latest event; all stand side by side by their origins' codes."""
    picture = picture_of(*order)
    found = picture.find("declared_level", "L/AUR")
    assert found is not None
    assert found.origin == "ESK"
    assert [row.origin for row in picture.side_by_side("declared_level", "L/AUR")] == ["CMC", "ESK", "OPS"]
    assert picture.origins("declared_level") == ("CMC", "ESK", "OPS")


def test_equal_moments_are_settled_by_the_origin() -> None:
    """Two rooms that wrote at one moment: every machine shows the same one of them."""
    for order in permutations([level("CMC", 10), level("ESK", 10)]):
        found = picture_of(*order).find("declared_level", "L/AUR")
        assert found is not None
        assert found.origin == "ESK"


def test_an_origin_that_comes_later_is_known() -> None:
    """Origins are asked for before and after a third room writes its first row."""
    picture = picture_of(level("OPS", 10))
    assert picture.origins("declared_level") == ("OPS",)
    fold(picture, level("CMC", 5))
    assert picture.origins("declared_level") == ("CMC", "OPS")


def test_a_body_is_typed_or_none() -> None:
    """The body of a kind that was asked for; nothing for a subject or a kind that is not there."""
    row = level("CMC", 10)
    picture = picture_of(row)
    assert picture.get(DeclaredLevel, "L/AUR") == row.body
    assert picture.get(DeclaredLevel, "L/BOR") is None
    assert picture.get(Corridor, "L/AUR") is None
    assert picture.find("corridor", "L/AUR") is None


def test_counts_are_in_the_order_of_the_tables_names() -> None:
    """Rows by table, sorted, so that two machines print the same; a table whose rows were all taken back is left out."""
    picture = picture_of(record("track"), record("log_entry", subject="A"), record("log_entry", subject="B"))
    assert list(picture.counts.items()) == [("log_entry", 2), ("track", 1)]
    picture.tables["track"].clear()
    assert list(picture.counts) == ["log_entry"]


def test_a_copy_goes_its_own_way() -> None:
    """What is folded into a copy is not in the original: rows, digest, origins and withdrawals."""
    picture = picture_of(level("CMC", 10))
    picture.origins("declared_level")
    copy = picture.copy()
    assert copy.digest.root() == picture.digest.root()
    fold_all(copy, [level("ESK", 20), record("log_entry")])
    assert [row.origin for row in picture.side_by_side("declared_level", "L/AUR")] == ["CMC"]
    assert not list(picture.bodies(LogEntry))
    assert copy.digest.root() != picture.digest.root()
