"""What a hand does to the window itself: its keys, the palette and the search, the look, the sound, desks kept and left.

Letters act only in the panel that has the focus; what is here is chords and function keys, and the palette's words for them. Deliberately
absent: acts about the room (`app.desk`) and what a command is called (`app.palette`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.commanding import Commanding
from app.desks import DESKS, Desk, desk_named
from app.legible import pitch
from app.replayed import ReplaySession
from app.saved_desks import FORMAT, SavedDesk, forget, load, save
from app.soundkeeper import SoundKeeper
from feeds.errors import WatchroomError
from widgets.command.panel import CommandPanel
from widgets.legibility import wanted
from widgets.look import Density
from widgets.timeline.grouping import Grouping
from widgets.timeline.panel import TimelinePanel
from widgets.times import zulu_seconds
from widgets.tokens import ThemeName

if TYPE_CHECKING:
    from app.window import Window

_STEP = 1.1
_ON_A_WALL = frozenset({"desk", "theme", "dim", "motion", "full_screen"})
"""What may be done at a wallboard: it is looked at, by everybody, and as large as its screen."""

_BEGUN = {"go_to": "go ", "past": "look "}
"""What the palette has typed already when a key opened it."""

_BACK_MS, _AHEAD_MS = 2 * 3_600_000, 1_800_000


class Controls(QObject):
    """The keys and commands of one window."""

    def __init__(self, window: Window, sound: SoundKeeper) -> None:
        super().__init__(window)
        self._window, self._sound = window, sound
        self._desk, self._framing, self._look = window.desk, window.framing, window.look
        panel = self._desk.panels.of(CommandPanel)
        self.commanding = Commanding(window.session, window.selection, panel, self)
        self.commanding.chosen.connect(self._run)
        self.commanding.found.connect(self._found)
        self._bind(window)
        window.floats.made.connect(self._bind)
        window.floats.said.connect(self._framing.notice)

    def _bind(self, taker: QWidget) -> None:
        """Have the keys taken in this window: the desk's own, or that of a panel that floats."""
        desk = self._desk
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("F1", desk.show_keys),
            ("F2", desk.show_why),
            ("F6", lambda: desk.walk(1, self._window.focusWidget())),
            ("Shift+F6", lambda: desk.walk(-1, self._window.focusWidget())),
            ("F7", self._framing.acknowledge_link),
            ("F8", desk.next_alarm),
            ("Shift+F8", lambda: desk.next_alarm(back=True)),
            ("F9", partial(self.perform, "silence")),
            ("F11", partial(self.perform, "full_screen")),
            ("Alt+Return", self._window.floats.turn),
            ("Alt+Enter", self._window.floats.turn),
            ("Backspace", self._window.selection.back),
            ("Esc", self._leave),
            ("Ctrl+K", partial(self.perform, "palette")),
            ("Ctrl+F", partial(self.perform, "search")),
            ("Ctrl+G", partial(self.perform, "go_to")),
            ("Ctrl+L", self._lens),
            ("Ctrl+R", partial(self.perform, "past")),
            ("Ctrl+S", partial(self.perform, "save_desk")),
            ("Ctrl++", partial(self.perform, "text:larger")),
            ("Ctrl+=", partial(self.perform, "text:larger")),
            ("Ctrl+-", partial(self.perform, "text:smaller")),
            ("Ctrl+0", partial(self.perform, "text:designed")),
            *((each.key, partial(self.go, each)) for each in DESKS),
            *((f"Alt+{number}", partial(desk.enter, number)) for number in range(1, 10)),
        )
        for key, act in keys:
            self._key(taker, key, act)

    def _key(self, taker: QWidget, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), taker)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(act)

    def perform(self, name: str, subject: str = "") -> None:
        """Do what a command says: something of the window, else something of the desk."""
        verb, _, rest = name.partition(":")
        if self._desk.current.wall and verb not in _ON_A_WALL:
            return
        panel = self._desk.panels.of(CommandPanel)
        match verb:
            case "palette" | "go_to" | "past":
                self._desk.bring(panel)
                self.commanding.palette(_BEGUN.get(verb, ""))
            case "search":
                self._desk.bring(panel)
                self.commanding.search()
            case "lens":
                self._look_as(rest)
            case "desk":
                self.go(desk_named(rest))
            case "time":
                self._go_to(int(subject))
            case "look_back" | "live" | "lanes" | "range" | "replay":
                self._in_time(verb, rest, subject)
            case "errand":
                self._send(rest)
            case "next_alarm":
                self._desk.next_alarm()
            case "show_keys":
                self._desk.show_keys()
            case "link":
                self._framing.acknowledge_link()
            case "float":
                self._window.floats.turn()
            case "gather":
                self._window.floats.gather()
            case "silence":
                self._framing.notice(self._sound.silence())
            case "sound_test":
                self._desk.perform(f"log:{self._sound.test()}", "")
            case "save_desk" | "forget_desk":
                self._keep_desk(verb == "save_desk")
            case _:
                if not self._dress(verb, rest):
                    self._desk.perform(name, subject)

    def _send(self, errand: str) -> None:
        """Have something made of the recording."""
        playback, session = self._window.playback, self._window.session
        if playback is None:
            return
        if errand == "report":
            playback.errands.report()
        else:
            playback.errands.branch(session.now())

    def _lens(self) -> None:
        """Ctrl+L: choose through whose eyes; again: one's own."""
        if self._window.lens is not None:
            self._look_as("")
        elif not self._desk.current.wall:
            self._desk.bring(self._desk.panels.of(CommandPanel))
            self.commanding.palette("as ")

    def _look_as(self, entity: str) -> None:
        try:
            self._window.look_as(entity)
        except WatchroomError as error:
            self._framing.notice(str(error))

    def _dress(self, verb: str, rest: str) -> bool:
        """Change how the window looks; False where the command is another."""
        look = self._look
        match verb:
            case "text":
                of = pitch(self._window.screen())
                if rest == "wanted" and of is None:
                    self._framing.notice("this screen does not say how large it is: Ctrl++ makes text larger")
                    return True
                fitting = wanted(of) if of is not None else 1.0
                scale = {"larger": look.scale * _STEP, "smaller": look.scale / _STEP, "wanted": fitting}.get(rest, 1.0)
                look.wear(scale=scale)
            case "theme":
                look.wear(theme=ThemeName(rest))
            case "dim":
                look.wear(dim=not look.dim)
            case "density":
                look.wear(density=Density.WATCH if look.density is Density.ROOMY else Density.ROOMY)
            case "motion":
                look.pulse.reduce_motion(on=not look.pulse.reduced)
            case "full_screen":
                self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)
            case _:
                return False
        return True

    def go(self, desk: Desk) -> None:
        """Go to another desk, as it was kept; the focus is on none of its panels."""
        window = self._window
        if desk.wall:
            # A wall shows what it is made of, and nothing beside it.
            window.floats.gather()
        window.setFocus()
        self._desk.go(desk)
        self._framing.stand_round(desk.title, len(self._desk.view.round), wall=desk.wall)
        self.restore(look=False)

    def restore(self, *, look: bool) -> None:
        """Stand the desk up as it was kept, and dress as then where that is wanted; a file that cannot be read is said once."""
        try:
            saved = load(self._desk.current.name)
        except WatchroomError as error:
            self._framing.notice(str(error))
            return
        if saved is None:
            return
        self._window.floats.restore(saved.floats)
        self._desk.view.restore(saved.sizes, saved.tabs)
        if look:
            self._look.wear(
                theme=next((each for each in ThemeName if each.value == saved.theme), None),
                scale=saved.scale,
                density=Density.ROOMY if saved.roomy else Density.WATCH,
                dim=saved.dim,
            )

    def _keep_desk(self, keep: bool) -> None:  # noqa: FBT001 -- the two commands are each other's opposite
        name, view, look = self._desk.current.name, self._desk.view, self._look
        try:
            if keep:
                theme, roomy = look.theme.name.value, look.density is Density.ROOMY
                floats = self._window.floats.saved
                where = save(SavedDesk(FORMAT, name, view.sizes, view.fronts, theme, round(look.scale, 3), roomy, look.dim, floats))
                self._framing.notice(f"desk {name} saved: {where}")
            else:
                forget(name)
                self._framing.notice(f"desk {name} stands as designed when it is next gone to")
        except WatchroomError as error:
            self._framing.notice(str(error))

    def _in_time(self, verb: str, rest: str, subject: str) -> None:
        """Do what a command says about time."""
        window = self._window
        match verb:
            case "lanes":
                self._desk.panels.of(TimelinePanel).group(Grouping(rest))
            case "range":
                self._desk.window.leave()
            case "look_back" if window.looking is not None:
                window.looking.look(int(subject))
            case "live" if window.looking is not None:
                window.looking.leave()
            case "replay" if window.playback is not None:
                window.playback.transport.perform(rest)
            case _:
                pass

    def _go_to(self, moment: int) -> None:
        """Ctrl+G: a replay stands there; a live desk has its timeline there and goes on being live."""
        session = self._window.session
        if isinstance(session, ReplaySession):
            session.go(moment)
        else:
            timeline = self._desk.panels.of(TimelinePanel)
            self._desk.bring(timeline)
            timeline.show_span(moment - _BACK_MS, moment + _AHEAD_MS)
        self._framing.notice(f"at {zulu_seconds(moment)}")

    def _run(self, name: str, subject: str) -> None:
        self._leave()
        self.perform(name, subject)

    def _found(self, kind: str, subject: str) -> None:
        self._leave()
        self._window.selection.choose(kind, subject)
        self._desk.show_why()

    def _leave(self) -> None:
        self.commanding.stop()
        self._desk.leave()
