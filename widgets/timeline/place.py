"""Where things stand in the timeline's box: instants to px across, lanes and rungs to px down. Pure arithmetic, no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from widgets.timeline.bars import Bars, in_view
from widgets.timeline.grouping import ACTS, ALARMS, INDICATIONS
from widgets.timeline.model import Model

_LANE_UNITS = {INDICATIONS: 1.7, ALARMS: 1.25, ACTS: 1.15}
_LANE_UNIT = 1.0
_LANE_PX, _BAR_PX, _RUNG_PX = 18.0, 14.0, 11.0
"""Px that a unit of lane, a row of bars and a rung want, so that their names can be read. Where there is more, all grow alike; where there
is less, lanes give way and are scrolled."""

_LEAST_RUNGS = 3
LEAST_LANE = 15.0
"""Px a lane has at the least; what does not fit is reached by scrolling."""
_LANES_SHARE = 0.4
"""The share of the height that lanes take at the least."""


@dataclass(frozen=True)
class Stretch:
    """A horizontal stretch of the box: its top and height in px."""

    top: float
    height: float

    @property
    def middle(self) -> float:
        """The middle in px."""
        return self.top + self.height / 2

    def holds(self, y: float) -> bool:
        """Say whether a px down lies in it."""
        return self.top <= y <= self.top + self.height


@dataclass(frozen=True)
class Place:
    """The box in px and the span of time it shows in ms. `hidden` lanes stand above and below the ones that fit."""

    since: float
    until: float
    width: float
    height: float
    lanes: dict[str, Stretch]
    hidden: tuple[int, int]
    windows: Stretch
    ladder: Stretch
    bars: Bars
    rungs: tuple[int, ...]

    def x(self, instant: float) -> float:
        """Px across of an instant."""
        return (instant - self.since) * self.width / (self.until - self.since)

    def instant(self, x: float) -> int:
        """The instant at a px across."""
        return round(self.since + x * (self.until - self.since) / self.width)

    def rung_y(self, ordinal: int) -> float:
        """Px down of a rung's line."""
        count = max(len(self.rungs), _LEAST_RUNGS)
        low = self.rungs[0] if self.rungs else 1
        return self.ladder.top + self.ladder.height * (count - 0.5 - (ordinal - low)) / count

    def bar(self, row: int) -> Stretch:
        """The stretch of one row of bars."""
        each = self.windows.height / self.bars.rows
        return Stretch(self.windows.top + row * each + 1, each - 2)


def place(model: Model, names: Sequence[str], since: float, until: float, width: float, height: float, first: int = 0) -> Place:
    """Share the height among lanes, bars and rungs in fixed proportions, so that nothing shifts while time passes.

    `first` is the first lane in view where not all fit.
    """
    seen = in_view(model.bars, since, until)
    bars = _BAR_PX * seen.rows
    ladder = _RUNG_PX * max(len(model.rungs), _LEAST_RUNGS) if model.rungs else 0.0
    wanted = _LANE_PX * sum(_LANE_UNITS.get(name, _LANE_UNIT) for name in names)
    grown = max(1.0, height / (wanted + bars + ladder))
    room = max(height * _LANES_SHARE, min(wanted * grown, height - (bars + ladder) * grown)) if names else 0.0
    fitting = max(1, int(room // LEAST_LANE))
    first = max(0, min(first, len(names) - fitting))
    shown = names[first : first + fitting]
    lanes, top = {}, 0.0
    unit = room / (sum(_LANE_UNITS.get(name, _LANE_UNIT) for name in shown) or 1.0)
    for name in shown:
        lanes[name] = Stretch(top, _LANE_UNITS.get(name, _LANE_UNIT) * unit)
        top += lanes[name].height
    windows = Stretch(top, (height - top) * bars / (bars + ladder))
    trace = Stretch(windows.top + windows.height, height - windows.top - windows.height)
    rungs = tuple(rung.ordinal for rung in model.rungs)
    hidden = (first, max(0, len(names) - first - len(shown)))
    return Place(since, until, max(width, 1.0), height, lanes, hidden, windows, trace, seen, rungs)
