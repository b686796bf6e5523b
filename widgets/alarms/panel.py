"""The alarm console: shows its model, emits intents, acknowledges nothing by itself.

Intents, all about the alarm's subject: `acknowledge:REVISION` (the revision on screen), `shelve:MINUTES:REASON`,
`out_of_service:REASON`, `in_service:REASON`, `why`, `map`, `remind` (about "REQUEST/ENTITY"). One alarm a key; a group only after each of
its rows was on screen. L shows what is set aside, chatters or stands,
T what the doctrine says of the selected alarm and how it was met. The focus and the selection never move by themselves. Deliberately
absent: sounds, and the link's own alarm.
"""

from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.alarms.guard import RevisionGuard
from widgets.alarms.model import AlarmItem, AlarmsModel
from widgets.alarms.present import ADVICE_COLUMNS, COLUMNS, GROUP, ROW_HEIGHT, Group, advice_lines, groups, rows
from widgets.asking import AskingPanel, Choice, Question
from widgets.board.page import Page
from widgets.board.paged import Paged
from widgets.cells import Act, Filled
from widgets.look import Look
from widgets.rows import RowList
from widgets.sheet import Sheet
from widgets.tokens import Token
from widgets.words import SEVERITIES, Stage, State

SHELVES = (Choice("15", "15 min", "1"), Choice("30", "30 min", "3"), Choice("60", "60 min", "6"))
_NONE = "no alarm is selected (F8)"
_NOT_OWED = "nothing is owed to this one"
_SENDING = "it is being sent"
_UNREAD = "not all of its rows were on screen"


class AlarmsPanel(AskingPanel):
    """`selected("alarm", subject)` as the operator moves. `select_worst` is F8, `select_next` F8 again and Shift+F8."""

    def __init__(self, look: Look, *, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(look, "Alarms")
        self.model = AlarmsModel("")
        self.guard = RevisionGuard(clock)
        self._opened: frozenset[str] = frozenset()
        self._read: set[str] = set()
        self.list = RowList(look, COLUMNS, row_height=ROW_HEIGHT, heads=True, name="alarms", margin=10)
        self.list.selected.connect(self._moved)
        self.list.view.viewport().installEventFilter(self)
        body = QWidget()
        body.setFocusProxy(self.list)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.list, 1)
        self.advice = Sheet(look, ADVICE_COLUMNS, name="what to do", margin=12, pad=5, ground=Token.RAISED)
        self.advice.hide()
        layout.addWidget(self.advice)
        self.opened = ""
        """Subject of the alarm whose page is open, "" where none is."""
        self.page = Page(look, "alarm lists")
        self.page.followed.connect(self._follow)
        self.paged = Paged(body, self.page)
        self.set_content(self.paged)

    def show_model(self, model: AlarmsModel) -> None:
        """Show the whole console."""
        self.model = model
        self.guard.show(model.items)
        self._opened &= {group.key for group in groups(model)}
        self._read &= {item.occurrence for item in model.items}
        self.set_scope(model.scope)
        self.show_condition(model.condition)
        grave = any(item.severity is State.CRITICAL and item.stage is Stage.UNACKNOWLEDGED for item in model.items)
        self.set_edge(Token.CRITICAL if grave else None)
        page = model.met if self.opened else model.lists
        if page is not None:
            self.page.show_entry(page)
        if self.opened:
            self.paged.turn(to_page=model.met is not None)
        self._fill()

    def select(self, subject: str | None) -> None:
        """Select an alarm without an intent: the caller knows. One that is folded in a group opens its group."""
        folded = next((group.key for group in groups(self.model) if any(item.subject == subject for item in group.items)), None)
        if folded is not None and folded not in self._opened:
            self._opened |= {folded}
            self._fill()
        self.list.select(subject)
        self._dress_foot()

    def select_worst(self) -> str | None:
        """Select the worst unacknowledged alarm, the oldest of these first, and tell; None where there is none."""
        worst = self._owed()[:1]
        return self._go(worst[0]) if worst else None

    def select_next(self, *, back: bool = False) -> str | None:
        """Select the next (or previous) unacknowledged alarm after the selected one, worst first, and tell."""
        owed = [item.subject for item in self._owed()]
        key = self.list.key
        if not owed or key not in owed:
            return self.select_worst()
        place = (owed.index(key) + (-1 if back else 1)) % len(owed)
        return self._go(self._owed()[place])

    def _owed(self) -> list[AlarmItem]:
        owed = [item for item in self.model.items if item.unacknowledged]
        return sorted(owed, key=lambda item: (SEVERITIES.index(item.severity), item.onset, item.subject))

    def _go(self, item: AlarmItem) -> str:
        self._show_lists(shown=False)
        self.select(item.subject)
        self.list.view.scrollTo(self.list.view.currentIndex())
        self.selected.emit("alarm", item.subject)
        return item.subject

    def _moved(self, key: str) -> None:
        self._dress_foot()
        if not key.startswith(GROUP):
            self.selected.emit("alarm", key)

    def _fill(self) -> None:
        self.list.show_rows(rows(self.model, self._opened, self.guard.notes))
        self._dress_foot()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A painted row was on screen: only such rows may be acknowledged as a group."""
        if event.type() is QEvent.Type.Paint and watched is self.list.view.viewport():
            self._note_read()
        return super().eventFilter(watched, event)

    def _note_read(self) -> None:
        view = self.list.view
        seen = view.viewport().rect()
        for place, row in enumerate(self.list.rows):
            item = self.model.item(row.key)
            if item is not None and item.occurrence not in self._read and seen.contains(view.visualRect(self.list.model.index(place))):
                self._read.add(item.occurrence)
                if self.question is None and self._group() is not None:
                    self._dress_foot()

    def _group(self) -> Group | None:
        """The selected group: its head or one of its rows."""
        key = self.list.key
        return next((group for group in groups(self.model) if key == group.key or any(i.subject == key for i in group.items)), None)

    def leave(self) -> bool:
        """Esc closes a question, then the lists."""
        if super().leave():
            return True
        if not self.paged.open:
            return False
        self._show_lists(shown=False)
        return True

    def _show_lists(self, *, shown: bool) -> None:
        self.opened = ""
        if shown and self.model.lists is not None:
            self.page.show_entry(self.model.lists)
        self.paged.turn(to_page=shown)
        self._dress_foot()

    def _show_met(self, subject: str) -> None:
        """Ask for the page of an alarm; it opens as it comes."""
        self.opened = subject
        self.turned.emit()

    def _follow(self, kind: str, subject: str) -> None:
        """An alarm of the lists that is open is selected in the console; one that is over is followed as any row."""
        if self.model.item(subject) is None:
            self.act_requested.emit(f"follow:{kind}", subject)
            return
        self._show_lists(shown=False)
        self.select(subject)
        self.selected.emit("alarm", subject)

    def _dress_foot(self) -> None:
        closing = Act("close", "Close the page", "T") if self.opened else Act("lists", "Close the lists", "L")
        self.set_acts((closing,) if self.paged.open else self._acts())
        advised = () if self.paged.open else advice_lines(self.model.item(self.list.key))
        if advised != self.advice.lines:
            self.advice.show_lines(advised)
            self.list.view.scrollTo(self.list.view.currentIndex())

    def _acts(self) -> tuple[Act, ...]:
        item = self.model.item(self.list.key)
        off = self.model.off
        why = _NONE if item is None else ""
        subject = item.subject if item is not None else ""
        owed = why or off or _not_owed(item)
        if not isinstance(self.model.condition, Filled):
            why = owed = "there is no alarm"
        elsewhere = item.elsewhere if item is not None else ""
        shelf = off or why or elsewhere or ("" if item is not None and item.stage in _MAY_SHELVE else "it cannot be shelved")
        return (
            Act("acknowledge", "Acknowledge", "Enter", subject, primary=True, enabled=not owed, reason=owed),
            Act("why", "Why", "W", subject, enabled=not why, reason=why),
            Act("map", "On map", "M", subject, enabled=not why, reason=why),
            Act("shelve", "Shelve…", "S", subject, enabled=not shelf, reason=shelf, right=True),
            *self._group_acts(off),
            *_service(item, off),
            Act("met", "Guidance, and how it was met", "T", subject, enabled=not why, reason=why, quiet=True),
            Act("lists", "Set aside, chattering, standing", "L", quiet=True),
            *((Act("remind", "Remind", "U", item.remind, quiet=True),) if item is not None and item.remind and not off else ()),
        )

    def _group_acts(self, off: str) -> tuple[Act, ...]:
        group = self._group()
        if group is None:
            return ()
        unread = any(item.occurrence not in self._read for item in group.owed)
        reason = off or (_UNREAD if unread else "" if group.owed else _NOT_OWED)
        opens = "Close group" if group.key in self._opened else "Open group"
        return (
            Act("group", opens, "G", group.key, quiet=True),
            Act("acknowledge_group", "Acknowledge group", "Shift+Enter", group.key, enabled=not reason, reason=reason, quiet=True),
        )

    def acted(self, name: str, subject: str) -> None:
        """Acknowledge through the guard, shelve through a question, open groups here; the rest goes out as it is."""
        if name == "acknowledge":
            self._acknowledge(subject)
        elif name == "acknowledge_group":
            self._acknowledge_group(subject)
        elif name == "lists":
            self._show_lists(shown=not self.paged.open)
        elif name == "met":
            self._show_met(subject)
        elif name == "close":
            self._show_lists(shown=False)
        elif name == "group":
            self._opened ^= {subject}
            self._fill()
        elif name in _SERVICE:
            title, confirm = _SERVICE[name]
            self.ask(Question(name, subject, title, confirm, "Why"))
        elif name == "shelve":
            item = self.model.item(subject)
            ident = item.ident if item is not None else subject
            question = Question("shelve", subject, f"Shelve {ident}: for how long?", "Shelve", f"Why {ident} is shelved", SHELVES)
            self.ask(question)
        else:
            self.act_requested.emit(name, subject)

    def ask(self, question: Question) -> None:
        """The title follows from what is owed."""
        title = question.title if question.choosing or question.verb in _SERVICE else "It comes back by itself, with its sound."
        super().ask(replace(question, title=title))

    def _acknowledge(self, subject: str) -> None:
        item = self.model.item(subject)
        if _not_owed(item) or item is None:
            return
        if self.guard.may(subject):
            self.act_requested.emit(f"acknowledge:{item.revision}", subject)
        self._fill()

    def _acknowledge_group(self, key: str) -> None:
        group = next((each for each in groups(self.model) if each.key == key), None)
        if group is None or any(item.occurrence not in self._read for item in group.owed):
            return
        for item in group.owed:
            self._acknowledge(item.subject)


_SERVICE = {
    "out_of_service": ("No alarm of this kind rings here until a person takes that back.", "Take out of service"),
    "in_service": ("Alarms of this kind ring here again.", "Put back in service"),
}


def _service(item: AlarmItem | None, off: str) -> tuple[Act, ...]:
    """Out of service is by a person and has no end of its own: only a person takes it back."""
    if item is None:
        return ()
    name, label = ("in_service", "Back in service…") if item.out_of_service else ("out_of_service", "Out of service…")
    off = off or item.elsewhere
    return (Act(name, label, "X", item.subject, enabled=not off, reason=off, quiet=True),)


def _not_owed(item: AlarmItem | None) -> str:
    """Why an alarm is not to be acknowledged now, or empty. What is being sent is not sent twice."""
    if item is None or not item.unacknowledged:
        return _NOT_OWED
    return item.elsewhere or (_SENDING if item.sending else "")


_MAY_SHELVE = {Stage.UNACKNOWLEDGED, Stage.RETURNED, Stage.ACKNOWLEDGED}
