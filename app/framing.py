"""The frame in step with the session: label banners, top bar, link band, status bar.

The banner is the roll-up of every row a panel could show, kept up with each change, so that it is never a moment behind what
is on screen. Deliberately absent: what these parts look like and say (widgets).
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter

from PySide6.QtCore import QObject

from app.common import common_picture
from app.desks import tabs
from app.real_world import KINDS, RealWorld
from app.refresh import Refresher, Slot
from app.session import Session
from feeds.errors import one_line
from feeds.picture.changes import ChangeSet
from feeds.picture.envelope import Record
from feeds.picture.label import Label
from feeds.picture.picture import Picture
from feeds.picture.release import WRITTEN_FOR, written_for
from feeds.picture.room import Policy
from feeds.wire.follow import LinkState
from widgets import label_resolve, status_bar_resolve, top_bar_resolve
from widgets.cells import Word
from widgets.desk import Frame
from widgets.frame_model import BannerModel, Group, StatusBarModel, TopBarModel
from widgets.roles import Role
from widgets.tokens import Token
from widgets.top_bar_resolve import LinkFacts
from widgets.turns import Rank, Spent, Work
from widgets.words import State

NOT_SHOWN = frozenset({"incident", "policy", "roster", "doctrine", "template", "source", "rejection", "delivery", "presence", "outage"}) | {
    "hold"
}
"""Kinds that no panel shows row by row: what the room is set up with, and what the hub notes for itself."""

_LABEL = attrgetter("label")
PORTION = 4_000
"""Rows whose labels are counted in one go: less than a millisecond."""

NOTICE_SECONDS = 20.0
_NOTICE_LENGTH = 110
_LINKS = {
    LinkState.LIVE: State.LINK_LIVE,
    LinkState.STALE: State.LINK_STALE,
    LinkState.RESYNC: State.RESYNC,
    LinkState.LOST: State.LINK_LOST,
}


class Framing(QObject):
    """Refreshes the frame's parts."""

    def __init__(self, session: Session, frame: Frame) -> None:
        super().__init__(frame)
        self._session, self._frame = session, frame
        self._desk, self._panels = "", 0
        self._labels: Counter[Label | None] = Counter()
        self._acknowledged = False
        self.heads: list[Callable[[TopBarModel], None]] = [frame.top_bar.show_model, frame.wall_head.show_model]
        """Who shows regime, link and clock."""
        self.labels: list[Callable[[BannerModel], None]] = [frame.show_label]
        self._notice, self._notice_until = "", 0.0
        session.failed.connect(self.notice)
        self.real_world = RealWorld(session, frame.real_world, self.notice)
        self.refresher = Refresher(
            (
                Slot(
                    "top", self._top, frozenset({"alarm", "acknowledgement", "shelving", "out_of_service", "roster"}), every=0.2, apart=0.05
                ),
                Slot("banner", self._banner, None, every=0),
                Slot("real world", self.real_world.refresh, KINDS, every=1.0),
                Slot("status", self._status, frozenset({"source", "source_status"}), every=1.0),
            ),
            self,
        )
        frame.link_band.acknowledged.connect(self.acknowledge_link)
        self._unseen: Iterator[Iterable[Record]] = iter(())
        """Rows whose labels are not counted yet, some at a time."""
        self._counting = Work(self._count_on, Rank.TRUTH)
        self._count(session.picture)
        self._counting.ask()

    def stand_round(self, desk: str, panels: int, *, wall: bool = False) -> None:
        """Stand round the desk of this title, which has so many panels to roll up; large round a wall."""
        self._frame.set_wall(wall=wall)
        self._desk, self._panels = desk, panels
        self.refresher.all()

    def _count(self, picture: Picture) -> None:
        """Begin to count the labels of a whole picture anew, as it is now: what changes from now on is counted beside it, and the banner
        waits for the whole.
        """
        tables = [(kind, list(table.values())) for kind, table in picture.tables.items() if kind not in NOT_SHOWN]
        self._labels = Counter()
        self._unseen = (
            filter(self._shows, some) if kind in WRITTEN_FOR else some
            for kind, rows in tables
            for some in (rows[first : first + PORTION] for first in range(0, len(rows), PORTION))
        )

    def _count_some(self) -> bool:
        """Count a portion; say whether that was all. Rows that came alike share their label's object, so objects are counted first."""
        some = next(self._unseen, None)
        if some is None:
            return True
        shown = list(map(_LABEL, some))
        labels = dict(zip(map(id, shown), shown, strict=True))
        for number, count in Counter(map(id, shown)).items():
            self._labels[labels[number]] += count
        return False

    def _count_on(self, spent: Spent) -> bool:
        """Before anything of another picture is shown, what it may be shown under is counted."""
        while not self._count_some():
            if spent():
                return True
        self.refresher.now("banner")
        return False

    def changed(self, changes: ChangeSet) -> None:
        """Count what came and went."""
        for change in changes:
            if change.before is not None and self._shows(change.before):
                self._labels[change.before.label] -= 1
            if change.after is not None and self._shows(change.after):
                self._labels[change.after.label] += 1
        self.refresher.touch(changes.kinds)

    def _shows(self, row: Record) -> bool:
        """Whether a panel here could show this row: no set-up, and no finding that was written for another audience to read."""
        return row.kind not in NOT_SHOWN and written_for(row) in (None, self._session.entity)

    def replaced(self) -> None:
        """Everything is new."""
        self._count(self._session.picture)
        self._counting.ask()
        self.refresher.all()

    def notice(self, text: str) -> None:
        """Say something in the status bar for a while: what could not be done, and why. Nothing is laid over content."""
        self._notice, self._notice_until = one_line(text, _NOTICE_LENGTH), time.monotonic() + NOTICE_SECONDS
        self.refresher.named("status")

    def acknowledge_link(self) -> None:
        """F7: the alarm of this seat's own link."""
        if self._session.link().state is LinkState.LOST:
            self._acknowledged = True
            self.refresher.named("top")

    def _facts(self) -> LinkFacts:
        link = self._session.link()
        lost = link.state is LinkState.LOST
        if not lost:
            self._acknowledged = False
        gone = round((time.monotonic() - link.since) * 1000)
        return LinkFacts(
            _LINKS[link.state], behind=self._session.behind(), lost_for=gone if lost else None, acknowledged=self._acknowledged
        )

    def _top(self) -> None:
        session, facts = self._session, self._facts()
        # What is counted is of the present, whatever is looked at.
        model = top_bar_resolve.resolve(
            session.present,
            session.present_at,
            session.standpoint,
            facts,
            self._desk,
            session.clock(),
            tabs(self._desk, directs=session.directed is not None),
        )
        for show in self.heads:
            show(model)
        self._frame.link_band.show_model(top_bar_resolve.link_band(facts, session.standpoint))

    def _banner(self) -> None:
        while not self._count_some():
            pass
        policy = next((body.policy for _, body in self._session.picture.bodies(Policy)), None)
        labels = [label for label, count in self._labels.items() if count > 0]
        model = label_resolve.resolve(labels, policy, self._panels)
        for show in self.labels:
            show(model)

    def _status(self) -> None:
        session = self._session
        common = common_picture(session)
        model = status_bar_resolve.resolve(session.picture, session.now(), session.standpoint, common)
        groups = model.groups
        if time.monotonic() < self._notice_until:
            groups = (*groups, Group("Notice", ((Word(self._notice, Role.DENSE_STRONG, Token.TEXT),),)))
        self._frame.status_bar.show_model(StatusBarModel(groups))
