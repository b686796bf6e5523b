"""The two clocks at a moment: a page of the ledger in words. Pure."""

from widgets.cells import FILLED, Empty
from widgets.standpoint import Standpoint
from widgets.times import apart, dated, span
from widgets.two_clocks.ledger import Entry, Ledger
from widgets.two_clocks.model import TwoClocksModel, View

MOST = 60
"""Rows of each sort; more can be reached by standing at another moment."""


def resolve(ledger: Ledger, now: int, standpoint: Standpoint, *, ghosts: bool, window: tuple[int, int] | None = None) -> TwoClocksModel:
    """What had happened by `now`: what was known of it then, and, if `ghosts`, what was only learned later. Hindsight has both."""
    ghosts = ghosts or standpoint.happened
    page = ledger.at(now, MOST, window)
    entries = sorted((*page.known, *(page.later if ghosts else ())), key=lambda each: each.event, reverse=True)
    late = set(page.later) if ghosts else set()
    rows = tuple(_view(each, now, ghost=each in late) for each in entries)
    more = f", the latest {MOST}" if page.known_count > MOST else ""
    return TwoClocksModel(
        scope=f"{page.known_count:,} known{more} · event time and knowledge time",
        rows=rows,
        hidden=0 if ghosts else page.later_count,
        shown=page.later_count if ghosts else 0,
        condition=FILLED if rows or page.later_count else Empty("Nothing was reported by then", "→ goes on to the next record"),
    )


def _view(entry: Entry, now: int, *, ghost: bool) -> View:
    happened, known = dated(entry.event, now), apart(entry.known, now) if ghost else dated(entry.known, now)
    return View(entry.kind, entry.subject, happened, known, entry.text, entry.code, span(entry.late), ghost)
