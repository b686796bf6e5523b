"""What an audience reads of a journal: the roster and policy in force, the rows they release, and how many records.

Whose picture it is decides `feeds.picture.release` alone; here it is asked for a whole picture, under the roster and policy
that were in force at that place. Before the first roster was known, the first one counts; in a journal without any, the
originating entity is alone and sees everything.
"""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from feeds.errors import Misuse
from feeds.journal.order import Place
from feeds.journal.reader import Reader
from feeds.journal.rows import Context
from feeds.picture.body import kind_of
from feeds.picture.envelope import Record
from feeds.picture.fold import fold_all
from feeds.picture.label import LabelClass, LabelPolicy, readable
from feeds.picture.night import LogEntry
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL, Regime
from feeds.picture.release import WRITTEN_FOR, Sight, audience_of
from feeds.picture.room import Entity, EntityKind, Policy, Roster

B = TypeVar("B", Roster, Policy)

_NO_POLICY = LabelPolicy("none", (LabelClass("none", "", "", ""),))


class InForce(NamedTuple):
    """Roster and label policy at some place of a journal."""

    roster: Roster
    policy: LabelPolicy


def in_force(reader: Reader, picture: Picture) -> InForce:
    """Return the roster and policy in force in a picture of this journal."""
    rosters = [body for _, body in picture.bodies(Roster)]
    own = next((body for body in rosters if body.room == reader.meta.room), None)
    roster = own or next(iter(rosters), None) or _first(reader, picture.regime, Roster) or _alone(reader)
    policy = next((body for _, body in picture.bodies(Policy)), None) or _first(reader, picture.regime, Policy)
    return InForce(roster, _NO_POLICY if policy is None else policy.policy)


def _first(reader: Reader, regime: Regime, body: type[B]) -> B | None:
    record = reader.first(kind_of(body), regime)
    return record.body if record is not None and isinstance(record.body, body) else None


def _alone(reader: Reader) -> Roster:
    incident = next(reader.records(until=1), None)
    host = reader.meta.room if incident is None else incident.author.entity
    return Roster(reader.meta.room, reader.meta.room, host, (Entity(host, host, EntityKind.ROOM),))


class View(Sight):
    """What one audience sees of a journal, under the roster and policy in force there."""

    def __init__(self, entity: str | None, force: InForce, where: str) -> None:
        """Look as `entity` (None: as the originating room).

        Raises:
            Misuse: no such entity is on the roster.

        """
        roster, policy = force
        try:
            audience = audience_of(entity or roster.host, roster)
        except KeyError as error:
            known = ", ".join(each.code for each in roster.entities)
            raise Misuse(where, "no such entity on the roster", entity, f"one of: {known}") from error
        super().__init__(audience, roster, policy)

    def sees_context(self, context: Context) -> bool:
        """Say whether the audience may see records with this author and label, if they are written for the whole room."""
        return self.sees(Record("any", REAL, 0, context.author, LogEntry(""), "", context.label))

    def picture(self, whole: Picture) -> Picture:
        """Return the audience's picture; the very same object where nothing is withheld."""
        rows = [row for row in whole.all_rows() if self.sees(row)]
        if len(rows) == sum(whole.counts.values()):
            return whole
        own = Picture(whole.regime)
        fold_all(own, rows)
        return own

    def withheld(self, whole: Picture) -> int:
        """Return how many rows are withheld whose label lets their existence be known; all others are not counted."""
        hidden = (row.label for row in whole.all_rows() if not self.sees(row))
        return sum(label is not None and label.existence and readable(label, self._policy) for label in hidden)


def count_seen(reader: Reader, view: View, regime: Regime, end: Place, happened_by: int | None) -> int:
    """Return how many records up to a place the audience may see, so that nothing withheld can be counted.

    Records of one context share their label and author, so they are counted together; only rows that may be written for one
    audience are looked at singly.
    """
    counts = reader.counts_by_context(regime, end, happened_by, without=WRITTEN_FOR)
    alike = sum(count for number, count in counts if view.sees_context(reader.contexts[number]))
    return alike + sum(view.sees(record) for record in reader.of_kinds(regime, end, happened_by, WRITTEN_FOR))
