"""Heartbeats: where each audience's stream stands, and for the host's officers which displays hold what they were given.

What a display holds is its own word, and stands until it says another; it finds faults, not lies. Nobody but the host reads of anybody
else: a liaison compares its own picture with the room's and that is all. Deliberately absent: sending, and when a beat is due.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from feeds.hub.audience import Stream
from feeds.hub.house import House
from feeds.hub.peers import Peer
from feeds.picture.holding import Holder, Match
from feeds.wire.protocol import MAX_HOLDERS

_FIRST: Final = tuple(reversed(Match))
"""Equal ones come last: where not all can be named they are the ones to be counted."""

Told = tuple[tuple[Holder, ...], int]
_NOTHING: Final[Told] = ((), 0)


def heartbeats(house: House, to: Iterable[Peer], connected: Iterable[Peer]) -> Iterator[tuple[Peer, bytes]]:
    """Yield each peer of `to` with its heartbeat, encoded once for all to whom it says the same. `connected`: everybody."""
    now, speed = house.clock.now(), house.clock.speed
    encoded: dict[tuple[str, bool], bytes] = {}
    for peer in to:
        stream = house.stream(peer.identity.entity)
        place = (peer.identity.entity, _hears_of_others(peer, stream))
        if place not in encoded:
            encoded[place] = stream.heartbeat(now, speed, *(holders(connected) if place[1] else _NOTHING))
        yield peer, encoded[place]


def _hears_of_others(peer: Peer, stream: Stream) -> bool:
    return stream.audience.host and peer.is_display


def holders(connected: Iterable[Peer]) -> Told:
    """Return what each display holds, those that are not equal first, and how many there are beyond those that can be named."""
    found = [
        Holder(peer.officer.entity, peer.officer.seat, peer.officer.role, peer.stream.judge(peer.held))
        for peer in connected
        if peer.officer is not None and peer.stream is not None
    ]
    found.sort(key=lambda each: (_FIRST.index(each.judged.match), each.entity, each.seat))
    return tuple(found[:MAX_HOLDERS]), max(0, len(found) - MAX_HOLDERS)
