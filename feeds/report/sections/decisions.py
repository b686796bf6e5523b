"""Decisions with their basis and who consented: proposals by revision, off-ramps, red lines, disputes, preauthorised actions.

No reason is asked for where the procedure asks for none, and a silence is told in the procedure's own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from feeds.picture.action import Action, ActionState, Grant, GrantState
from feeds.picture.danger import Pause
from feeds.picture.diplomacy import Dispute, OffRamp, RedLine
from feeds.picture.envelope import Record
from feeds.picture.ladder import ConsentRule
from feeds.picture.proposal import Position, Proposal, ProposalState, Silence, SilenceState
from feeds.report.account import Account
from feeds.report.document import Align, Block, Column, Line, Section, Statement, Table
from feeds.report.sections.ladder import ladder_of, rung_name
from feeds.report.wording import hand, listed, moment, word

History = list[tuple[Record, Proposal]]

_WHEN = Column("When", Align.TIME, 2)
_BY = Column("By whom", share=3)
OUTCOME = {
    ProposalState.ADOPTED: "adopted",
    ProposalState.NOT_ADOPTED: "not adopted",
    ProposalState.LAPSED: "lapsed",
    ProposalState.WITHDRAWN: "withdrawn",
    ProposalState.DECLARED: "adopted and declared",
    ProposalState.DRAFT: "a draft at the end",
}
"""How it ended; what is not listed is open."""
_SILENCE = {
    SilenceState.RUNNING: "silence running",
    SilenceState.BROKEN: "silence broken",
    SilenceState.NOT_COMPLETE: "silence not complete",
    SilenceState.NOT_BROKEN: "silence not broken",
}


def section(account: Account) -> Section | None:
    """Return the section, or None where nothing was put, offered, drawn or authorised."""
    blocks: list[Block] = []
    for subject, history in account.histories(Proposal).items():
        blocks.extend(_proposal(account, subject, history))
    blocks.extend(_table("Ways back, lines and pauses", _turns(account)))
    blocks.extend(_table("Preauthorised actions", chain(_grants(account), _uses(account))))
    return Section("Decisions and consent", tuple(blocks)) if blocks else None


def _table(title: str, lines: Iterable[tuple[int, Line]]) -> Iterator[Table]:
    found = [line for _, line in sorted(lines, key=lambda each: each[0])]
    if found:
        yield Table(title, (_WHEN, Column("What", share=6), _BY), tuple(found))


def _proposal(account: Account, subject: str, history: History) -> Iterator[Block]:
    row, last = history[-1]
    ladder = ladder_of(account)
    change = f" ({rung_name(ladder, last.raises_from)} to {rung_name(ladder, last.raises_to)})" if ladder is not None else ""
    if was_put(history):
        put = f"Put by {last.put_by}" if last.put_by else "Put"
        how = f"{put}{f' {moment(last.put_at)}' if last.put_at is not None else ''}, to be decided by {_rule(last)}."
    else:
        how = f"Never put to consent; it would be decided by {_rule(last)}."
    yield Statement(f"{last.code} {last.title}{change}: {OUTCOME.get(last.state, 'open at the end')}.", (row,), aside=how)
    steps = sorted((*_wordings(account, history), *_positions(account, subject), *_silences(account, subject)), key=lambda each: each[0])
    yield Table(
        f"{last.code} step by step",
        (_WHEN, Column("Revision", Align.NUMBER), Column("What", share=6), _BY),
        tuple(line for _, line in steps),
    )


def was_put(history: History) -> bool:
    """Say whether a proposal was more than a draft at any time."""
    return any(body.state is not ProposalState.DRAFT for _, body in history)


def _rule(proposal: Proposal) -> str:
    match proposal.consent:
        case ConsentRule.UNANIMITY:
            return f"unanimity of {listed(proposal.members)}" if proposal.members else "unanimity"
        case ConsentRule.QUORUM:
            return f"a quorum of {proposal.quorum or len(proposal.members)} of {len(proposal.members)}"
        case ConsentRule.SILENCE:
            return f"silence to {moment(proposal.deadline)}" if proposal.deadline is not None else "silence"
        case ConsentRule.AUTHORITY:
            return "the authority alone"


def _wordings(account: Account, history: History) -> Iterator[tuple[int, Line]]:
    before: Proposal | None = None
    for row, body in history:
        changed = [word(body.state)] if before is None or before.state is not body.state else []
        if body.deadline is not None and (before is None or before.deadline != body.deadline):
            changed.append(f"silence to {moment(body.deadline)}")
        if body.text and (before is None or before.text != body.text):
            changed.append(body.text)
        before = body
        if changed:
            yield (
                row.event,
                Line((moment(row.event), str(body.text_revision), ": ".join(changed), hand(row, account.roster)), (row,), strong=True),
            )


def _positions(account: Account, subject: str) -> Iterator[tuple[int, Line]]:
    for row, body in account.of(Position):
        if body.proposal == subject:
            relayed = " (relayed, countersigned)" if body.relayed and body.countersigned else " (relayed)" if body.relayed else ""
            text = f"{body.entity}: {word(body.position)}{relayed}"
            text += f": {body.amendment}" if body.amendment else ""
            yield row.event, Line((moment(row.event), str(body.text_revision), text, hand(row, account.roster)), (row,))


def _silences(account: Account, subject: str) -> Iterator[tuple[int, Line]]:
    before: tuple[object, ...] = ()
    for row, body in account.of(Silence):
        now = (body.text_revision, body.state, body.not_reached, body.extension_asked)
        if body.proposal != subject or now == before:
            continue
        before = now
        parts = [_SILENCE[body.state]]
        parts += (
            [f"not reached: {listed(body.not_reached)}"]
            if body.not_reached
            else [f"reached: {listed(body.reached)}"]
            if body.reached
            else []
        )
        parts += [f"extension asked by {listed(body.extension_asked)}"] if body.extension_asked else []
        yield row.event, Line((moment(row.event), str(body.text_revision), "; ".join(parts), "the rules"), (row,))


def _turns(account: Account) -> Iterator[tuple[int, Line]]:
    """Off-ramps, red lines, disputes and pauses, state by state."""
    for kind in (OffRamp, RedLine, Dispute, Pause):
        for history in account.histories(kind).values():
            before = None
            for row, body in history:
                if body.state != before:  # type: ignore[attr-defined]  # all four have a lifecycle, hence a state
                    before = body.state  # type: ignore[attr-defined]
                    yield row.event, Line((moment(row.event), f"{_turn(body)}: {word(before)}", hand(row, account.roster)), (row,))


def _turn(body: object) -> str:
    match body:
        case OffRamp(code=code, title=title):
            return f"Off-ramp {code} {title}"
        case RedLine(code=code, demand=demand):
            return f"Red line {code} “{demand}”"
        case Dispute(code=code, title=title):
            return f"Dispute {code} {title}"
        case Pause(code=code, name=name):
            return f"Pause {code} {name}"
        case _:
            raise TypeError(f"report: {type(body).__name__} is no way back, line or pause")


def _grants(account: Account) -> Iterator[tuple[int, Line]]:
    for history in account.histories(Grant).values():
        before = None
        for row, body in history:
            if body.state is not before and (before is not None or body.state is GrantState.ACTIVE):
                sunset = (
                    f", valid to {moment(body.valid.until)}" if body.valid.until is not None and body.state is GrantState.ACTIVE else ""
                )
                yield (
                    row.event,
                    Line(
                        (moment(row.event), f"Grant {body.code} {body.title}: {word(body.state)}{sunset}", hand(row, account.roster)),
                        (row,),
                    ),
                )
            before = body.state


def _uses(account: Account) -> Iterator[tuple[int, Line]]:
    """Say each use of a grant, state by state."""
    grants = {row.subject: body for row, body in account.picture.bodies(Grant)}
    for history in account.histories(Action).values():
        state = None
        for row, use in history:
            if use.state is not state:
                state = use.state
                under = f" under {grants[use.grant].code}" if use.grant in grants else ""
                second = f", second person {use.second_person}" if use.second_person and use.state is ActionState.AUTHORISED else ""
                text = f"{use.entity}: {word(use.kind).lower()} {use.code}{under}: {word(use.state)}{second}"
                yield row.event, Line((moment(row.event), text, hand(row, account.roster)), (row,))
