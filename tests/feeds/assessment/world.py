"""A small made world for the tests of assessment: a room, a ladder, a corridor, and a hub's way of writing rows. Everything is invented."""

from __future__ import annotations

from collections.abc import Iterable

from feeds.assessment.findings import Outcome, Signs, findings
from feeds.picture.action import ActionKind
from feeds.picture.body import Body, kind_of
from feeds.picture.corridor import (
    Agreement,
    AgreementKind,
    Corridor,
    CorridorState,
    CorridorStatus,
    Mode,
    Segment,
    SegmentState,
    Verification,
)
from feeds.picture.danger import DangerZone
from feeds.picture.doctrine import AlarmRule, Doctrine
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.fold import fold_all
from feeds.picture.label import Label, LabelClass, LabelPolicy
from feeds.picture.ladder import ConsentRule, DeclaredLevel, Ladder, LadderType, Rung, Threshold
from feeds.picture.picture import Picture
from feeds.picture.records import AnyBody
from feeds.picture.regime import Regime, RegimeKind
from feeds.picture.room import Entity, EntityKind, Policy, Roster
from feeds.picture.values import LineString, Polygon, Window
from feeds.picture.warning import (
    Admiralty,
    Direction,
    Evidence,
    EvidenceStatus,
    Indicator,
    IndicatorState,
    Observation,
    Relation,
    Severity,
)

MINUTE, HOUR = 60_000, 3_600_000
DAY = 1_795_305_600_000
"""A midnight, UTC."""

ROOM = "CMC"
NATIONS = ("AUR", "BOR", "CAL", "DRA", "ESK", "FEN")
EVERYBODY = frozenset({*NATIONS, "HAC"})
REGIME = Regime(RegimeKind.TEST, "assessment")
POLICY = LabelPolicy(
    "MER",
    (
        LabelClass("OPEN", "OPEN", "green", "black"),
        LabelClass("KEPT", "KEPT", "blue", "white", ("OPEN",)),
    ),
)
ALL = Label("MER", "OPEN", ROOM, EVERYBODY, frozenset({"NOT FOR TARGETING"}))
HOST_ONLY = Label("MER", "KEPT", ROOM)


def at(clock: str, day: int = 0) -> int:
    """Return the instant of HH:MM or HH:MM:SS."""
    hours, minutes, *seconds = (int(part) for part in clock.split(":"))
    return DAY + day * 24 * HOUR + hours * HOUR + minutes * MINUTE + sum(seconds) * 1_000


def admiralty(text: str) -> Admiralty:
    """Return the pair of its spoken form."""
    return Admiralty(text[0], int(text[1]))


RUNGS = tuple(
    Rung(n, str(n), f"rung {n}", dwell=0, actions=("WARNING", "PATROL", "SHARED_SENSOR_PASS") if n >= 3 else ("WARNING",))
    for n in range(1, 8)
)
THRESHOLDS = (
    Threshold("T3-A", "strait", ("I-05", "I-07", "I-11"), 2, Observation.PARTIAL, 6 * HOUR, admiralty("C3"), raises_to=3),
    Threshold("T4-A", "corridor", ("I-03", "I-07"), 2, Observation.OBSERVED, 4 * HOUR, admiralty("B3"), raises_to=4),
    Threshold("T4-B", "closure", ("I-04", "I-07", "I-11"), 3, Observation.PARTIAL, 3 * HOUR, admiralty("C3"), raises_to=4),
    Threshold("T5-A", "displacement", ("I-08", "I-13", "I-02"), 2, Observation.OBSERVED, 6 * HOUR, raises_to=5),
    Threshold("X4", "guns silent", ("I-03",), 1, Observation.NOT_OBSERVED, 4 * HOUR, lowers_from=4, pause_held=True, dwell=4 * HOUR),
    Threshold("X3", "strait open", ("I-07", "I-11"), 2, Observation.NOT_OBSERVED, 0, lowers_from=3, dwell=12 * HOUR),
)
LADDER = Ladder("generic-7", 1, "Generic", LadderType.DECISION, "COUNCIL", ConsentRule.UNANIMITY, RUNGS, THRESHOLDS, NATIONS)
DOCTRINE = Doctrine(
    "meridian",
    1,
    LADDER,
    (AlarmRule("CORRIDOR_CONTRADICTED", Severity.CRITICAL, "people may be on it", "warn HAC", 5 * MINUTE, "CORRIDOR"),),
    {"default": 15 * MINUTE, "alarm": 5 * MINUTE},
    distance_band=1_000.0,
    verbal_suffices=True,
)
ROSTER = Roster(
    ROOM,
    "Meridian",
    ROOM,
    (
        Entity(ROOM, "the room", EntityKind.ROOM, "KEPT"),
        *(Entity(code, code, EntityKind.NATION, "KEPT", member=True) for code in NATIONS),
        Entity("HAC", "access cell", EntityKind.RELIEF, "OPEN"),
        Entity("KAR", "opposing party", EntityKind.OPPOSING_PARTY, on_network=False),
    ),
    default_label=ALL,
)


class World:
    """A room's picture and the way rows come into it: acts of officers, and the hub's own findings."""

    def __init__(self, now: int, doctrine: Doctrine | None = DOCTRINE) -> None:
        self.picture = Picture(REGIME)
        self.now = now
        self.sequence = 0
        self.signs: Signs | None = None
        self.put(ROOM, ROSTER)
        self.put(ROOM, Policy(POLICY))
        if doctrine is not None:
            self.put(doctrine.code, doctrine)

    def put(
        self,
        subject: str,
        body: Body,
        *,
        event: int | None = None,
        known: int | None = None,
        label: Label | None = ALL,
        entity: str = ROOM,
        origin: str = ROOM,
        kind: AuthorKind = AuthorKind.OFFICER,
    ) -> Record:
        """Write a row, known now unless said otherwise, of an event now unless said otherwise."""
        self.sequence += 1
        learned = self.now if known is None else known
        record = Record(
            subject=subject,
            regime=REGIME,
            event=learned if event is None else event,
            author=Author(entity, kind, f"{entity}-1"),
            body=body,  # type: ignore[arg-type]  # every tagged body is on the closed list
            key=f"{self.sequence:064x}",
            label=label,
            origin=origin,
            sequence=self.sequence,
            known=learned,
        )
        fold_all(self.picture, [record])
        return record

    def ask(self, now: int | None = None) -> Outcome:
        """Ask for findings and write nothing."""
        return findings(self.picture, self.now if now is None else now, self.signs)

    def watch(self, now: int | None = None) -> Outcome:
        """Ask for findings at a moment and write them, as the hub does."""
        self.now = self.now if now is None else now
        outcome = self.ask()
        for found in outcome.rows:
            self.put(found.subject, found.body, event=found.event, label=found.label, kind=AuthorKind.HUB)
        return outcome

    def run(self, until: int) -> None:
        """Watch at every due moment up to and including `until`, and then at `until`."""
        due = self.watch().due
        for _ in range(10_000):
            if due is None or due > until:
                break
            due = self.watch(due).due
        self.watch(until)

    def indicator(self, code: str, half_life: int = 6 * HOUR, sources: tuple[str, ...] = ()) -> str:
        """Put an indicator on the watch list; its subject is derived from its code."""
        subject = f"IS-{code}"
        self.put(subject, Indicator(code, code, ("W-1",), half_life, Direction.ESCALATORY, sources=sources))
        return subject

    def observe(
        self,
        code: str,
        observation: Observation,
        as_of: int,
        evaluation: str | None = "B2",
        *,
        by: str | None = "AUR",
        source: str | None = None,
        known: int | None = None,
    ) -> None:
        """Set an indicator's observation."""
        pair = admiralty(evaluation) if evaluation else None
        body = IndicatorState(f"IS-{code}", observation, as_of, pair, by, source)
        self.put(f"IS-{code}", body, known=known)

    def link(
        self, code: str, indication: str, relation: Relation = Relation.SUPPORTS, status: EvidenceStatus = EvidenceStatus.LINKED
    ) -> None:
        """Link a report to an indicator."""
        self.put(f"IS-{code}/{indication}", Evidence(f"IS-{code}", indication, status, relation))

    def declare(self, ordinal: int, since: int, entity: str = "COUNCIL", *, common: bool = True) -> None:
        """Declare a level."""
        self.put(f"{LADDER.code}/{entity}", DeclaredLevel(LADDER.code, entity, ordinal, common), event=since, known=since)

    def corridor(self, code: str = "HC-2", parties: Iterable[str] = ("AUR", "KAR"), legs: int = 2, **more: object) -> str:
        """Put a corridor of legs of about ten kilometres, running east from 0 E along the equator, all verified now, parties agreed."""
        subject = f"C-{code}"
        segments = tuple(f"S-{code}-{n}" for n in range(1, legs + 1))
        self.put(subject, Corridor(code, code, "passage", Mode.ROAD, "AUR", tuple(parties), segments=segments, **more))  # type: ignore[arg-type]  # the test says which
        for n, segment in enumerate(segments):
            path = LineString(((n * 0.1, 0.0), ((n + 1) * 0.1, 0.0)))
            self.put(segment, Segment(subject, f"S{n + 1}", f"leg {n + 1}", path))
            self.verify(segment)
        for party in parties:
            self.put(f"{subject}/{party}", Agreement(subject, party, AgreementKind.WRITTEN))
        return subject

    def verify(self, segment: str, state: SegmentState = SegmentState.PASSABLE, when: int | None = None) -> None:
        """Verify a leg."""
        self.put(segment, Verification(segment, state, self.now if when is None else when, "HAC"))

    def status(self, corridor: str, state: CorridorState, window: Window | None = None) -> None:
        """Declare a corridor's status."""
        self.put(corridor, CorridorStatus(corridor, state, window))

    def zone(  # noqa: PLR0913 -- a zone has many parts
        self,
        code: str,
        north: float,
        *,
        east: float = 0.05,
        until: int | None = None,
        since: int | None = None,
        uncertainty: float = 0.0,
        bears_on: tuple[str, ...] = (),
        restricts_only: bool = False,
        label: Label | None = ALL,
        evidence: tuple[str, ...] = (),
    ) -> str:
        """Draw a danger zone whose nearest edge lies `north` kilometres north of the equator."""
        edge = north * 1_000 / 110_574.0
        ring = ((east - 0.01, edge), (east + 0.01, edge), (east + 0.01, edge + 0.05), (east - 0.01, edge + 0.05), (east - 0.01, edge))
        body = DangerZone(
            code,
            code,
            "ARTILLERY",
            Polygon((ring,)),
            Window(self.now if since is None else since, until),
            uncertainty=uncertainty,
            bears_on=bears_on,
            restricts_only=restricts_only,
            evidence=evidence,
        )
        self.put(f"Z-{code}", body, label=label)
        return f"Z-{code}"

    def row(self, kind: type[Body], subject: str) -> Record:
        """Return a row that must exist."""
        found = self.picture.find(kind_of(kind), subject)
        assert found is not None, (kind, subject)
        return found


def bodies(outcome: Outcome, kind: type[Body]) -> list[AnyBody]:
    """Return the bodies of one kind among findings."""
    return [found.body for found in outcome.rows if isinstance(found.body, kind)]


PATROL = ActionKind.PATROL
