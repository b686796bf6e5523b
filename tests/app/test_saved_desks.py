"""Desks kept and stood up again; a bad file is one clear error and changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.saved_desks import FORMAT, SavedDesk, forget, load, path_of, save
from feeds.errors import BadInput


def test_a_desk_comes_back_as_it_was_left() -> None:
    """What was saved is what is loaded; a desk that was never saved, or was forgotten, is none."""
    saved = SavedDesk(FORMAT, "operator", ((396, 892, 600), (507, 421)), ("log",), "light", 1.33, roomy=True, dim=True)
    assert load("operator") is None
    assert save(saved) == path_of("operator")
    assert load("operator") == saved
    forget("operator")
    assert load("operator") is None


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (b"", "no saved desk"),
        (b"{}", "no saved desk"),
        (b'{"format": 2, "desk": "operator"}', "no saved desk"),
        (b'{"format": 1, "desk": "operator", "records": []}', "unknown field"),
        (b'{"format": 1, "desk": "wallboard"}', "another name"),
        (b" " * 70_000, "too large"),
    ],
)
def test_a_bad_file_is_told_with_its_place(text: bytes, what: str) -> None:
    """The error names the file; nothing is guessed."""
    path_of("operator").parent.mkdir(parents=True, exist_ok=True)
    path_of("operator").write_bytes(text)
    with pytest.raises(BadInput, match=what) as found:
        load("operator")
    assert str(path_of("operator")) in str(found.value)


@given(st.binary(max_size=300))
def test_no_bytes_break_it(data: bytes) -> None:
    """Any file is a desk or one error."""
    path_of("hunted").parent.mkdir(parents=True, exist_ok=True)
    path_of("hunted").write_bytes(data)
    try:
        assert load("hunted") is None or load("hunted") is not None
    except BadInput as error:
        assert error.where == str(path_of("hunted"))  # noqa: PT017 -- either outcome is right, and this is all there is to say of one
