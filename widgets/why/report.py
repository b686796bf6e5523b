"""A report as it came, in words: what its source wrote, a translation marked as one, its figures, its clocks, what people say of it. Pure.

The end of the chain on one side. Deliberately absent: the bytes it was read from, which the journal keeps, and where it lies, which the map
shows as closely as it may.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feeds.picture.envelope import Record
from feeds.picture.identity import shown
from feeds.picture.picture import Picture
from feeds.picture.warning import Admiralty, Indication, MarkKind, Measure, ReportMark, ReportStatus
from widgets.signed import by
from widgets.times import zulu
from widgets.why.model import Said

READ: Final = 6_000
"""Characters of a text that are shown; how many more there are is said."""

_NAMED: Final = 12
"""References, and reports that it replaces, that are named."""


def report_said(picture: Picture, now: int, row: Record, body: Indication) -> tuple[Said, ...]:
    """Return what a report says and what is said of it, line by line, as this desk reads it now."""
    return tuple(_said(picture, now, row, body))


def _said(picture: Picture, now: int, row: Record, body: Indication) -> Iterator[Said]:
    language = f", in {body.language}" if body.language is not None else ""
    yield Said(f"As it came{language}", _read(body.text) or "a title and nothing more")
    if body.translation:
        yield Said(f"Translation, not the original, by {body.translator or 'nobody named'}", _read(body.translation))
    if body.measures:
        yield Said("Figures it gives", " · ".join(_figure(each) for each in body.measures))
    yield Said("Source", _source(body))
    if body.place:
        yield Said("Where", body.place)
    until = f", speaks until {zulu(body.window.until, now)}" if body.window is not None and body.window.until is not None else ""
    yield Said("When", f"happened {zulu(row.event, now)}, known {zulu(row.known, now)}{until}")
    if body.status is not ReportStatus.CURRENT:
        yield Said("Its source says", body.status.value, doubtful=body.status is ReportStatus.CANCELLED)
    if body.supersedes:
        yield Said("In the place of", _list(tuple(shown(each) for each in body.supersedes)))
    if body.references:
        yield Said("Refers to", _list(body.references))
    mark = picture.find("report_mark", row.subject)
    if mark is not None and isinstance(mark.body, ReportMark):
        reason = f": {mark.body.reason}" if mark.body.reason else ""
        yield Said(
            "People say", f"{mark.body.mark.value} {by(picture, mark, now)}{reason}", doubtful=mark.body.mark is not MarkKind.CONFIRMED
        )


def _read(text: str) -> str:
    left = len(text) - READ
    return text if left <= 0 else f"{text[:READ]} … {left:,} characters more"


def _figure(measure: Measure) -> str:
    return f"{measure.name} {measure.value:g}{f' {measure.unit}' if measure.unit else ''}"


def _source(body: Indication) -> str:
    same = f", in the end {body.same_source}" if body.same_source is not None and body.same_source != body.source else ""
    return f"{body.source}{same} · {body.discipline.value} · {_worth(body.evaluation)}"


def _worth(evaluation: Admiralty | None) -> str:
    if evaluation is None:
        return "not evaluated"
    return f"evaluated {evaluation}{'' if evaluation.judged else ', cannot be judged'}"


def _list(names: tuple[str, ...]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
