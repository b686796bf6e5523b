"""May a machine's record be journalled? Decided once, here, as a pure function of what is in force and the row as it stands.

The fold never refuses what was admitted. Deliberately absent: acts of officers (`feeds.hub.acts`), and looking up whether a
record is known already, which the caller does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

import msgspec

from feeds.hub.standing import DAY, Standing, foreign_regime
from feeds.picture.body import Nature
from feeds.picture.calendar import iso
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.regime import Regime, RegimeKind
from feeds.picture.room import Machine, MachineRole
from feeds.picture.safeguard import refusal
from feeds.picture.warning import Evidence, EvidenceStatus

_GOVERNING = frozenset({"roster", "policy", "incident"})
"""Kinds that only the hub writes, from the room's own files."""

_DOORS = "hold"
"""What the hub's own door writes, and an officer alone takes back: no machine's key lets held play go on."""

_PLAYED = frozenset({"outage", "evidence", "log_entry"})
"""Findings that an exercise's control writes: an outage that a test makes, what a matcher proposes, and the log of its own orders."""


@dataclass(frozen=True, slots=True)
class Admit:
    """Journal this record."""

    record: Record


@dataclass(frozen=True, slots=True)
class Refuse:
    """Do not, for this one reason. `foreign`: the other regime it is of, which is a security alarm."""

    reason: str
    foreign: Regime | None = None


def admit(standing: Standing, machine: Machine, record: Record, before: Record | None, now: int, source: str = "") -> Admit | Refuse:
    """Decide on a machine's record. `before`: the row it would write over, if any. `now`: the room's time, ms."""
    foreign = foreign_regime(standing.regime, record.regime)
    if foreign is not None:
        return Refuse(foreign, foreign=record.regime)
    reason = (
        _not_its_kind(standing, machine, record)
        or _not_its_word(record)
        or _not_its_source(machine, source)
        or _not_its_row(machine, before)
        or _out_of_time(record, now)
    )
    if reason is not None:
        return Refuse(reason)
    taken = as_admitted(standing, machine, record)
    unsafe = refusal(taken)
    return Refuse(unsafe) if unsafe is not None else Admit(taken)


def as_admitted(standing: Standing, machine: Machine, record: Record) -> Record:
    """Return the record as this room would hold it: its author is who sent it, whatever it says. A missing label stays missing."""
    return msgspec.structs.replace(
        record,
        author=Author(machine.entity, AuthorKind.MACHINE, machine.code),
        origin=standing.room,
    )


def _not_its_kind(standing: Standing, machine: Machine, record: Record) -> str | None:
    if record.kind in _GOVERNING:
        return f"{record.kind}: only the hub writes it, from the room's own files"
    if record.kind == _DOORS:
        return f"{record.kind}: the hub holds play, and an officer's act lets it go on; no machine may write this"
    natures = record.body.natures
    match machine.role:
        case MachineRole.FEED:
            allowed = Nature.FEED in natures
        case MachineRole.WATCH:
            allowed = Nature.FINDING in natures
        case MachineRole.CONTROL:
            plays = standing.regime.kind is not RegimeKind.REAL
            allowed = Nature.FEED in natures or (plays and (Nature.SYSTEM in natures or record.kind in _PLAYED))
        case _:
            assert_never(machine.role)
    if allowed:
        return None
    return f"{record.kind}: a machine of role {machine.role.value} may not write this; its natures are {', '.join(sorted(natures))}"


def _not_its_word(record: Record) -> str | None:
    """A matcher may only propose a link; a person links or declines."""
    if isinstance(record.body, Evidence) and record.body.status is not EvidenceStatus.PROPOSED:
        return f"evidence: a machine proposes, a person decides; the status is {record.body.status.value}"
    return None


def _not_its_source(machine: Machine, source: str) -> str | None:
    if not machine.sources or source in machine.sources:
        return None
    return f"source {source!r}: this machine speaks for {', '.join(machine.sources)}"


def _not_its_row(machine: Machine, before: Record | None) -> str | None:
    if before is None or machine.role is MachineRole.CONTROL:
        return None
    if before.author.kind is AuthorKind.OFFICER:
        return "this row is an officer's: a machine may not write over it"
    if before.author.entity != machine.entity:
        return "this row is another entity's"
    return None


def _out_of_time(record: Record, now: int) -> str | None:
    if record.event > now + DAY:
        return f"event time {iso(record.event)} lies more than a day ahead of the room's time {iso(now)}"
    return None
