"""Where things stand in the timeline's box: instants to px across, lanes and rungs to px down. Pure arithmetic, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from widgets.timeline.history import LaneName
from widgets.timeline.model import Model

_LANE_UNITS = {LaneName.INDICATIONS: 1.7, LaneName.ALARMS: 1.25, LaneName.ACTS: 1.15}
_BAR_UNIT = 0.62
_LEAST_BAR_ROWS = 2
_RUNG_UNIT = 0.95
_LEAST_RUNGS = 3


@dataclass(frozen=True)
class Stretch:
    """A horizontal stretch of the box: its top and height in px."""

    top: float
    height: float

    @property
    def middle(self) -> float:
        """The middle in px."""
        return self.top + self.height / 2


@dataclass(frozen=True)
class Place:
    """The box in px and the span of time it shows in ms."""

    since: float
    until: float
    width: float
    height: float
    lanes: dict[LaneName, Stretch]
    windows: Stretch
    ladder: Stretch
    bar_rows: int
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
        each = self.windows.height / max(self.bar_rows, _LEAST_BAR_ROWS)
        return Stretch(self.windows.top + row * each + 2, each - 4)


def place(model: Model, since: float, until: float, width: float, height: float) -> Place:
    """Share the height among lanes, bars and rungs in fixed proportions, so that nothing shifts while time passes."""
    bars = _BAR_UNIT * max(model.bar_rows, _LEAST_BAR_ROWS)
    ladder = _RUNG_UNIT * max(len(model.rungs), _LEAST_RUNGS)
    unit = height / (sum(_LANE_UNITS.values()) + bars + ladder)
    lanes, top = {}, 0.0
    for name in LaneName:
        lanes[name] = Stretch(top, _LANE_UNITS[name] * unit)
        top += lanes[name].height
    windows = Stretch(top, bars * unit)
    trace = Stretch(windows.top + windows.height, ladder * unit)
    rungs = tuple(rung.ordinal for rung in model.rungs)
    return Place(since, until, max(width, 1.0), height, lanes, windows, trace, model.bar_rows, rungs)
