"""The doctrine: everything the rules go by that is no row of its own (DOMAIN section 3).

A `Doctrine` is a document journalled by content hash; it holds ladder, thresholds, alarm severities and timers, so that
assessment takes (picture, now) and nothing else.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta, field

from feeds.picture.body import SYSTEM, Body, Nature
from feeds.picture.ladder import Ladder
from feeds.picture.values import Code, Codes, Count, Millis, Text, Value
from feeds.picture.warning import Severity


class AlarmRule(Value, frozen=True):
    """What the doctrine says of one alarm: how grave, why it matters, what to do, how long there is."""

    rule: Code
    severity: Severity
    so_what: Text = ""
    guidance: Text = ""
    respond_within: Millis | None = None
    group: Code | None = None
    suppressed_by: Codes = ()
    """Rules that say more: while one of them holds about the same thing, this one is suppressed by design."""


class Doctrine(Body, tag="doctrine", frozen=True):
    """Everything the rules need that is no row of its own. Subject: its code. Distances in metres, times in ms."""

    natures: ClassVar[frozenset[Nature]] = SYSTEM

    code: Code
    version: Count
    ladder: Ladder
    alarms: Annotated[tuple[AlarmRule, ...], Meta(max_length=128)] = ()
    answer_timers: Annotated[dict[Code, Millis], Meta(max_length=64)] = field(default_factory=dict)
    """Time to answer, by kind of item; `default` serves the rest."""
    latency_targets: Annotated[dict[Code, Millis], Meta(max_length=16)] = field(default_factory=dict)
    """Time from an alarm to each stage of meeting it: delivered, seen, answered, decided, done."""
    verification_decay: Millis = 10_800_000
    endanger_distance: float = 3_000.0
    distance_band: float = 500.0
    """An alarm's revision grows when the distance crosses into another band of this width."""
    verbal_suffices: bool = False
    feed_no_data: Millis = 180_000
    seat_absent: Millis = 300_000
    flood_count: Count = 10
    flood_window: Millis = 600_000

    def alarm(self, rule: str) -> AlarmRule | None:
        """Return what the doctrine says of an alarm rule, or None."""
        return next((each for each in self.alarms if each.rule == rule), None)
