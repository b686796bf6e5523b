"""Answers and latency: what was asked, who answered with which kind, and how long warning to deed took.

Times of a single entity are told to that entity alone; everybody else, the originating room included, reads the room together
(DOMAIN section 6). Reports measure the room; they shame nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from statistics import median

from feeds.assessment.latency import ALIKE, EntityLatency, Latency, latencies
from feeds.assessment.rollcall import answer_of, due_of
from feeds.assessment.rules import rules_of
from feeds.report.account import Account
from feeds.report.document import Align, Block, Column, Line, Section, Spread, Statement, Table
from feeds.report.wording import NONE, lasted, listed, many, moment, word


def section(account: Account) -> Section | None:
    """Return the section, or None where nothing asked for an answer."""
    found = items(account)
    if not found:
        return None
    blocks: list[Block] = [_items(account, found), spread(account, found), _together(account, found)]
    relayed = sum(
        answer[1].relayed
        for each in found
        for entity in each.body.addressed
        if (answer := answer_of(account.picture, each.request.subject, each.body, entity)) is not None
    )
    if relayed:
        text = f"{many(relayed, 'answer')} came by voice and {'was' if relayed == 1 else 'were'} recorded by an officer of the room."
        blocks.append(Statement(text, aside="What is not countersigned does not count as signed."))
    return Section("Answers and latency", tuple(blocks))


def items(account: Account) -> tuple[Latency, ...]:
    """Return every item that asked, the first asked first, with what a report may say of its waits."""
    return tuple(_told_of(each) for each in latencies(account.picture, account.audience.entity)[::-1])


def _told_of(item: Latency) -> Latency:
    """Take out the middle of few, which would be somebody's own: a report is read beyond the duty officer who may read each."""
    lines = item.entities
    if len(lines) < len(item.body.addressed):
        return item  # not the duty officer's: the assessment has taken it out

    def kept(middle: float | None, moment: Callable[[EntityLatency], int | None]) -> float | None:
        return middle if sum(moment(line) is not None for line in lines) >= ALIKE else None

    return replace(
        item,
        delivered=kept(item.delivered, lambda line: line.delivered),
        seen=kept(item.seen, lambda line: line.seen),
        answered=kept(item.answered, lambda line: line.answered),
    )


def spread(account: Account, found: tuple[Latency, ...]) -> Spread:
    """Return the four waits over all items, the entities of each item taken together."""
    rules = rules_of(account.picture)
    targets = [due - each.body.asked for each in found if (due := due_of(account.picture, each.request, each.body, rules)) is not None]
    rows = (
        ("delivered", _whole(each.delivered for each in found), None),
        ("seen", _whole(each.seen for each in found), None),
        ("answered", _whole(each.answered for each in found), round(median(targets)) if targets else None),
        ("acted", _whole(each.to_act for each in found), None),
    )
    caption = "From the warning on: each dot is one item, the middle of all entities it asked. The bar is the doctrine's time to answer."
    return Spread(caption, tuple(row for row in rows if row[1]))


def _whole(values: Iterable[float | None]) -> tuple[int, ...]:
    return tuple(round(value) for value in values if value is not None)


def _items(account: Account, found: tuple[Latency, ...]) -> Table:
    lines = []
    for each in found:
        kinds: dict[str, list[str]] = {}
        for entity in each.body.addressed:
            answer = answer_of(account.picture, each.request.subject, each.body, entity)
            said = (
                word(answer[1].answer) + (" relayed" if answer[1].relayed and not answer[1].countersigned else "")
                if answer is not None
                else "no answer"
            )
            kinds.setdefault(said, []).append(entity)
        told = "; ".join(
            f"{kind}: {listed(sorted(entities))}" for kind, entities in sorted(kinds.items(), key=lambda pair: pair[0] == "no answer")
        )
        cells = (moment(each.body.asked), each.body.title, f"{each.answered_count} of {len(each.body.addressed)}", told)
        lines.append(Line(cells, (each.request,)))
    columns = (
        Column("Asked", Align.TIME, 2),
        Column("Item", share=4),
        Column("Answered", Align.NUMBER, 2),
        Column("Kinds of answer at the end", share=6),
    )
    return Table(
        "What was asked, and how it was answered",
        columns,
        tuple(lines),
        note="An answer counts for the revision that was asked last; an alarm's acknowledgement is a seat's duty and no answer.",
    )


def _together(account: Account, found: tuple[Latency, ...]) -> Table:
    """Return the middle and the longest of each wait for the room, and for the one entity this report speaks to beside it."""
    me = account.audience.entity
    own = [(each, line) for each in found for line in each.entities if line.entity == me]
    waits: dict[str, tuple[Sequence[float | None], list[int]]] = {
        "delivered": (
            [each.delivered for each in found],
            [line.delivered - each.warned for each, line in own if line.delivered is not None],
        ),
        "seen": ([each.seen for each in found], [line.seen - each.warned for each, line in own if line.seen is not None]),
        "answered": ([each.answered for each in found], [line.answered - each.warned for each, line in own if line.answered is not None]),
        "acted": ([each.to_act for each in found], []),
    }
    lines = []
    for name, (room, mine) in waits.items():
        known = [value for value in room if value is not None]
        cells = (f"warning to {name}", *_pair(known), *((_middle(mine),) if own else ()), f"{len(known)} of {len(found)}")
        lines.append(Line(cells))
    number = Align.NUMBER
    columns = [Column("Way", share=3), Column("Half within", number, 2), Column("Longest", number, 2)]
    columns += [Column(f"{me}: half within", number, 2)] if own else []
    return Table(
        "Latency of the room",
        (*columns, Column("Items", number)),
        tuple(lines),
        note=f"One entity's own times are told to that entity alone; an item counts where {ALIKE} entities or more came.",
    )


def _pair(values: list[float]) -> tuple[str, str]:
    return (lasted(median(values)), lasted(max(values))) if values else (NONE, NONE)


def _middle(values: list[int]) -> str:
    return lasted(median(values)) if values else NONE
