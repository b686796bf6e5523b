"""What each panel is resolved from: the table of a desk, a line a panel.

Deliberately absent: what a hand does (`app.desks`), and what panels look like.
"""

from __future__ import annotations

from app import places
from app.panels import CHECKLIST, ROLL_CALL, Panels
from app.refresh import Slot
from app.selection import Selection
from app.session import Session
from feeds.picture.alarm import Alarm
from feeds.picture.changes import Change, ChangeSet
from feeds.picture.corridor import Corridor, Segment
from feeds.wire.follow import LinkState
from widgets.alarms import resolve as alarms_resolve
from widgets.checklists import resolve as checklists_resolve
from widgets.corridors import resolve as corridors_resolve
from widgets.health import resolve as health_resolve
from widgets.health.model import Desk
from widgets.indicators import resolve as indicators_resolve
from widgets.indicators.focus import problem_in_focus
from widgets.ladder import resolve as ladder_resolve
from widgets.rollcall import resolve as rollcall_resolve
from widgets.timeline import resolve as timeline_resolve
from widgets.timeline.model import Head
from widgets.times import zulu_seconds
from widgets.watchlog import resolve as watchlog_resolve
from widgets.why import resolve as why_resolve
from widgets.words import State

_AT_ONCE = 0.05
"""Alarms and map do not wait for one another: the count, the row and the mark come together."""

CHAIN = frozenset({"indicator", "indicator_state", "evidence", "report_mark", "problem", "judgement", "dissent", "doctrine"})
LEVELS = frozenset({"declared_level", "assessed_rung", "proposal", "position", "silence", "off_ramp", "pause", "grant"})
ALARMS = frozenset({"alarm", "acknowledgement", "shelving", "out_of_service", "request", "answer", "delivery", "presence"})
ROUTES = frozenset({"corridor", "corridor_status", "agreement", "segment", "verification", "conditions", "danger_zone", "pause"})
ROUTES |= {"movement", "notification", "notification_receipt", "site"}
STEPS = frozenset({"run", "item", "template", "grant", "alarm", "action"})

_LINKS = {
    LinkState.LIVE: State.LINK_LIVE,
    LinkState.STALE: State.LINK_STALE,
    LinkState.RESYNC: State.RESYNC,
    LinkState.LOST: State.LINK_LOST,
}


class Shows:
    """Shows the panels of a desk from its session and selection."""

    def __init__(self, session: Session, selection: Selection, panels: Panels) -> None:
        """Show nothing yet."""
        self._session, self._selection, self._panels = session, selection, panels
        self._map_changes: list[Change] | None = None
        self._at_home = False
        self._problem = ""
        self._run = ""
        self.of: tuple[str, str] = ("", "")
        """What the why panel is of; the selection may move within it."""

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every panel: its refresh and the kinds it reads."""
        return (
            Slot("alarms", self._alarms, ALARMS, every=0.5, apart=_AT_ONCE),
            Slot("ladder", self._ladder, CHAIN | LEVELS),
            Slot("indicators", self._indicators, CHAIN | ALARMS | {"source_status", "indication", "assessed_rung"}),
            Slot("corridor", self._corridor, ROUTES),
            Slot("checklist", self._checklist, STEPS | ROUTES | LEVELS),
            Slot("rollcall", self._rollcall, ALARMS | {"proposal", "silence", "position"}),
            Slot("log", self._log, frozenset({"log_entry"}), every=0),
            Slot("health", self._health, frozenset({"source", "source_status", "rejection"}), every=2.0),
            Slot("why", self._why, CHAIN | LEVELS | ALARMS | ROUTES | STEPS, every=2.0),
            Slot("map", self.map, None, every=2.0, apart=_AT_ONCE),
            Slot("timeline", self._timeline, None, every=0.5),
        )

    def changed(self, changes: ChangeSet) -> None:
        """Note what the map has to draw anew."""
        if self._map_changes is not None:
            self._map_changes.extend(changes)

    def replaced(self) -> None:
        """Everything is new: a snapshot came, or a replay jumped."""
        self._map_changes = None
        self._panels.timeline.history = self._session.history

    def _alarms(self) -> None:
        session = self._session
        self._panels.alarms.show_model(alarms_resolve.resolve(session.picture, session.now(), session.standpoint, session.underway()))

    def _ladder(self) -> None:
        session = self._session
        self._panels.ladder.show_model(ladder_resolve.resolve(session.picture, session.now(), session.standpoint))

    def _indicators(self) -> None:
        session = self._session
        kind, subject = self._selection.chosen
        self._problem = subject if kind == "problem" else self._problem
        problem = self._problem or problem_in_focus(session.picture)
        self._panels.indicators.show_model(indicators_resolve.resolve(session.picture, session.now(), session.standpoint, problem))

    def _corridor(self) -> None:
        session = self._session
        model = corridors_resolve.resolve(session.picture, session.now(), session.standpoint, self._chosen_corridor())
        self._panels.corridor.show_model(model)

    def _chosen_corridor(self) -> str:
        """The corridor that is selected, or that what is selected is about."""
        picture = self._session.picture
        kind, subject = self._selection.chosen
        if kind == "alarm" and (alarm := picture.get(Alarm, subject)) is not None:
            subject, kind = alarm.about, "corridor" if picture.get(Corridor, alarm.about) is not None else "segment"
        if kind == "segment" and (segment := picture.get(Segment, subject)) is not None:
            subject, kind = segment.corridor, "corridor"
        return subject if kind in ("corridor", "corridor_status", "conditions") else ""

    def _checklist(self) -> None:
        session = self._session
        kind, subject = self._selection.chosen
        if kind in ("alarm", "run"):
            self._run = subject
        elif kind == "step":
            self._run = subject.rpartition("/")[0]
        model = checklists_resolve.resolve(session.picture, session.now(), session.standpoint, session.underway(), selected=self._run)
        self._panels.checklist.show_model(model)
        self._panels.tabs.want(CHECKLIST, f"{model.late} late" if model.late else "")

    def _rollcall(self) -> None:
        session = self._session
        model = rollcall_resolve.resolve(session.picture, session.now(), session.standpoint)
        self._panels.rollcall.show_model(model)
        self._panels.tabs.want(ROLL_CALL, f"{model.late} late" if model.late else "")

    def _log(self) -> None:
        session = self._session
        self._panels.log.show_model(watchlog_resolve.resolve(session.picture, session.now(), session.standpoint, session.underway()))

    def _health(self) -> None:
        session = self._session
        behind = session.behind()
        desk = Desk(
            link=_LINKS[session.link().state],
            delay="" if behind is None else f"{behind / 1000:.1f} s behind",
            records=sum(session.picture.counts.values()),
            refused=session.refused,
            blocked=self._panels.map.view.blocked_requests,
        )
        self._panels.health.show_model(health_resolve.resolve(session.picture, session.now(), session.standpoint, desk))

    def _why(self) -> None:
        session = self._session
        if self._panels.place.currentWidget() is self._panels.why:
            self._panels.why.show_model(why_resolve.resolve(session.picture, session.now(), session.standpoint, *self.of))

    def map(self) -> None:
        """Show what changed since the map was last shown, or everything."""
        session, changes = self._session, self._map_changes
        self._map_changes = []
        chosen = self._selection.chosen if self._selection.chosen[1] else None
        view = self._panels.map.view
        view.show_picture(session.picture, changes, session.now(), chosen)
        self._panels.map.set_scope(f"{len(view.scene.layers)} layers · as known {zulu_seconds(session.now())}")
        if not self._at_home:
            self._at_home = self.go_home()

    def go_home(self) -> bool:
        """Have in view what the room is about; False while the picture has nothing that is anywhere."""
        found = places.home(self._session.picture)
        if found is not None:
            self._panels.map.view.fit(found)
        return found is not None

    def _timeline(self) -> None:
        session = self._session
        head = Head.KNOWN_BY if session.replay else Head.FROZEN if session.frozen_at is not None else Head.NOW
        self._panels.timeline.show_model(timeline_resolve.resolve(session.history, session.picture, session.now(), head))
