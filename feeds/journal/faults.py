"""SQLite's errors in the words of this house: one clear error, with the file, what is wrong and what would be right."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw
import msgspec

from feeds.errors import Damaged, Refused, Unfit, Unreachable, WatchroomError


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn every error of SQLite or the system inside into a WatchroomError about `path`."""
    try:
        yield
    except apsw.Error as error:
        raise in_our_words(path, error) from error
    except OSError as error:
        raise _of_system(path, error) from error


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """As `told`, and say the same of whatever altered bytes make of a value: text that is none, a body of no kind."""
    try:
        with told(path):
            yield
    except (msgspec.MsgspecError, KeyError, ValueError, TypeError, AttributeError) as error:
        expected = "whole records; `watchroom verify` says how many are sound"
        raise Damaged(str(path), "a record cannot be read", str(error), expected) from error


def _of_system(path: Path, error: OSError) -> WatchroomError:
    said = error.strerror or str(error)
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return Unfit(str(path), "the disk is full: nothing of this was written", said, "room on the disk")
    return Refused(str(path), "the journal cannot be opened or written", said, "a file and a folder that may be written")


def in_our_words(path: Path, error: apsw.Error) -> WatchroomError:
    """Return what an error of SQLite means for the journal at `path`."""
    where, said = str(path), str(error)
    match error:
        case apsw.FullError():
            return Unfit(where, "the disk is full: nothing of this was written", expected="room on the disk")
        case apsw.ReadOnlyError():
            return Refused(where, "the journal cannot be written", said, "a file and a folder that may be written")
        case apsw.CantOpenError():
            return Refused(where, "the journal cannot be opened", said, "an existing file that may be read")
        case apsw.BusyError() | apsw.LockedError():
            return Unreachable(where, "another program holds the journal", said, "that it lets go within 5 s")
        case apsw.NotADBError():
            return Damaged(where, "this is no journal", said, "a journal's SQLite file")
        case apsw.CorruptError():
            return Damaged(where, "the journal is damaged", said, "a whole SQLite file; `watchroom verify` says how much is sound")
        case apsw.IOError():
            return Unfit(where, "the disk failed while the journal was read or written", said, "a disk that works and has room")
        case _:
            return Damaged(where, "the journal cannot be used", said, "a journal of this program")
