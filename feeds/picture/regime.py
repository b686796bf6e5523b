"""Regime: whether a record is real, an exercise or a test. In every envelope and under every signature.

A room is bound to one regime; a journal may hold several; a picture is of one. Replay is not a regime, and DRAFT is the
status of a document. Deliberately absent: CAP's System messages, which are plumbing.
"""

from __future__ import annotations

from enum import StrEnum

from feeds.picture.values import Line, Value


class RegimeKind(StrEnum):
    """The three regimes (DOMAIN section 8)."""

    REAL = "REAL"
    EXERCISE = "EXERCISE"
    TEST = "TEST"


class Regime(Value, frozen=True, order=True):
    """A regime with the name of its exercise or test. Two exercises of different names are different regimes."""

    kind: RegimeKind
    name: Line = ""

    def __str__(self) -> str:
        """Return the form written on commands: REAL, EXERCISE:QUIET HARBOUR 26."""
        return f"{self.kind.value}:{self.name}" if self.name else self.kind.value


REAL = Regime(RegimeKind.REAL)


def parse_regime(text: str) -> Regime:
    """Read `KIND` or `KIND:name`.

    Raises:
        ValueError: the kind is none of REAL, EXERCISE, TEST.

    """
    kind, _, name = text.partition(":")
    if kind.strip().upper() not in RegimeKind.__members__:
        message = f"regime: {text!r} is not REAL, EXERCISE[:name] or TEST[:name]"
        raise ValueError(message)
    return Regime(RegimeKind[kind.strip().upper()], name.strip())
