"""Feeds and what was known late: who reported how much, whose line was lost and for how long, what was refused, what came late.

Deliberately absent: a mark for any source; the Admiralty pair stands on each report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from statistics import median, quantiles

from feeds.picture.envelope import Record
from feeds.picture.records import KINDS
from feeds.picture.room import Rejection, Source, SourceState, SourceStatus
from feeds.picture.warning import Indication, MarkKind, ReportMark
from feeds.report.account import LATE, Account
from feeds.report.document import Align, Block, Column, Line, Section, Statement, Table
from feeds.report.wording import NONE, hand, lasted, many, moment, word

MOST_SOURCES = 60
"""Two pages of sources are told one by one."""


def section(account: Account) -> Section | None:
    """Return the section, or None where nothing was reported and no feed was listened to."""
    blocks: list[Block] = [*_lags(account), *_sources(account), *_refused(account), *_late(account), *_marks(account)]
    return Section("Feeds, and what was learned late", tuple(blocks)) if blocks else None


def _lags(account: Account) -> Iterator[Block]:
    if not account.lags:
        return
    text = f"{many(len(account.reports), 'report')} came in"
    if account.reconstructed:
        yield Statement(f"{text}. Knowledge times of this journal were reconstructed from the reports' own, so lateness is not told.")
        return
    waits = sorted(max(0, each) for each in account.lags)
    tenth = quantiles(waits, n=10)[-1] if len(waits) > 1 else waits[0]
    late = sum(each >= LATE for each in waits)
    known = f"half of them were known within {lasted(median(waits))} of the event, nine in ten within {lasted(tenth)}"
    yield Statement(f"{text}; {known}. {many(late, 'report was', 'reports were')} learned {lasted(LATE)} late or later.")


def _sources(account: Account) -> Iterator[Table]:
    names = {body.code: (row, body) for row, body in account.picture.bodies(Source)}
    history: dict[str, list[tuple[Record, SourceStatus]]] = defaultdict(list)
    for row, body in account.of(SourceStatus):
        history[body.source].append((row, body))
    lines = []
    for code in sorted({*names, *account.by_source, *history}):
        gaps = _gaps(account, history[code])
        lost = sum(until - since for since, until, _ in gaps)
        longest = max((until - since for since, until, _ in gaps), default=0)
        known = names.get(code)
        title = f"{code} · {known[1].name}" if known is not None and known[1].name != code else code
        cells = (
            title,
            f"{account.by_source[code]:,}",
            str(len(gaps)),
            lasted(lost) if gaps else NONE,
            lasted(longest) if gaps else NONE,
            f"{account.unlabelled[code]:,}" if account.unlabelled[code] else NONE,
        )
        refs = tuple(row for row, body in history[code] if body.state is not SourceState.LIVE)[:3]
        lines.append(Line(cells, refs))
    if lines:
        number = Align.NUMBER
        columns = (
            Column("Source", share=5),
            Column("Reports", number),
            Column("Gaps", number),
            Column("Without data", number, 2),
            Column("Longest gap", number, 2),
            Column("No label", number),
        )
        yield Table(
            "Sources",
            columns,
            tuple(lines[:MOST_SOURCES]),
            note=f"{len(lines) - MOST_SOURCES:,} more sources are not listed."
            if len(lines) > MOST_SOURCES
            else "A record without a label is its originator's alone until somebody labels it.",
        )


def _gaps(account: Account, history: list[tuple[Record, SourceStatus]]) -> list[tuple[int, int, SourceState]]:
    """Return the stretches in which a source was not LIVE."""
    moments = [(body.since, body.state) for _, body in history]
    return [
        (since, until, state)
        for (since, state), (until, _) in pairwise([*moments, (account.last, SourceState.LIVE)])
        if state is not SourceState.LIVE and until > since
    ]


def _refused(account: Account) -> Iterator[Table]:
    found = sorted(account.picture.bodies(Rejection), key=lambda each: (-each[1].count, each[0].subject))[:20]
    if found:
        placed = any(body.where for _, body in found)
        lines = tuple(
            Line((_sender(account, body.source), str(body.count), _reason(body), *((body.where or NONE,) if placed else ())), (row,))
            for row, body in found
        )
        where = (Column("Where", share=4),) if placed else ()
        yield Table(
            "What could not be taken", (Column("Source", share=3), Column("Times", Align.NUMBER), Column("Reason", share=8), *where), lines
        )


def _sender(account: Account, code: str) -> str:
    """Return who sent it; a key that is nobody's is named by its first digits."""
    roster = account.roster
    known = roster.officer(code) or next((each for each in roster.machines if each.code == code), None)
    return code if known is not None or account.picture.find("source", code) is not None else f"key {code[:8]}…"


def _reason(body: Rejection) -> str:
    """Return why, its kind of record in words."""
    kind, colon, rest = body.reason.partition(":")
    return f"{word(kind)}{colon}{rest}" if kind in KINDS else body.reason


def _late(account: Account) -> Iterator[Table]:
    if account.late:
        lines = []
        for lag, _, row in sorted(account.late, key=lambda each: (each[2].event, each[1])):
            body = row.body
            if isinstance(body, Indication):
                pair = str(body.evaluation) if body.evaluation is not None else NONE
                lines.append(Line((moment(row.event), moment(row.known), lasted(lag), body.title, pair), (row,)))
        columns = (
            Column("Happened", Align.TIME, 2),
            Column("Known here", Align.TIME, 2),
            Column("Later by", Align.NUMBER, 2),
            Column("Report", share=6),
            Column("Code"),
        )
        note = "What this room did before “known here” was done without it. Code: the Admiralty code."
        yield Table("Learned late", columns, tuple(lines), note=note)


def _marks(account: Account) -> Iterator[Table]:
    lines = []
    for row, body in account.of(ReportMark):
        if body.mark is not MarkKind.CONFIRMED:
            report = account.picture.find("indication", body.indication)
            title = report.body.title if report is not None and isinstance(report.body, Indication) else body.indication
            refs = (row, report) if report is not None else (row,)
            lines.append(Line((moment(row.event), title, word(body.mark), body.reason, hand(row, account.roster)), refs))
    if lines:
        columns = (
            Column("When", Align.TIME, 2),
            Column("Report", share=4),
            Column("Marked", share=2),
            Column("Why", share=4),
            Column("By whom", share=3),
        )
        yield Table(
            "Reports marked fabricated or withdrawn", columns, tuple(lines), note="They are kept; what they held up was shown as hollow."
        )
