"""What a view or an export must be called, in words, and whether it may go to its readers at all. Pure; it fails closed.

Deliberately absent: colours (the banners' own affair) and the filter of a picture (`release`), which comes before this.
"""

from __future__ import annotations

from collections.abc import Iterable

from feeds.picture.envelope import Record
from feeds.picture.label import SYSTEM_HIGH, Label, LabelPolicy, RollUp, roll_up
from feeds.picture.release import Audience, visible
from feeds.picture.room import Roster

UNREADABLE = f"{SYSTEM_HIGH} \N{EN DASH} ORIGINATOR ONLY"
"""What everything is called that holds a row without a label that can be read."""

DISCLAIMER = "Borders, names and areas shown imply no opinion on the legal status of any territory."


def words(rolled: RollUp | None, policy: LabelPolicy) -> str:
    """Return a roll-up as a banner says it: prefix and class, release, caveats. None, nothing labelled, reads system-high."""
    found = None if rolled is None else policy.find(rolled.classification)
    if rolled is None or found is None:
        return UNREADABLE
    lead = " ".join(part for part in (policy.banner_prefix, found.banner) if part)
    return " // ".join([lead, _release(rolled), *sorted(rolled.caveats)])


def label_words(label: Label | None, policy: LabelPolicy) -> str:
    """Return what one row's label is called."""
    return words(roll_up((label,), policy), policy)


def _release(rolled: RollUp) -> str:
    return f"REL TO {', '.join(sorted(rolled.releasable))}" if rolled.releasable else "ORIGINATOR ONLY"


def above(readers: Audience, rows: Iterable[Record], roster: Roster, policy: LabelPolicy) -> bool:
    """Say whether rows taken together are above what their readers may see: one of them is, or they roll up to system-high.

    The originating entity reads its whole room, however it is labelled.
    """
    if readers.host:
        return False
    found = list(rows)
    if any(not visible(readers, row, roster, policy) for row in found):
        return True
    foreign = [row.label for row in found if row.author.entity != readers.entity]
    rolled = roll_up(foreign, policy)
    return rolled is not None and policy.find(rolled.classification) is None
