"""From history, picture and now to what the timeline shows. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from feeds.assessment.alarms import alarm_states
from feeds.picture.alarm import AlarmState
from feeds.picture.corridor import Corridor
from feeds.picture.doctrine import Doctrine
from feeds.picture.picture import Picture
from feeds.picture.room import Roster
from widgets.standpoint import Standpoint
from widgets.timeline.bars import rows
from widgets.timeline.grouping import Grouping, plan
from widgets.timeline.history import Gap, History, Span, SpanKind, Step, Tail
from widgets.timeline.model import Bar, Head, Model, Pin, RungName, Trace, TraceKind

_UNACKNOWLEDGED = (AlarmState.UNACK_ACTIVE, AlarmState.RTN_UNACK)
_LEAST_RUNGS = 3


def resolve(
    history: History,
    picture: Picture,
    now: int,
    standpoint: Standpoint,
    grouping: Grouping = Grouping.KIND,
    *,
    ghosts: bool = False,
    pins: Iterable[Pin] = (),
) -> Model:
    """Return the timeline's model. Of a past moment the horizon is `now`: what was learned later is not there, or there as `ghosts`."""
    head = _head(standpoint)
    horizon = now if head in {Head.KNOWN_BY, Head.HAPPENED_BY} else None
    doctrine = next((body for _, body in picture.bodies(Doctrine)), None)
    bars = _bars(history, picture, horizon)
    traces = _traces(history, horizon, doctrine)
    return Model(
        now=now,
        head=head,
        scope="",
        bars=bars,
        traces=traces,
        rungs=_rungs(traces, doctrine),
        notes=tuple((step.event, f"declared {step.value}") for step in _known(history.declared, horizon)),
        open_alarms=frozenset(view.subject for view in alarm_states(picture, now, standpoint.entity) if view.state in _UNACKNOWLEDGED),
        horizon=horizon,
        plan=plan(grouping, picture),
        gaps=_gaps(history, horizon),
        ghosts=ghosts or standpoint.happened,
        pins=tuple(sorted(pins, key=lambda pin: (pin.at, pin.key))),
        tails=_tails(history, horizon, picture, standpoint),
    )


def _head(standpoint: Standpoint) -> Head:
    if standpoint.replay or standpoint.past is not None:
        return Head.HAPPENED_BY if standpoint.happened else Head.KNOWN_BY
    return Head.FROZEN if standpoint.frozen else Head.NOW


def _known(steps: Sequence[Step], horizon: int | None) -> list[Step]:
    return sorted((step for step in steps if horizon is None or step.known <= horizon), key=lambda step: step.event)


def _traces(history: History, horizon: int | None, doctrine: Doctrine | None) -> tuple[Trace, ...]:
    declared = _known(history.declared, horizon)
    assessed = _known(history.assessed, horizon)
    level = declared[-1].value if declared else None
    members = doctrine.ladder.members if doctrine is not None else tuple(sorted(history.partners))
    found = []
    for place, entity in enumerate(members):
        steps = _known(history.partners.get(entity, ()), horizon)
        if steps:
            found.append(_trace(TraceKind.PARTNER, f"{entity} {steps[-1].value}", steps, place, labelled=steps[-1].value != level))
    if assessed:
        found.append(_trace(TraceKind.ASSESSED, f"assessed {assessed[-1].value}", assessed, labelled=assessed[-1].value != level))
    if declared:
        found.append(_trace(TraceKind.DECLARED, f"declared {level}", declared))
    return tuple(found)


def _trace(kind: TraceKind, label: str, steps: Sequence[Step], place: int = 0, *, labelled: bool = True) -> Trace:
    return Trace(kind, label, tuple((step.event, step.value) for step in steps), place, labelled)


def _rungs(traces: Sequence[Trace], doctrine: Doctrine | None) -> tuple[RungName, ...]:
    """The rungs between the lowest and the highest that any trace stood on, at least three; none where there is no ladder."""
    used = {ordinal for trace in traces for _, ordinal in trace.steps}
    used = used or ({min(rung.ordinal for rung in doctrine.ladder.rungs)} if doctrine is not None else set())
    if not used:
        return ()
    low, high = min(used), max(used)
    high = max(high, low + _LEAST_RUNGS - 1)
    return tuple(RungName(ordinal, _name(ordinal, doctrine)) for ordinal in range(low, high + 1))


def _name(ordinal: int, doctrine: Doctrine | None) -> str:
    rung = doctrine.ladder.rung(ordinal) if doctrine is not None else None
    return f"{rung.printed} {rung.name}" if rung is not None else str(ordinal)


def _bars(history: History, picture: Picture, horizon: int | None) -> tuple[Bar, ...]:
    merged: dict[tuple[str, str, int], Span] = {}
    for span in history.spans:
        if horizon is not None and span.known > horizon:
            continue
        if span.cut:
            _cut(merged, span)
        else:
            merged[(*span.subject, span.since)] = span
    bars = [_bar(span, picture) for span in merged.values()]
    grants = tuple(bar for bar in bars if bar.what is SpanKind.GRANT)
    return (*rows(bar for bar in bars if bar.what is not SpanKind.GRANT), *grants)


def _cut(merged: dict[tuple[str, str, int], Span], end: Span) -> None:
    for place, span in merged.items():
        if span.subject == end.subject and (span.until is None or span.since < end.since < span.until):
            merged[place] = replace(span, until=end.since)


def _bar(span: Span, picture: Picture) -> Bar:
    return Bar(*span.subject, _bar_name(span, picture), span.since, span.until, span.kind, row=0)


def _bar_name(span: Span, picture: Picture) -> str:
    match span.kind:
        case SpanKind.WINDOW:
            corridor = picture.get(Corridor, span.subject[1])
            return f"{corridor.code} window" if corridor is not None else span.subject[1]
        case SpanKind.DANGER:
            return f"{span.name} in force"
        case SpanKind.GRANT:
            return f"{span.name} grant"
        case SpanKind.PAUSE:
            return f"{span.name} pause"
        case _:
            assert_never(span.kind)


def _gaps(history: History, horizon: int | None) -> tuple[Gap, ...]:
    """Each stretch in which a source said nothing: open until the record that says it speaks again."""
    open_: dict[str, Gap] = {}
    found = []
    for gap in history.gaps:
        if horizon is not None and gap.known > horizon:
            continue
        before = open_.pop(gap.source, None)
        if before is not None:
            found.append(replace(before, until=gap.since))
        if gap.until is None:
            open_[gap.source] = gap
    return tuple(gap for gap in (*found, *open_.values()) if gap.until is None or gap.until > gap.since)


def _tails(history: History, horizon: int | None, picture: Picture, standpoint: Standpoint) -> tuple[Tail, ...]:
    """How long replies took: an entity reads its own, the room's own officers read every one's."""
    host = any(roster.host == standpoint.entity for _, roster in picture.bodies(Roster))
    return tuple(
        tail for tail in history.tails if (horizon is None or tail.known <= horizon) and (host or tail.entity == standpoint.entity)
    )
