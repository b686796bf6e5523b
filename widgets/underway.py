"""What this desk has sent and not heard of again: what resolvers need beside the picture, the time and the standpoint.

Nothing is painted ahead: an act under way is said to be under way, and what it would change stays as the hub has it. Deliberately absent:
sending, sockets and sessions (app/ has them).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never


class Progress(StrEnum):
    """How far an act of this desk came."""

    SENDING = "sending"
    UNCONFIRMED = "unconfirmed"
    REFUSED = "refused"


@dataclass(frozen=True)
class Underway:
    """An act of this desk that is not on the hub's disk, as far as this desk knows.

    `kind` and `subject` name the row it would write; `seconds` since it was sent; `reason` why it was refused.
    """

    kind: str
    subject: str
    progress: Progress
    seconds: float = 0.0
    reason: str = ""


def act_on(pending: Iterable[Underway], kind: str, subject: str) -> Underway | None:
    """The act under way that would write this row, or None."""
    return next((each for each in pending if each.kind == kind and each.subject == subject), None)


def in_words(act: Underway) -> str:
    """An act under way in words: "sending 0.2 s"."""
    match act.progress:
        case Progress.SENDING:
            return f"sending {act.seconds:.1f} s"
        case Progress.UNCONFIRMED:
            return "not confirmed"
        case Progress.REFUSED:
            return f"refused: {act.reason}"
        case _:
            assert_never(act.progress)
