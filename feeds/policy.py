"""The label policy that ships, and the label of what everybody in a room must know."""

from __future__ import annotations

from importlib.resources import files

import msgspec

from feeds.picture.label import Label, LabelPolicy
from feeds.picture.room import Roster


def default_policy() -> LabelPolicy:
    """Return the label policy that ships."""
    data = files("resources.doctrine").joinpath("label_policy.json").read_bytes()
    return msgspec.json.decode(data, type=LabelPolicy)


def lowest_class(policy: LabelPolicy) -> str:
    """Return the first class that dominates no other."""
    return next((each.name for each in policy.classes if not each.dominates), policy.classes[0].name)


def open_label(roster: Roster, policy: LabelPolicy) -> Label:
    """Return the label of what everybody in the room must know: roster, policy, doctrine."""
    everybody = frozenset(entity.code for entity in roster.entities)
    return Label(policy.name, lowest_class(policy), roster.host, everybody, existence=True)
