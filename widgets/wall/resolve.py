"""The picture as a wall may show it: the worst alarm, the level pair, corridors, five facts. Pure.

A wall aggregates: no partner is named as late, absent or different; there is no proposal, silence or kind of answer, no head-count of a
convoy, no quota, and no count of people below ten. Deliberately absent: anything to press.
"""

from collections import Counter

from feeds.assessment.alarms import AlarmView
from feeds.assessment.ladder import declared_level, own_levels
from feeds.assessment.rollcall import CellState, cells
from feeds.assessment.rules import rules_of
from feeds.picture.alarm import AlarmState
from feeds.picture.corridor import CorridorStatus
from feeds.picture.ladder import AssessedRung, Ladder
from feeds.picture.picture import Picture
from feeds.picture.room import Source, SourceState, SourceStatus
from widgets.alarms.resolve import readable
from widgets.corridors.model import CorridorView
from widgets.corridors.resolve import about
from widgets.corridors.resolve import resolve as resolve_corridor
from widgets.standpoint import Standpoint
from widgets.times import zulu
from widgets.tokens import Token
from widgets.wall.model import WallAlarm, WallCorridor, WallFact, WallLevel, WallLevels, WallModel
from widgets.words import State

_RINGS = frozenset({AlarmState.UNACK_ACTIVE, AlarmState.RTN_UNACK, AlarmState.ACK_ACTIVE})
_ORDER = {AlarmState.UNACK_ACTIVE: 0, AlarmState.RTN_UNACK: 1, AlarmState.ACK_ACTIVE: 2}
_GRAVE = ("CRITICAL", "HIGH")
_FAILS = {State.NOT_MET: (State.ENDANGERED, State.CLOSED), State.CONDITIONS_UNKNOWN: (State.SEGMENT_UNKNOWN,)}
"""What a leg reads where the conditions of its route are such: only that is a reason for them."""
MOST_CORRIDORS = 4


def resolve(picture: Picture, now: int, standpoint: Standpoint, *, compared: bool) -> WallModel:
    """The wall now. `compared`: whether this picture was compared with the hub's and is equal."""
    corridors = _corridors(picture, now, standpoint)
    return WallModel(
        alarm=_alarm(picture, now, standpoint),
        levels=_levels(picture, now),
        corridors=tuple(_corridor(view) for view in corridors[:MOST_CORRIDORS]),
        facts=_facts(picture, now, standpoint, corridors, compared=compared),
    )


def _alarm(picture: Picture, now: int, standpoint: Standpoint) -> WallAlarm | None:
    views = [view for view in readable(picture, now, standpoint.entity) if view.state in _RINGS and view.alarm.severity.name in _GRAVE]
    views.sort(key=lambda view: (_ORDER[view.state] > 1, _GRAVE.index(view.alarm.severity.name), view.alarm.onset, view.subject))
    if not views:
        return None
    worst = views[0]
    answered = f"{worst.answered[0]} of {worst.answered[1]} answered" if worst.answered is not None else ""
    more = f"and {len(views) - 1} more" if len(views) > 1 else ""
    return WallAlarm(State[worst.alarm.severity.name], worst.alarm.title, worst.alarm.why, _state(worst), answered, more)


def _state(view: AlarmView) -> str:
    if view.state is AlarmState.ACK_ACTIVE:
        return "ACKNOWLEDGED"
    return "RETURNED, UNACKNOWLEDGED" if view.state is AlarmState.RTN_UNACK else "UNACKNOWLEDGED"


def _levels(picture: Picture, now: int) -> WallLevels:
    ladder = rules_of(picture).doctrine.ladder
    declared = declared_level(picture, ladder)
    assessed = next((body for _, body in picture.bodies(AssessedRung) if body.ladder == ladder.code), None)
    lines = [("Declared", f"by the {_authority(ladder)} {zulu(declared.since, now)}")] if declared is not None else []
    if assessed is not None:
        lines.append(("Assessed", f"since {zulu(assessed.since, now)}{', hollow' if assessed.hollow else ''}"))
    own = Counter(level.ordinal for level in own_levels(picture, ladder).values())
    if own:
        common = declared.ordinal if declared is not None else -1
        order = sorted(own, key=lambda ordinal: (ordinal != common, ordinal))
        lines.append(("Partners", " · ".join(f"{own[ordinal]} at {_printed(ladder, ordinal).printed}" for ordinal in order)))
    if declared is None and assessed is None:
        lines.insert(0, ("Level", "nothing declared or assessed"))
    return WallLevels(
        declared=_printed(ladder, declared.ordinal) if declared is not None else WallLevel(),
        assessed=_printed(ladder, assessed.ordinal) if assessed is not None else WallLevel(),
        above=assessed is not None and declared is not None and assessed.ordinal > declared.ordinal,
        hollow=assessed is not None and assessed.hollow,
        lines=tuple(lines),
    )


def _authority(ladder: Ladder) -> str:
    return ladder.authority.capitalize() if ladder.authority.isupper() else ladder.authority


def _printed(ladder: Ladder, ordinal: int) -> WallLevel:
    rung = ladder.rung(ordinal)
    return WallLevel(rung.printed, rung.name) if rung is not None else WallLevel(str(ordinal), "")


def _corridors(picture: Picture, now: int, standpoint: Standpoint) -> list[CorridorView]:
    first = resolve_corridor(picture, now, standpoint)
    found: list[CorridorView] = []
    model = first
    while model.corridor is not None and all(view.subject != model.corridor.subject for view in found):
        found.append(model.corridor)
        model = resolve_corridor(picture, now, standpoint, model.after)
    return sorted(found, key=lambda view: (not view.contradicted, view.conditions is State.MET, view.code))


def _corridor(view: CorridorView) -> WallCorridor:
    failing = next((leg for leg in view.legs if leg.state in _FAILS.get(view.conditions, ())), None)
    if failing is not None:
        note = f"{failing.code} {failing.state.word.lower()}"
    else:
        note = view.reasons[0] if view.reasons and view.conditions is not State.MET else view.left
    return WallCorridor(view.code, view.name, view.declared, view.conditions, note, view.contradicted)


def _facts(picture: Picture, now: int, standpoint: Standpoint, views: list[CorridorView], *, compared: bool) -> tuple[WallFact, ...]:
    return (
        WallFact("Room", _room(picture, now)),
        _feeds(picture),
        WallFact("Picture", "equal with the hub") if compared else WallFact("Picture", "not compared", State.NOT_COMPARED, Token.DOUBT),
        WallFact("People moved", _moved(picture, now)),
        _window(views, standpoint),
    )


def _room(picture: Picture, now: int) -> str:
    """Counts of the whole room, as the room's own: nobody is named, whoever stands before the wall."""
    call = cells(picture, now, rules_of(picture).host)
    overdue = sum(cell.state is CellState.OVERDUE for row in call.rows for cell in row.cells)
    empty = len({cell.entity for row in call.rows for cell in row.cells if cell.state is CellState.NOBODY})
    parts = (_many(overdue, "answer", "overdue"), _many(empty, "desk", "empty"))
    return " · ".join(part for part in parts if part) or "no answer overdue"


def _many(count: int, what: str, how: str) -> str:
    return f"{count} {what}{'s' if count > 1 else ''} {how}" if count else ""


def _feeds(picture: Picture) -> WallFact:
    known = {source.code for _, source in picture.bodies(Source)}
    live = sum(status.state is SourceState.LIVE for _, status in picture.bodies(SourceStatus) if status.source in known)
    if not known:
        return WallFact("Feeds", "no feed known")
    if live == len(known):
        return WallFact("Feeds", f"{live} of {len(known)} live")
    return WallFact("Feeds", f"{live} of {len(known)} live", State.STALE, Token.DOUBT)


def _moved(picture: Picture, now: int) -> str:
    flows = [body.flow for _, body in picture.bodies(CorridorStatus) if body.flow is not None]
    if not flows:
        return "no figure"
    latest = max(flows, key=lambda flow: flow.at)
    return f"{about(latest)} ({latest.source}, estimate {zulu(latest.at, now)})"


def _window(views: list[CorridorView], standpoint: Standpoint) -> WallFact:
    view = next((each for each in views if each.left and each.declared == "OPEN"), None)
    if view is None:
        return WallFact("Window", "none open")
    return WallFact(f"{view.code} window", f"to {view.window.rpartition(chr(0x2013))[2]}" if standpoint.frozen else view.left)
