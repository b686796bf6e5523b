"""Whether a display holds the common picture: how its digest compares with the room's, and in which parts it differs.

A difference is neutral: it says what is to be brought level, and is nobody's fault. Deliberately absent: digests themselves
(`feeds.picture.digest`), and what is held at a desk that nobody sits at (`feeds.assessment.left_behind`).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from feeds.picture.values import Code, Codes, Count, Line, Value


class Match(StrEnum):
    """How what a display holds compares with what it was given."""

    EQUAL = "EQUAL"
    NOT_COMPARED = "NOT_COMPARED"
    BEHIND = "BEHIND"
    DIFFERS = "DIFFERS"


class Judged(Value, frozen=True):
    """The comparison. `behind`: changes it has not taken in yet; `tables`: kinds of record in which it differs, where it named its own."""

    match: Match = Match.EQUAL
    behind: Count = 0
    tables: Codes = ()


class Holder(Value, frozen=True):
    """One display at an officer's seat, and how it compares. A function, never a name."""

    entity: Code
    seat: Code
    role: Line
    judged: Judged = Judged()


PARTS: Final[dict[str, tuple[str, ...]]] = {
    "corridors": ("corridor", "corridor_status", "agreement", "segment", "verification", "conditions", "danger_zone", "pause"),
    "ladder": ("declared_level", "assessed_rung", "proposal", "position", "silence", "off_ramp"),
    "indicators": ("indicator", "indicator_state", "evidence", "problem", "judgement", "dissent", "adjudication"),
    "reports": ("indication", "report_mark"),
    "alarms": ("alarm", "acknowledgement", "shelving", "out_of_service"),
    "answers": ("request", "answer", "delivery", "presence"),
    "checklists": ("template", "run", "item"),
    "humanitarian": ("movement", "corridor_incident", "site", "need", "offer", "notification", "notification_receipt"),
    "grants": ("grant", "grant_approval", "national_caveat", "action", "reference_card"),
    "contacts": ("red_line", "dispute", "dispute_reply", "contact", "message"),
    "night's work": ("log_entry", "information_request", "handover", "channel", "posture", "risk"),
    "map": ("track", "feature"),
    "feeds": ("source", "source_status", "rejection"),
    "releases": ("recall", "recall_receipt", "redaction", "statement"),
    "room": ("incident", "roster", "policy", "doctrine", "hold", "outage"),
}
"""What people call the tables of records: each kind stands in one of them."""


def parts(kinds: Iterable[str]) -> tuple[str, ...]:
    """Return in which parts of the picture these kinds of record lie, each once, in the order of `PARTS`. Unknown kinds are in none."""
    wanted = frozenset(kinds)
    return tuple(part for part, held in PARTS.items() if not wanted.isdisjoint(held))
