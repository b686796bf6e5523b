"""Release: what of a record an audience gets. Pure, and the only place where a row's audience is decided.

An audience is an entity at its releasability. The host of the room sees all of its own room. A label that narrows sends a
withdrawal, one that widens sends the row. Because a row has one label and one record writes one whole row, filtering
after the fold equals folding after the filter.

Deliberately absent: derived rows. A finding carries its basis's label; where an audience lacks an input the watch writes
a row of its own for that audience (`audience` in its body), and that row replaces the room's for it.
"""

from __future__ import annotations

from typing import Final

from feeds.picture.alarm import Alarm
from feeds.picture.body import kind_of
from feeds.picture.corridor import Conditions
from feeds.picture.envelope import AuthorKind, Record, Withdrawal
from feeds.picture.label import Label, LabelPolicy, readable
from feeds.picture.room import Roster
from feeds.picture.values import Value

WRITTEN_FOR: Final = frozenset({kind_of(Alarm), kind_of(Conditions)})
"""Kinds of which a row may be written for one audience alone."""

_REMEMBERED: Final = 20_000


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


def written_for(record: Record) -> str | None:
    """Return the one audience that a derived row was written for; None: it is the whole room's."""
    body = record.body
    return body.audience if isinstance(body, Conditions | Alarm) else None


def visible(audience: Audience, record: Record, roster: Roster, policy: LabelPolicy) -> bool:
    """Say whether an audience may see a record: its label, and whom a derived row was written for."""
    reader = written_for(record)
    if reader is not None and reader != audience.entity:
        return False
    if reader is None and not audience.host and record.label is None:
        return record.author.entity == audience.entity
    return may_see(audience, record.label, roster, policy)


def hands_over(audience: Audience, record: Record) -> bool:
    """Say whether what a record was made from goes to an audience that sees it.

    The bytes of an act name the sequence and the digest that its officer's own audience had then, and so how much there was that others
    may not see: they go to that audience and to the host alone.
    """
    return audience.host or record.author.kind is not AuthorKind.OFFICER or record.author.entity == audience.entity


class Sight:
    """What one audience sees under one roster and policy. It remembers its verdicts: labels are few, rows are many."""

    def __init__(self, audience: Audience, roster: Roster, policy: LabelPolicy) -> None:
        """Begin without a verdict."""
        self.audience = audience
        self._roster, self._policy = roster, policy
        self._verdicts: dict[tuple[Label | None, str | None, str], bool] = {}

    def sees(self, record: Record) -> bool:
        """Say whether the audience may see a record."""
        place = (record.label, written_for(record), record.author.entity if record.label is None else "")
        verdict = self._verdicts.get(place)
        if verdict is None:
            if len(self._verdicts) >= _REMEMBERED:
                self._verdicts.clear()
            verdict = self._verdicts[place] = visible(self.audience, record, self._roster, self._policy)
        return verdict

    def given(self, before: Record | None, item: Record | Withdrawal) -> Record | Withdrawal | None:
        """Return what the audience gets of an item that takes the place of `before`: the row, a withdrawal of the one it had, nothing."""
        if isinstance(item, Record) and self.sees(item):
            return item
        if before is None or not self.sees(before):
            return None
        return item if isinstance(item, Withdrawal) else Withdrawal(item.kind, item.subject, item.origin, item.sequence)
