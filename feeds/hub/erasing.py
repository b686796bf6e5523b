"""Redactions carried out: an officer's signed order erases every record of one row, and the chain still verifies.

The order is journalled first, so that a hub that dies in between finishes the work when it opens again. Deliberately absent: what may be
ordered (`feeds.hub.precedents`), how a record is erased (`feeds.journal.redaction`), and copies elsewhere: those are recalled.
"""

from __future__ import annotations

from feeds.hub.house import House
from feeds.picture.envelope import Record
from feeds.picture.room import Redaction

PAGE = 1_000
"""Records read at a time."""


def carry_out(house: House) -> None:
    """Erase what orders on record ask for and is still there. Raises WatchroomError; what is left is tried at the next opening."""
    for order, body in list(house.picture.bodies(Redaction)):
        row = house.row(body.kind, body.row)
        if row is not None and row.sequence < order.sequence:
            for sequence in _written(house, body, order):
                house.redact(order, sequence)


def _written(house: House, body: Redaction, order: Record) -> list[int]:
    """Return the sequences of every record of the row, oldest first: the row itself goes last."""
    place, found, after = (body.row, order.origin), list[int](), 0
    while page := house.reader.history(after, PAGE, until=order.sequence, regime=house.regime, kinds=(body.kind,)):
        found.extend(record.sequence for record in page if record.row == place)
        after = page[-1].sequence
    return found
