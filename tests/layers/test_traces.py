"""What was: trails of units and former zones, remembered from changes, within bounds, and never of a hostile object."""

from itertools import pairwise

from feeds.picture.changes import ChangeSet
from feeds.picture.envelope import Withdrawal
from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from feeds.picture.place import Affiliation, Track
from feeds.picture.values import Polygon, Position
from layers.layer import Area, Line
from layers.style import AreaStyle
from layers.traces import GHOST, HATCHED, STEPS, TRAIL, Traces
from tests.layers.scenery import HALVERN, MINUTE, SQUARE, fold, picture, row, zone
from tests.rig.specimens import NOON

FRIEND = "10031000001211000000"
MOVED = tuple((lon + 0.1, lat) for lon, lat in SQUARE)


def step(made: Picture, sequence: int, at: Position, sidc: str | None = FRIEND, affiliation: Affiliation = Affiliation.FRIEND) -> ChangeSet:
    """A unit reports a position, a minute after the last."""
    return fold(made, row("t", Track("T", "AIS", at, affiliation, sidc=sidc), sequence=sequence, event=NOON + sequence * MINUTE))


def walked(steps: int, sidc: str | None = FRIEND, affiliation: Affiliation = Affiliation.FRIEND) -> Traces:
    """The traces of one unit after some steps to the east."""
    made, traces = picture(), Traces()
    for sequence in range(1, steps + 1):
        traces.note(step(made, sequence, (HALVERN[0] + sequence / 100, HALVERN[1]), sidc, affiliation), NOON)
    return traces


def test_a_unit_leaves_a_trail_of_bounded_length() -> None:
    """One position leaves none; then the trail grows with each step to its limit and holds the latest, in order."""
    assert walked(1).take(NOON) == ([], ["trail:t"])
    (line,), _ = walked(STEPS + 20).take(NOON)
    assert isinstance(line, Line)
    assert len(line.path) == STEPS
    assert line.path[-1][0] == HALVERN[0] + (STEPS + 20) / 100
    assert all(b[0] > a[0] for a, b in pairwise(line.path))


def test_only_a_framed_unit_or_the_selected_track_shows_its_trail() -> None:
    """A plain vessel's trail is shown while it is selected, and dropped when it is not."""
    traces = walked(5, sidc=None)
    assert traces.take(NOON)[0] == []
    traces.select(("track", "t"))
    assert [one.key for one in traces.take(NOON)[0]] == ["trail:t"]
    traces.select(None)
    assert "trail:t" in traces.take(NOON)[1]


def test_a_hostile_object_leaves_no_trail_and_loses_the_one_it_had() -> None:
    """By affiliation or by its code: no line behind it; a track that turns out hostile is without its trail at once."""
    for sidc, affiliation in ((None, Affiliation.HOSTILE), ("10061000001211000000", Affiliation.UNKNOWN)):
        traces = walked(5, sidc, affiliation)
        traces.select(("track", "t"))
        assert traces.take(NOON)[0] == []
    made, traces = picture(), Traces()
    for sequence in range(1, 4):
        traces.note(step(made, sequence, (HALVERN[0] + sequence / 100, HALVERN[1])), NOON)
    assert traces.take(NOON)[0]
    traces.note(step(made, 4, HALVERN, FRIEND, Affiliation.HOSTILE), NOON)
    assert traces.take(NOON) == ([], ["trail:t"])


def test_what_is_too_old_or_withdrawn_is_not_traced() -> None:
    """Positions older than two hours leave the trail; a withdrawn track takes its trail along."""
    made, traces = picture(), Traces()
    traces.note(step(made, 1, HALVERN), NOON)
    late = 2 + TRAIL // MINUTE
    traces.note(step(made, late, (0.0, 0.0)), NOON)
    assert traces.take(NOON)[0] == []
    traces.note(step(made, late + 1, (0.1, 0.0)), NOON)
    assert traces.take(NOON)[0]
    standing = made.find("track", "t")
    assert standing is not None
    traces.note(fold_all(made, [Withdrawal("track", "t", standing.origin, late + 2)]), NOON)
    assert traces.take(NOON) == ([], ["trail:t"])


def test_a_zone_drawn_anew_leaves_its_old_place_hatched_then_a_ghost_then_nothing() -> None:
    """The former outline goes through its looks at the moments it announces; a zone whose place stayed leaves none."""
    made, traces = picture(zone()), Traces()
    traces.note(fold(made, row("dz-7", zone(name="shelling").body, 2)), NOON)
    assert traces.take(NOON) == ([], [])
    traces.note(fold(made, row("dz-7", zone(geometry=Polygon((MOVED,))).body, 3)), NOON)
    (former,), _ = traces.take(NOON)
    assert isinstance(former, Area)
    assert former.style == AreaStyle.FORMER
    assert former.rings == (SQUARE,)
    assert traces.next_due() == NOON + HATCHED
    (ghost,), _ = traces.take(NOON + HATCHED)
    assert isinstance(ghost, Area)
    assert ghost.style == AreaStyle.GHOST
    assert traces.next_due() == NOON + GHOST
    assert traces.take(NOON + GHOST) == ([], [ghost.key])
    assert traces.next_due() is None


def test_shown_from_scratch_there_is_no_past() -> None:
    """After `forget` everything that was shown is dropped."""
    made, traces = picture(zone()), Traces()
    traces.note(fold(made, row("dz-7", zone(geometry=Polygon((MOVED,))).body, 3)), NOON)
    for sequence in range(1, 4):
        traces.note(step(made, sequence, (HALVERN[0] + sequence / 100, HALVERN[1])), NOON)
    shown, _ = traces.take(NOON)
    traces.forget()
    assert {one.key for one in shown} == set(traces.take(NOON)[1])
    assert len(shown) == 2
