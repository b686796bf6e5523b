"""A journal in which nobody acted: when, where and what was reported, how long it lasted, and what the reports measure.

Counts of reports and the sources' own figures, nothing made of them. Deliberately absent: any judgement of what was reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from heapq import nsmallest
from statistics import median

from feeds.picture.body import kind_of
from feeds.picture.envelope import Record
from feeds.picture.warning import Indication
from feeds.report.account import Account
from feeds.report.document import Align, Block, Column, Counts, Line, Refs, Statement, Table, named
from feeds.report.stretches import Unit, begins, counted, following, name, unit_for
from feeds.report.wording import NONE, lasted, many

BUSIEST = 12
"""Rows of each table."""
MOST_STRETCHES = 60
"""Stretches of the calendar among which the busiest are told; of more, a coarser unit's."""
NAMED = 4
"""Reports of a sum that are named, those that add most; of the rest their number is told."""
NAMED_OF_EACH = 1
"""Of several sums in one sentence, the same of each."""
_NUMBER = Align.NUMBER


def told(account: Account) -> Iterator[Block]:
    """Yield what is said of the reports, in the order it is read."""
    if account.reports:
        yield by_time(account)
    yield from _busiest(account)
    yield from _most("Where it was reported from", "Place", account.by_place, len(account.reports))
    yield from _most("What was reported", "Category", account.by_category, len(account.reports))
    yield from _lengths(account)
    yield from _measures(account)


def by_time(account: Account) -> Counts:
    """Return how many reports speak of each stretch of the calendar, quiet ones too."""
    first, last = min(account.reports), max(account.reports)
    unit = unit_for(last - first)
    counts = counted(account.reports, unit)
    bins, start = [], begins(first, unit)
    while start <= last:
        bins.append((start, counts[start]))
        start = following(start, unit)
    an = "an" if unit is Unit.HOUR else "a"
    return Counts(f"Reports by the {unit} in which what they tell of happened.", tuple(bins), start, f"reports {an} {unit}")


def busiest(account: Account) -> tuple[Unit, list[tuple[int, int]]]:
    """Return the unit and its stretches (start, count), the busiest first."""
    unit = unit_for(max(account.reports) - min(account.reports), MOST_STRETCHES)
    return unit, sorted(counted(account.reports, unit).items(), key=lambda each: (-each[1], each[0]))


def _busiest(account: Account) -> Iterator[Table]:
    if account.reports:
        unit, found = busiest(account)
        if len(found) > 1:
            yield _shares(
                f"The busiest {unit}s", unit.capitalize(), [(name(start, unit), count) for start, count in found], len(account.reports)
            )


def _most(title: str, head: str, counts: Counter[str], whole: int) -> Iterator[Table]:
    found = sorted(((each, count) for each, count in counts.items() if each), key=lambda each: (-each[1], each[0]))
    if len(found) > 1:
        yield _shares(title, head, found, whole)


def _shares(title: str, head: str, found: list[tuple[str, int]], whole: int) -> Table:
    lines = tuple(Line((each, f"{count:,}", share(count, whole))) for each, count in found[:BUSIEST])
    columns = (Column(head, share=4), Column("Reports", _NUMBER), Column("Share", _NUMBER))
    more = f" The {BUSIEST} with most of {len(found):,}." if len(found) > BUSIEST else ""
    return Table(title, columns, lines, note=f"Counts of reports, nothing else.{more}")


def share(count: int, whole: int) -> str:
    """Return a share in per cent; one that would read as none says that it is small."""
    part = 100 * count / max(whole, 1)
    return f"{part:.1f} %" if part >= 0.05 or not count else "< 0.1 %"  # noqa: PLR2004 - what one decimal can show


def _lengths(account: Account) -> Iterator[Table]:
    """Say how long what was reported to have ended had lasted."""
    places = {place: tuple(found.values()) for place, found in account.durations.items() if found}
    if not places:
        return
    order = sorted(places, key=lambda each: (-sum(places[each]), each))
    lines = [_length(account, place or NONE, account.durations[place]) for place in order[:BUSIEST]]
    if len(places) > 1:
        every = {subject: length for found in account.durations.values() for subject, length in found.items()}
        lines.append(_length(account, "All", every, strong=True))
    columns = (
        Column("Place", share=4),
        Column("Ended", _NUMBER, 2),
        Column("Half within", _NUMBER, 2),
        Column("Longest", _NUMBER, 2),
        Column("Altogether", _NUMBER, 2),
    )
    more = f"The {BUSIEST} with most time of {len(places):,}. " if len(places) > BUSIEST else ""
    note = f"{more}From the start to the end that the source gives; times that overlap are added one to another."
    yield Table("How long it lasted", columns, tuple(lines), note)


def _length(account: Account, place: str, lengths: Mapping[str, int], *, strong: bool = False) -> Line:
    found = sorted(lengths.values())
    cells = (place, f"{len(found):,}", lasted(median(found)), lasted(found[-1]), lasted(sum(found)))
    refs, more = borne(account, lengths, _lasted)
    return Line(cells, refs, strong, more)


def _lasted(body: Indication, length: float) -> bool:
    return body.window is not None and body.window.until is not None and body.window.until - body.window.since == length


def borne(account: Account, values: Mapping[str, float], says: Callable[[Indication, float], bool]) -> tuple[Refs, int]:
    """Return the reports that add most to a sum, the largest first, and how many more add to it. `values`: by the report's subject.

    One whose row is not there any more, or no longer `says` so, is counted and not named.
    """
    adding = {subject: value for subject, value in values.items() if value}
    most = nsmallest(NAMED, adding.items(), key=lambda each: (-each[1], each[0]))
    rows = ((account.picture.find(kind_of(Indication), subject), value) for subject, value in most)
    refs = tuple(row for row, value in rows if row is not None and isinstance(row.body, Indication) and says(row.body, value))
    return refs, len(adding) - len(refs)


def _measures(account: Account) -> Iterator[Table]:
    """Say what the reports measure, in their own units; a sum only of what is counted."""
    lines = []
    for (what, unit), found in sorted(account.measured.items(), key=lambda each: -len(each[1]))[:BUSIEST]:
        values = sorted(found.values())
        figures = (_figure(values[0]), _figure(median(values)), _figure(values[-1]))
        added, refs, more = NONE, Refs(), 0
        if unit in ADDED:
            added, (refs, more) = _figure(sum(values)), borne(account, found, partial(_measured, what, unit))
        lines.append(Line((what, unit or NONE, f"{len(values):,}", *figures, added), refs, more=more))
    if lines:
        columns = (
            Column("Figure", share=3),
            Column("Unit", share=2),
            Column("Reports", _NUMBER, 2),
            Column("Least", _NUMBER, 2),
            Column("Middle", _NUMBER, 2),
            Column("Most", _NUMBER, 2),
            Column("Sum", _NUMBER, 2),
        )
        sources = many(len(account.by_source), "source")
        note = f"As the {sources} gave them. A sum adds the figures as they stand: it takes out nothing that was told twice."
        yield Table("What the reports measure", columns, tuple(lines), note)


def _measured(what: str, unit: str | None, body: Indication, value: float) -> bool:
    return any((each.name, each.unit, each.value) == (what, unit, value) for each in body.measures)


def sums(account: Account) -> Statement | None:
    """Say the sum of each figure that is a count of something, and which report adds most to each."""
    added = [(what, unit, found) for (what, unit), found in account.measured.items() if unit in ADDED]
    if not added:
        return None
    told = "; ".join(f"{what} {_figure(sum(found.values()))} {unit}" for what, unit, found in added)
    refs: dict[tuple[str, str, str, int], Record] = {}
    adding: set[str] = set()
    for what, unit, found in added:
        most, _ = borne(account, found, partial(_measured, what, unit))
        refs.update((named(row), row) for row in most[:NAMED_OF_EACH])
        adding.update(subject for subject, value in found.items() if value)
    return Statement(f"As the source gave them, added up: {told}.", tuple(refs.values()), more=len(adding) - len(refs))


ADDED = frozenset({"persons", "people"})
"""Units of what is counted, so that a sum says something."""


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"
