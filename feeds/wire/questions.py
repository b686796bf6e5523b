"""What was asked of the hub and is not answered: by number, bounded; asked again of a hub that did not know us, dropped with a lost link.

Deliberately absent: sockets, clocks, and the pages themselves.
"""

from __future__ import annotations

from typing import Final

from feeds.errors import OverLimit
from feeds.wire.protocol import AskHistory, AskMore, AskOriginal, OriginalPart, Page

MOST: Final = 64
"""Questions that may be open at once."""


class Questions:
    """Open questions in the order they were asked. Numbers are never used twice."""

    def __init__(self) -> None:
        """Start with none."""
        self._number = 0
        self._open: dict[int, AskHistory | AskMore | AskOriginal] = {}
        self._dropped: list[int] = []

    def number(self) -> int:
        """Return the next number."""
        self._number += 1
        return self._number

    def ask(self, question: AskHistory | AskMore | AskOriginal) -> None:
        """Keep a question until it is answered. The next page of a history is always let in: it goes on where its last page closed.

        Raises:
            OverLimit: too many are open; this one is not kept.

        """
        if len(self._open) >= MOST and not isinstance(question, AskMore):
            raise OverLimit("link", "too many questions are open", len(self._open), f"at most {MOST}")
        self._open[question.number] = question

    def answered(self, answer: Page | OriginalPart) -> None:
        """Close what is answered: a page closes its question, an original its own with the last part."""
        if answer.last or isinstance(answer, Page):
            self._open.pop(answer.number, None)

    def open(self) -> tuple[AskHistory | AskMore | AskOriginal, ...]:
        """Return what is open."""
        return tuple(self._open.values())

    def lost(self) -> None:
        """Give up what is open: the connection that would have answered is gone."""
        self._dropped.extend(self._open)
        self._open.clear()

    def dropped(self) -> list[int]:
        """Return, once, the numbers of the questions that were given up."""
        given_up, self._dropped = self._dropped, []
        return given_up
