"""Section 4: authority is given beforehand, asked for at each use, and ends."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from feeds.assessment import ladder
from feeds.assessment.checklists import StepView
from feeds.picture.body import Capability
from feeds.picture.ladder import AssessedRung, Ladder
from feeds.picture.picture import Picture
from tests.features.breaking import ASSESSED, HUB, Broken, none_of_it, nothing, yes

_declared_level = ladder.declared_level


def _the_assessed(picture: Picture, whole: Ladder) -> ladder.Declared | None:
    """Read the assessed rung where there is one."""
    found, rung = _declared_level(picture, whole), picture.get(AssessedRung, whole.code)
    return replace(found, ordinal=max(found.ordinal, rung.ordinal)) if found is not None and rung is not None else found


def _never_late(*said: Any, **more: Any) -> StepView:
    return replace(StepView(*said, **more), late=0)


BROKEN: tuple[Broken, ...] = (
    Broken(
        "4",
        "n of m approve, and nobody its own grant",
        "feeds.hub.authority:approval",
        nothing,
        f"{HUB}/test_authority.py::test_a_grant_is_approved_by_n_of_its_members_and_never_by_its_author",
    ),
    Broken(
        "4",
        "Who may only consent writes and approves no grant",
        "feeds.picture.action:Grant.capability",
        Capability.CONSENT,
        f"{HUB}/test_authority.py::test_who_may_only_consent_writes_and_approves_no_grant",
    ),
    Broken(
        "4",
        "A grant is revoked by whose it is or the chair",
        "feeds.hub.authority:_revoked",
        nothing,
        f"{HUB}/test_authority.py::test_a_grant_is_revoked_by_whose_it_is_or_the_chair",
    ),
    Broken(
        "4",
        "Nobody takes over another's words to approve them",
        "feeds.hub.authority:_rewritten",
        nothing,
        f"{HUB}/test_authority.py::test_nobody_takes_over_the_words_of_a_grant",
    ),
    Broken(
        "4",
        "A grant ends by sunset, revocation or use; a renewal is a new grant",
        "feeds.hub.authority:grant",
        nothing,
        f"{HUB}/test_authority.py::test_a_grant_ends_by_its_sunset_by_revocation_or_by_use_and_by_nothing_else",
    ),
    Broken(
        "4",
        "Eligibility reads the declared level and the nation's own consent, at each use",
        "feeds.hub.authority:_not_eligible",
        nothing,
        f"{HUB}/test_authority.py::test_eligibility_is_asked_at_each_use",
        {"declared": 3, "stance": None, "reason": "has not consented"},
    ),
    Broken(
        "4",
        "A missing grant, or one for something else, is none",
        "feeds.hub.authority:_not_granted",
        nothing,
        f"{HUB}/test_authority.py::test_a_grant_for_an_area_or_a_delegate_serves_nothing_else",
    ),
    Broken(
        "4",
        "A second person authorises; the second may sit in the capital",
        "feeds.hub.authority:_not_second",
        nothing,
        f"{HUB}/test_authority.py::test_a_second_person_authorises_wherever_that_person_sits",
    ),
    Broken(
        "4",
        "What was authorised stays what was authorised",
        "feeds.hub.authority:_changed",
        nothing,
        f"{HUB}/test_authority.py::test_an_authorised_action_stays_what_was_authorised",
    ),
    Broken(
        "4",
        "A step is verified by a second person; no plain skip",
        "feeds.hub.runs:_not_signed",
        nothing,
        f"{HUB}/test_runs.py::test_a_tick_names_the_hand_that_made_it",
    ),
    Broken(
        "4",
        "Two rooms with different hashes for one template see an error, not two lists",
        "feeds.assessment.checklists:template_hash",
        lambda _: "0" * 64,
        f"{ASSESSED}/test_checklists.py::test_two_rooms_two_hashes_is_an_error_not_two_lists",
    ),
    Broken(
        "4",
        "The assessed rung is never read",
        "feeds.assessment.eligibility:declared_level",
        _the_assessed,
        f"{ASSESSED}/test_eligibility.py::test_the_assessed_rung_is_never_read",
    ),
    Broken(
        "4",
        "A nation that said nothing has not consented",
        "feeds.assessment.eligibility:_consent_refusals",
        none_of_it,
        f"{ASSESSED}/test_eligibility.py::test_a_nation_that_said_nothing_has_not_consented",
    ),
    Broken(
        "4",
        "What loses its authority while EXECUTING warns, and a person stands it down",
        "feeds.assessment.causes:_executing",
        none_of_it,
        f"{ASSESSED}/test_alarms.py::test_falling_out_of_eligibility_while_executing_warns",
    ),
    Broken(
        "4",
        "A sunset is announced before it comes",
        "feeds.assessment.causes:_grants",
        none_of_it,
        f"{ASSESSED}/test_alarms.py::test_a_grant_announces_its_sunset_twice",
    ),
    Broken(
        "4",
        "What was approved stays as it was approved",
        "feeds.hub.authority:grant",
        nothing,
        f"{HUB}/test_authority.py::test_what_was_approved_stays_as_it_was_approved",
        {"more": {"title": "More"}},
    ),
    Broken(
        "4",
        "A step whose grant ended is BLOCKED",
        "feeds.assessment.checklists:_granted",
        yes,
        f"{ASSESSED}/test_checklists.py::test_blocked_when_its_grant_ends",
    ),
    Broken(
        "4",
        "SENSED names its record and ticks nothing",
        "feeds.assessment.checklists:_sensed",
        nothing,
        f"{ASSESSED}/test_checklists.py::test_sensed_names_its_record_and_ticks_nothing",
    ),
    Broken(
        "4",
        "Nobody's tick takes lateness back",
        "feeds.hub.runs:_late",
        nothing,
        f"{HUB}/test_runs.py::test_what_is_done_late_stays_late",
    ),
    Broken(
        "4",
        "Late is shown, and done late stays late",
        "feeds.assessment.checklists:StepView",
        _never_late,
        f"{ASSESSED}/test_checklists.py::test_late_from_its_moment_and_kept",
    ),
)
