"""What the roll-call shows, frozen and in words. No Qt, no clock, no records."""

from dataclasses import dataclass

from widgets.cells import FILLED, Condition
from widgets.tokens import Token
from widgets.words import Glyph


@dataclass(frozen=True)
class CallCell:
    """One entity and one item: a shape and its word. `short` says the same where the column is narrow; `tip` says since when.

    `strong`: an answer or something that is late. `waits`: it is asked and has not answered; `voice`: its answer was given by voice and
    waits for its countersign.
    """

    entity: str
    glyph: Glyph
    word: str
    short: str = ""
    token: Token = Token.TEXT3
    mark: Token = Token.NORMAL
    strong: bool = False
    tip: str = ""
    remind: bool = False
    waits: bool = False
    voice: bool = False


@dataclass(frozen=True)
class CallRow:
    """One item that asks. `timer` is what is left of the doctrine's time, or how it ended; `late`: it is over."""

    subject: str
    kind: str
    ident: str
    title: str
    glyph: Glyph
    token: Token
    cells: tuple[CallCell, ...]
    timer: str = ""
    late: bool = False


@dataclass(frozen=True)
class RollCallModel:
    """The whole grid. `own`: the desk's own entity, shaded; `off`: why acts are off."""

    scope: str
    entities: tuple[str, ...] = ()
    own: str = ""
    rows: tuple[CallRow, ...] = ()
    off: str = ""
    condition: Condition = FILLED

    @property
    def late(self) -> int:
        """How many cells this desk may remind: what a tab says while the panel is behind it."""
        return sum(cell.remind for row in self.rows for cell in row.cells)
