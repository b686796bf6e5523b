"""From a journal to a report's page: gathered, composed, labelled, drawn. For the command and for the window alike.

What it must be called is rolled up over every record it was gathered from, so it fails closed. A report meant for another reader is
refused where it says more than that reader may see.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import NamedTuple

from app.basemap.paper_ground import beside as basemap_beside
from app.basemap.paper_ground import paper_ground
from app.report.page import Page
from feeds.errors import Misuse, Refused
from feeds.journal.reader import Reader
from feeds.marks import beside, load
from feeds.picture.envelope import Record
from feeds.picture.identity import shown
from feeds.picture.regime import Regime
from feeds.picture.release import audience_of, visible
from feeds.report.account import Account, gather
from feeds.report.compose import compose
from feeds.report.document import Report
from widgets.frame_model import BannerModel
from widgets.label_resolve import resolve


class Asked(NamedTuple):
    """What is asked of a journal: a regime (None: REAL or its only one), as whom it is seen, and for whom it is meant, if for another."""

    regime: Regime | None = None
    entity: str | None = None
    reader: str | None = None


class Made(NamedTuple):
    """A report, what it must be called, and its page."""

    report: Report
    banner: BannerModel
    html: str


def make(reader: Reader, asked: Asked, counted: Callable[[int], None] = lambda _: None) -> Made:
    """Make the report of a journal.

    Raises:
        Misuse: no such regime, or no such entity.
        Refused: it says more than the reader it is meant for may see.
        Damaged: a record cannot be read.
        BadInput: the marks, or the room's own ground, beside the journal cannot be read.

    """
    account = gather(reader, asked.regime, asked.entity, counted)
    report = compose(account, load(beside(reader.path), reader.meta.incident))
    if asked.reader is not None:
        _refuse_above(account, report, asked.reader)
    banner = resolve(account.labels, account.policy)
    with closing(paper_ground(basemap_beside(reader.path))) as paper:
        return Made(report, banner, Page(report, banner, account.roster, paper).html())


def _refuse_above(account: Account, report: Report, reader: str) -> None:
    """Refuse a report that rests on anything its reader may not see."""
    try:
        audience = audience_of(reader, account.roster)
    except KeyError as error:
        known = ", ".join(each.code for each in account.roster.entities)
        raise Misuse("--for", "no such entity on the roster", reader, f"one of: {known}") from error
    beyond = [record for record in report.cited if not visible(audience, record, account.roster, account.policy)]
    if beyond or (account.audience.entity != reader and account.audience.host):
        raise Refused("report", f"it says more than {reader} may see", _example(beyond), f"a report made with --as {reader}")


def _example(beyond: list[Record]) -> str | None:
    """Name one record that is too much, for whoever makes the report: it is theirs to see."""
    return None if not beyond else f"{shown(beyond[0].subject)} and {len(beyond) - 1} more" if len(beyond) > 1 else shown(beyond[0].subject)
