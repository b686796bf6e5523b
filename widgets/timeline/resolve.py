"""From history, picture and now to what the timeline shows. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from feeds.assessment.alarms import alarm_states
from feeds.picture.alarm import AlarmState
from feeds.picture.corridor import Corridor
from feeds.picture.ladder import Doctrine
from feeds.picture.picture import Picture
from widgets.timeline.history import History, Span, Step
from widgets.timeline.model import Bar, Head, Model, RungName, Trace, TraceKind

_UNACKNOWLEDGED = (AlarmState.UNACK_ACTIVE, AlarmState.RTN_UNACK)
_LEAST_RUNGS = 3


def resolve(history: History, picture: Picture, now: int, head: Head = Head.NOW, scope: str = "") -> Model:
    """Return the timeline's model. In a replay the horizon is `now`: what was learned later is not there."""
    horizon = now if head is Head.KNOWN_BY else None
    doctrine = next((body for _, body in picture.bodies(Doctrine)), None)
    bars = _bars(history, picture, horizon)
    traces = _traces(history, horizon, doctrine)
    return Model(
        now=now,
        head=head,
        scope=scope,
        bars=bars,
        bar_rows=max((bar.row + 1 for bar in bars), default=1),
        traces=traces,
        rungs=_rungs(traces, doctrine),
        notes=tuple((step.event, f"declared {step.value}") for step in _known(history.declared, horizon)),
        open_alarms=frozenset(view.subject for view in alarm_states(picture, now) if view.state in _UNACKNOWLEDGED),
        horizon=horizon,
    )


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
    """The rungs between the lowest and the highest that any trace stood on, at least three."""
    used = {ordinal for trace in traces for _, ordinal in trace.steps}
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
    return _rows([_bar(span, picture) for span in merged.values()])


def _cut(merged: dict[tuple[str, str, int], Span], end: Span) -> None:
    for place, span in merged.items():
        if span.subject == end.subject and (span.until is None or span.since < end.since < span.until):
            merged[place] = Span(span.subject, span.name, span.since, end.since, span.known, span.danger)


def _bar(span: Span, picture: Picture) -> Bar:
    corridor = picture.get(Corridor, span.subject[1])
    name = f"{corridor.code} window" if corridor is not None else f"{span.name} in force" if span.danger else span.name
    return Bar(*span.subject, name or span.subject[1], span.since, span.until, span.danger, row=0)


def _rows(bars: list[Bar]) -> tuple[Bar, ...]:
    """Give each bar the first row in which it overlaps none; a subject's later bars stay in the subject's row where they can."""
    ends: list[float] = []
    homes: dict[str, int] = {}
    placed = []
    for bar in sorted(bars, key=lambda bar: (bar.since, bar.subject)):
        home = homes.get(bar.subject, -1)
        free = [row for row, end in enumerate(ends) if end <= bar.since]
        row = home if home in free else free[0] if free else len(ends)
        if row == len(ends):
            ends.append(0.0)
        ends[row] = bar.until if bar.until is not None else float("inf")
        homes[bar.subject] = row
        placed.append(Bar(bar.kind, bar.subject, bar.name, bar.since, bar.until, bar.danger, row))
    return tuple(placed)
