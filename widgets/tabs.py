"""Panels that share one place: their names stand in the header, one of them is seen, and a hidden one that wants somebody says so there.

The tabs lie over the header of the panel in front, so no height is lost. Ctrl+Tab and Ctrl+Shift+Tab go round. A hidden panel would look
calm: its tab carries a word while something in it is late or owed (`want`). Deliberately absent: alarms, which never stand behind a tab.
"""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QStackedLayout, QWidget

from widgets.ink import Ink
from widgets.look import Look
from widgets.painting import whole
from widgets.panel import HEADER, Panel
from widgets.roles import Role
from widgets.tokens import Token

_PAD = 10
_GAP = 6


class Tab(QAbstractButton):
    """One name in the header. In front: strong over a blue line; behind: grey, with what it wants in amber words."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.name = name
        self.wants = ""
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.want("")

    def want(self, words: str) -> None:
        """Say what the panel behind it wants: "2 late"; empty: nothing."""
        self.wants = words
        self.setAccessibleName(f"tab {self.name}, {words}" if words else f"tab {self.name}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Name, wants, pads. The strong face is measured, so that nothing shifts when it comes to the front."""
        px = self._look.px
        width = QFontMetricsF(self._look.font(Role.BODY_STRONG)).horizontalAdvance(self.name)
        if self.wants:
            width += px(_GAP) + QFontMetricsF(self._look.font(Role.COLUMN)).horizontalAdvance(self.wants)
        return QSize(round(width) + 2 * px(_PAD), px(HEADER))

    def minimumSizeHint(self) -> QSize:
        """No less: a name that is cut names nothing."""
        return self.sizeHint()

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Name, wants, line, ring."""
        del event
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        px = self._look.px
        where = QRectF(self.rect())
        front = self.isChecked()
        role = Role.BODY_STRONG if front else Role.BODY
        inner = where.adjusted(px(_PAD), 0, -px(_PAD) + 2, 0)
        ink.text(inner, self.name, role, Token.TEXT if front else Token.TEXT2 if self.underMouse() else Token.TEXT3)
        if self.wants:
            ink.text(inner.adjusted(ink.width(self.name, Role.BODY_STRONG) + px(_GAP), 0, 0, 0), self.wants, Role.COLUMN, Token.HIGH)
        if front:
            ink.fill(QRectF(px(_PAD), where.bottom() - px(3), where.width() - 2 * px(_PAD), px(2)), Token.ACCENT)
        if self.hasFocus():
            ink.frame(where.adjusted(2, 3, -2, -4), Token.FOCUS, width=2, radius=3)
        painter.end()


class More(Tab):
    """How many names there was no room for; pressed, the next panel comes to the front, as with Ctrl+Tab."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "+99")
        self.setCheckable(False)
        self.setAutoExclusive(False)
        self.hide()

    def say(self, count: int) -> None:
        """Count them; none hides the count."""
        self.name = f"+{count}"
        self.setAccessibleName(f"{count} more tabs, Ctrl+Tab goes round")
        self.setToolTip("Ctrl+Tab")
        self.updateGeometry()
        self.setVisible(count > 0)
        self.update()


class _Bar(QWidget):
    """The tabs in a row, over the header's title."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(1, 0, 0, 0)
        self.row.setSpacing(0)
        self.setAccessibleName("tabs")


class _Stack(QStackedLayout):
    """As tall at the least as the panel in front needs: one behind a tab that needs more has it once it is in front."""

    def minimumSize(self) -> QSize:
        """The width that any of them needs, the height that the one in front does."""
        # Of the widget, never of its layout item: Qt takes items away unseen, and what stands at their address next would be one in Python.
        front, need = self.currentWidget(), super().minimumSize()
        return QSize(need.width(), max(front.minimumSizeHint().height(), front.minimumHeight())) if front is not None else need


class Tabs(QWidget):
    """A stack of panels. `turned(name)` when another one came to the front."""

    turned = Signal(str)

    def __init__(self, look: Look, panels: tuple[tuple[str, Panel], ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._panels = dict(panels)
        self._stack = _Stack(self)
        self._bar = _Bar(look, self)
        self._tabs = {name: Tab(look, name) for name, _ in panels}
        for name, panel in panels:
            panel.header.title = ""
            self._stack.addWidget(panel)
            tab = self._tabs[name]
            self._bar.row.addWidget(tab)
            tab.clicked.connect(lambda _checked=False, name=name: self.show_tab(name))
        self._more = More(look)
        self._more.clicked.connect(lambda: self.go(1))
        self._bar.row.addWidget(self._more)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._key("Ctrl+Tab", 1)
        self._key("Ctrl+Shift+Tab", -1)
        look.changed.connect(self._place)
        self.show_tab(panels[0][0])

    def _key(self, key: str, step: int) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.go(step))

    @property
    def names(self) -> tuple[str, ...]:
        """The tabs from left to right."""
        return tuple(self._panels)

    @property
    def current(self) -> str:
        """The name in front."""
        return self.names[self._stack.currentIndex()]

    def show_tab(self, name: str) -> None:
        """Bring a panel to the front; the focus goes with it if it was in the one before. An unknown name changes nothing."""
        panel = self._panels.get(name)
        if panel is None:
            return
        held = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        before = self._stack.currentWidget()
        self._stack.setCurrentWidget(panel)
        self._stack.invalidate()
        self.updateGeometry()
        self._tabs[name].setChecked(True)
        self._place()
        self._bar.raise_()
        self.setFocusProxy(panel)
        if held:
            panel.setFocus()
        if before is not panel:
            self.turned.emit(name)

    def go(self, step: int) -> None:
        """Bring the next (1) or the previous (-1) panel to the front, round the end."""
        names = self.names
        self.show_tab(names[(names.index(self.current) + step) % len(names)])

    def want(self, name: str, words: str) -> None:
        """Say on a tab what its panel wants: "2 late"; empty: nothing."""
        tab = self._tabs.get(name)
        if tab is not None and tab.wants != words:
            tab.want(words)
            self._place()

    def room(self) -> int:
        """Px that are left for the scope of the panel in front."""
        return self.width() - self._bar.width() - self._look.px(20)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tabs stay over the header."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """A change of language lays the tabs out again."""
        if event.type() is QEvent.Type.LanguageChange:
            self._place()
        return super().event(event)

    def _give_way(self) -> None:
        """Where the names do not fit, the one in front and those that want somebody stay; the last of the others are counted."""
        room = self.width() - 2
        kept = [name for name, tab in self._tabs.items() if name == self.current or tab.wants]
        left = room - sum(self._tabs[name].sizeHint().width() for name in kept)
        others = [name for name in self._tabs if name not in kept]
        if sum(self._tabs[name].sizeHint().width() for name in others) <= left:
            kept += others
        else:
            left -= self._more.sizeHint().width()
            for name in others:
                left -= self._tabs[name].sizeHint().width()
                if left < 0:
                    break
                kept.append(name)
        for name, tab in self._tabs.items():
            tab.setVisible(name in kept)
        self._more.say(len(self._tabs) - len(kept))

    def _place(self) -> None:
        for tab in self._tabs.values():
            tab.updateGeometry()
        self._give_way()
        self._bar.row.activate()
        width = min(self.width(), self._bar.row.sizeHint().width())
        self._bar.setGeometry(1, 1, width, self._look.px(HEADER) - 1)
        for panel in self._panels.values():
            panel.header.reserved = width
            panel.header.update()
        self._bar.raise_()
