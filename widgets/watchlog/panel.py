"""The watch log's panel: a list, newest at the bottom, and one line to write in. It writes nothing by itself.

`logged(text)` when a line was finished with Enter, and the same as the intent `log:TEXT`. Long entries take as many lines as they need.
C takes the selected entry's words into the line; Enter then emits `correct:TEXT` about that entry, Esc leaves it as it is. Deliberately
absent: editing; a correction is a new entry that names the old one, which stays and is struck.
"""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.cells import Act, Align, Cell, Column, Row, Word
from widgets.entry import Entry as Line
from widgets.look import Look
from widgets.panel import Panel
from widgets.prose import wrapped
from widgets.roles import Role
from widgets.rows import RowList
from widgets.tokens import Token
from widgets.watchlog.model import Entry, WatchLogModel

_TIME, _BY, _MARGIN = 78, 124, 12
COLUMNS = (Column("", _TIME), Column(), Column("", _BY, Align.RIGHT))
LOW, TALL = 28, 42
_PAIR = 2
_LONGEST = 1000


def entry_rows(entry: Entry, lines: tuple[str, ...]) -> tuple[Row, ...]:
    """An entry as rows of at most two lines each: the first has time and role, the rest goes on under it."""
    pairs = [lines[at : at + _PAIR] for at in range(0, len(lines), _PAIR)]
    return tuple(_row(entry, pair, number) for number, pair in enumerate(pairs))


def _row(entry: Entry, pair: tuple[str, ...], number: int) -> Row:
    token = Token.TEXT3 if entry.corrected or entry.sending else Token.TEXT
    tall = len(pair) == _PAIR
    text = tuple(
        Cell(1, (Word(words, Role.BODY, token, struck=entry.corrected),), line if tall else None) for line, words in enumerate(pair)
    )
    first = 0 if tall else None
    head = (
        (Cell(0, (Word(entry.time, Role.MONO, Token.TEXT2),), first), Cell(2, (Word(entry.by, Role.CAPTION, Token.TEXT3),), first))
        if number == 0
        else ()
    )
    under = (Cell(2, (Word(entry.sending, Role.CAPTION, Token.TEXT2),), first),) if entry.sending and number == 0 else ()
    return Row(
        key=entry.subject if number == 0 else f"{entry.subject}#{number}",
        cells=(*head, *text, *under),
        accessible=_spoken(entry) if number == 0 else " ".join(pair),
        height=TALL if tall else LOW,
    )


def _spoken(entry: Entry) -> str:
    parts = (entry.time, entry.text, entry.by, entry.corrects, "corrected" if entry.corrected else "", entry.sending)
    return ", ".join(part for part in parts if part)


class WatchLogPanel(Panel):
    """`logged(text)`: a line was written. The list keeps to its newest entry until a hand moves it."""

    logged = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Watch log")
        self.model = WatchLogModel("")
        self._room = 0.0
        self._measured: dict[str, tuple[str, ...]] = {}
        look.changed.connect(self._look_changed)
        self.list = RowList(look, COLUMNS, row_height=LOW, name="watch log", margin=_MARGIN)
        self._correcting = ""
        """Subject of the entry that the line corrects, "" while it writes a new one."""
        self.list.selected.connect(self._chose)
        self.list.view.verticalScrollBar().rangeChanged.connect(self._keep)
        self.line = Line(look, "new entry of the watch log", limit=_LONGEST)
        self.line.returnPressed.connect(self._log)
        self._foot = QWidget()
        row = QVBoxLayout(self._foot)
        row.setContentsMargins(10, 4, 10, 8)
        row.addWidget(self.line)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._foot)
        self.set_body(self.list)
        self.foot.requested.disconnect()
        self.foot.requested.connect(lambda _name, subject: self._begin(subject))

    def show_model(self, model: WatchLogModel) -> None:
        """Show the whole log."""
        if model == self.model and self.list.rows:
            return
        self.model = model
        self.show_condition(model.condition)
        self.line.setEnabled(not model.off)
        self.line.setPlaceholderText(model.off or "Write an entry, Enter logs it")
        self._fill()
        self._dress_foot()

    def _chose(self, key: str) -> None:
        self.selected.emit("log_entry", key.partition("#")[0])
        self._dress_foot()

    def _dress_foot(self) -> None:
        """The scope says what the line corrects; only what is on disk and not corrected yet can be."""
        entry = self._entry((self.list.key or "").partition("#")[0])
        corrected = self._entry(self._correcting)
        why = self.model.off or _uncorrectable(entry)
        self.set_scope(f"correcting {corrected.time} · Esc leaves it" if corrected is not None else self.model.scope)
        subject = entry.subject if entry is not None else ""
        self.set_acts((Act("correct", "Correct this entry", "C", subject, enabled=not why, reason=why, quiet=True),))

    def _entry(self, subject: str) -> Entry | None:
        return next((each for each in self.model.entries if subject and each.subject == subject), None)

    def _begin(self, subject: str) -> None:
        """Take an entry's words into the line, to be written anew."""
        entry = self._entry(subject)
        if entry is None or _uncorrectable(entry):
            return
        self._correcting = subject
        self.line.setMaxLength(max(_LONGEST, len(entry.text)))
        self.line.setText(entry.text)
        self.line.setAccessibleDescription(f"corrects the entry of {entry.time}")
        self.line.setFocus()
        self.line.selectAll()
        self._dress_foot()

    def leave(self) -> bool:
        """Esc leaves a correction unwritten."""
        if not self._correcting:
            return False
        self._end()
        self.list.view.setFocus()
        return True

    def _end(self) -> None:
        self._correcting = ""
        self.line.clear()
        self.line.setAccessibleDescription("")
        self._dress_foot()

    def _fill(self) -> None:
        room = self.list.width() - self.look.px(_TIME + _BY) - 2 * _MARGIN - 8
        rows: list[Row] = []
        for entry in self.model.entries:
            said = f"{entry.text} ({entry.corrects})" if entry.corrects else entry.text
            rows += entry_rows(entry, self._lines(said, max(120, room)))
        self.list.show_rows(rows)
        self._keep()

    def _lines(self, text: str, room: float) -> tuple[str, ...]:
        """The lines of an entry, measured once for each width: a night's log is long and changes at its end."""
        if room != self._room:
            self._room, self._measured = room, {}
        if text not in self._measured:
            self._measured[text] = wrapped(self.look, text, Role.BODY, room)
        return self._measured[text]

    def _keep(self) -> None:
        """The newest entry stays in sight until a hand is in the list."""
        if not self.list.view.hasFocus():
            self.list.view.scrollToBottom()

    def _look_changed(self) -> None:
        """Another face is wider or narrower."""
        self._room = 0.0
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break anew."""
        super().resizeEvent(event)
        self._fill()

    def _log(self) -> None:
        """An empty line says nothing; what was written leaves with the intent."""
        text = self.line.text().strip()
        if not text or self.model.off:
            return
        old = self._correcting
        self._end()
        self.logged.emit(text)
        self.act_requested.emit(f"correct:{text}" if old else f"log:{text}", old)


def _uncorrectable(entry: Entry | None) -> str:
    """Why an entry cannot be corrected now, or empty."""
    if entry is None:
        return "no entry is selected"
    if entry.sending:
        return "it is being sent"
    return "it was corrected: correct what corrects it" if entry.corrected else ""
