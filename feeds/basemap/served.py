"""Tiles of a room's map service, kept in memory within bounds, from a host that is left in peace after it has failed.

Asked from several threads at once. A tile outside the service's zooms and bounds is none, and nothing is asked for it. Deliberately
absent: a store on disk, since what a service shows may be withdrawn, and threads of its own.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from feeds.basemap.fetch import fetch
from feeds.basemap.section import MapService
from feeds.basemap.target import holds, target
from feeds.errors import Unreachable, WatchroomError

KEPT_BYTES: Final = 32 * 1024 * 1024
KEPT: Final = 2_000
FAILURES: Final = 6
"""Failures in a row after which the host is not asked for REST_S: each may have cost its whole time."""

REST_S: Final = 15.0

Tile = tuple[str, bytes]
Place = tuple[int, int, int]
Fetch = Callable[[MapService, str], Tile]


class ServedGround:
    """The tiles of one service. `fetch` and `clock` (seconds) are passed in by tests."""

    def __init__(self, service: MapService, fetched: Fetch = fetch, clock: Callable[[], float] = time.monotonic) -> None:
        self.service = service
        self._fetch, self._clock = fetched, clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[Place, Tile] = OrderedDict()
        self._bytes = 0
        self._failures, self._rests_until, self._why = 0, 0.0, ""

    def tile(self, zoom: int, column: int, row: int) -> Tile | None:
        """Return the media type and bytes of a tile (row counted from the north); None where the service has none. Blocks.

        Raises:
            WatchroomError: it could not be had, or what came is refused (`fetch`).

        """
        place = (zoom, column, row)
        if not holds(self.service, *place):
            return None
        kept = self._at_hand(place)
        if kept is not None:
            return kept
        try:
            found = self._fetch(self.service, target(self.service, *place))
        except WatchroomError as error:
            self._failed(error)
            raise
        self._keep(place, found)
        return found

    def _at_hand(self, place: Place) -> Tile | None:
        with self._lock:
            if place in self._kept:
                self._kept.move_to_end(place)
                return self._kept[place]
            if self._clock() < self._rests_until:
                raise Unreachable(f"map service {self.service.host}", f"left in peace after it failed: {self._why}")
        return None

    def _failed(self, error: WatchroomError) -> None:
        with self._lock:
            self._why = f"{error.what} {'' if error.value is None else error.shown_value}".strip()
            self._failures += 1
            if self._failures >= FAILURES:
                self._failures, self._rests_until = 0, self._clock() + REST_S

    def _keep(self, place: Place, found: Tile) -> None:
        with self._lock:
            self._failures = 0
            before = self._kept.pop(place, None)
            self._bytes += len(found[1]) - (len(before[1]) if before else 0)
            self._kept[place] = found
            while self._bytes > KEPT_BYTES or len(self._kept) > KEPT:
                self._bytes -= len(self._kept.popitem(last=False)[1][1])
