"""Each invariant has a test that fails when the invariant is broken: here every guard is taken away, and its test must fail."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.features.breaking import Broken, Stage, broken
from tests.features.invariants import BROKEN, page
from tests.rig.environment import ROOT


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "each", BROKEN, ids=[f"{each.section}-{each.guard.rpartition(':')[2]}-{number}" for number, each in enumerate(BROKEN)]
)
def test_a_broken_guard_is_noticed(each: Broken, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The test passes as the code stands, and fails once its guard is gone."""
    stage = Stage(tmp_path, request)
    stage.run(each)
    with broken(each), pytest.raises((AssertionError, pytest.fail.Exception)):
        stage.run(each)


def test_no_sentence_stands_twice() -> None:
    """One sentence, one guard, one test."""
    assert [words for words, times in Counter(each.words for each in BROKEN).items() if times > 1] == []


def test_the_page_is_the_list() -> None:
    """`python -m tests.features.invariants docs/invariants.md` writes it anew."""
    assert (ROOT / "docs" / "invariants.md").read_text() == page()
