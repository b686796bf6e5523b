"""What the health panel shows, frozen and in words. No Qt, no clock, no records."""

from dataclasses import dataclass

from widgets.cells import FILLED, Condition
from widgets.common_picture import Standing
from widgets.words import State


@dataclass(frozen=True)
class FeedItem:
    """One feed: its state with how long or since when, its last data, and what this picture holds of it."""

    code: str
    name: str
    state: State
    since: str
    last: str
    items: int
    rejects: int
    reject_note: str = ""


@dataclass(frozen=True)
class Fact:
    """A line about the desk itself: what, its state if it has one, and the words; `mark`: a state whose word stands in these already."""

    label: str
    text: str
    state: State | None = None
    mark: State | None = None


@dataclass(frozen=True)
class HealthModel:
    """The whole panel. Feeds in doubt stand first."""

    scope: str
    feeds: tuple[FeedItem, ...] = ()
    facts: tuple[Fact, ...] = ()
    condition: Condition = FILLED
    frozen: bool = False


@dataclass(frozen=True)
class Desk:
    """What only the desk knows of itself, handed in: None is not known here, which is said and never shown as nothing.

    `common`: who holds the same picture; `delay`: "0.3 s behind"; `resyncs`: how often the picture had to be taken anew; `blocked`:
    requests that a page made and was refused, `blocked_last` the last of them; `map_service`: how the room's map service does, in words;
    `journal_bytes` and `journal_records` of the hub's journal; `refused`: acts of this desk refused; `sound`: the state of this seat's
    sound in words.
    """

    link: State = State.LINK_LIVE
    common: tuple[Standing, ...] = ()
    delay: str = ""
    resyncs: int = 0
    records: int = 0
    refused: int = 0
    blocked: int | None = None
    blocked_last: str = ""
    map_service: str = ""
    sound: str = ""
    journal_bytes: int | None = None
    journal_records: int | None = None
