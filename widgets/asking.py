"""A panel that can ask something before it emits an intent: a choice, a reason, or both, in its own foot. Never a dialog.

While it asks, the foot holds the choices and then the confirming act; the panel goes on showing its model. Esc leaves and nothing was
said. Deliberately absent: what is asked (panels write their questions) and heavy acts, which take a review sheet.
"""

from dataclasses import dataclass, replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.cells import Act
from widgets.entry import Entry
from widgets.look import Look
from widgets.panel import Panel

_CHOOSE = "choose:"
_SAY = "say"
_LEAVE = "leave"


@dataclass(frozen=True)
class Choice:
    """One of a few: its value in the intent, its label, its key."""

    value: str
    label: str
    key: str


@dataclass(frozen=True)
class Question:
    """What is asked before `verb` is emitted about `subject`. The intent is `verb[:choice]:reason`.

    `title` says what it is about ("Shelve A-7K2Q: for how long?"), `confirm` the confirming act's label, `hint` stands in the empty line.
    """

    verb: str
    subject: str
    title: str
    confirm: str
    hint: str
    choices: tuple[Choice, ...] = ()
    choice: Choice | None = None

    @property
    def choosing(self) -> bool:
        """Whether a choice is still owed."""
        return bool(self.choices) and self.choice is None

    def intent(self, reason: str) -> str:
        """The intent's name: verb, choice and reason, joined by colons; the reason comes last and may hold colons itself."""
        return ":".join((self.verb, *([self.choice.value] if self.choice is not None else []), reason))


def question_acts(question: Question) -> tuple[Act, ...]:
    """The foot while a question stands."""
    # Esc is the window's own key (it closes one level wherever the focus is), so the button names it and does not take it.
    leave = Act(_LEAVE, "Leave (Esc)", "")
    if question.choosing:
        return (*(Act(_CHOOSE + each.value, each.label, each.key) for each in question.choices), leave)
    chosen = f" {question.choice.label}" if question.choice is not None else ""
    return (Act(_SAY, question.confirm + chosen, "Enter", primary=True), leave)


class AskingPanel(Panel):
    """A panel with a content, a line to write in that is there only while it asks, and a foot that asks."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__(look, title)
        self.question: Question | None = None
        self.entry = Entry(look, "reason")
        self.entry.hide()
        self._resting: tuple[tuple[Act, ...], str] = ((), "")
        self._margin = QWidget()
        self.foot.requested.disconnect()
        self.foot.requested.connect(self._requested)

    def set_content(self, content: QWidget) -> None:
        """What the panel shows, over the line to write in."""
        body = QWidget()
        body.setFocusProxy(content)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(content, 1)
        line = QVBoxLayout(self._margin)
        line.setContentsMargins(10, 4, 10, 2)
        line.addWidget(self.entry)
        self._margin.hide()
        layout.addWidget(self._margin)
        self.set_body(body)

    def ask(self, question: Question) -> None:
        """Put this question in the foot; the focus goes to the line as soon as a reason is all that is owed."""
        self.question = question
        self.entry.clear()
        self.entry.setPlaceholderText(question.hint)
        self.entry.setVisible(not question.choosing)
        self._margin.setVisible(not question.choosing)
        self.foot.show_acts(question_acts(question), question.title)
        if not question.choosing:
            self.entry.setFocus()

    def leave_question(self) -> None:
        """Ask nothing any more; the foot is what the model said last."""
        if self.question is None:
            return
        self.question = None
        self.entry.hide()
        self._margin.hide()
        self.foot.show_acts(*self._resting)
        self.setFocus()

    def set_acts(self, acts: tuple[Act, ...], note: str = "") -> None:
        """The foot's acts; a standing question keeps the foot until it is answered or left."""
        self._resting = (acts, note)
        if self.question is None:
            self.foot.show_acts(acts, note)

    def acted(self, name: str, subject: str) -> None:
        """An act of the model was asked for. Panels that ask first, or do something of their own, override this."""
        self.act_requested.emit(name, subject)

    def leave(self) -> bool:
        """Esc leaves a question."""
        if self.question is None:
            return super().leave()
        self.leave_question()
        return True

    def _requested(self, name: str, subject: str) -> None:
        question = self.question
        if question is None:
            self.acted(name, subject)
        elif name == _LEAVE:
            self.leave_question()
        elif name == _SAY:
            self._say(question)
        elif name.startswith(_CHOOSE):
            value = name.removeprefix(_CHOOSE)
            self.ask(replace(question, choice=next(each for each in question.choices if each.value == value)))

    def _say(self, question: Question) -> None:
        """A reason is owed: an empty one is not sent, and the line says so."""
        reason = self.entry.text().strip()
        if not reason:
            self.entry.setPlaceholderText(f"{question.hint} · it is needed")
            return
        self.leave_question()
        self.act_requested.emit(question.intent(reason), question.subject)
