"""What a window looks at: a picture that changes, the time it is of, and what may be acted on. Live or replayed, the same.

A session owns the picture and folds into it in the Qt thread. Deliberately absent: widgets, and where records come from in
particular (`app.live`, `app.replayed`).
"""

from __future__ import annotations

import time
from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.marks import MarkBook
from app.pending import PendingActs
from app.play import DirectedPlay
from feeds.basemap.section import Basemap
from feeds.picture.act import Wish
from feeds.picture.changes import ChangeSet
from feeds.picture.envelope import Record
from feeds.picture.holding import Holder
from feeds.picture.picture import Picture
from feeds.picture.regime import Regime
from feeds.picture.room import Roster
from feeds.wire.follow import LinkState
from layers.overlays import MOST as MOST_GHOSTS
from layers.whereabouts import Whereabouts
from widgets.compare.resolve import Aside
from widgets.course import Course
from widgets.picture_at.reports import ReportIndex
from widgets.standpoint import Standpoint
from widgets.timeline.history import History
from widgets.times import Range, zulu, zulu_seconds
from widgets.two_clocks.ledger import Entry, Ledger
from widgets.underway import Underway


@dataclass(frozen=True)
class LinkReport:
    """How the session is connected. `since` is a monotonic second; `attempt` says why, in words."""

    state: LinkState
    since: float
    reason: str
    ever: bool
    """Whether there was ever a picture over this link."""


def ended_of(picture: Picture, officer: str, now: int) -> str:
    """Return why an officer may act no more by the roster in force: its delegation ended, or it is not on it. Empty: it may."""
    roster = next((body for _, body in picture.bodies(Roster)), None)
    if roster is None:
        return ""
    found = roster.officer(officer)
    if found is None:
        return f"{officer} is not on the roster in force"
    until = found.delegation.until
    return f"the delegation ended {zulu(until, now)}" if until is not None and until <= now else ""


class Session(QObject):
    """The base of both. `changed(ChangeSet)`: rows changed; `replaced()`: everything is new; `moved()`: the time jumped; `told()`: what
    other displays hold.
    """

    changed = Signal(object)
    replaced = Signal()
    linked = Signal()
    moved = Signal()
    acted = Signal()
    failed = Signal(str)
    told = Signal()

    def __init__(self, regime: Regime, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.picture = Picture(regime)
        self.history = History()
        self.course = Course()
        self.whereabouts = Whereabouts()
        """What the map's traces are rebuilt from."""
        self.ledger = Ledger()
        """Both clocks of every report and act."""
        self.reports = ReportIndex()
        """Reports by moment."""
        self.marks: MarkBook | None = None
        """Marks on a recording; none where there is none."""
        self.aside: Aside | None = None
        """A picture put aside to compare others with."""
        self.directed: DirectedPlay | None = None
        """The exercise this desk directs; none but at its director's."""
        self.basemap = Basemap()
        """What the room's map stands on besides the shipped ground."""
        self.ghosts = False
        """Whether what was learned later is shown, as ghosts."""
        self.happened = False
        """Whether hindsight is shown: what is now known to have happened by the moment, not what was known then."""
        self._ghosts_of: tuple[tuple[Entry, ...], tuple[Record, ...]] = ((), ())
        self.pending = PendingActs()
        """Acts of this seat that are not confirmed."""
        self.displays: tuple[Holder, ...] = ()
        """What the room's other displays hold, as the hub judged it: told to the host's officers alone."""
        self.untold = 0
        """Displays beyond those."""
        self.resyncs = 0
        """How often the picture was taken anew from the hub, the first time left out."""
        self.held: int | None = None
        """A moment at which the session's time stands for the while of a picture, so that all panels show the same one."""
        self.reading: float | None = None
        """The share of the history that was read; None once all of it was."""

    def remember(self, records: Iterable[Record], names: Picture | None = None) -> None:
        """Note records for the past that panels show, in the order the room learned them. `names`: what calls things by name."""
        known = tuple(records)
        self.history.add_all(known)
        self.course.add_all(known)
        self.whereabouts.add_all(known)
        self.reports.add_all(known)
        self.ledger.add_all(known, names if names is not None else self.picture)

    def hindsight(self) -> tuple[Record, ...]:
        """What had happened by the moment shown and was learned only later, the latest to happen first; nothing where nobody asked."""
        if not (self.ghosts or self.happened):
            return ()
        wanted = self.ledger.at(self.now(), MOST_GHOSTS).later
        if wanted != self._ghosts_of[0]:
            self._ghosts_of = (wanted, self._records_of(wanted))
        return self._ghosts_of[1]

    def _records_of(self, entries: tuple[Entry, ...]) -> tuple[Record, ...]:
        """Return the records that these lines tell of, as far as this session has them."""
        del entries
        return ()

    def marked(self, text: str, chosen: Range | None = None) -> str:
        """Mark the moment shown, or the range that is chosen. Returns why not, or nothing."""
        at, until = chosen if chosen is not None else (self.now(), None)
        return "marks are kept beside a recording" if self.marks is None else self.marks.add(text, at, until)

    def unmarked(self, ident: str) -> str:
        """Take a mark away. Returns why not, or nothing."""
        return "marks are kept beside a recording" if self.marks is None else self.marks.remove(ident)

    def put_aside(self) -> None:
        """Keep the picture shown to compare others with; again: let it go."""
        now = self.now()
        self.aside = Aside(self.picture.copy(), now, zulu_seconds(now)) if self.aside is None else None

    def go_to_mark(self, ident: str) -> None:
        """Stand at a mark; only a recording can."""

    @property
    @abstractmethod
    def replay(self) -> bool:
        """Whether this is a recording: acts are off, and no socket is open."""

    @property
    @abstractmethod
    def entity(self) -> str:
        """The audience whose picture this is."""

    @property
    @abstractmethod
    def officer(self) -> str:
        """The officer's code, or what stands in its place."""

    @abstractmethod
    def nonce(self) -> str:
        """A word used once, for one wish: the same wish sent again is the same act."""

    @property
    @abstractmethod
    def seat(self) -> str:
        """The seat, or what stands in its place."""

    @property
    @abstractmethod
    def role(self) -> str:
        """The role at the seat, never a name."""

    @abstractmethod
    def now(self) -> int:
        """The moment the picture is of: it stands still while the link is lost."""

    @abstractmethod
    def clock(self) -> int:
        """The room's time as the desk's clock shows it: it goes on while the link is lost."""

    @abstractmethod
    def link(self) -> LinkReport:
        """How the session is connected."""

    @abstractmethod
    def behind(self) -> int | None:
        """How many ms ago the hub was last heard; None where there is no hub."""

    @abstractmethod
    def compared(self) -> bool:
        """Whether this picture was compared with the hub's and is equal."""

    @abstractmethod
    def act(self, wish: Wish) -> str | None:
        """Ask the hub to write this. Returns why that cannot be asked now, or None where it is on its way."""

    def seen(self, request: str, item_revision: int) -> None:
        """Say that this seat displays an item at a revision; there is nobody to tell where there is no hub."""

    @abstractmethod
    def close(self) -> None:
        """End: sockets, threads and files are closed when this returns."""

    @property
    def standpoint(self) -> Standpoint:
        """From where the picture is looked at."""
        ended = "" if self.replay else ended_of(self.present, self.officer, self.clock())
        return Standpoint(
            self.entity, self.seat, self.role, self.frozen_at, self.replay, past=self.past, ended=ended, happened=self.happened
        )

    @property
    def arriving(self) -> float | None:
        """The share of a snapshot that has come; None where none is on its way."""
        return None

    @property
    def past(self) -> int | None:
        """The moment a live session looks back at, None while it shows the present."""
        return None

    @property
    def present(self) -> Picture:
        """The picture as it is now, whatever is looked at: what sounds and what is counted is of it."""
        return self.picture

    @property
    def present_at(self) -> int:
        """The moment of the present picture, whatever is looked at."""
        return self.now()

    @property
    def frozen_at(self) -> int | None:
        """The time of the last picture while the link is lost, None while it holds."""
        return None

    def underway(self) -> tuple[Underway, ...]:
        """This seat's acts that the hub has not confirmed."""
        return self.pending.underway(time.monotonic())

    def _fold(self, changes: ChangeSet) -> None:
        if len(changes):
            self.changed.emit(changes)
