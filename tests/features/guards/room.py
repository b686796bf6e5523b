"""Sections 1 and 8: people decide, each by their own key, and a room is of one regime."""

from __future__ import annotations

import socket
from typing import Any

import msgspec

from app.scout import Scout
from feeds.assessment import findings
from feeds.assessment.draft import Draft, Finding
from feeds.assessment.ladder import Assessment
from feeds.hub.intake import Intake
from feeds.hub.peers import Peer
from feeds.hub.watch import Watch
from feeds.journal.appending import Admitted, Appending, Ready
from feeds.journal.meta import Meta
from feeds.picture.body import ACT, FINDING
from feeds.picture.ladder import DeclaredLevel
from feeds.picture.regime import REAL, RegimeKind
from feeds.picture.room import MachineRole
from feeds.wire.protocol import Deed
from tests.features.breaking import APP, ASSESSED, HUB, JOURNAL, PICTURE, Broken, no, nothing, yes
from tests.feeds.hub.test_ownership import ZONE


def _takes_anything(watch: Watch, found: Finding) -> Admitted:
    return watch._house.own(found.subject, found.body, event=found.event, label=found.label)


_write_rung = findings._write_rung


def _declares(draft: Draft) -> Assessment:
    made = _write_rung(draft)
    draft.write("generic-7/COUNCIL", DeclaredLevel("generic-7", "COUNCIL", made.ordinal, common=True), None)
    return made


_deed = Intake.deed


def _for_the_duty_officer(intake: Intake, peer: Peer, deed: Deed) -> None:
    """Take a machine's connection for the duty officer's."""
    peer.identity = intake._house.standing.roster.officer("DUTY") or peer.identity
    _deed(intake, peer, deed)


class _Listening(Scout):
    """Looks ahead in a recording, and listens to the network meanwhile."""

    def __init__(self, *said: Any, **more: Any) -> None:
        super().__init__(*said, **more)
        self._ear = socket.create_server(("127.0.0.1", 0))

    def close(self) -> None:
        """Let go."""
        self._ear.close()
        super().close()


def _nothing_stands_in_the_way(_: object) -> str:
    return ""


_ready = Appending.ready


def _of_any_regime(journal: Appending, item: Admitted, meta: Meta) -> Ready:
    return _ready(journal, item, msgspec.structs.replace(meta, regime=None))


BROKEN: tuple[Broken, ...] = (
    Broken(
        "1",
        "People decide: a machine's key writes no decision",
        "feeds.hub.admission:_not_its_kind",
        nothing,
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
        nothing,
        f"{HUB}/test_acts.py::test_a_delegation_that_ended_carries_nothing",
    ),
    Broken(
        "1",
        "A level is declared up to the officer's ceiling",
        "feeds.hub.acts:_not_delegated",
        nothing,
        f"{HUB}/test_acts.py::test_a_level_is_an_entitys_own_up_to_its_ceiling_and_for_all_the_chairs",
    ),
    Broken(
        "8",
        "A room is bound to one regime",
        "feeds.hub.acts:foreign_regime",
        nothing,
        f"{HUB}/test_acts.py::test_an_act_of_another_regime_is_foreign",
    ),
    Broken(
        "1",
        "A rule that would decide something is a fault of the watch",
        "feeds.hub.watch:Watch._finding",
        _takes_anything,
        f"{HUB}/test_watch.py::test_a_rule_that_would_decide_something_is_a_fault",
    ),
    Broken(
        "1",
        "However high the rules assess, nothing declares",
        "feeds.assessment.findings:_write_rung",
        _declares,
        f"{ASSESSED}/test_ladder.py::test_nothing_declares",
    ),
    Broken(
        "1",
        "An act is signed by the officer whose connection it comes over",
        "feeds.hub.acts:verified",
        yes,
        f"{HUB}/test_server.py::test_a_signature_by_another_key_is_refused",
    ),
    Broken(
        "1",
        "A machine's key signs no act",
        "feeds.hub.intake:Intake.deed",
        _for_the_duty_officer,
        f"{HUB}/test_server.py::test_a_machines_key_signs_no_act",
        {"code": "FEED"},
    ),
    Broken(
        "1",
        "No machine's key writes what only an act may write, over every kind of record",
        "feeds.hub.admission:_not_its_kind",
        nothing,
        f"{HUB}/test_server.py::test_no_machines_key_writes_what_people_decide",
        {"code": "WATCHER"},
    ),
    Broken(
        "1",
        "Each nature of machine writes the kinds that are written out, and no other",
        "feeds.picture.warning:IndicatorState.natures",
        ACT | FINDING,
        f"{HUB}/test_admission.py::test_a_machines_key_writes_no_kind_but_those_written_out",
        {"kind": "indicator_state", "role": MachineRole.WATCH, "regime": REAL},
    ),
    Broken(
        "1",
        "Nobody speaks for an entity that did not give it the word",
        "feeds.hub.acts:not_theirs",
        nothing,
        f"{HUB}/test_server.py::test_an_answer_is_an_entitys_own_and_to_the_present_revision",
    ),
    Broken(
        "8",
        "A journal that is bound to a regime takes no other",
        "feeds.journal.appending:Appending.ready",
        _of_any_regime,
        f"{JOURNAL}/test_store.py::test_a_bound_journal_takes_one_regime",
    ),
    Broken(
        "8",
        "A picture is of one regime",
        "feeds.picture.regime:Regime.__ne__",
        no,
        f"{PICTURE}/test_fold.py::test_a_picture_is_of_one_regime",
    ),
    Broken(
        "8",
        "A REAL message holds an exercise until a person acts, and says nothing",
        "feeds.hub.door:holding",
        nothing,
        f"{HUB}/test_holding.py::test_a_real_message_holds_the_exercise_until_a_person_acts",
    ),
    Broken(
        "8",
        "An EXERCISE record at a REAL hub is a security alarm",
        "feeds.hub.door:foreign",
        nothing,
        f"{HUB}/test_holding.py::test_an_exercise_record_at_a_real_hub_is_a_security_alarm",
    ),
    Broken(
        "8",
        "An exercise says so in what leaves it",
        "feeds.exchange.cap:_STATUS",
        dict.fromkeys(RegimeKind, "Actual"),
        "tests/feeds/exchange/test_round_trips.py::test_cap_of_an_exercise_never_reads_actual",
    ),
    Broken(
        "8",
        "A branch of a REAL recording leaves out what is protected, and says where it is from",
        "feeds.exercise.branch:protected",
        no,
        "tests/feeds/exercise/test_branch.py::test_what_is_protected_stays_in_a_real_recording",
    ),
    Broken(
        "8",
        "A replay owns no socket",
        "app.replayed:Scout",
        _Listening,
        f"{APP}/test_replayed.py::test_it_owns_no_socket",
    ),
    Broken(
        "8",
        "A replay sends no act",
        "widgets.standpoint:Standpoint.off",
        property(_nothing_stands_in_the_way),
        "tests/app/test_replayed.py::test_no_act_can_leave",
    ),
    Broken(
        "1",
        "A row is its owner's to write again, the duty officer neither",
        "feeds.hub.ownership:OWNED",
        (),
        f"{HUB}/test_ownership.py::test_a_row_is_its_owners_to_write_again",
        {"body": ZONE, "more": {"name": "Calm"}},
    ),
    Broken(
        "6",
        "A log is never written over",
        "feeds.hub.ownership:ONCE",
        (),
        f"{HUB}/test_ownership.py::test_a_log_is_never_written_over",
    ),
    Broken(
        "6",
        "A question is answered by whom it was asked of, and closed by who asked",
        "feeds.hub.ownership:_question",
        nothing,
        f"{HUB}/test_ownership.py::test_a_question_is_answered_by_whom_it_was_asked_of",
    ),
    Broken(
        "2",
        "A judgement is its problem's owner's; others dissent beside it",
        "feeds.hub.parties:_judgement",
        nothing,
        f"{HUB}/test_ownership.py::test_a_judgement_is_the_problems_owners",
    ),
    Broken(
        "3",
        "A red line is worded, confirmed and withdrawn by its owner; others may allege",
        "feeds.hub.ownership:_red_line",
        nothing,
        f"{HUB}/test_ownership.py::test_a_red_line_is_its_owners_and_others_may_allege",
    ),
    Broken(
        "3",
        "An off-ramp stands as it was offered, and is answered by whom it is for",
        "feeds.hub.ownership:_off_ramp",
        nothing,
        f"{HUB}/test_ownership.py::test_an_off_ramp_is_answered_by_whom_it_is_for",
    ),
    Broken(
        "3",
        "What is before an arbiter stays before that arbiter",
        "feeds.hub.ownership:_dispute",
        nothing,
        f"{HUB}/test_ownership.py::test_what_is_before_an_arbiter_stays_before_that_arbiter",
    ),
    Broken(
        "5",
        "An incident is found by another than who alleges it",
        "feeds.hub.ownership:_incident",
        nothing,
        f"{HUB}/test_ownership.py::test_an_incident_is_alleged_in_ones_own_name_and_found_by_another",
    ),
    Broken(
        "5",
        "A leg is verified by who looked",
        "feeds.hub.parties:_verification",
        nothing,
        f"{HUB}/test_ownership.py::test_who_looked_and_who_stands_ready_say_so_themselves",
    ),
)
