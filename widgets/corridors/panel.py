"""The corridor panel: shows one corridor, emits intents, holds, opens and closes nothing.

Intents: `selected("corridor", subject)` for ← and →; `verify` (about a leg), `declare`, `map`. Enter opens its page. Deliberately
absent: which corridor is shown (the caller resolves the one it selected), and any word of permission.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.board.page import Page
from widgets.board.paged import Paged
from widgets.corridors.bar import SegmentBar
from widgets.corridors.model import CorridorsModel
from widgets.corridors.present import FACT_COLUMNS, HEAD_COLUMNS, NOTE_COLUMNS, fact_lines, head_lines, note_lines
from widgets.look import Look
from widgets.panel import Panel
from widgets.sheet import Sheet


class CorridorsPanel(Panel):
    """← → go through the corridors; V, D and M ask for acts on the one shown; Enter opens its page."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Corridor")
        self.model = CorridorsModel("")
        self.head = Sheet(look, HEAD_COLUMNS, name="declared and conditions", margin=12, pad=6)
        self.bar = SegmentBar(look)
        self.facts = Sheet(look, FACT_COLUMNS, name="parties, window, movements, notifications", margin=12, pad=0)
        self.note = Sheet(look, NOTE_COLUMNS, name="note", margin=12, pad=0)
        body = QWidget()
        body.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        body.setAccessibleName("corridor")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.head, self.bar, self.facts, self.note):
            layout.addWidget(part)
        layout.addStretch(1)
        self.opened = False
        self.page = Page(look, "corridor")
        self.page.followed.connect(lambda kind, subject: self.act_requested.emit(f"follow:{kind}", subject))
        self.page.turned.connect(self._dress_foot)
        self.paged = Paged(body, self.page)
        self.set_body(self.paged)
        self.foot.requested.disconnect()
        self.foot.requested.connect(self._acted)

    def show_model(self, model: CorridorsModel) -> None:
        """Show the whole corridor."""
        self.model = model
        view = model.corridor
        self.set_scope(model.scope)
        self.show_condition(model.condition)
        self.head.show_lines(head_lines(view) if view is not None else ())
        self.bar.show_legs(view.legs if view is not None else ())
        self.facts.show_lines(fact_lines(view) if view is not None else ())
        self.note.show_lines(note_lines(view) if view is not None else ())
        if model.page is not None and self.opened:
            self.page.show_entry(model.page)
        self.opened = self.opened and model.page is not None
        self.paged.turn(to_page=self.opened)
        self._dress_foot()

    def open_page(self) -> None:
        """Open the page of the corridor that is shown, as Enter does."""
        self.opened = True
        self.turned.emit()

    def leave(self) -> bool:
        """Esc closes the page."""
        if not self.opened:
            return False
        self.opened = False
        self.paged.turn(to_page=False)
        self._dress_foot()
        return True

    def _dress_foot(self) -> None:
        page, fact = self.model.page if self.opened else None, self.page.fact if self.opened else None
        if page is None:
            self.set_acts(self.model.acts)
            return
        first = fact.acts if fact is not None else ()
        steps = tuple(act for act in self.model.acts if act.name in {"step", "map"})
        self.set_acts((*first, *(act for act in page.acts if act.key not in {each.key for each in first}), *steps))

    def _acted(self, name: str, subject: str) -> None:
        if name == "step":
            self.selected.emit("corridor", subject)
        elif name == "detail":
            self.open_page()
        else:
            self.act_requested.emit(name, subject)
