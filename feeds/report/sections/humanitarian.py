"""People: sites and their room, needs, movements as their lead told them, and notifications by party.

Place names only, no positions; counts below ten are not told. What a reader may not see is not here, because it is not in this
audience's records.
"""

from __future__ import annotations

from collections.abc import Iterator

from feeds.picture.relief import RECEIPT_ONLY, Movement, Need, Notification, NotificationReceipt, Offer, Site
from feeds.report.account import Account
from feeds.report.document import Align, Block, Column, Line, Section, Table
from feeds.report.wording import NONE, listed, moment, people, word


def section(account: Account) -> Section | None:
    """Return the section, or None where this audience has no humanitarian record."""
    blocks: list[Block] = [*_movements(account), *_sites(account), *_needs(account), *_notifications(account)]
    return Section("People and relief", tuple(blocks)) if blocks else None


def _movements(account: Account) -> Iterator[Table]:
    lines = []
    for history in account.histories(Movement).values():
        body = history[-1][1]
        states: list[str] = []
        for record, each in history:
            word_at = f"{word(each.state)} {moment(record.event)}"
            if not states or not states[-1].startswith(word(each.state)):
                states.append(word_at)
        lines.append(
            Line(
                (body.name, body.lead, people(body.people) or NONE, "; ".join(states)),
                tuple(record for record, _ in (history[0], history[-1])),
            )
        )
    if lines:
        columns = (Column("Movement", share=3), Column("Lead"), Column("People", Align.NUMBER, 2), Column("As its lead told it", share=8))
        yield Table("Movements", columns, tuple(lines), note="Only the mission lead moves a movement; the room advises.")


def _sites(account: Account) -> Iterator[Table]:
    lines = []
    for history in account.histories(Site).values():
        row, body = history[-1]
        most = max((each.occupancy for _, each in history if each.occupancy is not None), default=None)
        over = body.capacity is not None and most is not None and most > body.capacity
        lines.append(
            Line(
                (body.name, body.place, word(body.kind), people(body.capacity) or NONE, people(most) or NONE, body.status),
                (row,),
                strong=over,
            )
        )
    if lines:
        number = Align.NUMBER
        columns = (
            Column("Site", share=3),
            Column("Place", share=3),
            Column("Kind", share=3),
            Column("Room for", number, 2),
            Column("Most there", number, 2),
            Column("Status at the end", share=4),
        )
        yield Table("Sites", columns, tuple(sorted(lines, key=lambda line: line.cells)))


def _needs(account: Account) -> Iterator[Table]:
    offers: dict[str, list[str]] = {}
    refs = {}
    for row, body in account.picture.bodies(Offer):
        if body.matched is not None:
            offers.setdefault(body.matched, []).append(f"{body.entity}: {body.offer}")
            refs[body.matched] = row
    lines = []
    for row, need in account.picture.bodies(Need):
        matched = listed(offers.get(row.subject, [])) or "none"
        both = (row, refs[row.subject]) if row.subject in refs else (row,)
        lines.append(Line((need.place, need.need, need.quantity, matched, "met" if need.met else "open"), both))
    if lines:
        columns = (
            Column("Place", share=3),
            Column("Need", share=3),
            Column("How much", share=3),
            Column("Offers matched by people", share=5),
            Column("At the end", share=2),
        )
        yield Table("Needs and offers", columns, tuple(lines))


def _notifications(account: Account) -> Iterator[Table]:
    receipts: dict[str, list[tuple[str, object]]] = {}
    for row, body in account.picture.bodies(NotificationReceipt):
        relayed = ", relayed" if body.relayed else ""
        receipts.setdefault(body.notification, []).append((f"{body.party} {word(body.receipt)} {moment(row.event)}{relayed}", row))
    lines = []
    for row, notice in account.picture.bodies(Notification):
        told = "; ".join(text for text, _ in receipts.get(row.subject, [])) or "no receipt on record"
        lines.append(Line((notice.code, notice.title, listed(notice.parties), told, word(notice.state)), (row,)))
    if lines:
        columns = (
            Column("Code"),
            Column("Notification", share=4),
            Column("Parties", share=2),
            Column("Receipts", share=6),
            Column("At the end", share=3),
        )
        yield Table("Notifications for deconfliction", columns, tuple(sorted(lines, key=lambda line: line.cells)), note=RECEIPT_ONLY)
