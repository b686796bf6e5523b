"""The eight links as values: what Why answers with, the same for a panel and for `watchroom state --why`.

Deliberately absent: how a chain is walked (`walk`), its words (`nodes`) and what would change it (`clearing`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LIMIT: Final = 64
"""A link shows no more nodes than this."""


class LinkName(StrEnum):
    """The eight links, in their order."""

    INDICATION = "INDICATION"
    INDICATOR = "INDICATOR"
    PROBLEM = "PROBLEM"
    THRESHOLD = "THRESHOLD"
    RUNG = "RUNG"
    ACTION = "ACTION"
    STEP = "STEP"
    ANSWER = "ANSWER"


@dataclass(frozen=True, slots=True)
class Node:
    """One thing in the chain: the table and subject to open it by (`threshold` and `rung`: code and ordinal), and a short text.

    `doubtful`: it counts hollow, only seems to count, or is contradicted. `start`: it is what was asked about.
    """

    kind: str
    subject: str
    text: str
    doubtful: bool = False
    start: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One of the eight links with its nodes; none means that nothing stored leads there."""

    name: LinkName
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The answer to Why. `holds`: what holds it up; `clears`: what would change it; `decides`: whose decision that is, "" for nobody's.

    `hangs_on` and `hang_on_it`: rows beside the eight links that it names, and that name it.
    """

    kind: str
    subject: str
    links: tuple[Link, ...]
    holds: tuple[str, ...]
    clears: tuple[str, ...]
    decides: str
    hangs_on: tuple[Node, ...] = ()
    hang_on_it: tuple[Node, ...] = ()

    def link(self, name: LinkName) -> tuple[Node, ...]:
        """Return the nodes of a link."""
        return next(link.nodes for link in self.links if link.name is name)
