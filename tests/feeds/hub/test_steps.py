"""The memory of a stream's digests: what a display holds is compared at the step it has come to, however far the stream has gone on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.hub import steps as memory
from feeds.hub.steps import BEATS, Steps
from feeds.picture.digest import Digest, weight
from feeds.picture.holding import Judged, Match
from feeds.wire.protocol import Held
from tests.rig.specimens import record

KINDS = ("site", "log_entry", "conditions", "track")
WEIGHTS = {(kind, subject): weight(record(kind, subject=subject)) for kind in KINDS for subject in "AB"}

rows = st.tuples(st.sampled_from(KINDS), st.sampled_from("AB"))
commits = st.lists(st.tuples(st.lists(rows, min_size=1, max_size=4), st.integers(0, 3)), max_size=12)
"""Rows that come or go in one step, and heartbeats after it."""


class Course:
    """A stream's digests as a whole list, beside the memory that is to know as much of its end."""

    def __init__(self, plan: list[tuple[list[tuple[str, str]], int]]) -> None:
        """Go through the steps."""
        digest, held = Digest(), set[tuple[str, str]]()
        self.past: dict[int, tuple[str, dict[str, str]]] = {0: (digest.root(), digest.tables())}
        self.beats = [0]
        self.steps = Steps(0, digest)
        for changed, beats in plan:
            for row in changed:
                (digest.take if row in held else digest.add)(row[0], WEIGHTS[row])
                held ^= {row}
            sequence = max(self.past) + len(changed)
            self.past[sequence] = (digest.root(), digest.tables())
            self.steps.note(sequence, digest)
            for _ in range(beats):
                self.steps.beat()
                self.beats.append(sequence)

    def behind(self, sequence: int) -> Judged:
        """What is said of one who stands at a sequence with the right rows."""
        if sequence < self.beats[-BEATS:][0]:
            return Judged(Match.BEHIND, behind=max(self.past) - sequence)
        return Judged()


def held(sequence: int, root: str, tables: dict[str, str] | None = None) -> Held:
    """Return what a display says."""
    return Held("e" * 16, sequence, root, tables or {})


@given(commits)
def test_equal_rows_are_equal_at_any_step_and_behind_only_once_the_stream_has_long_gone_on(
    plan: list[tuple[list[tuple[str, str]], int]],
) -> None:
    """Who holds what was given is equal wherever it stands; four heartbeats after its step was overtaken it is behind, by how much."""
    course = Course(plan)
    for sequence, (root, _) in course.past.items():
        assert course.steps.judge(held(sequence, root)) == course.behind(sequence)


@given(commits, st.lists(rows, min_size=1, max_size=4, unique=True))
def test_other_rows_are_named_by_their_tables_at_any_step(
    plan: list[tuple[list[tuple[str, str]], int]], wrong: list[tuple[str, str]]
) -> None:
    """Who holds other rows differs in exactly the tables in which they are, whatever has changed in those since."""
    course = Course(plan)
    other = Digest()
    for row in wrong:
        other.add(row[0], WEIGHTS[row])
    for sequence, (root, tables) in course.past.items():
        differing = tuple(kind for kind in sorted(KINDS) if tables.get(kind) != other.tables().get(kind))
        judged = course.steps.judge(held(sequence, other.root(), other.tables()))
        assert judged == (Judged(Match.DIFFERS, tables=differing) if root != other.root() else course.behind(sequence))
        if root != other.root():
            assert course.steps.judge(held(sequence, other.root())) == Judged(Match.DIFFERS), "what it did not name is not guessed"


@given(commits)
def test_where_no_step_ended_nothing_is_compared(plan: list[tuple[list[tuple[str, str]], int]]) -> None:
    """A sequence within a step, or one that has not come yet, is nobody's: it is neither equal nor different."""
    course = Course(plan)
    for sequence in range(max(course.past) + 3):
        if sequence not in course.past:
            assert course.steps.judge(held(sequence, course.past[0][0])) == Judged(Match.NOT_COMPARED)


@given(plan=commits)
def test_what_was_forgotten_is_behind(monkeypatch_most: None, plan: list[tuple[list[tuple[str, str]], int]]) -> None:
    """Only so many steps are kept; who stands further back is behind, and the tables of what is kept are known as before."""
    del monkeypatch_most
    course = Course(plan)
    kept = list(course.past)[-3:]
    for sequence, (root, tables) in course.past.items():
        if sequence not in kept:
            assert course.steps.judge(held(sequence, root)) == Judged(Match.BEHIND, behind=max(course.past) - sequence)
        else:
            other = {**tables, "site": "f" * 64}
            assert course.steps.judge(held(sequence, "f" * 64, other)) == Judged(Match.DIFFERS, tables=("site",))


@pytest.fixture(scope="module")
def monkeypatch_most() -> object:
    """Keep three steps."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory, "MOST", 3)
        yield


def test_a_table_nobody_knows_is_not_named_after_its_say() -> None:
    """What a display calls its tables goes no further: only kinds of record are named."""
    steps = Steps(0, Digest())
    judged = steps.judge(held(0, "f" * 64, {"<b>a table</b>": "f" * 64, "site": "f" * 64}))
    assert judged == Judged(Match.DIFFERS, tables=("site",))
