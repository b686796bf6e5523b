"""Which items this seat has and which it displays, for the hub's roll-call. Bounded; told again to a hub that came back.

Deliberately absent: sockets, and any answer; seeing is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final

from feeds.picture.alarm import Request
from feeds.picture.envelope import Record
from feeds.wire.protocol import Sighting

MOST: Final = 1_024
"""Sightings that are remembered, and in one message; the oldest give way."""

_Place = tuple[str, int]


class Sighted:
    """Sightings by request and item revision, and which of them the hub was not told."""

    def __init__(self) -> None:
        """Start with none."""
        self._held: dict[_Place, Sighting] = {}
        self._untold: dict[_Place, Sighting] = {}

    def note(self, sighting: Sighting) -> None:
        """Note one; an item that was displayed stays so."""
        place = (sighting.request, sighting.item_revision)
        earlier = self._held.get(place)
        if earlier is not None and earlier.seen >= sighting.seen:
            return
        self._held[place] = self._untold[place] = sighting
        while len(self._held) > MOST:
            oldest = next(iter(self._held))
            del self._held[oldest]
            self._untold.pop(oldest, None)

    def note_delivered(self, records: Iterable[Record], entity: str) -> None:
        """Note, as delivered, each request among the records that is addressed to the entity."""
        for record in records:
            body = record.body
            if isinstance(body, Request) and entity in body.addressed and not body.withdrawn:
                self.note(Sighting(record.subject, body.item_revision))

    def again(self) -> None:
        """Tell everything again."""
        self._untold = dict(self._held)

    def untold(self) -> tuple[Sighting, ...]:
        """Return what the hub was not told, as much as fits a message."""
        return tuple(islice(self._untold.values(), MOST))

    def told(self, sightings: Iterable[Sighting]) -> None:
        """Note that the hub was told these."""
        for each in sightings:
            self._untold.pop((each.request, each.item_revision), None)
