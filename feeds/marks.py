"""Marks on a recording: bookmarks, ranges and notes with their author and links, in a file of their own beside the journal.

They are people's thoughts about a record and no part of it: outside the hash chain, in nobody's picture, in no digest. A file is
shared as a file; two are merged by the marks' identifiers, the later edit winning. Deliberately absent: labels. A marks file is its
owner's; it goes where a person sends it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from feeds.errors import BadInput, Misuse, OverLimit, WatchroomError
from feeds.picture.identity import opaque
from feeds.picture.values import Code, Ident, Instant, Value

FORMAT: Final = 1
MOST: Final = 5_000
LARGEST: Final = 16 * 1024 * 1024
ENDING: Final = ".marks.json"

Note = Annotated[str, Meta(min_length=1, max_length=2_000)]


class Link(Value, frozen=True):
    """A row that a mark speaks of."""

    kind: Code
    subject: Ident


class Mark(Value, frozen=True):
    """A bookmark at a moment of knowledge, or with `until` a range. `lesson`: it belongs in the report. `gone`: it was taken away."""

    id: Code
    author: Code
    at: Instant
    text: Note
    made: Instant
    edited: Instant
    until: Instant | None = None
    links: Annotated[tuple[Link, ...], Meta(max_length=32)] = ()
    lesson: bool = False
    gone: bool = False


class Marks(Value, frozen=True):
    """A marks file: of which incident, and every mark. Those taken away stay in it, so that a merge does not bring them back."""

    format: Annotated[int, Meta(ge=1, le=FORMAT)]
    incident: Ident
    marks: Annotated[tuple[Mark, ...], Meta(max_length=MOST)] = ()

    @property
    def standing(self) -> tuple[Mark, ...]:
        """The marks that stand, by the moment they are at."""
        return tuple(sorted((each for each in self.marks if not each.gone), key=lambda each: (each.at, each.made, each.id)))

    def find(self, ident: str) -> Mark | None:
        """Return a mark that stands, or None."""
        return next((each for each in self.marks if each.id == ident and not each.gone), None)


def beside(journal: Path) -> Path:
    """Return where a journal's marks are kept."""
    return journal.with_name(journal.name + ENDING)


def load(path: Path, incident: str) -> Marks:
    """Return a marks file's content; none is there yet: no marks.

    Raises:
        BadInput: it is no marks file, or another incident's.
        OverLimit: it is larger than one may be.

    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return Marks(FORMAT, incident)
    if len(data) > LARGEST:
        raise OverLimit(str(path), "too large for a marks file", len(data), f"at most {LARGEST} bytes")
    try:
        found = msgspec.json.decode(data, type=Marks)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(str(path), f"no marks file: {error}", expected=f"marks in JSON, format {FORMAT}") from error
    if found.incident != incident:
        raise BadInput(str(path), "these marks are of another incident", found.incident, incident)
    return found


def save(path: Path, marks: Marks) -> None:
    """Write a marks file in one step: whoever reads meets the old or the new.

    Raises:
        WatchroomError: it cannot be written.

    """
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        part.write_bytes(msgspec.json.format(msgspec.json.encode(marks), indent=2) + b"\n")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise WatchroomError(
            str(path), f"the marks cannot be written: {error.strerror}", expected="a folder that can be written"
        ) from error


def merged(one: Marks, other: Marks) -> Marks:
    """Return both files' marks: each identifier once, the later edit, of two edits at one moment the greater by content.

    Raises:
        BadInput: they are of different incidents.
        OverLimit: together they are more than a file may hold.

    """
    if one.incident != other.incident:
        raise BadInput("marks", "marks of two incidents cannot be merged", other.incident, one.incident)
    found: dict[str, Mark] = {}
    for mark in (*one.marks, *other.marks):
        held = found.get(mark.id)
        if held is None or _newer(mark, held):
            found[mark.id] = mark
    return _bounded(one.incident, found.values())


def added(marks: Marks, mark: Mark) -> Marks:
    """Return the marks with one more, or with a later edit of one. Raises OverLimit where there are too many."""
    return merged(marks, Marks(FORMAT, marks.incident, (mark,)))


def removed(marks: Marks, ident: str, now: int) -> Marks:
    """Return the marks with one taken away. Raises Misuse where there is none of that identifier."""
    held = marks.find(ident)
    if held is None:
        raise Misuse("marks", "there is no such mark", ident, "the identifier of a mark that stands")
    return added(marks, msgspec.structs.replace(held, gone=True, edited=max(now, held.edited + 1)))


def new_mark(
    author: str, text: str, at: int, now: int, *, until: int | None = None, links: Iterable[Link] = (), lesson: bool = False
) -> Mark:
    """Return a mark made now, its text in one piece.

    Raises:
        Misuse: it says nothing or too much, or its range ends before it begins.

    """
    words = " ".join(text.split())
    if not words or len(words) > 2_000:  # noqa: PLR2004 - as `Note` bounds it
        raise Misuse("marks", "a mark says something, in at most 2000 characters", words, "a line of text")
    if until is not None and until < at:
        raise Misuse("marks", "a range ends before it begins", until, f"a moment from {at} on")
    return Mark(opaque("M", author, at, now, words), author, at, words, now, now, until, tuple(links), lesson)


def _newer(mark: Mark, held: Mark) -> bool:
    if mark.edited != held.edited:
        return mark.edited > held.edited
    return msgspec.json.encode(mark) > msgspec.json.encode(held)


def _bounded(incident: str, marks: Iterable[Mark]) -> Marks:
    ordered = tuple(sorted(marks, key=lambda each: each.id))
    if len(ordered) > MOST:
        raise OverLimit("marks", "too many marks", len(ordered), f"at most {MOST}")
    return Marks(FORMAT, incident, ordered)
