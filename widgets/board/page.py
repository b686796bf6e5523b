"""The page of one thing: its title, then facts under headings; a fact that rests on a row can be followed.

`followed(kind, subject)` on Enter. Deliberately absent: leaving the page (its panel knows what stood there before).
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.board.model import Entry, Fact
from widgets.board.present import FACT_COLUMNS, LOW, TITLE_COLUMNS, page_rows, title_lines
from widgets.look import Look
from widgets.rows import RowList
from widgets.sheet import Sheet
from widgets.tokens import Token


class Page(QWidget):
    """Shows an entry whole. `turned` when another fact was selected."""

    followed = Signal(str, str)
    turned = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.entry: Entry | None = None
        self.title = Sheet(look, TITLE_COLUMNS, name=f"{name}: what this is", margin=12, pad=5, ground=Token.RAISED)
        self.list = RowList(look, FACT_COLUMNS, row_height=LOW, name=f"{name}: what is known", margin=12)
        self.list.selected.connect(lambda _key: self.turned.emit())
        self.list.opened.connect(lambda _key: self.follow())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.title)
        layout.addWidget(self.list, 1)
        self.setFocusProxy(self.list)

    def show_entry(self, entry: Entry) -> None:
        """Show this entry; a page of another thing begins at its first fact."""
        fresh = self.entry is None or self.entry.key != entry.key
        self.entry = entry
        self.title.show_lines(title_lines(entry))
        self.list.show_rows(page_rows(entry.parts))
        if fresh:
            self.list.take_order()

    @property
    def fact(self) -> Fact | None:
        """The selected fact, or None."""
        part, _, place = (self.list.key or "").partition(".")
        if self.entry is None or not (part.isdigit() and place.isdigit()) or int(part) >= len(self.entry.parts):
            return None
        facts = self.entry.parts[int(part)].facts
        return facts[int(place)] if int(place) < len(facts) else None

    def follow(self) -> None:
        """Ask for the row that the selected fact rests on."""
        fact = self.fact
        if fact is not None and fact.subject:
            self.followed.emit(fact.kind, fact.subject)
