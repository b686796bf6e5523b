"""Who has consented to a proposal, and how many its rule asks for. Silence is no consent and is read elsewhere (`silence`).

Only consent to the very wording counts, and what was given by voice counts once it is countersigned. Deliberately absent: adoption, which
is an act.
"""

from __future__ import annotations

from collections.abc import Mapping

from feeds.assessment.rules import Rules
from feeds.picture.envelope import Record
from feeds.picture.ladder import ConsentRule
from feeds.picture.picture import Picture
from feeds.picture.proposal import Position, PositionKind, Proposal


def members_of(proposal: Proposal, rules: Rules) -> tuple[str, ...]:
    """Return who is asked: the proposal's members, else the ladder's, else the roster's."""
    roster = tuple(each.code for each in rules.roster.entities if each.member) if rules.roster else ()
    return proposal.members or rules.doctrine.ladder.members or roster


def consents(picture: Picture, subject: str, proposal: Proposal) -> Mapping[str, Record]:
    """Return the consents to this wording by entity."""
    found = ((row, body) for row, body in picture.bodies(Position) if body.proposal == subject)
    return {
        body.entity: row
        for row, body in found
        if body.text_revision == proposal.text_revision
        and body.position is PositionKind.CONSENT
        and (body.countersigned or not body.relayed)
    }


def consents_needed(proposal: Proposal, members: tuple[str, ...]) -> int:
    """Return how many members the rule asks for: all of them, or the quorum where one is set."""
    return proposal.quorum or len(members) if proposal.consent is ConsentRule.QUORUM else len(members)
