"""Whom a row is for, and which of them could not read it as it is labelled: asked before anything is signed. Pure.

What is addressed to somebody who may not see it is lost without a word: the hub tells nobody that a row is withheld. Humanitarian rows are
for whom they name through what they speak of too (`belonging.named`). Deliberately absent: refusing anything; to record what concerns
somebody off the network, or to keep to oneself what names others, is a person's choice.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from feeds.picture.belonging import is_humanitarian, named
from feeds.picture.body import Body
from feeds.picture.label import Label, LabelPolicy, readable
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal
from feeds.picture.release import audience_of, may_see
from feeds.picture.room import Entity, Roster

ADDRESSING: Final = frozenset(
    {
        *("addressed", "arbiter", "asked_of", "entity", "joint_with", "lead", "members", "offered_to", "owner", "parties", "party"),
        *("recipients", "verified_by", "alleged_by"),
    }
)
"""Members that name whom a row is for."""


class Unread(NamedTuple):
    """An entity that a row is for and that could not read it, and why."""

    entity: str
    why: str


def addressed(picture: Picture, body: Body, roster: Roster) -> tuple[str, ...]:
    """Return whom a row is for, in the roster's order; a proposal that names no members is for all."""
    said = {code for name in ADDRESSING & set(body.__struct_fields__) for code in _codes(getattr(body, name))}
    if is_humanitarian(body):
        said |= named(picture, body)
    if isinstance(body, Proposal) and not body.members:
        said |= {each.code for each in roster.entities if each.member}
    return tuple(each.code for each in roster.entities if each.code in said)


def unread(picture: Picture, body: Body, label: Label | None, roster: Roster, policy: LabelPolicy) -> tuple[Unread, ...]:
    """Return which of those a row is for could not read it under a label."""
    entities = [each for code in addressed(picture, body, roster) if (each := roster.entity(code)) is not None]
    return tuple(Unread(each.code, why) for each in entities if (why := _why_not(each, label, roster, policy)))


def _codes(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


def _why_not(entity: Entity, label: Label | None, roster: Roster, policy: LabelPolicy) -> str:
    if not entity.on_network:
        return "not on the network"
    if may_see(audience_of(entity.code, roster), label, roster, policy):
        return ""
    if label is None or not readable(label, policy):
        return "the label cannot be read"
    if entity.clearance is None or not policy.at_least(entity.clearance, label.classification):
        return f"cleared for {entity.clearance or 'nothing'}, this is {label.classification}"
    return "not among its readers"
