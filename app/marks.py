"""The marks of an open recording: what the panel shows of them, and what a hand does with them, kept in their file at once.

Deliberately absent: the file's format and merging (feeds.marks).
"""

from __future__ import annotations

import time
from pathlib import Path

from feeds.errors import WatchroomError
from feeds.marks import Mark, Marks, added, beside, load, merged, new_mark, removed, save
from widgets.cells import FILLED, Empty
from widgets.marks.model import MarksModel, MarkView
from widgets.marks.panel import LESSON, LOOKS
from widgets.timeline.model import Pin
from widgets.times import Range, stretch, timed, zulu_seconds

AUTHOR = "analyst"
"""Whose marks they are where nobody said: a function, never a name."""
LANE = "Marks"
"""Where marks stand on the timeline."""

NEAR = 1_000
"""Milliseconds from a mark within which the replay stands at it."""


class MarkBook:
    """One journal's marks, open for reading and writing. `fault`: why the file cannot be used, empty if it can."""

    def __init__(self, journal: Path, incident: str, author: str = AUTHOR) -> None:
        """Read the file, if there is one. One that cannot be read is left as it is, and nothing is written over it."""
        self.path, self.author, self.fault = beside(journal), author, ""
        self.marks = Marks(1, incident)
        try:
            self.marks = load(self.path, incident)
        except WatchroomError as error:
            self.fault = str(error)

    def add(self, text: str, at: int, until: int | None = None) -> str:
        """Make a mark at a moment of the recording. Returns why not, or nothing."""
        lesson = text.startswith(LESSON)
        try:
            made = new_mark(self.author, text.removeprefix(LESSON), at, _now(), until=until, lesson=lesson)
            return self._keep(added(self._fresh(), made))
        except WatchroomError as error:
            return str(error)

    def remove(self, ident: str) -> str:
        """Take a mark away. Returns why not, or nothing."""
        try:
            return self._keep(removed(self._fresh(), ident, _now()))
        except WatchroomError as error:
            return str(error)

    def find(self, ident: str) -> Mark | None:
        """The mark of this identifier, or None."""
        return self.marks.find(ident)

    def _fresh(self) -> Marks:
        """What stands in the file now: another window may have written since."""
        return merged(self.marks, load(self.path, self.marks.incident))

    def _keep(self, marks: Marks) -> str:
        if self.fault:
            return self.fault
        save(self.path, marks)
        self.marks = marks
        return ""


def resolve(book: MarkBook | None, at: int, chosen: Range | None = None, *, lens: bool = False) -> MarksModel:
    """What the panel shows at a moment of the recording; without a book there is none here. `chosen`: a range of time; `lens`: another
    entity's eyes are looked through, and nobody there has this desk's marks.
    """
    if book is None and lens:
        off = "marks are this desk's own"
        return MarksModel("", off=off, condition=Empty("Marks are this desk's own", "Ctrl+L leaves the lens, and they stand here again"))
    if book is None:
        off = "marks are kept beside a recording"
        return MarksModel("", off=off, condition=Empty("No recording open", "Open one to mark what matters in it"))
    standing = book.marks.standing
    views = tuple(_view(each, at) for each in standing if _lies_in(each, chosen))
    if chosen is None:
        condition = FILLED if views else Empty("Nothing is marked yet", "Write a mark below; it stays out of the journal")
        return MarksModel(f"{len(views)} kept", views, zulu_seconds(at), book.fault, condition)
    condition = FILLED if views else Empty("No mark in this range", f"{stretch(chosen)} · Esc leaves it")
    return MarksModel(f"{len(views)} of {len(standing)} kept · {stretch(chosen)}", views, stretch(chosen), book.fault, condition)


def _lies_in(mark: Mark, chosen: Range | None) -> bool:
    """Whether a mark is at a moment of a range, or its own range meets it."""
    return chosen is None or (mark.at < chosen[1] and (mark.until if mark.until is not None else mark.at + 1) > chosen[0])


def pins(book: MarkBook | None, now: int) -> tuple[Pin, ...]:
    """The marks as pins of the timeline. What a mark of a later moment says stands there only once it is chosen."""
    standing = book.marks.standing if book is not None else ()
    return tuple(
        Pin(LANE, each.id, each.at, LOOKS[each.lesson], each.text if each.at <= now else "", _told(each, now), each.until, "seek_mark")
        for each in standing
    )


def _told(mark: Mark, now: int) -> str:
    until = f" to {timed(mark.until, now)}" if mark.until is not None else ""
    return f"{timed(mark.at, now)}{until} · {'LESSON ' if mark.lesson else ''}{mark.text} · {mark.author}"


def _view(mark: Mark, at: int) -> MarkView:
    until = timed(mark.until, at) if mark.until is not None else ""
    here = mark.at - NEAR <= at <= (mark.until if mark.until is not None else mark.at) + NEAR
    return MarkView(mark.id, mark.at, timed(mark.at, at), mark.text, mark.author, mark.lesson, here, until)


def _now() -> int:
    return int(time.time() * 1000)
