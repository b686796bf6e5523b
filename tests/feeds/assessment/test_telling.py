"""Every record of the exercise is told in one line that names it; no line is empty or shows a whole opaque identifier."""

from __future__ import annotations

import re

from feeds.assessment.telling import LONGEST, told
from tests.rig.story import sample_picture

WHOLE = re.compile(r"\b[A-Z]{1,3}-[0-9A-HJKMNP-TV-Z]{16}\b")


def test_every_row_is_told() -> None:
    """At the height of the exercise, rows of every kind there is."""
    picture = sample_picture("10:47:32")
    lines = {row.kind: told(row, picture) for row in picture.all_rows()}
    assert len(lines) > 40
    for row in picture.all_rows():
        line = told(row, picture)
        assert line.strip()
        assert len(line) <= LONGEST
        assert not WHOLE.search(line), line


def test_codes_stand_for_what_has_one() -> None:
    """A corridor's act names the corridor, an observation its indicator, a position its proposal."""
    picture = sample_picture("10:47:32")
    lines = {told(row, picture) for row in picture.all_rows()}
    assert {"HC-2 declared OPEN", "HC-2 conditions NOT MET", "I-03 OBSERVED B2", "Assessed 4 Alert", "Level 3 Elevated declared"} <= lines
