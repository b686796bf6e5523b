"""What the why panel shows, frozen and in words. No Qt, no clock, no records."""

from dataclasses import dataclass

from widgets.cells import FILLED, Condition
from widgets.tokens import Token
from widgets.words import Glyph


@dataclass(frozen=True)
class WhyNode:
    """One thing in the chain. `kind` and `subject` open it; `support` is its second line; `doubtful`: it holds nothing up by itself."""

    kind: str
    subject: str
    text: str
    support: str = ""
    glyph: Glyph = Glyph.RING
    token: Token = Token.NORMAL
    doubtful: bool = False
    start: bool = False

    @property
    def key(self) -> str:
        """What a row carries."""
        return f"{self.kind}|{self.subject}"


@dataclass(frozen=True)
class WhyLink:
    """One of the eight links and its nodes, in the chain's order. `lead`: the place of the node that stands for it while it is folded."""

    label: str
    nodes: tuple[WhyNode, ...] = ()
    lead: int = 0


@dataclass(frozen=True)
class Holding:
    """A piece of what holds it up; `doubtful`: it only seems to."""

    text: str
    doubtful: bool = False


@dataclass(frozen=True)
class Said:
    """A line of what a report says, or of what is said of it, under its label; `doubtful`: somebody takes it back."""

    label: str
    text: str
    doubtful: bool = False


@dataclass(frozen=True)
class WhyModel:
    """The whole panel. `report`: where it is asked about one, what it says. `decides`: whose decision it is, empty for nobody's."""

    scope: str
    links: tuple[WhyLink, ...] = ()
    report: tuple[Said, ...] = ()
    clears: tuple[str, ...] = ()
    decides: str = ""
    holds: tuple[Holding, ...] = ()
    condition: Condition = FILLED
