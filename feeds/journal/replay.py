"""A journal as a tape: stand at any moment, step forwards and back, and get the picture and what changed.

The tape is what lay in the journal when it was opened, and what was appended by the time it last grew. Near moments are folded on
to; for far ones the nearest of keyframes and recent checkpoints is taken. Stepping back goes to the last checkpoint and on from
there, so that a step either way costs milliseconds. With an audience, steps and positions count its records only: what is withheld
cannot be counted by stepping.
Deliberately absent: a clock (whoever plays decides when to advance), and any way to write.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from feeds.journal.audience import View, in_force
from feeds.journal.changed import changed
from feeds.journal.checkpoints import Checkpoints, apart
from feeds.journal.deltas import Mark, nearest
from feeds.journal.faults import readable
from feeds.journal.framing import Framing
from feeds.journal.head import Head, Stand
from feeds.journal.keyframes import Keyframe
from feeds.journal.marks import Marks
from feeds.journal.reader import Reader
from feeds.journal.restoring import seen_young, unhindered
from feeds.picture.changes import ChangeSet
from feeds.picture.fold import fold
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime
from feeds.picture.release import Audience

NEAR: Final = 4_000
"""Records that are folded one by one rather than jumped over."""

BARE: Final = 20_000
"""Records at a journal's end without a keyframe that are folded each time."""

_SHAPING: Final = frozenset({"roster", "policy"})
"""Kinds that say who sees what."""


class Tape:
    """A journal's regime, for one audience (None: the originating room). Owned by one thread.

    `picture` is the audience's picture at the present place; after a move it may be another object.
    """

    def __init__(
        self,
        reader: Reader,
        regime: Regime | None = None,
        audience: str | None = None,
        let_go: Callable[[Picture], object] | None = None,
    ) -> None:
        """Open at the beginning, before the first record.

        `let_go` is told of every picture that the tape holds no longer: whoever drops the last word of a large one frees all its rows at
        once, which holds every thread.

        `last_view`: the audience under roster and policy at the end, by which it is judged what may be stepped on.

        Raises:
            Misuse: no such regime, or no such entity.
            Damaged: the records cannot be read.

        """
        self._reader = reader
        self._redactions = reader.redactions
        self.regime = reader.regime(regime)
        self._entity = audience
        end = reader.end()
        last, count = reader.picture(self.regime)
        self.last_view = self._viewed(last)
        self._marks = Marks(reader, self.regime, end, self.last_view)
        self._made = self._missing(reader.keyframe(self.regime, end))
        self._head = Head(self._viewed, let_go, Picture(self.regime), shared=self._nothing_withheld())
        self._checkpoints = Checkpoints()
        if self._head.shared and count == len(self._marks):
            # Most go to the end next, and the picture there is at hand.
            self._checkpoints.keep(Stand(count, last, last))
        self._at = self._marks.first

    def grow(self) -> bool:
        """Take in what was appended to the journal since; say whether anything was. Where the tape stands stays as it is.

        A reconstructed journal is not read in the order of its chain and does not grow.
        """
        if self._reader.meta.reconstructed:
            return False
        end, before = self._reader.end(), len(self._marks)
        if end.sequence <= self._marks.end_of(before).sequence:
            return False
        kinds = self._marks.grow(self._reader, self.regime, end, self.last_view)
        if kinds & _SHAPING:
            self.last_view = self._viewed(self._reader.picture(self.regime)[0])
            self._marks = Marks(self._reader, self.regime, end, self.last_view)
        shared, head = self._nothing_withheld(), self._head
        if shared is not head.shared:
            stood = head.now
            head.shared = shared
            head.stand(stood.place, stood.whole)
            head.leave(*self._checkpoints.clear(), stood)
        return len(self._marks) > before

    def _nothing_withheld(self) -> bool:
        return self.last_view.audience.host and self._marks.seen == len(self._marks)

    def _missing(self, last: Keyframe | None) -> list[Mark]:
        """Make, for this tape alone, the keyframes and deltas of a long stretch that has none."""
        if len(self._marks) - (0 if last is None else last.position) <= BARE:
            return []
        return list(Framing(self._reader, self.regime).marks())

    def _viewed(self, whole: Picture) -> View:
        return View(self._entity, in_force(self._reader, whole), str(self._reader.path))

    @property
    def picture(self) -> Picture:
        """The audience's picture at the present place."""
        return self._head.now.own

    @property
    def whole(self) -> Picture:
        """The room's picture at the present place: for what is computed *for* an audience out of more than it sees.

        Its digest is kept only where it is the audience's picture too.
        """
        return self._head.now.whole

    def at_the_end(self) -> Picture:
        """Return this audience's picture at the tape's end; the tape stays where it stands."""
        kept = self._checkpoints.at(len(self._marks))
        whole = self._reader.picture(self.regime)[0] if kept is None else kept.whole
        return whole if self._head.shared else self.last_view.picture(whole)

    def happened_by(self, at: int) -> Picture:
        """Return what is known at the end to have happened by a moment, for this audience: hindsight.

        It is what was known at the moment, and over it what was learned later of what had happened by then: a report, and an act too.
        What was done or found after the moment is not in it.
        """
        whole, position = self._reader.picture(self.regime, at)
        after, changes = self._marks.end_of(self._marks.place_at(at)), ChangeSet()
        with unhindered():
            for rows in self._reader.later(self.regime, after, at):
                for item in self._reader.placed(self.regime, rows, position):
                    change = fold(whole, item)
                    if change is not None:
                        changes.add(change)
                position += len(rows)
                seen_young()
        whole.digest.apply(changes)
        return self._viewed(whole).picture(whole)

    @property
    def audience(self) -> Audience:
        """Whose tape it is."""
        return self._head.view.audience

    @property
    def at(self) -> int:
        """The moment the tape stands at, ms: what was sought, or when the last record was known."""
        return self._at

    @property
    def first(self) -> int:
        """When the first record was known, ms."""
        return self._marks.first

    @property
    def last(self) -> int:
        """When the last record was known, ms."""
        return self._marks.last

    @property
    def position(self) -> int:
        """How many of the audience's records lie behind."""
        return self._marks.seen_up_to(self._head.now.place)

    @property
    def records(self) -> int:
        """How many records lie behind: the originating room counts all of its journal, an audience its own."""
        return self._head.now.place if self.audience.host else self.position

    @property
    def length(self) -> int:
        """How many records of the audience's the tape has."""
        return self._marks.seen

    @property
    def marks(self) -> Marks:
        """What lies where on the track."""
        return self._marks

    def distance(self, known: int) -> int:
        """Return how many records lie between the present place and a moment; negative where it lies behind."""
        return self._marks.place_at(known) - self._head.now.place

    def effort(self, place: int) -> int | None:
        """Return how many records are folded to reach a place from what is at hand; None where a picture has to be read first."""
        ahead = place - self._head.now.place
        if 0 <= ahead <= NEAR:
            return ahead
        kept = self._checkpoints.before(place)
        return None if kept is None else place - kept.place

    def position_at(self, known: int) -> int:
        """Return how many of the audience's records were known at a moment."""
        return self._marks.seen_up_to(self._marks.place_at(known))

    def place_behind(self, position: int) -> tuple[int, int]:
        """Return the place behind the audience's record of that number, within what there is, and when that was known."""
        place = self._marks.place_of(position)
        return place, self._marks.known_at(place)

    def stand(self) -> Stand:
        """Return a copy of where the tape stands, for another tape of the same journal and audience to take up."""
        return self._head.copy()

    def take(self, stand: Stand, known: int, behind: Stand | None = None) -> None:
        """Stand at a moment that another tape has found; the pictures are this tape's from now on. `behind`: one a little before it."""
        gone = (*self._checkpoints.clear(), self._head.now)
        if behind is not None:
            self._checkpoints.keep(behind)
        self._head.take(stand)
        self._at = known
        self._head.leave(*gone)

    def seek(self, known: int, *, tell: bool = True) -> ChangeSet:
        """Go to a moment, in either direction: behind the last record known then. Return what differs from before.

        `tell` False: where `picture` is another object afterwards, nothing is said of what differs; that takes as long as reading it.
        """
        changes = self._go(self._marks.place_at(known), tell=tell)
        self._at = known
        return changes

    def seek_to(self, position: int, *, tell: bool = True) -> ChangeSet:
        """Go behind the audience's record of that number (0: before the first); otherwise as `seek`."""
        place = self._marks.place_of(position)
        changes = self._go(place, tell=tell)
        self._at = self._marks.known_at(place)
        return changes

    def step(self, count: int, *, tell: bool = True) -> ChangeSet:
        """Go that many of the audience's records on, or back if negative, as far as there are any; otherwise as `seek`."""
        return self.seek_to(self.position + count, tell=tell)

    def advance(self, to: int) -> ChangeSet:
        """Go on to a moment; one that lies behind changes nothing."""
        return self.seek(to) if to > self._at else ChangeSet()

    def _go(self, place: int, *, tell: bool) -> ChangeSet:
        head = self._head
        if place == head.now.place:
            return ChangeSet()
        with readable(self._reader.path), unhindered():
            redacted = self._forget_redacted()
            if not redacted and head.now.place < place <= head.now.place + NEAR:
                self._fold_to(place)
                return head.changes()
            before = head.now
            self._stand_before(place)
            self._fold_to(place)
            head.changes()
            head.leave(before)
            return changed(before.own, head.now.own) if tell else ChangeSet()

    def _forget_redacted(self) -> bool:
        """Let go of all rows that are at hand if anything was redacted since; say whether it was."""
        redactions = self._reader.redactions
        if redactions == self._redactions:
            return False
        self._redactions = redactions
        self._head.leave(*self._checkpoints.clear())
        self._head.forget()
        self._made = self._missing(self._reader.keyframe(self.regime, self._marks.end_of(len(self._marks))))
        return True

    def _stand_before(self, place: int) -> None:
        """Stand at the last checkpoint or keyframe before a place, to be folded on from; both as the file is at one moment, for what is
        redacted after a keyframe was found and before its rows are read would be missed.
        """
        while True:
            with self._reader.at_one_moment():
                if self._reader.redactions == self._redactions:
                    self._stand_now(place)
                    return
            self._forget_redacted()

    def _stand_now(self, place: int) -> None:
        kept = self._checkpoints.before(place)
        # One that is at hand and near is folded on from sooner than it is read whether there is a nearer one.
        near = kept is not None and place - kept.place <= apart(0)
        frame = None if near else self._frame_before(place)
        if kept is not None and (frame is None or kept.place >= frame.position):
            self._head.take(kept.copy())
        elif frame is None:
            self._head.stand(0, Picture(self.regime))
        else:
            self._head.stand(frame.position, self._reader.restored(self.regime, frame))

    def _frame_before(self, place: int) -> Keyframe | None:
        return nearest(self._made, place) or self._reader.keyframe(self.regime, self._marks.end_of(place))

    def _fold_to(self, place: int) -> None:
        """Fold on to a place, and keep checkpoints on the way."""
        head = self._head
        start, every = head.now.place, apart(sum(map(len, head.now.whole.tables.values())))
        for rows in self._reader.slices(self.regime, self._marks.end_of(start), self._marks.end_of(place)):
            for position, item in enumerate(self._reader.placed(self.regime, rows, head.now.place), head.now.place + 1):
                head.fold(position, item)
                if position % every == 0:
                    head.leave(*self._checkpoints.keep(head.copy()))
            if len(rows) > 1:
                seen_young()
