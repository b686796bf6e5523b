"""What the hub itself has to say: refusals, who is at which desk's wire, deliveries, and alarms of its own door.

Each becomes a finding like any other. Refusals are counted and written twice a second at most, so that a peer that floods
the door fills no disk. Deliberately absent: findings that follow from the picture (`feeds.hub.watch`).
"""

from __future__ import annotations

from collections import OrderedDict

from feeds.hub import door
from feeds.hub.house import House
from feeds.hub.standing import Identity
from feeds.journal.store import Admitted
from feeds.picture.alarm import Alarm, Delivery, Request
from feeds.picture.body import kind_of
from feeds.picture.identity import content_hash, joined
from feeds.picture.label import Label
from feeds.picture.play import Hold
from feeds.picture.regime import Regime
from feeds.picture.release import audience_of, visible
from feeds.picture.room import Officer, Rejection
from feeds.policy import open_label
from feeds.wire.protocol import Sighting

MOST_REASONS = 32
"""Different refusals written at a time; further ones are counted under one row."""

_LINE = 400


class Notes:
    """Collects what is to be written; `drain` hands it over."""

    def __init__(self, house: House) -> None:
        """Begin with nothing."""
        self._house = house
        self._rejections: OrderedDict[str, Rejection] = OrderedDict()
        self._findings: OrderedDict[tuple[str, str], Admitted] = OrderedDict()
        self._labels: dict[str, Label | None] = {}

    def __len__(self) -> int:
        """Return how many rows wait to be written."""
        return len(self._rejections) + len(self._findings)

    def refused(self, source: str, reason: str, *, key: str | None = None, also: str = "") -> None:
        """Count a refusal. `source`: who sent it; `key`: what; `also`: the entity, beside the host, that may read of it."""
        subject = joined(source, key or content_hash(reason.encode()))
        if subject not in self._rejections and len(self._rejections) >= MOST_REASONS:
            subject, reason = joined(source, "more"), "many different items were refused at once"
        earlier = self._rejections.get(subject) or self._written(subject)
        count = 1 + (earlier.count if earlier is not None else 0)
        self._rejections[subject] = Rejection(source, reason[:_LINE], count=min(count, 1_000_000_000))
        self._labels[subject] = self._house.standing.private_label(*((also,) if also else ()))

    def _written(self, subject: str) -> Rejection | None:
        row = self._house.row(kind_of(Rejection), subject)
        return row.body if row is not None and isinstance(row.body, Rejection) else None

    def foreign(self, identity: Identity, theirs: Regime, *, waits: bool) -> None:
        """Somebody spoke of another regime. Nothing of what it said is repeated. `waits`: a message, which holds an exercise if REAL."""
        house, now = self._house, self._house.clock.now()
        room = house.standing.room
        self._alarm(door.foreign(house.picture, house.regime, theirs, room, identity, now))
        hold = door.holding(house.picture, theirs, now) if waits else None
        if hold is not None:
            label = open_label(house.standing.roster, house.standing.policy)
            self._findings[kind_of(Hold), room] = house.own(room, hold, event=now, label=label)

    def key_twice(self, officer: Officer) -> None:
        """One officer's key is in use at two desks."""
        self._alarm(door.key_twice(self._house.picture, officer.code, self._house.clock.now()))

    def settle(self, twice: frozenset[str]) -> None:
        """Return the door's own alarms whose cause is over."""
        house, now = self._house, self._house.clock.now()
        for row, alarm in door.returned(house.picture, house.standing.room, twice, now):
            event = alarm.returned or now
            self._findings[kind_of(Alarm), row.subject] = house.own(row.subject, alarm, event=event, label=row.label)

    def _alarm(self, found: tuple[str, Alarm] | None) -> None:
        """Keep an alarm of the door's own, for the host alone."""
        if found is not None:
            subject, body = found
            label = self._house.standing.private_label()
            self._findings[kind_of(Alarm), subject] = self._house.own(subject, body, event=body.onset, label=label)

    def sighted(self, officer: Officer, sighting: Sighting) -> None:
        """Note that a request reached a seat, or its screen: once for each entity, seat and revision, if it asks that entity."""
        house, standing = self._house, self._house.standing
        row = house.picture.find(kind_of(Request), sighting.request)
        if row is None or not isinstance(row.body, Request) or officer.entity not in row.body.addressed:
            return
        if row.body.item_revision != sighting.item_revision:
            return
        if not visible(audience_of(officer.entity, standing.roster), row, standing.roster, standing.policy):
            return
        subject = joined(sighting.request, str(sighting.item_revision), officer.entity, officer.seat)
        waiting = self._findings.get((kind_of(Delivery), subject))
        before = waiting.record if waiting is not None else house.row(kind_of(Delivery), subject)
        was = before.body if before is not None and isinstance(before.body, Delivery) else None
        if was is not None and (was.seen is not None or not sighting.seen):
            return
        now = house.clock.now()
        seen = now if sighting.seen else None
        body = Delivery(sighting.request, sighting.item_revision, officer.entity, officer.seat, was.delivered if was else now, seen)
        label = _between(row.label, standing.host, officer.entity) or standing.private_label(officer.entity)
        self._findings[kind_of(Delivery), subject] = house.own(subject, body, event=now, label=label)

    def drain(self) -> list[Admitted]:
        """Return what is to be journalled, and begin anew."""
        now = self._house.clock.now()
        rows = [self._house.own(subject, body, event=now, label=self._labels[subject]) for subject, body in self._rejections.items()]
        rows.extend(self._findings.values())
        self._rejections.clear()
        self._labels.clear()
        self._findings.clear()
        return rows


def _between(label: Label | None, host: str, entity: str) -> Label | None:
    """Return a label of the same class for the host and one entity."""
    return None if label is None else Label(label.policy, label.classification, host, frozenset({entity}))
