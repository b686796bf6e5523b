"""Free text is looked at for personal data: numbers to call, mail addresses, titles with names; the room's own figures are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.night import LogEntry
from feeds.picture.personal import caution, personal
from tests.rig.story import sample_records


@pytest.mark.parametrize(
    ("text", "seems"),
    [
        ("call back on +44 20 7946 0000", "a telephone number"),
        ("reached at 020 7946 0123 by voice", "a telephone number"),
        ("tel 5550123", "a telephone number"),
        ("555-010-0199 answered", "a telephone number"),
        ("write to desk@meridian.example", "a mail address"),
        ("spoke with Dr. Example at the gate", "a person's name"),
        ("Capt Sample reports", "a person's name"),
    ],
)
def test_personal_data_is_told(text: str, seems: str) -> None:
    """Each is named in words, and the warning says what to write instead."""
    assert personal(text) == (seems,)
    assert seems in caution(text)
    assert "no personal data" in caution(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1033Z. Chair told",
        "221047ZNOV26",
        "-46.78123, -122.89745",
        "2026-11-22 10:47",
        "10 000 000 l",
        "about 1 240",
        "Mole Head",
    ],
)
def test_the_rooms_own_figures_are_none(text: str) -> None:
    """Times, dates, positions, counts and places are no personal data."""
    assert (personal(text), caution(text)) == ((), "")


def test_the_log_of_the_exercise_has_none() -> None:
    """No line of the watch log that ships is warned of."""
    lines = [record.body.text for record in sample_records() if isinstance(record.body, LogEntry)]
    assert len(lines) > 5
    assert [line for line in lines if personal(line)] == []


@given(st.text(max_size=400))
def test_any_text_is_answered(text: str) -> None:
    """Whatever is written, the answer is a line or nothing."""
    assert "\n" not in caution(text)
