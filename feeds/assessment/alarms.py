"""The state of each alarm on a screen, after ISA-18.2: its row joined with acknowledgements, shelves and rules out of service.

An acknowledgement counts for the revision it names and no other, so a new revision re-arms. A returned alarm that nobody acknowledged is
still counted. Shelving always ends by itself. An alarm whose source has gone silent is marked stale and stays. Deliberately absent: which
alarms exist (`causes`, `findings`), sounds, and a seat's own link.
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


def alarm_states(picture: Picture, now: int) -> tuple[AlarmView, ...]:
    """Return every alarm's state: open ones first, then by severity, the oldest first."""
    shelves = _shelves(picture, now)
    out = {(body.rule, body.about) for _, body in picture.bodies(OutOfService) if body.out}
    views = [_view(picture, now, row, alarm, shelves, out) for row, alarm in picture.bodies(Alarm)]
    return tuple(sorted(views, key=_order))


def _order(view: AlarmView) -> tuple[bool, int, int, str]:
    return (view.base not in OPEN, RANK[view.alarm.severity], view.alarm.onset, view.subject)


def _view(
    picture: Picture, now: int, row: Record, alarm: Alarm, shelves: dict[tuple[str, str], tuple[int, str]], out: set[tuple[str, str]]
) -> AlarmView:
    acknowledged = _acknowledged(picture, row.subject, alarm.cause_revision)
    if alarm.active:
        base = AlarmState.ACK_ACTIVE if acknowledged else AlarmState.UNACK_ACTIVE
    else:
        base = AlarmState.CLOSED if acknowledged else AlarmState.RTN_UNACK
    until, reason = shelves.get(("", row.subject)) or shelves.get((alarm.rule, alarm.about)) or (None, "")
    state = base
    if (alarm.rule, alarm.about) in out:
        state = AlarmState.OUT_OF_SERVICE
    elif alarm.suppressed:
        state = AlarmState.SUPPRESSED
    elif until is not None:
        state = AlarmState.SHELVED
    return AlarmView(
        record=row,
        alarm=alarm,
        base=base,
        state=state if base is not AlarmState.CLOSED else base,
        acknowledged=acknowledged,
        shelved_until=until,
        shelf_reason=reason,
        stale=alarm.active and silent(picture, alarm, now),
        answered=asked_about(picture, alarm, row.subject),
        changes=until,
    )


def _acknowledged(picture: Picture, subject: str, revision: int) -> Record | None:
    rows = picture.side_by_side("acknowledgement", subject)
    return next((row for row in rows if isinstance(row.body, Acknowledgement) and row.body.cause_revision == revision), None)


def _shelves(picture: Picture, now: int) -> dict[tuple[str, str], tuple[int, str]]:
    """Return the shelves that hold now: by ("", alarm), or by (rule, about) for a whole rule."""
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for _, shelf in picture.bodies(Shelving):
        if now >= shelf.until:
            continue
        found["", shelf.alarm] = (shelf.until, shelf.reason)
        alarm = picture.get(Alarm, shelf.alarm)
        if shelf.whole_rule and alarm is not None:
            found[alarm.rule, alarm.about] = (shelf.until, shelf.reason)
    return found


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


def flood(picture: Picture, now: int) -> Flood:
    """Measure the rate: alarms whose onset lies within the doctrine's window; suppressed ones are no load."""
    doctrine = rules_of(picture).doctrine
    since = now - doctrine.flood_window
    count = sum(since < alarm.onset <= now and not alarm.suppressed for _, alarm in picture.bodies(Alarm))
    return Flood(count, doctrine.flood_count, doctrine.flood_window)
