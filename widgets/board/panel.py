"""A panel that is a board: a list of things under heads, and the page that Enter opens in its place until Esc gives the list back.

Intents: `selected(kind, subject)` as the operator moves, `follow:KIND` from a fact, and the acts of the entry that is selected. ← and → go
to the next section. Deliberately absent: what is on the board (a resolver of its own says), and any act of its own.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from widgets.asking import AskingPanel
from widgets.board.model import BoardModel, Entry, Fact
from widgets.board.page import Page
from widgets.board.paged import Paged
from widgets.board.present import COLUMNS, TALL, rows
from widgets.cells import Act, Filled
from widgets.look import Look
from widgets.rows import RowList
from widgets.shortcuts import innermost_wins


class BoardPanel(AskingPanel):
    """Shows a board; `opened` is the key of the entry whose page stands there, "" for the list."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__(look, title)
        self.model = BoardModel("")
        self.opened = ""
        self.list = RowList(look, COLUMNS, row_height=TALL, name=title.lower(), margin=10)
        self.page = Page(look, title.lower())
        self.list.selected.connect(self._moved)
        self.list.opened.connect(self.open)
        self.page.followed.connect(lambda kind, subject: self.act_requested.emit(f"follow:{kind}", subject))
        self.page.turned.connect(self._dress_foot)
        self.stack = Paged(self.list, self.page)
        self.set_content(self.stack)
        for key, step in ((Qt.Key.Key_Left, -1), (Qt.Key.Key_Right, 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._turn(step))
            innermost_wins(shortcut)

    def show_model(self, model: BoardModel) -> None:
        """Show the whole board; a page whose thing left gives the list back."""
        self.model = model
        self.set_scope(model.scope)
        self.set_edge(model.edge)
        self.show_condition(model.condition)
        self.list.show_rows(rows(model))
        entry = model.entry(self.opened)
        if entry is not None:
            self.page.show_entry(entry)
        elif self.opened:
            self.close_page()
        self._dress_foot()

    def open(self, key: str) -> None:
        """Open the page of an entry."""
        entry = self.model.entry(key)
        if entry is None or not entry.parts:
            return
        self.opened = key
        self.page.show_entry(entry)
        self._turn_page(to_page=True)

    def close_page(self) -> None:
        """Give the list back, the same entry selected."""
        self.opened = ""
        self._turn_page(to_page=False)

    def _turn_page(self, *, to_page: bool) -> None:
        self.stack.turn(to_page=to_page)
        self._dress_foot()

    def leave(self) -> bool:
        """Esc closes a question, then the page."""
        if super().leave():
            return True
        if not self.opened:
            return False
        self.close_page()
        return True

    def select(self, kind: str, subject: str) -> None:
        """Select an entry without an intent: the caller knows."""
        self.list.select(f"{kind}|{subject}")
        self._dress_foot()

    @property
    def chosen(self) -> Entry | None:
        """The entry that is open, else the one that is selected."""
        return self.model.entry(self.opened or self.list.key)

    def _moved(self, key: str) -> None:
        self._dress_foot()
        entry = self.model.entry(key)
        if entry is not None:
            self.selected.emit(entry.kind, entry.subject)

    def _turn(self, step: int) -> None:
        """Go to the first entry of the next section that has one."""
        if self.opened:
            return
        firsts = [section.entries[0].key for section in self.model.sections if section.entries]
        homes = [section.entries[0].key for section in self.model.sections for entry in section.entries if entry.key == self.list.key]
        if not firsts:
            return
        here = firsts.index(homes[0]) if homes else -1 if step > 0 else 0
        key = firsts[(here + step) % len(firsts)]
        self.list.select(key)
        self.list.view.scrollTo(self.list.view.currentIndex())
        self._moved(key)

    def _dress_foot(self) -> None:
        self.set_acts(self._acts(), self.model.note)

    def _acts(self) -> tuple[Act, ...]:
        entry = self.chosen if isinstance(self.model.condition, Filled) else None
        fact = self.page.fact if self.opened else None
        own = (*(entry.acts if entry is not None else ()), *self.model.acts)
        first = fact.acts if fact is not None else ()
        taken = {act.key for act in first}
        return (*first, *(act for act in own if act.key not in taken), *self._looks(entry, fact))

    def _looks(self, entry: Entry | None, fact: Fact | None) -> tuple[Act, ...]:
        """What Enter does here, for the list of keys."""
        if self.opened:
            return (Act("follow_fact", "Follow this line", "Enter", quiet=True),) if fact is not None and fact.subject else ()
        return (Act("open_page", "Open its page", "Enter", entry.key, quiet=True),) if entry is not None and entry.parts else ()

    def acted(self, name: str, subject: str) -> None:
        """Look closer here; the rest goes out as it is."""
        if name == "open_page":
            self.open(subject)
        elif name == "follow_fact":
            self.page.follow()
        else:
            self.act_requested.emit(name, subject)
