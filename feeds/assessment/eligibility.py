"""Whether a grant may be used now by an entity: the declared level, the nation's own consent, and the grant itself. It fails closed.

The assessed rung is never read here. A missing, ended, unapproved or used-up grant is none; a nation that has said nothing has not
consented; a descriptive ladder carries no action at all; sensors over people take each relief organisation's own consent. Deliberately
absent: authorising anything, and reading a caveat: its words are shown to the person who decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from feeds.assessment.ladder import declared_level
from feeds.assessment.rules import Rules, rules_of
from feeds.assessment.words import earliest, zulu
from feeds.picture.action import Action, ActionKind, ActionState, Grant, GrantApproval, GrantState, NationalCaveat, Stance
from feeds.picture.envelope import Record
from feeds.picture.identity import joined
from feeds.picture.ladder import LadderType
from feeds.picture.picture import Picture
from feeds.picture.room import EntityKind, Roster

USES: Final = frozenset({ActionState.AUTHORISED, ActionState.EXECUTING, ActionState.COMPLETE})
"""States of an action that has used its grant. What was begun and then held or stood down has used it too."""


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether an entity may use a grant now. `refusals`: every reason why not. `caveat`: what the nation adds to its consent.

    `rows`: what this rests on. `due`: when time alone may change it.
    """

    eligible: bool
    refusals: tuple[str, ...]
    caveat: str
    uses_left: int | None
    rows: tuple[Record, ...]
    due: int | None

    @property
    def word(self) -> str:
        """LATENT or ELIGIBLE: the state of an action nobody has requested yet."""
        return "ELIGIBLE" if self.eligible else "LATENT"


def grants_by_code(picture: Picture, code: str) -> list[tuple[Record, Grant]]:
    """Return every grant of a spoken code, in the order of their words: one that is renewed may overlap with its renewal."""
    found = ((row, body) for row, body in picture.bodies(Grant) if body.code == code)
    return sorted(found, key=lambda each: (each[0].event, each[0].subject))


def grant_by_code(picture: Picture, code: str, now: int) -> Record | None:
    """Return the grant of a spoken code: of several one that is in force, else the latest."""
    found = grants_by_code(picture, code)
    return next((row for row, body in reversed(found) if in_force(body, now)), found[-1][0] if found else None)


def in_force(grant: Grant, now: int) -> bool:
    """Say whether a grant is active and its time has come and not gone."""
    return grant.state is GrantState.ACTIVE and grant.valid.holds(now)


def eligibility(picture: Picture, now: int, grant: str, entity: str, *, running: bool = False, own: str = "") -> Eligibility:
    """Return whether an entity may use a grant (by subject) now.

    `running`: what is executing is itself one of the uses. `own`: the action that asks, which counts not against itself.
    """
    row = picture.find("grant", grant)
    if row is None or not isinstance(row.body, Grant):
        return Eligibility(eligible=False, refusals=("no such grant",), caveat="", uses_left=None, rows=(), due=None)
    rules = rules_of(picture)
    body = row.body
    left = uses_left(picture, row, body, own)
    consent = picture.find("national_caveat", joined(grant, entity))
    refusals = (
        *_grant_refusals(picture, now, row, body, None if running else left, running=running),
        *_level_refusals(picture, body, rules),
        *_consent_refusals(consent, entity),
        *_relief_refusals(picture, grant, body),
    )
    declared = declared_level(picture, rules.doctrine.ladder)
    caveat = consent.body.caveat if consent is not None and isinstance(consent.body, NationalCaveat) else ""
    rows = tuple(each for each in (row, consent, declared.record if declared else None) if each is not None)
    return Eligibility(not refusals, refusals, caveat, left, rows, earliest([body.valid.since, body.valid.until], now))


def uses_left(picture: Picture, row: Record, body: Grant, own: str = "") -> int | None:
    """Return how many uses are left, `own` action's not counted, or None where the grant sets no number."""
    if body.limits.uses is None:
        return None
    actions = (each for action, each in picture.bodies(Action) if each.grant == row.subject and action.subject != own)
    used = sum(each.state in USES or each.started is not None for each in actions)
    return max(0, body.limits.uses - used)


def _grant_refusals(picture: Picture, now: int, row: Record, body: Grant, left: int | None, *, running: bool) -> Iterator[str]:
    if body.state is not GrantState.ACTIVE and not (running and body.state is GrantState.EXHAUSTED):
        yield f"{body.code} is {body.state.value}"
    if now < body.valid.since:
        yield f"{body.code} begins {zulu(body.valid.since)}"
    elif not body.valid.holds(now) and body.valid.until is not None:
        yield f"{body.code} ended {zulu(body.valid.until)}"
    approvals = approved_by(picture, row)
    if len(approvals) < body.approvals_needed:
        yield f"approved by {len(approvals)} of {body.approvals_needed}"
    if left == 0:
        yield f"{body.code} is used up"


def approved_by(picture: Picture, row: Record) -> frozenset[str]:
    """Return the entities that approved a grant. While it is proposed, its author's own approval is none."""
    found = (body for _, body in picture.bodies(GrantApproval) if body.grant == row.subject and body.approves)
    entities = frozenset(body.entity for body in found)
    proposed = isinstance(row.body, Grant) and row.body.state in {GrantState.DRAFT, GrantState.PROPOSED}
    return entities - {row.author.entity} if proposed else entities


def _level_refusals(picture: Picture, body: Grant, rules: Rules) -> Iterator[str]:
    ladder = rules.doctrine.ladder
    declared = declared_level(picture, ladder)
    if ladder.type is LadderType.DESCRIPTIVE:
        yield "the ladder describes and carries no action"
        return
    if declared is None:
        yield "no level is declared"
        return
    rung = ladder.rung(declared.ordinal)
    if rung is None:
        yield f"level {declared.ordinal} is not on the ladder"
        return
    if body.rungs and declared.ordinal not in body.rungs:
        yield f"not at declared {rung.printed}"
    listed = any(each.actions for each in ladder.rungs)
    if (listed and body.kind.value not in rung.actions) or not (listed or body.rungs):
        yield f"{body.kind.value.replace('_', ' ').lower()} is not among the actions of declared {rung.printed}"


def _consent_refusals(consent: Record | None, entity: str) -> Iterator[str]:
    if consent is None or not isinstance(consent.body, NationalCaveat):
        yield f"{entity} has not consented"
    elif consent.body.stance is Stance.OPTED_OUT:
        yield f"{entity} has opted out"


def _relief_refusals(picture: Picture, grant: str, body: Grant) -> Iterator[str]:
    """Sensors over people take the consent of every relief organisation at the table, said on the grant itself (DOMAIN section 10)."""
    if body.kind is not ActionKind.SHARED_SENSOR_PASS:
        return
    relief = {each.code for _, roster in picture.bodies(Roster) for each in roster.entities if each.kind is EntityKind.RELIEF}
    for code in sorted(relief):
        yield from _consent_refusals(picture.find("national_caveat", joined(grant, code)), code)
