"""The door's own alarms, and what they follow from: a message of another regime, one key at two desks.

They are real in an exercise too. Pure: who is connected is passed in. Deliberately absent: writing them down (`feeds.hub.notes`), and
anything of what a REAL message says.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from feeds.assessment.holding import held
from feeds.hub.standing import Identity
from feeds.picture.alarm import Alarm
from feeds.picture.doctrine import Doctrine
from feeds.picture.envelope import Record
from feeds.picture.identity import opaque
from feeds.picture.picture import Picture
from feeds.picture.play import REAL_WAITS, Hold, HoldState
from feeds.picture.regime import Regime, RegimeKind
from feeds.picture.warning import Severity

FOREIGN = "REGIME"
TWICE = "KEY_TWICE"
"""The door's own alarm rules, by their names in a doctrine."""

FOREIGN_HOLDS = 60_000
"""Milliseconds of the room's time for which a message of another regime stays an alarm, where it does not hold the play."""

_LINE = 400


def raised(picture: Picture, rule: str, about: str, title: str, why: str, now: int) -> tuple[str, Alarm] | None:
    """Return the subject and body of an alarm, or None where one stands already about the same."""
    if any(body.rule == rule and body.about == about and body.active for _, body in picture.bodies(Alarm)):
        return None
    known = next((found for _, doctrine in picture.bodies(Doctrine) if (found := doctrine.alarm(rule)) is not None), None)
    body = Alarm(
        rule=rule,
        severity=known.severity if known else Severity.HIGH,
        about=about,
        title=title[:_LINE],
        why=why[:_LINE],
        onset=now,
        so_what=known.so_what if known else "",
        guidance=known.guidance if known else "",
        group=known.group if known else None,
        respond_by=now + known.respond_within if known and known.respond_within is not None else None,
    )
    return opaque("A", rule, about, now), body


def foreign(picture: Picture, ours: Regime, theirs: Regime, room: str, sender: Identity, now: int) -> tuple[str, Alarm] | None:
    """Return the alarm of a message of another regime. Of a REAL one in an exercise not even the sender is named."""
    if theirs.kind is RegimeKind.REAL:
        return raised(picture, FOREIGN, room, REAL_WAITS, "somebody is wanted at the real desk", now)
    title = f"A record of another regime at a {ours} room"
    return raised(picture, FOREIGN, sender.code, title, f"{sender.code} of {sender.entity} sent a record of {theirs}", now)


def key_twice(picture: Picture, code: str, now: int) -> tuple[str, Alarm] | None:
    """Return the alarm of one officer's key at two desks."""
    return raised(picture, TWICE, code, f"The key of {code} is in use at two desks", "two live connections hold one key", now)


def holding(picture: Picture, theirs: Regime, now: int) -> Hold | None:
    """Return the hold of play that a REAL message brings, or None where it is held already."""
    if theirs.kind is not RegimeKind.REAL or held(picture) is not None:
        return None
    return Hold(HoldState.HELD, now, REAL_WAITS)


def returned(picture: Picture, room: str, twice: frozenset[str], now: int) -> Iterator[tuple[Record, Alarm]]:
    """Yield the door's alarms whose cause is over, as they are then: one desk again, play let go on, a minute without a foreign record."""
    for row, alarm in picture.bodies(Alarm):
        ended = _ended(picture, alarm, room, twice, now) if alarm.active else None
        if ended is not None:
            yield row, msgspec.structs.replace(alarm, active=False, returned=ended)


def _ended(picture: Picture, alarm: Alarm, room: str, twice: frozenset[str], now: int) -> int | None:
    if alarm.rule == TWICE:
        return now if alarm.about not in twice else None
    if alarm.rule != FOREIGN or held(picture) is not None:
        return None
    if alarm.about == room and _let_go(picture, alarm.onset):
        return now
    return alarm.onset + FOREIGN_HOLDS if alarm.onset + FOREIGN_HOLDS <= now else None


def _let_go(picture: Picture, since: int) -> bool:
    return any(body.state is HoldState.RELEASED and body.since >= since for _, body in picture.bodies(Hold))
