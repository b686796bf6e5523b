"""A desk in less room than it was drawn for, as with large text: fewer columns, the rest behind tabs, what is pinned always in sight.

Room is in px at scale 1: text at 150 % on the same screen is two thirds of it. Pure. Deliberately absent: smaller type. A desk sheds
panels into tabs and never makes a word smaller than its reader asked for.
"""

from dataclasses import replace
from typing import Final

from widgets.arrangement import Arrangement, Lane, Spot

WHOLE: Final = (1_500, 740)
"""Width and height from which a desk stands as it was drawn."""

TWO_COLUMNS: Final = 1_100
_PINNED: Final = (290, 206)
"""Height of what is pinned: three alarms with their acts stand whole in it; where there is little two, so that a map is left beside."""

_LITTLE: Final = 560
_SIDE: Final = 396


def narrowed(whole: Arrangement, width: float, height: float) -> Arrangement:
    """The arrangement in this room: whole, in two columns, or in one with tabs."""
    if not whole.narrows or (width >= WHOLE[0] and height >= WHOLE[1]):
        return whole
    bars = tuple(name for spot in (*whole.bars, *whole.feet) for name in spot.panels)
    rest = tuple(name for name in _main_first(whole) if name not in whole.pinned and name not in bars)
    if not rest:
        return replace(whole, lanes=(_column(whole.pinned[:-1], whole.pinned[-1:]),), guests=whole.pinned[-1])
    tall = _PINNED[height < _LITTLE]
    side = tuple(name for spot in whole.lanes[0].spots for name in spot.panels if name not in whole.pinned)
    others = tuple(name for name in rest if name not in side)
    if width < TWO_COLUMNS or not side or not others:
        return replace(whole, lanes=(_column(whole.pinned, rest, tall),), guests=rest[0])
    return replace(whole, lanes=(Lane((Spot(side, 500, stretches=True),), _SIDE), _column(whole.pinned, others, tall)), guests=others[0])


def _main_first(whole: Arrangement) -> tuple[str, ...]:
    """Every panel, those of the stretching columns first, then in reading order."""
    lanes = sorted(whole.lanes, key=lambda lane: not lane.stretches)
    return tuple(name for lane in lanes for spot in lane.spots for name in spot.panels)


def _column(pinned: tuple[str, ...], rest: tuple[str, ...], tall: int = _PINNED[0]) -> Lane:
    """What is pinned over everything else, which shares a place."""
    return Lane((*(Spot((name,), tall) for name in pinned), Spot(rest, 400, stretches=True)), 700, stretches=True)
