"""What the corridor panel shows, frozen and in words. No Qt, no clock, no records."""

from dataclasses import dataclass

from widgets.board.model import Entry
from widgets.cells import FILLED, Act, Condition
from widgets.words import Glyph, State


@dataclass(frozen=True)
class Leg:
    """One segment in road order. `muted`: the route as a whole does not hold, so this leg says nothing by its hue.

    `text` is "verified 14 min ago" or the reason; `tip` the whole of it.
    """

    subject: str
    code: str
    state: State
    text: str
    muted: bool = False
    tip: str = ""

    @property
    def fails(self) -> bool:
        """Whether it is this leg that the route fails on."""
        return self.state in {State.ENDANGERED, State.CLOSED}


@dataclass(frozen=True)
class Party:
    """A party to the agreement and how it agreed. `lacking`: it did not."""

    code: str
    agreement: str
    lacking: bool = False


@dataclass(frozen=True)
class Receipt:
    """What one party said on receiving a notification. Receipt only: a ring with its letter, never a tick, never green."""

    party: str
    glyph: Glyph
    text: str


@dataclass(frozen=True)
class Notice:
    """A notification for deconfliction and its receipts."""

    ident: str
    receipts: tuple[Receipt, ...]


@dataclass(frozen=True)
class Traveller:
    """A movement that is on the corridor, and whose data that is."""

    text: str
    chip: str = ""


@dataclass(frozen=True)
class CorridorView:
    """One corridor, whole. `declared` is people's word, `conditions` the finding beside it; `contradicted`: OPEN, and NOT MET.

    `doubtful`: on this desk UNKNOWN stands in place of the declared word. `reasons` are those that no leg shows.
    """

    subject: str
    code: str
    name: str
    how: str
    declared: str
    conditions: State
    legs: tuple[Leg, ...] = ()
    parties: tuple[Party, ...] = ()
    window: str = ""
    left: str = ""
    travellers: tuple[Traveller, ...] = ()
    notices: tuple[Notice, ...] = ()
    more_notices: int = 0
    reasons: tuple[str, ...] = ()
    note: str = ""
    contradicted: bool = False
    doubtful: bool = False


@dataclass(frozen=True)
class CorridorsModel:
    """The whole panel. `before` and `after` are the neighbours that ← and → go to; `page` is what Enter opened."""

    scope: str
    corridor: CorridorView | None = None
    before: str = ""
    after: str = ""
    acts: tuple[Act, ...] = ()
    page: Entry | None = None
    condition: Condition = FILLED
