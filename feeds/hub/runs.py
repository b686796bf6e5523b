"""What a checklist allows: which list a run is of, when it was opened, in what order its steps are done, and when it is complete.

This room's runs are of the list that it holds, by its hash; a partner's may be of another, which is an error on both screens and no list to
work on. Neither the list nor the moment it was opened changes under way, or lateness could be taken back. A step is done while the run is
worked on, not while its grant is none or its condition false, and not past an open pause point.
A run is complete when every step that counts is done, verified or overridden. Deliberately absent: what a step reads
(`feeds.assessment.checklists`), and ticking by anybody but a person.
"""

from __future__ import annotations

from typing import Final

from feeds.assessment.checklists import RunView, StepState, ending, lateness, run_view, template_check, untouched
from feeds.picture.calendar import iso
from feeds.picture.checklist import Item, ItemState, Run, RunState, Step, Template, template_hash
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from feeds.picture.room import Officer

TOLD_TO: Final = 60_000
"""Milliseconds: how finely lateness, and the moment a run was opened, are told."""

_WORKED_ON: Final = frozenset({RunState.OPEN, RunState.IN_PROGRESS})
_FIXED: Final = ("template", "version", "template_hash", "reason")
_UNTRUE: Final = {
    RunState.OFFERED: "nobody has opened it yet",
    RunState.HELD: "it is resumed first",
}


def run(subject: str, said: Run, before: Record | None, picture: Picture, now: int, at: int, *, own: bool) -> str | None:
    """Return why a run may not become this, or None. `at`: the moment of the act; `own`: by an officer of this room."""
    was = before.body if before is not None and isinstance(before.body, Run) else None
    if was == said:
        return None
    if was is None:
        return _not_this_list(said, picture, own=own) or _opened(said, at)
    changed = [name for name in _FIXED if getattr(said, name) != getattr(was, name)]
    if was.opened is not None and said.opened != was.opened:
        changed.append("opened")
    if changed:
        return f"run of {was.template}: {', '.join(changed)} cannot change once it is {was.state.value}"
    if said.state in {RunState.COMPLETE, RunState.COMPLETE_EXCEPT_DEFERRED}:
        return _incomplete(said, run_view(picture, now, subject))
    return _opened(said, at) if was.opened is None else None


def _not_this_list(said: Run, picture: Picture, *, own: bool) -> str | None:
    """What a partner's own room holds is on record as it is: both see that two lists exist, and no step of it is done."""
    template = picture.get(Template, said.template)
    if template is None:
        return f"template: there is no checklist {said.template} here"
    ours = template_hash(template)
    if not own or (said.version, said.template_hash) == (template.version, ours):
        return None
    named = f"v{said.version} {said.template_hash[:8]}"
    return f"template_hash: {said.template} is v{template.version} {ours[:8]} here, the run names {named}: two lists exist"


def _opened(said: Run, at: int) -> str | None:
    if said.state is RunState.OFFERED:
        return None if said.opened is None else f"opened: a run that is only offered was not opened, it says {iso(said.opened)}"
    if said.opened is None:
        return None if said.state not in _WORKED_ON else f"opened: a run that is {said.state.value} says when it was opened"
    if abs(said.opened - at) <= TOLD_TO:
        return None
    return f"opened: it says {iso(said.opened)}, and is opened now, {iso(at)}"


def _incomplete(said: Run, view: RunView | None) -> str | None:
    """Nothing is skipped by closing the list over it."""
    if view is None or not view.check.same:
        return f"{said.template}: two lists exist; a run of it is aborted or superseded"
    state, text = ending(view)
    if state is None:
        return f"{said.template} is not complete: {text}"
    return None if state is said.state else f"state: {said.template} ends as {state.value}: {text}"


def item(officer: Officer, said: Item, before: Record | None, picture: Picture, now: int, at: int) -> str | None:
    """Return why a step may not become this, or None. `at`: the moment of the act."""
    was = before.body if before is not None and isinstance(before.body, Item) else None
    if was == said:
        return None
    held = picture.get(Run, said.run)
    if held is None:
        return f"there is no run {said.run}"
    return (
        _not_worked_on(held)
        or _no_such_step(said, held, picture)
        or _not_signed(officer, said, before, was)
        or _not_now(said, was, picture, now)
        or _late(said, was, held, picture, at)
    )


def _not_worked_on(held: Run) -> str | None:
    if held.state in _WORKED_ON:
        return None
    return f"the run is {held.state.value}: {_UNTRUE.get(held.state, 'its steps are history')}"


def _step(held: Run, number: int, picture: Picture) -> Step | None:
    template = picture.get(Template, held.template)
    return next((step for step in template.steps if step.number == number), None) if template is not None else None


def _no_such_step(said: Item, held: Run, picture: Picture) -> str | None:
    check = template_check(picture, held.template, held.template_hash)
    if not check.same:
        lists = ", ".join(f"{origin or 'this run'} {text[:8]}" for origin, _, text in check.hashes)
        return f"{held.template}: two lists exist ({lists}); no step of it is done until the rooms agree"
    return None if _step(held, said.number, picture) is not None else f"number: {held.template} v{held.version} has no step {said.number}"


def _not_signed(officer: Officer, said: Item, before: Record | None, was: Item | None) -> str | None:
    """A tick names the hand that made it and no other; there is no plain skip."""
    if said.state is not ItemState.VERIFIED:
        if said.done_by not in {None, officer.code, was.done_by if was is not None else None}:
            return f"done_by: {said.done_by} is named, {officer.code} signs"
        if said.verified_by is not None:
            return f"verified_by: {said.verified_by} is named, and {said.state.value} is seen by no second person"
    match said.state:
        case ItemState.DEFERRED | ItemState.OVERRIDDEN if not said.reason.strip():
            return f"a step is {said.state.value} with a reason"
        case ItemState.DONE if said.done_by != officer.code:
            return f"done_by: {said.done_by or 'nobody'} is named, {officer.code} signs"
        case ItemState.VERIFIED:
            return _verified(officer, said, before, was)
        case _:
            return None


def _verified(officer: Officer, said: Item, before: Record | None, was: Item | None) -> str | None:
    done_by = was.done_by if was is not None else None
    if before is None or officer.code in {done_by, before.author.code}:
        return "this takes a second person"
    if said.verified_by != officer.code or said.done_by != done_by:
        return f"verified_by: {said.verified_by or 'nobody'} is named, {officer.code} signs"
    return None


def _not_now(said: Item, was: Item | None, picture: Picture, now: int) -> str | None:
    """Say what keeps a step from being done: its grant, its condition, a pause point before it. Who defers or overrides says why."""
    if said.state is not ItemState.DONE or (was is not None and was.state is ItemState.DONE):
        return None
    view = run_view(picture, now, said.run)
    each = next((each for each in view.steps if each.step.number == said.number), None) if view is not None else None
    if each is None:
        return None
    match untouched(picture, now, each.step):
        case StepState.BLOCKED:
            return f"step {said.number} is BLOCKED: no grant {each.step.grant} is in force"
        case StepState.INACTIVE:
            return f"step {said.number} is INACTIVE: it counts only while {each.step.condition_corridor} is OPEN"
        case _:
            return None if each.after is None else f"step {said.number} waits: step {each.after} is a pause point, and is not done"


def _late(said: Item, was: Item | None, held: Run, picture: Picture, at: int) -> str | None:
    """What was done late stays late: no tick, and no second person's, takes it back."""
    kept = was.late if was is not None else 0
    if said.late < kept:
        return f"late: the step was done {kept // 1000} s after its time, and that stays on record"
    newly = was is None or was.state is not ItemState.DONE
    real = lateness(picture, held, said.number, at) if newly and said.state is ItemState.DONE else 0
    if said.late < real - TOLD_TO:
        return f"late: the step's time was {real // 1000} s ago, the act says {said.late // 1000} s"
    return None
