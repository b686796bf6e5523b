"""The alarm list as the console shows it: singly while it is quiet, grouped under their causes in a flood, and nothing ever hidden.

In a flood the open alarms of the gravest severity, and whatever is CRITICAL or HIGH and unacknowledged, stand on their own above the
groups and are counted in no group a second time. A group is one cause: what an answer was asked about, what a list was opened for, the
corridor or proposal concerned; only where an alarm shares none with another does the doctrine's group serve. Counts are exact. Deliberately
absent: what has been scrolled or opened, which is the panel's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from feeds.assessment.alarms import OPEN, RANK, AlarmView, Flood, alarm_states, flood, unacknowledged, worst
from feeds.assessment.load import Load, load
from feeds.picture.action import Grant
from feeds.picture.alarm import Alarm, AlarmState, Request
from feeds.picture.checklist import Run
from feeds.picture.corridor import Corridor
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal
from feeds.picture.warning import Indication, Severity

_LOUD: Final = frozenset({Severity.CRITICAL, Severity.HIGH})
_DEPTH: Final = 4
"""A step's run, its alarm, what that is about: no stored chain is longer."""


@dataclass(frozen=True, slots=True)
class CauseGroup:
    """Alarms of one cause, the gravest first. `key`: stable while the cause lasts; `name`: what a header says."""

    key: str
    name: str
    views: tuple[AlarmView, ...]

    @property
    def severity(self) -> Severity:
        """The gravest of them."""
        return self.views[0].alarm.severity

    @property
    def unacknowledged(self) -> int:
        """How many of them are unacknowledged."""
        return sum(view.unacknowledged for view in self.views)


@dataclass(frozen=True, slots=True)
class Console:
    """Everything an alarm panel shows.

    `grouped`: the flood's line is crossed, so `single` holds only the top priority and `groups` the rest; otherwise `single` holds every
    open alarm and `groups` none. `aside`: shelved, suppressed and out of service. `closed`: over and acknowledged.
    """

    flood: Flood
    grouped: bool
    single: tuple[AlarmView, ...]
    groups: tuple[CauseGroup, ...]
    aside: tuple[AlarmView, ...]
    closed: tuple[AlarmView, ...]
    counts: tuple[tuple[Severity, int], ...]
    worst: AlarmView | None
    load: Load

    @property
    def open(self) -> int:
        """How many alarms are open, however they are shown."""
        return len(self.single) + sum(len(group.views) for group in self.groups)


def console(picture: Picture, now: int, reader: str | None = None) -> Console:
    """Return the alarm list of a picture. `reader`: an entity whose alarms alone count; None: whoever holds the picture."""
    views = alarm_states(picture, now, reader)
    rate = flood(picture, now, reader)
    standing = tuple(view for view in views if view.state in OPEN)
    top = _top(standing) if rate.flooding else standing
    rest = () if top is standing else tuple(view for view in standing if view not in top)
    return Console(
        flood=rate,
        grouped=rate.flooding,
        single=top,
        groups=by_cause(picture, rest),
        aside=tuple(view for view in views if view.state not in OPEN and view.state is not AlarmState.CLOSED),
        closed=tuple(view for view in views if view.state is AlarmState.CLOSED),
        counts=tuple(unacknowledged(views).items()),
        worst=worst(views),
        load=load(now, views),
    )


def _top(views: tuple[AlarmView, ...]) -> tuple[AlarmView, ...]:
    """Return what no group may swallow."""
    gravest = min((RANK[view.alarm.severity] for view in views), default=None)
    return tuple(view for view in views if RANK[view.alarm.severity] == gravest or (view.unacknowledged and view.alarm.severity in _LOUD))


def by_cause(picture: Picture, views: Iterable[AlarmView]) -> tuple[CauseGroup, ...]:
    """Group alarms under what they come from; the group with the gravest alarm first, order within kept."""
    listed = tuple(views)
    roots = {view.subject: _root(picture, view.alarm) for view in listed}
    shared = Counter(roots.values())
    found: defaultdict[str, list[AlarmView]] = defaultdict(list)
    for view in listed:
        root = roots[view.subject]
        found[root if root is not None and shared[root] > 1 else view.alarm.group or view.alarm.rule].append(view)
    made = [CauseGroup(key, _name(picture, key), tuple(each)) for key, each in found.items()]
    order = {view.subject: place for place, view in enumerate(listed)}
    return tuple(sorted(made, key=lambda group: (RANK[group.severity], order[group.views[0].subject])))


def _root(picture: Picture, alarm: Alarm) -> str | None:
    """Follow an alarm to what brought it about: through the request, the run or the alarm it speaks of, to a row people can name."""
    subject = _behind(alarm)
    for _ in range(_DEPTH):
        request, run, other = picture.get(Request, subject), picture.get(Run, subject), picture.get(Alarm, subject)
        following = request.item if request else run.reason if run else _behind(other) if other else None
        if following is None:
            break
        subject = following
    return subject if _name(picture, subject) != subject else None


def _behind(alarm: Alarm) -> str:
    """Return what an alarm is about, or what it hangs on where that is a step of a run or an entity's answer."""
    return alarm.cause if alarm.cause is not None and alarm.about.startswith(f"{alarm.cause}/") else alarm.about


def _name(picture: Picture, key: str) -> str:
    for kind in (Corridor, Proposal, Grant):
        body = picture.get(kind, key)
        if isinstance(body, Corridor):
            return f"{body.code} {body.name}"
        if isinstance(body, Proposal | Grant):
            return f"{body.code} {body.title}"
    report = picture.get(Indication, key)
    return report.title if report is not None else key
