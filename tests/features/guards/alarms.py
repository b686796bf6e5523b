"""Section 6: an alarm is a seat's, an answer an entity's, and neither is lost, made up or held against anybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from feeds.assessment import occurrences, rollcall
from feeds.assessment.alarms import Shelves
from feeds.assessment.cause import Cause
from feeds.assessment.draft import Draft
from feeds.hub.house import House
from feeds.journal.store import Admitted
from feeds.picture.alarm import Alarm, AlarmState, Answer, AnswerKind, Delivery, Request, Shelving
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from tests.features.breaking import ASSESSED, HUB, Broken, no, none_of_it, nothing, yes
from widgets.cells import Act
from widgets.standpoint import Standpoint

_commit, _cell, _answer_of, _changed_alarm = House.commit, rollcall._cell, rollcall.answer_of, occurrences._changed


def _before_it_is_on_disk(house: House, items: Sequence[Admitted], *, durable: bool, size: int = 0) -> list[Record]:
    """Commit an act as a feed's record is: it outlives the process, and not the power."""
    return _commit(house, items, durable=durable and len(items) > 1, size=size)


def _for_ever(picture: Picture, _now: int) -> Shelves:
    return {(shelf.alarm,): shelf for _, shelf in picture.bodies(Shelving)}


def _whatever_became_of_it(row: Record, _alarm: Alarm, shelves: Shelves) -> Shelving | None:
    return shelves.get((row.subject,))


def _wherever_it_stands(look: Any, subject: str) -> Alarm | str:  # noqa: ANN401 -- the hub's own look
    row = look.row(Alarm, subject)
    return row.body if row is not None else f"there is no alarm {subject}"


def _once_for_all(picture: Picture, subject: str, _revision: int) -> Record | None:
    return next(iter(picture.side_by_side("acknowledgement", subject)), None)


def _as_it_was(draft: Draft, cause: Cause, before: Alarm) -> Alarm:
    return msgspec.structs.replace(_changed_alarm(draft, cause, before), cause_revision=before.cause_revision)


def _acknowledged_is_answered(picture: Picture, subject: str, request: Request, entity: str) -> tuple[Record, Answer] | None:
    row = picture.find("acknowledgement", request.item)
    said = Answer(subject, request.item_revision, entity, AnswerKind.RECEIPT)
    return (row, said) if row is not None else _answer_of(picture, subject, request, entity)


def _seen_is_answered(picture: Picture, subject: str, request: Request, entity: str) -> tuple[Record, Answer] | None:
    seen = [row for row, body in picture.bodies(Delivery) if body.request == subject and body.entity == entity and body.seen]
    said = Answer(subject, request.item_revision, entity, AnswerKind.RECEIPT)
    return (seen[0], said) if seen else _answer_of(picture, subject, request, entity)


def _one_key(name: str, label: str, key: str, *said: Any, **more: Any) -> Act:
    """Let every answer leave as it is pressed."""
    return Act(name, label.removesuffix("…"), key, *said, **more)


def _open_to_all(*said: Any, **more: Any) -> rollcall.Cell:
    return _cell(*said, **{**more, "open_to": True})


def _names_them(count: int, what: str, how: str) -> str:
    return f"{count} {what} {how}: DRA, FEN" if count else ""


BROKEN: tuple[Broken, ...] = (
    Broken(
        "6",
        "An acknowledgement is of the present revision, and a seat's own",
        "feeds.hub.precedents:_acknowledgement",
        nothing,
        f"{HUB}/test_acts.py::test_an_alarm_is_acknowledged_at_its_present_revision_and_shelved_for_a_time",
    ),
    Broken(
        "6",
        "An answer on an older revision is refused; a late one never reopens",
        "feeds.hub.precedents:_position",
        nothing,
        f"{HUB}/test_acts.py::test_a_position_is_a_members_on_the_present_wording_of_an_open_proposal",
    ),
    Broken(
        "6",
        "What is said of an alarm goes no further than the alarm",
        "feeds.hub.precedents:_told_on",
        nothing,
        f"{HUB}/test_acts.py::test_what_is_said_of_an_alarm_goes_no_further_than_the_alarm",
    ),
    Broken(
        "6",
        "What was asked under a revision stands under it: an answer is to the words its entity read",
        "feeds.hub.precedents:_request",
        nothing,
        f"{HUB}/test_ownership.py::test_what_was_asked_under_a_revision_stands_under_it",
    ),
    Broken(
        "6",
        "A handover has both signatures",
        "feeds.hub.precedents:not_theirs_to_do",
        nothing,
        f"{HUB}/test_parties.py::test_a_handover_has_two_signatures_under_one_text",
    ),
    Broken(
        "6",
        "It is on disk in the hub before any screen says so",
        "feeds.hub.house:House.commit",
        _before_it_is_on_disk,
        f"{HUB}/test_server.py::test_an_act_is_confirmed_after_it_is_on_disk_and_seen_by_all",
    ),
    Broken(
        "6",
        "An alarm is set aside for a time, and no longer",
        "feeds.hub.precedents:missing",
        nothing,
        f"{HUB}/test_acts.py::test_an_alarm_is_acknowledged_at_its_present_revision_and_shelved_for_a_time",
    ),
    Broken(
        "6",
        "A shelf ends by itself",
        "feeds.assessment.alarms:_shelves",
        _for_ever,
        f"{ASSESSED}/test_alarms.py::test_a_shelf_ends_by_itself",
    ),
    Broken(
        "6",
        "A shelf covers nothing graver than what was set aside",
        "feeds.assessment.alarms:_shelf",
        _whatever_became_of_it,
        f"{ASSESSED}/test_alarms.py::test_a_shelf_does_not_outlive_a_rise_in_severity",
        {"whole_rule": False},
    ),
    Broken(
        "6",
        "A rule hides nothing graver than what says more, and nothing by what is set aside or withheld",
        "feeds.assessment.causes:_as_wide",
        yes,
        f"{ASSESSED}/test_alarms.py::test_a_rule_hides_nothing_graver_than_what_says_more",
    ),
    Broken(
        "6",
        "An alarm is acknowledged and set aside at its own console, by nobody else's seat",
        "feeds.hub.precedents:_Look.alarm",
        _wherever_it_stands,
        f"{HUB}/test_acts.py::test_an_alarm_is_dealt_with_at_its_own_console",
    ),
    Broken(
        "6",
        "What was written for another audience is in nobody else's list or rate",
        "feeds.assessment.alarms:for_reader",
        yes,
        f"{ASSESSED}/test_alarms.py::test_a_reader_counts_its_own_alarms_alone",
    ),
    Broken(
        "6",
        "A new revision re-arms",
        "feeds.assessment.alarms:_acknowledged",
        _once_for_all,
        f"{ASSESSED}/test_alarms.py::test_an_acknowledgement_is_of_one_revision",
    ),
    Broken(
        "6",
        "Rising severity re-arms",
        "feeds.assessment.occurrences:_changed",
        _as_it_was,
        f"{ASSESSED}/test_alarms.py::test_another_cause_or_severity_is_another_revision",
    ),
    Broken(
        "6",
        "An alarm that returned unacknowledged is still counted",
        "feeds.assessment.alarms:UNACKNOWLEDGED",
        frozenset({AlarmState.UNACK_ACTIVE}),
        f"{ASSESSED}/test_alarms.py::test_counts_order_and_worst",
    ),
    Broken(
        "6",
        "A silent source makes an alarm STALE, not cleared",
        "feeds.assessment.alarms:silent",
        no,
        f"{ASSESSED}/test_alarms.py::test_a_silent_source_makes_an_alarm_stale_not_cleared",
    ),
    Broken(
        "6",
        "An alarm acknowledged answers nothing",
        "feeds.assessment.rollcall:answer_of",
        _acknowledged_is_answered,
        f"{ASSESSED}/test_rollcall.py::test_an_acknowledged_alarm_answers_nothing",
    ),
    Broken(
        "6",
        "SEEN is no answer",
        "feeds.assessment.rollcall:answer_of",
        _seen_is_answered,
        f"{ASSESSED}/test_rollcall.py::test_the_states_one_after_the_other",
    ),
    Broken(
        "6",
        "A withdrawn answer is none, and is on record",
        "feeds.picture.alarm:Answer.withdrawn",
        False,
        f"{ASSESSED}/test_rollcall.py::test_a_withdrawn_answer_is_none",
    ),
    Broken(
        "6",
        "RELAYED is never counted as signed",
        "feeds.picture.alarm:Answer.relayed",
        False,
        f"{ASSESSED}/test_rollcall.py::test_what_was_relayed_is_answered_and_not_signed",
    ),
    Broken(
        "6",
        "SEEN, lateness and absence are the entity's own and the duty officer's",
        "feeds.assessment.rollcall:_cell",
        _open_to_all,
        f"{ASSESSED}/test_rollcall.py::test_no_partner_is_shamed_before_another",
        {"entity": "DRA"},
    ),
    Broken(
        "6",
        "The latency of an entity is that entity's and the duty officer's",
        "feeds.assessment.latency:alike",
        yes,
        f"{ASSESSED}/test_rollcall.py::test_latency_of_others_is_aggregate",
    ),
    Broken(
        "6",
        "A wall names nobody as late, absent or different",
        "widgets.wall.resolve:_many",
        _names_them,
        "tests/widgets/wall/test_wall.py::test_nobody_is_named_as_late_absent_or_different",
    ),
    Broken(
        "6",
        "In a flood the console groups and hides nothing",
        "feeds.assessment.console:by_cause",
        none_of_it,
        f"{ASSESSED}/test_console.py::test_nothing_is_hidden_and_the_gravest_stands_alone",
    ),
    Broken(
        "6",
        "An answer that commits a state takes a review sheet, never one key",
        "widgets.item.resolve:Act",
        _one_key,
        "tests/widgets/item/test_item.py::test_light_answers_are_one_key_and_heavy_ones_open_a_sheet",
    ),
    Broken(
        "6",
        "A lost link disables acting",
        "widgets.standpoint:Standpoint.frozen",
        property(no),
        "tests/widgets/item/test_item.py::test_acts_that_cannot_be_keep_their_place_and_say_why",
        {"standpoint": Standpoint("BOR", frozen_at=1), "reason": "cannot reach the hub"},
    ),
)
