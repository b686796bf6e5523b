"""A room with its hub running, for the tests of desks and sessions that stand on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from feeds.room import Room
from tests.feeds.hub.hall import Hall, make_room


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A room with a duty officer, two partners and a feed."""
    return make_room(tmp_path)


@pytest.fixture
def halls(room: Room) -> Iterator[list[Hall]]:
    """The hub of the room; a test may close it and open another."""
    made = [Hall(room)]
    yield made
    for each in made:
        each.close()
