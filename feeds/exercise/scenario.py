"""What a scenario is once it is loaded: people, the rows a room opens with, and lines in the order in which they are learned.

Everything symbolic is resolved, save what only the running room can know: a line may speak of a finding (an alarm that the
watch raises), and then its body is made when it is played. Deliberately absent: keys. Who plays gives each officer and each
feed its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from feeds.picture.body import Body, Capability
from feeds.picture.checklist import Template
from feeds.picture.doctrine import Doctrine
from feeds.picture.label import Label, LabelPolicy
from feeds.picture.regime import Regime
from feeds.picture.room import Delegation, Entity, Machine, MachineRole, Officer, Roster, Source

SCHEMA: Final = 1
"""The version of the scenario format that this program reads."""

CONTROL: Final = "EXCON"
"""The machine that drives the room's clock."""


@dataclass(frozen=True, slots=True)
class Person:
    """An officer without keys."""

    code: str
    entity: str
    role: str
    seat: str
    may: frozenset[Capability]
    ceiling: int | None = None
    speaks_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Keys:
    """The public keys of one officer or feed: Ed25519 in hex, CURVE in Z85."""

    verify: str
    curve: str


@dataclass(frozen=True, slots=True)
class Away:
    """An officer's desk is empty, or a feed is out, from `since` to `until` (ms)."""

    who: str
    since: int
    until: int


class KeyEvent(StrEnum):
    """What may befall an officer's key."""

    SECOND_DESK = "SECOND_DESK"
    REVOKED = "REVOKED"
    ISSUED = "ISSUED"


@dataclass(frozen=True, slots=True)
class KeyChange:
    """An officer's key is used at a second desk, revoked, or handed out anew, at `at` (ms)."""

    at: int
    who: str
    event: KeyEvent


@dataclass(frozen=True, slots=True)
class Opening:
    """A row the room opens with."""

    where: str
    subject: str
    body: Body
    label: Label | None


@dataclass(frozen=True, slots=True)
class FindingRef:
    """A finding by what it is about: the latest alarm of `rule` about the subject `about`, active ones first."""

    rule: str
    about: str


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """One line of the story: one record. `at`: when it happened; `known`: when the room learns it (ms).

    `body` and `subject` are None where `finding` has to be found first; then `draft` and `draft_subject` hold the placeholders.
    `refused` is "" or a word of the reason for which the hub must refuse it. `regime`: where it is not the scenario's. `hold`: ms for which
    play is held after it. `over_finding`: it writes over a row that the hub writes first.
    """

    id: str
    where: str
    at: int
    known: int
    by: str
    kind: str
    subject: str | None
    body: Body | None
    label: Label | None
    draft: Mapping[str, Any]
    draft_subject: str | None = None
    finding: FindingRef | None = None
    refused: str = ""
    story: str = ""
    note: str = ""
    regime: Regime | None = None
    hold: int = 0
    over_finding: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """Another way the night might go, offered while `offered` is looked at: up to `begins` the story is its own, from there these lines.

    `lines`: what the room learns after `begins`, the parent's lines that still hold among them.
    """

    code: str
    title: str
    offered: int
    begins: int
    text: str
    lines: tuple[ScenarioLine, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario, whole and checked."""

    code: str
    title: str
    regime: Regime
    room: str
    room_name: str
    host: str
    incident: str
    incident_title: str
    starts: int
    ends: int
    policy: LabelPolicy
    doctrine: Doctrine
    templates: tuple[Template, ...]
    entities: tuple[Entity, ...]
    people: tuple[Person, ...]
    feeds: tuple[Source, ...]
    default_label: Label
    opening: tuple[Opening, ...]
    lines: tuple[ScenarioLine, ...]
    away: tuple[Away, ...]
    keys: tuple[KeyChange, ...]
    symbols: Mapping[str, str]
    branches: tuple[Branch, ...] = ()

    def branch(self, code: str) -> Branch | None:
        """Return the branch of that code, or None."""
        return next((each for each in self.branches if each.code == code), None)

    def along(self, branch: Branch) -> Scenario:
        """Return the scenario as it goes along a branch: its own lines up to where the branch begins, then the branch's."""
        before = tuple(line for line in self.lines if line.known <= branch.begins)
        return replace(self, lines=(*before, *branch.lines), branches=())

    def person(self, code: str) -> Person | None:
        """Return the officer of that code, or None."""
        return next((each for each in self.people if each.code == code), None)

    def subject(self, symbol: str) -> str:
        """Return the opaque subject of a symbol such as HC-2.

        Raises:
            KeyError: the scenario has no such symbol.

        """
        return self.symbols[symbol]

    def author_entity(self, code: str) -> str:
        """Return the entity an officer or a feed writes for.

        Raises:
            KeyError: the scenario has neither an officer nor a feed of that code.

        """
        person = self.person(code)
        if person is not None:
            return person.entity
        return self.host if code == CONTROL else next(feed.owner for feed in self.feeds if feed.code == code)

    def delegation(self, person: Person) -> Delegation:
        """Return what an officer may do: until an hour after the end, so that the last line can be said."""
        return Delegation(person.may, until=self.ends + 3_600_000, ceiling=person.ceiling, speaks_for=person.speaks_for)

    def officer(self, person: Person, keys: Keys) -> Officer:
        """Return an officer as the roster lists one."""
        return Officer(person.code, person.entity, person.role, person.seat, keys.verify, keys.curve, self.delegation(person))

    def roster(self, keys: Mapping[str, Keys]) -> Roster:
        """Return the roster with the public keys of everybody in it.

        Raises:
            KeyError: an officer or a feed has no keys.

        """
        officers = tuple(self.officer(each, keys[each.code]) for each in self.people)
        feeds = tuple(
            Machine(each.code, each.owner, MachineRole.FEED, keys[each.code].verify, keys[each.code].curve, (each.code,))
            for each in self.feeds
        )
        control = Machine(CONTROL, self.host, MachineRole.CONTROL, keys[CONTROL].verify, keys[CONTROL].curve)
        return Roster(self.room, self.room_name, self.host, self.entities, officers, (*feeds, control), self.default_label)

    @property
    def speaking(self) -> frozenset[str]:
        """The officers the story speaks through; the others' desks are empty until somebody takes them."""
        return frozenset(line.by for line in self.lines) & {each.code for each in self.people}

    def present(self, code: str, now: int) -> bool:
        """Say whether an officer is at the desk, or a feed speaks, at `now`."""
        return not any(each.who == code and each.since <= now < each.until for each in self.away)
