"""Labels: who may see a row, and what a view over many rows must be called. They fail closed.

A label has a classification within a policy, a releasable-to set, caveats and an originator (after STANAG 4774); apart from
that TLP 2.0, which is not a classification; apart from both OCHA's sensitivity. A policy is data and a *partial* order:
two classes that cannot be compared roll up to system-high. A missing or unreadable label is system-high and
originator-only. Deliberately absent: who is on the roster (`roster`) and when a row is sent or withdrawn (`release`).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from feeds.picture.values import Code, Codes, Line, Value

SYSTEM_HIGH = "SYSTEM HIGH"
NOT_FOR_TARGETING = "NOT FOR TARGETING"


class Tlp(StrEnum):
    """FIRST Traffic Light Protocol 2.0, mildest first; never translated."""

    CLEAR = "CLEAR"
    GREEN = "GREEN"
    AMBER = "AMBER"
    AMBER_STRICT = "AMBER+STRICT"
    RED = "RED"


class Ocha(StrEnum):
    """OCHA's sensitivity of humanitarian data, mildest first."""

    LOW = "LOW"
    MODERATE = "MODERATE"
    HIGH = "HIGH"
    SEVERE = "SEVERE"


_TLP_RANK = {tlp: rank for rank, tlp in enumerate(Tlp)}
_OCHA_RANK = {ocha: rank for rank, ocha in enumerate(Ocha)}


_NONE: frozenset[str] = frozenset()


class Label(Value, frozen=True):
    """What may be done with one row. `existence`: others may know that the row exists (default no).

    Equal labels are the same bytes: a member at its default is left out when it is the default *object*, and Python has many
    empty sets, so an empty set of a label is always this module's.
    """

    policy: Code
    classification: Code
    originator: Code
    releasable: Annotated[frozenset[Code], Meta(max_length=256)] = _NONE
    caveats: Annotated[frozenset[Line], Meta(max_length=32)] = _NONE
    existence: bool = False
    tlp: Tlp | None = None
    ocha: Ocha | None = None

    def __post_init__(self) -> None:
        """Put the one empty set in the place of any other."""
        if not self.releasable:
            msgspec.structs.force_setattr(self, "releasable", _NONE)
        if not self.caveats:
            msgspec.structs.force_setattr(self, "caveats", _NONE)


class LabelClass(Value, frozen=True):
    """One class of a policy: its banner words and colours, and the classes (`policy/name`) it directly dominates."""

    name: Code
    banner: Line
    fill: Code
    text: Code
    dominates: Codes = ()


class LabelPolicy(Value, frozen=True):
    """A policy as a record: its classes and, through `dominates`, their partial order (partner schemes included)."""

    name: Code
    classes: Annotated[tuple[LabelClass, ...], Meta(min_length=1, max_length=64)]
    banner_prefix: Line = ""

    def find(self, classification: str) -> LabelClass | None:
        """Return the class of that name, or None."""
        return next((each for each in self.classes if each.name == classification), None)

    def at_least(self, upper: str, lower: str) -> bool:
        """Say whether class `upper` dominates or equals class `lower`; unknown names dominate nothing."""
        seen: set[str] = set()
        wait = [upper]
        while wait:
            name = wait.pop()
            found = self.find(name)
            if found is None or name in seen:
                continue
            if name == lower:
                return True
            seen.add(name)
            wait.extend(found.dominates)
        return False

    def highest(self, classes: Iterable[str]) -> str:
        """Return the class that dominates all of them, or SYSTEM_HIGH where none does: they cannot be compared."""
        found = frozenset(classes)
        return next((each for each in sorted(found) if all(self.at_least(each, other) for other in found)), SYSTEM_HIGH)


def readable(label: Label | None, policy: LabelPolicy) -> bool:
    """Say whether the label can be read under this policy; what cannot be read is system-high and originator-only."""
    return label is not None and label.policy == policy.name and policy.find(label.classification) is not None


class RollUp(Value, frozen=True):
    """What a view or export over many rows must be called. `classification` may be SYSTEM_HIGH."""

    classification: Code
    releasable: frozenset[Code] = frozenset()
    caveats: frozenset[Line] = frozenset()
    tlp: Tlp | None = None
    ocha: Ocha | None = None
    originators: frozenset[Code] = frozenset()


def roll_up(labels: Iterable[Label | None], policy: LabelPolicy) -> RollUp | None:
    """Combine labels: highest class, intersection of releasable-to, strictest TLP and OCHA, all caveats.

    The highest class is the one of them that dominates all the others; where none does they cannot be compared, and the whole
    is system-high. An empty intersection means originators only. One unreadable label makes the whole system-high and
    releasable to nobody. TLP:CLEAR is said of a whole only where every label says it: what says nothing is not for the public. No labels
    at all (an empty view) give None: there is nothing to mark. Order plays no part.
    """
    found = frozenset(labels)
    if not found:
        return None
    readables = [label for label in found if label is not None and readable(label, policy)]
    originators = frozenset(label.originator for label in found if label is not None)
    if len(readables) < len(found):
        return RollUp(SYSTEM_HIGH, originators=originators)
    return RollUp(
        policy.highest(label.classification for label in readables),
        frozenset.intersection(*(label.releasable for label in readables)),
        frozenset.union(*(label.caveats for label in readables)),
        _strictest(label.tlp for label in readables),
        max((label.ocha for label in readables if label.ocha is not None), key=_OCHA_RANK.__getitem__, default=None),
        originators,
    )


def _strictest(said: Iterable[Tlp | None]) -> Tlp | None:
    found = frozenset(said)
    strictest = max((tlp for tlp in found if tlp is not None), key=_TLP_RANK.__getitem__, default=None)
    return None if strictest is Tlp.CLEAR and None in found else strictest
