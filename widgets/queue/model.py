"""The queue of one entity, already in words: what waits for its answer, what is settled, how long answers take. No Qt."""

from dataclasses import dataclass

from widgets.cells import FILLED, Condition
from widgets.signs import Glyph
from widgets.tokens import Token


@dataclass(frozen=True)
class QueueItem:
    """One item. `due`: "in 04:34", "late 01:12", empty where nothing is owed; `grave`: the row is filled, as a critical alarm's."""

    kind: str
    subject: str
    ident: str
    title: str
    note: str
    glyph: Glyph
    token: Token
    due: str = ""
    late: bool = False
    open: bool = False
    grave: bool = False


@dataclass(frozen=True)
class LatencyLine:
    """One step: how long this entity takes, and the room all together."""

    step: str
    own: str
    room: str


@dataclass(frozen=True)
class QueueModel:
    """Open items first, then what is under silence, then settled ones. `summary` counts all three in words."""

    entity: str
    scope: str
    items: tuple[QueueItem, ...] = ()
    summary: str = ""
    latency: tuple[LatencyLine, ...] = ()
    latency_of: str = ""
    off: str = ""
    condition: Condition = FILLED
