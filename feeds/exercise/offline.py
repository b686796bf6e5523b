"""The exercise without a network: the whole story folded in one go, with the findings the watch would make, up to any moment.

For the plan that a room is compared with, and for tests. Time is stepped as the hub steps it: to each
due moment of the watch and to each line, so that the findings are the same. Deliberately absent: signatures, journals,
refusals (what the hub would refuse is left out here), and the sightings of desks other than those that answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from feeds.assessment.findings import Finding, Outcome, Signs, findings
from feeds.errors import Damaged
from feeds.exercise.keys import revoked
from feeds.exercise.lines import play_line, record_of_line
from feeds.exercise.scenario import CONTROL, KeyChange, KeyEvent, Keys, Scenario, ScenarioLine
from feeds.hub import door
from feeds.journal.redaction import Erased, announcement
from feeds.picture.alarm import Alarm, Answer, Delivery, Request
from feeds.picture.body import Body, kind_of
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.fold import fold
from feeds.picture.identity import content_hash, joined
from feeds.picture.label import Label
from feeds.picture.picture import Picture
from feeds.picture.play import Hold
from feeds.picture.regime import Regime
from feeds.picture.room import Incident, Policy, Redaction, Roster
from feeds.policy import open_label

Assess = Callable[[Picture, int, Signs, frozenset[str] | None], Outcome]

ROUNDS: Final = 16
_DELIVERY: Final = 400
"""Milliseconds after which a request has reached a desk, and after which it was seen there."""
_HUB: Final = "HUB"
_encoder = msgspec.msgpack.Encoder(order="deterministic")


class Offline:
    """One run of a scenario. `records` grows as `play_to` goes on; `picture` is their fold."""

    def __init__(self, scenario: Scenario, assess: Assess = findings) -> None:
        """Open the room at the scenario's start."""
        self.scenario, self._assess = scenario, assess
        self.picture = Picture(scenario.regime)
        self.records: list[Record] = []
        self._sequence = 0
        self.skipped: list[ScenarioLine] = []
        """Lines whose finding did not come, or that the hub would refuse."""
        self.story: list[tuple[ScenarioLine, int]] = []
        """Lines marked as story, with the sequence of their record."""
        self.now = scenario.starts
        self._lines, self._speaking = scenario.lines, scenario.speaking
        self._next = 0
        self._keys = list(scenario.keys)
        self._twice: frozenset[str] = frozenset()
        self._due: int | None = None
        self._everybody = open_label(self._roster(), scenario.policy)
        self._open()

    def play_to(self, at: int) -> None:
        """Play on until `at` (ms), that moment included. Going back is not possible: take a new run."""
        while self._next < len(self._lines) and self._lines[self._next].known <= at:
            moment = self._lines[self._next].known
            self._keys_to(moment)
            self._step(moment)
            self._play_moment(moment)
        self._keys_to(at)
        self._step(at)

    def _open(self) -> None:
        scenario = self.scenario
        opening: list[tuple[str, Body]] = [(scenario.incident, Incident(scenario.incident, scenario.incident_title, scenario.starts))]
        opening += [(scenario.room, self._roster()), (scenario.room, Policy(scenario.policy)), (scenario.doctrine.code, scenario.doctrine)]
        for subject, body in opening:
            self._own(subject, body, self.now, self._everybody)
        for row in scenario.opening:
            if row.subject != scenario.doctrine.code:
                self._write(self._record(row.subject, row.body, row.label, Author(scenario.host, AuthorKind.MACHINE, CONTROL)))
        self._look()

    def _roster(self) -> Roster:
        people = (*(each.code for each in self.scenario.people), *(each.code for each in self.scenario.feeds), CONTROL)
        return self.scenario.roster({code: Keys(content_hash(code.encode()), f"no key: {code}") for code in people})

    def _keys_to(self, at: int) -> None:
        """Do what befalls keys up to `at`: the door's alarm, and the roster that follows."""
        while self._keys and self._keys[0].at <= at:
            change = self._keys.pop(0)
            self._step(change.at)
            if change.event is KeyEvent.SECOND_DESK:
                self._twice |= {change.who}
                self._door(door.key_twice(self.picture, change.who, self.now))
            else:
                self._twice -= {change.who}
                self._own(self.scenario.room, self._roster_after(change), self.now, self._everybody)
                self._settle_door()
            self._look()

    def _roster_after(self, change: KeyChange) -> Roster:
        now = self.picture.get(Roster, self.scenario.room) or self._roster()
        person = self.scenario.person(change.who)
        if change.event is KeyEvent.REVOKED or person is None:
            return revoked(now, change.who)
        officer = self.scenario.officer(person, Keys(content_hash(f"{change.who} {change.at}".encode()), f"no key: {change.who}, anew"))
        return msgspec.structs.replace(now, officers=(*now.officers, officer))

    def _door(self, found: tuple[str, Alarm] | None) -> None:
        """Write an alarm of the door's own, for the host alone."""
        if found is not None:
            subject, body = found
            self._own(subject, body, body.onset, self._private())

    def _settle_door(self) -> None:
        for row, alarm in list(door.returned(self.picture, self.scenario.room, self._twice, self.now)):
            self._own(row.subject, alarm, alarm.returned or self.now, row.label)

    def _foreign(self, line: ScenarioLine, regime: Regime) -> None:
        """A message of another regime came: the door's alarm, and the hold of play that a REAL one brings."""
        scenario = self.scenario
        sender = self._roster().machine(line.by)
        if sender is not None:
            self._door(door.foreign(self.picture, scenario.regime, regime, scenario.room, sender, self.now))
        hold = door.holding(self.picture, regime, self.now)
        if hold is not None:
            self._own(scenario.room, hold, self.now, self._everybody)

    def _play_moment(self, moment: int) -> None:
        """Play the lines of one moment, one after the other."""
        while self._next < len(self._lines) and self._lines[self._next].known == moment:
            line = self._lines[self._next]
            self._next += 1
            if self._play(line):
                self._look(frozenset({line.kind}))

    def _play(self, line: ScenarioLine) -> bool:
        played = None if line.refused else play_line(line, self.picture)
        if line.regime is not None:
            self._foreign(line, line.regime)
        if played is None:
            self.skipped.append(line)
            return line.regime is not None
        before = self.picture.find(line.kind, played.subject)
        record = self._write(record_of_line(self.scenario, line, played, before))
        if line.story:
            self.story.append((line, record.sequence))
        match record.body:
            case Request() as request:
                self._delivered(record.subject, request)
            case Answer(relayed=False) as answer:
                self._seen(answer)
            case Hold():
                self._settle_door()
            case Redaction() as order:
                self._redact(record, order)
            case _:
                pass
        return True

    def _step(self, to: int) -> None:
        """Go to `to`, stopping at every due moment of the watch on the way."""
        while self._due is not None and self._due <= to:
            self.now = max(self._due, self.now)
            before = self._due
            self._look()
            _hold_ahead(before, self._due)
        self.now = max(to, self.now)

    def _look(self, changed: frozenset[str] | None = None) -> None:
        """Write what the watch finds until it finds nothing new. `changed`: the kinds that changed since it last looked at all."""
        unsettled: list[str] = []
        for _ in range(ROUNDS):
            outcome = self._assess(self.picture, self.now, self._signs(), changed)
            self._due = (
                outcome.due if outcome.complete else min((each for each in (self._due, outcome.due) if each is not None), default=None)
            )
            if not outcome.rows:
                return
            changed = None
            for each in outcome.rows:
                self._finding(each)
            unsettled = [each.subject for each in outcome.rows][:5]
        raise Damaged("exercise", "two rules contradict each other: their findings never settle", unsettled)

    def _finding(self, found: Finding) -> None:
        record = self._own(found.subject, found.body, found.event, found.label)
        if isinstance(record.body, Request):
            self._delivered(record.subject, record.body)

    def _signs(self) -> Signs:
        """Return what connections would know: who is there speaks now, who is away was last heard when it went."""
        scenario, now = self.scenario, self.now
        heard = {}
        for feed in scenario.feeds:
            gone = [each.since for each in scenario.away if each.who == feed.code and each.since <= now < each.until]
            heard[feed.code] = gone[0] if gone else now
        seats: dict[str, tuple[str, ...]] = {}
        for person in scenario.people:
            if person.code in self._speaking and scenario.present(person.code, now):
                seats[person.entity] = tuple(sorted({*seats.get(person.entity, ()), person.seat}))
        return Signs(last_data=heard, seats=seats)

    def _delivered(self, subject: str, request: Request) -> None:
        """Note that a request reached each desk it addresses at which somebody sits."""
        for person in self.scenario.people:
            here = person.code in self._speaking and self.scenario.present(person.code, self.now)
            if here and person.entity in request.addressed:
                self._delivery(subject, request.item_revision, person.entity, person.seat, self.now + _DELIVERY, None)

    def _seen(self, answer: Answer) -> None:
        for _, delivery in list(self.picture.bodies(Delivery)):
            if (delivery.request, delivery.item_revision, delivery.entity) == (
                answer.request,
                answer.item_revision,
                answer.entity,
            ) and not delivery.seen:
                seen = max(delivery.delivered, (delivery.delivered + self.now) // 2)
                self._delivery(delivery.request, delivery.item_revision, delivery.entity, delivery.seat, delivery.delivered, seen)

    def _redact(self, order: Record, body: Redaction) -> None:
        """Leave out what an order erases, and announce it, as a journal does."""
        place = (body.row, self.scenario.room)
        gone = [each for each in self.records if each.kind == body.kind and each.row == place]
        for number, record in enumerate(gone, 1):
            erased = Erased(record.sequence, record.kind, record.subject, record.origin, str(record.regime), number == len(gone))
            announced = self._write(announcement(erased, record.regime, self.scenario.room, body.reason, order.author, self.now))
            withdrawal = erased.withdrawal(announced.sequence)
            change = fold(self.picture, withdrawal) if withdrawal is not None else None
            if change is not None:
                self.picture.digest.apply([change])
        self.records = [each for each in self.records if each not in gone]

    def _delivery(self, request: str, revision: int, entity: str, seat: str, delivered: int, seen: int | None) -> None:
        label = self._private(entity)
        subject = joined(request, str(revision), entity, seat)
        self._own(subject, Delivery(request, revision, entity, seat, min(delivered, self.now), seen), self.now, label)

    def _private(self, *also: str) -> Label:
        default = self.scenario.default_label
        return Label(default.policy, default.classification, self.scenario.host, frozenset(also))

    def _own(self, subject: str, body: Body, event: int, label: Label | None) -> Record:
        record = self._record(subject, body, label, Author(self.scenario.host, AuthorKind.HUB, _HUB))
        return self._write(msgspec.structs.replace(record, event=event))

    def _record(self, subject: str, body: Body, label: Label | None, author: Author) -> Record:
        before = self.picture.find(kind_of(body), subject)
        revision = 1 if before is None else before.revision + 1
        key = content_hash(_encoder.encode((kind_of(body), subject, revision, self.now, body)))
        return Record(
            subject=subject,
            regime=self.scenario.regime,
            event=self.now,
            author=author,
            body=body,  # type: ignore[arg-type]  # every Body with a tag is on the closed list, which a test holds
            key=key,
            label=label,
            revision=revision,
        )

    def _write(self, record: Record) -> Record:
        self._sequence += 1
        admitted = msgspec.structs.replace(record, origin=self.scenario.room, sequence=self._sequence, known=self.now)
        self.records.append(admitted)
        change = fold(self.picture, admitted)
        if change is not None:
            self.picture.digest.apply([change])
        return admitted


def _hold_ahead(before: int, after: int | None) -> None:
    """Hold the rules to going forward: a moment that stays due would be looked at for ever."""
    if after is not None and after <= before:
        raise Damaged("exercise", "a rule's next due moment does not lie ahead", after, f"later than {before}")
