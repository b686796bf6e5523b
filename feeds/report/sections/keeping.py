"""How the record was kept: handovers, outages, releases called back, redactions, lessons noted. The chain itself is `verify`'s."""

from __future__ import annotations

from collections.abc import Iterator

from feeds.picture.envelope import Record
from feeds.picture.label import SYSTEM_HIGH
from feeds.picture.night import Handover, LogEntry
from feeds.picture.room import Outage, Recall, RecallReceipt
from feeds.report.account import Account
from feeds.report.document import Align, Block, Column, Line, Section, Statement, Table
from feeds.report.wording import hand, lasted, listed, many, moment

REDACTION = "redaction"
"""The format that announces a redaction."""


def section(account: Account) -> Section:
    """Return the section; every journal has one."""
    number, head = account.head
    own = f"The journal's chain ends with record {number:,}, link {head}." if account.audience.host and head else ""
    aside = "Whoever holds the journal can check it: watchroom verify FILE must name this link." if own else ""
    first = Statement(own or "This report was made from the records released to its audience.", aside=aside)
    lines = sorted((*_handovers(account), *_outages(account), *_recalls(account), *_redactions(account)), key=lambda each: each[0])
    blocks: list[Block] = [first, *_bare(account)]
    if lines:
        columns = (Column("When", Align.TIME, 2), Column("What", share=8), Column("By whom", share=3))
        blocks.append(Table("Kept and called back", columns, tuple(line for _, line in lines)))
    return Section("How the record was kept", tuple(blocks))


def _bare(account: Account) -> Iterator[Statement]:
    """Say of what it comes that the whole is called system-high."""
    count = account.unlabelled.total()
    if count:
        by = listed(sorted({hand(each, account.roster) for each in account.bare}))
        yield Statement(
            f"{many(count, 'record carries', 'records carry')} no label ({by}): hence the whole report is called {SYSTEM_HIGH}.",
            tuple(account.bare),
            aside="Until somebody labels them they are their originator's alone, and so is what was made of them.",
        )


def _handovers(account: Account) -> Iterator[tuple[int, Line]]:
    for history in account.histories(Handover).values():
        row, body = history[-1]
        signed = listed([_role(account, each) for each in (body.left_by, body.taken_by) if each]) or "nobody yet"
        between = f" {body.from_seat} to {body.to_seat}" if body.from_seat != body.to_seat else f" at {body.from_seat}"
        open_items = f", {len(body.open_items)} items carried over" if body.open_items else ""
        yield (
            row.event,
            Line(
                (
                    moment(row.event),
                    f"Handover{between}, signed by {signed}{open_items}",
                    hand(row, account.roster),
                ),
                (row,),
            ),
        )


def _role(account: Account, code: str) -> str:
    """Return the function of an officer; reports name nobody."""
    officer = account.roster.officer(code)
    return officer.role if officer is not None else code


def _outages(account: Account) -> Iterator[tuple[int, Line]]:
    for row, body in account.of(Outage):
        text = f"Hub away from {moment(body.since)} to {moment(body.until)}, {lasted(body.until - body.since)}"
        yield row.event, Line((moment(row.event), text, hand(row, account.roster)), (row,))


def _recalls(account: Account) -> Iterator[tuple[int, Line]]:
    receipts: dict[str, list[str]] = {}
    for row, body in account.of(RecallReceipt):
        receipts.setdefault(body.item, []).append(f"{body.entity} {moment(row.event)}")
    for row, recall in account.of(Recall):
        told = f"; confirmed by {listed(receipts[recall.item])}" if recall.item in receipts else "; nobody confirmed"
        why = f": {recall.reason}" if recall.reason else ""
        yield (
            row.event,
            Line(
                (moment(row.event), f"A release to {listed(recall.recipients)} was called back{why}{told}", hand(row, account.roster)),
                (row,),
                strong=True,
            ),
        )


def redactions(account: Account) -> Iterator[tuple[Record, LogEntry]]:
    """Iterate over the entries that announce a redaction."""
    for row, body in account.of(LogEntry):
        if row.provenance is not None and row.provenance.format == REDACTION:
            yield row, body


def _redactions(account: Account) -> Iterator[tuple[int, Line]]:
    for row, body in redactions(account):
        yield row.event, Line((moment(row.event), body.text, hand(row, account.roster)), (row,), strong=True)
