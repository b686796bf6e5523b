"""Tiles of a service: kept within bounds, asked for once, and a host that fails is left in peace."""

from __future__ import annotations

import pytest

from feeds.basemap import served
from feeds.basemap.section import MapService
from feeds.basemap.served import FAILURES, REST_S, ServedGround
from feeds.errors import Unreachable
from tests.feeds.basemap.service import PNG, service


class Host:
    """Counts what it is asked, and fails on demand."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.well = True
        self.now = 0.0

    def fetch(self, asked_of: MapService, target: str) -> tuple[str, bytes]:
        """Give a tile."""
        del asked_of
        self.asked.append(target)
        if not self.well:
            raise Unreachable("map service", "no answer")
        return "image/png", PNG

    def ground(self, last: int = 16) -> ServedGround:
        """Return its tiles, to the last zoom."""
        return ServedGround(service("maps.example:80", zooms=(0, last)), self.fetch, lambda: self.now)


def test_a_tile_is_asked_for_once() -> None:
    """The second time it is at hand; another tile is another request; one outside the bounds is none."""
    host = Host()
    ground = host.ground(3)
    assert [ground.tile(3, 4, 2), ground.tile(3, 4, 2)] == [("image/png", PNG)] * 2
    assert len(host.asked) == 1
    ground.tile(3, 4, 3)
    assert ground.tile(4, 0, 0) is None
    assert len(host.asked) == 2


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the bound of bytes those go that were looked at longest ago."""
    monkeypatch.setattr(served, "KEPT_BYTES", 3 * len(PNG))
    host = Host()
    ground = host.ground()
    for column in (0, 1, 2, 0, 3):
        ground.tile(3, column, 2)
    assert len(host.asked) == 4
    ground.tile(3, 0, 2)
    assert len(host.asked) == 4
    ground.tile(3, 1, 2)
    assert len(host.asked) == 5


def test_a_host_that_fails_is_left_in_peace_and_asked_again() -> None:
    """After some failures in a row nothing is asked for a while; tiles at hand still come; then it is asked again."""
    host = Host()
    ground = host.ground()
    ground.tile(3, 7, 2)
    host.well = False
    for column in range(FAILURES + 3):
        with pytest.raises(Unreachable):
            ground.tile(4, column, 2)
    assert len(host.asked) == 1 + FAILURES
    assert ground.tile(3, 7, 2) is not None
    host.well, host.now = True, REST_S + 1
    assert ground.tile(4, 0, 2) is not None
