"""What may be put to the members at all: on the ladder in force, from the level that stands, by a rule that can be met, to all.

Otherwise a proposal could be carried by leaving out who objects, or wait for ever. A deadline of silence lies ahead when it is set, and is
put off, never brought forward: members were told it. A draft may say anything. Deliberately absent: whose proposal it is
(`feeds.hub.parties`), what its wording may become and what carries it (`feeds.hub.consent`).
"""

from __future__ import annotations

from feeds.assessment.consent import members_asked
from feeds.assessment.ladder import declared_level
from feeds.assessment.rules import Rules, rules_of
from feeds.picture.calendar import iso
from feeds.picture.ladder import ConsentRule, Ladder, LadderType
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal, ProposalState


def not_to_be_put(said: Proposal, was: Proposal | None, picture: Picture, now: int) -> str | None:
    """Return why this may not be put, or None. `was`: the row as it stands. A room without a doctrine has no ladder to hold it to."""
    if said.state is not ProposalState.PUT:
        return None
    standing = was is not None and was.state is ProposalState.PUT and was.text_revision == said.text_revision
    reason = _deadline(said, was if standing else None, now) or (_new_silence(said, was) if not standing else None)
    if reason is None and not standing:
        rules = rules_of(picture)
        reason = (_off_ladder(said, rules.doctrine.ladder, picture) if rules.loaded else None) or _asked(said, rules)
    return f"proposal {said.code}: {reason}" if reason is not None else None


def no_such_ladder(rules: Rules, code: str) -> str | None:
    """Return that there is no ladder of that code, or None; a room without a doctrine holds nobody to a ladder."""
    ladder = rules.doctrine.ladder
    return None if not rules.loaded or ladder.code == code else f"ladder: there is no {code} here; in force is {ladder.code}"


def _off_ladder(said: Proposal, ladder: Ladder, picture: Picture) -> str | None:
    if ladder.code != said.ladder:
        return no_such_ladder(rules_of(picture), said.ladder)
    if ladder.type is LadderType.DESCRIPTIVE:
        return f"ladder {ladder.code} describes and decides nothing: no level is proposed on it"
    if ladder.rung(said.raises_to) is None:
        rungs = ", ".join(str(each.ordinal) for each in ladder.rungs)
        return f"raises_to: {said.raises_to} is no rung of {ladder.code}; its rungs are {rungs}"
    declared = declared_level(picture, ladder)
    if declared is not None and said.raises_from != declared.ordinal:
        return f"raises_from: it says {said.raises_from}, declared is {declared.ordinal}"
    if said.raises_from == said.raises_to:
        return f"raises_to: it is {said.raises_to} already"
    if said.consent is ConsentRule.AUTHORITY and ladder.consent is not ConsentRule.AUTHORITY:
        return f"consent: on {ladder.code} members are asked, by unanimity, quorum or silence; it says authority"
    return None


def _asked(said: Proposal, rules: Rules) -> str | None:
    asked = members_asked(rules)
    if said.members and asked and sorted(said.members) != sorted(asked):
        return f"members: it is put to {', '.join(said.members)}; all who are asked are {', '.join(asked)}"
    many = len(said.members or asked)
    if said.consent is ConsentRule.QUORUM and not 1 <= (said.quorum or 0) <= max(1, many):
        return f"quorum: {said.quorum if said.quorum is not None else 'none'} is said; it takes 1 to {many} of its members"
    return None


def _new_silence(said: Proposal, was: Proposal | None) -> str | None:
    """Otherwise another wording could go under the last minutes of the silence of the one before."""
    before = was.deadline if was is not None and was.state is not ProposalState.DRAFT else None
    if said.consent is not ConsentRule.SILENCE or before is None or before != said.deadline:
        return None
    return f"deadline: {iso(before)} was that of wording {said.text_revision - 1}; another wording goes under new silence"


def _deadline(said: Proposal, standing: Proposal | None, now: int) -> str | None:
    """Hold a silence to a deadline that lies ahead. `standing`: the same wording as it was put before, if it was."""
    if said.consent is not ConsentRule.SILENCE or (standing is not None and standing.deadline == said.deadline):
        return None
    if said.deadline is None:
        return "deadline: silence needs one"
    if said.deadline <= now:
        return f"deadline: {iso(said.deadline)} is not ahead of the room's time {iso(now)}"
    if standing is not None and standing.deadline is not None and said.deadline < standing.deadline:
        return f"deadline: members were told {iso(standing.deadline)}; it is put off, never brought forward to {iso(said.deadline)}"
    return None
