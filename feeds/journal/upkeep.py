"""Keeping up keyframes and deltas while a journal is written: which is due, and writing it.

The writer calls this within its own transactions. Deliberately absent: how they are made (`feeds.journal.framing`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import apsw

from feeds.journal import deltas, keyframes
from feeds.journal.deltas import Mark
from feeds.journal.faults import readable
from feeds.journal.framing import Framer
from feeds.journal.keyframes import Keyframe
from feeds.journal.order import Place
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture

_KEPT: Final = 40 * deltas.APART
"""Appended records that are kept for the next mark at most."""


class Upkeep:
    """What has been kept of each regime, and what makes the next."""

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        """Find out where the last keyframes lie."""
        self._connection = connection
        self._framers: dict[str, Framer] = {}
        self._marked: dict[str, int] = {}
        self._written: list[Record] = []
        query = "SELECT regime, sequence FROM keyframe ORDER BY position"
        with readable(path):
            self._framed = {str(regime): int(sequence) for regime, sequence in connection.execute(query)}

    def wrote(self, records: list[Record]) -> None:
        """Take down what was appended, for the next delta; where none is asked for, as in imports, nothing is kept."""
        if not self._framers:
            return
        self._written += records
        if len(self._written) > _KEPT:
            self._written.clear()
            self._framers.clear()

    def due(self, picture: Picture, end: Place) -> bool:
        """Say whether there is anything to keep of a picture that holds all records of its regime up to `end`."""
        regime = str(picture.regime)
        return end.sequence - self._marked.get(regime, self._framed.get(regime, 0)) >= deltas.APART

    def keep(self, picture: Picture, end: Place, observers: list[int]) -> bool:
        """Write what is due, within a transaction of the caller's, and say whether it was a keyframe."""
        regime = str(picture.regime)
        framer = self._framers.get(regime)
        if framer is None:
            framer = self._framers[regime] = Framer(self._connection, picture.regime)
        whole = end.sequence - self._framed.get(regime, 0) >= keyframes.apart(sum(map(len, picture.tables.values())))
        mark = framer.mark(picture, self._written, end, observers, whole=whole)
        self._written = [record for record in self._written if record.regime != picture.regime]
        self._marked[regime] = end.sequence
        if mark is None:
            self._framers.pop(regime)
            return False
        write(self._connection, mark)
        if isinstance(mark, Keyframe):
            self._framed[regime] = end.sequence
        return isinstance(mark, Keyframe)

    def forget(self) -> None:
        """Begin anew: the caches were deleted."""
        self._framers.clear()
        self._framed.clear()
        self._marked.clear()
        self._written.clear()


def write(connection: apsw.Connection, mark: Mark) -> None:
    """Write a keyframe or a delta, within a transaction of the caller's."""
    if isinstance(mark, Keyframe):
        keyframes.write(connection, mark)
    else:
        deltas.write(connection, mark)
