"""Corridors: hue only while declared OPEN and MET; computed words contradict OPEN and never assert it."""

import itertools

import pytest

from feeds.picture.corridor import Conditions, ConditionState, CorridorState, SegmentState
from layers.corridors import Corridors
from layers.layer import Line, Tag, conditions_of
from layers.style import Hue, LineStyle
from tests.layers.scenery import corridor, fold, picture, row
from tests.rig.specimens import NOON

GREEN = {LineStyle.PASSABLE, LineStyle.RESTRICTED}
GREY = {LineStyle.MUTED, LineStyle.MUTED_RESTRICTED}


def drawn(declared: CorridorState | None, computed: ConditionState | None, *states: SegmentState) -> tuple[list[LineStyle], list[Tag]]:
    """The styles of the legs and the tags."""
    features = Corridors().draw(picture(*corridor(declared, computed, states)), ("corridor", "hc-2"), NOON, None).features
    return [LineStyle(one.style) for one in features if isinstance(one, Line)], [one for one in features if isinstance(one, Tag)]


@pytest.mark.parametrize(("declared", "computed"), list(itertools.product([None, *CorridorState], [None, *ConditionState])))
def test_a_route_is_green_only_when_declared_open_and_met(declared: CorridorState | None, computed: ConditionState | None) -> None:
    """In each of the other combinations no leg is green and the tag is not in the verified hue."""
    styles, tags = drawn(declared, computed, SegmentState.PASSABLE, SegmentState.RESTRICTED)
    if declared is CorridorState.OPEN and computed is ConditionState.MET:
        assert styles == [LineStyle.PASSABLE, LineStyle.RESTRICTED]
        assert tags[0].text == "HC-2 OPEN"
        assert tags[0].hue == Hue.GOOD
    else:
        assert not GREEN & set(styles)
        assert all(tag.hue != Hue.GOOD and "HC-2 OPEN" not in tag.text for tag in tags)


def test_only_the_failing_leg_has_hue() -> None:
    """Not met: the other legs are grey, the endangered one a red rail with its word."""
    styles, tags = drawn(
        CorridorState.OPEN, ConditionState.NOT_MET, SegmentState.PASSABLE, SegmentState.ENDANGERED, SegmentState.RESTRICTED
    )
    assert styles == [LineStyle.MUTED, LineStyle.ENDANGERED, LineStyle.MUTED_RESTRICTED]
    assert [(tag.text, tag.hue) for tag in tags] == [("HC-2 NOT MET", Hue.CRITICAL), ("S2 ENDANGERED", Hue.CRITICAL)]


def test_without_conditions_every_leg_reads_unknown() -> None:
    """No finding is no calm: the legs are dotted, and an OPEN reads UNKNOWN."""
    styles, tags = drawn(CorridorState.OPEN, None, SegmentState.PASSABLE, SegmentState.PASSABLE)
    assert styles == [LineStyle.UNKNOWN, LineStyle.UNKNOWN]
    assert [tag.text for tag in tags] == ["HC-2 UNKNOWN"]


def test_a_change_of_any_of_its_rows_touches_the_corridor() -> None:
    """Corridor, status, segment and conditions all lead to the one row that is drawn."""
    made = picture()
    for change in fold(made, *corridor(CorridorState.OPEN, ConditionState.MET, [SegmentState.PASSABLE])):
        assert list(Corridors().touched(made, change)) == [("corridor", "hc-2")]


def test_the_room_reads_its_own_conditions_and_an_audience_its_row() -> None:
    """Beside the room's row, one written for an audience is not taken; alone, it is."""
    theirs = row("hc-2/HAC", Conditions("hc-2", ConditionState.UNKNOWN, audience="HAC"), sequence=9)
    both = picture(*corridor(CorridorState.OPEN, ConditionState.MET, [SegmentState.PASSABLE]), theirs)
    alone = picture(theirs)
    own, other = conditions_of(both, "hc-2"), conditions_of(alone, "hc-2")
    assert own is not None
    assert own.state is ConditionState.MET
    assert other is not None
    assert other.state is ConditionState.UNKNOWN
