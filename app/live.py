"""A live session: the hub's stream folded into a picture, the history asked for beside it, acts signed and sent.

The screen says what the hub has on disk: an act changes nothing here until its record comes back in the stream.
Deliberately absent: sockets (the inbox's thread has them) and any judgement of its own about the picture.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable
from functools import partial
from typing import assert_never

from PySide6.QtCore import QObject, QTimer

from app.inbox import Inbox
from app.letting_go import LettingGo
from app.lookback import LookBack
from app.remembering import Remembering
from app.seat import SeatSession
from app.session import LinkReport
from feeds.picture.act import Seen, SignedAct, Standing, Wish, propose
from feeds.picture.body import kind_of
from feeds.picture.changes import ChangeSet
from feeds.picture.envelope import Record
from feeds.picture.holding import Holder
from feeds.picture.identity import content_hash
from feeds.picture.picture import Picture
from feeds.picture.room import Officer
from feeds.room import Room
from feeds.wire.events import Dropped, Event, StateChanged, Unreadable
from feeds.wire.follow import LinkState
from feeds.wire.heard_time import HeardTime
from feeds.wire.keys import Keys, sign_act
from feeds.wire.link import Link
from feeds.wire.mirror import Gathering, Mirror, Snapshot
from feeds.wire.protocol import (
    Advanced,
    Batch,
    Confirmed,
    Declined,
    Heartbeat,
    OriginalPart,
    Page,
    Part,
    Receipts,
    Turned,
    Welcome,
)
from layers.whereabouts import Whereabouts
from widgets.two_clocks.ledger import Entry

HISTORY_BACK_MS = 48 * 3_600_000
"""How much of the past a live desk asks for: two days of watches. What lies further back is for a replay."""

_LATENCIES = 20_000


class LiveSession(SeatSession):
    """One officer's session with one hub."""

    def __init__(self, room: Room, officer: Officer, parent: QObject | None = None) -> None:
        super().__init__(room.regime, officer, parent)
        self._keys = room.keys(officer.code)
        self.basemap = room.basemap
        self._mirror = Mirror(room.regime)
        self.picture = self._mirror.picture
        self._welcome: Welcome | None = None
        self._link = LinkReport(LinkState.LOST, time.monotonic(), "not connected yet", ever=False)
        self._time: HeardTime | None = None
        self._frozen: int | None = None
        self._nonce = 0
        self._gone = LettingGo(self)
        """Pictures that are shown no more."""
        self.back = LookBack(room.regime, self.clock, lambda: self._time.speed if self._time is not None else 0.0, self._gone.take, self)
        self.back.arrived.connect(self._show_past)
        self.back.went.connect(super()._fold)
        self.records = 0
        """Records received, the snapshot's rows included."""
        self.delays_ms: deque[float] = deque(maxlen=_LATENCIES)
        """From the hub's receipt of a record to its row in this picture, in ms."""
        self.missteps = 0
        """How often this picture's digest was not the hub's."""
        self._distrusted: tuple[str, int] | None = None
        """Where it was not: what was asked for there is not asked for again, which would undo what is coming."""
        self._remembering = Remembering(self.remember, self._remembered)
        self._inbox = Inbox(partial(_connect, room, self._keys), Gathering(room.regime), self)
        self._inbox.arrived.connect(self._heed)
        self._inbox.failed.connect(self.failed)
        self._watch = QTimer(self, interval=250)
        self._watch.timeout.connect(self._age_acts)

    def start(self) -> None:
        """Connect."""
        self._inbox.start()
        self._watch.start()

    @property
    def sequence(self) -> int:
        """The audience's sequence this picture stands at."""
        return self._mirror.sequence

    @property
    def hub_digest(self) -> str:
        """The digest the hub gave for this audience at this sequence."""
        return self._mirror.expected

    @property
    def in_step(self) -> bool:
        """Whether this picture's digest is the hub's at the same sequence, and the link is live."""
        return self._link.state is LinkState.LIVE and self._mirror.in_step

    @property
    def past(self) -> int | None:
        """The moment that is looked back at."""
        return self.back.past

    @property
    def present(self) -> Picture:
        """The hub's stream as it stands, whatever is looked at."""
        return self._mirror.picture

    @property
    def present_at(self) -> int:
        """The room's time; that of the last picture while the link is lost."""
        if self.held is not None:
            return self.held
        return self._frozen if self._frozen is not None else self.clock()

    def return_live(self) -> None:
        """Show the present again."""
        if self.back.leave():
            self.picture = self._mirror.picture
            self.replaced.emit()

    def _show_past(self) -> None:
        self.picture = self.back.picture
        self.replaced.emit()

    def _fold(self, changes: ChangeSet) -> None:
        """While the past is shown the present changes beside it."""
        if self.past is None:
            super()._fold(changes)

    def remember(self, records: Iterable[Record], names: Picture | None = None) -> None:
        """Note them for looking back, too."""
        known = tuple(records)
        super().remember(known, names)
        self.back.recollection.add(known)

    def _records_of(self, entries: tuple[Entry, ...]) -> tuple[Record, ...]:
        return self.back.recollection.of((each.kind, each.subject, each.event, each.known) for each in entries)

    @property
    def arriving(self) -> float | None:
        """As far as the thread that gathers it has come."""
        return self._inbox.share

    @property
    def frozen_at(self) -> int | None:
        """The time of the last picture while the link is lost."""
        return self._frozen

    def link(self) -> LinkReport:
        """How the session is connected."""
        return self._link

    def now(self) -> int:
        """The picture's moment; frozen while the link is lost."""
        return self.present_at if self.past is None else self.past

    def clock(self) -> int:
        """The room's time, drawn on from the hub's last word."""
        if self.held is not None:
            return self.held
        return self._time.drawn_on(time.monotonic()) if self._time is not None else 0

    def behind(self) -> int | None:
        """How many ms ago the hub last spoke."""
        return round((time.monotonic() - self._time.at) * 1000) if self._time is not None else None

    def compared(self) -> bool:
        """Whether the digests are equal and the link is live."""
        return self.in_step

    def act(self, wish: Wish) -> str | None:
        """Sign and send; refused at once while there is no link, or while the past is looked at."""
        if self.past is not None:
            return self.standpoint.off
        if self._link.state is LinkState.LOST or self._welcome is None:
            return "cannot reach the hub"
        place = (kind_of(wish.body), wish.subject)
        if self.pending.waits(place, time.monotonic()):
            # The link sends the same signed bytes again until the hub has answered: a second key asks for nothing new.
            self.acted.emit()
            return None
        standing = Standing(
            self._welcome.incident,
            self._welcome.regime,
            self._officer.code,
            self._officer.role,
            self._officer.entity,
            self._officer.seat,
            self._welcome.roster,
        )
        act = propose(self.picture, standing, Seen(self._mirror.sequence, self._mirror.expected), wish)
        signed = sign_act(act, self._keys.signing_key)
        self.pending.sent(place, content_hash(signed.data), time.monotonic())
        self._inbox.tell(lambda link: _send_act(link, signed))
        self.acted.emit()
        return None

    def nonce(self) -> str:
        """A word used once, for one wish: the same wish sent again is the same act."""
        self._nonce += 1
        return f"{self._officer.code}-{time.time_ns():x}-{self._nonce}"

    def seen(self, request: str, item_revision: int) -> None:
        """Report that this seat displays a request at a revision."""
        self._inbox.tell(lambda link: link.report_seen(request, item_revision))

    def close(self) -> None:
        """Stop the timer and the I/O thread."""
        self._watch.stop()
        self.back.stop()
        self._inbox.close()
        self._remembering.drop()
        self._gone.stop()

    def _heed(self, event: Event | Snapshot) -> None:
        match event:
            case Snapshot():
                self._stand(event)
            case Batch():
                self._fold_batch(event)
            case Heartbeat(now=now, speed=speed):
                self._hear_time(now, speed)
                self._compare(event)
                self._hear_of_others(event)
            case Welcome():
                self._welcome = event
                self._hear_time(event.now, event.speed)
                self.linked.emit()
            case StateChanged():
                self._state_changed(event)
            case Confirmed(key):
                self._settled(key, "")
            case Declined(key, reason):
                self._settled(key, reason)
            case Page(number, records, last):
                self.remember(records)
                if last:
                    self.moved.emit()
                else:
                    self._inbox.tell(lambda link: link.ask_more(number))
            case Turned(reason) | Unreadable(reason):
                self.failed.emit(reason)
            case Dropped() | Receipts() | OriginalPart() | Advanced() | Part():
                pass
            case _:
                assert_never(event)

    def _stand(self, snapshot: Snapshot) -> None:
        """Go on from a snapshot."""
        self._hear_time(snapshot.now, snapshot.speed)
        self.records += sum(snapshot.picture.counts.values())
        epoch = self._mirror.epoch
        self._gone.take(self._mirror.picture)
        self._mirror.stand(snapshot)
        self._distrusted = None
        self.resyncs += self._link.ever
        if self.past is None:
            self.picture = self._mirror.picture
        self._link = LinkReport(self._link.state, self._link.since, self._link.reason, ever=True)
        since = snapshot.now - HISTORY_BACK_MS
        self.back.recollection.whole_since = since
        if self._mirror.epoch != epoch:
            # Another rule of release: what was where is read anew from what it lets through.
            self.whereabouts = Whereabouts()
        self._inbox.tell(lambda link: _ask_history(link, since))
        self._remembering.begin(self._mirror.picture.all_rows())
        if self.past is None:
            self.replaced.emit()
        self._distrust_if_unequal()

    def _remembered(self, share: float | None) -> None:
        """So much of a snapshot is noted for the past that panels show."""
        before, self.reading = self.reading, share
        if before is not None and share is None:
            self.moved.emit()

    def _fold_batch(self, batch: Batch) -> None:
        self._hear_time(batch.now, batch.speed)
        self.records += len(batch.records)
        changes = self._mirror.take(batch)
        self.remember(batch.records)
        self.back.recollection.forget(batch.withdrawals)
        self.whereabouts.forget(batch.withdrawals)
        self._remembering.forget(batch.withdrawals)
        self._stamp(batch)
        self._fold(changes or ChangeSet())
        self._distrust_if_unequal()

    def _stamp(self, batch: Batch) -> None:
        if batch.stamp:
            self.delays_ms.append(max(0.0, (time.monotonic_ns() - batch.stamp) / 1e6))

    def _compare(self, heartbeat: Heartbeat) -> None:
        if heartbeat.epoch == self._mirror.epoch and heartbeat.sequence == self._mirror.sequence:
            self._mirror.expected = heartbeat.digest
            self._distrust_if_unequal()

    def _hear_of_others(self, heartbeat: Heartbeat) -> None:
        """Keep what the hub says of the room's other displays; this one is among those it names, once."""
        others = list(heartbeat.displays)
        own = next((each for each in others if (each.entity, each.seat) == (self.entity, self.seat)), None)
        if own is not None:
            others.remove(own)
        self._know_of_others(tuple(others), heartbeat.untold)

    def _know_of_others(self, displays: tuple[Holder, ...], untold: int) -> None:
        if (displays, untold) != (self.displays, self.untold):
            self.displays, self.untold = displays, untold
            self.told.emit()

    def _distrust_if_unequal(self) -> None:
        """Say what is held, and where it is not the hub's ask for a snapshot, once for what is held now."""
        self._inbox.held = self._mirror.held()
        place = (self._mirror.epoch, self._mirror.sequence)
        if not self._mirror.in_step and self._distrusted != place:
            self._distrusted = place
            self.missteps += 1
            self._inbox.tell(lambda link: link.resync("the digest is not the hub's"))

    def _state_changed(self, event: StateChanged) -> None:
        lost = event.state is LinkState.LOST
        if lost:
            self._know_of_others((), 0)
        if lost and self._frozen is None and self._link.ever:
            self._frozen = self.clock()
        if event.state is LinkState.LIVE:
            self._frozen = None
        self._link = LinkReport(event.state, event.since, event.reason, self._link.ever)
        self.linked.emit()

    def _hear_time(self, now: int, speed: float) -> None:
        self._time = HeardTime(now, speed, time.monotonic())

    def _settled(self, key: str, reason: str) -> None:
        self.pending.settled(key, reason, time.monotonic())
        self.acted.emit()

    def _age_acts(self) -> None:
        if self.pending.age(time.monotonic()):
            self.acted.emit()


def _connect(room: Room, keys: Keys) -> Link:
    return Link(room.endpoint, room.hub_key, keys, room=room.code, regime=room.regime)


def _send_act(link: Link, signed: SignedAct) -> None:
    link.send_act(signed)


def _ask_history(link: Link, since: int) -> None:
    link.ask_history(since=since, limit=2_000)
