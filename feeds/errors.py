"""What can go wrong, as one tree that every floor may raise and only the command line turns into an exit code.

    WatchroomError            where: what, the value; what was expected
    ├── Misuse                the caller asked for something that does not exist: an option, an entity, a format   exit 2
    ├── BadInput              foreign bytes, a file or a setting do not say what they should                      exit 1
    │   └── OverLimit         ... or say more of it than the bound on size, count or depth allows                exit 1
    ├── Refused               understood, and a rule says no: role, revision, label, signature                   exit 1
    ├── Unreachable           the other end did not answer within the wait it was given                          exit 1
    ├── Damaged               a store of our own is cut, altered or unreadable                                   exit 1
    └── Unfit                 this machine lacks what the work needs: a library, a font, room on the disk        exit 1

An error says four things, because an operator at night asks four: where, what, which value, and what would have been right. The value
is shown as data, on one line and cut short, since it may be hostile.

Deliberately absent: codes, severities, nesting. A caught error either becomes something an operator can see or is not caught.
"""

from typing import Final

VALUE_LIMIT: Final = 120
"""Characters of a value that a message shows."""

TEXT_LIMIT: Final = 400
"""Characters of each other part of a message that are shown."""


def one_line(text: str, limit: int = TEXT_LIMIT) -> str:
    """Return `text` with all that is not printable escaped, cut to `limit` characters: fit for a terminal, whoever wrote it."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text[: limit + 1])
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


class WatchroomError(Exception):
    """The root of the tree: `where` (file, table, command), `what` went wrong, the `value`, and what was `expected`.

    `value` None and `expected` "" mean that there is none to show. `str()` is one line.
    """

    def __init__(self, where: str, what: str, value: object = None, expected: str = "") -> None:
        super().__init__(where, what, value, expected)
        self.where = where
        self.what = what
        self.value = value
        self.expected = expected

    def __str__(self) -> str:
        message = f"{one_line(self.where)}: {one_line(self.what)}"
        if self.value is not None:
            message += f": {self.shown_value}"
        if self.expected:
            message += f" (expected {one_line(self.expected)})"
        return message

    @property
    def shown_value(self) -> str:
        """The value as a message shows it: text in quotes, all else as Python writes it, on one line and cut."""
        raw = self.value[: VALUE_LIMIT + 1] if isinstance(self.value, str | bytes) else self.value
        return one_line(repr(raw), VALUE_LIMIT)


class Misuse(WatchroomError):
    """The caller asked for something that does not exist: an option, an entity, a format."""


class BadInput(WatchroomError):
    """Foreign bytes, a file or a setting do not say what they should."""


class OverLimit(BadInput):
    """The input says more than the bound on its size, count or depth allows."""


class Refused(WatchroomError):
    """Understood, and a rule says no: role, revision, label, signature."""


class Unreachable(WatchroomError):
    """The other end did not answer within the wait it was given."""


class Damaged(WatchroomError):
    """A store of our own is cut, altered or unreadable."""


class Unfit(WatchroomError):
    """This machine lacks what the work needs: a library, a font, room on the disk."""
