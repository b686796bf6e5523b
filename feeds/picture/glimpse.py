"""A picture through one audience's eyes, without a copy of it: what it may not see is not there.

Who asks a question on somebody's behalf asks it here, so that no answer, and no reason of a refusal, rests on a row withheld from them.
Deliberately absent: folding, and digests; nothing is written to a glimpse.
"""

from __future__ import annotations

from collections.abc import Iterator

from feeds.picture.envelope import Record
from feeds.picture.label import LabelPolicy
from feeds.picture.picture import Picture
from feeds.picture.release import Sight, audience_of
from feeds.picture.room import Roster


class Glimpse(Picture):
    """The rows of another picture that one audience sees. It follows that picture as it is folded."""

    def __init__(self, whole: Picture, sight: Sight) -> None:
        """Look at a picture as an audience."""
        super().__init__(whole.regime)
        self._whole, self._sight = whole, sight
        self.tables = whole.tables

    def rows(self, kind: str) -> Iterator[Record]:
        """Iterate over the rows of a table that the audience sees."""
        return (row for row in self._whole.rows(kind) if self._sight.sees(row))

    def all_rows(self) -> Iterator[Record]:
        """Iterate over every row that the audience sees."""
        return (row for row in self._whole.all_rows() if self._sight.sees(row))

    def side_by_side(self, kind: str, subject: str) -> tuple[Record, ...]:
        """Return every origin's row of a subject that the audience sees, in order of the origins."""
        return tuple(row for row in self._whole.side_by_side(kind, subject) if self._sight.sees(row))


def as_seen_by(entity: str, picture: Picture, roster: Roster, policy: LabelPolicy) -> Picture:
    """Return a picture as an entity sees it; the host sees its whole room. Raises KeyError for an entity that is not on the roster."""
    audience = audience_of(entity, roster)
    return picture if audience.host else Glimpse(picture, Sight(audience, roster, policy))
