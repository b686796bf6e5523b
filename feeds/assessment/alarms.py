"""The state of each alarm on a screen, after ISA-18.2: its row joined with acknowledgements, shelves and rules out of service.

An acknowledgement counts for the revision it names and no other, so a new revision re-arms. A returned alarm that nobody acknowledged is
still counted. Shelving always ends by itself, and covers nothing graver than what was set aside. An alarm is one console's: the host's, or
that of the entity it was written for. An alarm whose source has gone silent is marked stale and stays. Deliberately absent: which alarms
exist (`causes`, `findings`), sounds, and a seat's own link.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from feeds.assessment.behind import silent
from feeds.assessment.rollcall import asked_about
from feeds.assessment.rules import rules_of
from feeds.picture.alarm import Acknowledgement, Alarm, AlarmState, OutOfService, Shelving
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.picture.warning import Severity

RANK: Final = {severity: rank for rank, severity in enumerate(Severity)}
"""0 is the gravest."""

UNACKNOWLEDGED: Final = frozenset({AlarmState.UNACK_ACTIVE, AlarmState.RTN_UNACK})
OPEN: Final = frozenset({AlarmState.UNACK_ACTIVE, AlarmState.ACK_ACTIVE, AlarmState.RTN_UNACK})


@dataclass(frozen=True, slots=True)
class AlarmView:
    """One alarm as a screen shows it. `base`: without overlays; `state`: with them.

    `acknowledged`: the acknowledgement of the present revision. `answered`: (n, of m) where entities were asked about it.
    """

    record: Record
    alarm: Alarm
    base: AlarmState
    state: AlarmState
    acknowledged: Record | None
    shelved_until: int | None
    shelf_reason: str
    stale: bool
    answered: tuple[int, int] | None
    changes: int | None

    @property
    def subject(self) -> str:
        """The alarm's opaque identifier."""
        return self.record.subject

    @property
    def unacknowledged(self) -> bool:
        """Say whether it is counted in the top bar: unacknowledged, active or returned, and not set aside."""
        return self.state in UNACKNOWLEDGED


@dataclass(frozen=True, slots=True)
class Flood:
    """How many alarms came within the window, against the doctrine's line. `window` in ms."""

    count: int
    line: int
    window: int

    @property
    def flooding(self) -> bool:
        """Say whether the console groups."""
        return self.count >= self.line


def alarm_states(picture: Picture, now: int, reader: str | None = None) -> tuple[AlarmView, ...]:
    """Return every alarm's state: open ones first, then by severity, the oldest first. `reader`: only what is for this entity."""
    shelves, out = _shelves(picture, now), _out(picture)
    views = [_view(picture, now, row, alarm, shelves, out) for row, alarm in picture.bodies(Alarm) if for_reader(alarm, reader)]
    return tuple(sorted(views, key=_order))


def for_reader(alarm: Alarm, reader: str | None) -> bool:
    """Say whether an alarm is for an entity: for the whole room, or for it alone. None: whoever holds the picture."""
    return reader is None or alarm.audience in {None, reader}


def console_of(alarm: Alarm, host: str) -> str:
    """Return whose console an alarm stands at: that entity's seats acknowledge it and set it aside, and nobody else's."""
    return alarm.audience or host


def set_aside(picture: Picture, now: int) -> frozenset[tuple[str, str, str | None]]:
    """Return (rule, subject, audience) of the active alarms that are shelved or out of service: nobody is looking at them."""
    shelves, out = _shelves(picture, now), _out(picture)
    return frozenset(
        (alarm.rule, alarm.about, alarm.audience)
        for row, alarm in picture.bodies(Alarm)
        if alarm.active and (_shelf(row, alarm, shelves) is not None or _is_out(alarm, out))
    )


def _order(view: AlarmView) -> tuple[bool, int, int, str]:
    return (view.base not in OPEN, RANK[view.alarm.severity], view.alarm.onset, view.subject)


Shelves = dict[tuple[str, ...], Shelving]
"""The shelves that hold now: by (alarm,), or for a whole rule by (rule, subject, audience or "")."""


def _view(picture: Picture, now: int, row: Record, alarm: Alarm, shelves: Shelves, out: set[tuple[str, str]]) -> AlarmView:
    acknowledged = _acknowledged(picture, row.subject, alarm.cause_revision)
    if alarm.active:
        base = AlarmState.ACK_ACTIVE if acknowledged else AlarmState.UNACK_ACTIVE
    else:
        base = AlarmState.CLOSED if acknowledged else AlarmState.RTN_UNACK
    shelf = _shelf(row, alarm, shelves)
    until = shelf.until if shelf is not None else None
    state = base
    if _is_out(alarm, out):
        state = AlarmState.OUT_OF_SERVICE
    elif alarm.suppressed:
        state = AlarmState.SUPPRESSED
    elif shelf is not None:
        state = AlarmState.SHELVED
    return AlarmView(
        record=row,
        alarm=alarm,
        base=base,
        state=state if base is not AlarmState.CLOSED else base,
        acknowledged=acknowledged,
        shelved_until=until,
        shelf_reason=shelf.reason if shelf is not None else "",
        stale=alarm.active and silent(picture, alarm, now),
        answered=asked_about(picture, alarm, row.subject),
        changes=until,
    )


def _acknowledged(picture: Picture, subject: str, revision: int) -> Record | None:
    rows = picture.side_by_side("acknowledgement", subject)
    return next((row for row in rows if isinstance(row.body, Acknowledgement) and row.body.cause_revision == revision), None)


def _shelves(picture: Picture, now: int) -> Shelves:
    found: Shelves = {}
    for _, shelf in picture.bodies(Shelving):
        if now >= shelf.until:
            continue
        found[(shelf.alarm,)] = shelf
        alarm = picture.get(Alarm, shelf.alarm)
        if shelf.whole_rule and alarm is not None:
            found[alarm.rule, alarm.about, alarm.audience or ""] = shelf
    return found


def _shelf(row: Record, alarm: Alarm, shelves: Shelves) -> Shelving | None:
    """Return the shelf that an alarm lies on. One that grew graver than it was when it was set aside lies on none."""
    found = (shelves.get((row.subject,)), shelves.get((alarm.rule, alarm.about, alarm.audience or "")))
    return next((each for each in found if each is not None and RANK[alarm.severity] >= RANK[each.severity]), None)


def _out(picture: Picture) -> set[tuple[str, str]]:
    return {(body.rule, body.about) for _, body in picture.bodies(OutOfService) if body.out}


def _is_out(alarm: Alarm, out: set[tuple[str, str]]) -> bool:
    """A rule out of service is silent at the host's console; what was written for another audience is still told to it."""
    return alarm.audience is None and (alarm.rule, alarm.about) in out


def unacknowledged(views: Iterable[AlarmView]) -> dict[Severity, int]:
    """Count unacknowledged alarms by severity, active and returned alike; a severity with none counts 0."""
    counts = dict.fromkeys(Severity, 0)
    for view in views:
        counts[view.alarm.severity] += view.unacknowledged
    return counts


def worst(views: Iterable[AlarmView]) -> AlarmView | None:
    """Return the gravest unacknowledged alarm, the oldest among equals."""
    waiting = (view for view in views if view.unacknowledged)
    return min(waiting, key=lambda view: (RANK[view.alarm.severity], view.alarm.onset, view.subject), default=None)


def flood(picture: Picture, now: int, reader: str | None = None) -> Flood:
    """Measure the rate: alarms for a reader whose onset lies within the doctrine's window; suppressed ones are no load."""
    doctrine = rules_of(picture).doctrine
    since = now - doctrine.flood_window
    mine = (alarm for _, alarm in picture.bodies(Alarm) if for_reader(alarm, reader) and not alarm.suppressed)
    count = sum(since < alarm.onset <= now for alarm in mine)
    return Flood(count, doctrine.flood_count, doctrine.flood_window)
