"""Feeds by freshness and the desk's own state, in words. Pure.

A feed in doubt stands first, and what the desk does not know is said to be unknown. Deliberately absent: heartbeats (only connections hear
them), sequence numbers, and any count of what this desk may not see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from feeds.picture.picture import Picture
from feeds.picture.room import Rejection, Source, SourceState, SourceStatus
from widgets.cells import FILLED, Empty
from widgets.health.heard import Heard, heard
from widgets.health.model import Desk, Fact, FeedItem, HealthModel
from widgets.standpoint import Standpoint
from widgets.times import elapsed, span, zulu
from widgets.words import State

_ORDER = (State.SOURCE_LOST, State.NO_DATA, State.UNKNOWN, State.AGEING, State.LIVE)
_KIB = 1024


@dataclass(frozen=True)
class Feed:
    """A source as it stands: its state, since when, and when it last said something."""

    source: Source
    state: State
    since: int | None
    last: int | None


def feeds(picture: Picture, now: int) -> tuple[Feed, ...]:
    """Every announced source, those in doubt first; by code within."""
    return _feeds(picture, now, heard(picture))


def _feeds(picture: Picture, now: int, brought: Mapping[str, Heard]) -> tuple[Feed, ...]:
    newest = {source: each.newest for source, each in brought.items()}
    unique = {body.code: body for _, body in picture.bodies(Source)}
    found = [_feed(picture, now, body, newest.get(body.code)) for body in unique.values()]
    return tuple(sorted(found, key=lambda feed: (_ORDER.index(feed.state), feed.source.code)))


def _feed(picture: Picture, now: int, source: Source, newest: int | None) -> Feed:
    status = picture.get(SourceStatus, source.code)
    if status is None:
        return Feed(source, State.UNKNOWN, None, newest)
    moments = [moment for moment in (status.last_data, newest) if moment is not None]
    last = max(moments, default=None)
    if status.state is not SourceState.LIVE:
        return Feed(source, State.NO_DATA if status.state is SourceState.NO_DATA else State.SOURCE_LOST, status.since, last)
    behind = source.expects_every is not None and last is not None and now - last > source.expects_every
    return Feed(source, State.AGEING if behind else State.LIVE, status.since, last)


def resolve(
    picture: Picture, now: int, standpoint: Standpoint, desk: Desk | None = None, brought: Mapping[str, Heard] | None = None
) -> HealthModel:
    """The health of what this desk sees and of the desk itself. `brought`: by each source, where that is counted already."""
    if brought is None:
        brought = heard(picture)
    found = _feeds(picture, now, brought)
    items = Counter({source: each.rows for source, each in brought.items()})
    rejected: Counter[str] = Counter()
    why: dict[str, str] = {}
    for _, body in picture.bodies(Rejection):
        rejected[body.source] += body.count
        why[body.source] = body.reason
    doubtful = sum(feed.state not in {State.LIVE, State.AGEING} for feed in found)
    count = f"{len(found)} feeds"
    return HealthModel(
        scope=f"{doubtful} of {count} in doubt" if doubtful else count,
        feeds=tuple(_item(feed, now, items, rejected, why) for feed in found),
        facts=_facts(desk) if desk is not None else (),
        condition=FILLED if found or desk is not None else Empty("No feed is announced"),
        frozen=standpoint.frozen,
    )


def _item(feed: Feed, now: int, items: Counter[str], rejected: Counter[str], why: dict[str, str]) -> FeedItem:
    code = feed.source.code
    last = f"{zulu(feed.last, now)} · {span(now - feed.last)}" if feed.last is not None else "nothing yet"
    return FeedItem(code, feed.source.name, feed.state, _since(feed, now), last, items[code], rejected[code], why.get(code, ""))


def _since(feed: Feed, now: int) -> str:
    if feed.state is State.NO_DATA:
        return elapsed(now - (feed.last if feed.last is not None else feed.since or now))
    if feed.state is State.SOURCE_LOST and feed.since is not None:
        return zulu(feed.since, now)
    return ""


def _facts(desk: Desk) -> tuple[Fact, ...]:
    resyncs = f"{desk.resyncs} resync{'' if desk.resyncs == 1 else 's'}"
    link = " · ".join(part for part in (desk.delay, f"{_many(desk.records)} records", resyncs) if part)
    blocked = (
        "not known to this desk" if desk.blocked is None else f"{desk.blocked} requests blocked" if desk.blocked else "nothing blocked"
    )
    return (
        Fact("Link", link, desk.link),
        *(Fact("" if number else "Picture", each.text, mark=each.state) for number, each in enumerate(desk.common)),
        Fact("Acts", f"{desk.refused} of this desk refused" if desk.refused else "none of this desk refused"),
        Fact("Map", f"{blocked} · {desk.blocked_last}" if desk.blocked_last else blocked),
        *((Fact("Map service", desk.map_service),) if desk.map_service else ()),
        Fact("Journal", _journal(desk)),
        *((Fact("Sound", desk.sound),) if desk.sound else ()),
    )


def _many(count: int) -> str:
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}")


def _journal(desk: Desk) -> str:
    parts = [size(desk.journal_bytes)] if desk.journal_bytes is not None else []
    parts += [f"{_many(desk.journal_records)} records"] if desk.journal_records is not None else []
    return " · ".join(parts) or "kept by the hub, its size is not known here"


def size(count: int) -> str:
    """Bytes as people read them: "640 B", "12.4 KiB", "3.1 MiB"."""
    if count < _KIB:
        return f"{count} B"
    value, unit = count / _KIB, "KiB"
    for larger in ("MiB", "GiB", "TiB"):
        if value < _KIB:
            break
        value, unit = value / _KIB, larger
    return f"{value:.1f} {unit}"
