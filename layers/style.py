"""The numbers by which Python tells the page how to draw: shapes, hues, lines, areas. One table, read by both sides.

A mark's whole look is one unsigned 32-bit word, so a hundred thousand of them travel as one array. Words and colours are not
here: hues are names that the page looks up in the theme. Deliberately without Qt and without records.
"""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from feeds.assessment.freshness import Freshness


class Shape(IntEnum):
    """What a mark is drawn as; 0 means that the slot is empty."""

    NONE = 0
    OCTAGON = 1
    TRIANGLE = 2
    SQUARE = 3
    DISC = 4
    RING = 5
    DIAMOND = 6


class Hue(IntEnum):
    """A colour role of the theme, by the theme's name in lower case."""

    NORMAL = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4
    DOUBT = 5
    GOOD = 6
    ACCENT = 7
    TEXT3 = 8


class LineStyle(IntEnum):
    """How a leg or a route is drawn."""

    PASSABLE = 1
    RESTRICTED = 2
    MUTED = 3
    ENDANGERED = 4
    CLOSED = 5
    UNKNOWN = 6
    PLAIN = 7
    TRACK = 8
    MUTED_RESTRICTED = 9
    DIFFERS = 10


class AreaStyle(IntEnum):
    """How a surface is drawn."""

    DANGER = 1
    HOSTILE = 2
    PAUSE = 3
    PLAIN = 4
    ENDED = 5
    DOUBT = 6
    FORMER = 7
    GHOST = 8
    LATER = 9
    BEFORE = 10
    HERE = 11


class Role(IntEnum):
    """What a label names, which decides its type and when it gives way."""

    PLACE = 1
    NOTE = 2
    REGION = 3


class Severity(IntEnum):
    """The doctrine's severities as drawn; NORMAL is nothing to see."""

    NORMAL = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4


class Fade(IntEnum):
    """How much of its strength a mark keeps as it ages."""

    LIVE = 0
    AGEING = 1
    STALE = 2
    LOST = 3


SHAPE_OF = {
    Severity.NORMAL: Shape.DISC,
    Severity.LOW: Shape.DISC,
    Severity.MEDIUM: Shape.SQUARE,
    Severity.HIGH: Shape.TRIANGLE,
    Severity.CRITICAL: Shape.OCTAGON,
}
HUE_OF = {
    Severity.NORMAL: Hue.NORMAL,
    Severity.LOW: Hue.LOW,
    Severity.MEDIUM: Hue.MEDIUM,
    Severity.HIGH: Hue.HIGH,
    Severity.CRITICAL: Hue.CRITICAL,
}

_HUE_AT, _SIZE_AT, _FADE_AT, _RANK_AT = 4, 8, 11, 16
_HOLLOW, _DOUBTED = 1 << 13, 1 << 14


def mark(shape: Shape, hue: Hue, *, size: int, fade: Fade = Fade.LIVE, hollow: bool = False, doubted: bool = False, rank: int = 0) -> int:
    """The drawing word of one mark. ``size`` 0..7 (smallest first), ``rank`` 0..15 (painted last is highest).

    Raises ValueError where a number does not fit its bits.
    """
    if not (0 <= size <= 7 and 0 <= rank <= 15):  # noqa: PLR2004 - three and four bits
        raise ValueError(f"layers.style.mark: size {size}, rank {rank}, expected 0..7 and 0..15")
    word = int(shape) | int(hue) << _HUE_AT | size << _SIZE_AT | int(fade) << _FADE_AT | rank << _RANK_AT
    return word | (_HOLLOW if hollow else 0) | (_DOUBTED if doubted else 0)


def shape_of(style: int) -> Shape:
    """The shape in a drawing word."""
    return Shape(style & 15)


def hue_of(style: int) -> Hue:
    """The hue in a drawing word."""
    return Hue(style >> _HUE_AT & 15)


def size_of(style: int) -> int:
    """The size in a drawing word, 0..7."""
    return style >> _SIZE_AT & 7


def rank_of(style: int) -> int:
    """The rank in a drawing word."""
    return style >> _RANK_AT & 15


def doubted(style: int) -> bool:
    """Whether a drawing word says that the mark is not fresh."""
    return bool(style & _DOUBTED)


def hollow(style: int) -> bool:
    """Whether a drawing word says that the mark is hollow."""
    return bool(style & _HOLLOW)


def ranks_of(styles: NDArray[np.uint32]) -> NDArray[np.int64]:
    """The ranks of many."""
    return (styles >> _RANK_AT & 15).astype(np.int64)


def severity_mark(severity: Severity, fade: Fade, *, acknowledged: bool = False, hollow: bool = False) -> int:
    """A mark sized, shaped and ranked by severity, faded by freshness; stale gets the outline of doubt."""
    hue = Hue.TEXT3 if acknowledged else HUE_OF[severity]
    return mark(
        SHAPE_OF[severity],
        hue,
        size=(0, 2, 4, 5, 6)[severity],
        fade=fade,
        hollow=hollow or acknowledged,
        doubted=fade in {Fade.STALE, Fade.LOST},
        rank=int(severity) * 2 + (0 if acknowledged else 1),
    )


FADE_OF = {
    Freshness.LIVE: Fade.LIVE,
    Freshness.AGEING: Fade.AGEING,
    Freshness.STALE: Fade.STALE,
    Freshness.SOURCE_LOST: Fade.LOST,
    Freshness.NO_EVIDENCE: Fade.LOST,
}


def codes() -> dict[str, dict[str, int]]:
    """All numbers by name, for the page's script."""
    kinds: tuple[type[IntEnum], ...] = (Shape, Hue, LineStyle, AreaStyle, Role, Severity, Fade)
    tables = {kind.__name__: {member.name: int(member) for member in kind} for kind in kinds}
    return {
        **tables,
        "bits": {"hue": _HUE_AT, "size": _SIZE_AT, "fade": _FADE_AT, "rank": _RANK_AT, "hollow": _HOLLOW, "doubted": _DOUBTED},
    }
