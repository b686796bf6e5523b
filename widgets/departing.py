"""A desk of which some panels stand in windows of their own: their neighbours take the room. Pure.

Deliberately absent: the windows (widgets/floating), and what a panel that is gone leaves behind: nothing, so that no bare place looks calm.
"""

from collections.abc import Collection
from dataclasses import replace

from widgets.arrangement import Arrangement, Lane, Spot


def without(whole: Arrangement, away: Collection[str]) -> Arrangement:
    """The arrangement without these panels; the same one where none of them lives there, or where nobody else does."""
    gone = set(away) & set(whole.panels)
    lanes = _stretching(tuple(lane for lane in (_lane(lane, gone) for lane in whole.lanes) if lane.spots))
    if not gone or not lanes:
        return whole
    kept = tuple(name for lane in lanes for spot in lane.spots for name in spot.panels)
    return replace(
        whole,
        lanes=lanes,
        guests=whole.guests if whole.guests in kept else kept[0],
        bars=_spots(whole.bars, gone),
        feet=_spots(whole.feet, gone),
        order=tuple(name for name in whole.order if name not in gone),
        pinned=tuple(name for name in whole.pinned if name not in gone),
    )


def _lane(lane: Lane, gone: Collection[str]) -> Lane:
    spots = _spots(lane.spots, gone)
    if spots and not any(spot.stretches for spot in spots):
        spots = (*spots[:-1], replace(spots[-1], stretches=True))
    return replace(lane, spots=spots)


def _spots(spots: tuple[Spot, ...], gone: Collection[str]) -> tuple[Spot, ...]:
    left = (replace(spot, panels=tuple(name for name in spot.panels if name not in gone)) for spot in spots)
    return tuple(spot for spot in left if spot.panels)


def _stretching(lanes: tuple[Lane, ...]) -> tuple[Lane, ...]:
    """Some column has to take what is over: the widest."""
    if not lanes or any(lane.stretches for lane in lanes):
        return lanes
    widest = max(range(len(lanes)), key=lambda place: lanes[place].size)
    return tuple(replace(lane, stretches=place == widest) for place, lane in enumerate(lanes))
