"""A journal as a tape: stand at any moment, step forwards and back, and get the picture and what changed.

The tape is what lay in the journal when it was opened, and what was appended by the time it last grew. Near moments are folded on
to; for far ones the nearest of keyframes and recent checkpoints is taken. Stepping back goes to the last checkpoint and on from
there, so that a step either way costs milliseconds. With an audience, steps and positions count its records only: what is withheld
cannot be counted by stepping.
Deliberately absent: a clock (whoever plays decides when to advance), and any way to write.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Final, NamedTuple

from feeds.journal.audience import View, in_force
from feeds.journal.changed import changed
from feeds.journal.deltas import Mark, nearest
from feeds.journal.faults import readable
from feeds.journal.framing import Framing
from feeds.journal.keyframes import Keyframe
from feeds.journal.marks import Marks
from feeds.journal.reader import Reader
from feeds.journal.restoring import seen_young, unhindered
from feeds.journal.weighing import Weighing
from feeds.picture.changes import Change, ChangeSet
from feeds.picture.digest import digest_of
from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.fold import fold
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime
from feeds.picture.release import Audience
from feeds.picture.room import Policy, Roster

NEAR: Final = 4_000
"""Records that are folded one by one rather than jumped over."""

APART: Final = 400
"""Records between two checkpoints, with few rows."""

MANY: Final = 8_000
"""With every so many rows checkpoints lie farther apart by as much again."""

BARE: Final = 20_000
"""Records at a journal's end without a keyframe that are folded each time."""

KEPT: Final = 12
"""Checkpoints that are kept; the oldest goes first."""

_SHAPING: Final = frozenset({"roster", "policy"})
"""Kinds that say who sees what."""


class Stand(NamedTuple):
    """A place on the tape and its pictures; `own` is `whole` where nothing is withheld from the audience anywhere."""

    place: int
    whole: Picture
    own: Picture

    def pictures(self) -> tuple[Picture, ...]:
        """Return its pictures, each once."""
        return (self.whole,) if self.own is self.whole else (self.whole, self.own)

    def copy(self) -> Stand:
        """Return the same place with pictures that can go their own way."""
        whole = self.whole.copy()
        return Stand(self.place, whole, whole if self.own is self.whole else self.own.copy())


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
        self._reader, self._let_go = reader, let_go
        self._redactions = reader.redactions
        self.regime = reader.regime(regime)
        self._entity = audience
        end = reader.end()
        last, count = reader.picture(self.regime)
        self._view = self.last_view = self._viewed(last)
        self._marks = Marks(reader, self.regime, end, self._view)
        self._shared = self._view.audience.host and self._marks.seen == len(self._marks)
        self._made = self._missing(reader.keyframe(self.regime, end))
        self._checkpoints: deque[Stand] = deque()
        if self._shared and count == len(self._marks):
            # Most go to the end next, and the picture there is at hand.
            self._checkpoints.append(Stand(count, last, last))
        self._weighing = Weighing()
        self._now = self._standing(0, Picture(self.regime))
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
        shared = self.last_view.audience.host and self._marks.seen == len(self._marks)
        if shared is not self._shared:
            self._shared = shared
            stood = self._now
            self._now = self._standing(stood.place, stood.whole)
            self._leave(*self._checkpoints, stood)
            self._checkpoints.clear()
        return len(self._marks) > before

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
        return self._now.own

    @property
    def whole(self) -> Picture:
        """The room's picture at the present place: for what is computed *for* an audience out of more than it sees.

        Its digest is kept only where it is the audience's picture too.
        """
        return self._now.whole

    def at_the_end(self) -> Picture:
        """Return this audience's picture at the tape's end; the tape stays where it stands."""
        whole = next((each.whole for each in self._checkpoints if each.place == len(self._marks)), None)
        if whole is None:
            whole, _ = self._reader.picture(self.regime)
        return whole if self._shared else self.last_view.picture(whole)

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
        return self._view.audience

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
        return self._marks.seen_up_to(self._now.place)

    @property
    def records(self) -> int:
        """How many records lie behind: the originating room counts all of its journal, an audience its own."""
        return self._now.place if self.audience.host else self.position

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
        return self._marks.place_at(known) - self._now.place

    def effort(self, place: int) -> int | None:
        """Return how many records are folded to reach a place from what is at hand; None where a picture has to be read first."""
        if place >= self._now.place and place - self._now.place <= NEAR:
            return place - self._now.place
        kept = max((each.place for each in self._checkpoints if each.place <= place), default=None)
        return None if kept is None else place - kept

    def position_at(self, known: int) -> int:
        """Return how many of the audience's records were known at a moment."""
        return self._marks.seen_up_to(self._marks.place_at(known))

    def place_behind(self, position: int) -> tuple[int, int]:
        """Return the place behind the audience's record of that number, within what there is, and when that was known."""
        place = self._marks.place_of(position)
        return place, self._marks.known_at(place)

    def stand(self) -> Stand:
        """Return a copy of where the tape stands, for another tape of the same journal and audience to take up."""
        return self._now.copy()

    def take(self, stand: Stand, known: int, behind: Stand | None = None) -> None:
        """Stand at a moment that another tape has found; the pictures are this tape's from now on. `behind`: one a little before it."""
        gone = (*self._checkpoints, self._now)
        self._checkpoints.clear()
        if behind is not None:
            self._checkpoints.append(behind)
        self._view = self._viewed(stand.whole)
        self._now = stand
        self._at = known
        self._leave(*gone)

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
        if place == self._now.place:
            return ChangeSet()
        with readable(self._reader.path), unhindered():
            redacted = self._forget_redacted()
            if not redacted and self._now.place < place <= self._now.place + NEAR:
                return self._fold_to(place)
            before = self._now
            self._now = self._nearest(place)
            self._fold_to(place)
            self._leave(before)
            return changed(before.own, self._now.own) if tell else ChangeSet()

    def _forget_redacted(self) -> bool:
        """Let go of all rows that are at hand if anything was redacted since; say whether it was."""
        redactions = self._reader.redactions
        if redactions == self._redactions:
            return False
        self._redactions = redactions
        self._leave(*self._checkpoints)
        self._checkpoints.clear()
        self._weighing = Weighing()
        self._made = self._missing(self._reader.keyframe(self.regime, self._marks.end_of(len(self._marks))))
        return True

    def _nearest(self, place: int) -> Stand:
        """Return the last checkpoint or keyframe before a place, to be folded on from."""
        kept = max((each for each in self._checkpoints if each.place <= place), default=None, key=lambda each: each.place)
        # One that is at hand and near is folded on from sooner than it is read whether there is a nearer one.
        near = kept is not None and place - kept.place <= APART
        frame = None if near else self._frame_before(place)
        if kept is not None and (frame is None or kept.place >= frame.position):
            self._view = self._viewed(kept.whole)
            return kept.copy()
        if frame is None:
            return self._standing(0, Picture(self.regime))
        return self._standing(frame.position, self._reader.restored(self.regime, frame))

    def _frame_before(self, place: int) -> Keyframe | None:
        return nearest(self._made, place) or self._reader.keyframe(self.regime, self._marks.end_of(place))

    def _standing(self, place: int, whole: Picture) -> Stand:
        """Return a place of which the room's picture is known; roster and policy are those in force there."""
        self._view = self._viewed(whole)
        return Stand(place, whole, whole if self._shared else self._own_of(whole))

    def _own_of(self, whole: Picture) -> Picture:
        seen = self._view.picture(whole)
        if seen is not whole:
            return seen
        own = whole.copy()
        own.digest = digest_of(own.all_rows())
        return own

    def _fold_to(self, place: int) -> ChangeSet:
        """Fold on to a place, keep checkpoints on the way, and return what changed for the audience."""
        total, pending = ChangeSet(), ChangeSet()
        start = self._now.place
        # A checkpoint is a copy of every row's place: where there are many rows, fewer are worth it.
        apart = APART * (1 + sum(map(len, self._now.whole.tables.values())) // MANY)
        for rows in self._reader.slices(self.regime, self._marks.end_of(start), self._marks.end_of(place)):
            for position, item in enumerate(self._reader.placed(self.regime, rows, self._now.place), self._now.place + 1):
                for change in self._fold(item):
                    pending.add(change)
                self._now = self._now._replace(place=position)
                reshaped = isinstance(item, Record) and isinstance(item.body, Roster | Policy)
                kept = position % apart == 0
                if reshaped or kept:
                    self._settle(total, pending)
                    pending = ChangeSet()
                if reshaped:
                    total.merge(self._reshape())
                if kept:
                    self._keep(self._now.copy())
            if len(rows) > 1:
                seen_young()
        self._settle(total, pending)
        return total

    def _keep(self, checkpoint: Stand) -> None:
        """Have this at hand, in the place of the oldest where there are enough."""
        if len(self._checkpoints) == KEPT:
            self._leave(self._checkpoints.popleft())
        self._checkpoints.append(checkpoint)

    def _leave(self, *stands: Stand) -> None:
        """Say which pictures are held no longer, or will not be when this move is done."""
        for stand in stands:
            for picture in stand.pictures():
                self._drop(picture)

    def _drop(self, picture: Picture) -> None:
        """Say that a picture is held no longer, unless it is."""
        if self._let_go is not None and not any(picture is held for held in self._now.pictures()):
            self._let_go(picture)

    def _settle(self, total: ChangeSet, pending: ChangeSet) -> None:
        """Bring the digest up to date."""
        self._weighing.apply(self._now.own.digest, pending)
        total.merge(pending)

    def _reshape(self) -> ChangeSet:
        """Roster or policy changed: every row is released anew."""
        self._view = self._viewed(self._now.whole)
        if self._shared:
            return ChangeSet()
        before, after = self._now.own, self._own_of(self._now.whole)
        self._now = self._now._replace(own=after)
        self._drop(before)
        return changed(before, after)

    def _fold(self, item: Record | Withdrawal) -> list[Change]:
        """Fold one record into the room's picture, and what the audience gets of it into its own."""
        change = fold(self._now.whole, item)
        if change is None:
            return []
        if self._shared:
            return [change]
        given = self._view.given(change.before, item)
        own = None if given is None else fold(self._now.own, given)
        return [] if own is None else [own]
