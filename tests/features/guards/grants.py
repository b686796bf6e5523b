"""Section 4, once more: what grant is put at all, whose consent it has, and what has used it."""

from __future__ import annotations

from feeds.picture.action import Action, Grant
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from tests.features.breaking import HUB, Broken, nothing


def _begun_only(picture: Picture, row: Record, body: Grant, _own: str = "") -> int | None:
    used = sum(each.grant == row.subject for _, each in picture.bodies(Action) if each.state.value in {"EXECUTING", "COMPLETE"})
    return None if body.limits.uses is None else body.limits.uses - used


BROKEN: tuple[Broken, ...] = (
    Broken(
        "4",
        "A grant has a sunset that lies ahead, and can be approved and used at all",
        "feeds.hub.authority:_unfit",
        nothing,
        f"{HUB}/test_authority.py::test_a_grant_that_could_not_be_used_rightly_is_not_put",
        {"more": {"approvals_needed": 3}, "reason": "approvals_needed: 3 is said"},
    ),
    Broken(
        "4",
        "A nation consents to the text it read",
        "feeds.hub.authority:_rewritten",
        nothing,
        f"{HUB}/test_authority.py::test_a_nation_consents_to_the_text_it_read",
    ),
    Broken(
        "4",
        "What was begun has used its grant, whatever became of it",
        "feeds.assessment.eligibility:uses_left",
        _begun_only,
        f"{HUB}/test_authority.py::test_what_was_begun_has_used_its_grant",
    ),
    Broken(
        "4",
        "Who was second stays on record",
        "feeds.hub.authority:_changed",
        nothing,
        f"{HUB}/test_authority.py::test_who_was_second_stays_on_record_and_need_not_be_the_delegate",
    ),
)
