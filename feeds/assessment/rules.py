"""What a picture says about how to read it: the doctrine in force, the roster and the label policy, with defaults where a room has none.

Assessment takes (picture, now) and nothing else, so the rules are rows too. A room without a doctrine still reads: nothing is eligible, no
threshold exists, and the timers are the defaults that `Doctrine` itself documents. Deliberately absent: loading any file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from feeds.picture.doctrine import Doctrine
from feeds.picture.envelope import Record
from feeds.picture.label import SYSTEM_HIGH, Label, LabelPolicy, readable, roll_up
from feeds.picture.ladder import ConsentRule, Ladder, LadderType, Rung
from feeds.picture.picture import Picture
from feeds.picture.release import audience_of, visible
from feeds.picture.room import Policy, Roster

NO_LADDER: Final = "none"

DEFAULT_DOCTRINE: Final = Doctrine(
    code=NO_LADDER,
    version=0,
    ladder=Ladder(
        code=NO_LADDER,
        version=0,
        name="No ladder loaded",
        type=LadderType.DESCRIPTIVE,
        authority="",
        consent=ConsentRule.AUTHORITY,
        rungs=(Rung(ordinal=0, printed="-", name="No ladder loaded"),),
    ),
)
"""Timers and distances at their documented defaults; a ladder that carries nothing."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force. `loaded`: a doctrine row exists. Without roster or policy nothing can be shown to anybody but its author."""

    doctrine: Doctrine
    loaded: bool
    roster: Roster | None
    policy: LabelPolicy | None
    default_label: Label | None

    @property
    def host(self) -> str:
        """The entity that sees its whole room, or "" where there is no roster."""
        return self.roster.host if self.roster else ""

    @property
    def room(self) -> str:
        """The code of the room, which is the origin of what its hub admits, or "" where there is no roster."""
        return self.roster.room if self.roster else ""

    def sees(self, entity: str, record: Record) -> bool:
        """Say whether an entity may see a row; a stranger sees nothing."""
        if self.roster is None or self.policy is None or self.roster.entity(entity) is None:
            return record.author.entity == entity
        return visible(audience_of(entity, self.roster), record, self.roster, self.policy)

    @property
    def audiences(self) -> tuple[str, ...]:
        """The entities, other than the host, to whom anything can be sent at all."""
        if self.roster is None:
            return ()
        return tuple(each.code for each in self.roster.entities if each.on_network and each.code != self.roster.host)


def rules_of(picture: Picture) -> Rules:
    """Find the rules in a picture; of several rows of a kind the one of the latest event counts."""
    doctrine = _latest(picture, "doctrine")
    roster = _latest(picture, "roster")
    policy = _latest(picture, "policy")
    found_doctrine = doctrine.body if doctrine and isinstance(doctrine.body, Doctrine) else None
    found_roster = roster.body if roster and isinstance(roster.body, Roster) else None
    found_policy = policy.body.policy if policy and isinstance(policy.body, Policy) else None
    return Rules(
        found_doctrine or DEFAULT_DOCTRINE,
        found_doctrine is not None,
        found_roster,
        found_policy,
        found_roster.default_label if found_roster else None,
    )


def _latest(picture: Picture, kind: str) -> Record | None:
    return max(picture.rows(kind), key=lambda row: (row.event, row.known, row.origin, row.subject), default=None)


def basis_label(rules: Rules, basis: Iterable[Record], only: str | None = None) -> Label | None:
    """Return the label of a finding: the roll-up of its basis, originated by the host.

    A row's own originator may always see it, so it counts among those the row is released to. One label that is missing or
    cannot be read, or two classes that cannot be compared, give None: system-high, the host's only. `only`: a statement made
    for that one entity from rows it may all see. No basis at all gives the roster's default label.
    """
    return rolled_label(rules, frozenset(row.label for row in basis), only)


def rolled_label(rules: Rules, found: frozenset[Label | None], only: str | None = None) -> Label | None:
    """Return what `basis_label` returns for rows of these labels."""
    if not found:
        return _for_one(rules.default_label, only)
    if rules.policy is None or not rules.host or not all(readable(label, rules.policy) for label in found):
        return None
    labels = [label for label in found if label is not None]
    rolled = roll_up(labels, rules.policy)
    if rolled is None or rolled.classification == SYSTEM_HIGH:
        return None
    readers = frozenset.intersection(*(label.releasable | {label.originator} for label in labels))
    return Label(
        policy=rules.policy.name,
        classification=rolled.classification,
        originator=rules.host,
        releasable=frozenset({only}) if only else readers,
        caveats=rolled.caveats,
        existence=all(label.existence for label in labels),
        tlp=rolled.tlp,
        ocha=rolled.ocha,
    )


def _for_one(label: Label | None, only: str | None) -> Label | None:
    if label is None or only is None:
        return label
    return Label(label.policy, label.classification, label.originator, frozenset({only}), label.caveats, tlp=label.tlp, ocha=label.ocha)
