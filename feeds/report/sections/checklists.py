"""Checklist compliance: each run, what of it was done in time, late, deferred, overridden or left, and the steps that need telling."""

from __future__ import annotations

from collections.abc import Iterator

from feeds.picture.checklist import Item, ItemState, Run, Step, Template
from feeds.picture.envelope import Record
from feeds.picture.identity import joined
from feeds.report.account import Account
from feeds.report.document import Align, Block, Column, Line, Section, Table
from feeds.report.wording import hand, lasted, moment, word

_DONE = frozenset({ItemState.DONE, ItemState.VERIFIED})


def section(account: Account) -> Section | None:
    """Return the section, or None where no checklist was run."""
    runs = [(row, body) for row, body in account.picture.bodies(Run) if body.opened is not None]
    if not runs:
        return None
    runs.sort(key=lambda each: (each[1].opened or 0, each[0].subject))
    number = Align.NUMBER
    columns = (
        Column("Opened", Align.TIME, 4),
        Column("Checklist", share=5),
        Column("Steps", number, 2),
        Column("In time", number, 2),
        Column("Late", number, 2),
        Column("Deferred", number, 2),
        Column("Overridden", number, 3),
        Column("Left", number, 2),
        Column("End", share=5),
    )
    table = Table(
        "Every run",
        columns,
        tuple(_run(account, row, body) for row, body in runs),
        note="A step done late keeps its lateness. Left: neither done, deferred nor overridden, conditions that did not hold among them.",
    )
    blocks: list[Block] = [table]
    lines = [line for row, body in runs for line in _told(account, row, body)]
    if lines:
        blocks.append(
            Table(
                "Steps late, deferred or overridden",
                (Column("When", Align.TIME, 2), Column("Checklist and step", share=6), Column("What", share=4), Column("By whom", share=3)),
                tuple(lines),
            )
        )
    return Section("Checklists", tuple(blocks))


def _steps(account: Account, run: Run) -> tuple[Step, ...]:
    template = account.picture.get(Template, run.template)
    return template.steps if template is not None and template.version == run.version else ()


def _items(account: Account, subject: str, run: Run) -> dict[int, tuple[Record, Item]]:
    found = {}
    for number in {step.number for step in _steps(account, run)} | {
        body.number for _, body in account.picture.bodies(Item) if body.run == subject
    }:
        row = account.picture.find("item", joined(subject, str(number)))
        if row is not None and isinstance(row.body, Item):
            found[number] = (row, row.body)
    return found


def _run(account: Account, row: Record, run: Run) -> Line:
    items = [body for _, body in _items(account, row.subject, run).values()]
    steps = max(len(_steps(account, run)), len(items))
    done = [body for body in items if body.state in _DONE]
    late = sum(body.late > 0 for body in done)
    deferred, overridden = (sum(body.state is state for body in items) for state in (ItemState.DEFERRED, ItemState.OVERRIDDEN))
    left = steps - len(done) - deferred - overridden
    counts = (steps, len(done) - late, late, deferred, overridden, left)
    return Line(
        (moment(run.opened or row.event), f"{run.template} v{run.version}", *(str(each) for each in counts), word(run.state)), (row,)
    )


def _told(account: Account, row: Record, run: Run) -> Iterator[Line]:
    words = {step.number: step.text for step in _steps(account, run)}
    for number, (item, body) in sorted(_items(account, row.subject, run).items()):
        late = body.state in _DONE and body.late > 0
        if late or body.state in {ItemState.DEFERRED, ItemState.OVERRIDDEN}:
            what = f"done {lasted(body.late)} late" if late else word(body.state).lower()
            what += f": {body.reason}" if body.reason else ""
            yield Line(
                (moment(item.event), f"{run.template} step {number}: {words.get(number, '')}", what, hand(item, account.roster)), (item,)
            )
