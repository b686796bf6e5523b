"""The frame every panel has: a 30 px header, a body, an optional foot with acts, and the four conditions a body can be in.

A panel shows a frozen model whole (`show_model` of each panel) and emits intents with plain values. Deliberately absent: knowledge of the
picture, of the hub and of other panels. Loading and failing have looks of their own; an empty table that looks calm is never shown.
"""

from typing import assert_never

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from widgets.acts import ActButton, Foot
from widgets.cells import Act, Align, Condition, Empty, Failed, Filled, Loading, Mark
from widgets.ink import Ink
from widgets.look import Look
from widgets.painting import whole
from widgets.roles import Role
from widgets.tokens import Token
from widgets.words import Glyph

HEADER = 30
RADIUS = 4
LOADING_AFTER_MS = 300


class Header(QWidget):
    """Title left, scope or age right. RESYNC stands between them while the panel is behind."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self._look = look
        self.title = title
        self.scope = ""
        self.behind = False
        self.held = False
        """Whether the focus is in this panel: here letters are acts."""
        self.reserved = 0
        """Px at the left that something else stands on: the names of the panels that share this place."""
        self._dress()
        look.changed.connect(self._dress)

    def say(self, scope: str) -> None:
        """Show this scope at the right."""
        if scope != self.scope:
            self.scope = scope
            self.setAccessibleDescription(scope)
            self.update()

    def hold(self, *, held: bool) -> None:
        """Show at the foot of the header that the focus is in this panel, or no longer."""
        if held != self.held:
            self.held = held
            self.update()

    def _dress(self) -> None:
        self.setFixedHeight(self._look.px(HEADER))
        self.update()

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Raised ground, words, a line below."""
        del event
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        where = QRectF(self.rect())
        ink.fill(where, Token.RAISED, radius=RADIUS - 1)
        ink.painter.fillRect(where.adjusted(0, RADIUS, 0, 0), self._look.colour(Token.RAISED))
        ink.line(QPointF(0, where.bottom() - 0.5), QPointF(where.right(), where.bottom() - 0.5), Token.LINE)
        if self.held:
            ink.fill(where.adjusted(0, where.height() - 2, 0, 0), Token.FOCUS)
        inner = where.adjusted(10, 0, -8, 0)
        title = ink.width(self.title, Role.BODY_STRONG) + 1
        ink.text(inner, self.title, Role.BODY_STRONG, Token.TEXT)
        rest = inner.adjusted(max(title + 12, self.reserved), 0, 0, 0)
        if self.behind:
            ink.text(rest, "RESYNC", Role.STATE, Token.DOUBT)
            rest.adjust(ink.width("RESYNC", Role.STATE) + 12, 0, 0, 0)
        if ink.width(self.scope, Role.CAPTION) <= rest.width():
            ink.text(rest, self.scope, Role.CAPTION, Token.TEXT3, Align.RIGHT)
        painter.end()


class Notice(QWidget):
    """The body when there is nothing to list: empty, loading or failed, in words."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._condition: Condition = Filled()
        self._copy = ActButton(look, Act("copy", "Copy", ""))
        self._copy.setParent(self)
        self._copy.clicked.connect(self._copy_text)
        self._copy.hide()
        self.setAccessibleName("notice")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_condition(self, condition: Condition) -> None:
        """Show one of empty, loading, failed."""
        self._condition = condition
        self.setAccessibleDescription(_spoken(condition))
        self._copy.setVisible(isinstance(condition, Failed))
        self._place_copy()
        self.update()

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(_spoken(self._condition))

    def _place_copy(self) -> None:
        self._copy.adjustSize()
        self._copy.move((self.width() - self._copy.width()) // 2, self.height() // 2 + self._look.px(44))

    def resizeEvent(self, event: object) -> None:
        """The button stays under the sentence."""
        del event
        self._place_copy()

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """The condition, a little above the middle."""
        del event
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        where = QRectF(self.rect()).adjusted(12, 0, -12, 0)
        match self._condition:
            case Filled():
                pass
            case Empty():
                _empty(ink, where, self._condition)
            case Loading():
                _loading(ink, where, self._condition)
            case Failed():
                _failed(ink, where, self._condition)
            case _:
                assert_never(self._condition)
        if self.hasFocus():
            ink.frame(QRectF(self.rect()).adjusted(2, 2, -2, -2), Token.FOCUS, width=2, radius=2)
        painter.end()


def _spoken(condition: Condition) -> str:
    match condition:
        case Filled():
            return ""
        case Empty():
            return " · ".join(part for part in (condition.headline, condition.detail) if part)
        case Loading():
            return _reading(condition)
        case Failed():
            return f"{condition.sentence} (code {condition.code})"
        case _:
            assert_never(condition)


def _reading(loading: Loading) -> str:
    return "reading the picture" if loading.share is None else f"reading the picture, {round(loading.share * 100)} %"


def _line_at(where: QRectF, y: float, height: float) -> QRectF:
    return QRectF(where.left(), y, where.width(), height)


def _empty(ink: Ink, where: QRectF, empty: Empty) -> None:
    px = ink.look.px
    y = where.top() + where.height() * 0.4
    if empty.calm:
        ink.glyph(Mark(Glyph.RING, Token.NORMAL, 44), QPointF(where.center().x(), y - px(30)))
    ink.text(_line_at(where, y, px(26)), empty.headline, Role.SUBHEAD, Token.TEXT, Align.CENTRE)
    ink.text(_line_at(where, y + px(26), px(20)), empty.detail, Role.DENSE, Token.TEXT3, Align.CENTRE)


def _loading(ink: Ink, where: QRectF, loading: Loading) -> None:
    px = ink.look.px
    y = where.top() + px(14)
    ink.text(_line_at(where, y, px(20)), _reading(loading), Role.DENSE, Token.TEXT2)
    track = QRectF(where.left(), y + px(24), where.width(), px(3))
    ink.fill(track, Token.WELL, radius=1)
    if loading.share is not None:
        ink.fill(
            QRectF(track.left(), track.top(), track.width() * min(1.0, max(0.0, loading.share)), track.height()),
            Token.LINE_STRONG,
            radius=1,
        )


def _failed(ink: Ink, where: QRectF, failed: Failed) -> None:
    px = ink.look.px
    y = where.top() + where.height() / 2 - px(26)
    ink.text(_line_at(where, y, px(24)), failed.sentence, Role.BODY_STRONG, Token.TEXT, Align.CENTRE)
    ink.text(_line_at(where, y + px(26), px(20)), f"code {failed.code}", Role.MONO, Token.TEXT2, Align.CENTRE)


class Panel(QWidget):
    """Header, body, foot. Subclasses put one widget in the body and show frozen models.

    `act_requested(name, subject)` and `selected(kind, subject)` are intents with plain values.
    """

    stands = True
    """Whether it wants its place on the desk: a band that has nothing to say leaves it."""

    act_requested = Signal(str, str)
    selected = Signal(str, str)
    turned = Signal()
    """What is to be shown hangs on the panel itself and is another now: show it anew."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self.look = look
        self.header = Header(look, title)
        self.foot = Foot(look, self)
        self.notice = Notice(look)
        self._edge: Token | None = None
        self._body: QWidget = self.notice
        self._stack = QStackedLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(self._stack, 1)
        layout.addWidget(self.foot)
        # Only now: a stack that stands nowhere shows what it is given as a window of its own, which takes the keys.
        self._stack.addWidget(self.notice)
        self._late = QTimer(self, singleShot=True, interval=LOADING_AFTER_MS)
        self._late.timeout.connect(lambda: self._stack.setCurrentWidget(self.notice))
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.foot.requested.connect(self.act_requested)
        look.changed.connect(self.update)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_went)

    def _focus_went(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None or QApplication.activeWindow() is not None:
            self.header.hold(held=now is not None and (now is self or self.isAncestorOf(now)))

    def set_body(self, body: QWidget) -> None:
        """What the panel shows when it is filled. The focus goes there."""
        self._stack.addWidget(body)
        self._stack.setCurrentWidget(body)
        self._body = body
        self._lend_focus()

    def _lend_focus(self) -> None:
        """Give the focus to what is seen: one that is empty can be stood at too, and gone on from."""
        shown = self._stack.currentWidget()
        if shown is None or shown is self.focusProxy():
            return
        if shown.focusPolicy() is not Qt.FocusPolicy.NoFocus or shown.focusProxy() is not None:
            self.setFocusProxy(shown)

    def leave(self) -> bool:
        """Esc closes one level within the panel: a question, a page. False where there is none, so that the desk closes one of its own."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves one level where no window took the key before."""
        if event.key() == Qt.Key.Key_Escape and self.leave():
            event.accept()
            return
        super().keyPressEvent(event)

    def set_scope(self, scope: str) -> None:
        """The text at the header's right: scope or age."""
        self.header.say(scope)

    def set_behind(self, *, behind: bool) -> None:
        """Whether the panel fell behind and is taking a new picture."""
        self.header.behind = behind
        self.header.update()

    def set_acts(self, acts: tuple[Act, ...], note: str = "") -> None:
        """The foot's acts."""
        self.foot.show_acts(acts, note)

    def set_edge(self, edge: Token | None) -> None:
        """The colour of the edge while something in here is abnormal, None otherwise."""
        if edge is not self._edge:
            self._edge = edge
            self.update()

    def show_condition(self, condition: Condition) -> None:
        """Filled shows the body at once; empty and failed at once; loading after 300 ms, so a quick load does not flicker."""
        self.notice.show_condition(condition)
        if isinstance(condition, Loading):
            if self._stack.currentWidget() is not self.notice and not self._late.isActive():
                self._late.start()
            return
        self._late.stop()
        self._stack.setCurrentWidget(self._body if isinstance(condition, Filled) else self.notice)
        self._lend_focus()

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """Panel ground and border; an abnormal edge takes the border's place."""
        del event
        painter = QPainter(self)
        ink = Ink(painter, self.look)
        where = QRectF(self.rect())
        ink.fill(where, Token.PANEL, radius=RADIUS)
        ink.frame(where, self._edge or Token.LINE, width=1.2 if self._edge is not None else 1.0, radius=RADIUS)
        painter.end()
