"""The invariants and safeguards, each with the guard that holds it, how the guard is broken, and the test that then fails.

`python -m tests.features.invariants docs/invariants.md` writes the page; `test_invariants.py` breaks every guard. Deliberately absent: what
no single guard holds (a fold, a journal, a wire); those are on the page too, with the property tests that hold them.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from feeds.picture.body import ACT, FINDING
from feeds.picture.ladder import ConsentRule
from feeds.picture.values import Point

HUB, PICTURE, ASSESSED = "tests/feeds/hub", "tests/feeds/picture", "tests/feeds/assessment"
Given = Mapping[str, Any]
NOTHING: Given = MappingProxyType({})


class Broken(NamedTuple):
    """One guard and its test. `fixture`: the module's own fixture that the test is given."""

    section: str
    words: str
    guard: str
    instead: Any
    test: str
    given: Given = NOTHING
    fixture: str = ""


def _nothing(*_: object, **__: object) -> None:
    """Object to nothing."""


def _true(*_: object, **__: object) -> bool:
    return True


class _Permitted(StrEnum):
    RECEIPT_ACKED = "RECEIPT_ACKED"
    APPROVED = "APPROVED"


def _own_capability(act: Any, _before: object) -> Any:  # noqa: ANN401 -- stands in for a function of the hub
    return act.body.capability


BROKEN: tuple[Broken, ...] = (
    Broken(
        "1",
        "People decide: a machine's key writes no decision",
        "feeds.hub.admission:_not_its_kind",
        _nothing,
        f"{HUB}/test_admission.py::test_a_watch_key_writes_findings",
    ),
    Broken(
        "1",
        "What people decide has no other hand: no kind that decides is a finding",
        "feeds.picture.corridor:CorridorStatus.natures",
        ACT | FINDING,
        f"{HUB}/test_admission.py::test_what_people_decide_has_no_other_hand",
    ),
    Broken(
        "1",
        "A delegation carries nothing after its end",
        "feeds.hub.acts:_not_delegated",
        _nothing,
        f"{HUB}/test_acts.py::test_a_delegation_that_ended_carries_nothing",
    ),
    Broken(
        "1",
        "A level is declared up to the officer's ceiling",
        "feeds.hub.acts:_not_delegated",
        _nothing,
        f"{HUB}/test_acts.py::test_a_level_is_an_entitys_own_up_to_its_ceiling_and_for_all_the_chairs",
    ),
    Broken(
        "2",
        "A matcher may only propose",
        "feeds.hub.admission:_not_its_word",
        _nothing,
        f"{HUB}/test_admission.py::test_a_matcher_only_proposes",
    ),
    Broken(
        "2",
        "Stale evidence never looks sound: it holds a threshold up hollow",
        "feeds.assessment.thresholds:DOUBTFUL",
        frozenset(),
        f"{ASSESSED}/test_thresholds.py::test_stale_within_the_window_is_met_hollow",
        fixture="world",
    ),
    Broken(
        "2",
        "A lost source makes what rests on it hollow",
        "feeds.assessment.thresholds:DOUBTFUL",
        frozenset(),
        f"{ASSESSED}/test_thresholds.py::test_a_lost_source_makes_it_hollow",
        fixture="world",
    ),
    Broken(
        "2",
        "F and 6 cannot be judged: neither above nor below a floor",
        "feeds.picture.warning:Admiralty.judged",
        True,
        f"{ASSESSED}/test_thresholds.py::test_no_floor_is_no_licence",
        {"evaluation": "F2", "hollow": True},
        "world",
    ),
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
        _nothing,
        f"{HUB}/test_consent.py::test_silence_that_was_broken_carries_nothing",
    ),
    Broken(
        "3",
        "Silence runs for those REACHED; an outage makes it NOT COMPLETE",
        "feeds.hub.consent:_silence",
        _nothing,
        f"{HUB}/test_consent.py::test_silence_runs_for_those_reached_only",
    ),
    Broken(
        "3",
        "An amendment is a new revision under new silence",
        "feeds.hub.consent:_reworded",
        _nothing,
        f"{HUB}/test_consent.py::test_an_amendment_is_a_new_wording_under_new_consent",
    ),
    Broken(
        "3",
        "Words given by voice count once they are countersigned",
        "feeds.hub.consent:_counted",
        _nothing,
        f"{HUB}/test_consent.py::test_votes_are_counted_on_signed_words",
        {"rule": ConsentRule.UNANIMITY, "quorum": None},
    ),
    Broken(
        "3",
        "A level for all rests on what was adopted",
        "feeds.hub.consent:level",
        _nothing,
        f"{HUB}/test_consent.py::test_a_level_for_all_rests_on_what_was_adopted",
    ),
    Broken(
        "3",
        "Every lifecycle moves by its table",
        "feeds.hub.acts:_illegal",
        _nothing,
        f"{HUB}/test_acts.py::test_an_act_is_over_the_row_as_it_is_and_an_edge_of_its_table",
    ),
    Broken(
        "3",
        "An arbiter finds, and nobody else",
        "feeds.hub.precedents:not_theirs_to_do",
        _nothing,
        f"{HUB}/test_parties.py::test_an_arbiter_finds_and_nobody_else",
        fixture="table",
    ),
    Broken(
        "4",
        "n of m approve, and nobody its own grant",
        "feeds.hub.authority:approval",
        _nothing,
        f"{HUB}/test_authority.py::test_a_grant_is_approved_by_n_of_its_members_and_never_by_its_author",
    ),
    Broken(
        "4",
        "Nobody takes over another's words to approve them",
        "feeds.hub.authority:_rewritten",
        _nothing,
        f"{HUB}/test_authority.py::test_nobody_takes_over_the_words_of_a_grant",
    ),
    Broken(
        "4",
        "A grant ends by sunset, revocation or use; a renewal is a new grant",
        "feeds.hub.authority:grant",
        _nothing,
        f"{HUB}/test_authority.py::test_a_grant_ends_by_its_sunset_by_revocation_or_by_use_and_by_nothing_else",
    ),
    Broken(
        "4",
        "Eligibility reads the declared level and the nation's own consent, at each use",
        "feeds.hub.authority:_not_eligible",
        _nothing,
        f"{HUB}/test_authority.py::test_eligibility_is_asked_at_each_use",
        {"declared": 3, "stance": None, "reason": "has not consented"},
    ),
    Broken(
        "4",
        "A missing grant, or one for something else, is none",
        "feeds.hub.authority:_not_granted",
        _nothing,
        f"{HUB}/test_authority.py::test_a_grant_for_an_area_or_a_delegate_serves_nothing_else",
    ),
    Broken(
        "4",
        "A second person authorises; the second may sit in the capital",
        "feeds.hub.authority:_not_second",
        _nothing,
        f"{HUB}/test_authority.py::test_a_second_person_authorises_wherever_that_person_sits",
    ),
    Broken(
        "4",
        "What was authorised stays what was authorised",
        "feeds.hub.authority:_changed",
        _nothing,
        f"{HUB}/test_authority.py::test_an_authorised_action_stays_what_was_authorised",
    ),
    Broken(
        "4",
        "A step is verified by a second person; no plain skip",
        "feeds.hub.precedents:not_theirs_to_do",
        _nothing,
        f"{HUB}/test_parties.py::test_a_tick_names_the_hand_that_made_it",
        fixture="table",
    ),
    Broken(
        "4",
        "Two rooms with different hashes for one template see an error, not two lists",
        "feeds.assessment.checklists:template_hash",
        lambda _: "0" * 64,
        f"{ASSESSED}/test_checklists.py::test_two_rooms_two_hashes_is_an_error_not_two_lists",
        fixture="world",
    ),
    Broken(
        "5",
        "A relief coordinator is no party to a corridor",
        "feeds.hub.precedents:not_theirs_to_do",
        _nothing,
        f"{HUB}/test_parties.py::test_a_corridor_is_opened_by_its_parties",
        fixture="table",
    ),
    Broken(
        "5",
        "Only the mission lead moves it",
        "feeds.hub.precedents:not_theirs_to_do",
        _nothing,
        f"{HUB}/test_parties.py::test_only_the_mission_lead_moves_a_movement",
        fixture="table",
    ),
    Broken(
        "5",
        "A notification goes to the parties only",
        "feeds.hub.precedents:not_theirs_to_do",
        _nothing,
        f"{HUB}/test_parties.py::test_a_notification_is_receipted_by_whom_it_was_sent_to",
        fixture="table",
    ),
    Broken(
        "5",
        "No humanitarian record has an APPROVED or DENIED",
        "feeds.picture.corridor:ReceiptKind",
        _Permitted,
        f"{PICTURE}/test_records.py::test_no_humanitarian_record_permits_or_refuses",
    ),
    Broken(
        "6",
        "An acknowledgement is of the present revision, and a seat's own",
        "feeds.hub.precedents:_acknowledgement",
        _nothing,
        f"{HUB}/test_acts.py::test_an_alarm_is_acknowledged_at_its_present_revision_and_shelved_for_a_time",
    ),
    Broken(
        "6",
        "An answer on an older revision is refused; a late one never reopens",
        "feeds.hub.precedents:_position",
        _nothing,
        f"{HUB}/test_acts.py::test_a_position_is_a_members_on_the_present_wording_of_an_open_proposal",
    ),
    Broken(
        "6",
        "A handover has both signatures",
        "feeds.hub.precedents:not_theirs_to_do",
        _nothing,
        f"{HUB}/test_parties.py::test_a_handover_has_two_signatures_under_one_text",
        fixture="table",
    ),
    Broken(
        "7",
        "A missing or unreadable label is the originator's only",
        "feeds.picture.release:may_see",
        _true,
        f"{PICTURE}/test_fold.py::test_a_clearance_below_the_class_reads_nothing",
    ),
    Broken(
        "7",
        "One unreadable label makes the whole system-high",
        "feeds.picture.label:readable",
        _true,
        f"{PICTURE}/test_label.py::test_one_unreadable_label_makes_all_system_high",
    ),
    Broken(
        "7",
        "A row written for one audience is read by it alone",
        "feeds.picture.release:_written_for",
        _nothing,
        f"{PICTURE}/test_fold.py::test_a_derived_row_is_read_by_its_own_audience",
    ),
    Broken(
        "7",
        "Only the originator changes a label",
        "feeds.hub.acts:_not_their_label",
        _nothing,
        f"{HUB}/test_acts.py::test_a_label_is_its_originators_to_change",
    ),
    Broken(
        "7",
        "Duty to warn: where a hazard is withheld, that audience reads UNKNOWN, as decay does",
        "feeds.assessment.rules:Rules.sees",
        _true,
        f"{ASSESSED}/test_conditions.py::test_a_withheld_hazard_reads_as_decay_does",
        fixture="world",
    ),
    Broken(
        "7",
        "A recall is receipted by its recipients",
        "feeds.hub.precedents:not_theirs_to_do",
        _nothing,
        f"{HUB}/test_parties.py::test_a_recall_is_receipted_by_its_recipients",
        fixture="table",
    ),
    Broken(
        "8",
        "A room is bound to one regime",
        "feeds.hub.acts:foreign_regime",
        _nothing,
        f"{HUB}/test_acts.py::test_an_act_of_another_regime_is_foreign",
    ),
    Broken(
        "10",
        "A hostile object is an area of at least one kilometre",
        "feeds.picture.safeguard:_hostile",
        _nothing,
        f"{PICTURE}/test_safeguard.py::test_a_hostile_feature_is_an_area",
        {"geometry": Point((0.0, 0.0)), "word": "point"},
    ),
    Broken(
        "10",
        "Humanitarian records are born NOT FOR TARGETING",
        "feeds.picture.safeguard:_relief",
        _nothing,
        f"{PICTURE}/test_safeguard.py::test_humanitarian_records_carry_the_caveat",
        {"kind": "movement"},
    ),
)
"""Each guard, what stands in its place when it is broken, and the test that must fail then."""

HELD: tuple[tuple[str, str, str], ...] = (
    (
        "1",
        "A rule that would decide something is a fault of the watch",
        f"{HUB}/test_watch.py::test_a_rule_that_would_decide_something_is_a_fault",
    ),
    ("2", "Each doubt has its own word, shape and hatch", "tests/widgets/test_words.py::test_doubt_is_violet_hatched_and_shaped"),
    ("3", "A partner's position is a difference, never an alarm", "tests/widgets/test_words.py::test_differences_are_no_alarm"),
    (
        "5",
        "A computed status may contradict OPEN, never assert it",
        f"{ASSESSED}/test_alarms.py::test_a_computed_status_never_asserts_open",
    ),
    (
        "5",
        "NOT_MET beats UNKNOWN beats MET, and every reason is listed",
        f"{ASSESSED}/test_conditions.py::test_precedence_over_all_mixtures",
    ),
    (
        "6",
        "It is on disk in the hub before any screen says so",
        f"{HUB}/test_server.py::test_an_act_is_confirmed_after_it_is_on_disk_and_seen_by_all",
    ),
    (
        "6",
        "SEEN and latency of an entity are that entity's and the duty officer's",
        f"{ASSESSED}/test_rollcall.py::test_latency_of_others_is_aggregate",
    ),
    ("6", "RELAYED is never counted as signed", f"{ASSESSED}/test_rollcall.py::test_relayed_is_marked_until_countersigned"),
    (
        "6",
        "A silent source makes an alarm STALE, not cleared",
        f"{ASSESSED}/test_alarms.py::test_a_silent_source_makes_an_alarm_stale_not_cleared",
    ),
    (
        "7",
        "No row, no count and no gap of what an audience may not see",
        f"{HUB}/test_server.py::test_an_audience_gets_no_row_no_count_and_no_gap_of_what_it_may_not_see",
    ),
    (
        "7",
        "HAC never reads calm for a leg the room knows to be in danger",
        "tests/feeds/exercise/test_quiet_harbour.py::test_hac_never_reads_calm_for_a_leg_in_danger",
    ),
    (
        "8",
        "A REAL message holds an exercise until a person acts, and says nothing",
        f"{HUB}/test_holding.py::test_a_real_message_holds_the_exercise_until_a_person_acts",
    ),
    (
        "8",
        "An EXERCISE record at a REAL hub is a security alarm",
        f"{HUB}/test_holding.py::test_an_exercise_record_at_a_real_hub_is_a_security_alarm",
    ),
    ("8", "Replay owns no socket", "tests/features/test_demo.py::test_a_night_of_the_exercise"),
    ("10", "No record for target, weapon, effect or aim point", f"{PICTURE}/test_records.py::test_the_list_of_action_kinds_is_closed"),
    (
        "10",
        "A redaction destroys the salt, and the chain still verifies",
        f"{HUB}/test_erasing.py::test_an_order_erases_every_record_of_a_row",
    ),
    (
        "11",
        "The same records give the same picture, in any order that keeps each origin's",
        f"{PICTURE}/test_fold.py::test_any_interleaving_gives_the_same_picture",
    ),
    ("11", "Filter after fold equals fold after filter", f"{PICTURE}/test_fold.py::test_filter_after_fold_equals_fold_after_filter"),
)
"""What no single guard holds, with the test that fails when it does not hold."""

HEAD = """# Invariants and safeguards

Each line is a sentence the domain insists on, the guard that holds it, and the test that fails when the guard is broken on purpose:
`tests/features/test_invariants.py` takes each guard away and sees its test fail. The second table has what no single guard holds.

This page is written by `python -m tests.features.invariants docs/invariants.md`.
"""


def page() -> str:
    """Return the page."""
    lines = [HEAD, "| § | what holds | guard | test |", "|---|---|---|---|"]
    lines += [f"| {each.section} | {each.words} | `{each.guard}` | `{each.test}` |" for each in BROKEN]
    lines += ["", "| § | what holds | test |", "|---|---|---|"]
    lines += [f"| {section} | {words} | `{test}` |" for section, words, test in HELD]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page())
