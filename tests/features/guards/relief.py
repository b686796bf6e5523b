"""Section 5: a route is never called safe by a computation, and nobody permits relief anything."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from feeds.assessment import contradiction
from feeds.assessment.cause import CORRIDOR_CONTRADICTED, Cause, Read
from feeds.assessment.verdict import _GRAVITY
from feeds.picture.corridor import ConditionState, CorridorState, CorridorStatus
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.picture.relief import Movement
from feeds.picture.values import YEAR_1
from feeds.picture.warning import Severity
from layers import corridors
from tests.features.breaking import ASSESSED, HUB, PICTURE, Broken, no, none_of_it, nothing
from widgets.board.acting import offered
from widgets.cells import Act
from widgets.humanitarian import movements
from widgets.standpoint import Standpoint


class _Permitted(StrEnum):
    RECEIPT_ACKED = "RECEIPT_ACKED"
    APPROVED = "APPROVED"


_corridor_causes = contradiction.corridor_causes


def _asserts(picture: Picture, now: int, read: Read) -> Iterator[Cause]:
    """Say of a corridor that nobody declared OPEN that it could be."""
    yield from _corridor_causes(picture, now, read)
    for found in read.verdicts:
        row = found.legs.row
        status = picture.get(CorridorStatus, row.subject)
        if status is not None and status.state is not CorridorState.OPEN and found.room.body.state is ConditionState.MET:
            yield Cause(CORRIDOR_CONTRADICTED, row.subject, Severity.LOW, "conditions MET: it is open", "", frozenset({row.label}))


def _orders(row: Record, body: Movement, standpoint: Standpoint) -> tuple[Act, ...]:
    return offered(movements._LEADS.get(body.state, ()), row.subject, standpoint.off)


def _just_now(*_: object) -> int:
    return 1 << 50


def _remembers_nothing(*_: object) -> dict[str, list[tuple[str, int]]]:
    return {}


def _never(_: object) -> int:
    return YEAR_1


BROKEN: tuple[Broken, ...] = (
    Broken(
        "5",
        "What was sent to a notification's parties stands as it was",
        "feeds.hub.ownership:_SENT",
        frozenset(),
        f"{HUB}/test_ownership.py::test_what_was_submitted_to_its_parties_stands",
    ),
    Broken(
        "5",
        "What was agreed and what was found is of the route as it was: drawn anew, it is agreed to and verified anew",
        "feeds.assessment.reading:_changed",
        _never,
        f"{ASSESSED}/test_conditions.py::test_what_was_found_on_a_leg_is_of_the_leg_as_it_was",
    ),
    Broken(
        "5",
        "A relief coordinator is no party to a corridor",
        "feeds.hub.precedents:not_theirs_to_do",
        nothing,
        f"{HUB}/test_parties.py::test_a_corridor_is_opened_by_its_parties",
    ),
    Broken(
        "5",
        "A route and its legs are its parties': nobody writes itself in as one",
        "feeds.hub.precedents:not_theirs_to_do",
        nothing,
        f"{HUB}/test_parties.py::test_a_route_is_its_parties",
    ),
    Broken(
        "5",
        "A pause is its parties', and who is none ends none",
        "feeds.hub.parties:_pause",
        nothing,
        f"{HUB}/test_parties.py::test_a_pause_is_its_parties",
    ),
    Broken(
        "5",
        "Only the mission lead moves it",
        "feeds.hub.precedents:not_theirs_to_do",
        nothing,
        f"{HUB}/test_parties.py::test_only_the_mission_lead_moves_a_movement",
    ),
    Broken(
        "5",
        "A notification goes to the parties only",
        "feeds.hub.precedents:not_theirs_to_do",
        nothing,
        f"{HUB}/test_parties.py::test_a_notification_is_receipted_by_whom_it_was_sent_to",
    ),
    Broken(
        "5",
        "No humanitarian record has an APPROVED or DENIED",
        "feeds.picture.relief:ReceiptKind",
        _Permitted,
        f"{PICTURE}/test_records.py::test_no_humanitarian_record_permits_or_refuses",
    ),
    Broken(
        "5",
        "A computed status may contradict OPEN, never assert it",
        "feeds.assessment.causes:corridor_causes",
        _asserts,
        f"{ASSESSED}/test_alarms.py::test_a_computed_status_never_asserts_open",
    ),
    Broken(
        "5",
        "A route is green only where it is declared OPEN and its conditions are MET",
        "layers.corridors:_ELSE",
        corridors._OPEN_AND_MET,
        "tests/layers/test_corridors.py::test_a_route_is_green_only_when_declared_open_and_met",
        {"declared": CorridorState.SUSPENDED, "computed": ConditionState.MET},
    ),
    Broken(
        "5",
        "A contradicted route is muted whole, but for the leg that fails",
        "layers.corridors:_ELSE",
        corridors._OPEN_AND_MET,
        "tests/layers/test_corridors.py::test_only_the_failing_leg_has_hue",
    ),
    Broken(
        "5",
        "NOT_MET beats UNKNOWN beats MET, and every reason is listed",
        "feeds.assessment.verdict:_GRAVITY",
        {each: -rank for each, rank in _GRAVITY.items()},
        f"{ASSESSED}/test_conditions.py::test_precedence_over_all_mixtures",
    ),
    Broken(
        "5",
        "A verified leg decays to UNKNOWN",
        "feeds.assessment.reading:spoken_of",
        _just_now,
        f"{ASSESSED}/test_conditions.py::test_verification_decays_to_unknown",
    ),
    Broken(
        "5",
        "A leg that was endangered is UNKNOWN until it is verified again",
        "feeds.assessment.reading:_endangered_before",
        _remembers_nothing,
        f"{ASSESSED}/test_conditions.py::test_once_endangered_is_unknown_until_verified_anew",
    ),
    Broken(
        "5",
        "Whether VERBAL suffices is the doctrine's to say; by default it does not",
        "feeds.assessment.reading:Reading._agreement",
        none_of_it,
        f"{ASSESSED}/test_conditions.py::test_whether_verbal_suffices_is_the_doctrines",
        {"suffices": False, "state": ConditionState.NOT_MET},
    ),
    Broken(
        "5",
        "Relief agrees to no corridor and is asked for no agreement",
        "feeds.assessment.reading:Reading._relief",
        no,
        f"{ASSESSED}/test_conditions.py::test_a_relief_party_is_passed_over_not_the_next_one",
    ),
    Broken(
        "5",
        "The room advises a movement, and has no act that moves it",
        "widgets.humanitarian.movements:_advice",
        _orders,
        "tests/widgets/humanitarian/test_resolve.py::test_only_the_lead_has_acts_that_move",
    ),
    Broken(
        "5",
        "A receipt is never a tick and never green, and never stands without its sentence",
        "widgets.humanitarian.notifications:RECEIPT_ONLY",
        "",
        "tests/widgets/humanitarian/test_resolve.py::test_receipts_carry_the_fixed_wording_and_no_tick",
    ),
    Broken(
        "5",
        "No word of permission stands anywhere",
        "widgets.humanitarian.notifications:RECEIPT_ONLY",
        "Approved",
        "tests/widgets/humanitarian/test_resolve.py::test_no_word_of_permission_stands_anywhere",
    ),
)
