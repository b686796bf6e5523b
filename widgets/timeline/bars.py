"""Which bars stand in view and in which rows: windows, danger zones and pauses keep their row, grants come below them. Pure.

A grant that neither begins nor ends in view is left out: that it holds is in the panel of grants, and a bar from edge to edge says
nothing of time. What does not fit is counted, not squeezed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from widgets.timeline.history import SpanKind
from widgets.timeline.model import Bar

LEAST_ROWS, MOST_ROWS = 2, 5


@dataclass(frozen=True)
class Bars:
    """The bars in view, how many rows they take, and how many more there are that have no room."""

    shown: tuple[Bar, ...] = ()
    rows: int = LEAST_ROWS
    more: int = 0


def rows(bars: Iterable[Bar], first: int = 0) -> tuple[Bar, ...]:
    """Give each bar the first row in which it overlaps none; a subject's later bars stay in the subject's row where they can."""
    ends: list[float] = []
    homes: dict[str, int] = {}
    placed = []
    for bar in sorted(bars, key=lambda bar: (bar.since, bar.subject)):
        home = homes.get(bar.subject, -1)
        free = [row for row, end in enumerate(ends) if end <= bar.since]
        row = home if home in free else free[0] if free else len(ends)
        if row == len(ends):
            ends.append(0.0)
        ends[row] = bar.until if bar.until is not None else float("inf")
        homes[bar.subject] = row
        placed.append(replace(bar, row=first + row))
    return tuple(placed)


def in_view(bars: Sequence[Bar], since: float, until: float) -> Bars:
    """Return what stands in view of bars of which all but grants have their rows."""
    here = [bar for bar in bars if bar.since < until and (bar.until is None or bar.until > since)]
    lasting = [bar for bar in here if bar.what is not SpanKind.GRANT]
    edged = [bar for bar in here if bar.what is SpanKind.GRANT and (bar.since > since or (bar.until is not None and bar.until < until))]
    below = max((bar.row + 1 for bar in lasting), default=0)
    both = (*lasting, *rows(edged, below))
    shown = tuple(bar for bar in both if bar.row < MOST_ROWS)
    return Bars(shown, max([LEAST_ROWS, *(bar.row + 1 for bar in shown)]), len(both) - len(shown))
