"""The panels of the operator's desk, made once: which widgets there are and where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from widgets.alarms.panel import AlarmsPanel
from widgets.checklists.panel import ChecklistPanel
from widgets.corridors.panel import CorridorsPanel
from widgets.desk import OperatorDesk, OperatorPanels
from widgets.health.panel import HealthPanel
from widgets.indicators.panel import IndicatorsPanel
from widgets.keys.panel import KeysPanel
from widgets.ladder.panel import LadderPanel
from widgets.look import Look
from widgets.map.panel import MapPanel
from widgets.panel import Panel
from widgets.rollcall.panel import RollCallPanel
from widgets.tabs import Tabs
from widgets.timeline.history import History
from widgets.timeline.panel import TimelinePanel
from widgets.watchlog.panel import WatchLogPanel
from widgets.why.panel import WhyPanel

CHECKLIST, ROLL_CALL, WATCH_LOG, HEALTH = "Checklist", "Roll-call", "Watch log", "Health"


class Place(QStackedWidget):
    """One place on the desk in which another panel may stand for a while; Esc gives it back to the one that lives there."""

    def __init__(self, home: Panel, *guests: Panel) -> None:
        super().__init__()
        self._home = home
        for panel in (home, *guests):
            self.addWidget(panel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusProxy(home)

    def put(self, panel: Panel) -> None:
        """Let this panel stand here, with the focus."""
        self.setCurrentWidget(panel)
        self.setFocusProxy(panel)
        panel.setFocus()

    def give_back(self) -> bool:
        """Give the place back; False where nobody else stood here."""
        if self.currentWidget() is self._home:
            return False
        self.put(self._home)
        return True


@dataclass(frozen=True)
class Panels:
    """Every panel of the desk. Roll-call, watch log and health share the checklist's place; why and keys the timeline's."""

    ladder: LadderPanel
    indicators: IndicatorsPanel
    map: MapPanel
    timeline: TimelinePanel
    alarms: AlarmsPanel
    corridor: CorridorsPanel
    checklist: ChecklistPanel
    rollcall: RollCallPanel
    log: WatchLogPanel
    health: HealthPanel
    why: WhyPanel
    keys: KeysPanel
    place: Place
    tabs: Tabs

    @property
    def all(self) -> tuple[Panel, ...]:
        """Every panel that emits intents."""
        shown = (self.ladder, self.indicators, self.map, self.timeline, self.alarms, self.corridor, self.checklist)
        return (*shown, self.rollcall, self.log, self.health, self.why)

    @property
    def round(self) -> tuple[QWidget, ...]:
        """The order in which F6 goes round: reading order."""
        return (self.ladder, self.indicators, self.map, self.place, self.alarms, self.corridor, self.tabs)

    def titled(self, held: QWidget) -> Panel | None:
        """Return the panel that holds a widget, or is it."""
        return next((panel for panel in self.all if panel is held or panel.isAncestorOf(held)), None)


def make_panels(look: Look, history: History) -> Panels:
    """Make every panel."""
    timeline, why, keys = TimelinePanel(look, history), WhyPanel(look), KeysPanel(look)
    checklist, rollcall, log, health = ChecklistPanel(look), RollCallPanel(look), WatchLogPanel(look), HealthPanel(look)
    return Panels(
        ladder=LadderPanel(look),
        indicators=IndicatorsPanel(look),
        map=MapPanel(look),
        timeline=timeline,
        alarms=AlarmsPanel(look),
        corridor=CorridorsPanel(look),
        checklist=checklist,
        rollcall=rollcall,
        log=log,
        health=health,
        why=why,
        keys=keys,
        place=Place(timeline, why, keys),
        tabs=Tabs(look, ((CHECKLIST, checklist), (ROLL_CALL, rollcall), (WATCH_LOG, log), (HEALTH, health))),
    )


def arranged(look: Look, panels: Panels) -> OperatorDesk:
    """Arrange them as the operator's desk."""
    parts = OperatorPanels(panels.ladder, panels.indicators, panels.map, panels.place, panels.alarms, panels.corridor, panels.tabs)
    return OperatorDesk(look, parts)
