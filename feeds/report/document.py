"""What a report is made of: sections of statements, tables and figures, each naming the records it rests on.

Everything is text and numbers, nothing is markup: whoever draws it decides how it looks. Deliberately absent: colours, pages, and
any statement without a place for its records.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.picture.warning import Severity

Refs = tuple[Record, ...]


class Align(StrEnum):
    """How a column stands. TIME and NUMBER are set in figures of one width."""

    WORDS = "words"
    TIME = "time"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head, how it stands, and its share of the width."""

    head: str
    align: Align = Align.WORDS
    share: int = 1


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing the report says. `aside`: a quieter line under it; `more`: how many records it rests on beside those named."""

    text: str
    refs: Refs = ()
    aside: str = ""
    more: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its value, one of a few that stand side by side."""

    name: str
    value: str
    refs: Refs = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """A block of facts."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A table's row. `strong`: it is one the reader should not miss; `more`: how many records it rests on beside those named."""

    cells: tuple[str, ...]
    refs: Refs = ()
    strong: bool = False
    more: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its title. `note` says how its figures are counted, and from what."""

    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    note: str = ""


class Tone(StrEnum):
    """What a bar or tick of a figure is about. The drawing has a shape or hatch for each beside its hue."""

    GOOD = "good"
    BAD = "bad"
    DOUBT = "doubt"
    PLAIN = "plain"
    ACT = "act"
    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


SEVERITY_TONE = {
    Severity.CRITICAL: Tone.CRITICAL,
    Severity.HIGH: Tone.HIGH,
    Severity.MEDIUM: Tone.MEDIUM,
    Severity.LOW: Tone.LOW,
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a lane, Instants; `until` is never before `since`."""

    since: int
    until: int
    tone: Tone
    label: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment of a lane."""

    at: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane of the timeline: bars, ticks, or a crowd of moments drawn as density."""

    title: str
    bars: tuple[Bar, ...] = ()
    ticks: tuple[Tick, ...] = ()
    crowd: tuple[int, ...] = ()


class Weight(StrEnum):
    """Whose line of the ladder it is: people's declaration for all, the rules' reading, or one partner's own."""

    DECLARED = "declared"
    ASSESSED = "assessed"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Trace:
    """A line of steps: from each Instant on, that ordinal (None: none any more)."""

    label: str
    weight: Weight
    steps: tuple[tuple[int, int | None], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The incident on one axis: lanes, and the ladder's traces under them. `rungs`: (ordinal, name), the lowest first."""

    caption: str
    since: int
    until: int
    lanes: tuple[Lane, ...] = ()
    rungs: tuple[tuple[int, str], ...] = ()
    traces: tuple[Trace, ...] = ()
    refs: Refs = ()


@dataclass(frozen=True, slots=True)
class Load:
    """Alarms by bins of equal width (ms), gravest severity first in each; `flood`: how many in one bin are too many."""

    caption: str
    since: int
    width: int
    bins: tuple[tuple[int, int, int, int], ...]
    flood: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many in each stretch of the calendar: (start, count), ended by `until`, Instants; `unit` names what the axis counts."""

    caption: str
    bins: tuple[tuple[int, int], ...]
    until: int
    unit: str


@dataclass(frozen=True, slots=True)
class Spread:
    """Durations (ms) by name, each a dot on one logarithmic axis; `target`: what the doctrine asks for, if it does."""

    caption: str
    rows: tuple[tuple[str, tuple[int, ...], int | None], ...]


@dataclass(frozen=True, slots=True)
class Plate:
    """The map at a moment: the picture this audience had then. `public`: without places of relief and people."""

    caption: str
    at: int
    picture: Picture
    refs: Refs = ()


Figure = Timeline | Load | Counts | Spread | Plate
Block = Statement | Facts | Table | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the report."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the first page. `parent`: what a branch was derived from, in words."""

    title: str
    regime: str
    room: str
    audience: str
    period: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. `cited`: every record a statement rests on, in the order of first mention; its number is its place.

    `short`: what a reader must know who reads no further.
    """

    cover: Cover
    short: tuple[Statement, ...]
    sections: tuple[Section, ...]
    cited: Refs
    words: tuple[tuple[str, str], ...]


def refs_of(block: Block) -> Iterator[Record]:
    """Iterate over the records a block rests on, in the order they are read."""
    match block:
        case Statement(refs=refs) | Plate(refs=refs) | Timeline(refs=refs):
            yield from refs
        case Facts(facts=facts):
            for fact in facts:
                yield from fact.refs
        case Table(lines=lines):
            for line in lines:
                yield from line.refs
        case Load() | Counts() | Spread():
            return


def text_of(block: Block) -> Iterator[str]:
    """Iterate over the words of a block as they are read."""
    match block:
        case Statement(text=text, aside=aside):
            yield from (text, aside)
        case Facts(facts=facts):
            for fact in facts:
                yield from (fact.name, fact.value)
        case Table(title=title, columns=columns, lines=lines, note=note):
            yield title
            yield from (column.head for column in columns)
            for line in lines:
                yield from line.cells
            yield note
        case Timeline() | Load() | Counts() | Spread() | Plate():
            yield block.caption


def cited(sections: tuple[Section, ...], first: Refs = ()) -> Refs:
    """Return every record the sections rest on, once each, in the order of first mention."""
    found: dict[tuple[str, str, str, int], Record] = {}
    for record in (*first, *(each for section in sections for block in section.blocks for each in refs_of(block))):
        found.setdefault(named(record), record)
    return tuple(found.values())


def named(record: Record) -> tuple[str, str, str, int]:
    """Return what tells a record from every other of its journal."""
    return (record.kind, record.subject, record.origin, record.revision)
