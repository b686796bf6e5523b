"""In short: what a reader must know who reads no further, each statement with its records. The sections say the rest.

Deliberately absent: anything a section does not say too, and any judgement.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from feeds.picture.corridor import Corridor, CorridorState, CorridorStatus
from feeds.picture.envelope import Record
from feeds.picture.ladder import AssessedRung, DeclaredLevel
from feeds.picture.proposal import Proposal, ProposalState
from feeds.picture.relief import Movement
from feeds.picture.room import Outage, Recall
from feeds.picture.warning import MarkKind, ReportMark, Severity
from feeds.report.account import LATE, Account
from feeds.report.document import Statement
from feeds.report.sections.alarms import crowds, flood_of, occurrences
from feeds.report.sections.answers import items
from feeds.report.sections.corridors import computed_of, declared_of, hours_of
from feeds.report.sections.decisions import OUTCOME, was_put
from feeds.report.sections.keeping import redactions
from feeds.report.sections.ladder import ladder_of, rung_name
from feeds.report.sections.reported import busiest, share, sums
from feeds.report.stretches import name
from feeds.report.wording import day, lasted, listed, many, moment

MOST_CITED = 4


def statements(account: Account) -> tuple[Statement, ...]:
    """Return the statements, the gravest matter first; those about which there is nothing to say are left out."""
    if not account.acted:
        return tuple(_reported(account))
    return tuple(
        said
        for make in (_levels, _above, _proposals, _corridors, _movements, _alarms, _asked, _late, _kept)
        if (said := make(account)) is not None
    )


def _levels(account: Account) -> Statement | None:
    ladder = ladder_of(account)
    if ladder is None:
        return None
    common = [(row, body) for row, body in account.of(DeclaredLevel) if body.common and body.ladder == ladder.code]
    if not common:
        return None  # an audience that was told of none cannot say that there was none
    (_, start), *changes = common
    words = f"The level for all began at {rung_name(ladder, start.ordinal)}"
    if not changes:
        return Statement(f"{words} and stayed there.", (common[0][0],))
    steps = listed([f"{rung_name(ladder, body.ordinal)} ({moment(row.event)})" for row, body in changes])
    return Statement(f"{words} and was declared {steps}; there it stood at the end.", tuple(row for row, _ in common)[-MOST_CITED:])


def _above(account: Account) -> Statement | None:
    """Say for how long the rules read more than was declared."""
    ladder = ladder_of(account)
    if ladder is None:
        return None
    moves: list[tuple[int, int, Record, int]] = [
        (row.event, 0, row, body.ordinal) for row, body in account.of(AssessedRung) if body.ladder == ladder.code
    ]
    moves += [(row.event, 1, row, body.ordinal) for row, body in account.of(DeclaredLevel) if body.common and body.ladder == ladder.code]
    moves.sort(key=lambda each: each[:2])
    stretches: list[tuple[int, int, Record]] = []
    now: list[int | None] = [None, None]
    assessed: Record | None = None
    ends = [*(at for at, *_ in moves[1:]), account.last]
    for (at, which, row, ordinal), until in zip(moves, ends, strict=False):
        if which == 0:
            assessed = row
        now[which] = ordinal
        if now[0] is not None and now[1] is not None and now[0] > now[1] and until > at and assessed is not None:
            if stretches and stretches[-1][1] == at:
                stretches[-1] = (stretches[-1][0], until, stretches[-1][2])
            else:
                stretches.append((at, until, assessed))
    if not stretches:
        return None
    since, until, row = max(stretches, key=lambda each: each[1] - each[0])
    whole = sum(until - since for since, until, _ in stretches)
    longest = f", {'the longest ' if len(stretches) > 1 else ''}from {moment(since)} to {moment(until)}"
    return Statement(f"The thresholds pointed above the declared level for {lasted(whole)} in all{longest}.", (row,))


def _proposals(account: Account) -> Statement | None:
    histories = account.histories(Proposal)
    if not histories:
        return None
    outcomes: dict[str, list[str]] = {}
    drafts: list[str] = []
    for history in histories.values():
        _, last = history[-1]
        if was_put(history):
            outcomes.setdefault(OUTCOME.get(last.state, "open at the end"), []).append(last.code)
        else:
            drafts.append(last.code)
    wordings = {(row.subject, body.text_revision) for row, body in account.of(Proposal) if body.state is not ProposalState.DRAFT}
    told = [f"{listed(codes)} {outcome}" for outcome, codes in outcomes.items()]
    told += [f"{listed(drafts)} drafted and never put"] if drafts else []
    put = many(len(histories) - len(drafts), "proposal was", "proposals were")
    lead = f"{put} put to consent, in {many(len(wordings), 'wording')}: " if wordings else ""
    return Statement(f"{lead}{'; '.join(told)}.", tuple(history[-1][0] for history in histories.values())[:MOST_CITED])


def _corridors(account: Account) -> Statement | None:
    """Say what was declared OPEN while its conditions were not met, and of what that is not so."""
    statuses = account.histories(CorridorStatus)
    told, refs = [], []
    for row, corridor in sorted(account.picture.bodies(Corridor), key=lambda each: (each[1].code, each[0].subject)):
        history = statuses.get(row.subject, [])
        hours = hours_of(declared_of(account, history), computed_of(account, row.subject))
        if hours.opened:
            read = (("NOT MET", hours.not_met), ("UNKNOWN", hours.unknown))
            doubts = [f"{lasted(length)} of it with conditions {words}" for words, length in read if length]
            told.append(f"{corridor.code} was declared OPEN for {lasted(hours.opened)}, {' and '.join(doubts) or 'its conditions MET'}")
            refs += [each for each, body in history if body.state is CorridorState.OPEN][:1]
    return Statement(f"{'; '.join(told)}.", tuple(refs)[:MOST_CITED]) if told else None


def _movements(account: Account) -> Statement | None:
    found = [history[-1] for history in account.histories(Movement).values()]
    if not found:
        return None
    states: dict[str, list[str]] = {}
    for _, body in found:
        states.setdefault(body.state.value.replace("_", " "), []).append(body.name)
    told = "; ".join(f"{listed(names)}: {state}" for state, names in states.items())
    return Statement(f"Movements, as their leads told them last: {told}.", tuple(row for row, _ in found)[:MOST_CITED])


def _alarms(account: Account) -> Statement | None:
    found = occurrences(account)
    if not found:
        return None
    critical = [each for each in found if each.severity is Severity.CRITICAL]
    waits = [each.acknowledged - each.onset for each in found if each.acknowledged is not None]
    flood, within = flood_of(account)
    peak, most = max(crowds(found, within), key=lambda each: (each[1], -each[0]))
    words = [f"{many(len(found), 'alarm')} came, {len(critical)} of them CRITICAL"]
    words += [f"half of those acknowledged were so within {lasted(median(waits))}"] if waits else []
    never = len(found) - len(waits)
    words += [f"{never} never were"] if never else []
    crowd = f"Most within {lasted(within)}: {most}, up to {moment(peak)}{', a flood' if most >= flood else ''}."
    return Statement(f"{'; '.join(words)}. {crowd}", tuple(each.raised for each in critical)[:MOST_CITED])


def _asked(account: Account) -> Statement | None:
    found = items(account)
    if not found:
        return None
    wanted, came = sum(len(each.body.addressed) for each in found), sum(each.answered_count for each in found)
    middles = [each.answered for each in found if each.answered is not None]
    half = f" The middle wait for an answer was {lasted(median(middles))}." if middles else ""
    text = f"{many(len(found), 'item')} asked for {many(wanted, 'answer')}; {came:,} came.{half}"
    return Statement(text, tuple(each.request for each in found)[:MOST_CITED])


def _late(account: Account) -> Statement | None:
    late = sum(each >= LATE for each in account.lags) if not account.reconstructed else 0
    marked = [row for row, body in account.of(ReportMark) if body.mark is not MarkKind.CONFIRMED]
    words, refs = [], []
    if late:
        lag, _, row = max(account.late)
        words.append(f"{many(late, 'report was', 'reports were')} learned {lasted(LATE)} late or later, one of them {lasted(lag)}")
        refs.append(row)
    if marked:
        words.append(f"{many(len(marked), 'report was', 'reports were')} marked fabricated or withdrawn")
        refs += marked
    return Statement(f"{'; '.join(words)}.", tuple(refs)[:MOST_CITED]) if words else None


def _kept(account: Account) -> Statement | None:
    outages, recalls, erased = list(account.of(Outage)), list(account.of(Recall)), list(redactions(account))
    words = []
    if outages:
        words.append(f"the room's hub was away for {lasted(sum(body.until - body.since for _, body in outages))}")
    if recalls:
        words.append(f"{many(len(recalls), 'release was', 'releases were')} called back")
    if erased:
        words.append(f"{many(len(erased), 'record was', 'records were')} redacted")
    rows = [row for row, _ in (*outages, *recalls, *erased)]
    return Statement(f"{'; '.join(words).capitalize()}.", tuple(rows)[:MOST_CITED]) if words else None


def _reported(account: Account) -> Iterator[Statement]:
    """For a journal in which nobody acted."""
    if not account.reports:
        yield Statement("Nobody acted in this journal, and nothing was reported.")
        return
    count = len(account.reports)
    sources = listed(sorted(account.by_source)) if len(account.by_source) <= MOST_CITED else many(len(account.by_source), "source")
    verb = "tells" if count == 1 else "tell"
    period = f"{day(min(account.reports))} to {day(max(account.reports))}"
    yield Statement(f"{many(count, 'report')} of {sources} {verb} of {period}. Nobody acted in this journal.", account.ends)
    unit, stretches = busiest(account)
    if len(stretches) > 1:
        start, most = stretches[0]
        words = f"The busiest {unit} was {name(start, unit)} with {many(most, 'report')} ({share(most, count)})"
        places = sorted(((each, of) for each, of in account.by_place.items() if each), key=lambda each: (-each[1], each[0]))
        if len(places) > 1 and places[0][1] > places[1][1]:
            words += f"; more came from {places[0][0]} ({places[0][1]:,}, {share(places[0][1], count)}) than from any other place"
        yield Statement(f"{words}.")
    if not account.placed:
        yield Statement("None of them has a position: they name places, and no map can show them.")
    ended = sorted(length for found in account.durations.values() for length in found.values())
    if ended:
        yield Statement(f"{len(ended):,} of them ended, half within {lasted(median(ended))}; the longest lasted {lasted(ended[-1])}.")
    added = sums(account)
    if added is not None:
        yield added
