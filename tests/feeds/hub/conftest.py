"""Fixtures of the hub's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from feeds.picture.regime import Regime, RegimeKind
from tests.feeds.hub.hall import Hall, make_room

DRILL = Regime(RegimeKind.EXERCISE, "DRILL")


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A real room, its hub running."""
    hall = Hall(make_room(tmp_path))
    yield hall
    hall.close()


@pytest.fixture
def drill(tmp_path: Path) -> Iterator[Hall]:
    """An exercise's room with a stepped clock, its hub running."""
    hall = Hall(make_room(tmp_path, regime=DRILL, stepped=True))
    yield hall
    hall.close()
