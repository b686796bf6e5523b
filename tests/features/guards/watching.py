"""Sections 2 and 3, once more: what may be said of what is watched for, and between sides."""

from __future__ import annotations

from tests.features.breaking import ASSESSED, HUB, Broken, no, nothing

BROKEN: tuple[Broken, ...] = (
    Broken(
        "1",
        "Nobody writes over another's word",
        "feeds.hub.ownership:speaks_for",
        nothing,
        f"{HUB}/test_sides.py::test_nobody_writes_over_another_s_word",
    ),
    Broken(
        "2",
        "NOT_OBSERVED is somebody who looked",
        "feeds.hub.watching:_observed",
        nothing,
        f"{HUB}/test_watching.py::test_not_observed_is_somebody_who_looked",
    ),
    Broken(
        "2",
        "What was seen is not unseen from a moment before it was",
        "feeds.hub.watching:_observed",
        nothing,
        f"{HUB}/test_watching.py::test_what_was_seen_is_not_unseen_from_before",
    ),
    Broken(
        "2",
        "A report that is withheld is neither linked nor marked: it is not there",
        "feeds.hub.watching:_absent",
        nothing,
        f"{HUB}/test_watching.py::test_a_report_that_is_withheld_is_not_there",
    ),
    Broken(
        "2",
        "A person links or declines, and leaves proposing to the matcher",
        "feeds.hub.watching:_link",
        nothing,
        f"{HUB}/test_watching.py::test_a_person_links_or_declines",
    ),
    Broken(
        "2",
        "Likelihood is a word of its scale, and holds no confidence",
        "feeds.hub.watching:_worded",
        nothing,
        f"{HUB}/test_watching.py::test_likelihood_is_a_word_of_its_scale_and_says_nothing_of_confidence",
    ),
    Broken(
        "2",
        "What its own source cancelled holds nothing up",
        "feeds.assessment.ledger:Ledger.cancelled",
        no,
        f"{ASSESSED}/test_independence.py::test_what_its_source_cancelled_holds_nothing_up",
    ),
    Broken(
        "3",
        "An offer that has ended is neither answered nor put off",
        "feeds.hub.sides:_offer",
        nothing,
        f"{HUB}/test_sides.py::test_what_has_ended_is_neither_answered_nor_put_off",
    ),
    Broken(
        "3",
        "An arbiter is at the table, and declares no level",
        "feeds.hub.sides:_arbiter",
        nothing,
        f"{HUB}/test_sides.py::test_an_arbiter_is_at_the_table_and_declares_nothing",
    ),
    Broken(
        "3",
        "A contradiction is flagged by a person, in one's own name",
        "feeds.hub.sides:_flag",
        nothing,
        f"{HUB}/test_sides.py::test_a_contradiction_is_flagged_in_ones_own_name_and_lifted_by_who_flagged_it",
    ),
)
