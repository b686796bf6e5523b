"""Consent: what a proposal's wording may become, and whether the members' word carries it (DOMAIN section 3).

Only the chair's signed act adopts, and only what was consented to: unanimity, a quorum, or a silence that ran its whole time and was not
broken. An amendment is a new wording under new consent; what was said of an older one counts for nothing. A level for all rests on what was
adopted from the level that stands, once, and goes down by the exit criteria. Deliberately absent: what may be put
(`feeds.hub.putting`), who may put, close or withdraw (`feeds.hub.acts`), and the words a screen shows (`feeds.assessment.silence`).
"""

from __future__ import annotations

from typing import Final, assert_never

from feeds.assessment.consent import consent
from feeds.assessment.ladder import assess, declared_level, lowest
from feeds.assessment.rules import Rules, rules_of
from feeds.assessment.silence import silence
from feeds.assessment.words import zulu
from feeds.hub.putting import no_such_ladder, not_to_be_put
from feeds.picture.envelope import Record
from feeds.picture.ladder import ConsentRule, DeclaredLevel, Ladder
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal, ProposalState, SilenceState

_WORDING: Final = ("code", "title", "ladder", "raises_from", "raises_to", "consent", "quorum", "members", "basis", "text")
_PUTTING: Final = ("put_by", "put_at")
"""Said anew with another wording, and with nothing else."""


def proposal(said: Proposal, before: Record | None, picture: Picture, now: int) -> str | None:
    """Return why a proposal may not become this, or None."""
    was = before.body if before is not None and isinstance(before.body, Proposal) else None
    if before is None or was is None:
        first = None if said.text_revision == 1 else f"a new proposal begins with wording 1, not {said.text_revision}"
        return first or not_to_be_put(said, None, picture, now)
    reason = _reworded(said, was) or not_to_be_put(said, was, picture, now)
    if reason is None and said.state is ProposalState.ADOPTED and was.state is ProposalState.PUT:
        reason = _not_carried(was, before, picture, now)
    if reason is None and said.state is ProposalState.DECLARED and was.state is ProposalState.ADOPTED:
        reason = _not_declared(before, was, picture)
    return reason


def _reworded(said: Proposal, was: Proposal) -> str | None:
    """A draft changes freely; once it was put, another wording has the next number, and is put."""
    if was.state is ProposalState.DRAFT:
        return None
    changed = [name for name in _WORDING if getattr(said, name) != getattr(was, name)]
    again = said.state is ProposalState.PUT and (was.state is ProposalState.NOT_ADOPTED or bool(changed))
    expected = was.text_revision + 1 if again else was.text_revision
    fixed = changed if not again else []
    fixed += [name for name in _PUTTING if not again and getattr(said, name) != getattr(was, name)]
    if fixed:
        return f"proposal {was.code}: {', '.join(fixed)} cannot change with the act that makes it {said.state.value}"
    if said.text_revision != expected:
        what = "an amendment is a new wording" if again else "the wording is the same"
        return f"proposal {was.code}: {what}, expected text revision {expected}, not {said.text_revision}"
    return None


def _not_declared(row: Record, adopted: Proposal, picture: Picture) -> str | None:
    """What was adopted is DECLARED once its level is."""
    rests = (body for _, body in picture.bodies(DeclaredLevel) if body.common and body.proposal == row.subject)
    return None if any(rests) else f"proposal {adopted.code}: no level was declared by it; declaring is an act of its own, and comes first"


def _not_carried(put: Proposal, row: Record, picture: Picture, now: int) -> str | None:
    match put.consent:
        case ConsentRule.SILENCE:
            return _silence(put, row, picture, now)
        case ConsentRule.UNANIMITY | ConsentRule.QUORUM:
            found = consent(picture, row.subject, put, rules_of(picture))
            return None if found.carried else f"proposal {put.code}: {len(found.given)} of {found.needed} consent"
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


def level(said: DeclaredLevel, before: Record | None, picture: Picture, now: int) -> str | None:
    """Return why a level may not be declared, or None: the rung, whose it is, what it rests on, and what stands against stepping down."""
    rules = rules_of(picture)
    if not rules.loaded:
        return None
    ladder = rules.doctrine.ladder
    reason = no_such_ladder(rules, said.ladder) or _not_on_ladder(said, ladder)
    if reason is not None or not said.common:
        unknown = said.proposal is not None and picture.get(Proposal, said.proposal) is None
        return reason or (f"there is no proposal {said.proposal}" if unknown else None)
    declared = declared_level(picture, ladder)
    was = before.body if before is not None and isinstance(before.body, DeclaredLevel) else None
    if declared is None or (was is not None and (was.ordinal, was.proposal) == (said.ordinal, said.proposal)):
        return _not_adopted(said, None, picture) if said.proposal is not None else None
    if said.proposal is not None:
        reason = _not_adopted(said, declared.ordinal, picture)
    elif ladder.consent is not ConsentRule.AUTHORITY:
        reason = f"proposal: none is named; on {ladder.code} a level for all rests on a proposal that was adopted"
    return reason or _not_down(said, declared.ordinal, picture, now, rules)


def _not_down(said: DeclaredLevel, declared: int, picture: Picture, now: int, rules: Rules) -> str | None:
    """Down goes by the exit criteria of the rung and its dwell, rung by rung; where none are written it is the authority's alone."""
    if said.ordinal >= declared:
        return None
    made = assess(picture, now, rules)
    down = lowest(rules.doctrine.ladder, declared, made.exits)
    if said.ordinal >= down:
        return None
    ways = [each for each in made.exits if each.progress.threshold.lowers_from == down]
    codes = ", ".join(each.progress.threshold.code for each in ways)
    dwells = [each.earliest for each in ways if each.earliest is not None and each.earliest > now]
    dwell = f", and its dwell runs to {zulu(max(dwells))}" if dwells else ""
    return f"ordinal: {said.ordinal} is below {down}, which is left by its exit criteria {codes}{dwell}: they are not met"


def _not_on_ladder(said: DeclaredLevel, ladder: Ladder) -> str | None:
    if ladder.rung(said.ordinal) is None:
        return f"ladder {ladder.code} has no rung {said.ordinal}"
    if said.common and ladder.authority != said.entity:
        return f"the authority of ladder {ladder.code} is {ladder.authority}, not {said.entity}"
    if not said.common and ladder.members and said.entity not in ladder.members:
        return f"{said.entity} is no member of ladder {ladder.code}: it declares no level"
    return None


def _not_adopted(said: DeclaredLevel, declared: int | None, picture: Picture) -> str | None:
    """Hold a level to the proposal it names. `declared`: the level that would change by it, None where none does."""
    found = picture.get(Proposal, said.proposal or "")
    if found is None:
        return f"there is no proposal {said.proposal}"
    if found.state not in {ProposalState.ADOPTED, ProposalState.DECLARED}:
        return f"proposal {found.code} is {found.state.value}: it was not adopted"
    if (found.ladder, found.raises_to) != (said.ladder, said.ordinal):
        return f"proposal {found.code} is for rung {found.raises_to}, not {said.ordinal}"
    if declared is None:
        return None
    if found.state is ProposalState.DECLARED:
        return f"proposal {found.code} was declared already: it carries no second level"
    if found.raises_from != declared:
        return f"proposal {found.code} leads from {found.raises_from}, and declared is {declared}: the level has moved, another is put"
    return None
