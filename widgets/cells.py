"""What a row, a line and an act are made of: frozen values without Qt, so that view models can be built and tested without a window.

A line is made of spans (`Word`, `Mark`, `Chip`); a row is a key with cells; a panel shows rows and lines and emits intents.
Deliberately absent: coordinates other than column widths, fonts as such (a `Role` names them), and hex colours (a `Token` names them).
"""

from dataclasses import dataclass
from enum import StrEnum

from widgets.roles import Role
from widgets.tokens import Token
from widgets.words import Glyph, Hatch, State


@dataclass(frozen=True)
class Word:
    """A run of text. `at` is a tab stop in px from the left of its cell (0: `gap` px after the span before it)."""

    text: str
    role: Role = Role.DENSE
    token: Token = Token.TEXT
    at: int = 0
    struck: bool = False
    gap: int = 6


@dataclass(frozen=True)
class Mark:
    """A shape. Never alone in a row: its word stands in the same row. `size` is its box in px."""

    glyph: Glyph
    token: Token = Token.TEXT
    size: int = 14
    at: int = 0
    gap: int = 6


@dataclass(frozen=True)
class Chip:
    """A short outlined text: an entity's code, a key, a label inside a panel."""

    text: str
    token: Token = Token.TEXT2
    role: Role = Role.CHIP
    dashed: bool = False
    at: int = 0
    gap: int = 4


Span = Word | Mark | Chip


def plain(spans: tuple[Span, ...]) -> str:
    """The words of some spans, as read aloud."""
    return " ".join(span.text for span in spans if not isinstance(span, Mark) and span.text)


def state_word(state: State, *, brief: bool = False) -> Word:
    """A state's word in its colour."""
    return Word(state.sign.brief if brief else state.word, Role.STATE, state.sign.token)


def state_mark(state: State, size: int = 14) -> Mark:
    """A state's shape in its colour."""
    return Mark(state.sign.glyph, state.sign.mark_token, size)


class Align(StrEnum):
    """Where a cell's spans stand in its column."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True)
class Column:
    """A column: a fixed width in px at scale 1; `width=0` stretches; `fit=True` takes what its text needs, line by line."""

    title: str = ""
    width: int = 0
    align: Align = Align.LEFT
    fit: bool = False


@dataclass(frozen=True)
class Cell:
    """Spans in one column. `line` 0 is the first line, 1 the second, None the middle of the row."""

    column: int
    spans: tuple[Span, ...]
    line: int | None = None


@dataclass(frozen=True)
class Meter:
    """How far something has run, 0 to 1, as a thin bar along the foot of a row. Its words stand in the same row."""

    fraction: float
    token: Token = Token.LINE_STRONG


@dataclass(frozen=True)
class Row:
    """One row of a list, whole. `key` is what selection, focus and intents carry; `accessible` is the row in one sentence.

    `bar` is the 4 px left bar; `ground` a filled row; `frame` a dashed box (something computed); `blink` names an occurrence that may
    blink ("A-7K2Q.2"), None if it asks for nothing; `rule` a dotted line under the row with this word at its end; `head`: it parts rows and
    cannot be selected.
    """

    key: str
    cells: tuple[Cell, ...]
    accessible: str
    bar: Token | None = None
    bar_wide: bool = False
    ground: Token | None = None
    frame: Token | None = None
    hatch: Hatch = Hatch.NONE
    blink: str | None = None
    rule: str | None = None
    height: int | None = None
    tip: str = ""
    head: bool = False
    meter: Meter | None = None


@dataclass(frozen=True)
class Act:
    """A button in a panel's foot. A disabled act keeps its place, dashed, and says why (`reason`).

    A quiet act has a key and no button (it stands in the panel's list of keys). `name` and `subject` are what the panel emits;
    `key` is shown and works while the panel has the focus ("Enter", "Ctrl+B", "S").
    """

    name: str
    label: str
    key: str
    subject: str = ""
    primary: bool = False
    enabled: bool = True
    reason: str = ""
    right: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class TextLine:
    """One line of a sheet: cells on the sheet's columns."""

    cells: tuple[Cell, ...]
    height: int = 20
    hatch: Hatch = Hatch.NONE


@dataclass(frozen=True)
class Bar:
    """A thin progress bar, 0 to 1; `fraction=None` is a bar whose progress is not known: dotted, never full or empty."""

    fraction: float | None
    token: Token = Token.LINE_STRONG
    height: int = 10


@dataclass(frozen=True)
class Rule:
    """A line across the sheet."""

    height: int = 9


@dataclass(frozen=True)
class Gap:
    """Empty px."""

    height: int


SheetLine = TextLine | Bar | Rule | Gap


def said(lines: tuple[SheetLine, ...]) -> str:
    """A sheet in one text, as read aloud."""
    return ". ".join(", ".join(plain(cell.spans) for cell in line.cells) for line in lines if isinstance(line, TextLine))


@dataclass(frozen=True)
class Filled:
    """The panel has something to show."""


@dataclass(frozen=True)
class Empty:
    """Nothing to show, said in words: a headline, a line of detail, and the grey ring only where empty is known to be calm."""

    headline: str
    detail: str = ""
    calm: bool = False


@dataclass(frozen=True)
class Loading:
    """Reading; `share` 0 to 1 or None. Shown only after 300 ms, so that a quick load does not flicker."""

    share: float | None = None


@dataclass(frozen=True)
class Failed:
    """What, where and what to do in one sentence, and a code to quote."""

    sentence: str
    code: str


Condition = Filled | Empty | Loading | Failed

FILLED = Filled()
