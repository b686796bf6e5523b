"""The window: a frame, a desk, one selection and the keys that work everywhere.

It joins what the floors below keep apart: a session's picture goes through resolvers into panels, and what a hand wishes at a
panel becomes an act of the session. Deliberately absent: what panels look like (widgets) and where records come from (session).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.controls import Controls
from app.desk import DeskInUse
from app.desks import OPERATOR, Desk, desk_named
from app.floats import Floats
from app.framing import Framing
from app.gaps import GapMeter
from app.legible import pitch, warning
from app.lens import LensSession
from app.live import LiveSession
from app.looking import Looking
from app.playback import Playback
from app.replayed import ReplaySession
from app.selection import Selection
from app.session import Session
from app.soundkeeper import SoundKeeper
from app.voice import Mute, Voice
from app.wearing import Wearing
from feeds.picture.changes import ChangeSet
from feeds.picture.room import Roster
from widgets.desk import Frame
from widgets.look import Look
from widgets.paused_frame import PausedFrame
from widgets.replay_frame import ReplayFrame
from widgets.tab_order import step
from widgets.timeline.panel import TimelinePanel

WIDTH, HEIGHT = 1920, 1080
FRAME = 128
"""Px of banners and bars round a desk, at scale 1."""
SETTLE_MS = 8_000
AGED_AFTER = 0.3
"""Seconds after which a panel that time alone changes is shown anew while a replay plays."""

CLOSE_MS = 3_000
"""The longest that a window waits for its map's page to go."""


class Window(QWidget):
    """One session on one desk. `closed` when it is gone. `voice`: what makes the room's sound heard here; None: a mute desk."""

    closed = Signal()
    looking: Looking | None = None
    """How a live window looks back; Qt asks for it before the window is made whole."""
    _coming: LensSession | None = None
    """Through whose eyes it is looked at as soon as the picture is released to them."""

    def __init__(self, look: Look, session: Session, desk: Desk = OPERATOR, voice: Voice | None = None) -> None:
        super().__init__()
        self.look, self.session = look, session
        self.selection = Selection(self)
        self.desk = DeskInUse(look, session, self.selection, desk, QSize(WIDTH, HEIGHT - FRAME), self)
        timeline = self.desk.panels.of(TimelinePanel)
        self.playback: Playback | None = None
        """What a recording has; none where the session is live."""
        if isinstance(session, ReplaySession):
            self.playback = Playback(look, session, self.desk.widget, timeline, self.desk.window)
        self.frame = Frame(look, self.desk.widget if self.playback is None else self.playback.widget)
        self.framing = Framing(session, self.frame)
        self.framing.stand_round(desk.title, len(self.desk.view.round), wall=desk.wall)
        self.desk.said.connect(self.framing.notice)
        self.frame.top_bar.desk_chosen.connect(lambda title: self.go(desk_named(title)))
        self.gaps = GapMeter(self)
        self._closing = False
        self.lens: LensSession | None = None
        """Through whose eyes the desk is looked at; None: one's own."""
        self.setWindowTitle("Watchroom")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        edge = ReplayFrame(look, self.frame) if session.replay else PausedFrame(look, self.frame)
        layout.addWidget(edge)
        if isinstance(session, LiveSession) and isinstance(edge, PausedFrame):
            self.looking = Looking(session, edge, self.frame.past_band, timeline, self)
            self.desk.outermost = self.looking.leave
            session.back.turned.connect(self._pause_floats)
        self.resize(WIDTH, HEIGHT)
        self.sound = SoundKeeper(session, voice or Mute("this desk is mute"), self.framing.real_world.waiting, self)
        self.floats = self._floats()
        self.wearing = Wearing(look, self.desk, QSize(WIDTH, HEIGHT), self)
        self.controls = Controls(self, self.sound)
        self.desk.sight.sound = lambda: self.sound.said
        self.controls.restore(look=True)
        session.changed.connect(self._changed)
        session.replaced.connect(self._replaced)
        session.moved.connect(self._moved)
        session.linked.connect(self._linked)
        session.acted.connect(self.desk.refresher.all)
        session.told.connect(self._told)
        if isinstance(session, ReplaySession):
            session.compared_anew.connect(lambda: self.desk.refresher.named("compare", "map"))
        if self.playback is not None:
            self.playback.errands.said.connect(self.framing.notice)
            self.playback.transport.paced.connect(self._clock_went)
            self.playback.transport.wished.connect(self.controls.perform)
        self.desk.refresher.start()
        self.framing.refresher.start()
        if voice is not None:
            self.sound.start()
        # The focus starts on no panel: a list that has it holds its order, and nobody is reading one yet.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Hear the key that returns from the past before panels that have the same letter."""
        if self.looking is not None and self.looking.takes(event):
            event.accept()
            return True
        return super().event(event)

    def _floats(self) -> Floats:
        made = Floats(self.look, self.desk, self, replay=self.session.replay)
        made.heading = lambda _: self._head_floats()
        self.framing.heads.append(made.show_top)
        self.framing.labels.append(made.show_label)
        return made

    def _head_floats(self) -> None:
        """A window that came has at once what stands round every other."""
        self.framing.refresher.now("top")
        self.framing.refresher.now("banner")
        self._pause_floats()
        entity = self.desk.widget.entity
        self.floats.through(entity, _place(self.session, entity))

    def _pause_floats(self) -> None:
        self.floats.show_paused(paused=self.session.past is not None)

    def showEvent(self, event: QShowEvent) -> None:
        """Once the window is there, so are those that float beside it."""
        super().showEvent(event)
        self.floats.stand_up()
        small = warning(pitch(self.screen()), self.look.scale) if not self.desk.current.wall else ""
        if small:
            self.framing.notice(small)

    def focusNextPrevChild(self, forth: bool) -> bool:  # noqa: FBT001 -- Qt's own signature
        """Have Tab go as the desk is read."""
        return step(self, self.desk.view.round, forth=forth)

    def go(self, desk: Desk) -> None:
        """Go to another desk."""
        self.controls.go(desk)

    def look_as(self, entity: str) -> None:
        """Look at the desk as this entity would see it, as soon as that is released; empty: as one's own again. What is round the desk
        stays one's own.
        """
        coming = LensSession(self.session, entity, self) if entity else None
        _end(self._coming)
        self._coming = coming
        if coming is None or coming.stands:
            self._look_through(coming)
        else:
            self.framing.notice(f"releasing the picture to {entity}: until that is done the desk stays as it is")
            coming.stood.connect(lambda: self._look_through(coming))

    def _look_through(self, lens: LensSession | None) -> None:
        before, self.lens, self._coming = self.lens, lens, None
        _end(before)
        entity = "" if lens is None else lens.entity
        if lens is not None:
            lens.changed.connect(self.desk.changed)
            lens.replaced.connect(self.desk.replaced)
            lens.moved.connect(self.desk.replaced)
            lens.waiting.connect(self._wait)
        self.controls.commanding.look_through(lens or self.session)
        self.desk.look_through(lens or self.session, entity, _place(self.session, entity))
        self.floats.through(entity, _place(self.session, entity))

    def _wait(self, on: bool) -> None:  # noqa: FBT001 -- a slot of a Signal(bool)
        for edge in (self.desk.widget, *(each.lens for each in self.floats.windows)):
            edge.wait(on=on)

    def _changed(self, changes: ChangeSet) -> None:
        if self.lens is None:
            self.desk.changed(changes)
        self.framing.changed(changes)

    def _replaced(self) -> None:
        if self.lens is None:
            self.desk.replaced()
        self.framing.replaced()

    def _moved(self) -> None:
        """Another moment of the same rows and what they changed to: labels were counted as those came and went."""
        if self.lens is None:
            self.desk.replaced()
        self.framing.refresher.all()

    def _clock_went(self) -> None:
        """The replayed clock went on: the top bar goes with it, and what time alone changes follows a few times a second."""
        self.framing.refresher.named("top")
        self.desk.refresher.aged(AGED_AFTER)

    def _told(self) -> None:
        self.framing.refresher.named("status")
        self.desk.refresher.named("health")

    def _linked(self) -> None:
        self.desk.refresher.all()
        self.framing.refresher.all()

    def shoot(self, done: Callable[[QPixmap], None]) -> None:
        """Show everything anew, wait until the map has painted it (bounded), and hand over a picture of the whole desk."""
        self.session.held = self.session.clock()
        self.desk.refresher.flush()
        self.framing.refresher.flush()
        taken = False

        def take(*_: object) -> None:
            nonlocal taken
            if not taken:
                taken = True
                QTimer.singleShot(120, self, lambda: done(self._grab()))

        self.desk.map.settled.connect(take)
        QTimer.singleShot(SETTLE_MS, self, take)
        self.desk.refresher.now("map")

    def _grab(self) -> QPixmap:
        with self.look.pulse.lit():
            return self.grab()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take down what has threads, timers and pages; `closed` comes when the map's page is gone."""
        event.accept()
        if self._closing:
            return
        self._closing = True
        self.floats.gather()
        self.wearing.stop()
        self.gaps.stop()
        self.framing.refresher.stop()
        self.sound.stop()
        self.controls.commanding.stop()
        self.desk.stop()
        self.desk.saving.close()
        self.desk.sight.comparing.close()
        if self.playback is not None:
            self.playback.close()
        _end(self.lens)
        _end(self._coming)
        self.session.close()
        patience = QTimer(self, singleShot=True, interval=CLOSE_MS)
        patience.timeout.connect(self.closed)
        self.desk.map.closed.connect(patience.stop)
        self.desk.map.closed.connect(self.closed)
        patience.start()
        self.desk.map.shutdown()


def _end(lens: LensSession | None) -> None:
    if lens is not None:
        lens.close()
        lens.deleteLater()


def _place(session: Session, entity: str) -> int:
    """Return the place of an entity on the roster: its trace lines' look."""
    codes = [each.code for _, roster in session.picture.bodies(Roster) for each in roster.entities]
    return codes.index(entity) if entity in codes else 0
