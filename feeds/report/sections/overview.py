"""The overview: the incident in a few statements, on one axis, and turn by turn.

Turns are what a person would tell another: levels, corridors, the gravest alarms, proposals, outages. Deliberately absent: everything
that has a section of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from feeds.picture.alarm import Alarm
from feeds.picture.corridor import CorridorState, CorridorStatus
from feeds.picture.danger import DangerZone
from feeds.picture.diplomacy import RedLine, RedLineState
from feeds.picture.envelope import Record
from feeds.picture.ladder import AssessedRung, DeclaredLevel
from feeds.picture.proposal import Proposal, ProposalState
from feeds.picture.relief import Movement
from feeds.picture.room import Outage
from feeds.picture.warning import Severity
from feeds.report.account import Account
from feeds.report.document import (
    SEVERITY_TONE,
    Align,
    Bar,
    Block,
    Column,
    Fact,
    Facts,
    Lane,
    Line,
    Section,
    Table,
    Tick,
    Timeline,
    Tone,
)
from feeds.report.sections import reported
from feeds.report.sections.alarms import occurrences
from feeds.report.sections.corridors import lanes as corridor_lanes
from feeds.report.sections.ladder import ladder_of, rung_name, trace
from feeds.report.wording import hand, lasted, many, moment, to_the_second, word

MOST_TURNS = 150


def section(account: Account) -> Section:
    """Return the section; every journal has one."""
    turns = sorted(_turns(account), key=lambda each: each[0])
    blocks: list[Block] = [_facts(account), picture(account)]
    if turns:
        note = f"{len(turns) - MOST_TURNS:,} later turns are told in the sections that follow." if len(turns) > MOST_TURNS else ""
        columns = (Column("When", Align.TIME, 2), Column("What", share=6), Column("By whom", share=3))
        blocks.append(Table("Turn by turn", columns, tuple(line for _, line in turns[:MOST_TURNS]), note))
    else:
        blocks[1:] = reported.told(account)
    return Section("What happened", tuple(blocks))


def picture(account: Account) -> Timeline:
    """Return the whole incident on one axis."""
    found = occurrences(account)
    lanes = [
        Lane("Reports", crowd=tuple(account.reports)),
        Lane("Alarms", ticks=tuple(Tick(each.onset, SEVERITY_TONE[each.severity]) for each in found)),
        Lane("Acts", crowd=tuple(row.event for rows in account.rows.values() for row in rows if row.author.kind == "OFFICER")),
        *corridor_lanes(account).lanes,
        Lane("Danger zones", tuple(_zones(account))),
    ]
    ladder = ladder_of(account)
    story = trace(account, ladder) if ladder is not None else None
    first, last = _span(account)
    return Timeline(
        "The incident on one axis, as this audience could see it.",
        first,
        last,
        tuple(lane for lane in lanes if lane.bars or lane.ticks or lane.crowd),
        story.rungs if story is not None and story.traces else (),
        story.traces if story is not None else (),
    )


def _span(account: Account) -> tuple[int, int]:
    """What the axis shows: from the first record to the last; where most reports speak of another time, the times they speak of."""
    if account.reports and not account.first <= median(account.reports) <= account.last:
        return min(account.reports), max((*account.reports, min(account.reports) + 1))
    return account.first, max(account.last, account.first + 1)


def _zones(account: Account) -> Iterator[Bar]:
    for history in account.histories(DangerZone).values():
        _, body = history[-1]
        since = max(min(each.event for each, _ in history), account.first)
        until = min(body.valid.until or account.last, account.last)
        if until > since:
            yield Bar(since, until, Tone.PLAIN if body.restricts_only else Tone.BAD, body.code)


def _facts(account: Account) -> Facts:
    found = occurrences(account)
    facts = [
        Fact("First record", to_the_second(account.first)),
        Fact("Last record", to_the_second(account.last)),
        Fact("Length", lasted(account.lasted)),
        Fact("Records", f"{account.records:,}" + (f", of them {account.acts:,} acts of people" if account.acted else "")),
        Fact("Reports", f"{len(account.reports):,} of {many(len(account.by_source), 'source')}"),
    ]
    if found:
        facts.append(Fact("Alarms", f"{len(found)}, of them {sum(each.severity is Severity.CRITICAL for each in found)} CRITICAL"))
    ladder = ladder_of(account)
    common = [(row, body) for row, body in account.of(DeclaredLevel) if body.common]
    if ladder is not None and common:
        row, body = common[-1]
        facts.append(Fact("Level at the end", f"{rung_name(ladder, body.ordinal)}, declared {moment(row.event)}", (row,)))
    return Facts(tuple(facts))


def _turns(account: Account) -> Iterator[tuple[int, Line]]:
    for row, text, strong in (
        *_levels(account),
        *_corridors(account),
        *_movements(account),
        *_alarms(account),
        *_proposals(account),
        *_rest(account),
    ):
        yield row.event, Line((moment(row.event), text, hand(row, account.roster)), (row,), strong)


def _levels(account: Account) -> Iterator[tuple[Record, str, bool]]:
    ladder = ladder_of(account)
    if ladder is None:
        return
    for row, body in account.of(DeclaredLevel):
        if body.common:
            yield row, f"Level {rung_name(ladder, body.ordinal)} declared", True
    before = None
    for row, assessed in account.of(AssessedRung):
        if (assessed.ordinal, assessed.hollow) != before:
            before = (assessed.ordinal, assessed.hollow)
            yield row, f"Assessed {rung_name(ladder, assessed.ordinal)}{', hollow' if assessed.hollow else ''}", False


def _corridors(account: Account) -> Iterator[tuple[Record, str, bool]]:
    codes = {row.subject: getattr(row.body, "code", row.subject) for row in account.rows.get("corridor", ())}
    for subject, history in account.histories(CorridorStatus).items():
        before = None
        for row, body in history:
            if body.state is not before and body.state not in {CorridorState.PROPOSED, CorridorState.NEGOTIATING}:
                yield row, f"{codes.get(subject, subject)} declared {word(body.state)}", True
            before = body.state


def _movements(account: Account) -> Iterator[tuple[Record, str, bool]]:
    for history in account.histories(Movement).values():
        state = None
        for row, movement in history:
            if movement.state is not state:
                state = movement.state
                yield row, f"{movement.name}: {word(movement.state)}{f', {movement.place}' if movement.place else ''}", False


def _alarms(account: Account) -> Iterator[tuple[Record, str, bool]]:
    for history in account.histories(Alarm).values():
        row, body = history[0]
        if body.severity in {Severity.CRITICAL, Severity.HIGH} and body.audience in {None, account.audience.entity}:
            yield row, f"{body.severity} alarm: {body.title}", body.severity is Severity.CRITICAL


def _proposals(account: Account) -> Iterator[tuple[Record, str, bool]]:
    for history in account.histories(Proposal).values():
        before = None
        for row, body in history:
            if (body.state, body.text_revision) != before and body.state is not ProposalState.DRAFT:
                yield row, f"{body.code} revision {body.text_revision} ({body.title}): {word(body.state)}", False
            before = (body.state, body.text_revision)


def _rest(account: Account) -> Iterator[tuple[Record, str, bool]]:
    for history in account.histories(RedLine).values():
        before = None
        for row, body in history:
            if body.state is not before and body.state is not RedLineState.DRAFT:
                yield row, f"Red line {body.code}: {word(body.state)}", False
            before = body.state
    for row, outage in account.of(Outage):
        yield row, f"The room's hub was away for {lasted(outage.until - outage.since)}", False
