"""A replayed session: a journal's tape in the place of a hub. It owns no socket and has no way to send an act.

It plays, steps and seeks; the window over it is the same as the live one. Deliberately absent: hindsight. The picture is a
prefix of the journal, and the history's horizon is the moment the tape stands at.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.alongside import Alongside
from app.beside import Beside
from app.history_reading import HistoryReading
from app.letting_go import LettingGo
from app.marks import AUTHOR, MarkBook
from app.onlooker import Onlooker
from app.playing import Playing, onward
from app.scout import Found, Scout, Wanted
from app.session import LinkReport
from feeds.journal.reader import Reader
from feeds.journal.replay import Tape
from feeds.picture.act import Wish
from feeds.picture.changes import ChangeSet
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime
from feeds.wire.follow import LinkState
from widgets.compare.resolve import Aside
from widgets.replay_bar.resolve import speeds_for
from widgets.times import Range
from widgets.turns import Rank, Spent, Work
from widgets.two_clocks.ledger import Entry

_MIDDLE = 2
FRAME_MS = 33
GROWS_MS = 500
"""How often it is looked whether the journal has grown."""

STRIDE = 200
"""Records that are played between two looks at the time."""

FAR = 300
"""Records to a moment from which on it is gone to beside the Qt loop, and not within it."""

_ACTS_OFF = "this window has no way to send acts"
_ACHIEVED_FROM = 0.9
"""Below this share of the speed asked for, the speed achieved is said."""


class ReplaySession(Onlooker):
    """A recording of one regime, seen as the originating room or as one entity. Owns its reader."""

    played = Signal()
    """Play, pause, speed or place changed."""
    compared_anew = Signal()
    """What it is compared with is another moment's."""
    grew = Signal()
    """The journal has more than it had."""

    def __init__(
        self, reader: Reader, regime: Regime | None, entity: str | None, parent: QObject | None = None, *, author: str | None = None
    ) -> None:
        super().__init__(reader.regime(regime), parent)
        self._reader = reader
        self._gone = LettingGo(self)
        """The pictures that were shown before."""
        self.tape = Tape(reader, self.picture.regime, entity, self._gone.take)
        self.as_entity = entity
        self.marks = MarkBook(reader.path, reader.meta.incident, author or AUTHOR)
        self.picture = self.tape.picture
        self.playing = Playing(speed=speeds_for(self.tape.first, self.tape.last)[_MIDDLE].value)
        self.achieved = 0.0
        self.zero: int | None = None
        """T-zero: the moment that the second clock counts from."""
        self.going: int | None = None
        """The moment that is being gone to, while it is not reached."""
        self._wanted: Wanted | None = None
        """What the scout was asked for last."""
        self.follows = False
        """Whether it stands at the journal's end and goes on with it as it is written."""
        self.grows = False
        """Whether the journal was seen to grow: then its end is no reason to stop, but is gone on with."""
        self._grows = QTimer(self, interval=GROWS_MS)
        self._more = Work(self._look_for_more, Rank.NEWS)
        self._grows.timeout.connect(self._more.ask)
        self._alongside: Alongside | None = None
        self._carried = 0.0
        self._turned = time.monotonic()
        self._plays = Work(self._play_on, Rank.NEWS)
        self._turn = QTimer(self, interval=FRAME_MS)
        self._turn.timeout.connect(self._plays.ask)
        self._scout = Scout(reader.path, self.picture.regime, entity, self)
        self._scout.found.connect(self._found)
        self._scout.recalled.connect(self._recalled)
        self._scout.failed.connect(self.failed)
        # The history's lines call things by their names at the end: the moment shown may not know them yet.
        self._reading = HistoryReading(reader, self.picture.regime, self._sees, self.remember, self.tape.at_the_end(), self)
        self._reading.went.connect(self._read_so_far)

    @property
    def journal(self) -> Path:
        """The recording's file."""
        return self._reader.path

    def start(self) -> None:
        """Begin to read the history, in portions."""
        self._reading.start()
        self._grows.start()

    # Another picture beside it.

    def stand_beside(self, beside: Beside) -> None:
        """Compare with this from now on, moment by moment; C ends it and takes it up again. Owns it."""
        self._alongside = Alongside(beside, lambda: self.tape.at, self)
        self._alongside.stood.connect(self._stood_beside)
        beside.failed.connect(self.failed)
        self._alongside.start()

    def _stood_beside(self, aside: Aside) -> None:
        self._leave_aside()
        self.aside = aside
        self.compared_anew.emit()

    def put_aside(self) -> None:
        """Keep the picture shown to compare others with, or end comparing; where another stands beside it, that one."""
        self._leave_aside()
        if self._alongside is None:
            super().put_aside()
        elif self._alongside.on:
            self._alongside.stop()
            self.aside = None
        else:
            self._alongside.start()

    def _leave_aside(self) -> None:
        if self.aside is not None:
            self._gone.take(self.aside.picture)

    # What a session says of itself.

    @property
    def replay(self) -> bool:
        """A recording."""
        return True

    @property
    def entity(self) -> str:
        """Whose audience it is."""
        return self.tape.audience.entity

    @property
    def role(self) -> str:
        """What stands in the place of a role."""
        return f"seen as {self.entity}"

    def now(self) -> int:
        """The moment the tape stands at."""
        return self.tape.at

    def clock(self) -> int:
        """The replayed clock."""
        return self.tape.at

    def link(self) -> LinkReport:
        """There is no link, and none is lost."""
        return LinkReport(LinkState.LIVE, self._turned, "", ever=True)

    def behind(self) -> int | None:
        """There is no hub."""
        return None

    def act(self, wish: Wish) -> str | None:
        """Refuse: there is no way out of this window."""
        del wish
        return _ACTS_OFF

    # The transport.

    def play(self, *, on: bool) -> None:
        """Play or pause."""
        loops = self.playing.loop is not None
        self.follows = False
        if on and self.happened:
            self.ask_happened(on=False)
        self.playing = replace(self.playing, on=on and (loops or self.tape.at < self.tape.last))
        self._turned, self._carried = time.monotonic(), 0.0
        if self.playing.on:
            self._turn.start()
        else:
            self._turn.stop()
            self._plays.drop()
        self.played.emit()

    def follow(self) -> None:
        """L: stand at the journal's end, and go on with it as it is written; anything else that moves leaves it."""
        self.play(on=False)
        if self.happened:
            self.ask_happened(on=False)
        self.go(self.tape.last)
        self.follows = True
        self.played.emit()

    def _look_for_more(self, spent: Spent) -> bool:
        """Take in what was appended; standing at the end, go on to it. What is played from earlier goes on at its delay."""
        if not self._reading.waiting and self.tape.grow():
            self.grows = True
            self._reading.grew()
            self.grew.emit()
        if not self.follows or self.going is not None or self.tape.distance(self.tape.last) <= 0:
            return False
        if self.tape.at < self.tape.last:
            self._play_to(self.tape.last, spent)
        else:
            self._take(self.tape.seek(self.tape.last))  # more became known at the same moment
        self.played.emit()
        return self.tape.distance(self.tape.last) > 0

    def set_speed(self, speed: float) -> None:
        """Play this many seconds in a real one, within bounds."""
        self._play_as(self.playing.at_speed(speed))

    def set_loop(self, loop: Range | None) -> None:
        """Play this range over and over, within the recording; None: to the end."""
        if loop is not None:
            loop = (max(loop[0], self.tape.first), min(loop[1], self.tape.last))
        self._play_as(replace(self.playing, loop=loop if loop is not None and loop[0] < loop[1] else None))

    def set_skips(self, *, on: bool) -> None:
        """Pass over what is quiet, or play it."""
        self._play_as(replace(self.playing, skips=on))

    def ask_happened(self, *, on: bool) -> None:
        """X: show what is now known to have happened by this moment, or again what was known then. Hindsight does not play."""
        if on == self.happened:
            return
        self.happened = on
        if on:
            self.play(on=False)
            self._scout.recall(self.tape.at)
        else:
            self._take(ChangeSet())
            self.replaced.emit()
        self.moved.emit()
        self.played.emit()

    def _recalled(self, at: int, picture: Picture) -> None:
        """Take up what had happened, if that is still asked, and of this moment."""
        if self.happened and at == self.tape.at:
            self._let_go(self.picture)
            self.picture = picture
            self.replaced.emit()

    def _records_of(self, entries: tuple[Entry, ...]) -> tuple[Record, ...]:
        wanted = {(each.kind, each.subject, each.event, each.known) for each in entries}
        found = self._reader.records_at(self.tape.marks.sequences_known_at(each.known for each in entries))
        told = (record for record in found if record is not None)
        return tuple(record for record in told if (record.kind, record.subject, record.event, record.known) in wanted)

    def set_zero(self, zero: int | None) -> None:
        """Count the second clock from this moment; None: from none."""
        self.zero = zero
        self.played.emit()

    def _play_as(self, playing: Playing) -> None:
        self.playing = playing
        self.played.emit()

    def seek(self, known: int) -> None:
        """Stand at a moment of knowledge, now: reading what it takes holds the caller."""
        self.going, self.follows = None, False
        self._moved(self.tape.seek(self._within(known), tell=False))

    def go(self, known: int) -> None:
        """Go to a moment of knowledge: a near one now, a far one as soon as it has been read beside the loop."""
        self.follows = False
        known = self._within(known)
        if abs(self.tape.distance(known)) <= FAR:
            self.seek(known)
            return
        self._send(Wanted(known))

    def step(self, count: int) -> None:
        """Go that many records on, or back: as `go`, beside the loop where it takes reading or much folding."""
        self.play(on=False)
        position = count + self._position()
        place, known = self.tape.place_behind(position)
        effort = self.tape.effort(place)
        if effort is not None and effort <= FAR:
            self.going = None
            self._moved(self.tape.seek_to(position, tell=False))
        else:
            self._send(Wanted(known, position))

    def _position(self) -> int:
        """Behind which record steps count from: while a moment is being gone to, from there."""
        if self.going is None or self._wanted is None:
            return self.tape.position
        return self.tape.position_at(self.going) if self._wanted.position is None else self._wanted.position

    def step_kind(self, step: int, kinds: frozenset[str]) -> None:
        """Go to the next (1) or last (-1) record of these kinds, seen from here."""
        known = self.tape.marks.neighbour(self._stands_at(), step, kinds)
        if known is not None:
            self.play(on=False)
            self.go(known)

    def step_time(self, ms: int) -> None:
        """Go that much time on, or back."""
        self.play(on=False)
        self.go(self._stands_at() + ms)

    def _stands_at(self) -> int:
        """Where steps count from: while a moment is being gone to, from there."""
        return self.tape.at if self.going is None else self.going

    def _within(self, known: int) -> int:
        return min(max(known, self.tape.first), self.tape.last)

    def _send(self, wanted: Wanted) -> None:
        """Have the scout find this."""
        self._wanted, self.going = wanted, wanted.moment
        self._scout.go(wanted)
        self.played.emit()

    def _found(self, wanted: Wanted, found: Found) -> None:
        """Take up the moment that was asked for last."""
        if self.going is not None and wanted == self._wanted:
            self.going = None
            self.tape.take(found.stand, wanted.moment, found.behind)
            self._turned, self._carried = time.monotonic(), 0.0
            self._moved(ChangeSet())

    def go_to_mark(self, ident: str) -> None:
        """Stand at a mark."""
        found = self.marks.find(ident) if self.marks is not None else None
        if found is not None:
            self.play(on=False)
            self.go(found.at)

    def _play_on(self, spent: Spent) -> bool:
        at = time.monotonic()
        passed, self._turned = at - self._turned, at
        if self.going is not None:
            return False
        before = self.tape.at
        wanted = onward(self.playing, before + self._carried, passed, self._following)
        if wanted < before:
            self.go(int(wanted))
            return False
        self._play_to(min(int(wanted), self.tape.last), spent)
        reached = self.tape.at >= int(wanted)
        self._carried = wanted - int(wanted) if reached else 0.0
        self.achieved = (self.tape.at - before) / 1000.0 / passed if passed > 0 else 0.0
        if self.tape.at >= self.tape.last and self.playing.loop is None:
            self.play(on=False)
            self.follows = self.grows
        self.played.emit()
        return False

    def _play_to(self, wanted: int, spent: Spent) -> None:
        """Fold on to a moment, or as far as the time allows."""
        marks = self.tape.marks
        while self.tape.at < wanted:
            self._take(self.tape.advance(min(wanted, max(self.tape.at + 1, marks.ahead(self.tape.at, STRIDE)))))
            if spent():
                return

    def _following(self, at: int) -> int | None:
        return self.tape.marks.neighbour(at, 1)

    @property
    def lags(self) -> bool:
        """Whether it plays notably slower than it was asked to."""
        return self.playing.on and 0 < self.achieved < self.playing.speed * _ACHIEVED_FROM

    def _moved(self, changes: ChangeSet) -> None:
        self._take(changes)
        self.moved.emit()
        self.played.emit()

    def _take(self, changes: ChangeSet) -> None:
        if self.happened:
            self._scout.recall(self.tape.at)
            return
        other = self.tape.picture is not self.picture
        self._let_go(self.picture)
        self.picture = self.tape.picture
        if other:
            self.replaced.emit()
        else:
            self._fold(changes)

    def _let_go(self, picture: Picture) -> None:
        """Let go of a picture that was shown, unless the tape stands at it."""
        if picture is not self.tape.picture:
            self._gone.take(picture)

    def _sees(self, record: Record) -> bool:
        """Say whether the audience may see a record, under the roster and policy at the journal's end; as it grows they may change."""
        return self.tape.last_view.sees(record)

    def _read_so_far(self, share: float | None) -> None:
        """Note how much of the history is read; once all of it was, what stands on it is shown anew."""
        before, self.reading = self.reading, share
        if share is None and before is not None:
            self.moved.emit()

    @property
    def loading(self) -> bool:
        """Whether the history is still being read, or a far moment gone to."""
        return self.reading is not None or self.going is not None

    def close(self) -> None:
        """Stop the timers, end the thread and close the file."""
        self._turn.stop()
        self._plays.drop()
        self._gone.stop()
        self._grows.stop()
        self._more.drop()
        self._reading.stop()
        if self._alongside is not None:
            self._alongside.close()
        self._scout.close()
        self._reader.close()
