"""The desk in use: its panels stood up as its description says, kept in step with the session, and what a hand does at them.

Selecting a thing in one panel selects it in all; what a panel wishes becomes an act of the session, or a reason why not in the
status bar. Going to another desk moves the panels; none is made twice. Deliberately absent: what panels are resolved from (`app.shows`),
which desks there are (`app.desks`), and the frame round them (`app.framing`).
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app import places
from app.desks import Desk
from app.intents import Hand, intent_of, wish_for
from app.panels import PANELS, Panels
from app.refresh import Refresher, Slot
from app.selection import Selection
from app.session import Session
from app.shows import Sight, go_home
from feeds.picture.changes import ChangeSet
from feeds.picture.identity import shown
from widgets.alarms.panel import AlarmsPanel
from widgets.asking import AskingPanel
from widgets.desk import DeskView
from widgets.keys.panel import KeysPanel
from widgets.look import Look
from widgets.map.panel import MapPanel
from widgets.map.view import MapView
from widgets.panel import Panel
from widgets.place import Place


class DeskInUse(QObject):
    """One desk of `app.desks` over a session; `widget` stays, what stands in it changes with `go`."""

    def __init__(self, look: Look, session: Session, selection: Selection, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look, self._session, self._selection = look, session, selection
        self.widget = QWidget()
        self._ground = QVBoxLayout(self.widget)
        self._ground.setContentsMargins(0, 0, 0, 0)
        self._wings = QWidget(self.widget)
        """Where panels wait that stand nowhere on this desk."""
        self._wings.hide()
        self.sight = Sight(session, selection)
        self.panels = Panels(look, session, self._welcome)
        self.sight.blocked = lambda: self.map.blocked_requests
        slots = (Slot(each.name, partial(self._show, each.name), each.reads, each.every, each.apart) for each in PANELS)
        self.refresher = Refresher(slots, self)
        self.current = desk
        self.view = self._stand_up()
        selection.changed.connect(self._select)

    def _welcome(self, panel: Panel) -> None:
        panel.setParent(self._wings)
        panel.selected.connect(self._selection.choose)
        panel.act_requested.connect(self._acted)

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

    # Which desk it is.

    def go(self, desk: Desk) -> None:
        """Stand the panels up as another desk has them. The focus starts on none of them."""
        if desk is self.current:
            return
        self.current = desk
        before = self.view
        for panel in self.panels.all:
            panel.setParent(self._wings)
        self._ground.removeWidget(before)
        before.hide()
        before.deleteLater()
        self.view = self._stand_up()
        self.refresher.all()

    def _stand_up(self) -> DeskView:
        wanted = {name: self.panels.named(name) for name in self.current.arrangement.panels}
        view = DeskView(self._look, self.current.arrangement, wanted, self.panels.titles)
        view.setAccessibleName(f"{self.current.title} desk")
        self._ground.addWidget(view)
        return view

    def bring(self, panel: Panel, place: Place | None = None) -> None:
        """Bring a panel to the front where it lives, else let it stand in a place for a while: this one, or the desk's own for guests."""
        home = self.view.place(self.panels.name(panel))
        for each in self.view.round:
            if each.guest is panel and each is not (home or place or self.view.guests):
                each.give_back()
        (home or place or self.view.guests).put(panel)
        self.refresher.named(self.panels.name(panel))

    def _show(self, name: str) -> None:
        place = self.view.place(name)
        if place is not None:
            place.want(self.panels.named(name), self.panels.show(name, self.sight))
        elif any(each.guest is not None and self.panels.name(each.guest) == name for each in self.view.round):
            self.panels.show(name, self.sight)

    # What a hand does.

    def _select(self, kind: str, subject: str) -> None:
        self.panels.of(AlarmsPanel).select(subject if kind == "alarm" else None)
        if kind == "alarm":
            self._centre(kind, subject)
        self.refresher.named("map", "indicators", "corridor", "checklist")

    def next_alarm(self, *, back: bool = False) -> None:
        """F8: the worst unacknowledged alarm, oldest first; again: the next. Its row is opened and the map centred on it."""
        alarms = self.panels.of(AlarmsPanel)
        if self.view.place(self.panels.name(alarms)) is not None:
            alarms.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.panels.show("alarms", self.sight)
        if self._selection.chosen[0] == "alarm":
            alarms.select_next(back=back)
        else:
            alarms.select_worst()

    def show_why(self) -> None:
        """F2: why the selected thing is what it is; with nothing selected, why the corridor or rung in doubt is."""
        self.sight.of = self._selection.chosen
        self.bring(self.panels.named("why"))

    def show_keys(self) -> None:
        """F1: the keys of the panel that has the focus."""
        held = self._held()
        keys = self.panels.of(KeysPanel)
        title = held.header.title or held.accessibleName() if held is not None else ""
        keys.show_keys(title, held.foot.acts if held is not None else ())
        self.bring(keys)

    def leave(self) -> None:
        """Esc: one level back: a question or a page of the panel in hand, a panel that stands in another's place, then the selection."""
        asking = next((panel for panel in self.panels.all if isinstance(panel, AskingPanel) and panel.question is not None), self._held())
        if not (asking is not None and asking.leave()) and not self._give_back():
            self._selection.clear()

    def _give_back(self) -> bool:
        """Send one guest away: the one with the focus first."""
        held = self.view.holding(QApplication.focusWidget())
        places = (held, *self.view.round) if held is not None else self.view.round
        return any(place.give_back() for place in places)

    def _held(self) -> Panel | None:
        place = self.view.holding(QApplication.focusWidget())
        return place.shown if place is not None else None

    def walk(self, step: int, held: QWidget | None) -> None:
        """F6: the focus to the next place (1) or the one before (-1)."""
        round_, at = self.view.round, self.view.holding(held)
        place = round_.index(at) if at is not None else -step
        round_[(place + step) % len(round_)].setFocus(Qt.FocusReason.TabFocusReason)

    def enter(self, number: int) -> None:
        """Alt+1…9: the focus to the place of this number in the order of F6."""
        if 0 < number <= len(self.view.round):
            self.view.round[number - 1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_home(self) -> None:
        """Have in view what the room is about."""
        go_home(self._session, self.map)

    def _centre(self, kind: str, subject: str) -> None:
        found = places.place_of(self._session.picture, kind, subject)
        if found is not None:
            south, west, north, east = found
            self.map.centre((south + north) / 2, (west + east) / 2)

    def _acted(self, name: str, subject: str) -> None:
        """Do what a panel asks for: look somewhere, or wish for an act."""
        verb, _, rest = name.partition(":")
        match verb:
            case "why":
                self._follow("alarm", subject)
            case "follow":
                self._follow(rest, subject)
            case "detail":
                self._follow("indicator" if self._session.picture.find("indicator", subject) else "corridor", subject)
            case "criteria":
                self._follow("rung", subject)
            case "history":
                self._follow("request", subject.rpartition("/")[0])
            case "map":
                self._centre("alarm" if self._session.picture.find("alarm", subject) else "corridor", subject)
            case "back":
                self._selection.back()
                self.show_why()
            case "leave":
                self.leave()
            case _:
                self._wish(name, subject)

    def _follow(self, kind: str, subject: str) -> None:
        self._selection.choose(kind, subject)
        self.show_why()

    def _wish(self, name: str, subject: str) -> None:
        session = self._session
        hand = Hand(session.officer, session.entity, session.seat, session.nonce())
        wish = wish_for(intent_of(name, subject), session.picture, session.now(), hand)
        refusal = wish if isinstance(wish, str) else session.act(wish)
        if refusal is not None:
            session.failed.emit(f"{name.partition(':')[0]} {shown(subject)}: {refusal}")
