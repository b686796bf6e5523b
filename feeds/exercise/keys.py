"""What befalls an officer's key in an exercise: used at a second desk, revoked, handed out anew.

Keys are no records: the room's files hold them, and the hub journals the roster that follows. So these are moments of a scenario beside its
lines. Deliberately absent: keys themselves, which each room makes for itself.
"""

from __future__ import annotations

import msgspec

from feeds.documents import Document, decode
from feeds.errors import BadInput
from feeds.exercise.scenario import Away, KeyChange, KeyEvent, Person
from feeds.picture.room import Roster
from feeds.picture.values import Code, Instant, Value


class Entry(Value, frozen=True):
    """What `[[key]]` says."""

    at: Instant
    who: Code
    event: KeyEvent


def read_keys(document: Document, people: dict[str, Person]) -> list[KeyChange]:
    """Return what befalls keys, in the document's order.

    Raises:
        BadInput: nobody of that code, or it cannot happen after what happened before.

    """
    found: list[KeyChange] = []
    for where, table in document.entries("key"):
        entry = decode(where, document.plain(where, table), Entry)
        if entry.who not in people:
            raise BadInput(where, "nobody of that code", entry.who, "an officer of the scenario")
        before = next((each.event for each in reversed(found) if each.who == entry.who), None)
        if not _follows(before, entry.event) or (found and found[-1].at > entry.at):
            raise BadInput(where, f"the key of {entry.who} after {before or 'nothing'}", entry.event.value, "SECOND_DESK, REVOKED, ISSUED")
        found.append(KeyChange(entry.at, entry.who, entry.event))
    return found


def _follows(before: KeyEvent | None, event: KeyEvent) -> bool:
    if event is KeyEvent.ISSUED:
        return before is KeyEvent.REVOKED
    return before is not KeyEvent.REVOKED and not (before is KeyEvent.SECOND_DESK and event is KeyEvent.SECOND_DESK)


def without_keys(changes: tuple[KeyChange, ...], ends: int) -> tuple[Away, ...]:
    """Return when an officer cannot be at the desk, for want of a key."""
    found = []
    for number, change in enumerate(changes):
        if change.event is KeyEvent.REVOKED:
            later = (each.at for each in changes[number + 1 :] if each.who == change.who and each.event is KeyEvent.ISSUED)
            # The desk stands until the key goes, and is manned again once the new one is there.
            found.append(Away(change.who, change.at + 1, next(later, ends) + 1))
    return tuple(found)


def revoked(roster: Roster, code: str) -> Roster:
    """Return the roster without an officer: that is how a key is revoked."""
    return msgspec.structs.replace(roster, officers=tuple(each for each in roster.officers if each.code != code))
