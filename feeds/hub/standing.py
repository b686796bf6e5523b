"""What is in force in the room right now: roster, policy, incident, regime. Frozen, and passed into every decision."""

from __future__ import annotations

from dataclasses import dataclass, field

from feeds.picture.act import row_basis
from feeds.picture.envelope import Record
from feeds.picture.label import Label, LabelPolicy
from feeds.picture.play import REAL_WAITS
from feeds.picture.regime import Regime, RegimeKind
from feeds.picture.room import Machine, Officer, Roster
from feeds.picture.values import Line

Identity = Officer | Machine
"""Who stands behind a CURVE key."""

DAY = 86_400_000


@dataclass(frozen=True)
class Standing:
    """The rules of a moment. `roster_hash` names the roster as an act must."""

    room: str
    incident: str
    regime: Regime
    roster: Roster
    policy: LabelPolicy
    roster_hash: str
    _by_key: dict[str, Identity] = field(repr=False)

    @property
    def host(self) -> str:
        """Return the originating entity."""
        return self.roster.host

    def who(self, curve_key: str) -> Identity | None:
        """Return who holds a CURVE key, or None for a stranger or a revoked key."""
        return self._by_key.get(curve_key)

    @property
    def curve_keys(self) -> frozenset[str]:
        """Return the keys that may connect at all."""
        return frozenset(self._by_key)

    def private_label(self, *also: str) -> Label | None:
        """Return a label for the host's own notes (and those of the entities named): nobody else's."""
        default = self.roster.default_label
        if default is None and not also:
            return None
        classification = default.classification if default is not None else self.policy.classes[0].name
        return Label(self.policy.name, classification, self.host, frozenset(also))


def standing(room: str, incident: str, regime: Regime, roster: Record, policy: LabelPolicy) -> Standing:
    """Return what a roster's row and a policy amount to.

    Raises:
        TypeError: the record is no roster.

    """
    body = roster.body
    if not isinstance(body, Roster):
        raise TypeError(roster.kind)
    everybody: tuple[Identity, ...] = (*body.officers, *body.machines)
    by_key = {each.curve_key: each for each in everybody}
    return Standing(room, incident, regime, body, policy, row_basis(roster) or "", by_key)


def foreign_regime(ours: Regime, theirs: Regime) -> Line | None:
    """Return why a record of another regime is refused, or None. Of a REAL one in an exercise nothing else is ever said."""
    if ours == theirs:
        return None
    if theirs.kind is RegimeKind.REAL:
        return REAL_WAITS
    return f"this room is {ours}; the record is {theirs}"
