"""The desk in use: what a hand does at its panels.

Selecting a thing in one panel selects it in all; what a panel wishes becomes an act of the session, or a reason why not in the
status bar. Deliberately absent: where panels stand (`app.standing`), and wishes and their sheets (`app.signing`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QApplication

from app import places
from app.briefing.brief import For, InSight
from app.briefing.saving import Saving, Wanted
from app.desks import Desk
from app.exports import titled
from app.selection import NOTHING, Selection
from app.session import Session
from app.signing import SigningDesk
from feeds.picture.room import Policy, Roster
from widgets.alarms.panel import AlarmsPanel
from widgets.asking import AskingPanel
from widgets.corridors.panel import CorridorsPanel
from widgets.exercise.panel import ExercisePanel
from widgets.item.panel import ItemPanel
from widgets.keys.panel import KeysPanel
from widgets.ladder.panel import LadderPanel
from widgets.look import Look
from widgets.map.panel import MapPanel
from widgets.marks.panel import MarksPanel
from widgets.panel import Panel
from widgets.review.panel import ReviewPanel
from widgets.timeline.panel import TimelinePanel

_ROUTE = frozenset({"corridor", "segment", "conditions", "corridor_status"})


class DeskInUse(SigningDesk):
    """A desk with a hand at it: keys that work everywhere, what panels ask for, one selection."""

    def __init__(self, look: Look, session: Session, selection: Selection, desk: Desk, room: QSize, parent: QObject | None = None) -> None:
        super().__init__(look, session, selection, desk, room, parent)
        self.outermost: Callable[[], bool] = lambda: False
        """What Esc leaves when there is nothing else but the selection; False where there is nothing."""
        self.saving = Saving(self)
        self.saving.told.connect(self.said)
        selection.changed.connect(self._select)
        self.window.changed.connect(self._windowed)

    def _welcome(self, panel: Panel) -> None:
        super()._welcome(panel)
        panel.selected.connect(self._selection.choose)
        panel.act_requested.connect(partial(self._acted, panel))
        if isinstance(panel, TimelinePanel):
            panel.range_chosen.connect(self.window.choose)
        if isinstance(panel, MapPanel):
            panel.selected.connect(self._explain)

    def look_through(self, session: Session, entity: str, place: int) -> None:
        """Show another session's picture, as `entity` would see it (with the trace of its place), or one's own again (no entity)."""
        self._session = self.sight.session = session
        self.reviewing.look_through(session)
        self.widget.through(entity, place)
        self.panels.of(MapPanel).leave_drawing()
        self.replaced()

    def _select(self, kind: str, subject: str) -> None:
        self.panels.of(AlarmsPanel).select(subject if kind == "alarm" else None)
        if kind == "alarm":
            self._centre(kind, subject)
        if kind == "request" and (found := places.ground_of(self._session.picture, kind, subject)) is not None:
            self.map.fit(found)
        if self.view.place("why") is not None:
            self.sight.of = NOTHING if kind in ("request", "proposal") else (kind, subject)
        self.refresher.named("map", "indicators", "corridor", "checklist", "queue", "item", "why")

    def _explain(self, kind: str, subject: str) -> None:
        """A corridor picked on the map says why it is as it is, on its own page."""
        if kind in _ROUTE and subject and not self.current.wall:
            corridors = self.panels.of(CorridorsPanel)
            corridors.open_page()
            self.bring(corridors)

    def _windowed(self) -> None:
        """Another range of time: the timeline marks it, and what lists records shows what happened in it."""
        chosen = self.window.range
        self.panels.of(TimelinePanel).show_range(chosen)
        self.map.set_window(*(chosen if chosen is not None else (None, None)))
        self.refresher.named("log", "two_clocks", "indicators", "map", "marks", "alarms", "compare")

    def next_alarm(self, *, back: bool = False) -> None:
        """F8: the worst unacknowledged alarm, oldest first; again: the next. Its row is opened and the map centred on it."""
        alarms = self.panels.of(AlarmsPanel)
        if self.current.wall:
            return
        if "alarms" in self.away:
            self.bring(alarms)
        elif self.view.place(self.panels.name(alarms)) is not None:
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

    def _marked(self) -> str:
        """The mark that is selected in its panel."""
        return self.panels.of(MarksPanel).list.key or ""

    def _say_fault(self, fault: str) -> None:
        if fault:
            self.said.emit(fault)
        self.refresher.named("marks", "timeline")

    def _direct(self, order: str, inject: str) -> None:
        """Give an order, as `note:WORDS` with its words, to the exercise this desk directs."""
        play = self._session.directed
        verb, _, words = order.partition(":")
        self._say_fault(
            "no exercise is directed from this desk"
            if play is None
            else play.order(" ".join(each for each in (verb, inject, words) if each))
        )

    def show_hindsight(self) -> None:
        """D: what was learned later, as ghosts, or hidden again."""
        self._session.ghosts = not self._session.ghosts
        self.refresher.named("two_clocks", "timeline", "map")

    def show_keys(self) -> None:
        """F1: the keys of the panel that has the focus."""
        held = self.held
        keys = self.panels.of(KeysPanel)
        title = held.header.title or held.accessibleName() if held is not None else ""
        keys.show_keys(title, held.foot.acts if held is not None else ())
        self.bring(keys)

    def leave(self) -> None:
        """Esc: one level back: a question or a page of the panel in hand, a panel in another's place, a range of time, the selection."""
        asking = next((panel for panel in self.panels.all if isinstance(panel, AskingPanel) and panel.question is not None), self.held)
        if not (asking is not None and asking.leave()) and not self._give_back() and not self.window.leave() and not self.outermost():
            self._selection.clear()

    def _give_back(self) -> bool:
        """Send one guest away: the one with the focus first."""
        held = self.view.holding(QApplication.focusWidget())
        places = (held, *self.view.round) if held is not None else self.view.round
        for place in places:
            if isinstance(place.guest, ReviewPanel):
                self.reviewing.leave()
            if place.give_back():
                return True
        return False

    def go_home(self) -> None:
        """Have in view what the room is about, or at a desk that answers what its item is."""
        self.sight.go_home(self.map)

    def _centre(self, kind: str, subject: str) -> None:
        found = places.place_of(self._session.picture, kind, subject)
        if found is not None:
            south, west, north, east = found
            self.map.centre((south + north) / 2, (west + east) / 2)

    def perform(self, name: str, subject: str) -> None:
        """Do what the palette asks for: what a panel could have."""
        verb, _, rest = name.partition(":")
        match verb:
            case "show":
                self.bring(self.panels.named(rest))
            case "handover" if not subject:
                self.bring(self.panels.named("night"))
            case "overdue":
                self.bring(self.panels.named("rollcall"))
            case "show_why" | "follow_selected":
                self.show_why()
            case _:
                self._acted(None, name, subject)

    def _acted(self, panel: Panel | None, name: str, subject: str) -> None:
        """Do what a panel asks for: look somewhere, or wish for an act."""
        verb, _, rest = name.partition(":")
        match verb:
            case "why":
                self._follow("alarm", subject)
            case "follow":
                self._follow(rest, subject)
            case "detail":
                self._follow("corridor", subject)
            case "save":
                self._save(rest)
            case "suppose":
                ladder = self.panels.of(LadderPanel)
                ladder.suppose(subject, rest)
                self.bring(ladder)
            case "off_ramp":
                self.bring(self.panels.named("lines"))
            case "history":
                self._follow("request", subject.rpartition("/")[0])
            case "map":
                self._centre(places.kind_on_map(self._session.picture, subject), subject)
            case "back":
                self._selection.back()
                self.show_why()
            case "mark":
                self._say_fault(self._session.marked(rest, self.window.range))
            case "unmark":
                self._say_fault(self._session.unmarked(subject or self._marked()))
            case "seek_mark":
                self._session.go_to_mark(subject or self._marked())
            case "put_aside":
                self._session.put_aside()
                self.refresher.named("compare", "map")
            case "direct" if rest == "note":
                exercise = self.panels.of(ExercisePanel)
                self.bring(exercise)
                exercise.acted(name, subject)
            case "direct":
                self._direct(rest, subject)
            case "hindsight":
                self.show_hindsight()
            case "leave":
                self.leave()
            case "item":
                self.panels.of(ItemPanel).setFocus()
            case "review":
                self.reviewing.sign(self.panels.of(ReviewPanel))
                self.refresher.named("review")
            case _:
                self.wish(name, subject, panel)

    def _follow(self, kind: str, subject: str) -> None:
        self._selection.choose(kind, subject)
        self.show_why()

    def _save(self, wanted: str) -> None:
        """Save what the map shows, as this desk's own audience may see it. `wanted`: a form, with ":all" for more than is in view."""
        form, _, scope = wanted.partition(":")
        session, view = self._session, self.map
        picture = session.picture
        roster = next((body for _, body in picture.bodies(Roster)), None)
        policy = next((body.policy for _, body in picture.bodies(Policy)), None)
        if roster is None or policy is None:
            self.said.emit("export: this picture does not say who may read it")
            return
        seen = zip(view.scene.layers, view.stack.layers, strict=False)
        kinds = frozenset(kind for layer, look in seen if look.visible for kind in layer.kinds)
        reader, sight = For(session.entity, roster, policy), InSight(tuple(view.board.names), view.stack, view.span, view.bounds)
        title, whole = titled(picture, "map"), scope == "all"
        self.saving.save(Wanted(form, picture.copy(), session.now(), title, reader, sight, kinds, session.basemap, whole))
