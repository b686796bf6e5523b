"""Which panels stand where on a desk: frozen, by name, without Qt.

A desk is columns of places; a place holds one panel or several as tabs. Sizes are px at scale 1 along the line the part stands in.
Deliberately absent: the panels themselves, and who may sit at the desk (app/).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Spot:
    """One place: the names of the panels that share it as tabs, the first in front. What stretches shares what is over."""

    panels: tuple[str, ...]
    size: int
    stretches: bool = False


@dataclass(frozen=True)
class Lane:
    """One column of places, from the top."""

    spots: tuple[Spot, ...]
    size: int
    stretches: bool = False


@dataclass(frozen=True)
class Arrangement:
    """A whole desk: bars over it, each at its own height, then columns from the left, then bars under it.

    `guests`: the panel in whose place one that lives nowhere on this desk stands for a while (why, the keys).
    `pinned`: panels that stay in sight in whatever room there is; `narrows`: whether the desk may take fewer columns; `scrolls`: whether a
    place that is too small for its panel scrolls. `order`: the panels F6 goes to first, in this order; the rest follow in reading order.
    `brief`: panels of which the least is shown where there is not room for all.
    """

    lanes: tuple[Lane, ...]
    guests: str
    bars: tuple[Spot, ...] = ()
    feet: tuple[Spot, ...] = ()
    order: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()
    narrows: bool = True
    scrolls: bool = True

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Every place in the order F6 goes round: reading order, but for what `order` puts first."""
        reading = (*self.bars, *(spot for lane in self.lanes for spot in lane.spots), *self.feet)
        first = [spot for name in self.order for spot in reading if name in spot.panels]
        return tuple(dict.fromkeys((*first, *reading)))

    @property
    def panels(self) -> tuple[str, ...]:
        """Every panel that lives here."""
        return tuple(name for spot in self.spots for name in spot.panels)
