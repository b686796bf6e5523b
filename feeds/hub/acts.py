"""May an officer's act be journalled? Signature, who, when, over what, and whether the tables allow it: one clear reason if not.

Pure: what is in force, the picture and the time are passed in. Deliberately absent: the fold (which never refuses), the
commit, and rules that reach across many rows; those here look at the one row an act hangs on.
"""

from __future__ import annotations

import msgspec

from feeds.hub import precedents
from feeds.hub.admission import Admit, Refuse
from feeds.hub.ownership import not_theirs_to_rewrite
from feeds.hub.speech import above_ceiling, not_theirs, speaks_for
from feeds.hub.standing import DAY, Standing, foreign_regime
from feeds.picture.act import ACT_FORMAT, Act, SignedAct, read_act, record_of, row_basis
from feeds.picture.belonging import unreleased
from feeds.picture.body import Body, Capability, Nature, kind_of
from feeds.picture.calendar import iso
from feeds.picture.diplomacy import Dispute, DisputeState
from feeds.picture.envelope import Provenance, Record
from feeds.picture.glimpse import as_seen_by
from feeds.picture.ladder import DeclaredLevel
from feeds.picture.lifecycle import IllegalTransition
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal, ProposalState
from feeds.picture.release import audience_of, may_see, visible
from feeds.picture.room import Officer
from feeds.picture.safeguard import refusal
from feeds.wire.keys import verified

AS_MADE = 900_000
"""Milliseconds: how far an act's moment may lie behind the room's time. A report may speak of any time; a decision is of now."""

AHEAD = 60_000
"""Milliseconds: how far it may lie ahead, for clocks that differ. A level signed for tomorrow would outlast those declared before."""

_CHAIRS = frozenset({ProposalState.ADOPTED, ProposalState.NOT_ADOPTED, ProposalState.LAPSED, ProposalState.DECLARED})


def decide(standing: Standing, officer: Officer, signed: SignedAct, picture: Picture, now: int) -> Admit | Refuse:
    """Decide on an act that came over the connection of `officer`. `now`: the room's time, ms."""
    if not verified(signed, officer.verify_key):
        return Refuse(f"the signature is not that of {officer.code}")
    try:
        act = read_act(signed.data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return Refuse(f"the act cannot be read: {error}")
    foreign = foreign_regime(standing.regime, act.regime)
    if foreign is not None:
        return Refuse(foreign, foreign=act.regime)
    reason = objection(standing, officer, act, picture, now)
    return Refuse(reason) if reason is not None else Admit(_as_signed(standing, act, signed))


def objection(standing: Standing, officer: Officer, act: Act, picture: Picture, now: int) -> str | None:
    """Return why an act of this officer would be refused, or None. A desk asks the same of its own picture before anything is signed."""
    before = picture.tables.get(kind_of(act.body), {}).get((act.subject, standing.room))
    withheld = _withheld(standing, officer, before)
    return (
        _not_this_room(standing, act)
        or _not_this_officer(officer, act)
        or _not_delegated(officer, act, None if withheld else before, now)
        or not_theirs(officer, act.subject, act.body)
        or withheld
        or _superseded(act, before)
        or not_theirs_to_rewrite(officer, act.body, before, now)
        or _not_their_label(standing, officer, act, before)
        or _unheard(standing, officer, act)
        or unreleased(as_seen_by(officer.entity, picture, standing.roster, standing.policy), officer.entity, act.body, act.label, before)
        or _illegal(act, before)
        or _out_of_time(act, before, now)
        or _unfounded(standing, officer, act, before, picture, now)
        or refusal(record_of(act, b""))
    )


def _withheld(standing: Standing, officer: Officer, before: Record | None) -> str | None:
    """Nothing is said of a row that its writer may not see, nor is it written over."""
    if before is None or visible(audience_of(officer.entity, standing.roster), before, standing.roster, standing.policy):
        return None
    return "this identifier cannot be used"


def _unheard(standing: Standing, officer: Officer, act: Act) -> str | None:
    """What is recorded in an entity's name is that entity's to read: else it could neither countersign it nor say another."""
    entity = standing.roster.entity(speaks_for(act.body) or officer.entity)
    if entity is None or entity.code == officer.entity or not entity.on_network or act.label is None or entity.clearance is None:
        return None
    cleared = standing.policy.at_least(entity.clearance, act.label.classification)
    if not cleared or may_see(audience_of(entity.code, standing.roster), act.label, standing.roster, standing.policy):
        return None
    return f"words of {entity.code} are {entity.code}'s to read: the label does not release them to it"


def _unfounded(standing: Standing, officer: Officer, act: Act, before: Record | None, picture: Picture, now: int) -> str | None:
    """Return what the act lacks in the picture. A new label on the same words of the same moment says nothing anew and rests on nothing."""
    if before is not None and act.event == before.event and _relabelled(act, before):
        return None
    return precedents.missing(standing, officer, act, before, picture, now)


def _as_signed(standing: Standing, act: Act, signed: SignedAct) -> Record:
    """Return the record with its signature as the item's own identifier: with the original's bytes anybody can verify it later."""
    record = record_of(act, signed.data)
    provenance = Provenance(ACT_FORMAT, signed.signature.hex(), record.key)
    return msgspec.structs.replace(record, origin=standing.room, provenance=provenance)


def _not_this_room(standing: Standing, act: Act) -> str | None:
    if act.incident != standing.incident:
        return f"the act is about another incident: {act.incident}"
    if act.roster != standing.roster_hash:
        return "the act was signed under another roster: look at the present one and sign again"
    return None


def _not_this_officer(officer: Officer, act: Act) -> str | None:
    for what, said, true in (
        ("officer", act.officer, officer.code),
        ("entity", act.entity, officer.entity),
        ("seat", act.seat, officer.seat),
        ("role", act.role, officer.role),
        ("audience", act.audience, officer.entity),
    ):
        if said != true:
            return f"{what}: the act says {said}, the connection is {true}'s"
    return None


def needed(body: Body, was: Body | None) -> Capability | None:
    """Return the capability that writing a body takes. `was`: what the row said before.

    Closing, adopting and declaring a proposal, moving a deadline of silence once put, and the level for all are the chair's. A dispute is
    put before the arbiter, who finds.
    """
    if isinstance(body, DeclaredLevel) and body.common:
        return Capability.CHAIR
    if isinstance(body, Proposal):
        moved = isinstance(was, Proposal) and was.state is ProposalState.PUT and was.deadline != body.deadline
        if body.state in _CHAIRS or moved:
            return Capability.CHAIR
    if isinstance(body, Dispute) and body.state is DisputeState.RAISED:
        return Capability.PUT
    return body.capability


def _not_delegated(officer: Officer, act: Act, before: Record | None, now: int) -> str | None:
    kind = act.body.__struct_config__.tag
    if Nature.ACT not in act.body.natures:
        return f"{kind}: no officer writes this; its natures are {', '.join(sorted(act.body.natures))}"
    delegation = officer.delegation
    if delegation.until is not None and delegation.until <= now:
        return f"the delegation of {officer.code} ended {iso(delegation.until)}"
    capability = needed(act.body, before.body if before is not None else None)
    if capability is not None and capability not in delegation.capabilities:
        return f"{kind}: needs {capability.value}, which {officer.code} does not hold"
    return above_ceiling(officer, _committed(act.body))


def _committed(body: Body) -> int | None:
    """Return the rung that an act commits somebody to."""
    match body:
        case DeclaredLevel(ordinal=ordinal):
            return ordinal
        case Proposal(state=ProposalState.ADOPTED, raises_to=ordinal):
            return ordinal
        case _:
            return None


def _not_their_label(standing: Standing, officer: Officer, act: Act, before: Record | None) -> str | None:
    """A new row belongs to the officer's entity, one it speaks for, or the room; only its originator may change a label."""
    if before is not None and before.label == act.label:
        return None
    if before is None:
        theirs = {officer.entity, standing.host, *officer.delegation.speaks_for}
        if act.label is None or act.label.originator in theirs:
            return None
        return f"label: {act.label.originator} is not an originator {officer.code} may name"
    owner = before.label.originator if before.label is not None else before.author.entity
    if owner == officer.entity or Capability.RELEASE in officer.delegation.capabilities:
        return None
    return f"label: only {owner}, its originator, may change it"


def _superseded(act: Act, before: Record | None) -> str | None:
    expected = 1 if before is None else before.revision + 1
    if act.revision == expected and act.basis == row_basis(before):
        return None
    if before is None:
        return f"revision {act.revision} of a row that is not there: a new row is revision 1 and has no basis"
    if act.revision > expected:
        return f"revision {act.revision}: the row is at {before.revision}, the next is {expected}"
    author = before.author
    return f"older revision: the row is now revision {before.revision}, by {author.code} of {author.entity}; {_differs(act, before)}"


def _differs(act: Act, before: Record) -> str:
    if type(act.body) is not type(before.body):
        return "it is of another kind"
    names = [name for name in act.body.__struct_fields__ if getattr(act.body, name) != getattr(before.body, name)]
    if act.label != before.label:
        names.append("label")
    return f"it differs from yours in {', '.join(names)}" if names else "it says what yours says"


def _relabelled(act: Act, before: Record | None) -> bool:
    """Say whether an act puts a new label on the same words: no event of a lifecycle, so that what has ended can still be called back."""
    return before is not None and before.body == act.body and before.label != act.label


def _illegal(act: Act, before: Record | None) -> str | None:
    lifecycle = act.body.lifecycle
    if lifecycle is None or _relabelled(act, before):
        return None
    was = getattr(before.body, "state", None) if before is not None else None
    try:
        lifecycle.event_between(was, getattr(act.body, "state"))  # noqa: B009 -- a body with a lifecycle has a state; its type cannot say so
    except IllegalTransition as error:
        return str(error)
    return None


def _out_of_time(act: Act, before: Record | None, now: int) -> str | None:
    if before is not None and act.event == before.event and _relabelled(act, before):
        return None
    if act.event > now + DAY:
        return f"event time {iso(act.event)} lies more than a day ahead of the room's time {iso(now)}"
    if Nature.FEED in act.body.natures:
        return None
    if act.event > now + AHEAD:
        return f"event time {iso(act.event)} lies ahead of the room's {iso(now)}: an act is of when it is made"
    if act.event < now - AS_MADE:
        return f"event time {iso(act.event)} lies more than a quarter of an hour behind the room's {iso(now)}: an act is of when it is made"
    return None
