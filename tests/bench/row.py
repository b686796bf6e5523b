"""One row of the benchmarks, in the form of results.json, and the way a median against a peer is taken."""

from __future__ import annotations

import statistics
from collections.abc import Callable


def row(
    name: str,
    value: float,
    unit: str,
    *,
    peer: str | None = None,
    peer_value: float | None = None,
    goal: float | None = None,
    goal_value: float | None = None,
    smaller_is_better: bool = False,
) -> dict[str, object]:
    """Return a row. `ratio` is how many times better than the peer, so bigger is better whatever the unit."""
    ratio = None
    if peer_value:
        ratio = peer_value / value if smaller_is_better else value / peer_value
    return {
        "name": name,
        "value": value,
        "unit": unit,
        "peer": peer,
        "peer_value": peer_value,
        "ratio": ratio,
        "goal": goal,
        "goal_value": goal_value,
        "met": _met(value, ratio, goal, goal_value, smaller_is_better=smaller_is_better),
    }


def _met(value: float, ratio: float | None, goal: float | None, goal_value: float | None, *, smaller_is_better: bool) -> bool:
    by_ratio = goal is None or (ratio is not None and ratio >= goal)
    by_value = goal_value is None or (value <= goal_value if smaller_is_better else value >= goal_value)
    return by_ratio and by_value


def in_turn(ours: Callable[[], float], theirs: Callable[[], float], runs: int = 5) -> tuple[float, float]:
    """Run both in turn, `runs` times each, and return the two medians."""
    mine, other = [], []
    for _ in range(runs):
        mine.append(ours())
        other.append(theirs())
    return statistics.median(mine), statistics.median(other)
