"""The operator's desk: its panels, what each is resolved from, and what a hand at each means.

One table says for every panel which kinds of record it reads; a newcomer adds a panel there. Selecting a thing in one panel
selects it in all. Deliberately absent: the frame round the desk (`app.framing`) and how a panel looks (widgets).
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app import places
from app.intents import Hand, intent_of, wish_for
from app.refresh import Refresher, Slot
from app.selection import Selection
from app.session import Session
from feeds.picture.alarm import Alarm
from feeds.picture.changes import Change, ChangeSet
from feeds.picture.corridor import Corridor, Segment
from feeds.picture.identity import shown
from feeds.picture.regime import RegimeKind
from widgets.alarms import resolve as alarms_resolve
from widgets.alarms.panel import AlarmsPanel
from widgets.checklists import resolve as checklists_resolve
from widgets.checklists.panel import ChecklistPanel
from widgets.corridors import resolve as corridors_resolve
from widgets.corridors.panel import CorridorsPanel
from widgets.desk import OperatorDesk, OperatorPanels
from widgets.indicators import resolve as indicators_resolve
from widgets.indicators.focus import problem_in_focus
from widgets.indicators.panel import IndicatorsPanel
from widgets.ladder import resolve as ladder_resolve
from widgets.ladder.panel import LadderPanel
from widgets.look import Look
from widgets.map.panel import MapPanel
from widgets.map.view import MapView
from widgets.timeline import resolve as timeline_resolve
from widgets.timeline.model import Head
from widgets.timeline.panel import TimelinePanel
from widgets.times import zulu_seconds

_MAP_AS_TIME_PASSES = 2.0
_AT_ONCE = 0.05
"""Alarms and map do not wait for one another: the count, the row and the mark come together."""


class Operator(QObject):
    """The desk of LOOK section 4: ladder and indicators, map and timeline, alarms, corridor and checklist."""

    def __init__(self, look: Look, session: Session, selection: Selection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._selection = session, selection
        self._map_changes: list[Change] | None = None
        self._at_home = False
        self._chosen_problem = ""
        self._make(look)
        self._connect()
        self.refresher = Refresher(self._slots(), self)

    def _make(self, look: Look) -> None:
        self.ladder, self.indicators = LadderPanel(look), IndicatorsPanel(look)
        self.map_panel, self.timeline = MapPanel(look), TimelinePanel(look, self._session.history)
        self.alarms, self.corridor, self.checklist = AlarmsPanel(look), CorridorsPanel(look), ChecklistPanel(look)
        panels = OperatorPanels(self.ladder, self.indicators, self.map_panel, self.timeline, self.alarms, self.corridor, self.checklist)
        self.panels: tuple[QWidget, ...] = panels.all()
        self.widget = OperatorDesk(look, panels)
        regime = self._session.picture.regime
        invented = regime.kind is RegimeKind.EXERCISE
        watermark = "REPLAY" if self._session.replay else "" if regime.kind is RegimeKind.REAL else regime.kind.value
        self.map.set_regime(watermark, island=invented)

    @property
    def map(self) -> MapView:
        """The map itself."""
        return self.map_panel.view

    def _slots(self) -> tuple[Slot, ...]:
        """Every panel: its refresh and the kinds it reads."""
        chain = frozenset({"indicator", "indicator_state", "evidence", "report_mark", "problem", "judgement", "dissent", "doctrine"})
        levels = frozenset({"declared_level", "assessed_rung", "proposal", "position", "silence", "off_ramp", "pause", "grant"})
        alarms = frozenset({"alarm", "acknowledgement", "shelving", "out_of_service", "request", "answer", "delivery", "presence"})
        routes = frozenset({"corridor", "corridor_status", "agreement", "segment", "verification", "conditions", "danger_zone", "pause"})
        routes |= {"movement", "notification", "notification_receipt", "site"}
        return (
            Slot("alarms", self._show_alarms, alarms, every=0.5, apart=_AT_ONCE),
            Slot("ladder", self._show_ladder, chain | levels),
            Slot("indicators", self._show_indicators, chain | alarms | {"source_status", "indication"}),
            Slot("corridor", self._show_corridor, routes),
            Slot("checklist", self._show_checklist, frozenset({"run", "item", "template", "grant", "alarm", "action"}) | routes | levels),
            Slot("map", self.show_map, None, every=_MAP_AS_TIME_PASSES, apart=_AT_ONCE),
            Slot("timeline", self._show_timeline, None, every=0.5),
        )

    def _connect(self) -> None:
        for panel in (self.ladder, self.indicators, self.map_panel, self.timeline, self.alarms, self.corridor, self.checklist):
            panel.selected.connect(self._selection.choose)
            panel.act_requested.connect(self._acted)
        self._selection.changed.connect(self._select)

    # What changed.

    def changed(self, changes: ChangeSet) -> None:
        """Rows changed."""
        if self._map_changes is not None:
            self._map_changes.extend(changes)
        self.refresher.touch(changes.kinds)

    def replaced(self) -> None:
        """Everything is new: a snapshot came, or a replay jumped."""
        self._map_changes = None
        self.timeline.history = self._session.history
        self.refresher.all()

    # What is shown.

    def _show_alarms(self) -> None:
        session = self._session
        self.alarms.show_model(alarms_resolve.resolve(session.picture, session.now(), session.standpoint, session.underway()))

    def _show_ladder(self) -> None:
        session = self._session
        self.ladder.show_model(ladder_resolve.resolve(session.picture, session.now(), session.standpoint))

    def _show_indicators(self) -> None:
        session = self._session
        self.indicators.show_model(indicators_resolve.resolve(session.picture, session.now(), session.standpoint, self._problem()))

    def _show_corridor(self) -> None:
        session = self._session
        model = corridors_resolve.resolve(session.picture, session.now(), session.standpoint, self._chosen_corridor())
        self.corridor.show_model(model)

    def _show_checklist(self) -> None:
        session = self._session
        kind, subject = self._selection.chosen
        chosen = subject if kind in ("alarm", "run") else ""
        model = checklists_resolve.resolve(session.picture, session.now(), session.standpoint, session.underway(), selected=chosen)
        self.checklist.show_model(model)

    def _chosen_corridor(self) -> str:
        """The corridor that is selected, or that what is selected is about."""
        kind, subject = self._selection.chosen
        if kind == "alarm" and (alarm := self._session.picture.get(Alarm, subject)) is not None:
            subject, kind = alarm.about, "corridor" if self._session.picture.get(Corridor, alarm.about) is not None else "segment"
        if kind == "segment" and (segment := self._session.picture.get(Segment, subject)) is not None:
            subject, kind = segment.corridor, "corridor"
        return subject if kind in ("corridor", "corridor_status", "conditions") else ""

    def show_map(self) -> None:
        """Show what changed since the map was last shown, or everything."""
        session, changes = self._session, self._map_changes
        self._map_changes = []
        chosen = self._selection.chosen if self._selection.chosen[1] else None
        self.map.show_picture(session.picture, changes, session.now(), chosen)
        self.map_panel.set_scope(f"{len(self.map.scene.layers)} layers · as known {zulu_seconds(session.now())}")
        if not self._at_home:
            self._at_home = self.go_home()

    def _show_timeline(self) -> None:
        session = self._session
        head = Head.KNOWN_BY if session.replay else Head.FROZEN if session.frozen_at is not None else Head.NOW
        self.timeline.show_model(timeline_resolve.resolve(session.history, session.picture, session.now(), head))

    def _problem(self) -> str | None:
        """The problem chosen last, else the one that the assessed rung rests on."""
        kind, subject = self._selection.chosen
        self._chosen_problem = subject if kind == "problem" else self._chosen_problem
        return self._chosen_problem or problem_in_focus(self._session.picture)

    # What a hand does.

    def _select(self, kind: str, subject: str) -> None:
        self.alarms.select(subject if kind == "alarm" else None)
        if kind == "alarm":
            self._centre(kind, subject)
        self.refresher.named("map", "indicators", "corridor", "checklist")

    def next_alarm(self) -> None:
        """F8: the worst unacknowledged alarm, oldest first; again: the next. Its row is opened and the map centred on it."""
        self.alarms.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.alarms.select_next()

    def show_why(self) -> None:
        """F2: why the selected thing is what it is."""

    def leave(self) -> None:
        """Esc: one level back."""
        self._selection.clear()

    def go_home(self) -> bool:
        """Have in view what the room is about; False while the picture has nothing that is anywhere."""
        found = places.home(self._session.picture)
        if found is not None:
            self.map.fit(found)
        return found is not None

    def _centre(self, kind: str, subject: str) -> None:
        found = places.place_of(self._session.picture, kind, subject)
        if found is not None:
            south, west, north, east = found
            self.map.centre((south + north) / 2, (west + east) / 2)

    def _acted(self, name: str, subject: str) -> None:
        if name == "why":
            self._selection.choose("alarm", subject)
            self.show_why()
        elif name == "map":
            self._centre("alarm", subject)
        else:
            self._wish(name, subject)

    def _wish(self, name: str, subject: str) -> None:
        session = self._session
        hand = Hand(session.officer, session.entity, session.seat, session.nonce())
        wish = wish_for(intent_of(name, subject), session.picture, session.now(), hand)
        refusal = wish if isinstance(wish, str) else session.act(wish)
        if refusal is not None:
            session.failed.emit(f"{name.partition(':')[0]} {shown(subject)}: {refusal}")

    def close(self) -> None:
        """Stop refreshing and take the map's page down before its profile."""
        self.refresher.stop()
        self.map.shutdown()
