"""What the hub itself has to say: refusals, who is at which desk's wire, deliveries, and alarms of its own door.

Each becomes a finding like any other. Refusals are counted and written twice a second at most, so that a peer that floods
the door fills no disk. Deliberately absent: findings that follow from the picture (`feeds.hub.watch`).
"""

from __future__ import annotations

from collections import OrderedDict

import msgspec

from feeds.hub.house import House
from feeds.hub.standing import Identity
from feeds.journal.store import Admitted
from feeds.picture.alarm import Alarm, Delivery, Request
from feeds.picture.body import kind_of
from feeds.picture.identity import content_hash, joined, opaque
from feeds.picture.label import Label
from feeds.picture.ladder import Doctrine
from feeds.picture.regime import RegimeKind
from feeds.picture.release import audience_of, visible
from feeds.picture.room import Officer, Rejection
from feeds.picture.warning import Severity
from feeds.wire.protocol import Sighting

MOST_REASONS = 32
"""Different refusals written at a time; further ones are counted under one row."""

FOREIGN = "REGIME"
TWICE = "KEY_TWICE"
"""The door's own alarm rules, by their names in a doctrine."""

FOREIGN_HOLDS = 60_000
"""Milliseconds of the room's time."""

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

    def alarm(self, rule: str, about: str, title: str, why: str) -> None:
        """Raise an alarm of the door's own, for the host alone; one that stands already about the same is not raised again."""
        house = self._house
        if any(body.rule == rule and body.about == about and body.active for _, body in house.picture.bodies(Alarm)):
            return
        now = house.clock.now()
        known = next((found for _, doctrine in house.picture.bodies(Doctrine) if (found := doctrine.alarm(rule)) is not None), None)
        body = Alarm(
            rule=rule,
            severity=known.severity if known else Severity.HIGH,
            about=about,
            title=title[:_LINE],
            why=why[:_LINE],
            onset=now,
            so_what=known.so_what if known else "",
            guidance=known.guidance if known else "",
            group=known.group if known else None,
            respond_by=now + known.respond_within if known and known.respond_within is not None else None,
        )
        subject = opaque("A", rule, about, now)
        self._findings[kind_of(Alarm), subject] = house.own(subject, body, event=now, label=house.standing.private_label())

    def foreign(self, identity: Identity) -> None:
        """Somebody sent a record of another regime. Nothing of what it said is repeated."""
        real = self._house.regime.kind is RegimeKind.REAL
        title = f"A record of another regime at a {self._house.regime} room" if real else "REAL WORLD, NO PLAY: go to the real desk"
        self.alarm(FOREIGN, identity.code, title, f"{identity.code} of {identity.entity} sent a record of another regime")

    def key_twice(self, officer: Officer) -> None:
        """One officer's key is in use at two desks."""
        self.alarm(TWICE, officer.code, f"The key of {officer.code} is in use at two desks", "Two live connections hold one key")

    def settle(self, twice: frozenset[str]) -> None:
        """Return the door's own alarms whose cause is over: one desk again; a minute without a foreign record."""
        now = self._house.clock.now()
        for row, alarm in self._house.picture.bodies(Alarm):
            over = (alarm.rule == TWICE and alarm.about not in twice) or (alarm.rule == FOREIGN and alarm.onset + FOREIGN_HOLDS <= now)
            if alarm.active and over:
                event = alarm.onset + FOREIGN_HOLDS if alarm.rule == FOREIGN else now
                body = msgspec.structs.replace(alarm, active=False, returned=event)
                self._findings[kind_of(Alarm), row.subject] = self._house.own(row.subject, body, event=event, label=row.label)

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
