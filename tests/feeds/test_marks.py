"""Marks merge the same in any order, lose nothing that stands, and come back from their file as they were."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import BadInput, Misuse, OverLimit
from feeds.marks import FORMAT, LARGEST, Link, Mark, Marks, added, beside, load, merged, new_mark, removed, save

NOON = 1_795_348_800_000
LONGEST = 2_000


def mark(ident: int, edited: int, text: str, *, gone: bool = False) -> Mark:
    """Return a mark of one of a few identifiers."""
    return Mark(f"M-{ident}", "ANALYST-1", NOON + ident, text, NOON, NOON + edited, gone=gone)


some = st.builds(
    lambda rows: Marks(FORMAT, "IC-1", tuple({ident: mark(ident, edited, text, gone=gone) for ident, edited, text, gone in rows}.values())),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.sampled_from(["a", "b", "c"]), st.booleans()), max_size=8),
)


@given(one=some, other=some, third=some)
def test_merging_is_the_same_in_any_order(one: Marks, other: Marks, third: Marks) -> None:
    """It commutes, associates, and merging again changes nothing: whoever sends whom the file, all end alike."""
    both = merged(one, other)
    assert both == merged(other, one)
    assert merged(both, other) == both
    assert merged(merged(one, other), third) == merged(one, merged(other, third))
    assert {each.id for each in both.marks} == {each.id for each in (*one.marks, *other.marks)}


@given(one=some)
def test_what_was_taken_away_stays_away(one: Marks) -> None:
    """A merge with a file from before does not bring a mark back."""
    for each in one.standing:
        after = removed(one, each.id, NOON)
        assert after.find(each.id) is None
        assert merged(after, one).find(each.id) is None


def test_a_file_gives_back_what_was_written(tmp_path: Path) -> None:
    """Text of any sort, ranges and links; there is nothing half beside it."""
    path = beside(tmp_path / "night.watchroom")
    assert load(path, "IC-1") == Marks(FORMAT, "IC-1")
    made = new_mark("ANALYST-1", " <b>why\x00</b>\n so late? ", NOON, NOON + 1, until=NOON + 5, links=(Link("alarm", "A-1"),), lesson=True)
    assert made.text == "<b>why\x00</b> so late?"
    marks = added(load(path, "IC-1"), made)
    save(path, marks)
    assert load(path, "IC-1") == marks
    assert [each.name for each in tmp_path.iterdir()] == ["night.watchroom.marks.json"]


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"{", BadInput, "no marks file"),
        (b'{"format": 2, "incident": "IC-1"}', BadInput, "no marks file"),
        (b'{"format": 1, "incident": "IC-2"}', BadInput, "another incident"),
        (b'{"format": 1, "incident": "IC-1", "marks": [{"id": "M"}]}', BadInput, "no marks file"),
        (b" " * (LARGEST + 1), OverLimit, "too large"),
    ],
)
def test_a_foreign_file_is_refused(tmp_path: Path, data: bytes, error: type[Exception], words: str) -> None:
    """Cut, of another version, of another incident, of another shape, or too large."""
    path = tmp_path / "marks.json"
    path.write_bytes(data)
    with pytest.raises(error, match=words):
        load(path, "IC-1")


def test_a_mark_says_something(tmp_path: Path) -> None:
    """Nothing, too much, a range backwards, and a mark that is not there are misuse."""
    for text in ("", "  \n", "x" * (LONGEST + 1)):
        with pytest.raises(Misuse):
            new_mark("A", text, NOON, NOON)
    with pytest.raises(Misuse):
        new_mark("A", "x", NOON, NOON, until=NOON - 1)
    with pytest.raises(Misuse):
        removed(Marks(FORMAT, "IC-1"), "M-1", NOON)
    del tmp_path


def test_a_full_file_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound is said before anything is lost."""
    monkeypatch.setattr("feeds.marks.MOST", 2)
    marks = Marks(FORMAT, "IC-1", (mark(1, 0, "a"), mark(2, 0, "b")))
    with pytest.raises(OverLimit, match="too many marks"):
        added(marks, mark(3, 0, "c"))
    assert msgspec.structs.asdict(marks)["incident"] == "IC-1"
