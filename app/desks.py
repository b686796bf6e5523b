"""The operator's desk: what a hand does at its panels.

Selecting a thing in one panel selects it in all; what a panel wishes becomes an act of the session, or a reason why not in the
status bar. Deliberately absent: what panels are resolved from (`app.shows`), and the frame round the desk (`app.framing`).
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app import places
from app.intents import Hand, intent_of, wish_for
from app.panels import arranged, make_panels
from app.refresh import Refresher
from app.selection import Selection
from app.session import Session
from app.shows import Shows
from feeds.picture.changes import ChangeSet
from feeds.picture.identity import shown
from feeds.picture.regime import RegimeKind
from widgets.look import Look
from widgets.map.view import MapView


class Operator(QObject):
    """The desk of an operator: ladder and indicators, map and timeline, alarms, corridor and checklist."""

    def __init__(self, look: Look, session: Session, selection: Selection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._selection = session, selection
        self.panels = make_panels(look, session.history)
        self.widget: QWidget = arranged(look, self.panels)
        self.shows = Shows(session, selection, self.panels)
        self.refresher = Refresher(self.shows.slots, self)
        regime = session.picture.regime
        watermark = "REPLAY" if session.replay else "" if regime.kind is RegimeKind.REAL else regime.kind.value
        self.map.set_regime(watermark, island=regime.kind is RegimeKind.EXERCISE)
        for panel in self.panels.all:
            panel.selected.connect(selection.choose)
            panel.act_requested.connect(self._acted)
        selection.changed.connect(self._select)

    @property
    def map(self) -> MapView:
        """The map itself."""
        return self.panels.map.view

    def changed(self, changes: ChangeSet) -> None:
        """Rows changed."""
        self.shows.changed(changes)
        self.refresher.touch(changes.kinds)

    def replaced(self) -> None:
        """Everything is new."""
        self.shows.replaced()
        self.refresher.all()

    # What a hand does.

    def _select(self, kind: str, subject: str) -> None:
        self.panels.alarms.select(subject if kind == "alarm" else None)
        if kind == "alarm":
            self._centre(kind, subject)
        self.refresher.named("map", "indicators", "corridor", "checklist")

    def next_alarm(self, *, back: bool = False) -> None:
        """F8: the worst unacknowledged alarm, oldest first; again: the next. Its row is opened and the map centred on it."""
        self.panels.alarms.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self._selection.chosen[0] == "alarm":
            self.panels.alarms.select_next(back=back)
        else:
            self.panels.alarms.select_worst()

    def show_why(self) -> None:
        """F2: why the selected thing is what it is; with nothing selected, why the corridor or rung in doubt is."""
        self.shows.of = self._selection.chosen
        self.panels.place.put(self.panels.why)
        self.refresher.named("why")

    def show_keys(self) -> None:
        """F1: the keys of the panel that has the focus."""
        held = QApplication.focusWidget()
        panel = self.panels.titled(held) if held is not None else None
        title = panel.header.title or panel.accessibleName() if panel is not None else ""
        self.panels.keys.show_keys(title, panel.foot.acts if panel is not None else ())
        self.panels.place.put(self.panels.keys)

    def leave(self) -> None:
        """Esc: one level back: a panel that stands in another's place, a question, then the selection."""
        if self.panels.alarms.question is not None:
            self.panels.alarms.leave_question()
        elif self.panels.checklist.question is not None:
            self.panels.checklist.leave_question()
        elif not self.panels.place.give_back():
            self._selection.clear()

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
