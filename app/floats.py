"""Panels that stand in windows of their own: which, where, and how they come back.

Alt+Enter moves the panel in hand out of its desk and in again; it goes where it stood last. What a saved desk had floating floats again,
unless the screen it stood on is not there: then it stays on the desk, and that is said. A screen that goes gives its panels back.
Deliberately absent: what such a window looks like (widgets/floating).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from app.desk import DeskInUse
from app.saved_desks import SavedFloat
from widgets.floating import FloatingWindow
from widgets.frame_model import BannerModel, TopBarModel
from widgets.look import Look

STAYS: Final = frozenset({"review", "command", "keys"})
"""Panels that stand in front of another for a moment; they go with the hand, not to a window."""

_ASIDE = QPoint(48, 48)
_AROUND = QSize(40, 120)
"""Px at scale 1 that a window needs round its panel."""


class Floats(QObject):
    """The floating panels of one window. `made(window)` is told of each, `said(text)`: for the status bar."""

    made = Signal(QWidget)
    said = Signal(str)

    def __init__(self, look: Look, desk: DeskInUse, owner: QWidget, *, replay: bool) -> None:
        super().__init__(owner)
        self._look, self._desk, self._owner, self._replay = look, desk, owner, replay
        self._windows: dict[str, FloatingWindow] = {}
        self._places: dict[str, SavedFloat] = {}
        """Where each panel floated last."""
        self._wanted: tuple[SavedFloat, ...] = ()
        self.heading: Callable[[FloatingWindow], None] = lambda _: None
        """Dresses a new window's head and banners as the others are."""
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._screen_gone)

    @property
    def windows(self) -> tuple[FloatingWindow, ...]:
        """Every window there is now."""
        return tuple(self._windows.values())

    @property
    def saved(self) -> tuple[SavedFloat, ...]:
        """Where each panel floats now."""
        return tuple(self._noted(name) for name in self._windows)

    def turn(self) -> None:
        """Alt+Enter: the panel that has the focus goes to a window of its own, or back to its desk."""
        focus = QApplication.focusWidget()
        name = next((name for name, window in self._windows.items() if focus is not None and window.isAncestorOf(focus)), "")
        if name:
            self.fold(name)
            return
        panel = self._desk.held
        if panel is None:
            self.said.emit("no panel has the focus (F6, then Alt+Enter)")
            return
        self.float(self._desk.panels.name(panel))

    def float(self, name: str, place: SavedFloat | None = None) -> None:
        """Give a panel a window of its own: at this place, where it floated last, or beside where it stands."""
        if name in self._windows or self._desk.current.wall:
            return
        if name in STAYS or not self._desk.spares(name):
            self.said.emit("this panel stays on its desk")
            return
        panel, at = self._desk.panels.named(name), place or self._places.get(name)
        self._desk.release(panel)
        beside = QRect(panel.mapToGlobal(QPoint()) + _ASIDE, panel.size() + _AROUND * self._look.scale)
        self._desk.away = (*self._desk.away, name)
        window = FloatingWindow(self._look, panel, self._desk.panels.titles[name], self._owner, replay=self._replay)
        window.returned.connect(lambda: self.fold(name))
        window.setGeometry(self._fitting(at, beside))
        self._windows[name] = window
        self._desk.settle()
        self.made.emit(window)
        self.heading(window)
        window.show()
        window.activateWindow()
        panel.setFocus()

    def fold(self, name: str, *, hold: bool = True) -> None:
        """Put a panel back where it lives; `hold`: with the focus."""
        window = self._windows.pop(name, None)
        if window is None:
            return
        self._places[name] = self._note(name, window)
        self._desk.take_back(name)
        window.hide()
        window.deleteLater()
        if hold:
            self._owner.activateWindow()
            self._desk.bring(self._desk.panels.named(name))

    def gather(self) -> None:
        """Put all of them back."""
        for name in tuple(self._windows):
            self.fold(name, hold=False)

    def restore(self, saved: Iterable[SavedFloat]) -> None:
        """Float what floated when a desk was saved, as soon as its window is there."""
        self._wanted = tuple(saved)
        if self._owner.isVisible():
            self.stand_up()

    def stand_up(self) -> None:
        """Float what is wanted. A panel whose screen is not there stays on its desk."""
        wanted, self._wanted = self._wanted, ()
        screens = {screen.name() for screen in QGuiApplication.screens()}
        known = self._desk.panels.titles
        for each in wanted:
            if each.panel not in known:
                self.said.emit(f"this version has no panel {each.panel}: it does not float")
            elif each.screen in screens:
                self.float(each.panel, each)
            else:
                self._places[each.panel] = each
                self.said.emit(f"{known[each.panel]} floated on screen {each.screen}, which is not here: it stands on the desk")

    def leave_screen(self, name: str) -> None:
        """A screen goes: what floated on it stands on the desk again."""
        for panel, window in tuple(self._windows.items()):
            if window.screen().name() == name:
                self.fold(panel, hold=False)
                self.said.emit(f"screen {name} is gone: {self._desk.panels.titles[panel]} stands on the desk")

    def show_top(self, model: TopBarModel) -> None:
        """Regime, link and clock are in every window."""
        for window in self.windows:
            window.head.show_model(model)

    def show_label(self, model: BannerModel) -> None:
        """So is the label."""
        for window in self.windows:
            window.show_label(model)

    def show_paused(self, *, paused: bool) -> None:
        """Every window says that the past is looked at."""
        for window in self.windows:
            window.show_paused(paused=paused)

    def through(self, entity: str, place: int) -> None:
        """Every window says through whose eyes it is looked at."""
        for window in self.windows:
            window.lens.through(entity, place)

    def _noted(self, name: str) -> SavedFloat:
        return self._note(name, self._windows[name])

    @staticmethod
    def _note(name: str, window: FloatingWindow) -> SavedFloat:
        screen, where = window.screen(), window.geometry()
        corner = where.topLeft() - screen.geometry().topLeft()
        return SavedFloat(name, screen.name(), corner.x(), corner.y(), where.width(), where.height())

    def _fitting(self, place: SavedFloat | None, beside: QRect) -> QRect:
        """Where a window stands: whole on its screen, whatever was kept."""
        screens = QGuiApplication.screens()
        screen = next((each for each in screens if place is not None and each.name() == place.screen), self._owner.screen())
        where = beside
        if place is not None and screen.name() == place.screen:
            where = QRect(screen.geometry().topLeft() + QPoint(place.x, place.y), QSize(place.width, place.height))
        room = screen.availableGeometry()
        where.setSize(where.size().boundedTo(room.size()))
        where.moveLeft(max(room.left(), min(where.left(), room.right() - where.width() + 1)))
        where.moveTop(max(room.top(), min(where.top(), room.bottom() - where.height() + 1)))
        return where

    def _screen_gone(self, screen: QScreen) -> None:
        self.leave_screen(screen.name())
