"""The problem a desk shows before anybody chooses."""

from __future__ import annotations

import msgspec

from feeds.picture.fold import fold_all
from feeds.picture.ladder import AssessedRung, Progress
from feeds.picture.picture import Picture
from feeds.picture.records import AnyBody
from feeds.picture.warning import Indicator, Problem
from tests.rig.specimens import EXERCISE, record
from widgets.indicators.focus import problem_in_focus


def picture(counted: tuple[str, ...], *, met: bool = True) -> Picture:
    """Return a picture of two problems: W-1 with three indicators, W-2 with two of them."""
    made = Picture(EXERCISE)
    served = {"I-1": ("W-1",), "I-2": ("W-1", "W-2"), "I-3": ("W-1", "W-2")}
    rows: list[tuple[str, str, AnyBody]] = [("indicator", code, Indicator(code, code, problems, 1)) for code, problems in served.items()]
    rows += [("problem", code, Problem(code, code, "AUR")) for code in ("W-1", "W-2")]
    rung = AssessedRung("L", 3, basis=(Progress("T", 1, counted, met=met),))
    rows.append(("assessed_rung", "L", rung))
    fold_all(made, [msgspec.structs.replace(record(kind), subject=subject, body=body) for kind, subject, body in rows])
    return made


def test_the_problem_behind_the_assessed_rung_is_shown() -> None:
    """An indicator that serves one problem decides for it; one that serves both decides for the more specific."""
    assert problem_in_focus(picture(("I-1",))) == "W-1"
    assert problem_in_focus(picture(("I-2", "I-3"))) == "W-2"


def test_without_a_met_threshold_there_is_none_in_focus() -> None:
    """Nothing met, nothing in focus."""
    assert problem_in_focus(picture(("I-2",), met=False)) is None
    assert problem_in_focus(Picture(EXERCISE)) is None
