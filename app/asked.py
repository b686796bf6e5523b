"""Questions that are answered in a thread of their own, while the Qt thread goes on. The last question asked wins.

One that was asked on the way is left, and an answer that nobody waits for any more is not told. Deliberately absent: what is asked.
"""

from __future__ import annotations

import sys
import threading
from abc import abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager

from PySide6.QtCore import QObject, Qt, Signal

from feeds.errors import WatchroomError

SWITCH_S = 0.000_1
"""The longest that the Qt thread waits for the interpreter while something is read; it asks for it anew after each call into Qt."""

Answering = Callable[[object], object]
"""From a question to its answer; called in the thread alone."""


class Asked(QObject):
    """`failed(text)` if nothing can be answered. The thread starts with the first question."""

    failed = Signal(str)
    _answered = Signal(object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._wanted: object = None
        self._heard = threading.Condition()
        self._ended = False
        self._thread: threading.Thread | None = None
        self._answered.connect(self._arrived, Qt.ConnectionType.QueuedConnection)

    @abstractmethod
    def answering(self) -> AbstractContextManager[Answering]:
        """Open what answers, in the thread; it is closed there too."""

    @abstractmethod
    def tell(self, question: object, answer: object) -> None:
        """Hand an answer on, in the Qt thread."""

    def ask(self, question: object) -> None:
        """Have this answered; None is no question."""
        with self._heard:
            self._wanted = question
            self._heard.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()

    def close(self) -> None:
        """End the thread; an answer on its way is finished first."""
        with self._heard:
            self._ended = True
            self._heard.notify()
        if self._thread is not None:
            self._thread.join()

    @property
    def stale(self) -> bool:
        """Whether nobody waits any more for what is being answered: an answer that takes long looks now and then."""
        return self._ended or self._wanted is not None

    def _arrived(self, question: object, answer: object) -> None:
        if not self._ended:
            self.tell(question, answer)

    def _next(self) -> object:
        """Wait for a question; None at the end."""
        with self._heard:
            self._heard.wait_for(lambda: self._ended or self._wanted is not None)
            wanted, self._wanted = self._wanted, None
            return None if self._ended else wanted

    def _run(self) -> None:
        sys.setswitchinterval(SWITCH_S)
        try:
            with self.answering() as answer:
                while (wanted := self._next()) is not None:
                    found = answer(wanted)
                    if self._wanted is None:
                        self._answered.emit(wanted, found)
        except WatchroomError as error:
            self.failed.emit(str(error))
