"""Section 3: levels are declared, proposals adopted and lines crossed by people's acts alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec

from feeds.assessment import contradiction, findings, ladder, thresholds
from feeds.assessment.cause import Cause, Read
from feeds.assessment.draft import Draft
from feeds.assessment.ladder import Declared, Exit
from feeds.picture.body import Body, Capability
from feeds.picture.diplomacy import RedLineState
from feeds.picture.envelope import Record
from feeds.picture.ladder import ConsentRule, DeclaredLevel, Ladder, Progress, Threshold
from feeds.picture.lifecycle import Lifecycle
from feeds.picture.picture import Picture
from feeds.picture.proposal import PROPOSAL, Position, Proposal, ProposalState
from feeds.picture.warning import Severity
from tests.features.breaking import ASSESSED, HUB, PICTURE, Broken, nothing
from widgets.signs import Sign
from widgets.words import State


def _own_capability(body: Body, _was: object) -> Capability | None:
    return body.capability


_finding, _exit, _write_silences = thresholds._finding, ladder._exit, findings._write_silences
_corridor_causes = contradiction.corridor_causes


def _says_nothing_missing(*said: Any, **more: Any) -> Progress:
    return msgspec.structs.replace(_finding(*said, **more), missing=())


def _lowest(whole: Ladder, _declared: Declared | None, _exits: tuple[Exit, ...]) -> int:
    return min(rung.ordinal for rung in whole.rungs)


def _at_once(whole: Ladder, threshold: Threshold, made: thresholds.ThresholdProgress, declared: Declared | None, now: int) -> Exit:
    return replace(_exit(whole, threshold, made, declared, now), ready=made.met)


def _adopts(draft: Draft) -> object:
    for row, proposal in tuple(draft.picture.bodies(Proposal)):
        if proposal.deadline is not None and draft.now >= proposal.deadline:
            draft.write(row.subject, msgspec.structs.replace(proposal, state=ProposalState.ADOPTED), row.label)
    return _write_silences(draft)


_ADOPTING = Lifecycle(PROPOSAL.name, PROPOSAL.initial, {**PROPOSAL.edges, ProposalState.LAPSED: {"adopt": ProposalState.ADOPTED}})


def _shames(picture: Picture, now: int, read: Read) -> Iterator[Cause]:
    yield from _corridor_causes(picture, now, read)
    for row, level in picture.bodies(DeclaredLevel):
        if not level.common:
            yield Cause("ASSESSED_ABOVE_DECLARED", level.entity, Severity.LOW, f"{level.entity} differs", "", frozenset({row.label}))


def _critical(_: State) -> Sign:
    return State.CRITICAL.value


class _Confirmed:
    """Whatever state is asked of, it is the one."""

    def __getattr__(self, name: str) -> RedLineState:
        return RedLineState.ALLEGED


def _spoken(picture: Picture, subject: str, proposal: Proposal) -> Iterator[tuple[Record, Position]]:
    """Count what was only said by voice."""
    for row, body in picture.bodies(Position):
        if body.proposal == subject and body.text_revision == proposal.text_revision:
            yield row, body


def _all_reached(*_: object) -> str:
    return "REACHED"


BROKEN: tuple[Broken, ...] = (
    Broken(
        "3",
        "Only the chair adopts",
        "feeds.hub.acts:needed",
        _own_capability,
        f"{HUB}/test_consent.py::test_silence_is_adopted_after_its_time_by_the_chair_alone",
    ),
    Broken(
        "3",
        "Silence that was broken carries nothing",
        "feeds.hub.consent:_silence",
        nothing,
        f"{HUB}/test_consent.py::test_silence_that_was_broken_carries_nothing",
    ),
    Broken(
        "3",
        "Silence runs for those REACHED; an outage makes it NOT COMPLETE",
        "feeds.hub.consent:_silence",
        nothing,
        f"{HUB}/test_consent.py::test_silence_runs_for_those_reached_only",
    ),
    Broken(
        "3",
        "An amendment is a new revision under new silence",
        "feeds.hub.consent:_reworded",
        nothing,
        f"{HUB}/test_consent.py::test_an_amendment_is_a_new_wording_under_new_consent",
    ),
    Broken(
        "3",
        "Words given by voice count once they are countersigned",
        "feeds.assessment.consent:_signed",
        _spoken,
        f"{HUB}/test_consent.py::test_votes_are_counted_on_signed_words",
        {"rule": ConsentRule.UNANIMITY, "quorum": None},
    ),
    Broken(
        "3",
        "A proposal is its putter's and the chair's to change or withdraw",
        "feeds.hub.precedents:not_theirs_to_put",
        nothing,
        f"{HUB}/test_consent.py::test_a_proposal_is_its_putters_and_the_chairs",
    ),
    Broken(
        "3",
        "A level for all rests on what was adopted",
        "feeds.hub.consent:level",
        nothing,
        f"{HUB}/test_consent.py::test_a_level_for_all_rests_on_what_was_adopted",
    ),
    Broken(
        "3",
        "Every lifecycle moves by its table",
        "feeds.hub.acts:_illegal",
        nothing,
        f"{HUB}/test_acts.py::test_an_act_is_over_the_row_as_it_is_and_an_edge_of_its_table",
    ),
    Broken(
        "3",
        "An arbiter finds, and nobody else",
        "feeds.hub.precedents:not_theirs_to_do",
        nothing,
        f"{HUB}/test_parties.py::test_an_arbiter_finds_and_nobody_else",
    ),
    Broken(
        "3",
        "A ladder that only describes carries no action and no consent",
        "feeds.doctrine:_hold_descriptive",
        nothing,
        "tests/feeds/test_doctrine.py::test_a_descriptive_ladder_with_actions_is_refused",
    ),
    Broken(
        "3",
        "A threshold always says what is missing",
        "feeds.assessment.thresholds:_finding",
        _says_nothing_missing,
        f"{ASSESSED}/test_thresholds.py::test_progress_says_what_is_missing",
    ),
    Broken(
        "3",
        "Down goes by the exit criteria",
        "feeds.assessment.ladder:_held",
        _lowest,
        f"{ASSESSED}/test_ladder.py::test_what_was_declared_holds_until_its_exit",
    ),
    Broken(
        "3",
        "Down waits for the rung's dwell",
        "feeds.assessment.ladder:_exit",
        _at_once,
        f"{ASSESSED}/test_ladder.py::test_dwell_counts_from_the_declaration",
    ),
    Broken(
        "3",
        "The end of silence adopts nothing",
        "feeds.assessment.findings:_write_silences",
        _adopts,
        f"{ASSESSED}/test_findings.py::test_the_end_of_silence_adopts_nothing",
    ),
    Broken(
        "3",
        "No table lets silence adopt",
        "feeds.picture.proposal:PROPOSAL",
        _ADOPTING,
        f"{PICTURE}/test_lifecycle.py::test_silence_does_not_adopt",
        also=(("tests.feeds.picture.test_lifecycle:PROPOSAL", _ADOPTING),),
    ),
    Broken(
        "3",
        "A partner's own level is a difference, never an alarm",
        "feeds.assessment.causes:corridor_causes",
        _shames,
        f"{ASSESSED}/test_alarms.py::test_a_partners_own_level_alarms_nobody",
    ),
    Broken(
        "3",
        "A difference looks like none",
        "widgets.words:State.sign",
        property(_critical),
        "tests/widgets/test_words.py::test_differences_are_no_alarm",
    ),
    Broken(
        "3",
        "Only a confirmed crossing starts a clock",
        "widgets.lines.red_lines:RedLineState",
        _Confirmed(),
        "tests/widgets/lines/test_resolve.py::test_only_a_confirmed_crossing_has_a_clock",
        {"state": RedLineState.ALLEGED},
    ),
    Broken(
        "3",
        "Silence reads cell by cell in the procedure's own words",
        "feeds.assessment.silence:_word",
        _all_reached,
        "tests/widgets/ladder/test_page.py::test_a_proposals_page_has_silence_cell_by_cell_and_no_count",
    ),
    Broken(
        "3",
        "Silence that was broken stays broken for its wording",
        "feeds.hub.precedents:_unbroken",
        nothing,
        f"{HUB}/test_consent.py::test_a_break_of_silence_is_not_taken_back",
    ),
    Broken(
        "6",
        "A relayed word does not stand in the place of a signed one",
        "feeds.hub.ownership:_relayed_over",
        nothing,
        f"{HUB}/test_consent.py::test_a_relayed_word_does_not_stand_in_the_place_of_a_signed_one",
    ),
)
