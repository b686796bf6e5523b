"""The list twin: everything on the map that can be seen there, and nothing that is hidden."""

from layers.deltas import Board
from layers.layer import AnyFeature, Area, Label, Line, Mark, Sign
from layers.stack import Stack
from layers.style import AreaStyle, Fade, LineStyle, Severity, severity_mark
from tests.layers.scenery import HALVERN, KESSBY, SQUARE
from widgets.map.twin import MOST, beside, items


def mark(name: str, severity: Severity) -> Mark:
    """A mark of that severity."""
    return Mark(key=name, kind="indication", subject=name, at=HALVERN, style=severity_mark(severity, Fade.LIVE), title=f"report {name}")


def board(*features: AnyFeature) -> Board:
    """A board whose first layer has these."""
    made = Board(["Reports", "Corridors"])
    made.commit(
        [(0, [one for one in features if isinstance(one, Mark)], ()), (1, [one for one in features if not isinstance(one, Mark)], ())]
    )
    return made


def test_named_features_come_first_then_marks_by_severity() -> None:
    """A corridor of two legs is one item; labels are none; CRITICAL stands before LOW."""
    legs = [
        Line(key=f"l{n}", kind="corridor", subject="hc-2", path=(HALVERN, KESSBY), style=LineStyle.PASSABLE, title="HC-2") for n in range(2)
    ]
    label = Label(key="n", kind="feature", subject="n", at=HALVERN, text="note", role=2)
    sign = Sign(key="s", kind="site", subject="s", at=HALVERN, letter="H", caption="HOSPITAL")
    made = board(mark("low", Severity.LOW), mark("critical", Severity.CRITICAL), *legs, label, sign)
    found, more = items(made, Stack.plain(2))
    assert [(one.kind, one.title) for one in found] == [
        ("corridor", "HC-2"), ("site", "HOSPITAL"), ("indication", "report critical"), ("indication", "report low"),
    ]  # fmt: skip
    assert more == 0


def test_what_is_hidden_or_filtered_is_not_listed() -> None:
    """A hidden layer has no items, a filtered one only its severe marks."""
    made = board(mark("low", Severity.LOW), mark("high", Severity.HIGH))
    plain = Stack.plain(2)
    assert items(made, plain.turned(0)) == ((), 0)
    assert [one.subject for one in items(made, plain.filtered(0).filtered(0))[0]] == ["high"]


def test_a_crowd_is_cut_by_severity_and_counted() -> None:
    """Of a thousand marks the most severe are listed, and the rest is told as a number."""
    made = board(*(mark(f"{n}", Severity.LOW) for n in range(1000)), mark("worst", Severity.CRITICAL))
    found, more = items(made, Stack.plain(2))
    assert len(found) == MOST
    assert found[0].subject == "worst"
    assert more == 1001 - MOST


def test_a_hostile_area_is_listed_as_one() -> None:
    """It says of itself that it is hostile, so that nothing offers to go to its position by name."""
    area = Area(key="a", kind="track", subject="a", rings=(SQUARE,), style=AreaStyle.HOSTILE, title="Guns · area only")
    (item,), _ = items(board(area), Stack.plain(2))
    assert item.hostile


def test_stepping_goes_round_the_list_from_what_is_selected() -> None:
    """From nothing to the first, or backwards to the last; from each to the next, round the ends; of an empty list nothing."""
    found, _ = items(board(mark("a", Severity.CRITICAL), mark("b", Severity.LOW)), Stack.plain(2))
    first, last = found
    assert beside(found, None, 1) == first
    assert beside(found, None, -1) == last
    assert beside(found, ("indication", "a"), 1) == last
    assert beside(found, ("indication", "b"), 1) == first
    assert beside(found, ("indication", "a"), -1) == last
    assert beside(found, ("indication", "gone"), 1) == first
    assert beside((), None, 1) is None
