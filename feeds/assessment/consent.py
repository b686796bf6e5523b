"""Who has consented to a proposal, and how many its rule asks for. Silence is no consent and is read elsewhere (`silence`).

Only words on the very wording count, and what was given by voice counts once it is countersigned: consent, consent ad referendum, and
standing aside. The hub adopts by this same reading. Deliberately absent: adoption, which is an act.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from feeds.assessment.rules import Rules
from feeds.picture.envelope import Record
from feeds.picture.ladder import ConsentRule
from feeds.picture.picture import Picture
from feeds.picture.proposal import Position, PositionKind, Proposal

CONSENTS: Final = frozenset({PositionKind.CONSENT, PositionKind.CONSENT_AD_REFERENDUM})


@dataclass(frozen=True, slots=True)
class Consent:
    """The members' word on a wording: `given` by each that consents, and how many are `needed`."""

    given: dict[str, Record]
    needed: int

    @property
    def carried(self) -> bool:
        """Say whether the rule is met. Where everybody stands aside nothing is carried."""
        return bool(self.given) and len(self.given) >= self.needed


def members_of(proposal: Proposal, rules: Rules) -> tuple[str, ...]:
    """Return who is asked: the proposal's members, else the ladder's, else the roster's."""
    return proposal.members or members_asked(rules)


def members_asked(rules: Rules) -> tuple[str, ...]:
    """Return whom a proposal on the ladder in force is put to: the ladder's members, else the roster's."""
    roster = tuple(each.code for each in rules.roster.entities if each.member) if rules.roster else ()
    return rules.doctrine.ladder.members or roster


def consent(picture: Picture, subject: str, proposal: Proposal, rules: Rules) -> Consent:
    """Return the members' word on this wording. Unanimity leaves out who does not take part; a quorum without a number is everybody."""
    members = members_of(proposal, rules)
    said = {body.entity: (row, body) for row, body in _signed(picture, subject, proposal) if body.entity in members}
    given = {entity: row for entity, (row, body) in said.items() if body.position in CONSENTS}
    if proposal.consent is ConsentRule.QUORUM:
        return Consent(given, proposal.quorum or len(members))
    aside = sum(body.position is PositionKind.NOT_PARTICIPATING for _, body in said.values())
    return Consent(given, len(members) - aside)


def _signed(picture: Picture, subject: str, proposal: Proposal) -> Iterator[tuple[Record, Position]]:
    for row, body in picture.bodies(Position):
        if body.proposal == subject and body.text_revision == proposal.text_revision and (body.countersigned or not body.relayed):
            yield row, body
