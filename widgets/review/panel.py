"""The review sheet as a panel: facts, fields, what follows, and one key that signs. It stands where it was asked for until it is left.

The edge says the regime: white in REAL, teal and hatched in EXERCISE. The signing key is refused until all of the sheet was on screen, and
for 0.7 s after that, after it opened or its object changed, so that one keystroke too many signs nothing. Intents: `review:sign`;
`edited(name, value)`. Deliberately absent: what an act is (app/acts), and sending.
"""

from collections.abc import Callable
from functools import partial
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from widgets.cells import Act
from widgets.edge_frame import sides
from widgets.ink import Ink
from widgets.look import Look
from widgets.painting import whole
from widgets.panel import Panel
from widgets.review.editors import Editor, editor_of
from widgets.review.model import Field, ReviewModel
from widgets.review.on_screen import OnScreen
from widgets.review.present import COLUMNS, FOLLOWS, foot, head, pinned, unseen
from widgets.sheet import Sheet
from widgets.tokens import RegimeLook
from widgets.words import Hatch

GUARD_S = 0.7
SIGN = "review:sign"
_EDGE = 6
_MOVED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest)
_LEAVE = "leave"


class ReviewPanel(Panel):
    """Shows a sheet. `looked()` says whether it has stood still long enough to be signed."""

    edited = Signal(str, str)

    def __init__(self, look: Look, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(look, "Review before signing")
        self.model = ReviewModel()
        self._clock = clock
        self._since = clock()
        self._editors: list[Editor] = []
        self._head = Sheet(look, COLUMNS, name="what is signed")
        self._foot = Sheet(look, COLUMNS, name="what follows")
        self._fields = QVBoxLayout()
        self._fields.setSpacing(2)
        self._seen = OnScreen()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(self._fields)
        column.addWidget(self._foot)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidget(page)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        self._area.setAccessibleName("review sheet")
        self._pinned = Sheet(look, COLUMNS, name="why it cannot be signed yet", pad=3)
        body = QWidget()
        body.setFocusProxy(self._area)
        whole = QVBoxLayout(body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._area, 1)
        whole.addWidget(self._pinned)
        self.set_body(body)
        self._ripe = QTimer(self, singleShot=True, interval=round(GUARD_S * 1000))
        self._ripe.timeout.connect(self._dress_foot)
        look.changed.connect(self._dress_edge)
        self._dress_edge()
        self._hear_keys(page)

    def _hear_keys(self, page: QWidget) -> None:
        """The sheet is read on by key whatever field has the focus, and comes along with the focus."""
        page.installEventFilter(self)
        for key, pages in ((Qt.Key.Key_PageDown, 1), (Qt.Key.Key_PageUp, -1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._turn, pages))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._come_along)

    @property
    def unread(self) -> tuple[str, ...]:
        """What of the sheet was not on screen yet, by name."""
        return self._seen.missing

    def looked(self) -> bool:
        """Whether all of the sheet was on screen, and has been as it is for the time it takes to look at it."""
        return not self._seen.missing and self._clock() - self._since >= GUARD_S

    def begin(self) -> None:
        """Another sheet stands here, or its object changed: it has to be looked at first."""
        self._seen.forget()
        self._hold_parts()
        self._ripen()

    def _ripen(self) -> None:
        self._since = self._clock()
        self._ripe.start()
        self._dress_foot()

    def enter(self) -> None:
        """The focus to the first field, or to the sheet where it has none."""
        (self._editors[0] if self._editors else self).setFocus()
        self._area.verticalScrollBar().setValue(0)

    def show_model(self, model: ReviewModel) -> None:
        """Show the whole sheet; what is being written stays as it is."""
        changed = model.changed and model.changed != self.model.changed
        self.model = model
        self.set_scope("Ctrl+Enter signs · Esc leaves")
        self.show_condition(model.condition)
        self._head.show_lines(head(model))
        self._foot.show_lines(foot(model))
        self._show_fields(model.fields)
        if changed:
            self.begin()
        self._hold_parts()
        self._dress_foot()
        self.update()

    def _hold_parts(self) -> None:
        """What is signed, part by part: only what was on screen can be."""
        fields = ((editor, field.caption, field) for editor, field in zip(self._editors, self.model.fields, strict=True))
        follows = ((self._foot, FOLLOWS, self._foot.lines),) if self.model.follows else ()
        self._seen.hold(((self._head, self.model.title, self._head.lines), *fields, *follows))
        self._see()

    def _see(self) -> None:
        """Note what is on screen; once that was all, the last of it has to stand there for a moment too."""
        before = self._seen.missing
        self._seen.look()
        if before and not self._seen.missing:
            self._ripen()
        elif before != self._seen.missing:
            self._dress_foot()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page was scrolled or laid out anew: another part of it is on screen."""
        if event.type() in _MOVED:
            self._see()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less of the page is on screen."""
        super().resizeEvent(event)
        self._see()

    def _turn(self, pages: int) -> None:
        """A page on or back; past the end back to the top, while something there was not on screen."""
        bar = self._area.verticalScrollBar()
        again = pages > 0 and bar.value() == bar.maximum() and self.unread
        bar.setValue(0 if again else bar.value() + pages * bar.pageStep())

    def _come_along(self, _before: QWidget | None, now: QWidget | None) -> None:
        """What has the focus is in sight; beyond the last field stands what follows."""
        if now is None or not self.isAncestorOf(now):
            return
        part = next((each for each in self._editors if each.isAncestorOf(now)), self._foot if self.foot.isAncestorOf(now) else None)
        if part is not None:
            self._area.ensureWidgetVisible(part, 0, 0)

    def _show_fields(self, fields: tuple[Field, ...]) -> None:
        """An editor stays as long as its field does: what is being written, and the focus, are left where they are."""
        known = {(editor.name, editor.kind): editor for editor in self._editors}
        wanted = [(field.name, type(field)) for field in fields]
        for place in known.keys() - set(wanted):
            known[place].hide()
            known[place].deleteLater()
        self._editors = [known.get(place) or self._made(field) for place, field in zip(wanted, fields, strict=True)]
        for number, (editor, field) in enumerate(zip(self._editors, fields, strict=True)):
            if self._fields.indexOf(editor) != number:
                self._fields.insertWidget(number, editor)
            editor.show_field(field)

    def _made(self, field: Field) -> Editor:
        editor = editor_of(self.look, field)
        editor.edited.connect(self.edited)
        return editor

    def _dress_foot(self) -> None:
        model, unread = self.model, unseen(self._seen.missing)
        self._pinned.show_lines(pinned(model, "" if model.lacking else unread))
        waits = model.under_way or model.lacking or unread or ("" if self.looked() else "look at it first")
        sign = Act(SIGN, "Sign", "Ctrl+Enter", primary=True, enabled=not waits, reason=waits)
        self.set_acts((sign, Act(_LEAVE, "Leave (Esc)", "")), model.under_way)

    def _dress_edge(self) -> None:
        layout = self.layout()
        if layout is not None:
            edge = self.look.px(_EDGE)
            layout.setContentsMargins(edge, edge, edge, edge)

    @whole
    def paintEvent(self, event: QPaintEvent) -> None:
        """The panel's ground, and the regime's edge on all four sides."""
        super().paintEvent(event)
        painter = QPainter(self)
        ink = Ink(painter, self.look)
        block = self.look.theme.regimes[self.model.regime]
        for side in sides(QRectF(self.rect()), float(self.look.px(_EDGE))):
            painter.fillRect(side, QColor(block.fill))
            if self.model.regime is not RegimeLook.REAL:
                ink.hatch_in(side, Hatch.DIAGONAL, QColor(block.text), step=9, width=1.5)
        painter.end()
