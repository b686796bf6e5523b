"""What has changed in an entity's release since its desk was left: where the records it holds differ from the room's.

A difference, neutral: an empty desk is nobody's fault, and what it last held was equal then. Deliberately absent: reports, tracks and
drawings, which come and go all the time, and what a desk that is manned holds: that is compared by digest, at every step.
"""

from __future__ import annotations

from typing import Final

from feeds.assessment.rules import Rules, rules_of
from feeds.picture.alarm import Presence
from feeds.picture.holding import parts
from feeds.picture.picture import Picture

WATCHED: Final = frozenset(
    {"conditions", "corridor_status", "danger_zone", "agreement", "verification"}
    | {"declared_level", "proposal", "position", "silence", "assessed_rung"}
)
"""Kinds of record by which an empty desk is told to differ."""


def left_behind(picture: Picture) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each entity whose desk was manned and is empty, with the parts in which it differs there, as the room's own picture has it."""
    rules = rules_of(picture)
    found = ((row, body) for row, body in picture.bodies(Presence) if not body.seats and row.revision > 1 and body.entity != rules.host)
    return tuple(
        (body.entity, names)
        for _, body in sorted(found, key=lambda each: each[1].entity)
        if (names := parts(kind for kind in WATCHED if _changed(picture, rules, kind, body)))
    )


def _changed(picture: Picture, rules: Rules, kind: str, left: Presence) -> bool:
    return any(row.known > left.since and rules.sees(left.entity, row) for row in picture.rows(kind))
