"""Exercise control: what the director fired, held and skipped, and how the room met what the injects set off.

Control's lines are the host's alone, and so is this section; where nobody directed the exercise there is none. Deliberately absent: a mark
for the exercise as a whole, which people give.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from feeds.assessment.injects import ControlLine, Mark, Met, Order, Score, Verdict, control_lines, score, totals
from feeds.assessment.response import Stage
from feeds.report.account import Account
from feeds.report.document import Align, Block, Column, Line, Section, Statement, Table
from feeds.report.wording import NONE, lasted, many, moment, word

_PATIENCE: Final = 2
"""A stage is looked at so many times its target after the warning: what came later than that is told without its time."""

_STAGES = (Stage.DELIVERED, Stage.SEEN, Stage.ANSWERED, Stage.DECIDED, Stage.DONE)
_VERDICTS = {Verdict.MET: "met", Verdict.MISSED: "missed", Verdict.OPEN: "open at the end"}


def section(account: Account) -> Section | None:
    """Return the section, or None where no director's orders are on record for this audience."""
    lines = control_lines(account.picture)
    if not lines:
        return None
    scores = _scores(account)
    blocks: list[Block] = [_summary(lines, scores)]
    if any(each.items for each in scores):
        blocks.append(_met(scores))
    blocks.append(_orders(lines))
    return Section("Exercise control", tuple(blocks))


def _scores(account: Account) -> tuple[Score, ...]:
    """Return the scores, each stage as it stood when its time ran out: later decisions write over earlier rows."""
    reader = account.audience.entity
    last = score(account.picture, account.last, reader)
    moments = {at for each in last for item in each.items for mark in item.marks for at in _looks(account, item, mark)}
    then = {at: _by_subject(score(account.picture_at(at), at, reader)) for at in sorted(moments)}

    def settled(item: Met, mark: Mark) -> Mark:
        in_time, later = (then[at].get(item.record.subject, item).mark(mark.stage) or mark for at in _looks(account, item, mark))
        return replace(later, verdict=in_time.verdict)

    def rescored(item: Met) -> Met:
        return replace(item, marks=tuple(settled(item, mark) for mark in item.marks))

    return tuple(replace(each, items=tuple(map(rescored, each.items))) for each in last)


def _looks(account: Account, item: Met, mark: Mark) -> tuple[int, int]:
    """Return when a stage is judged, and when it is looked at for how long it took after all."""
    if mark.target is None:
        return account.last, account.last
    return min(item.warned + mark.target + 1, account.last), min(item.warned + _PATIENCE * mark.target, account.last)


def _by_subject(scores: tuple[Score, ...]) -> dict[str, Met]:
    return {item.record.subject: item for each in scores for item in each.items}


def _summary(lines: tuple[ControlLine, ...], scores: tuple[Score, ...]) -> Statement:
    done = {order: sum(each.order is order for each in lines) for order in Order}
    counted = totals(scores)
    judged = sum(counted[each] for each in _VERDICTS)
    skipped = f", {done[Order.SKIPPED]} skipped" if done[Order.SKIPPED] else ""
    followed = many(sum(len(each.items) for each in scores), "alarm or request", "alarms and requests")
    told = [f"{counted[each]} {words}" for each, words in _VERDICTS.items()]
    text = f"{many(done[Order.FIRED], 'inject')} fired{skipped}; {followed} followed."
    aside = f"Of {judged} targets that applied: {', '.join(told)}."
    return Statement(text, tuple(each.fired.record for each in scores if each.items), aside=aside if judged else "")


def _met(scores: tuple[Score, ...]) -> Table:
    lines = tuple(
        Line(
            (moment(item.warned), each.fired.inject, item.title, *(_told(item, stage) for stage in _STAGES)),
            (each.fired.record, item.record),
            strong=any(mark.verdict is Verdict.MISSED for mark in item.marks),
        )
        for each in scores
        for item in each.items
    )
    columns = (
        Column("Warned", Align.TIME, 2),
        Column("Inject", share=2),
        Column("What followed", share=5),
        *(Column(stage.value.capitalize(), Align.NUMBER, 2) for stage in _STAGES),
    )
    note = "Each time runs from the warning and is the middle of all who came. MET: everybody asked came within the doctrine's target."
    return Table("How what the injects set off was met", columns, lines, note)


def _told(item: Met, stage: Stage) -> str:
    mark = item.mark(stage)
    if mark is None or (mark.verdict is Verdict.NO_TARGET and mark.took is None):
        return NONE
    if mark.verdict is Verdict.UNTOLD:
        return "too few to tell"
    took = lasted(mark.took) if mark.took is not None else ""
    said = "" if mark.verdict is Verdict.NO_TARGET else word(mark.verdict.value)
    some = f"{mark.came} of {mark.of}" if mark.came < mark.of else ""
    return " ".join(each for each in (said, took, some) if each)


def _orders(lines: tuple[ControlLine, ...]) -> Table:
    columns = (Column("When", Align.TIME, 2), Column("What control did or saw", share=10))
    told = tuple(Line((moment(each.record.event), each.body.text), (each.record,), each.order is Order.SKIPPED) for each in lines)
    return Table("Control's own log", columns, told)
