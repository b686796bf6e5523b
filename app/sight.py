"""What a desk has in sight: the session, what is selected, and what must be remembered between two showings of its panels.

Deliberately absent: showing anything (`app.shows`), and what a hand does (`app.desk`).
"""

from __future__ import annotations

from collections.abc import Callable

from app import places
from app.comparing import Comparing, Comparison
from app.listening import Listening
from app.selection import NOTHING, Selection
from app.session import Session
from app.timewindow import TimeWindow
from feeds.picture.alarm import Request
from feeds.picture.changes import Change, ChangeSet
from feeds.picture.envelope import Record
from widgets.corridors.resolve import wanting
from widgets.item import resolve as item_resolve
from widgets.map.view import MapView
from widgets.queue import resolve as queue_resolve
from widgets.review.model import ReviewModel

_REVISED = frozenset({"alarm", "request", "proposal"})
_MOST_EARLIER = 200
_MOST_CHANGES = 50_000
"""Changes that wait for the map at most: a desk without one must not keep a night's."""


def _revision(row: Record) -> object:
    body = row.body
    return next((getattr(body, each) for each in ("cause_revision", "item_revision", "text_revision") if hasattr(body, each)), None)


class Sight:
    """What a desk's panels are shown from: the session, what is selected, and what must be remembered between two showings."""

    def __init__(self, session: Session, selection: Selection, window: TimeWindow) -> None:
        """Nothing was shown yet."""
        self.session, self.selection, self.window = session, selection, window
        self.of: tuple[str, str] = NOTHING
        """What the why panel is of; the selection may move within it."""
        self.review: Callable[[], ReviewModel] = ReviewModel
        """The sheet under review."""
        self.sound: Callable[[], str] = str
        """The state of this seat's sound, in words."""
        self.blocked: Callable[[], int] = lambda: 0
        """How many requests the map's page was refused."""
        self.blocked_last: Callable[[], str] = str
        """The last of them."""
        self.sent_for: Callable[[], str] = str
        """How the room's map service does, in words."""
        self.earlier: dict[tuple[str, str], Record] = {}
        """By kind and subject: the row that stood before the present revision of what asks for an answer."""
        self.answers = False
        """Whether this desk answers items: then one that waits is in focus where nothing is selected."""
        self._displayed: dict[str, int] = {}
        self._map_changes: list[Change] | None = None
        self._at_home = False
        self._turns = 0
        """How often the picture was another."""
        self.comparing = Comparing()
        """Finds what differs; whoever has the desk closes it."""
        self.listening = Listening()
        """Counts what each source brought."""

    def changed(self, changes: ChangeSet) -> None:
        """Note what the map has to draw anew, which past a bound is everything, and what was revised."""
        self._turns += 1
        self.listening.changed(changes)
        for change in changes:
            if change.before is not None and change.before.kind in _REVISED and change.after is not None:
                self._revised(change.before, change.after)
        if self._map_changes is not None:
            self._map_changes.extend(changes)
            if len(self._map_changes) > _MOST_CHANGES:
                self._map_changes = None

    def _revised(self, before: Record, after: Record) -> None:
        if _revision(before) != _revision(after):
            self.earlier.pop((before.kind, before.subject), None)
            self.earlier[before.kind, before.subject] = before
            if len(self.earlier) > _MOST_EARLIER:
                del self.earlier[next(iter(self.earlier))]

    @property
    def item(self) -> tuple[str, str]:
        """The item that asks for an answer and was selected last, itself or by its alarm; else the one that waits first."""
        session = self.session
        chosen = item_resolve.item_of(session.picture, *self.selection.latest("request", "proposal", "alarm"))
        return chosen if chosen[1] or not self.answers else queue_resolve.first(session.picture, session.now(), session.standpoint)

    def displayed(self, kind: str, subject: str) -> None:
        """Say to the hub, once for each revision, that this seat displays an item its entity is asked about."""
        request = self.session.picture.get(Request, subject) if kind == "request" else None
        if request is None or self.session.entity not in request.addressed or self._displayed.get(subject) == request.item_revision:
            return
        self._displayed[subject] = request.item_revision
        self.session.seen(subject, request.item_revision)

    def replaced(self) -> None:
        """Everything is new: a snapshot came, or a replay jumped."""
        self._turns += 1
        self.listening.replaced()
        self._map_changes = None

    def comparison(self) -> Comparison | None:
        """What differs between the picture put aside and the one shown, of what happened in the range, as far as it was found."""
        return self.comparing.of(self.session, self._turns, self.window.range)

    def map_changes(self) -> list[Change] | None:
        """Take what changed since the map was shown last; None: everything."""
        changes, self._map_changes = self._map_changes, []
        return changes

    def go_home_once(self, view: MapView, changes: list[Change] | None) -> bool:
        """Have in view what the room is about, as soon as there is anything, and leave the view alone from then on.

        `changes`: since this was asked last, so that rows without a place are looked at once; None: everything. Returns whether there is
        anything to have in view.
        """
        picture = self.session.picture
        if not self._at_home and (changes is None or any(places.place_of(picture, each.kind, _subject(each)) for each in changes)):
            self._at_home = self.go_home(view)
        return self._at_home

    def go_home(self, view: MapView) -> bool:
        """Have in view what the room is about; at a desk that answers or on a low map its item, or the corridor that most wants looking at.

        False while the picture has nothing that is anywhere.
        """
        picture = self.session.picture
        near = None
        if self.answers or view.low:
            near = places.ground_of(picture, *self.item) or places.place_of(picture, "corridor", wanting(picture, self.session.entity))
        found = near or places.home(picture)
        if found is not None:
            view.fit(found)
        return found is not None


def _subject(change: Change) -> str:
    row = change.after or change.before
    return row.subject if row is not None else ""
