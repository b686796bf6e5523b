"""Two moments of the exercise beside one another: every table that differs is counted whole, and told where that can be read."""

from __future__ import annotations

from feeds.assessment.difference import differences
from tests.widgets.pictures import played
from widgets.board.model import Section
from widgets.cells import Empty
from widgets.compare.resolve import COUNTED, MOST, Aside, resolve


def sections(before: str, after: str) -> dict[str, Section]:
    """Return the board's sections by name."""
    first, at = played(before)
    second, now = played(after)
    return {section.name: section for section in resolve(Aside(first, at, "then"), differences(first, second), second, now).sections}


def test_what_came_between_is_told() -> None:
    """The zone is only here; the conditions differ and say what they were."""
    found = sections("22T10:43:00", "22T10:47:32")
    (zone,) = found["danger zone"].entries
    assert (zone.title, zone.right) == ("DZ-07 Artillery danger area", "only here")
    (conditions,) = found["conditions"].entries
    assert (conditions.title, conditions.support) == ("HC-2 conditions NOT MET", "was: HC-2 conditions MET")


def test_the_other_way_round_it_is_only_before() -> None:
    """Standing earlier than the moment put aside."""
    (zone,) = sections("22T10:47:32", "22T10:43:00")["danger zone"].entries
    assert zone.right == "only before"


def test_what_moves_by_the_minute_is_counted() -> None:
    """Ships fill no list; their number is in the head, and every list is bounded."""
    found = sections("22T08:00:00", "22T10:47:32")
    assert found["track"].entries == ()
    assert "differs" in found["track"].note
    assert all(len(section.entries) <= MOST for section in found.values())
    assert "track" in COUNTED


def test_the_same_moment_is_the_same() -> None:
    """Nothing differs, and the panel says so instead of standing empty."""
    picture, now = played("22T10:47:32")
    model = resolve(Aside(picture, now, "then"), (), picture, now)
    assert model.condition == Empty("The same rows", "as 10:47:32Z")
    assert isinstance(resolve(None, (), picture, now).condition, Empty)


def test_two_rooms_are_no_two_moments() -> None:
    """Of another room or a plan it is said "there", not "before"."""
    (first, at), (second, now) = played("22T10:47:32"), played("22T10:43:00")
    board = resolve(Aside(first, at, "the plan", same_room=False), differences(first, second, origins=False), second, now)
    said = {entry.right for section in board.sections for entry in section.entries}
    assert "only there" in said
    assert "only before" not in said


def test_a_moment_of_another_day_is_called_by_its_day() -> None:
    """In a recording of months a time of day alone would be taken for today's; another room keeps its name."""
    picture, now = played("22T10:47:32")
    month = 30 * 86_400_000
    assert resolve(Aside(picture, now, ""), (), picture, now + month).scope.startswith("22 Nov 2026 10:47:32Z beside ")
    assert resolve(Aside(picture, now, "ROOM-2", same_room=False), (), picture, now + month).scope.startswith("ROOM-2 beside ")
