"""Section 4, once more: what a checklist allows."""

from __future__ import annotations

from feeds.picture.checklist import RunState
from tests.features.breaking import HUB, Broken, nothing


def _ended(*_: object) -> tuple[RunState, str]:
    return RunState.COMPLETE, ""


BROKEN: tuple[Broken, ...] = (
    Broken(
        "4",
        "A run is of the list that this room holds, by its hash",
        "feeds.hub.runs:_not_this_list",
        nothing,
        f"{HUB}/test_runs.py::test_a_run_is_of_the_list_that_the_room_holds",
    ),
    Broken(
        "4",
        "A run is opened when it is opened, and its clock is not set back",
        "feeds.hub.runs:_opened",
        nothing,
        f"{HUB}/test_runs.py::test_a_run_is_opened_when_it_is_opened_and_stays_what_it_is",
    ),
    Broken(
        "4",
        "Nothing is skipped by closing the list over it",
        "feeds.hub.runs:ending",
        _ended,
        f"{HUB}/test_runs.py::test_nothing_is_skipped_by_closing_the_list_over_it",
    ),
    Broken(
        "4",
        "A step is done while its run is worked on, under its own run and number",
        "feeds.hub.runs:_not_worked_on",
        nothing,
        f"{HUB}/test_runs.py::test_a_step_is_done_in_its_run_and_in_no_other",
    ),
    Broken(
        "4",
        "A step is not done while it is BLOCKED or INACTIVE",
        "feeds.hub.runs:_not_now",
        nothing,
        f"{HUB}/test_runs.py::test_a_step_is_done_while_its_grant_holds_and_its_condition_is_so",
    ),
    Broken(
        "4",
        "What follows a pause point waits",
        "feeds.assessment.checklists:_paused",
        lambda steps: steps,
        f"{HUB}/test_runs.py::test_what_follows_a_pause_point_waits",
    ),
)
