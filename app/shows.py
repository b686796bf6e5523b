"""How each panel is shown: a function a panel, from what a desk has in sight. `app.panels` is the table that names them.

Each returns the words its tab carries while the panel is behind another ("2 late"), or nothing. Deliberately absent: what a hand does
(`app.desk`), and what panels look like.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.blank import SCOPE
from app.common import common_picture
from app.marks import pins as marks_pins
from app.marks import resolve as marks_resolve
from app.session import Session
from app.sight import Sight
from feeds.picture.alarm import Alarm, Request
from feeds.picture.corridor import Corridor, Segment
from feeds.picture.picture import Picture
from feeds.wire.follow import LinkState
from layers.overlays import COMPARED, LATER, learned_later
from widgets.acting_for import resolve as acting_for_resolve
from widgets.acting_for.panel import ActingForBar
from widgets.alarms import resolve as alarms_resolve
from widgets.alarms.panel import AlarmsPanel
from widgets.board.model import BoardModel
from widgets.board.panel import BoardPanel
from widgets.checklists import resolve as checklists_resolve
from widgets.checklists.panel import ChecklistPanel
from widgets.common_picture import every
from widgets.compare import resolve as compare_resolve
from widgets.compare.panel import ComparePanel
from widgets.corridors import resolve as corridors_resolve
from widgets.corridors.panel import CorridorsPanel
from widgets.exercise import resolve as exercise_resolve
from widgets.exercise.panel import ExercisePanel
from widgets.health import resolve as health_resolve
from widgets.health.model import Desk
from widgets.health.panel import HealthPanel
from widgets.indicators import resolve as indicators_resolve
from widgets.indicators.focus import problem_in_focus
from widgets.indicators.panel import IndicatorsPanel
from widgets.item import resolve as item_resolve
from widgets.item.panel import ItemPanel
from widgets.ladder import resolve as ladder_resolve
from widgets.ladder.panel import LadderPanel
from widgets.map.panel import MapPanel
from widgets.marks.panel import MarksPanel
from widgets.panel import Panel
from widgets.picture_at import resolve as picture_at_resolve
from widgets.picture_at.panel import PictureAtPanel
from widgets.queue import resolve as queue_resolve
from widgets.queue.panel import QueuePanel
from widgets.review.panel import ReviewPanel
from widgets.rollcall import resolve as rollcall_resolve
from widgets.rollcall.panel import RollCallPanel
from widgets.standpoint import Standpoint
from widgets.timeline import resolve as timeline_resolve
from widgets.timeline.panel import TimelinePanel
from widgets.times import stretch
from widgets.two_clocks import resolve as two_clocks_resolve
from widgets.two_clocks.panel import TwoClocksPanel
from widgets.wall import resolve as wall_resolve
from widgets.wall.panels import WallPanel
from widgets.watchlog import resolve as watchlog_resolve
from widgets.watchlog.panel import WatchLogPanel
from widgets.why import resolve as why_resolve
from widgets.why.panel import WhyPanel
from widgets.words import State

CHAIN = frozenset({"indicator", "indicator_state", "evidence", "report_mark", "problem", "judgement", "dissent", "doctrine"})
LEVELS = frozenset({"declared_level", "assessed_rung", "proposal", "position", "silence", "off_ramp", "pause", "grant"})
ALARMS = frozenset({"alarm", "acknowledgement", "shelving", "out_of_service", "request", "answer", "delivery", "presence"})
ROUTES = frozenset({"corridor", "corridor_status", "agreement", "segment", "verification", "conditions", "danger_zone", "pause"})
ROUTES |= {"movement", "notification", "notification_receipt", "site"}
USES = frozenset({"grant", "grant_approval", "national_caveat", "action", "declared_level", "reference_card", "doctrine"})
LINES = CHAIN | {"declared_level", "off_ramp", "pause", "red_line", "dispute", "dispute_reply", "contact", "message"}
NIGHT = frozenset({"handover", "information_request", "recall", "recall_receipt", "channel", "posture", "risk", "run", "item", "proposal"})
PEOPLE = frozenset({"movement", "notification", "notification_receipt", "pause", "corridor_incident", "site", "need", "offer", "corridor"})
STEPS = frozenset({"run", "item", "template", "grant", "alarm", "action"})

_LINKS = {
    LinkState.LIVE: State.LINK_LIVE,
    LinkState.STALE: State.LINK_STALE,
    LinkState.RESYNC: State.RESYNC,
    LinkState.LOST: State.LINK_LOST,
}


def nothing(_sight: Sight, _panel: Panel) -> None:
    """Show nothing anew: the panel shows what it is told when it is called."""


def alarms(sight: Sight, panel: AlarmsPanel) -> None:
    """Alarms of this seat."""
    session = sight.session
    sound, opened, window = sight.sound(), panel.opened, sight.window.range
    model = alarms_resolve.resolve(
        session.picture, session.now(), session.standpoint, session.underway(), sound=sound, opened=opened, window=window
    )
    panel.show_model(model)


def ladder(sight: Sight, panel: LadderPanel) -> None:
    """Declared, assessed and proposed levels."""
    session = sight.session
    opened, supposed = panel.opened, panel.supposed
    panel.show_model(ladder_resolve.resolve(session.picture, session.now(), session.standpoint, opened=opened, supposed=supposed))


def indicators(sight: Sight, panel: IndicatorsPanel) -> None:
    """The indicators of the problem selected last, else of the one in focus."""
    session = sight.session
    problem = sight.selection.latest("problem")[1] or problem_in_focus(session.picture)
    opened, course, window = panel.opened, session.course, sight.window.range
    model = indicators_resolve.resolve(
        session.picture, session.now(), session.standpoint, problem, opened=opened, course=course, window=window
    )
    panel.show_model(model)


def board(resolve: Callable[[Picture, int, Standpoint], BoardModel]) -> Callable[[Sight, BoardPanel], str]:
    """Whatever a board is of: its resolver says."""

    def show(sight: Sight, panel: BoardPanel) -> str:
        session = sight.session
        model = resolve(session.picture, session.now(), session.standpoint)
        panel.show_model(model)
        return model.wants

    return show


def corridor(sight: Sight, panel: CorridorsPanel) -> None:
    """The corridor that is selected, or that what is selected is about."""
    session = sight.session
    chosen, opened = _chosen_corridor(sight), panel.opened
    panel.show_model(corridors_resolve.resolve(session.picture, session.now(), session.standpoint, chosen, opened=opened))


def _chosen_corridor(sight: Sight) -> str:
    picture = sight.session.picture
    kind, subject = _asked_about(sight.session, *(sight.selection.chosen if sight.selection.chosen[1] else sight.item))
    if kind == "alarm" and (alarm := picture.get(Alarm, subject)) is not None:
        subject, kind = alarm.about, "corridor" if picture.get(Corridor, alarm.about) is not None else "segment"
    if kind == "segment" and (segment := picture.get(Segment, subject)) is not None:
        subject, kind = segment.corridor, "corridor"
    return subject if kind in ("corridor", "corridor_status", "conditions") else ""


def checklist(sight: Sight, panel: ChecklistPanel) -> str:
    """The run that was selected last, itself or by its alarm or a step."""
    session = sight.session
    kind, subject = sight.selection.latest("alarm", "run", "step")
    run = subject.rpartition("/")[0] if kind == "step" else subject
    pending, opened = session.underway(), panel.opened
    model = checklists_resolve.resolve(session.picture, session.now(), session.standpoint, pending, selected=run, opened=opened)
    panel.show_model(model)
    return f"{model.late} late" if model.late else ""


def acting_for(sight: Sight, panel: ActingForBar) -> None:
    """For whom this desk acts."""
    session = sight.session
    panel.show_model(acting_for_resolve.resolve(session.picture, session.now(), session.standpoint, session.officer))


def queue(sight: Sight, panel: QueuePanel) -> str:
    """What asks this entity for an answer."""
    session = sight.session
    model = queue_resolve.resolve(session.picture, session.now(), session.standpoint)
    panel.show_model(model, "|".join(sight.item))
    return model.scope if any(item.open for item in model.items) else ""


def item(sight: Sight, panel: ItemPanel) -> None:
    """The item that is selected, or waits first."""
    session, chosen = sight.session, sight.item
    panel.show_model(item_resolve.resolve(session.picture, session.now(), session.standpoint, session.underway(), chosen, sight.earlier))
    if panel.isVisible():
        sight.displayed(*chosen)


def wall(sight: Sight, panel: WallPanel) -> None:
    """The wallboard's model; each of its panels shows its own part."""
    session = sight.session
    panel.show_model(wall_resolve.resolve(session.picture, session.now(), session.standpoint, compared=session.compared()))


def rollcall(sight: Sight, panel: RollCallPanel) -> str:
    """Who has answered what."""
    session = sight.session
    model = rollcall_resolve.resolve(session.picture, session.now(), session.standpoint)
    panel.show_model(model)
    return f"{model.late} late" if model.late else ""


def log(sight: Sight, panel: WatchLogPanel) -> None:
    """The watch log."""
    session = sight.session
    panel.show_model(watchlog_resolve.resolve(session.picture, session.now(), session.standpoint, session.underway(), sight.window.range))


def exercise(sight: Sight, panel: ExercisePanel) -> None:
    """The play this desk directs, if any."""
    session = sight.session
    play = session.directed.play if session.directed is not None else None
    panel.show_model(exercise_resolve.resolve(play, session.picture, session.now(), session.standpoint))


def health(sight: Sight, panel: HealthPanel) -> None:
    """Feeds and this desk's own state, once it is counted what they brought."""
    session = sight.session
    brought = sight.listening.of(session.picture)
    if brought is None:
        return
    behind = session.behind()
    desk = Desk(
        link=_LINKS[session.link().state],
        common=every(common_picture(session), session.standpoint),
        delay="" if behind is None else f"{behind / 1000:.1f} s behind",
        resyncs=session.resyncs,
        records=sum(session.picture.counts.values()),
        refused=session.pending.refused,
        blocked=sight.blocked(),
        sound=sight.sound(),
        blocked_last=sight.blocked_last(),
        map_service=sight.sent_for(),
    )
    panel.show_model(health_resolve.resolve(session.picture, session.now(), session.standpoint, desk, brought))


def why(sight: Sight, panel: WhyPanel) -> None:
    """Why what was asked for is what it is."""
    session = sight.session
    of = sight.of if sight.of[1] else sight.item
    panel.show_model(why_resolve.resolve(session.picture, session.now(), session.standpoint, *_asked_about(session, *of)))


def _asked_about(session: Session, kind: str, subject: str) -> tuple[str, str]:
    """An item's chain is that of the alarm it asks about."""
    request = session.picture.get(Request, subject) if kind == "request" else None
    return ("alarm", request.item) if request is not None and session.picture.get(Alarm, request.item) is not None else (kind, subject)


def review(sight: Sight, panel: ReviewPanel) -> None:
    """The act under review."""
    panel.show_model(sight.review())


def map_(sight: Sight, panel: MapPanel) -> None:
    """What changed since the map was last shown, or everything."""
    session, view = sight.session, panel.view
    chosen = sight.selection.chosen if sight.selection.chosen[1] else None
    changes = sight.map_changes()
    view.show_picture(session.picture, changes, session.now(), chosen, session.whereabouts)
    panel.stand(session.picture, session.standpoint.off, chosen)
    chosen_range = "" if sight.window.range is None else f"range {stretch(sight.window.range)} · "
    ghosts = session.hindsight()
    view.lay(LATER, learned_later(ghosts, session.picture, session.now()))
    shown = f"{len(ghosts)} learned later · " if session.ghosts and ghosts else ""
    comparison = sight.comparison()
    view.lay(COMPARED, comparison.features if comparison is not None else ())
    if comparison is not None:
        differ = "comparing with" if comparison.count is None else f"{comparison.count:,} rows differ from"
        shown = f"{differ} {comparison.aside.called(session.now())} · {shown}"
    placed = sight.go_home_once(view, changes)
    # What cannot be on the map is said: a map without marks would read as a time at which nothing happened.
    reports = session.picture.counts.get("indication", 0)
    nowhere = f"none of {reports:,} reports has a position · " if reports and not placed else ""
    if not session.link().ever:
        panel.set_scope(SCOPE)
        return
    panel.set_scope(f"{chosen_range}{nowhere}{shown}{len(view.scene.layers)} layers · {session.standpoint.asked(session.now())}")


def timeline(sight: Sight, panel: TimelinePanel) -> None:
    """What happened, what is announced, and where the room stands in it."""
    session = sight.session
    panel.history, panel.reading = session.history, session.reading
    now, standpoint = session.now(), session.standpoint
    play = session.directed.play if session.directed is not None else None
    pins = (*marks_pins(session.marks, now), *exercise_resolve.pins(play, session.picture, now, standpoint))
    model = timeline_resolve.resolve(session.history, session.picture, now, standpoint, panel.grouping, ghosts=session.ghosts, pins=pins)
    panel.show_model(replace(model, acts=exercise_resolve.resting(play)))


def picture_at(sight: Sight, panel: PictureAtPanel) -> str:
    """The picture at the moment: what was declared and assessed, or where nobody watches what was reported."""
    session, now = sight.session, sight.session.now()
    reports = session.reports.at(now, picture_at_resolve.LATELY, picture_at_resolve.MOST, hindsight=session.happened)
    model = picture_at_resolve.resolve(session.picture, now, session.standpoint, reports)
    panel.show_model(model)
    return model.wants


def two_clocks(sight: Sight, panel: TwoClocksPanel) -> None:
    """When things happened, and when this room learned of them."""
    session = sight.session
    panel.show_model(
        two_clocks_resolve.resolve(session.ledger, session.now(), session.standpoint, ghosts=session.ghosts, window=sight.window.range)
    )


def marks(sight: Sight, panel: MarksPanel) -> None:
    """Marks on the recording."""
    session = sight.session
    panel.show_model(marks_resolve(session.marks, session.now(), sight.window.range, lens=session.standpoint.lens))


def compare(sight: Sight, panel: ComparePanel) -> None:
    """The picture put aside beside this one."""
    found, session = sight.comparison(), sight.session
    panel.show_model(found.board if found is not None else compare_resolve.resolve(None, (), session.picture, session.now()))
