"""Map plates: the picture at the moments that mattered, as this audience knew it then. A map is drawn elsewhere.

Chosen by rule, so that two reports of one journal show the same moments: each CRITICAL alarm, each change of the level declared for
all, each corridor suspended, the end; in this order where there are too many, and none within twenty minutes of another.
"""

from __future__ import annotations

from collections.abc import Iterator

from feeds.picture.corridor import CorridorState, CorridorStatus
from feeds.picture.envelope import Record
from feeds.picture.ladder import DeclaredLevel
from feeds.picture.picture import Picture
from feeds.picture.warning import Severity
from feeds.report.account import Account
from feeds.report.document import Plate, Section
from feeds.report.sections.alarms import occurrences
from feeds.report.sections.ladder import ladder_of, rung_name
from feeds.report.wording import to_the_second

MOST = 6
APART = 1_200_000
"""Milliseconds between two plates at the least."""
SETTLED = 1_000
"""Milliseconds after a moment at which what followed from it by rule is in the picture too."""
PLACED = ("corridor", "danger_zone", "feature", "track")
"""Kinds that have a place on the map; a report has one where it says so."""


def section(account: Account) -> Section | None:
    """Return the section, or None where nothing has a place."""
    if not account.placed and not any(account.picture.tables.get(kind) for kind in PLACED):
        return None
    chosen: list[tuple[int, str, Record | None]] = []
    for _, at, text, row in sorted(_moments(account), key=lambda each: (each[0], each[1])):
        if len(chosen) < MOST and all(abs(at - other) >= APART for other, _, _ in chosen):
            chosen.append((at, text, row))
    plates = []
    for at, text, row in sorted(chosen, key=lambda each: each[0]):
        known = min(max(at, row.known if row is not None else at) + SETTLED, account.last)
        plates.append(
            Plate(f"{text}. As known {to_the_second(known)}.", known, picture_of(account, known), (row,) if row is not None else ())
        )
    return Section("The map at the moments that mattered", tuple(plates))


def picture_of(account: Account, known: int) -> Picture:
    """Return this audience's picture at a moment."""
    return account.picture_at(known)


def _moments(account: Account) -> Iterator[tuple[int, int, str, Record | None]]:
    """Yield (how little it matters, when, what, the record)."""
    ladder = ladder_of(account)
    found = occurrences(account)
    for each in found:
        if each.severity is Severity.CRITICAL:
            yield 0, each.onset, each.body.title, each.raised
    for row, body in account.of(DeclaredLevel):
        if body.common and ladder is not None and row.event > account.first + APART:
            yield 1, row.event, f"Level {rung_name(ladder, body.ordinal)} declared", row
    codes = {row.subject: getattr(row.body, "code", row.subject) for row in account.rows.get("corridor", ())}
    for row, status in account.of(CorridorStatus):
        if status.state is CorridorState.SUSPENDED:
            yield 2, row.event, f"{codes.get(row.subject, row.subject)} declared SUSPENDED", row
    yield 3, account.last, "At the end", None
