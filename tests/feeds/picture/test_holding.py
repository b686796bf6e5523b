"""What parts of the picture are called."""

from __future__ import annotations

from itertools import chain

from feeds.assessment.left_behind import WATCHED
from feeds.picture.holding import PARTS, parts
from feeds.picture.records import KINDS


def test_every_kind_of_record_lies_in_one_part_of_the_picture() -> None:
    """A table that differs always has a word, and one word; what an empty desk is told by has the same."""
    named = list(chain.from_iterable(PARTS.values()))
    assert sorted(named) == sorted(KINDS)
    assert parts(WATCHED) == ("corridors", "ladder")


def test_parts_are_named_once_in_one_order() -> None:
    """However many tables differ and in whatever order they come; a kind nobody knows is in no part."""
    assert parts(["track", "conditions", "segment", "nonsense", "feature"]) == ("corridors", "map")
    assert parts([]) == ()
