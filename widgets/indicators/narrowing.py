"""An indicator's page narrowed to a range of time: of its reports, those that happened in it; how many there are is said. Pure.

Deliberately absent: the indicator's own state, which is what it is whatever range is looked at.
"""

from __future__ import annotations

from dataclasses import replace

from feeds.picture.picture import Picture
from widgets.board.model import Entry, Fact, Part
from widgets.times import Range, stretch, within


def in_range(picture: Picture, page: Entry | None, window: Range | None) -> Entry | None:
    """Return the page with only the reports of a range; the page itself where there is no range."""
    if page is None or window is None:
        return page
    return replace(page, parts=tuple(_narrowed(picture, part, window) for part in page.parts))


def _narrowed(picture: Picture, part: Part, window: Range) -> Part:
    reports = [fact for fact in part.facts if fact.kind == "indication"]
    if not reports:
        return part
    kept = tuple(fact for fact in part.facts if fact.kind != "indication" or _happened_in(picture, fact, window))
    count = sum(fact.kind == "indication" for fact in kept)
    return replace(part, heading=f"{part.heading}, {stretch(window)}: {count} of {len(reports)}", facts=kept)


def _happened_in(picture: Picture, fact: Fact, window: Range) -> bool:
    row = picture.find("indication", fact.subject)
    return row is not None and within(row.event, window)
