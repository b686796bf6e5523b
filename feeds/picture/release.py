"""Release: what of a record an audience gets. Pure, and the only place where a row's audience is decided.

An audience is an entity at its releasability. The host of the room sees all of its own room. A label that narrows sends a
withdrawal, one that widens sends the row. Because a row has one label and one record writes one whole row, filtering
after the fold equals folding after the filter.

Deliberately absent: derived rows. A finding carries its basis's label; where an audience lacks an input the watch writes
a row of its own for that audience (`audience` in its body), and that row replaces the room's for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from feeds.picture.alarm import Alarm
from feeds.picture.corridor import Conditions
from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.label import Label, LabelPolicy, readable
from feeds.picture.room import Roster
from feeds.picture.values import Value


class Audience(Value, frozen=True):
    """An entity at its releasability. `host`: the originating entity, which sees its whole room."""

    entity: str
    host: bool = False


def audience_of(entity: str, roster: Roster) -> Audience:
    """Return the audience of an entity.

    Raises:
        KeyError: the entity is not on the roster; nothing is released to strangers.

    """
    if roster.entity(entity) is None:
        raise KeyError(entity)
    return Audience(entity, entity == roster.host)


def may_see(audience: Audience, label: Label | None, roster: Roster, policy: LabelPolicy) -> bool:
    """Say whether an audience may see a row of this label. A label that cannot be read is its originator's only."""
    if audience.host:
        return True
    if label is None:
        return False
    if label.originator == audience.entity:
        return True
    if not readable(label, policy) or audience.entity not in label.releasable:
        return False
    entity = roster.entity(audience.entity)
    return entity is not None and entity.clearance is not None and policy.at_least(entity.clearance, label.classification)


def visible(audience: Audience, record: Record, roster: Roster, policy: LabelPolicy) -> bool:
    """Say whether an audience may see a record: its label, and whom a derived row was written for."""
    written_for = _written_for(record)
    if written_for is not None and written_for != audience.entity:
        return False
    if written_for is None and not audience.host and record.label is None:
        return record.author.entity == audience.entity
    return may_see(audience, record.label, roster, policy)


def _written_for(record: Record) -> str | None:
    body = record.body
    return body.audience if isinstance(body, Conditions | Alarm) else None


def release(audience: Audience, before: Record | None, record: Record, roster: Roster, policy: LabelPolicy) -> Record | Withdrawal | None:
    """Return what an audience gets of a record: the row, a withdrawal of the row it had, or nothing at all."""
    if visible(audience, record, roster, policy):
        return record
    if before is not None and visible(audience, before, roster, policy):
        return Withdrawal(record.kind, record.subject, record.origin, record.sequence)
    return None


def released(audience: Audience, rows: Iterable[Record], roster: Roster, policy: LabelPolicy) -> list[Record]:
    """Return the rows of a picture that an audience may see."""
    return [row for row in rows if visible(audience, row, roster, policy)]
