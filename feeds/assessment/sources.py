"""Which feeds speak, and who sits at which desk: findings from signs that only connections know.

A source has NO_DATA once its time is over without a sign, and is LOST after `LOST_AFTER` such times. Its time is what it announced, else
the doctrine's. A source that never spoke is counted from when it was announced: it is not calm, it is silent. The time the hub itself was
away is held against nobody. Deliberately absent: the connections themselves, and heartbeats, which are no records.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from feeds.assessment.rules import Rules
from feeds.assessment.words import earliest
from feeds.picture.alarm import Presence
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.picture.room import Outage, Source, SourceState, SourceStatus

LOST_AFTER: Final = 3
"""So many times without a sign, and a source counts as lost."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What only connections know: when each source last gave a sign of life, and the seats connected for each entity.

    A source or entity that is not in its mapping has given no sign, and has no seat.
    """

    last_data: Mapping[str, int] = field(default_factory=dict)
    seats: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceReading:
    """The status a source should have (None: not heard yet, and not yet due), its own row, and when time alone may change it."""

    body: SourceStatus | None
    row: Record
    due: int | None


def sources(picture: Picture, now: int, signs: Signs, rules: Rules) -> tuple[SourceReading, ...]:
    """Return the status of every announced source."""
    back = max((away.until for _, away in picture.bodies(Outage)), default=None)
    return tuple(
        _source(now, signs, rules, (row, body), picture.get(SourceStatus, body.code), back) for row, body in picture.bodies(Source)
    )


def _source(
    now: int, signs: Signs, rules: Rules, source: tuple[Record, Source], before: SourceStatus | None, back: int | None
) -> SourceReading:
    row, body = source
    heard = _later(signs.last_data.get(body.code), before.last_data if before else None)
    since = _later(heard if heard is not None else max(row.event, row.known), back) or 0
    wait = body.expects_every or rules.doctrine.feed_no_data
    silent, lost = since + wait, since + LOST_AFTER * wait
    due = earliest([silent, lost], now)
    if now >= lost:
        state, began = SourceState.LOST, lost
    elif now >= silent:
        state, began = SourceState.NO_DATA, silent
    elif heard is None and before is None:
        return SourceReading(None, row, due)
    else:
        state, began = SourceState.LIVE, since
    if before is not None and before.state is state:
        return SourceReading(before, row, due)
    return SourceReading(SourceStatus(body.code, state, began, heard), row, due)


def _later(one: int | None, other: int | None) -> int | None:
    return max((moment for moment in (one, other) if moment is not None), default=None)


def presences(picture: Picture, now: int, signs: Signs, rules: Rules) -> tuple[Presence, ...]:
    """Return who sits at the desk of each entity that has one."""
    entities = [each.code for each in rules.roster.entities if each.on_network] if rules.roster else []
    return tuple(_presence(picture, now, entity, tuple(sorted(signs.seats.get(entity, ())))) for entity in entities)


def _presence(picture: Picture, now: int, entity: str, seats: tuple[str, ...]) -> Presence:
    before = picture.get(Presence, entity)
    if before is not None and before.seats == seats:
        return before
    return Presence(entity, seats, now)
