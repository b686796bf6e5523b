"""The silence procedure: for whom the period runs, who broke it, and that nothing follows from its end by itself.

A member is REACHED when the text was delivered to one of its seats, when it answered or took a position on this very wording, or, where no
request was made for the item, when somebody sits at its desk. NOT_COMPLETE, once said of a deadline, stays until the chair sets a new one:
the period would have been shorter for one of them. An outage of the path within the period makes it NOT_COMPLETE too; one that was over
when the chair set the deadline does not. What comes after the deadline breaks nothing. Deliberately absent: adoption, which is the chair's
act, and any count of consents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from feeds.assessment.consent import members_of
from feeds.assessment.rollcall import answer_of, facts
from feeds.assessment.rules import Rules, rules_of
from feeds.assessment.words import earliest, zulu
from feeds.picture.alarm import Delivery, Presence, Request
from feeds.picture.envelope import Record
from feeds.picture.ladder import ConsentRule
from feeds.picture.picture import Picture
from feeds.picture.proposal import Position, PositionKind, Proposal, ProposalState, Silence, SilenceState
from feeds.picture.room import Outage

BREAKS: Final = frozenset({PositionKind.BREAKS_SILENCE, PositionKind.NON_CONCURRENCE})

REACHED: Final = "REACHED"
NOT_REACHED: Final = "NOT REACHED"
BROKEN: Final = "BROKEN"
EXTENSION_ASKED: Final = "EXTENSION ASKED"


@dataclass(frozen=True, slots=True)
class SilenceReading:
    """The finding that should stand, the rows it rests on, and when time alone may change it."""

    body: Silence
    basis: tuple[Record, ...]
    due: int | None


@dataclass(frozen=True, slots=True)
class SilenceView:
    """What a panel shows: `cells` (entity, word) in the members' order; `remaining` ms, 0 after the deadline; `text` says it all."""

    proposal: Record
    body: Proposal
    state: SilenceState
    cells: tuple[tuple[str, str], ...]
    deadline: int
    remaining: int
    outage: int
    text: str


def under_silence(proposal: Proposal) -> bool:
    """Say whether a proposal is under silence now."""
    return proposal.state is ProposalState.PUT and proposal.consent is ConsentRule.SILENCE and proposal.deadline is not None


def silence(picture: Picture, now: int, row: Record, proposal: Proposal, rules: Rules) -> SilenceReading | None:
    """Return the finding on a proposal's silence, or None where it is not under silence."""
    if not under_silence(proposal) or proposal.deadline is None:
        return None
    members = members_of(proposal, rules)
    positions = _positions(picture, row.subject, proposal)
    reached, used = _reached(picture, row.subject, proposal, members, positions)
    deadline = proposal.deadline
    broken = {entity: each for entity, each in positions.items() if _kind(each) in BREAKS and each.event <= deadline}
    asked = tuple(entity for entity in members if entity in positions and _kind(positions[entity]) is PositionKind.EXTENSION_ASKED)
    missing = tuple(entity for entity in members if entity not in reached)
    begun = row.event
    grace = min(begun + rules.doctrine.seat_absent, deadline)
    state = SilenceState.RUNNING
    if broken:
        state = SilenceState.BROKEN
    elif _incomplete_before(picture, row.subject, proposal) or (missing and now >= grace) or _outage(picture, begun, min(now, deadline)):
        state = SilenceState.NOT_COMPLETE
    elif now >= deadline:
        state = SilenceState.NOT_BROKEN
    body = Silence(
        proposal=row.subject,
        text_revision=proposal.text_revision,
        state=state,
        reached=tuple(entity for entity in members if entity in reached),
        not_reached=missing,
        broken_by=tuple(entity for entity in members if entity in broken) + tuple(sorted(set(broken) - set(members))),
        extension_asked=asked,
        outage=_outage(picture, proposal.put_at or begun, min(now, deadline)),
        deadline=deadline,
    )
    return SilenceReading(body, (row, *positions.values(), *used), earliest([deadline, grace], now))


def _kind(row: Record) -> PositionKind | None:
    return row.body.position if isinstance(row.body, Position) else None


def _positions(picture: Picture, subject: str, proposal: Proposal) -> dict[str, Record]:
    """Return the positions on this wording by entity; one on an older wording is none."""
    found = ((row, body) for row, body in picture.bodies(Position) if body.proposal == subject)
    return {body.entity: row for row, body in found if body.text_revision == proposal.text_revision}


def _reached(
    picture: Picture, subject: str, proposal: Proposal, members: tuple[str, ...], positions: Mapping[str, Record]
) -> tuple[frozenset[str], tuple[Record, ...]]:
    """Return the members shown REACHED, and the requests that this rests on."""
    requests = [(row, body) for row, body in picture.bodies(Request) if body.item == subject and not body.withdrawn]
    requests = [(row, body) for row, body in requests if body.item_revision == proposal.text_revision]
    delivered = facts(picture) if requests else {}
    reached = {entity for entity in members if entity in positions or entity == proposal.put_by}
    for row, body in requests:
        reached |= {entity for entity in members if _has(picture, row, body, entity, delivered)}
    if not requests:
        reached |= {entity for entity in members if _present(picture, entity)}
        reached |= _reached_before(picture, subject, proposal)
    return frozenset(reached), tuple(row for row, _ in requests)


def _has(picture: Picture, row: Record, body: Request, entity: str, delivered: Mapping[tuple[str, str], list[Delivery]]) -> bool:
    mine = delivered.get((row.subject, entity), ())
    return any(each.item_revision == body.item_revision for each in mine) or answer_of(picture, row.subject, body, entity) is not None


def _present(picture: Picture, entity: str) -> bool:
    presence = picture.get(Presence, entity)
    return presence is not None and bool(presence.seats)


def _reached_before(picture: Picture, subject: str, proposal: Proposal) -> frozenset[str]:
    before = picture.get(Silence, subject)
    same = before is not None and before.text_revision == proposal.text_revision
    return frozenset(before.reached) if same and before is not None else frozenset()


def _incomplete_before(picture: Picture, subject: str, proposal: Proposal) -> bool:
    """Say whether this very deadline was already found not complete: signing the same again sets no new one."""
    before = picture.get(Silence, subject)
    same = before is not None and (before.text_revision, before.deadline) == (proposal.text_revision, proposal.deadline)
    return same and before is not None and before.state is SilenceState.NOT_COMPLETE


def _outage(picture: Picture, since: int, until: int) -> int:
    """Return for how many ms of a span the hub was away."""
    return sum(max(0, min(until, away.until) - max(since, away.since)) for _, away in picture.bodies(Outage))


def silence_view(picture: Picture, now: int, subject: str) -> SilenceView | None:
    """Return what a panel shows of a proposal's silence, or None. The watch's finding counts where this reader has it."""
    row = picture.find("proposal", subject)
    if row is None or not isinstance(row.body, Proposal) or row.body.deadline is None:
        return None
    rules = rules_of(picture)
    found = picture.get(Silence, subject)
    reading = silence(picture, now, row, row.body, rules)
    body = found if found is not None and found.text_revision == row.body.text_revision else reading.body if reading else None
    if body is None:
        return None
    order = members_of(row.body, rules)
    words = tuple((entity, _word(body, entity)) for entity in order)
    remaining = max(0, row.body.deadline - now)
    return SilenceView(row, row.body, body.state, words, row.body.deadline, remaining, body.outage, _text(body, row.body))


def _word(body: Silence, entity: str) -> str:
    if entity in body.broken_by:
        return BROKEN
    if entity in body.extension_asked:
        return EXTENSION_ASKED
    return REACHED if entity in body.reached else NOT_REACHED


def _text(body: Silence, proposal: Proposal) -> str:
    until = zulu(proposal.deadline or 0)
    match body.state:
        case SilenceState.RUNNING:
            return f"SILENCE runs to {until}"
        case SilenceState.BROKEN:
            return f"SILENCE BROKEN by {', '.join(body.broken_by)}"
        case SilenceState.NOT_COMPLETE:
            why = f"not reached: {', '.join(body.not_reached)}" if body.not_reached else "the path was out or a member was reached late"
            return f"SILENCE NOT COMPLETE ({why}); the chair sets a new deadline"
        case SilenceState.NOT_BROKEN:
            return f"SILENCE NOT BROKEN at {until}; only the chair's act adopts"
