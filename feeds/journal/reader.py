"""The picture at any moment of a journal, with and without keyframes. Also while another process writes it.

A keyframe and its deltas give the rows and the digest near the moment; what lies between is folded. Deliberately absent:
who may see what; `feeds.picture.release` decides that over what is read here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Final

from feeds.journal import deltas, keyframes
from feeds.journal.faults import readable
from feeds.journal.keyframes import Keyframe
from feeds.journal.listing import Listing
from feeds.journal.many import items_of
from feeds.journal.order import START, Place
from feeds.journal.redaction import redactions
from feeds.journal.restoring import Restoring, unhindered
from feeds.journal.rows import ReadingRow
from feeds.picture.changes import ChangeSet
from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.fold import fold
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime

_SHORT: Final = 20_000
"""Records that are folded within one transaction: a tenth of a second, for which the writer cannot tidy its log."""


class Reader(Listing):
    """A journal open for reading, and the pictures in it. Owned by one thread."""

    def __init__(self, path: Path, *, whole: bool = True) -> None:
        """Open a journal, as `Listing` does."""
        super().__init__(path, whole=whole)
        self._restoring = Restoring(self._connection, self.contexts, str(path), reconstructed=self.meta.reconstructed)
        self._has_deltas = self._connection.table_exists("main", "delta")

    def picture(
        self, regime: Regime | None = None, known_at: int | None = None, happened_by: int | None = None, *, from_zero: bool = False
    ) -> tuple[Picture, int]:
        """Return what the room knew at `known_at` (None: at the end), and of how many records.

        `happened_by` leaves out observations that happened later; acts and findings stay. The picture is the same with
        and without keyframes.

        Raises:
            Misuse: the journal has no such regime.
            Damaged: a record needed for it cannot be read.

        """
        chosen = self.regime(regime)
        with readable(self.path), unhindered():
            if from_zero:
                return self._fold_on(Picture(chosen), None, self.end(known_at), happened_by)
            with self.at_one_moment():
                end = self.end(known_at)
                picture, frame = self.stood(chosen, end, happened_by)
                if frame is not None and abs(end.sequence - frame.place.sequence) <= _SHORT:
                    return self._fold_on(picture, frame, end, happened_by)
            return self._fold_on(picture, frame, end, happened_by)

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """See the journal as it is now, also within another such block: a row that a keyframe names is not to be redacted between the
        one query and the next. Not for long: meanwhile a writer cannot tidy its log.
        """
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("COMMIT")

    @property
    def redactions(self) -> int:
        """How often something was redacted: rows that were read before another redaction are not to be shown after it."""
        with readable(self.path):
            return redactions(self._connection)

    def end(self, known_at: int | None = None) -> Place:
        """Return the place behind the last record known at `known_at` (None: behind the last of all)."""
        with readable(self.path):
            place = self._order.end(known_at)
            self._contexts.refresh()
        return place

    def keyframe(self, regime: Regime, end: Place, happened_by: int | None = None) -> Keyframe | None:
        """Return the last sound keyframe of a regime up to a place, with what the deltas behind it say.

        With `happened_by`: the last before which no observation happened later.
        """
        with readable(self.path):
            frame = keyframes.last_before(self._connection, str(regime), self._order.condition(START, end), happened_by)
            if frame is None or not self._has_deltas:
                return frame
            return deltas.onward(frame, takewhile(partial(self._within, end, happened_by), deltas.following(self._connection, frame)))

    def stood(self, regime: Regime, end: Place, happened_by: int | None = None) -> tuple[Picture, Keyframe | None]:
        """Return the picture of the last keyframe as `keyframe` finds it, and that keyframe, both of one moment of the file. With no such
        keyframe the picture is empty.
        """
        with self.at_one_moment():
            frame = self.keyframe(regime, end, happened_by)
            return (Picture(regime) if frame is None else self.restored(regime, frame)), frame

    def _within(self, end: Place, happened_by: int | None, delta: deltas.Delta) -> bool:
        """Say whether a delta's place lies up to a place, and before it no observation that happened later than `happened_by`."""
        return self._order.upto(delta.place, end) and (happened_by is None or delta.latest is None or delta.latest <= happened_by)

    def slices(self, regime: Regime, after: Place, end: Place, happened_by: int | None = None) -> Iterator[list[ReadingRow]]:
        """Read a regime's rows between two places of the reading order, slice by slice."""
        with readable(self.path):
            yield from self._order.rows(str(regime), after, end, self._left_out(happened_by))

    def _fold_on(self, picture: Picture, frame: Keyframe | None, end: Place, happened_by: int | None) -> tuple[Picture, int]:
        """Fold from a keyframe's picture, or from an empty one, to a place."""
        position, place = (0, START) if frame is None else (frame.position, frame.place)
        changes = ChangeSet()
        for rows in self.slices(picture.regime, place, end, happened_by):
            for item in self.placed(picture.regime, rows, position):
                change = fold(picture, item)
                if change is not None:
                    changes.add(change)
            position += len(rows)
        picture.digest.apply(changes)
        return picture, position

    def placed(self, regime: Regime, rows: Sequence[ReadingRow], position: int) -> list[Record | Withdrawal]:
        """Return the records of rows of one regime as they are folded: in a reconstructed journal numbered by their places in the
        reading order, of which `position` lie before them.
        """
        numbers = range(position + 1, position + 1 + len(rows)) if self.meta.reconstructed else None
        return items_of(rows, self.contexts, regime, numbers)

    def restored(self, regime: Regime, frame: Keyframe) -> Picture:
        """Return the picture of a keyframe."""
        with readable(self.path):
            return self._restoring.picture(regime, frame)
