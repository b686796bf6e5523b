"""Keeping up keyframes and tallies while a journal is written: which is due, and writing it.

The writer calls this within its own transactions. Deliberately absent: how a keyframe is made (`feeds.journal.framing`).
"""

from __future__ import annotations

from pathlib import Path

import apsw

from feeds.journal import keyframes, tallies
from feeds.journal.faults import readable
from feeds.journal.framing import Framer
from feeds.journal.keyframes import Keyframe, Pace
from feeds.journal.order import Place
from feeds.journal.tallies import Tally
from feeds.picture.picture import Picture


class Upkeep:
    """What has been kept of each regime, and what makes the next."""

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        """Find out where the last keyframes lie."""
        self._connection = connection
        self._framers: dict[str, Framer] = {}
        self._tallied: dict[str, int] = {}
        query = "SELECT regime, sequence, known FROM keyframe ORDER BY position"
        with readable(path):
            self._framed = {str(regime): Place(int(known), int(sequence)) for regime, sequence, known in connection.execute(query)}

    def due(self, picture: Picture, end: Place) -> bool:
        """Say whether there is anything to keep of a picture that holds all records of its regime up to `end`."""
        pace, rows = self._pace(picture, end), _rows(picture)
        return keyframes.due(pace, rows) or keyframes.tally_due(pace, rows)

    def keep(self, picture: Picture, end: Place, observers: list[int]) -> bool:
        """Write what is due, within a transaction of the caller's, and say whether it was a keyframe."""
        regime = str(picture.regime)
        framer = self._framers.setdefault(regime, Framer())
        framed = keyframes.due(self._pace(picture, end), _rows(picture))
        mark = (framer.frame if framed else framer.tally)(self._connection, picture, end, observers)
        if mark is not None:
            write(self._connection, mark)
        if framed:
            self._framed[regime] = end
        self._tallied[regime] = end.sequence
        return isinstance(mark, Keyframe)

    def forget(self) -> None:
        """Begin anew: the caches were deleted."""
        self._framed.clear()
        self._tallied.clear()

    def _pace(self, picture: Picture, end: Place) -> Pace:
        regime = str(picture.regime)
        last = self._framed.get(regime, Place(end.known, 0))
        return Pace(end.sequence - last.sequence, end.known - last.known, end.sequence - self._tallied.get(regime, last.sequence))


def write(connection: apsw.Connection, mark: Keyframe | Tally) -> None:
    """Write a keyframe or a tally, within a transaction of the caller's."""
    if isinstance(mark, Keyframe):
        keyframes.write(connection, mark)
    else:
        tallies.write(connection, mark)


def _rows(picture: Picture) -> int:
    return sum(len(table) for table in picture.tables.values())
