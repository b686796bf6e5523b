"""How long a warning took: warning -> delivered -> seen -> answered -> acted. It measures the room; it shames nobody.

Each entity's own line is for that entity and the host's duty officer; everybody else gets the aggregate, and none where fewer than `ALIKE`
came, since it would be one entity's own. A step that has not happened is None, never zero. Deliberately absent: the wire's own delays,
which are measured on monotonic clocks and not journalled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Final

from feeds.assessment.rollcall import Standing, facts, stands
from feeds.assessment.rules import Rules, rules_of
from feeds.picture.alarm import Alarm, Request
from feeds.picture.checklist import Item, ItemState, Run
from feeds.picture.corridor import CorridorStatus
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture

ALIKE: Final = 3
"""The middle of what fewer entities did would tell one of them apart."""


@dataclass(frozen=True, slots=True)
class EntityLatency:
    """One entity's way with one item: instants, None where it has not come so far."""

    entity: str
    delivered: int | None
    seen: int | None
    answered: int | None


@dataclass(frozen=True, slots=True)
class Latency:
    """One item. `warned`: when what it is about began or was reported; `acted`: the first deed that followed, by anybody.

    `entities`: the lines this viewer may see. The medians are ms after `warned`, over the entities that came so far, where this viewer may
    read them.
    """

    request: Record
    body: Request
    warned: int
    acted: int | None
    entities: tuple[EntityLatency, ...]
    delivered: float | None
    seen: float | None
    answered: float | None
    answered_count: int

    @property
    def to_act(self) -> int | None:
        """Ms from the warning to the first deed."""
        return None if self.acted is None else self.acted - self.warned


def latencies(picture: Picture, viewer: str) -> tuple[Latency, ...]:
    """Return the latency of every item that asked, the latest asked first."""
    requests = [(row, body) for row, body in picture.bodies(Request) if not body.withdrawn]
    requests.sort(key=lambda each: (-each[1].asked, each[0].subject))
    delivered = facts(picture)
    rules = rules_of(picture)
    made: list[Latency] = []
    for row, body in requests:
        known = {entity: stands(picture, row, body, entity, delivered, rules) for entity in body.addressed}
        warned = _warned(picture, body)
        lines = {entity: line_of(entity, each) for entity, each in known.items()}

        def middle(moments: Iterable[int | None], since: int = warned) -> float | None:
            found = [moment - since for moment in moments if moment is not None]
            return median(found) if found and alike(len(found), viewer, rules) else None

        made.append(
            Latency(
                request=row,
                body=body,
                warned=warned,
                acted=_acted(picture, body, warned),
                entities=tuple(line for entity, line in lines.items() if viewer in {entity, rules.host}),
                delivered=middle(line.delivered for line in lines.values()),
                seen=middle(line.seen for line in lines.values()),
                answered=middle(line.answered for line in lines.values()),
                answered_count=sum(line.answered is not None for line in lines.values()),
            )
        )
    return tuple(made)


def alike(came: int, viewer: str, rules: Rules) -> bool:
    """Say whether a viewer may read the middle of what so many entities did."""
    return viewer == rules.host or came >= ALIKE


def line_of(entity: str, known: Standing) -> EntityLatency:
    """Return an entity's way with an item from where it stands."""
    return EntityLatency(entity, known.delivered, known.seen, known.answer[0].event if known.answer else None)


def _warned(picture: Picture, body: Request) -> int:
    """Return when the warning began: an alarm's onset, a report's event, else when it was asked."""
    alarm = picture.get(Alarm, body.item)
    if alarm is not None:
        return alarm.onset
    report = picture.find("indication", body.item)
    return report.event if report is not None else body.asked


def _acted(picture: Picture, body: Request, warned: int) -> int | None:
    """Return the first deed after the warning: a step of a run it called for, or a new status of the corridor it is about."""
    runs = {row.subject for row, run in picture.bodies(Run) if run.reason == body.item}
    deeds = [row.event for row, item in picture.bodies(Item) if item.run in runs and item.state in {ItemState.DONE, ItemState.VERIFIED}]
    alarm = picture.get(Alarm, body.item)
    about = alarm.about if alarm is not None else body.item
    deeds += [row.event for row, status in picture.bodies(CorridorStatus) if status.corridor == about]
    return min((moment for moment in deeds if moment >= warned), default=None)
