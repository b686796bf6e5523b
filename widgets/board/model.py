"""What a board shows, frozen and in words: sections of entries, and the page that Enter opens for each. No Qt, no clock, no records."""

from collections.abc import Iterator
from dataclasses import dataclass

from widgets.cells import FILLED, Act, Condition, Mark, Meter
from widgets.tokens import Token
from widgets.words import State


@dataclass(frozen=True)
class Fact:
    """One line of a page: a label, what is so, a state with its shape, and what stands at the right.

    `kind` and `subject` name the row it rests on, "" where there is none to follow. `mark` takes the place of the state's own shape.
    """

    label: str
    text: str
    state: State | None = None
    right: str = ""
    kind: str = ""
    subject: str = ""
    strong: bool = False
    mark: Mark | None = None
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True)
class Part:
    """Facts under one heading; `empty` is said where there are none."""

    heading: str
    facts: tuple[Fact, ...] = ()
    empty: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing. `kind` and `subject` are what selection and intents carry; `code` is how it is spoken of.

    `support` is its second line. `urgent` gives it a left bar in that hue. `meter` is a thin bar of how far something has run.
    `computed` frames it dashed: nobody said so.
    """

    kind: str
    subject: str
    title: str
    code: str = ""
    state: State | None = None
    relayed: bool = False
    right: str = ""
    support: str = ""
    support_right: str = ""
    warning: str = ""
    urgent: Token | None = None
    meter: Meter | None = None
    computed: bool = False
    parts: tuple[Part, ...] = ()
    acts: tuple[Act, ...] = ()

    @property
    def key(self) -> str:
        """What tells it from every other entry of a board."""
        return f"{self.kind}|{self.subject}"


@dataclass(frozen=True)
class Section:
    """Entries under a head. `note` stands at the head's right; `empty` is said where there are none."""

    name: str
    entries: tuple[Entry, ...] = ()
    note: str = ""
    empty: str = ""


@dataclass(frozen=True)
class BoardModel:
    """The whole board. `acts` hold whatever is selected; `note` stands in the foot; `edge` is the panel's abnormal edge."""

    scope: str
    sections: tuple[Section, ...] = ()
    acts: tuple[Act, ...] = ()
    note: str = ""
    edge: Token | None = None
    condition: Condition = FILLED

    @property
    def entries(self) -> Iterator[Entry]:
        """Every entry, in its order."""
        return (entry for section in self.sections for entry in section.entries)

    @property
    def wants(self) -> str:
        """What a tab says while the panel is behind another: how many entries want somebody."""
        urgent = sum(entry.urgent is not None for entry in self.entries)
        return f"{urgent} to look at" if urgent else ""

    def entry(self, key: str | None) -> Entry | None:
        """The entry of a key, or None."""
        return next((each for each in self.entries if each.key == key), None)
