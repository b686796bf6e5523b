"""Settings documents: their forms of ours, and errors that name file, line, member, value and expectation."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.documents import LARGEST, Document, decode, demand, duration, read_document
from feeds.errors import BadInput, OverLimit
from feeds.picture.doctrine import AlarmRule
from feeds.picture.ladder import Threshold


def written(tmp_path: Path, text: str) -> Document:
    """A document of that text, read."""
    path = tmp_path / "some.toml"
    path.write_text(text)
    return read_document(path)


def test_lines_of_entries_are_found_in_both_notations(tmp_path: Path) -> None:
    """An error can name the line of an entry, whether written under a header or as an item on a line of its own."""
    document = written(tmp_path, "[head]\na = 1\n[[row]]\nb = 1\n\n[[row]]\nb = 2\n[x]\n")
    assert [where for where, _ in document.entries("row")] == ["some.toml:3", "some.toml:6"]
    assert document.where("head") == "some.toml:1"
    listed = written(tmp_path, "event = [\n  # a word\n  { a = 1 },\n  { a = 2 },\n]\n")
    assert [where for where, _ in listed.entries("event")] == ["some.toml:3", "some.toml:4"]


def test_times_durations_and_pairs_become_plain(tmp_path: Path) -> None:
    """A time of day belongs to the document's day; "4 h" and "B2" are written out where such a member stands, and nowhere else."""
    document = written(
        tmp_path, 'day = 2026-11-22\nat = 10:47:32\nwindow = "4 h"\nfloor = "B2"\ntitle = "4 h"\nother = 2026-11-22T10:47:32Z\n'
    )
    plain = document.plain("here", document.tables)
    assert isinstance(plain, dict)
    assert plain["at"] == plain["other"] == 1_795_344_452_000
    assert (plain["window"], plain["floor"], plain["title"]) == (14_400_000, {"reliability": "B", "credibility": 2}, "4 h")


@pytest.mark.parametrize("text", ["at = 10:00:00", "at = 2026-11-22T10:00:00"])
def test_a_time_that_is_nobodys_is_refused(tmp_path: Path, text: str) -> None:
    """A time of day without a day, and a time without a zone, are errors."""
    document = written(tmp_path, text)
    with pytest.raises(BadInput, match="at "):
        document.plain("some.toml:1", document.tables)


@given(st.integers(0, 10_000), st.sampled_from([("s", 1_000), ("min", 60_000), ("h", 3_600_000)]))
def test_a_duration_counts_its_unit(number: int, unit: tuple[str, int]) -> None:
    """A length of time is its number times its unit; anything else is none."""
    assert duration(f"{number} {unit[0]}") == number * unit[1]
    assert duration(f"{number}{unit[0]}") is None


def test_an_error_names_member_value_and_expectation() -> None:
    """What does not fit its struct is told with where it stands, which member, its value, and what would have been right."""
    with pytest.raises(BadInput) as raised:
        decode("some.toml:7", {"rule": "X", "severity": "GRAVE"}, AlarmRule)
    text = str(raised.value)
    assert "some.toml:7" in text
    assert "severity" in text
    assert "'GRAVE'" in text
    assert "expected" in text


def test_the_value_of_a_nested_member_is_shown() -> None:
    """The value in the message is the member's own, however deep."""
    threshold = {"code": "T", "name": "T", "indicators": ["I-1"], "needed": 1, "observation": "OBSERVED", "window": -4}
    with pytest.raises(BadInput, match="-4"):
        decode("x", threshold, Threshold)


def test_unknown_and_missing_members_are_named() -> None:
    """A member that is not known, and one that is missing, are errors that list what there may be."""
    with pytest.raises(BadInput, match="colour"):
        demand("x", {"colour": 1}, frozenset({"name"}))
    with pytest.raises(BadInput, match="name"):
        demand("x", {}, frozenset({"name"}), frozenset({"name"}))


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    """No file, no TOML, too much: one clear error each."""
    with pytest.raises(BadInput, match="no such document"):
        read_document(tmp_path / "none.toml")
    with pytest.raises(BadInput, match="line 1"):
        written(tmp_path, "a = = 1")
    with pytest.raises(OverLimit):
        written(tmp_path, "#" * (LARGEST + 1))
