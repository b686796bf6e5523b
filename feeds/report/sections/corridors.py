"""Corridors: hours declared open, what the computed conditions were meanwhile, and every reason they were not met.

Declared and computed are counted side by side. Deliberately absent: positions, and counts of people below ten.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from feeds.picture.corridor import Conditions, ConditionState, Corridor, CorridorState, CorridorStatus
from feeds.picture.envelope import Record
from feeds.report.account import Account, Step
from feeds.report.document import Align, Bar, Block, Column, Lane, Line, Section, Statement, Table, Timeline, Tone
from feeds.report.wording import NONE, hand, lasted, listed, moment, people, word

MINUTE = 60_000
Stretch = tuple[int, int, CorridorState | ConditionState]

_TONE = {ConditionState.MET: Tone.GOOD, ConditionState.NOT_MET: Tone.BAD, ConditionState.UNKNOWN: Tone.DOUBT}


def section(account: Account) -> Section | None:
    """Return the section, or None where there was no corridor."""
    corridors = sorted(account.picture.bodies(Corridor), key=lambda each: (each[1].code, each[0].subject))
    if not corridors:
        return None
    statuses = account.histories(CorridorStatus)
    blocks: list[Block] = [lanes(account)]
    blocks.append(_hours(account, corridors, statuses))
    for row, corridor in corridors:
        blocks.append(_story(account, row.subject, corridor, statuses.get(row.subject, [])))
    passage = "Passage is voluntary; who stays keeps every protection."
    counts = "Numbers of people are estimates by their source; counts below ten are not told."
    return Section("Humanitarian corridors", (*blocks, Statement(passage, aside=counts)))


def lanes(account: Account) -> Timeline:
    """Return a lane for each corridor's declared status and one for its conditions."""
    made: list[Lane] = []
    statuses = account.histories(CorridorStatus)
    for row, corridor in sorted(account.picture.bodies(Corridor), key=lambda each: (each[1].code, each[0].subject)):
        declared = tuple(
            Bar(since, until, Tone.ACT, str(state.value))
            for since, until, state in declared_of(account, statuses.get(row.subject, []))
            if state is CorridorState.OPEN
        )
        computed = tuple(
            Bar(since, until, _TONE[ConditionState(state.value)], word(state)) for since, until, state in computed_of(account, row.subject)
        )
        made += [Lane(f"{corridor.code} declared", declared), Lane("conditions", computed)]
    return Timeline(
        "Each corridor: when it was declared OPEN, and what its computed conditions were.", account.first, account.last, tuple(made)
    )


def declared_of(account: Account, history: list[tuple[Record, CorridorStatus]]) -> list[Stretch]:
    """Return the stretches of a corridor's declared status, to the end of the journal."""
    moments = [(row.event, body.state) for row, body in history]
    return [
        (since, until, state) for (since, state), (until, _) in pairwise([*moments, (account.last, CorridorState.CLOSED)]) if until > since
    ]


def computed_of(account: Account, corridor: str) -> list[Stretch]:
    """Return the stretches of the conditions this audience went by, a new one where their word changed."""
    moments: list[tuple[int, ConditionState]] = []
    for step in account.conditions.get(corridor, []):
        body = step.record.body if step.record is not None else None
        state = body.state if isinstance(body, Conditions) else ConditionState.UNKNOWN
        if not moments or moments[-1][1] is not state:
            moments.append((step.at, state))
    return [
        (since, until, state)
        for (since, state), (until, _) in pairwise([*moments, (account.last, ConditionState.UNKNOWN)])
        if until > since
    ]


class Hours(NamedTuple):
    """How long a corridor was declared OPEN, ms, and how its conditions read meanwhile."""

    opened: int
    met: int
    not_met: int
    unknown: int


def hours_of(declared: list[Stretch], computed: list[Stretch]) -> Hours:
    """Count the declared hours, and the conditions beside them."""
    opened = sum(until - since for since, until, state in declared if state is CorridorState.OPEN)
    states = (ConditionState.MET, ConditionState.NOT_MET, ConditionState.UNKNOWN)
    return Hours(opened, *(_overlap(declared, computed, state) for state in states))


def _overlap(one: list[Stretch], other: list[Stretch], state: ConditionState) -> int:
    opened = [(since, until) for since, until, declared in one if declared is CorridorState.OPEN]
    return sum(max(0, min(until, end) - max(since, start)) for since, until, read in other if read is state for start, end in opened)


def _hours(account: Account, corridors: list[tuple[Record, Corridor]], statuses: dict[str, list[tuple[Record, CorridorStatus]]]) -> Table:
    lines = []
    for row, corridor in corridors:
        history = statuses.get(row.subject, [])
        hours = hours_of(declared_of(account, history), computed_of(account, row.subject))
        flow = next((body.flow for _, body in reversed(history) if body.flow is not None), None)
        moved = f"{people(flow.people)} ({flow.source}, estimate)" if flow is not None else ""
        last = (history[-1][0],) if history else ()
        lines.append(Line((f"{corridor.code} {corridor.name}", *(lasted(each) if each else NONE for each in hours), moved), (row, *last)))
    number = Align.NUMBER
    heads = (
        Column("Declared OPEN", number, 2),
        Column("and MET", number, 2),
        Column("and NOT MET", number, 2),
        Column("and UNKNOWN", number, 2),
    )
    return Table("Hours open", (Column("Corridor", share=5), *heads, Column("People moved", share=4)), tuple(lines))


def _story(account: Account, subject: str, corridor: Corridor, history: list[tuple[Record, CorridorStatus]]) -> Table:
    lines = sorted((*_declarations(account, history), *_readings(account, subject, history)), key=lambda each: each[0])
    table_lines = tuple(line for _, line in lines)
    parties = f"Agreed by {listed(corridor.parties)}; declared by {corridor.owner}."
    columns = (Column("When", Align.TIME, 2), Column("Declared", share=2), Column("Conditions", share=2), Column("Reasons", share=7))
    return Table(f"{corridor.code} {corridor.name}", columns, table_lines, note=parties)


def _declarations(account: Account, history: list[tuple[Record, CorridorStatus]]) -> Iterator[tuple[int, Line]]:
    before: CorridorStatus | None = None
    for row, body in history:
        if before is not None and (body.state, body.window) == (before.state, before.window):
            continue
        before = body
        window = (
            f"window {moment(body.window.since)} to {moment(body.window.until)}"
            if body.window is not None and body.window.until is not None
            else ""
        )
        why = "; ".join(part for part in (body.reason, window, f"by {hand(row, account.roster)}") if part)
        yield row.event, Line((moment(row.event), word(body.state), "", why), (row,), strong=True)


def _readings(account: Account, subject: str, history: list[tuple[Record, CorridorStatus]]) -> Iterator[tuple[int, Line]]:
    """Say each change of the conditions' word; while the corridor is declared OPEN, each change of a reason too."""
    opened = [(since, until) for since, until, state in declared_of(account, history) if state is CorridorState.OPEN]
    before: tuple[object, ...] | None = None
    for step in _settled(account.conditions.get(subject, [])):
        body = step.record.body if step.record is not None else None
        if not isinstance(body, Conditions):
            continue
        open_then = any(since <= step.at < until for since, until in opened)
        now = (body.state, tuple(sorted((reason.kind, reason.segment or "") for reason in body.reasons)) if open_then else ())
        if now != before:
            yield step.at, Line((moment(step.at), "", word(body.state), _reasons(body)), (step.record,) if step.record is not None else ())
        before = now


def _settled(steps: list[Step]) -> Iterator[Step]:
    """Leave out readings that were overtaken within the minute: an act that has several parts is read after the last."""
    for step, following in pairwise([*steps, None]):
        if step is not None and (following is None or following.at - step.at >= MINUTE):
            yield step


def _reasons(body: Conditions) -> str:
    """Return the reasons in one sentence, legs that share one named together."""
    legs: dict[str, list[str]] = {}
    for reason in body.reasons:
        leg, colon, rest = reason.text.partition(": ")
        legs.setdefault(rest if colon and reason.segment else reason.text, []).extend([leg] if colon and reason.segment else [])
    return "; ".join(f"{listed(names)}: {text}" if names else text for text, names in legs.items()) or "nothing against it"
