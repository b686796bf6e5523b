"""The ladder's story: what was declared, what the rules read, where each partner stood, and on what each change rested.

Declared and assessed stand beside one another and are never merged; a partner's own level is a difference, not a fault.
"""

from __future__ import annotations

from feeds.picture.envelope import Record
from feeds.picture.ladder import AssessedRung, DeclaredLevel, Ladder
from feeds.picture.proposal import Proposal
from feeds.report.account import Account
from feeds.report.document import Align, Column, Line, Section, Statement, Table, Timeline, Trace, Weight
from feeds.report.wording import NONE, hand, listed, moment

_DRAWN = {
    Weight.DECLARED: "the declared level (thick)",
    Weight.ASSESSED: "the assessed rung (dashed)",
    Weight.PARTNER: "each partner's own level (thin, named at its end)",
}


def section(account: Account) -> Section | None:
    """Return the section, or None where no ladder was in use."""
    ladder = ladder_of(account)
    if ladder is None:
        return None
    lines = sorted((*_declared(account, ladder), *_assessed(account, ladder)), key=lambda each: each[0])
    if not lines:
        return None
    table = Table(
        "Every change of level",
        (Column("When", Align.TIME, 2), Column("What", share=4), Column("By whom", share=3), Column("On what basis", share=5)),
        tuple(line for _, line in lines),
        note="A declared level is an act. An assessed rung is what the thresholds pointed to; it declares nothing, and falls below no "
        "declared level before the way down from there is met.",
    )
    return Section("The escalation ladder", (_spread(account, ladder), trace(account, ladder), table))


def ladder_of(account: Account) -> Ladder | None:
    """Return the ladder in force at the end, if there is one."""
    return account.doctrine.ladder if account.doctrine is not None else None


def rung_name(ladder: Ladder, ordinal: int) -> str:
    """Return a rung as it is spoken of: 4 Alert."""
    rung = ladder.rung(ordinal)
    return f"{rung.printed} {rung.name}" if rung is not None else str(ordinal)


def trace(account: Account, ladder: Ladder) -> Timeline:
    """Return the ladder's lines over the whole incident."""
    common = tuple((row.event, body.ordinal) for row, body in account.of(DeclaredLevel) if body.common and body.ladder == ladder.code)
    assessed = tuple((row.event, body.ordinal) for row, body in account.of(AssessedRung) if body.ladder == ladder.code)
    own: dict[str, list[tuple[int, int | None]]] = {}
    for row, body in account.of(DeclaredLevel):
        if not body.common and body.ladder == ladder.code:
            own.setdefault(body.entity, []).append((row.event, body.ordinal))
    traces = [Trace("declared", Weight.DECLARED, common), Trace("assessed", Weight.ASSESSED, assessed)]
    traces += [
        Trace(entity, Weight.PARTNER, tuple(own[entity]))
        for entity in (*ladder.members, *sorted(set(own) - set(ladder.members)))
        if entity in own
    ]
    used = {ordinal for each in traces for _, ordinal in each.steps if ordinal is not None} or {0}
    rungs = tuple((each.ordinal, f"{each.printed} {each.name}") for each in ladder.rungs if min(used) - 1 <= each.ordinal <= max(used) + 1)
    drawn = tuple(each for each in traces if each.steps)
    weights = {each.weight for each in drawn}
    caption = f"{ladder.name}: {listed([words for weight, words in _DRAWN.items() if weight in weights])}."
    return Timeline(caption, account.first, account.last, rungs=rungs, traces=drawn)


def _spread(account: Account, ladder: Ladder) -> Statement:
    common = [(row, body) for row, body in account.of(DeclaredLevel) if body.common and body.ladder == ladder.code]
    assessed = [(row, body) for row, body in account.of(AssessedRung) if body.ladder == ladder.code]
    words: list[str] = []
    refs: list[Record] = []
    if common:
        row, body = max(common, key=lambda each: (each[1].ordinal, -each[0].event))
        words.append(f"The highest level declared was {rung_name(ladder, body.ordinal)}, first at {moment(row.event)}")
        refs += [row, common[-1][0]]
        words.append(f"at the end it was {rung_name(ladder, common[-1][1].ordinal)}")
    if assessed:
        top = max(assessed, key=lambda each: (each[1].ordinal, -each[0].event))
        refs.append(top[0])
        hollow = ", on hollow evidence" if top[1].hollow else ""
        words.append(f"the thresholds pointed no higher than {rung_name(ladder, top[1].ordinal)} ({moment(top[0].event)}{hollow})")
    text = "; ".join(words)
    return Statement(
        f"{text[:1].upper()}{text[1:]}.",
        tuple(refs),
        aside=f"Ladder: {ladder.name}, version {ladder.version}; levels are declared by {ladder.authority or 'its authority'}.",
    )


def _declared(account: Account, ladder: Ladder) -> list[tuple[int, Line]]:
    proposals = {row.subject: (row, body) for row, body in account.of(Proposal)}
    made = []
    for row, body in account.of(DeclaredLevel):
        if body.ladder != ladder.code:
            continue
        who = "For all" if body.common else f"{body.entity} for itself"
        proposal = proposals.get(body.proposal or "")
        basis = f"{proposal[1].code}, revision {proposal[1].text_revision}: {proposal[1].title}" if proposal is not None else ""
        basis = " · ".join(part for part in (basis, body.caveat) if part)
        refs = (row, proposal[0]) if proposal is not None else (row,)
        cells = (moment(row.event), f"{who}: {rung_name(ladder, body.ordinal)}", hand(row, account.roster), basis or NONE)
        made.append((row.event, Line(cells, refs, strong=body.common)))
    return made


def _assessed(account: Account, ladder: Ladder) -> list[tuple[int, Line]]:
    made, before = [], None
    raises = {each.code: each.raises_to for each in ladder.thresholds}
    common = [(row.event, body.ordinal) for row, body in account.of(DeclaredLevel) if body.common and body.ladder == ladder.code]
    for row, body in account.of(AssessedRung):
        if body.ladder != ladder.code or (body.ordinal, body.hollow) == before:
            continue
        before = (body.ordinal, body.hollow)
        met = [f"{each.threshold}{' (hollow)' if each.hollow else ''}" for each in body.basis if each.met]
        short = [f"{each.threshold} {len(each.counted)} of {each.needed}" for each in body.basis if not each.met and each.counted]
        declared = next((ordinal for at, ordinal in reversed(common) if at <= row.event), None)
        pointed = any(each.met and (raises.get(each.threshold) or 0) >= body.ordinal for each in body.basis)
        said = (
            "held up by the declared level" if declared == body.ordinal and not pointed else "",
            f"met: {listed(met)}" if met else "",
            f"part met: {listed(short)}" if short else "",
        )
        basis = "; ".join(part for part in said if part)
        text = f"Assessed {rung_name(ladder, body.ordinal)}{', hollow' if body.hollow else ''}"
        made.append((row.event, Line((moment(row.event), text, "the rules", basis or "no threshold met"), (row,))))
    return made
