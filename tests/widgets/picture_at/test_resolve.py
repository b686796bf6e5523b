"""The picture at a moment, in one table: declared beside assessed, each corridor with its reasons, each indicator with what held it up."""

from __future__ import annotations

from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from tests.feeds.report.played import HEIGHT
from tests.rig.story import sample_picture
from widgets.board.model import Entry
from widgets.cells import Empty
from widgets.picture_at.resolve import resolve
from widgets.standpoint import Standpoint
from widgets.words import State


def entries(entity: str = "CMC") -> dict[str, Entry]:
    """Return the entries at the height of the exercise, by code."""
    picture = sample_picture("10:47:32", "" if entity == "CMC" else entity)
    return {entry.code: entry for entry in resolve(picture, HEIGHT, Standpoint(entity, replay=True)).entries}


def test_declared_and_assessed_stand_apart() -> None:
    """3 by an act, 4 by the rules in a dashed frame; partners off the level are differences without a hue."""
    found = entries()
    assert (found["Declared"].title, found["Declared"].computed) == ("3 Elevated", False)
    assert (found["Assessed"].title, found["Assessed"].computed) == ("4 Alert", True)
    assert found["Assessed"].right == "T3-A, T4-A"
    assert {code for code in found if found[code].right == "differs"} == {"BOR", "DRA"}
    assert all(found[code].urgent is None for code in ("BOR", "DRA"))


def test_a_contradicted_corridor_says_why() -> None:
    """The declared word, the conditions and the hazard with its distance."""
    found = entries()["HC-2"]
    assert (found.title, found.state) == ("declared OPEN", State.NOT_MET)
    assert "DZ-07 is 1.2 km ± 0.5 km from S3" in found.support
    assert found.urgent is not None


def test_a_relief_desk_reads_unknown_in_place_of_open_in_doubt() -> None:
    """What HAC may not see reads as decay does, never OPEN."""
    for code, entry in entries("HAC").items():
        if code.startswith("HC-") and entry.state is State.CONDITIONS_UNKNOWN:
            assert entry.title != "declared OPEN"


def test_nobody_looking_is_not_calm() -> None:
    """No collection has its own state and its own words."""
    found = [entry for entry in entries().values() if entry.state is State.NO_COLLECTION]
    assert found
    assert all(entry.right == "nobody was looking" for entry in found)


def test_an_empty_picture_says_so() -> None:
    """Before the first record there is nothing to read."""
    assert isinstance(resolve(Picture(REAL), HEIGHT, Standpoint("CMC", replay=True)).condition, Empty)
