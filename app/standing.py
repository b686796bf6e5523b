"""A desk stood up: its panels where its description says, kept in step with the session; none is made twice.

Going to another desk, or into another size, moves the panels. Deliberately absent: what a hand does at them (`app.desk`), what panels
are shown from (`app.shows`), which desks there are (`app.desks`), and the frame round them (`app.framing`).
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.desks import Desk
from app.panels import PANELS, Panels
from app.refresh import Refresher, Slot
from app.selection import Selection
from app.session import Session
from app.sight import Sight
from app.timewindow import TimeWindow
from feeds.picture.changes import ChangeSet
from layers.registry import WALL
from layers.stack import Stack
from widgets.arrangement import Arrangement
from widgets.departing import without
from widgets.desk import DeskView
from widgets.ladder.panel import LadderPanel
from widgets.lens_edge import LensEdge
from widgets.look import Look
from widgets.map.panel import MapPanel
from widgets.map.view import MapView
from widgets.narrowing import narrowed
from widgets.panel import Panel
from widgets.place import Place
from widgets.turns import Rank, Spent, Work

_WALL_MAP = 1.6
"""How much larger the words of a wall's map are: those of a desk cannot be read from three metres."""


class StandingDesk(QObject):
    """One desk of `app.desks` over a session; `widget` stays, what stands in it changes with `go`. `said(text)`: for the status bar."""

    said = Signal(str)
    stood = Signal()
    """The panels were stood up anew; no guest is there any more."""

    def __init__(self, look: Look, session: Session, selection: Selection, desk: Desk, room: QSize, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._look, self._session, self._selection = look, session, selection
        self.widget = LensEdge(look)
        self._ground = self.widget.ground
        self._wings = QWidget(self.widget)
        """Where panels wait that stand nowhere on this desk."""
        self._wings.hide()
        self.window = TimeWindow(self)
        self.sight = Sight(session, selection, self.window)
        self.panels = Panels(look, session, self._welcome)
        self.sight.blocked = lambda: self.map.blocked_requests
        self.sight.blocked_last = lambda: self.map.blocked_last
        self.sight.sent_for = lambda: self.map.sent_for
        slots = (Slot(each.name, partial(self._show, each.name), each.reads, each.every, each.apart) for each in PANELS)
        self.refresher = Refresher(slots, self)
        self.sight.comparing.found.connect(partial(self.refresher.named, "compare", "map"))
        self.sight.listening.done.connect(partial(self.refresher.named, "health"))
        self._making = Work(self._make_on, Rank.REST)
        self.current = desk
        self.away: tuple[str, ...] = ()
        """Panels that stand in windows of their own."""
        self._layers: Stack | None = None
        """The map's layers as they were before a wall bared it."""
        self.view = self._stand_up()
        self.widget.installEventFilter(self)
        look.changed.connect(self._fit)

    def make_ahead(self) -> None:
        """Make the panels of other desks while there is time: made all at once, at the first visit, they would hold the loop."""
        self._making.ask()

    def stop(self) -> None:
        """Show nothing more, and make no more panels."""
        self._making.drop()
        self.refresher.stop()

    def _make_on(self, spent: Spent) -> bool:
        while self.panels.make_one():
            if spent():
                return True
        return False

    def _welcome(self, panel: Panel) -> None:
        """A panel was made: it waits in the wings until it is stood up."""
        panel.setParent(self._wings)
        panel.turned.connect(lambda: self.refresher.named(self.panels.name(panel)))

    @property
    def map(self) -> MapView:
        """The map itself."""
        return self.panels.of(MapPanel).view

    def changed(self, changes: ChangeSet) -> None:
        """Rows changed."""
        self.sight.changed(changes)
        self.refresher.touch(changes.kinds)

    def replaced(self) -> None:
        """Everything is new."""
        self.sight.replaced()
        self.refresher.all()

    def go(self, desk: Desk) -> None:
        """Stand the panels up as another desk has them. The focus starts on none of them."""
        if desk is not self.current:
            self.current = desk
            self._stand_anew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In another size the desk may want another arrangement."""
        if watched is self.widget and event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _arrangement(self) -> Arrangement:
        """How the desk stands in the room there is: that of its widget, or before it is shown that of the window it will have."""
        size, scale = self.widget.size() if self.widget.isVisible() else self._room, self._look.scale
        return narrowed(without(self.current.arrangement, self.away), size.width() / scale, size.height() / scale)

    def spares(self, name: str) -> bool:
        """Whether a panel may leave: the last one stays."""
        left = without(self.current.arrangement, (*self.away, name))
        return name not in left.panels

    def take_back(self, name: str) -> None:
        """A panel comes back from its window: to its place, or where it has none here to the wings."""
        self.away = tuple(each for each in self.away if each != name)
        panel = self.panels.named(name)
        panel.setParent(self._wings)
        self.settle()
        if name not in self.view.arrangement.panels:
            panel.hide()

    def release(self, panel: Panel) -> None:
        """A panel leaves: where it stood as a guest the place is given back."""
        for place in self.view.round:
            if place.guest is panel:
                place.give_back()

    def settle(self) -> None:
        """Stand as the panels that are here are to stand, what was in front in front again."""
        fronts = self.view.fronts
        self._fit()
        self.view.restore((), fronts)
        self.refresher.all()

    def _fit(self) -> None:
        if self._arrangement() != self.view.arrangement:
            self._stand_anew()

    def _stand_anew(self) -> None:
        """Take the desk down and stand it up as it is to stand now."""
        before = self.view
        for panel in self.panels.all:
            if self.panels.name(panel) not in self.away:
                panel.setParent(self._wings)
        self._ground.removeWidget(before)
        before.hide()
        before.deleteLater()
        self.view = self._stand_up()
        self.stood.emit()
        self.refresher.all()

    def _stand_up(self) -> DeskView:
        arrangement = self._arrangement()
        self.sight.answers = "item" in (*arrangement.panels, *self.away)
        wanted = {name: self.panels.named(name) for name in arrangement.panels}
        self.panels.of(LadderPanel).brief = "ladder" in arrangement.brief
        view = DeskView(self._look, arrangement, wanted, self.panels.titles, self.widget)
        view.setAccessibleName(f"{self.current.title} desk")
        self._ground.addWidget(view)
        view.setEnabled(not self.current.wall)
        view.setCursor(Qt.CursorShape.BlankCursor if self.current.wall else Qt.CursorShape.ArrowCursor)
        self._bare_map()
        return view

    def _bare_map(self) -> None:
        """A wall shows no positions of relief or of protected places; another desk has its layers as they were."""
        view, panel = self.map, self.panels.of(MapPanel)
        panel.bare(bare=self.current.wall)
        panel.enlarge(_WALL_MAP if self.current.wall else 1.0)
        if self.current.wall:
            self._layers = self._layers or view.stack
            allowed = {layer.name for layer in WALL}
            view.arrange(self._layers.bared(index for index, name in enumerate(view.board.names) if name in allowed))
        elif self._layers is not None:
            view.arrange(self._layers)
            self._layers = None

    def bring(self, panel: Panel, place: Place | None = None) -> None:
        """Bring a panel to the front where it lives, else let it stand in a place for a while: this one, or the desk's own for guests."""
        if self.current.wall:
            return
        if self.panels.name(panel) in self.away:
            self._turn_to(panel)
            return
        home = self.view.place(self.panels.name(panel))
        for each in self.view.round:
            if each.guest is panel and each is not (home or place or self.view.guests):
                each.give_back()
        (home or place or self.view.guests).put(panel)
        self._turn_to(panel)

    def _turn_to(self, panel: Panel) -> None:
        """Have the hand where the panel is, in whichever window."""
        window, active = panel.window(), QApplication.activeWindow()
        if active is not None and active is not window:
            window.raise_()
            window.activateWindow()
            panel.setFocus()
        elif self.panels.name(panel) in self.away:
            panel.setFocus()
        self.refresher.named(self.panels.name(panel))

    def _show(self, name: str) -> None:
        place = self.view.place(name)
        if place is not None:
            place.want(self.panels.named(name), self.panels.show(name, self.sight))
            place.setVisible(place.shown.stands)
        elif name in self.away or any(each.guest is not None and self.panels.name(each.guest) == name for each in self.view.round):
            self.panels.show(name, self.sight)

    @property
    def held(self) -> Panel | None:
        """The panel that has the focus, on the desk or in a window of its own."""
        focus = QApplication.focusWidget()
        place = self.view.holding(focus)
        if place is not None:
            return place.shown
        return next((panel for panel in map(self.panels.named, self.away) if focus is not None and panel.isAncestorOf(focus)), None)

    def walk(self, step: int, held: QWidget | None) -> None:
        """F6: the focus to the next place (1) or the one before (-1)."""
        round_, at = self.view.round, self.view.holding(held)
        place = round_.index(at) if at is not None else -step
        round_[(place + step) % len(round_)].setFocus(Qt.FocusReason.TabFocusReason)

    def enter(self, number: int) -> None:
        """Alt+1…9: the focus to the place of this number in the order of F6."""
        if 0 < number <= len(self.view.round):
            self.view.round[number - 1].setFocus(Qt.FocusReason.ShortcutFocusReason)
