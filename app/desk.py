"""The desk in use: its panels stood up as its description says, kept in step with the session, and what a hand does at them.

Selecting a thing in one panel selects it in all; what a panel wishes becomes an act of the session, or a reason why not in the
status bar. Going to another desk moves the panels; none is made twice. Deliberately absent: what panels are resolved from (`app.shows`),
which desks there are (`app.desks`), and the frame round them (`app.framing`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app import places
from app.acts.drawings import SHAPE
from app.acts.form import Case, Form
from app.acts.hand import Hand
from app.acts.registry import form_for
from app.briefing.brief import For
from app.briefing.saving import Saving, Wanted
from app.desks import Desk
from app.exports import titled
from app.intents import intent_of, is_light, wish_for
from app.panels import PANELS, Panels
from app.refresh import Refresher, Slot
from app.reviewing import Reviewing
from app.selection import NOTHING, Selection
from app.session import Session
from app.shows import Sight, go_home
from app.timewindow import TimeWindow
from feeds.picture.act import Wish
from feeds.picture.changes import ChangeSet
from feeds.picture.corridor import Segment
from feeds.picture.identity import shown
from feeds.picture.room import Policy, Roster
from feeds.picture.values import Geometry
from layers.registry import WALL
from layers.stack import Stack
from widgets.alarms.panel import AlarmsPanel
from widgets.arrangement import Arrangement
from widgets.asking import AskingPanel
from widgets.desk import DeskView
from widgets.item.panel import ItemPanel
from widgets.keys.panel import KeysPanel
from widgets.ladder.panel import LadderPanel
from widgets.lens_edge import LensEdge
from widgets.look import Look
from widgets.map.drawing.pad import Finished
from widgets.map.panel import MapPanel
from widgets.map.view import MapView
from widgets.marks.panel import MarksPanel
from widgets.narrowing import narrowed
from widgets.panel import Panel
from widgets.place import Place
from widgets.review.panel import ReviewPanel
from widgets.timeline.panel import TimelinePanel

_UNBOUNDED = 16_777_215
"""Qt's own word for no limit of a height."""

SHEET_HEIGHT = 380
"""Px that a review sheet wants at scale 1; where it is asked for in less it stands elsewhere."""


class DeskInUse(QObject):
    """One desk of `app.desks` over a session; `widget` stays, what stands in it changes with `go`. `said(text)`: for the status bar."""

    said = Signal(str)

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
        self.outermost: Callable[[], bool] = lambda: False
        """What Esc leaves when there is nothing else but the selection; False where there is nothing."""
        self.sight = Sight(session, selection, self.window)
        self.panels = Panels(look, session, self._welcome)
        self.sight.blocked = lambda: self.map.blocked_requests
        self.sight.blocked_last = lambda: self.map.blocked_last
        slots = (Slot(each.name, partial(self._show, each.name), each.reads, each.every, each.apart) for each in PANELS)
        self.refresher = Refresher(slots, self)
        self.reviewing = Reviewing(session, self)
        self.reviewing.said.connect(self.said)
        self.reviewing.closed.connect(self._sheet_closed)
        self.reviewing.recorded.connect(self._recorded)
        self.sight.review = self.reviewing.model
        self.saving = Saving(self)
        self.saving.told.connect(self.said)
        self.current = desk
        self._layers: Stack | None = None
        """The map's layers as they were before a wall bared it."""
        self.view = self._stand_up()
        self.widget.installEventFilter(self)
        look.changed.connect(self._fit)
        selection.changed.connect(self._select)
        self.window.changed.connect(self._windowed)

    def _welcome(self, panel: Panel) -> None:
        panel.setParent(self._wings)
        panel.selected.connect(self._selection.choose)
        panel.act_requested.connect(partial(self._acted, panel))
        if isinstance(panel, ReviewPanel):
            panel.edited.connect(self._edited)
        if isinstance(panel, TimelinePanel):
            panel.range_chosen.connect(self.window.choose)
        if isinstance(panel, MapPanel):
            panel.shaped.connect(self._shaped)
        panel.turned.connect(lambda: self.refresher.named(self.panels.name(panel)))

    def look_through(self, session: Session, entity: str, place: int) -> None:
        """Show another session's picture, as `entity` would see it (with the trace of its place), or one's own again (no entity)."""
        self._session = self.sight.session = session
        self.reviewing.look_through(session)
        self.widget.through(entity, place)
        self.panels.of(MapPanel).leave_drawing()
        self.replaced()

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
        return narrowed(self.current.arrangement, size.width() / scale, size.height() / scale)

    def _fit(self) -> None:
        if self._arrangement() != self.view.arrangement:
            self._stand_anew()

    def _stand_anew(self) -> None:
        """Take the desk down and stand it up as it is to stand now; a sheet that is being filled in stays."""
        before = self.view
        for panel in self.panels.all:
            panel.setParent(self._wings)
        self._ground.removeWidget(before)
        before.hide()
        before.deleteLater()
        self.view = self._stand_up()
        if self.reviewing.standing:
            self.bring(self.panels.of(ReviewPanel))
        self.refresher.all()

    def _stand_up(self) -> DeskView:
        arrangement = self._arrangement()
        self.sight.answers = "item" in arrangement.panels
        wanted = {name: self.panels.named(name) for name in arrangement.panels}
        view = DeskView(self._look, arrangement, wanted, self.panels.titles)
        view.setAccessibleName(f"{self.current.title} desk")
        self._ground.addWidget(view)
        view.setEnabled(not self.current.wall)
        view.setCursor(Qt.CursorShape.BlankCursor if self.current.wall else Qt.CursorShape.ArrowCursor)
        self._bare_map()
        return view

    def _bare_map(self) -> None:
        """A wall shows no positions of relief or of protected places; another desk has its layers as they were."""
        view, foot = self.map, self.panels.of(MapPanel).foot
        foot.setMaximumHeight(0 if self.current.wall else _UNBOUNDED)
        if self.current.wall:
            self._layers = self._layers or view.stack
            allowed = {layer.name for layer in WALL}
            for index, name in enumerate(view.board.names):
                if name not in allowed and view.stack.layers[index].visible:
                    view.arrange(view.stack.turned(index))
        elif self._layers is not None:
            view.arrange(self._layers)
            self._layers = None

    def bring(self, panel: Panel, place: Place | None = None) -> None:
        """Bring a panel to the front where it lives, else let it stand in a place for a while: this one, or the desk's own for guests."""
        if self.current.wall:
            return
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
            place.setVisible(place.shown.stands)
        elif any(each.guest is not None and self.panels.name(each.guest) == name for each in self.view.round):
            self.panels.show(name, self.sight)

    # What a hand does.

    def _select(self, kind: str, subject: str) -> None:
        self.panels.of(AlarmsPanel).select(subject if kind == "alarm" else None)
        if kind == "alarm":
            self._centre(kind, subject)
        if self.view.place("why") is not None:
            self.sight.of = NOTHING if kind in ("request", "proposal") else (kind, subject)
        self.refresher.named("map", "indicators", "corridor", "checklist", "queue", "item", "why")

    def _windowed(self) -> None:
        """Another range of time: the timeline marks it, and what lists records shows what happened in it."""
        chosen = self.window.range
        self.panels.of(TimelinePanel).show_range(chosen)
        self.map.set_window(*(chosen if chosen is not None else (None, None)))
        self.refresher.named("log", "two_clocks", "indicators", "map")

    def next_alarm(self, *, back: bool = False) -> None:
        """F8: the worst unacknowledged alarm, oldest first; again: the next. Its row is opened and the map centred on it."""
        alarms = self.panels.of(AlarmsPanel)
        if self.current.wall:
            return
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

    def _marked(self) -> str:
        """The mark that is selected in its panel."""
        return self.panels.of(MarksPanel).list.key or ""

    def _say_fault(self, fault: str) -> None:
        if fault:
            self.said.emit(fault)
        self.refresher.named("marks", "timeline")

    def show_hindsight(self) -> None:
        """D: what was learned later, as ghosts, or hidden again."""
        self._session.ghosts = not self._session.ghosts
        self.refresher.named("two_clocks", "timeline", "map")

    def show_keys(self) -> None:
        """F1: the keys of the panel that has the focus."""
        held = self._held()
        keys = self.panels.of(KeysPanel)
        title = held.header.title or held.accessibleName() if held is not None else ""
        keys.show_keys(title, held.foot.acts if held is not None else ())
        self.bring(keys)

    def leave(self) -> None:
        """Esc: one level back: a question or a page of the panel in hand, a panel in another's place, a range of time, the selection."""
        asking = next((panel for panel in self.panels.all if isinstance(panel, AskingPanel) and panel.question is not None), self._held())
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
                self._centre("alarm" if self._session.picture.find("alarm", subject) else "corridor", subject)
            case "back":
                self._selection.back()
                self.show_why()
            case "mark":
                self._say_fault(self._session.marked(rest))
            case "unmark":
                self._say_fault(self._session.unmarked(subject or self._marked()))
            case "seek_mark":
                self._session.go_to_mark(subject or self._marked())
            case "put_aside":
                self._session.put_aside()
                self.refresher.named("compare")
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

    def _save(self, form: str) -> None:
        """Save what the map shows, as this desk's own audience may see it."""
        session, view = self._session, self.map
        picture = session.picture
        roster = next((body for _, body in picture.bodies(Roster)), None)
        policy = next((body.policy for _, body in picture.bodies(Policy)), None)
        if roster is None or policy is None:
            self.said.emit("export: this picture does not say who may read it")
            return
        seen = zip(view.scene.layers, view.stack.layers, strict=False)
        kinds = frozenset(kind for layer, look in seen if look.visible for kind in layer.kinds)
        reader = For(session.entity, roster, policy)
        self.saving.save(Wanted(form, picture.copy(), session.now(), titled(picture, "map"), reader, view.bounds, kinds))

    # What a hand wishes for.

    def wish(self, name: str, subject: str, asked: Panel | None = None) -> None:
        """Wish for an act: one that commits nobody is sent, any other opens its sheet where it was asked for."""
        session = self._session
        hand = Hand(session.officer, session.entity, session.seat, session.nonce())
        intent = intent_of(name, subject)
        verb, _, argument = name.partition(":")
        case = Case(session.picture, session.now(), hand, subject, argument)
        found = None if verb == "answer" and is_light(intent) else form_for(verb, case)
        if found is not None:
            self._open_sheet(*found, subject, asked)
            return
        wish = wish_for(intent, session.picture, session.now(), hand)
        refusal = wish if isinstance(wish, str) else session.act(wish)
        if refusal is not None:
            session.failed.emit(f"{verb} {shown(subject)}: {refusal}")

    def _shaped(self, drawn: Finished) -> None:
        """A drawing goes to its sheet, which stands beside the map; the drawing stays until the sheet is signed."""
        session = self._session
        hand = Hand(session.officer, session.entity, session.seat, session.nonce())
        found = form_for(drawn.purpose.verb, Case(session.picture, session.now(), hand, drawn.subject, drawn.said))
        if found is not None:
            self._open_sheet(*found, drawn.subject, None, {SHAPE: drawn.geometry})

    def _recorded(self, verb: str, wish: Wish) -> None:
        """What was drawn is on record: the drawing goes; a new leg then asks to be taken into its route."""
        panel = self.panels.of(MapPanel)
        if panel.pad.purpose is not None and panel.pad.purpose.verb == verb:
            added = panel.pad.subject == ""
            panel.leave_drawing()
            if added and isinstance(wish.body, Segment):
                self.wish(f"add_leg:{wish.subject}", wish.body.corridor)

    def _open_sheet(
        self, form: Form, argument: str, subject: str, asked: Panel | None, shapes: Mapping[str, Geometry] | None = None
    ) -> None:
        panel = self.panels.of(ReviewPanel)
        self.reviewing.open(form, subject, argument, panel, shapes)
        home = self.view.holding(asked) if asked is not None else None
        self.bring(panel, self._roomy(home))
        panel.enter()

    def _roomy(self, asked: Place | None) -> Place:
        """Return where a sheet can be read whole: where it was asked for, else the tallest place that is neither alarms nor map."""
        if asked is not None and asked.height() >= self._look.px(SHEET_HEIGHT):
            return asked
        kept = {self.view.place("alarms"), self.view.place("map")}
        return max((place for place in self.view.round if place not in kept), key=lambda place: place.height())

    def _edited(self, name: str, value: str) -> None:
        self.reviewing.edit(name, value)
        self.refresher.now("review")

    def _sheet_closed(self) -> None:
        """The sheet goes when its act is on record; the focus goes back to who lives there."""
        sheet = self.panels.of(ReviewPanel)
        for place in self.view.round:
            if place.guest is sheet:
                place.give_back()
