"""The selected item, already in words, with the acts that answer it. No Qt."""

from dataclasses import dataclass

from widgets.cells import FILLED, Act, Condition
from widgets.signs import Glyph
from widgets.tokens import Token


@dataclass(frozen=True)
class ItemModel:
    """What it is, at which revision, what it says, what changed since the one before, and how it may be answered."""

    scope: str = ""
    ident: str = ""
    title: str = ""
    revision: str = ""
    state: str = ""
    text: tuple[str, ...] = ()
    changed: str = ""
    changed_since: str = ""
    glyph: Glyph = Glyph.RING
    token: Token = Token.TEXT2
    grave: bool = False
    asked: str = ""
    acts: tuple[Act, ...] = ()
    off: str = ""
    condition: Condition = FILLED
