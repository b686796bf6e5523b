"""Consent: what a proposal's wording may become, and whether the members' word carries it (DOMAIN section 3).

Only the chair's signed act adopts, and only what was consented to: unanimity, a quorum, or a silence that ran its whole time and was not
broken. An amendment is a new wording under new consent; what was said of an older one counts for nothing. Deliberately absent: who may put,
close or withdraw (`feeds.hub.acts`), and the words a screen shows (`feeds.assessment.silence`).
"""

from __future__ import annotations

from typing import Final, assert_never

from feeds.assessment.consent import members_of
from feeds.assessment.rules import rules_of
from feeds.assessment.silence import silence
from feeds.assessment.words import zulu
from feeds.picture.doctrine import Doctrine
from feeds.picture.envelope import Record
from feeds.picture.ladder import ConsentRule, DeclaredLevel
from feeds.picture.picture import Picture
from feeds.picture.proposal import Position, PositionKind, Proposal, ProposalState, SilenceState

CONSENTS: Final = frozenset({PositionKind.CONSENT, PositionKind.CONSENT_AD_REFERENDUM})
_WORDING: Final = ("code", "ladder", "raises_from", "raises_to", "consent", "quorum", "members", "text")


def proposal(said: Proposal, before: Record | None, picture: Picture, now: int) -> str | None:
    """Return why a proposal may not become this, or None."""
    if before is None or not isinstance(before.body, Proposal):
        return None if said.text_revision == 1 else f"a new proposal begins with wording 1, not {said.text_revision}"
    was = before.body
    reason = _reworded(said, was)
    if reason is None and said.state is ProposalState.ADOPTED and was.state is ProposalState.PUT:
        reason = _not_carried(was, before, picture, now)
    return reason


def _reworded(said: Proposal, was: Proposal) -> str | None:
    """A draft changes freely; once it was put, another wording has the next number, and is put."""
    if was.state is ProposalState.DRAFT:
        return None
    changed = [name for name in _WORDING if getattr(said, name) != getattr(was, name)]
    again = said.state is ProposalState.PUT and (was.state is ProposalState.NOT_ADOPTED or bool(changed))
    expected = was.text_revision + 1 if again else was.text_revision
    if changed and not again:
        return f"proposal {was.code}: {', '.join(changed)} cannot change with the act that makes it {said.state.value}"
    if said.text_revision != expected:
        what = "an amendment is a new wording" if again else "the wording is the same"
        return f"proposal {was.code}: {what}, expected text revision {expected}, not {said.text_revision}"
    return None


def _not_carried(put: Proposal, row: Record, picture: Picture, now: int) -> str | None:
    match put.consent:
        case ConsentRule.SILENCE:
            return _silence(put, row, picture, now)
        case ConsentRule.UNANIMITY:
            return _counted(put, row, picture, len(members_of(put, rules_of(picture))))
        case ConsentRule.QUORUM:
            return _counted(put, row, picture, put.quorum or len(members_of(put, rules_of(picture))))
        case ConsentRule.AUTHORITY:
            return None
        case _:
            assert_never(put.consent)


def _silence(put: Proposal, row: Record, picture: Picture, now: int) -> str | None:
    reading = silence(picture, now, row, put, rules_of(picture))
    if reading is None:
        return f"proposal {put.code} has no deadline: silence needs one"
    match reading.body.state:
        case SilenceState.NOT_BROKEN:
            return None
        case SilenceState.RUNNING:
            return f"proposal {put.code}: silence runs to {zulu(put.deadline or 0)}"
        case SilenceState.BROKEN:
            return f"proposal {put.code}: silence was broken by {', '.join(reading.body.broken_by)}"
        case SilenceState.NOT_COMPLETE:
            return f"proposal {put.code}: silence is not complete; the chair sets a new deadline"
        case _:
            assert_never(reading.body.state)


def _counted(put: Proposal, row: Record, picture: Picture, needed: int) -> str | None:
    members = members_of(put, rules_of(picture))
    said = {
        body.entity: body
        for _, body in picture.bodies(Position)
        if body.proposal == row.subject and body.text_revision == put.text_revision and body.entity in members
    }
    # A word given by voice counts once its entity has countersigned it.
    consent = {entity for entity, each in said.items() if each.position in CONSENTS and (not each.relayed or each.countersigned)}
    aside = {entity for entity, each in said.items() if each.position is PositionKind.NOT_PARTICIPATING}
    if put.consent is ConsentRule.UNANIMITY:
        needed -= len(aside)
    if consent and len(consent) >= needed:
        return None
    return f"proposal {put.code}: {len(consent)} of {needed} consent"


def level(said: DeclaredLevel, picture: Picture) -> str | None:
    """Return why a level may not be declared, or None: the rung, whose it is, and the proposal it names."""
    for _, doctrine in picture.bodies(Doctrine):
        if doctrine.ladder.code == said.ladder:
            reason = _not_on_ladder(said, doctrine)
            if reason is not None:
                return reason
    return _not_adopted(said, picture) if said.common and said.proposal is not None else None


def _not_on_ladder(said: DeclaredLevel, doctrine: Doctrine) -> str | None:
    ladder = doctrine.ladder
    if ladder.rung(said.ordinal) is None:
        return f"ladder {ladder.code} has no rung {said.ordinal}"
    if said.common and ladder.authority != said.entity:
        return f"the authority of ladder {ladder.code} is {ladder.authority}, not {said.entity}"
    if not said.common and ladder.members and said.entity not in ladder.members:
        return f"{said.entity} is no member of ladder {ladder.code}: it declares no level"
    return None


def _not_adopted(said: DeclaredLevel, picture: Picture) -> str | None:
    found = picture.get(Proposal, said.proposal or "")
    if found is None:
        return f"there is no proposal {said.proposal}"
    if found.state not in {ProposalState.ADOPTED, ProposalState.DECLARED}:
        return f"proposal {found.code} is {found.state.value}: it was not adopted"
    if (found.ladder, found.raises_to) != (said.ladder, said.ordinal):
        return f"proposal {found.code} is for rung {found.raises_to}, not {said.ordinal}"
    return None
