"""The scene: whatever changed, and whenever it was worked off, the board ends as if drawn from scratch; and it costs what it touched."""

from collections.abc import Iterable
from itertools import permutations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.changes import Change
from feeds.picture.corridor import ConditionState, CorridorState, SegmentState
from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from feeds.picture.place import Track
from feeds.picture.values import Point
from feeds.picture.warning import Discipline, Indication, Severity
from layers.deltas import Board
from layers.layer import Drawn, Row, Selection
from layers.registry import LAYERS
from layers.threats import Threats
from layers.tracks import Tracks
from tests.layers.scenery import HALVERN, HOUR, MINUTE, corridor, picture, row, zone
from tests.rig.specimens import NOON
from widgets.map.scene import PORTION, STRIDE, Scene

ROWS = [
    *corridor(CorridorState.OPEN, ConditionState.MET, [SegmentState.PASSABLE, SegmentState.RESTRICTED]),
    *corridor(CorridorState.SUSPENDED, ConditionState.NOT_MET, [SegmentState.ENDANGERED])[-3:],
    zone(),
    zone("dz-8", until=NOON + 5 * MINUTE),
    row("t-1", Track("T", "AIS", HALVERN)),
    row("r-1", Indication("Fire", Discipline.MASINT, "CPA", geometry=Point(HALVERN), severity=Severity.HIGH)),
    row("r-1", Indication("Fire", Discipline.MASINT, "CPA", geometry=Point(HALVERN), hostile=True)),
    row("r-2", Indication("Fire, update", Discipline.MASINT, "CPA", geometry=Point(HALVERN), supersedes=("r-1",)), event=NOON + MINUTE),
    row("r-1", Indication("Fire", Discipline.MASINT, "CPA", geometry=Point(HALVERN), supersedes=("r-2",)), event=NOON + 2 * MINUTE),
]  # fmt: skip


def everything(board: Board) -> list[dict[str, object]]:
    """What a board shows, by layer and key."""
    return [
        {**{key: sheet.marks[slot] for key, slot in sheet.slots.items()}, **{key: feature for key, (_, feature) in sheet.features.items()}}
        for sheet in board.sheets
    ]


def finish(scene: Scene, board: Board, made: Picture, now: int) -> None:
    """Work until nothing waits."""
    board.commit(scene.work(made, now, lambda: True))
    while scene.waiting:
        board.commit(scene.work(made, now, lambda: True))


steps = st.lists(
    st.tuples(
        st.sampled_from(range(len(ROWS))),
        st.booleans(),
        st.integers(0, 3 * HOUR),
        st.booleans(),
        st.sampled_from([None, ("corridor", "hc-2")]),
    ),
    max_size=14,
)


@given(steps)
def test_changes_worked_off_in_any_slices_end_where_a_fresh_drawing_does(script: list[tuple[int, bool, int, bool, Selection]]) -> None:
    """Rows written and withdrawn, time passing, selections, partial work: the board equals one drawn at once at the end."""
    made, scene, board, now, sequence = picture(), Scene(LAYERS), Board(layer.name for layer in LAYERS), NOON, 1
    scene.renew(made)
    for index, withdraw, later, whole, selection in script:
        sequence += 1
        now += later
        one = msgspec.structs.replace(ROWS[index], sequence=sequence)
        item = Withdrawal(one.kind, one.subject, one.origin, sequence) if withdraw else one
        scene.touch(made, fold_all(made, [item]))
        scene.select(selection)
        board.commit(scene.work(made, now, lambda: True))
        if whole:
            finish(scene, board, made, now)
    finish(scene, board, made, now)
    fresh, other = Scene(LAYERS), Board(layer.name for layer in LAYERS)
    fresh.select(script[-1][4] if script else None)
    fresh.renew(made)
    finish(fresh, other, made, now)
    assert everything(board) == everything(other)


class Counting(Tracks):
    """Tracks that count how often they are asked to draw."""

    def __init__(self) -> None:
        self.drawn = 0

    def draw(self, picture: Picture, row: Row, now: int, selection: Selection) -> Drawn:
        """Count and draw."""
        self.drawn += 1
        return super().draw(picture, row, now, selection)

    def touched(self, picture: Picture, change: Change) -> Iterable[Row]:
        """The layer's own."""
        return super().touched(picture, change)


def test_one_change_among_a_thousand_draws_one_row() -> None:
    """After the first drawing, a single new position costs a single draw, and time alone costs only what is due."""
    layer = Counting()
    made = picture(*(row(f"t-{number}", Track("T", "AIS", HALVERN)) for number in range(1000)))
    scene, board = Scene((layer,)), Board(["tracks"])
    scene.renew(made)
    finish(scene, board, made, NOON)
    assert layer.drawn == 1000
    scene.touch(made, fold_all(made, [row("t-5", Track("T", "AIS", (1.0, 2.0)), sequence=2)]))
    finish(scene, board, made, NOON)
    assert layer.drawn == 1001
    due = scene.next_due()
    assert due is not None
    finish(scene, board, made, due - 1)
    assert layer.drawn == 1001
    finish(scene, board, made, due)
    assert layer.drawn == 2001


def test_a_slice_of_time_that_is_spent_leaves_the_rest_waiting() -> None:
    """Told that its time is used up, the scene stops after a stride and keeps what is left."""
    made = picture(*(row(f"t-{number}", Track("T", "AIS", HALVERN)) for number in range(100)))
    scene, board = Scene((Tracks(),)), Board(["tracks"])
    scene.renew(made)
    board.commit(scene.work(made, NOON, lambda: True))
    assert 0 < scene.waiting < 100
    finish(scene, board, made, NOON)
    assert len(board.sheets[0].slots) == 100


def test_finding_nothing_more_to_draw_is_parted_too() -> None:
    """When a picture shown anew is all drawn again, then what is left to look through is so portion by portion, each a turn."""
    many = 5 * PORTION
    made = picture(*(row(f"t-{number}", Track("T", "AIS", HALVERN)) for number in range(many)))
    scene, board = Scene((Tracks(),)), Board(["tracks"])
    scene.renew(made)
    finish(scene, board, made, NOON)
    scene.renew(made)
    drawn, idle = 0, 0
    while scene.waiting:
        found = sum(len(shown) for _, shown, _ in scene.work(made, NOON, lambda: True))
        drawn, idle = drawn + found, idle + (found == 0)
        assert found <= STRIDE
    assert drawn == many
    assert idle >= many // PORTION


def test_another_picture_takes_away_what_it_has_not() -> None:
    """Shown from scratch with an empty picture, nothing of the first stays."""
    made = picture(*(row(f"t-{number}", Track("T", "AIS", HALVERN)) for number in range(10)))
    scene, board = Scene((Tracks(),)), Board(["tracks"])
    scene.renew(made)
    finish(scene, board, made, NOON)
    empty = picture()
    scene.renew(empty)
    finish(scene, board, empty, NOON)
    assert everything(board) == [{}]


def test_a_superseded_report_gives_way_to_its_update_and_comes_back_without_it() -> None:
    """Of a chain of updates only the last is drawn, in whatever order they come; withdrawn, it uncovers the one before."""

    def report(name: str, minutes: int, *old: str) -> Record:
        body = Indication("Fire", Discipline.MASINT, "CPA", geometry=Point(HALVERN), supersedes=old)
        return row(name, body, event=NOON + minutes * MINUTE)

    chain = [report("r-1", 0), report("r-2", 1, "r-1"), report("r-3", 2, "r-2")]
    for order in permutations(chain):
        made, scene, board = picture(), Scene((Threats(),)), Board(["reports"])
        for one in order:
            scene.touch(made, fold_all(made, [one]))
            finish(scene, board, made, NOON)
        assert set(board.sheets[0].slots) == {"r-3"}
        scene.touch(made, fold_all(made, [Withdrawal("indication", "r-3", chain[2].origin, 9)]))
        finish(scene, board, made, NOON)
        assert set(board.sheets[0].slots) == {"r-2"}


def test_two_reports_that_name_one_another_do_not_both_vanish() -> None:
    """The later of two that each claim to update the other stays on the map."""
    rows = [
        row(name, Indication("Fire", Discipline.MASINT, "CPA", geometry=Point(HALVERN), supersedes=(other,)), event=NOON + later)
        for name, other, later in (("r-1", "r-2", 0), ("r-2", "r-1", MINUTE))
    ]
    for order in permutations(rows):
        made, scene, board = picture(), Scene((Threats(),)), Board(["reports"])
        for one in order:
            scene.touch(made, fold_all(made, [one]))
            finish(scene, board, made, NOON)
        assert set(board.sheets[0].slots) == {"r-2"}
