"""Section 2: what is in doubt never looks sound, and people judge."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from feeds.assessment.freshness import Fresh, Freshness
from feeds.picture.room import SourceState
from feeds.picture.warning import EvidenceStatus, Indication, MarkKind, Observation
from tests.features.breaking import ASSESSED, HUB, Broken, no, nothing, yes
from widgets.indicators.model import ProblemView
from widgets.signs import Sign
from widgets.words import State


def _calm(_: State) -> Sign:
    return State.NORMAL.value


def _as_found(found: Fresh, *_: object) -> Fresh:
    return found


def _always_live(moment: int, *_: int) -> Fresh:
    return Fresh(Freshness.LIVE, moment)


def _by_whom_it_came(body: Indication) -> str:
    return body.source


def _in_one_sentence(*said: Any, **more: Any) -> ProblemView:
    made = ProblemView(*said, **more)
    return replace(made, likelihood=f"{made.likelihood}, with {made.confidence} confidence")


BROKEN: tuple[Broken, ...] = (
    Broken(
        "2",
        "A matcher may only propose",
        "feeds.hub.admission:_not_its_word",
        nothing,
        f"{HUB}/test_admission.py::test_a_matcher_only_proposes",
    ),
    Broken(
        "2",
        "Stale evidence never looks sound: it holds a threshold up hollow",
        "feeds.assessment.thresholds:DOUBTFUL",
        frozenset(),
        f"{ASSESSED}/test_thresholds.py::test_stale_within_the_window_is_met_hollow",
    ),
    Broken(
        "2",
        "A lost source makes what rests on it hollow",
        "feeds.assessment.thresholds:DOUBTFUL",
        frozenset(),
        f"{ASSESSED}/test_thresholds.py::test_a_lost_source_makes_it_hollow",
    ),
    Broken(
        "2",
        "F and 6 cannot be judged: neither above nor below a floor",
        "feeds.picture.warning:Admiralty.judged",
        True,
        f"{ASSESSED}/test_thresholds.py::test_no_floor_is_no_licence",
        {"evaluation": "F2", "hollow": True},
    ),
    Broken(
        "2",
        "Each doubt has its own word, shape and hatch",
        "widgets.words:State.sign",
        property(_calm),
        "tests/widgets/test_words.py::test_doubt_is_violet_hatched_and_shaped",
        {"state": State.STALE},
    ),
    Broken(
        "2",
        "What nobody looked for is never fresh",
        "feeds.assessment.freshness:NOTHING",
        Fresh(Freshness.LIVE),
        f"{ASSESSED}/test_freshness.py::test_not_looked_at_is_never_live",
        {"observation": Observation.NO_COLLECTION},
    ),
    Broken(
        "2",
        "A silent source doubts what it held",
        "feeds.assessment.freshness:_through_sources",
        _as_found,
        f"{ASSESSED}/test_freshness.py::test_a_silent_source_doubts_what_it_held",
        {"state": SourceState.LOST, "word": Freshness.SOURCE_LOST},
    ),
    Broken(
        "2",
        "Time alone never calms",
        "feeds.assessment.freshness:freshness",
        _always_live,
        "tests/widgets/indicators/test_resolve.py::test_time_alone_never_calms",
    ),
    Broken(
        "2",
        "A fabricated or withdrawn report is kept and holds nothing up",
        "feeds.assessment.ledger:Held.void",
        property(no),
        f"{ASSESSED}/test_thresholds.py::test_a_marked_report_holds_nothing_up",
        {"mark": MarkKind.FABRICATED},
    ),
    Broken(
        "2",
        "Contradicting reports stand side by side until a person judges",
        "feeds.assessment.standing:Standing.contradicted",
        property(no),
        f"{ASSESSED}/test_thresholds.py::test_contradiction_is_hollow_until_a_person_judges",
    ),
    Broken(
        "2",
        "What a matcher proposes counts for nothing before a person links it",
        "feeds.assessment.standing:Standing.contradicted",
        property(yes),
        f"{ASSESSED}/test_thresholds.py::test_what_a_matcher_proposes_counts_for_nothing",
        {"status": EvidenceStatus.PROPOSED},
    ),
    Broken(
        "2",
        "Two reports of one source are one",
        "feeds.assessment.ledger:ultimate",
        _by_whom_it_came,
        f"{ASSESSED}/test_matcher.py::test_a_threshold_may_ask_for_independent_sources",
    ),
    Broken(
        "2",
        "Likelihood and confidence never stand in one sentence",
        "widgets.indicators.resolve:ProblemView",
        _in_one_sentence,
        "tests/widgets/indicators/test_resolve.py::test_likelihood_and_confidence_stay_apart",
    ),
    Broken(
        "2",
        "F and 6 are shown as not judged",
        "feeds.picture.warning:Admiralty.judged",
        property(yes),
        "tests/widgets/indicators/test_resolve.py::test_f_and_6_are_said_not_to_be_judged",
    ),
)
