"""The roll-call's panel: shows its model, emits intents, reminds nobody by itself.

Intents: `selected(kind, subject)` for the item under the hand; about "REQUEST/ENTITY": `history` for Enter, `remind` for U where an answer
is late, `countersign` for C where one's own words were given by voice; `relay:ENTITY` for V, about the request. Deliberately absent:
answering for oneself (the liaison's item panel has it).
"""

from PySide6.QtCore import QEvent, QModelIndex, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.cells import Act
from widgets.look import Look
from widgets.panel import Panel
from widgets.rollcall.grid import Grid
from widgets.rollcall.model import CallCell, CallRow, RollCallModel
from widgets.row_parts import Strip

_NOT_LATE = "nothing is late there"
_NO_CELL = "no cell is selected"
_UNBOUNDED = 16_777_215
"""Qt's own word for no limit of a height."""


class RollCallPanel(Panel):
    """Arrows move; Enter asks for the history of a cell, U reminds."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Roll-call")
        self.model = RollCallModel("")
        self.grid = Grid(look)
        self.strip = Strip(look, 22)
        self.strip.hide()
        self.grid.selectionModel().currentChanged.connect(self._moved)
        self.grid.verticalScrollBar().valueChanged.connect(self._count)
        self.grid.verticalScrollBar().rangeChanged.connect(self._count)
        self.grid.horizontalScrollBar().valueChanged.connect(self._count)
        self.grid.horizontalScrollBar().rangeChanged.connect(self._count)
        body = QWidget()
        body.setFocusProxy(self.grid)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.strip)
        layout.addStretch(0)
        self._room = body
        body.installEventFilter(self)
        self.set_body(body)

    def show_model(self, model: RollCallModel) -> None:
        """Show the whole grid."""
        self.model = model
        self.set_scope(model.scope)
        self.show_condition(model.condition)
        self.grid.show_model(model)
        self._dress()
        self._count()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In another height other rows stand whole."""
        if watched is self._room and event.type() is QEvent.Type.Resize:
            self._count()
        return super().eventFilter(watched, event)

    def _count(self) -> None:
        """Whole rows only; what is not on screen is counted."""
        count, room, aside = len(self.model.rows), self._room.height(), self.grid.hidden_columns()
        whole = self.grid.whole_rows(room)
        if whole >= count and not aside:
            self.grid.setMaximumHeight(_UNBOUNDED)
            self.strip.say("")
            return
        whole = min(count, self.grid.whole_rows(room - self.strip.height()))
        self.grid.setMaximumHeight(self.grid.height_of(whole))
        above = self.grid.verticalScrollBar().value()
        below = max(0, count - above - whole)
        parts = [f"{above} above · ↑"] if above else []
        parts += [f"{below} more · ↓"] if below else []
        parts += [f"{aside} column{'' if aside == 1 else 's'} aside · ← →"] if aside else []
        self.strip.say("   ".join(parts) or "all shown")

    def _here(self) -> tuple[CallRow, CallCell | None] | None:
        index = self.grid.currentIndex()
        if not index.isValid() or index.row() >= len(self.model.rows):
            return None
        cell = self.grid.grid.cell(index)
        return self.model.rows[index.row()], cell if isinstance(cell, CallCell) else None

    def _moved(self, current: QModelIndex, before: QModelIndex) -> None:
        self._dress()
        here = self._here()
        if here is not None and current.row() != before.row():
            self.selected.emit(here[0].kind, here[0].subject)

    def _dress(self) -> None:
        here = self._here()
        row, cell = here if here is not None else (None, None)
        subject = f"{row.subject}/{cell.entity}" if row is not None and cell is not None else ""
        late = self.model.off or ("" if cell is not None and cell.remind else _NOT_LATE)
        none = "" if subject else _NO_CELL
        voice = self.model.off or none or ("" if cell is not None and cell.waits else "nothing is owed there")
        own = self.model.off or none or ("" if self._own_voice(cell) else "no words of this entity wait for a countersign")
        entity, request = (cell.entity, row.subject) if row is not None and cell is not None else ("", "")
        self.set_acts(
            (
                Act("history", "History", "Enter", subject, enabled=not none, reason=none, quiet=True),
                Act("remind", "Remind", "U", subject, enabled=not (none or late), reason=none or late, quiet=True),
                Act(f"relay:{entity}", "Record words given by voice…", "V", request, enabled=not voice, reason=voice, quiet=True),
                Act("countersign", "Countersign…", "C", subject, enabled=not own, reason=own, quiet=True),
            )
        )

    def _own_voice(self, cell: CallCell | None) -> bool:
        """Whether the cell is this entity's own, with words that somebody else recorded."""
        return cell is not None and cell.voice and cell.entity == self.model.own
