"""What the frame round every desk shows, frozen and without Qt: label, top bar, link band, status bar."""

from dataclasses import dataclass

from widgets.cells import Span
from widgets.tokens import LABELS, Block, LabelLook, RegimeLook
from widgets.words import State

KEYS = (("F1", "keys"), ("Ctrl+K", "command"), ("F8", "next alarm"), ("F9", "silence"))


@dataclass(frozen=True)
class BannerModel:
    """`text` as painted, its block, the TLP mark ("AMBER+STRICT") or none, and how many panels are rolled up (0: not said)."""

    text: str
    block: Block
    tlp: str | None = None
    panels: int = 0
    readable: bool = True


SYSTEM_HIGH = BannerModel("SYSTEM HIGH \N{EN DASH} ORIGINATOR ONLY", LABELS[LabelLook.SYSTEM_HIGH], readable=False)


@dataclass(frozen=True)
class RegimeView:
    """The regime and, for an exercise, its name."""

    look: RegimeLook
    name: str = ""


@dataclass(frozen=True)
class CountView:
    """How many alarms of a severity are unacknowledged at this seat, returned ones included."""

    severity: State
    count: int


@dataclass(frozen=True)
class LinkView:
    """State of the link (LINK_LIVE, LINK_STALE, RESYNC, LINK_LOST), its delay in words, and how long it is lost ("00:41")."""

    state: State
    detail: str = ""
    lost_for: str = ""


@dataclass(frozen=True)
class TopBarModel:
    """The whole bar. In replay the pink block comes first, `regime` stays that of the recording, and the clock is pink."""

    regime: RegimeView
    desks: tuple[str, ...]
    desk: str
    counts: tuple[CountView, ...]
    rate: str
    flood: bool
    link: LinkView
    seat: str
    room: str
    date: str
    dtg: str
    clock: str
    replay: bool = False


@dataclass(frozen=True)
class LinkBandModel:
    """`headline` "LINK LOST for 00:41", `detail` what is frozen and off, and whether its own alarm is acknowledged."""

    headline: str
    detail: str
    acknowledged: bool = False


@dataclass(frozen=True)
class RealWorldModel:
    """A REAL message waits at an exercise desk. When it came and by which channel to turn; no sender, subject, class or count."""

    since: str
    detail: str


@dataclass(frozen=True)
class Group:
    """A caption and what it says: one tuple of spans a fact, parted by a little more air.

    `brief`: the same in fewer words, for where there is no room; `whole`: all of it, line by line, as a tip and for assistive techniques.
    """

    caption: str
    facts: tuple[tuple[Span, ...], ...]
    brief: tuple[tuple[Span, ...], ...] = ()
    whole: tuple[str, ...] = ()


@dataclass(frozen=True)
class StatusBarModel:
    """Groups left to right, then keys with what they do."""

    groups: tuple[Group, ...]
    keys: tuple[tuple[str, str], ...] = KEYS
