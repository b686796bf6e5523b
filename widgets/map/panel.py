"""The map in a panel's frame: header with what is in view and as known when; its body the map and the tool that is open, its foot drawing.

P (pencil) draws, Shift+P edits what is selected: the foot holds the deeds and their keys, the header says what is wrong and where.
Ctrl+Enter hands a sound drawing on as `shaped`, to be signed on a sheet; nothing leaves before that. Deliberately absent: the sheet.
"""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from feeds.picture.picture import Picture
from widgets.asking import AskingPanel, Question
from widgets.look import Look
from widgets.map.bookmarks import Forgetful, Keeper
from widgets.map.drawer import Drawer
from widgets.map.drawing.keys import CHOOSE, DRAW, EDIT, EXPORT, SAVE, acts, choices, forms, resting, verb, verb_of
from widgets.map.drawing.pad import Finished, Pad
from widgets.map.drawing.purpose import PURPOSES, existing
from widgets.map.drawing.snap import targets
from widgets.map.room_ground import SHIPPED, RoomGround
from widgets.map.said import Drew
from widgets.map.tools.desk import Tools
from widgets.map.view import MapView

_WIDEN = Question("widen", "", "How many kilometres around it?", "Widen", "kilometres, as 5 or 0.5")


_LOW = 230
"""Px of height at scale 1 below which the acts stand on their keys alone."""
_UNBOUNDED = 16_777_215
"""Qt's own word for no limit of a height."""
_OF_WHAT = "of what is in view · of all: 6 GeoJSON, 7 KML"


class MapPanel(AskingPanel):
    """`view` is the map, `tools` what stands beside it. Its selection is the panel's intent; what is left out stands in the header."""

    shaped = Signal(object)
    """A sound drawing (drawing.pad.Finished) that was handed on to its sheet."""

    def __init__(self, look: Look, keeper: Keeper | None = None, room: RoomGround = SHIPPED) -> None:
        super().__init__(look, "Map")
        self._larger = 1.0
        self._bare = False
        self.view = MapView(look.theme, room=room)
        self.drawer = Drawer(look)
        self.tools = Tools(self.view, self.drawer, keeper or Forgetful(), self)
        self.pad = Pad()
        self._choosing = ""
        """What the foot asks for: DRAW what, EXPORT as what, or nothing."""
        self._wrong = ""
        self._off = ""
        self._scope = ""
        self._selected = ("", "")
        self._picture: Picture | None = None
        self.view.selected.connect(self.selected)
        self.view.drew.connect(self._drew)
        self.view.arrived.connect(self._listen)
        self.view.restarted.connect(lambda: self.set_behind(behind=True))
        self.view.settled.connect(lambda _: self.set_behind(behind=False))
        self.tools.rearranged.connect(lambda: self.set_scope(self._scope))
        look.changed.connect(self._dress)
        self._dress()
        self.set_content(self._arranged())
        self.setFocusProxy(self.view)
        self.installEventFilter(self)
        self._foot()

    def _arranged(self) -> QWidget:
        body = QWidget()
        body.setFocusProxy(self.view)
        layout = QHBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.drawer)
        return body

    def enlarge(self, factor: float) -> None:
        """Draw the map's words and signs this much larger, as for a wall."""
        self._larger = factor
        self._dress()

    def _dress(self) -> None:
        self.view.wear(self.look.theme, self.look.scale * self._larger)

    def bare(self, *, bare: bool) -> None:
        """Show the map alone, as on a wall, or with its header and its acts again."""
        self._bare = bare
        self.header.setVisible(not bare)
        self._fold()

    def _fold(self) -> None:
        """In little room the map itself is what stays; its acts go by their keys then, and come back while one of them is under way."""
        low = self.height() < self.look.px(_LOW) and not (self.pad.active or self._choosing)
        self.foot.setMaximumHeight(0 if self._bare or low else _UNBOUNDED)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less stands beside the map now."""
        super().resizeEvent(event)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        """A web view beside a plot may else be given nothing at all."""
        return QSize(260, 220)

    def stand(self, picture: Picture, off: str, selected: tuple[str, str] | None) -> None:
        """Say what can be snapped to and edited, and why nothing can be drawn here (`off`, empty if it can)."""
        self._picture = picture
        if (off, selected or ("", "")) != (self._off, self._selected):
            self._off, self._selected = off, selected or ("", "")
            if off and self.pad.active:
                self.leave_drawing()
            self._foot()

    def leave_drawing(self) -> None:
        """Take the drawing away: it was signed, or left."""
        self.pad.leave()
        self._choosing, self._wrong = "", ""
        self._show()

    # ---- what a hand does

    def acted(self, name: str, subject: str) -> None:
        """An act of the foot, by button or key."""
        if name in {DRAW, EXPORT}:
            self._choosing = name
        elif name == EDIT:
            self._edit()
        elif name.startswith(CHOOSE):
            self._begin(int(name.removeprefix(CHOOSE)))
        elif (verb := verb_of(name)) is not None:
            self.do(verb)
            return
        elif name.startswith(SAVE):
            self._choosing = ""
            self.act_requested.emit(name, subject)
        else:
            self.act_requested.emit(name, subject)
            return
        self._show()

    def do(self, verb: str) -> None:
        """Do one thing to the drawing, or leave it."""
        self._wrong = ""
        match verb:
            case "add" | "insert" | "move":
                self.view.at_cross(verb)
            case "undo":
                self.pad.undo()
            case "redo":
                self.pad.redo()
            case "remove":
                self.pad.remove()
            case "next" | "previous":
                self.pad.walk(1 if verb == "next" else -1)
            case "widen":
                self.ask(_WIDEN)
                return
            case "finish":
                self._finish()
            case "leave":
                self.leave_drawing()
            case _:
                raise ValueError(f"drawing: {verb!r} is no deed of the foot")
        self._show()

    def _begin(self, number: int) -> None:
        self._choosing = ""
        if self._picture is not None:
            self.pad.begin(PURPOSES[number], targets(self._picture))
            self.view.setFocus()

    def _edit(self) -> None:
        found = existing(self._picture, *self._selected) if self._picture is not None else None
        if found is not None and self._picture is not None:
            self.pad.begin(found[0], targets(self._picture), found[1], self._selected[1])
            self.view.setFocus()

    def _drew(self, said: Drew) -> None:
        at = (said.lon, said.lat)
        self._wrong = ""
        match said.deed:
            case "add":
                self.pad.add(at, said.zoom, snap=not said.cross)
            case "insert":
                last = 0 if self.pad.sketch is None else len(self.pad.sketch.corners)
                self.pad.insert(last if said.index is None else said.index + said.cross, at, said.zoom)
            case "move" if said.cross:
                self.pad.move_chosen(at, said.zoom)
            case "move":
                self.pad.move(said.index or 0, at, said.zoom)
            case "remove":
                self.pad.remove(said.index)
            case "choose":
                self.pad.choose(said.index)
        self._show()

    def _finish(self) -> None:
        found = self.pad.finish()
        if isinstance(found, Finished):
            self.shaped.emit(found)
        else:
            self._wrong = found.reason

    def _say(self, question: Question) -> None:
        """A margin is the pad's own affair; every other question is the desk's."""
        if question.verb != _WIDEN.verb:
            super()._say(question)
            return
        written = self.entry.text().strip()
        self.leave_question()
        self._wrong = self.pad.widen(written)
        self.view.setFocus()
        self._show()

    # ---- keys

    def _listen(self) -> None:
        """Hear the keys before the page and before the window does; the page's own widget is another after a restart."""
        hand = self.view.hand
        if hand is not None:
            hand.removeEventFilter(self)
            hand.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While something is drawn, its keys are the pad's: not the page's, not the window's."""
        if self.question is None and (self.pad.active or self._choosing) and isinstance(event, QKeyEvent):
            deed = verb(event) if self.pad.active else "leave" if event.key() == Qt.Key.Key_Escape else ""
            if deed and event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if deed and event.type() is QEvent.Type.KeyPress:
                self.do(deed)
                return True
        return super().eventFilter(watched, event)

    # ---- what is shown

    def set_scope(self, scope: str) -> None:
        """The header's right: what is drawn and what is wrong with it, else what is in view and, never silent, what is left out of it."""
        self._scope = scope
        purpose = self.pad.purpose
        if purpose is None:
            super().set_scope(" · ".join(part for part in (self.view.stack.said(), scope) if part))
            return
        lead = f"editing {purpose.label.lower()}" if self.pad.subject else f"drawing {purpose.label.lower()}"
        super().set_scope(" · ".join(part for part in (lead, self.said) if part))

    @property
    def said(self) -> str:
        """What is said of the drawing: why it was not taken, else its measures and what is wrong with it."""
        return self._wrong or self.pad.note()

    def _show(self) -> None:
        self.view.state(drawing=self.pad.page())
        self._foot()
        self.set_scope(self._scope)

    def _foot(self) -> None:
        self._fold()
        if self.pad.active and self.pad.purpose is not None:
            self.set_acts(acts())
        elif self._choosing:
            self.set_acts(*((choices(), "Draw what?") if self._choosing == DRAW else (forms(), _OF_WHAT)))
        else:
            editable = self._picture is not None and existing(self._picture, *self._selected) is not None
            self.set_acts(resting(self._off, editable=editable))
