"""Section 3, once more: what may be put to the members, and how a level for all moves."""

from __future__ import annotations

from feeds.assessment.ladder import LadderView
from feeds.picture.ladder import Ladder
from tests.features.breaking import DOCTRINE, HUB, Broken, nothing
from widgets.cells import Act
from widgets.ladder import resolve
from widgets.standpoint import Standpoint


def _bottom(ladder: Ladder, _declared: int, _exits: object) -> int:
    return min(rung.ordinal for rung in ladder.rungs)


_acts = resolve._acts


def _as_if_real(view: LadderView, standpoint: Standpoint, _hypothetical: str) -> tuple[Act, ...]:
    return _acts(view, standpoint, "")


BROKEN: tuple[Broken, ...] = (
    Broken(
        "1",
        "An officer consents and adopts up to its ceiling",
        "feeds.hub.precedents:above_ceiling",
        nothing,
        f"{HUB}/test_consent.py::test_an_officer_commits_its_entity_up_to_its_ceiling",
    ),
    Broken(
        "1",
        "An act is of when it is made, and of no later day",
        "feeds.hub.acts:_out_of_time",
        nothing,
        f"{HUB}/test_acts.py::test_an_act_is_over_the_row_as_it_is_and_an_edge_of_its_table",
    ),
    Broken(
        "3",
        "A proposal is put to all who are asked, and leaves nobody out",
        "feeds.hub.putting:_asked",
        nothing,
        f"{HUB}/test_putting.py::test_what_could_not_be_carried_rightly_is_not_put",
        {"more": {"members": ("ALF",)}, "reason": "all who are asked are ALF, BET"},
    ),
    Broken(
        "3",
        "Silence has a deadline that lies ahead, put off and never brought forward",
        "feeds.hub.putting:_deadline",
        nothing,
        f"{HUB}/test_putting.py::test_a_deadline_is_put_off_and_never_brought_forward",
    ),
    Broken(
        "3",
        "On a ladder that describes nothing is proposed",
        "feeds.hub.putting:_off_ladder",
        nothing,
        f"{HUB}/test_putting.py::test_nothing_is_proposed_on_a_ladder_that_only_describes",
    ),
    Broken(
        "3",
        "A level for all leads on from the level that stands, by a proposal, once",
        "feeds.hub.consent:_not_adopted",
        nothing,
        f"{HUB}/test_consent.py::test_a_level_for_all_leads_on_from_the_level_that_stands",
    ),
    Broken(
        "3",
        "A level for all is declared down by the exit criteria and the dwell, rung by rung",
        "feeds.hub.consent:lowest",
        _bottom,
        f"{HUB}/test_consent.py::test_down_goes_by_the_exit_criteria_and_the_dwell_rung_by_rung",
    ),
    Broken(
        "3",
        "Another wording goes under new silence, not under the rest of the old",
        "feeds.hub.putting:_new_silence",
        nothing,
        f"{HUB}/test_putting.py::test_a_deadline_is_put_off_and_never_brought_forward",
    ),
    Broken(
        "3",
        "A supposition says that it is one",
        "feeds.assessment.what_if:Hypothesis.hypothetical",
        False,
        "tests/feeds/assessment/test_what_if.py::test_every_hypothesis_says_that_it_is_one",
    ),
    Broken(
        "3",
        "Nothing leaves a ladder that supposes",
        "widgets.ladder.resolve:_acts",
        _as_if_real,
        "tests/widgets/ladder/test_page.py::test_nothing_leaves_a_ladder_that_supposes",
    ),
    Broken(
        "3",
        "A threshold that could never be met is refused",
        "feeds.doctrine:_check_reachable",
        nothing,
        f"{DOCTRINE}::test_a_threshold_that_could_never_be_met_is_refused",
        {"more": {"observation": '"NO_COLLECTION"'}, "reason": "expected one of PARTIAL"},
    ),
    Broken(
        "3",
        "A ladder that describes is not made to decide by who names it",
        "feeds.doctrine:_OF_LADDER",
        frozenset({"file", "members", "authority", "consent", "type"}),
        f"{DOCTRINE}::test_a_ladder_that_describes_is_not_made_to_decide",
    ),
    Broken(
        "3",
        "Silence is broken by who is asked, and by nobody else",
        "feeds.hub.precedents:members_of",
        lambda *_: (),
        f"{HUB}/test_consent.py::test_silence_is_broken_by_who_is_asked",
    ),
)
