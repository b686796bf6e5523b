"""The room and its people: incident, roster, sources, and statements about releases (DOMAIN sections 1 and 7).

Everything that shapes the picture is a record, so the roster and the label policy are too. Officers are functions, never
names. Deliberately absent: private keys, and the wire's own allow-list.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from msgspec import Meta

from feeds.picture.body import FINDING, SYSTEM, Body, Capability, Nature
from feeds.picture.label import Label, LabelPolicy
from feeds.picture.lifecycle import Lifecycle
from feeds.picture.values import Code, Codes, Hash, Ident, Instant, KeyText, Line, Text, Value


class EntityKind(StrEnum):
    """Who may sit at the table, and who is only spoken of."""

    NATION = "NATION"
    ALLIANCE = "ALLIANCE"
    AGENCY = "AGENCY"
    COMPANY = "COMPANY"
    RELIEF = "RELIEF"
    NON_STATE_PARTY = "NON_STATE_PARTY"
    OPPOSING_PARTY = "OPPOSING_PARTY"
    ARBITER = "ARBITER"
    ROOM = "ROOM"


class Entity(Value, frozen=True):
    """One entity. `clearance`: the highest class of the room's policy it may see; None: none. `member`: it consents."""

    code: Code
    name: Line
    kind: EntityKind
    clearance: Code | None = None
    member: bool = False
    on_network: bool = True


class Delegation(Value, frozen=True):
    """What an officer may do for the entity. `ceiling`: the highest rung it may commit it to (level, consent, adoption); None: any."""

    capabilities: Annotated[frozenset[Capability], Meta(max_length=64)]
    until: Instant | None = None
    ceiling: int | None = None
    speaks_for: Codes = ()
    """Other entities for whom relayed words may be recorded."""


class Officer(Value, frozen=True):
    """A function at a seat. `verify_key`: Ed25519 in hex; `curve_key`: CURVE in Z85."""

    code: Code
    entity: Code
    role: Line
    seat: Code
    verify_key: KeyText
    curve_key: KeyText
    delegation: Delegation


class MachineRole(StrEnum):
    """What a machine's connection may do: bring feed records, write findings, or drive an exercise's clock."""

    FEED = "FEED"
    WATCH = "WATCH"
    CONTROL = "CONTROL"


class Machine(Value, frozen=True):
    """A feed adapter or the hub's own watch."""

    code: Code
    entity: Code
    role: MachineRole
    verify_key: KeyText
    curve_key: KeyText
    sources: Codes = ()
    """Sources it may speak for; empty: any."""


class Roster(Body, tag="roster", frozen=True):
    """Who is in the room. Subject: the room. `host` is the originating entity, which sees all of its own room."""

    natures: ClassVar[frozenset[Nature]] = SYSTEM

    room: Code
    name: Line
    host: Code
    entities: Annotated[tuple[Entity, ...], Meta(max_length=256)]
    officers: Annotated[tuple[Officer, ...], Meta(max_length=1024)] = ()
    machines: Annotated[tuple[Machine, ...], Meta(max_length=256)] = ()
    default_label: Label | None = None

    def entity(self, code: str) -> Entity | None:
        """Return the entity of that code, or None."""
        return next((each for each in self.entities if each.code == code), None)

    def officer(self, code: str) -> Officer | None:
        """Return the officer of that code, or None."""
        return next((each for each in self.officers if each.code == code), None)

    def machine(self, code: str) -> Machine | None:
        """Return the machine of that code, or None."""
        return next((each for each in self.machines if each.code == code), None)


class Policy(Body, tag="policy", frozen=True):
    """The label policy in force. Subject: the room."""

    natures: ClassVar[frozenset[Nature]] = SYSTEM

    policy: LabelPolicy


class Incident(Body, tag="incident", frozen=True):
    """The first record of a journal: what it is about. A successor names the sealed head of its predecessor."""

    natures: ClassVar[frozenset[Nature]] = SYSTEM

    incident: Ident
    title: Line
    opened: Instant
    predecessor: Hash | None = None


class Source(Body, tag="source", frozen=True):
    """A feed the room listens to. Subject: the source's code. `expects_every`: ms between signs of life, if known."""

    natures: ClassVar[frozenset[Nature]] = SYSTEM | frozenset({Nature.FEED})

    code: Code
    name: Line
    format: Code
    owner: Code
    expects_every: Annotated[int, Meta(ge=0, le=31_536_000_000)] | None = None


class SourceState(StrEnum):
    """A feed has NO_DATA for a while, or its heartbeat is gone. 'Silence' is the procedure's word only."""

    LIVE = "LIVE"
    NO_DATA = "NO_DATA"
    LOST = "LOST"


SOURCE: Lifecycle[SourceState] = Lifecycle(
    "source",
    initial=(SourceState.LIVE, SourceState.NO_DATA, SourceState.LOST),
    edges={
        SourceState.LIVE: {"fall_silent": SourceState.NO_DATA, "lose": SourceState.LOST},
        SourceState.NO_DATA: {"hear": SourceState.LIVE, "lose": SourceState.LOST},
        SourceState.LOST: {"hear": SourceState.LIVE, "wait": SourceState.NO_DATA},
    },
)
"""Silent for the time it announced it has NO DATA, for three such times it is LOST; any sign of life makes it LIVE. A source that never
spoke is counted from when it was announced. The time the hub itself was away is held against nobody: what was LOST before is waited for
again."""


class SourceStatus(Body, tag="source_status", frozen=True):
    """A finding: a source lost and back. Subject: the source. Heartbeats are no records."""

    natures: ClassVar[frozenset[Nature]] = FINDING

    source: Code
    state: SourceState
    since: Instant
    last_data: Instant | None = None


class Rejection(Body, tag="rejection", frozen=True):
    """A finding: an item could not be read or was refused. Subject: source/content hash. The reason is kept, not the item."""

    natures: ClassVar[frozenset[Nature]] = FINDING

    source: Code
    reason: Line
    where: Line = ""
    count: Annotated[int, Meta(ge=1, le=1_000_000_000)] = 1


class Recall(Body, tag="recall", frozen=True):
    """A misrelease is called back. Subject: the recalled row's subject."""

    capability: ClassVar[Capability | None] = Capability.RELEASE

    item: Ident
    recipients: Codes
    reason: Text = ""


class RecallReceipt(Body, tag="recall_receipt", frozen=True):
    """A recipient confirms a recall. Subject: item/entity."""

    capability: ClassVar[Capability | None] = Capability.ANSWER

    item: Ident
    entity: Code


class Redaction(Body, tag="redaction", frozen=True):
    """An officer's order to erase all that was journalled of one row: bodies, salts, originals. Subject: its own; `row` of `kind` goes.

    What stays is that there were records, of which kind, by whom, and who had them erased and why.
    """

    capability: ClassVar[Capability | None] = Capability.ADMINISTER

    kind: Code
    row: Ident
    reason: Text


class Statement(Body, tag="statement", frozen=True):
    """A tear-line: what the originator says without its basis."""

    capability: ClassVar[Capability | None] = Capability.RELEASE

    title: Line
    text: Text
    about: Ident | None = None


class Outage(Body, tag="outage", frozen=True):
    """A finding: the hub itself was away. Subject: the room and the moment it came back."""

    natures: ClassVar[frozenset[Nature]] = FINDING

    since: Instant
    until: Instant
