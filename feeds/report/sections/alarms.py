"""Alarm load after EEMUA 191: how many, how fast, of which priority, how soon acknowledged, and which came again and again.

The figures measure the room's alarm design, not a person. Deliberately absent: who was slow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from feeds.picture.alarm import Acknowledgement, Alarm, Shelving
from feeds.picture.envelope import Record
from feeds.picture.identity import shown
from feeds.picture.warning import Severity
from feeds.report.account import Account
from feeds.report.document import Align, Block, Column, Fact, Facts, Line, Load, Section, Statement, Table
from feeds.report.wording import NONE, lasted, many, moment

TEN_MINUTES = 600_000
STANDING = 86_400_000
"""An alarm active this long, ms, is standing."""
_TITLES = 3
"""Titles of one alarm that are told."""

CHATTER = 3
"""Occurrences of one rule about one thing within ten minutes that make it chattering."""
_USUAL = {
    Severity.CRITICAL: "about 5 %",
    Severity.HIGH: "about 15 %",
    Severity.MEDIUM: "about 80 % with LOW",
    Severity.LOW: "about 80 % with MEDIUM",
}
_BINS = 400
"""Bars the figure can show; longer histories have wider ones."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One alarm from onset to return. Instants; `severity`: the gravest it had; `acknowledged`: the first time, by any seat.

    `raised` is its first record, `record` its last.
    """

    raised: Record
    record: Record
    body: Alarm
    severity: Severity
    onset: int
    returned: int | None
    acknowledged: int | None


def occurrences(account: Account) -> tuple[Occurrence, ...]:
    """Return every alarm this audience had, by onset; rows written for another audience are not its own."""
    first_ack: dict[str, int] = {}
    for row, ack in account.of(Acknowledgement):
        first_ack.setdefault(ack.alarm, row.event)
    order = list(Severity)
    made = []
    for subject, history in account.histories(Alarm).items():
        last, body = history[-1]
        if body.audience not in {None, account.audience.entity}:
            continue
        gravest = min((each.severity for _, each in history), key=order.index)
        made.append(
            Occurrence(history[0][0], last, body, gravest, body.onset, None if body.active else body.returned, first_ack.get(subject))
        )
    return tuple(sorted(made, key=lambda each: (each.onset, each.record.subject)))


def section(account: Account) -> Section | None:
    """Return the section, or None where no alarm was raised."""
    found = occurrences(account)
    if not found:
        return None
    blocks: list[Block] = [_facts(account, found), load(account, found), _priorities(found)]
    gravest = [each for each in found if each.severity is Severity.CRITICAL] or [each for each in found if each.severity is Severity.HIGH]
    blocks.append(_gravest(gravest))
    blocks.extend(_again(found))
    return Section("Alarm load", tuple(blocks))


def load(account: Account, found: tuple[Occurrence, ...]) -> Load:
    """Return the alarms by bins of ten minutes, wider where the incident is too long to show those."""
    since = account.first - account.first % TEN_MINUTES
    width = TEN_MINUTES * max(1, -(-(account.last - since + 1) // (TEN_MINUTES * _BINS)))
    bins = [[0, 0, 0, 0] for _ in range((account.last - since) // width + 1)]
    order = list(Severity)
    for each in found:
        place = (each.onset - since) // width
        if 0 <= place < len(bins):
            bins[place][order.index(each.severity)] += 1
    flood, within = flood_of(account)
    line = flood if width == within else 0
    caption = f"Alarms raised in each {_minutes(width)} of the clock, gravest at the foot."
    caption += f" The line marks a flood: {flood} in any {_minutes(within)}, which may begin within a column." if line else ""
    return Load(caption, since, width, tuple((a, b, c, d) for a, b, c, d in bins), line)


def flood_of(account: Account) -> tuple[int, int]:
    """Return how many alarms within how long (ms) are a flood: the doctrine's, else the usual ten in ten minutes."""
    doctrine = account.doctrine
    return (doctrine.flood_count, doctrine.flood_window) if doctrine is not None else (10, TEN_MINUTES)


def _minutes(width: int) -> str:
    return "ten minutes" if width == TEN_MINUTES else lasted(width)


def crowds(found: tuple[Occurrence, ...], within: int) -> list[tuple[int, int]]:
    """Return (onset, how many) for each alarm: those that had come in the time `within` up to it, itself among them. By onset."""
    onsets = [each.onset for each in found]
    made, first = [], 0
    for place, onset in enumerate(onsets):
        while onsets[first] <= onset - within:
            first += 1
        made.append((onset, place - first + 1))
    return made


def in_flood(crowded: list[tuple[int, int]], flood: int, within: int) -> int:
    """Return for how long (ms) as many as a flood had come in the time `within` before."""
    onsets = [onset for onset, _ in crowded]
    total, until = 0, 0
    for place, (onset, count) in enumerate(crowded):
        if count >= flood:
            # The flood holds until the alarm that makes the number full is too long ago.
            ends = onsets[place - flood + 1] + within
            total += max(0, ends - max(onset, until))
            until = max(until, ends)
    return total


def _facts(account: Account, found: tuple[Occurrence, ...]) -> Facts:
    flood, within = flood_of(account)
    crowded = crowds(found, within)
    stretches = max(1.0, account.lasted / TEN_MINUTES)
    peak, most = max(crowded, key=lambda each: (each[1], -each[0]))
    over = in_flood(crowded, flood, within)
    waits = [each.acknowledged - each.onset for each in found if each.acknowledged is not None]
    standing = [each for each in found if (each.returned or account.last) - each.onset >= STANDING]
    shelved = {body.alarm for _, body in account.of(Shelving)}
    return Facts(
        (
            Fact("Alarms", f"{len(found):,}"),
            Fact("Average in ten minutes", f"{len(found) / stretches:.2f} (1 is a steady load one person can carry)"),
            Fact(f"Most in {_minutes(within)}", f"{most}, up to {moment(peak)} (a flood: {flood})"),
            Fact("Time in flood", f"{lasted(over)}, {100 * over / max(account.lasted, 1):.1f} % of the incident"),
            Fact("Acknowledged", f"{len(waits)} of {len(found)}" + (f", half of them within {lasted(median(waits))}" if waits else "")),
            Fact("Active at the end", many(sum(each.returned is None for each in found), "alarm")),
            Fact("Standing, a day or longer", many(len(standing), "alarm")),
            Fact("Shelved", many(len(shelved), "alarm")),
            Fact("Suppressed by rule", many(sum(each.body.suppressed for each in found), "alarm")),
        )
    )


def _priorities(found: tuple[Occurrence, ...]) -> Table:
    number = Align.NUMBER
    lines = []
    for severity in Severity:
        mine = [each for each in found if each.severity is severity]
        waits = [each.acknowledged - each.onset for each in mine if each.acknowledged is not None]
        half = lasted(median(waits)) if waits else NONE
        worst = lasted(max(waits)) if waits else NONE
        lines.append(
            Line(
                (
                    severity.value,
                    str(len(mine)),
                    f"{100 * len(mine) / len(found):.0f} %",
                    _USUAL[severity],
                    half,
                    worst,
                    str(len(mine) - len(waits)),
                )
            )
        )
    columns = (
        Column("Priority", share=2),
        Column("Alarms", number),
        Column("Share", number),
        Column("Usual share", share=4),
        Column("Half within", number, 2),
        Column("Longest", number, 2),
        Column("Never", number),
    )
    return Table(
        "By priority, and time to acknowledge",
        columns,
        tuple(lines),
        note="Usual shares after EEMUA 191. “Never”: not acknowledged by any seat.",
    )


def _gravest(found: list[Occurrence]) -> Table:
    lines = []
    for each in found:
        acknowledged = lasted(each.acknowledged - each.onset) if each.acknowledged is not None else "never"
        ended = moment(each.returned) if each.returned is not None else "active at the end"
        lines.append(
            Line(
                (moment(each.onset), f"{shown(each.record.subject)} {each.body.title}", each.body.why, acknowledged, ended), (each.record,)
            )
        )
    columns = (
        Column("Raised", Align.TIME, 2),
        Column("Alarm", share=4),
        Column("Why", share=4),
        Column("Acknowledged", Align.NUMBER, 2),
        Column("Returned", Align.TIME, 2),
    )
    title = f"Every {found[0].severity.value} alarm" if found else "The gravest alarms"
    return Table(title, columns, tuple(lines))


def _again(found: tuple[Occurrence, ...]) -> Iterator[Block]:
    """Say which rules came most often about one thing, and which of them chattered."""
    groups: dict[tuple[str, str], list[Occurrence]] = {}
    for each in found:
        groups.setdefault((each.body.rule, each.body.about), []).append(each)
    often = sorted((group for group in groups.values() if len(group) > 1), key=lambda group: (-len(group), group[0].onset))[:10]
    if not often:
        yield Statement("No alarm came twice about the same thing.")
        return
    lines = tuple(
        Line(
            (_titles(group), str(len(group)), moment(group[0].onset), moment(group[-1].onset), "yes" if _chatters(group) else "no"),
            tuple(each.record for each in group[:3]),
        )
        for group in often
    )
    columns = (
        Column("Alarm", share=5),
        Column("Times", Align.NUMBER),
        Column("First", Align.TIME, 2),
        Column("Last", Align.TIME, 2),
        Column("Chattered"),
    )
    yield Table("Alarms that came again", columns, lines, note=f"Chattered: {CHATTER} or more within ten minutes.")


def _titles(group: list[Occurrence]) -> str:
    """Return what they were called: one about a level has another title each time."""
    titles = list(dict.fromkeys(each.body.title for each in group))
    return "; ".join((*titles[:_TITLES], *(["…"] if len(titles) > _TITLES else [])))


def _chatters(group: list[Occurrence]) -> bool:
    onsets = sorted(each.onset for each in group)
    return any(last - first <= TEN_MINUTES for first, last in zip(onsets, onsets[CHATTER - 1 :], strict=False))
