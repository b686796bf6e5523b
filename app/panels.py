"""Every panel there is, a line each: how it is made, what it is shown from, which kinds of record it reads, how often time changes it.

A desk names the panels it has (`app.desks`); a panel is made when a desk first wants it, and there is one of each in a window.
Deliberately absent: where panels stand, and what is in them (widgets, `app.shows`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QTimer

from app import shows
from app.basemap.room_ground import room_ground
from app.blank import BLANK, SCOPE, blank
from app.bookmarks import BookmarkFile
from app.refresh import APART
from app.session import Session
from app.shows import ALARMS, CHAIN, LEVELS, LINES, NIGHT, PEOPLE, ROUTES, STEPS, USES
from app.sight import Sight
from feeds.picture.regime import RegimeKind
from widgets.acting_for.panel import ActingForBar
from widgets.alarms.panel import AlarmsPanel
from widgets.cells import Filled
from widgets.checklists.panel import ChecklistPanel
from widgets.command.panel import CommandPanel
from widgets.compare.panel import ComparePanel
from widgets.corridors.panel import CorridorsPanel
from widgets.exercise.panel import ExercisePanel
from widgets.grants import resolve as grants_resolve
from widgets.grants.panel import GrantsPanel
from widgets.health.panel import HealthPanel
from widgets.humanitarian import resolve as humanitarian_resolve
from widgets.humanitarian.panel import HumanitarianPanel
from widgets.indicators.panel import IndicatorsPanel
from widgets.item.panel import ItemPanel
from widgets.keys.panel import KeysPanel
from widgets.ladder.panel import LadderPanel
from widgets.lines import resolve as lines_resolve
from widgets.lines.panel import LinesPanel
from widgets.look import Look
from widgets.map.panel import MapPanel
from widgets.marks.panel import MarksPanel
from widgets.night import resolve as night_resolve
from widgets.night.panel import NightPanel
from widgets.panel import Panel
from widgets.picture_at.panel import PictureAtPanel
from widgets.queue.panel import QueuePanel
from widgets.review.panel import ReviewPanel
from widgets.rollcall.panel import RollCallPanel
from widgets.timeline.panel import TimelinePanel
from widgets.two_clocks.panel import TwoClocksPanel
from widgets.wall.panels import WallAlarmBand, WallCorridorsPanel, WallFactsPanel, WallLevelsPanel
from widgets.watchlog.panel import WatchLogPanel
from widgets.why.panel import WhyPanel

P = TypeVar("P", bound=Panel)

AT_ONCE = 0.05
"""Alarms and map do not wait for one another: the count, the row and the mark come together."""

NEVER = 0.0


@dataclass(frozen=True)
class Made:
    """A panel that was made, and how it is shown: returns what its tab is to say it wants ("2 late"), empty for nothing."""

    panel: Panel
    show: Callable[[Sight], str]


@dataclass(frozen=True)
class Entry:
    """A panel of the table. `reads`: the kinds of record it is shown from (None: all, empty: none); the rest as `app.refresh.Slot`."""

    name: str
    title: str
    kind: type[Panel]
    make: Callable[[Look, Session], Made]
    reads: frozenset[str] | None
    every: float = 1.0
    apart: float = APART


def entry(
    name: str,
    title: str,
    kind: type[P],
    show: Callable[[Sight, P], str | None],
    reads: Iterable[str] | None,
    *,
    make: Callable[[Look, Session], P] | None = None,
    every: float = 1.0,
    apart: float = APART,
) -> Entry:
    """Return the line of a panel: made once, from the look unless `make` says how; `show(sight, panel)` when what it reads changes."""

    def made(look: Look, session: Session) -> Made:
        panel = kind(look) if make is None else make(look, session)  # type: ignore[call-arg]  # a panel names itself: only the base asks
        return Made(panel, lambda sight: show(sight, panel) or "")

    return Entry(name, title, kind, made, None if reads is None else frozenset(reads), every, apart)


def _map(look: Look, session: Session) -> MapPanel:
    panel = MapPanel(look, BookmarkFile(), room_ground(session.basemap, lambda text: _say(session, text)))
    regime = session.picture.regime
    watermark = "REPLAY" if session.replay else "" if regime.kind is RegimeKind.REAL else regime.kind.value
    panel.view.set_regime(watermark, island=regime.kind is RegimeKind.EXERCISE)
    return panel


def _say(session: Session, text: str) -> None:
    """Say it once whoever listens to the session has been told of it."""
    QTimer.singleShot(0, session, lambda: session.failed.emit(text))


def _timeline(look: Look, session: Session) -> TimelinePanel:
    return TimelinePanel(look, session.history)


PANELS: tuple[Entry, ...] = (
    entry("alarms", "Alarms", AlarmsPanel, shows.alarms, ALARMS, every=0.5, apart=AT_ONCE),
    entry("ladder", "Escalation ladder", LadderPanel, shows.ladder, CHAIN | LEVELS),
    entry(
        "indicators",
        "Indicators",
        IndicatorsPanel,
        shows.indicators,
        CHAIN | ALARMS | {"source_status", "indication", "assessed_rung"},
    ),
    entry("corridor", "Corridor", CorridorsPanel, shows.corridor, ROUTES),
    entry("grants", "Grants", GrantsPanel, shows.board(grants_resolve.resolve), USES),
    entry("lines", "Off-ramps", LinesPanel, shows.board(lines_resolve.resolve), LINES),
    entry("humanitarian", "Humanitarian", HumanitarianPanel, shows.board(humanitarian_resolve.resolve), PEOPLE, every=2.0),
    entry("night", "Night's work", NightPanel, shows.board(night_resolve.resolve), NIGHT | ALARMS),
    entry("checklist", "Checklist", ChecklistPanel, shows.checklist, STEPS | ROUTES | LEVELS),
    entry("acting_for", "Acting for", ActingForBar, shows.acting_for, {"roster"}, every=5.0),
    entry("queue", "For this entity", QueuePanel, shows.queue, ALARMS | {"proposal", "silence", "position", "roster"}),
    entry("item", "Selected item", ItemPanel, shows.item, ALARMS | {"proposal", "silence", "position"}),
    entry("wall_alarm", "Worst alarm", WallAlarmBand, shows.wall, ALARMS, every=0.5, apart=AT_ONCE),
    entry("wall_levels", "Level", WallLevelsPanel, shows.wall, CHAIN | LEVELS),
    entry("wall_corridors", "Corridors", WallCorridorsPanel, shows.wall, ROUTES),
    entry("wall_facts", "Facts", WallFactsPanel, shows.wall, ALARMS | ROUTES | {"source", "source_status"}),
    entry("rollcall", "Roll-call", RollCallPanel, shows.rollcall, ALARMS | {"proposal", "silence", "position"}),
    entry("log", "Watch log", WatchLogPanel, shows.log, {"log_entry"}, every=NEVER),
    entry("health", "Health", HealthPanel, shows.health, {"source", "source_status", "rejection"}, every=2.0),
    entry("why", "Why: from indication to answer", WhyPanel, shows.why, CHAIN | LEVELS | ALARMS | ROUTES | STEPS, every=2.0),
    entry("marks", "Marks", MarksPanel, shows.marks, ()),
    entry("compare", "Compare", ComparePanel, shows.compare, None),
    entry("two_clocks", "Two clocks", TwoClocksPanel, shows.two_clocks, None),
    entry("picture_at", "Picture at T", PictureAtPanel, shows.picture_at, CHAIN | LEVELS | ROUTES | {"assessed_rung", "indication"}),
    entry("exercise", "Exercise", ExercisePanel, shows.exercise, ALARMS | {"log_entry", "run", "corridor_status"}),
    entry("review", "Review before signing", ReviewPanel, shows.review, None, every=0.5),
    entry("command", "Command", CommandPanel, shows.nothing, (), every=NEVER),
    entry("keys", "Keys", KeysPanel, shows.nothing, (), every=NEVER),
    entry("map", "Map", MapPanel, shows.map_, None, make=_map, every=2.0, apart=AT_ONCE),
    entry("timeline", "Timeline", TimelinePanel, shows.timeline, None, make=_timeline, every=0.5),
)
"""Every panel. The order is the order in which they are shown anew when everything is."""


class Panels:
    """The panels of one window, each made when it is first wanted. `made(panel)` is told of every one."""

    def __init__(self, look: Look, session: Session, made: Callable[[Panel], None]) -> None:
        """Have none yet."""
        self._look, self._session, self._tell = look, session, made
        self._entries = {entry.name: entry for entry in PANELS}
        self._made: dict[str, Made] = {}
        self._blank: set[str] = set()
        """Panels that show that there is no picture yet."""

    @property
    def titles(self) -> dict[str, str]:
        """What each panel is called."""
        return {entry.name: entry.title for entry in PANELS}

    @property
    def all(self) -> tuple[Panel, ...]:
        """Every panel that was made."""
        return tuple(made.panel for made in self._made.values())

    def make_one(self) -> bool:
        """Make one of those that nobody wanted yet; say whether there are more."""
        missing = [name for name in self._entries if name not in self._made]
        if missing:
            self.named(missing[0])
        return len(missing) > 1

    def named(self, name: str) -> Panel:
        """Return the panel of this name. Raises KeyError where there is none."""
        return self._get(name).panel

    def of(self, kind: type[P]) -> P:
        """Return the panel of this class. Raises KeyError where the table has none."""
        panel = self.named(next((entry.name for entry in PANELS if entry.kind is kind), kind.__name__))
        if not isinstance(panel, kind):
            raise KeyError(kind.__name__)
        return panel

    def name(self, panel: Panel) -> str:
        """Return the name of a panel that was made here."""
        return next(name for name, made in self._made.items() if made.panel is panel)

    def show(self, name: str, sight: Sight) -> str:
        """Show a panel anew, or that there is no picture yet; returns what its tab is to say."""
        made, instead = self._get(name), blank(sight.session) if name in BLANK else Filled()
        if not isinstance(instead, Filled):
            self._blank.add(name)
            made.panel.set_scope(SCOPE)
            made.panel.show_condition(instead)
            return ""
        if name in self._blank:
            self._blank.remove(name)
            made.panel.set_scope("")
            made.panel.show_condition(instead)
        return made.show(sight)

    def _get(self, name: str) -> Made:
        if name not in self._made:
            self._made[name] = self._entries[name].make(self._look, self._session)
            self._tell(self._made[name].panel)
        return self._made[name]
