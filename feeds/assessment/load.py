"""How heavy alarms lie on the room: alarms that chatter, alarms that stand, and the rate (after ISA-18.2 and EEMUA 191).

An alarm chatters when the same condition is raised again and again; it stands when it has been active longer than a watch lasts. Both are
listed so that somebody mends the cause; neither hides or quiets anything. Deliberately absent: shelving, which is a person's act.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from feeds.assessment.alarms import RANK, AlarmView
from feeds.assessment.rules import rules_of
from feeds.assessment.words import earliest
from feeds.picture.alarm import Alarm
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture

CHATTERS: Final = 3
"""So many occurrences of one condition within `CHATTER_WINDOW` are chatter."""

CHATTER_WINDOW: Final = 30 * 60_000
STANDS: Final = 8 * 3_600_000
"""Ms: a watch. What is still active then has been handed over without having been dealt with."""


@dataclass(frozen=True, slots=True)
class Chattering:
    """One condition (rule, subject, audience) raised `count` times since `first`. `latest`: its last occurrence."""

    rule: str
    about: str
    count: int
    first: int
    latest: Record
    title: str


@dataclass(frozen=True, slots=True)
class Load:
    """The lists, and when time alone next changes them. `standing`: the longest active first; ms each has been active beside it."""

    chattering: tuple[Chattering, ...]
    standing: tuple[tuple[AlarmView, int], ...]
    due: int | None


def load(now: int, views: tuple[AlarmView, ...]) -> Load:
    """Return what chatters and what stands. `views`: the alarm states of whoever looks."""
    standing = [(view, now - view.alarm.onset) for view in views if view.alarm.active and now - view.alarm.onset >= STANDS]
    standing.sort(key=lambda each: (-each[1], RANK[each[0].alarm.severity], each[0].subject))
    comes = [view.alarm.onset + STANDS for view in views if view.alarm.active]
    goes = [view.alarm.onset + CHATTER_WINDOW for view in views]
    return Load(chattering(now, views), tuple(standing), earliest([*comes, *goes], now))


def chattering(now: int, views: tuple[AlarmView, ...]) -> tuple[Chattering, ...]:
    """Return the conditions that were raised again and again of late, the busiest first. Suppressed occurrences are no load."""
    found: defaultdict[tuple[str, str, str | None], list[tuple[int, str, Record]]] = defaultdict(list)
    for view in views:
        body = view.alarm
        if now - CHATTER_WINDOW < body.onset <= now and not body.suppressed:
            found[body.rule, body.about, body.audience].append((body.onset, view.subject, view.record))
    busy = {key: sorted(each, key=lambda one: one[:2]) for key, each in found.items() if len(each) >= CHATTERS}
    made = [_chattering(rule, about, each) for (rule, about, _), each in busy.items()]
    return tuple(sorted(made, key=lambda each: (-each.count, each.first, each.rule, each.about)))


def _chattering(rule: str, about: str, found: list[tuple[int, str, Record]]) -> Chattering:
    latest = found[-1][2]
    title = latest.body.title if isinstance(latest.body, Alarm) else rule
    return Chattering(rule, about, len(found), found[0][0], latest, title)


@dataclass(frozen=True, slots=True)
class Guidance:
    """What the doctrine says of one alarm: why it is there, so what, what to do, and how long there is.

    `left`: ms until an answer should have been given, below zero once that is over; None where the doctrine sets no time. `until`: that
    moment. `told` False: the doctrine says nothing of this rule.
    """

    why: str
    so_what: str
    do: str
    until: int | None
    left: int | None
    told: bool


def guidance(picture: Picture, now: int, alarm: Alarm) -> Guidance:
    """Return the guidance of an alarm: its own words, else those of the doctrine in force."""
    told = rules_of(picture).doctrine.alarm(alarm.rule)
    so_what = alarm.so_what or (told.so_what if told else "")
    do = alarm.guidance or (told.guidance if told else "")
    until = alarm.respond_by if alarm.active else None
    return Guidance(alarm.why, so_what, do, until, None if until is None else until - now, bool(so_what or do))
