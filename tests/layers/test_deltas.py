"""Numbered deltas: a page that pulls now and then stands where one stands that pulled everything at once."""

import json
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.deltas import FEATURES, MAGIC, MARKS, STATE, Board
from layers.layer import AnyFeature, Area, Label, Line, Mark

KEYS = [f"k{number}" for number in range(6)]


class Page:
    """The page's side of the wire, in Python: what it shows after the deltas it has read."""

    def __init__(self, layers: int) -> None:
        self.revision = 0
        self.marks: list[dict[int, tuple[int, int, int, int]]] = [{} for _ in range(layers)]
        self.features: list[dict[str, dict[str, Any]]] = [{} for _ in range(layers)]
        self.state: dict[str, Any] = {}

    def pull(self, board: Board) -> None:
        """Ask for what is newer and apply it."""
        data = board.delta(self.revision)
        magic, since, self.revision, blocks = struct.unpack_from("<4I", data)
        assert magic == MAGIC
        at = 16
        for _ in range(blocks):
            layer, kind, reset, length = struct.unpack_from("<4I", data, at)
            assert bool(reset) == (since == 0)
            assert length % 4 == 0
            self._block(layer, kind, bool(reset), data[at + 16 : at + 16 + length])
            at += 16 + length
        assert at == len(data)

    def _block(self, layer: int, kind: int, reset: bool, body: bytes) -> None:
        if kind == MARKS:
            self._marks(layer, reset, body)
        elif kind == FEATURES:
            self._features(layer, reset, body)
        else:
            assert kind == STATE
            (length,) = struct.unpack_from("<I", body)
            self.state = json.loads(body[4 : 4 + length])

    def _marks(self, layer: int, reset: bool, body: bytes) -> None:
        (count,) = struct.unpack_from("<I", body)
        table = np.frombuffer(body, "<u4", 5 * count, 4).reshape(5, count)
        if reset:
            self.marks[layer] = {}
        for slot, x, y, style, when in table.T.tolist():
            if style:
                self.marks[layer][slot] = (x, y, style, when)
            else:
                self.marks[layer].pop(slot, None)

    def _features(self, layer: int, reset: bool, body: bytes) -> None:
        length, count = struct.unpack_from("<2I", body)
        table = json.loads(body[8 : 8 + length])
        points = np.frombuffer(body, "<u4", 2 * count, 8 + (length + 3) // 4 * 4).reshape(count, 2).tolist()
        if reset:
            self.features[layer] = {}
        for key in table["drop"]:
            self.features[layer].pop(key, None)
        for feature in table["set"]:
            self.features[layer][feature["key"]] = {**feature, "at": [points[start : start + many] for start, many in feature["at"]]}


positions = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
features: st.SearchStrategy[AnyFeature] = st.one_of(
    st.builds(
        Mark, key=st.sampled_from(KEYS), kind=st.just("track"), subject=st.sampled_from(KEYS), at=positions, style=st.integers(1, 2**32 - 1)
    ),
    st.builds(
        Label,
        key=st.sampled_from(KEYS),
        kind=st.just("feature"),
        subject=st.just("s"),
        at=positions,
        text=st.text(max_size=300),
        role=st.just(1),
    ),
    st.builds(
        Line,
        key=st.sampled_from(KEYS),
        kind=st.just("corridor"),
        subject=st.just("s"),
        path=st.lists(positions, min_size=2, max_size=4).map(tuple),
        style=st.just(1),
    ),
    st.builds(
        Area,
        key=st.sampled_from(KEYS),
        kind=st.just("zone"),
        subject=st.just("s"),
        rings=st.lists(st.lists(positions, min_size=4, max_size=5).map(tuple), min_size=1, max_size=2).map(tuple),
        style=st.just(1),
    ),
)
# Marks and named features never share a key within a layer: a layer gives each its own form.
steps = st.lists(
    st.tuples(st.lists(features, max_size=3), st.lists(st.sampled_from(KEYS), max_size=2), st.booleans(), st.booleans()), max_size=12
)


@given(steps)
def test_pulling_now_and_then_ends_where_pulling_once_does(script: list[tuple[list[AnyFeature], list[str], bool, bool]]) -> None:
    """After any commits and drops, a page that pulled between some of them equals one that asks from 0."""
    board, often = Board(["marks", "others"]), Page(2)
    for shown, dropped, state, pull in script:
        marks = [one for one in shown if isinstance(one, Mark)]
        others = [one for one in shown if not isinstance(one, Mark)]
        board.commit([(0, marks, dropped), (1, others, dropped)])
        if state:
            board.state(watermark=f"{board.revision}")
        if pull:
            often.pull(board)
    often.pull(board)
    once = Page(2)
    once.pull(board)
    assert often.revision == once.revision == board.revision
    assert often.marks == once.marks
    assert often.features == once.features
    assert often.state == once.state
    assert len(once.marks[0]) == len(board.sheets[0].slots)
    assert set(once.features[1]) == set(board.sheets[1].features)


def test_a_quiet_board_keeps_its_revision_and_sends_nothing() -> None:
    """A commit of nothing and the same state again are no news; the delta then holds no block."""
    board = Board(["one"])
    board.commit([(0, [Mark(key="a", kind="track", subject="a", at=(1.0, 2.0), style=4)], ())])
    board.state(note="x")
    revision = board.revision
    assert board.commit([(0, [], [])]) == revision
    assert board.state(note="x") == revision
    assert struct.unpack_from("<4I", board.delta(revision)) == (MAGIC, revision, revision, 0)


@pytest.mark.parametrize("since", [99, -1])
def test_a_revision_that_never_was_is_answered_from_zero(since: int) -> None:
    """A page of another board, or one that made a number up, is given everything."""
    board = Board(["one"])
    board.commit([(0, [Mark(key="a", kind="track", subject="a", at=(1.0, 2.0), style=4)], ())])
    assert board.delta(since) == board.delta(0)


def test_one_change_among_many_costs_one_row() -> None:
    """The delta of one moved mark among ten thousand is shorter than a hundred bytes of marks."""
    board = Board(["one"])
    board.commit([(0, [Mark(key=f"{n}", kind="track", subject=f"{n}", at=(n / 100, 1.0), style=4) for n in range(10_000)], ())])
    before = board.revision
    board.commit([(0, [Mark(key="5000", kind="track", subject="5000", at=(3.0, 3.0), style=4)], ())])
    assert len(board.delta(before)) < 100
    assert len(board.delta(0)) > 200_000


def test_bounds_hold_all_named_features_or_else_all_marks() -> None:
    """Marks alone are held together; a named feature takes their place; an empty board has no bounds."""
    board = Board(["one"])
    assert board.bounds() is None
    board.commit([(0, [Mark(key=f"{lon}", kind="track", subject="s", at=(lon, lon / 2), style=4) for lon in (-10.0, 40.0)], ())])
    assert board.bounds() == pytest.approx((-5.0, -10.0, 20.0, 40.0), abs=1e-6)
    board.commit([(0, [Line(key="l", kind="corridor", subject="c", path=((1.0, 2.0), (3.0, 4.0)), style=1)], ())])
    assert board.bounds() == pytest.approx((2.0, 1.0, 4.0, 3.0), abs=1e-6)


def test_bounds_over_the_180th_meridian_are_narrow() -> None:
    """Two places on both sides of it are held by a box of twenty degrees, not of three hundred and forty."""
    board = Board(["one"])
    board.commit([(0, [Mark(key=f"{lon}", kind="track", subject="s", at=(lon, 1.0), style=4) for lon in (-170.0, 170.0)], ())])
    bounds = board.bounds()
    assert bounds is not None
    assert (bounds[1], bounds[3]) == pytest.approx((170.0, 190.0), abs=1e-5)
