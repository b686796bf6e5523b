"""The picture as the checklist panel shows it: the run that the selected alarm called for, else the newest one open, else what is ready.

Pure. Deliberately absent: ticking, and a step's state (feeds.assessment.checklists has the rule). ELIGIBLE is said beside a step and is no
authority to act.
"""

from __future__ import annotations

from typing import assert_never

from feeds.assessment.checklists import WORKED, RunView, StepState, StepView, ending, run_view
from feeds.assessment.eligibility import eligibility, grant_by_code
from feeds.assessment.ladder import declared_level
from feeds.assessment.rules import rules_of
from feeds.picture.action import Action
from feeds.picture.checklist import Run, RunState, Template
from feeds.picture.corridor import Corridor, CorridorStatus
from feeds.picture.identity import joined, shown
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal
from widgets.board.model import Entry
from widgets.cells import FILLED, Empty
from widgets.checklists.model import RUNS, ChecklistModel, HeldList, RunModel, StepItem
from widgets.checklists.page import step_page
from widgets.checklists.runs import runs_page
from widgets.checklists.signs import STATES
from widgets.standpoint import Standpoint
from widgets.times import elapsed, zulu, zulu_seconds
from widgets.underway import Progress, Underway, act_on, in_words
from widgets.words import State

_SOON = 5 * 60_000
_HASH_HEAD, _HASH_TAIL = 4, 2


def resolve(
    picture: Picture, now: int, standpoint: Standpoint, pending: tuple[Underway, ...] = (), *, selected: str = "", opened: str = ""
) -> ChecklistModel:
    """The run of `selected` (an alarm's or a run's subject), else the newest open one, as this desk sees it now.

    `opened`: the step ("RUN/NUMBER") whose page is wanted, or RUNS for that of all runs and templates.
    """
    lists = runs_page(picture, now, standpoint.off) if opened == RUNS else None
    subject = choose(picture, selected)
    view = run_view(picture, now, subject) if subject is not None else None
    if view is None:
        return ChecklistModel("", off=standpoint.off, page=lists, condition=Empty("No run open", _ready(picture)))
    steps = tuple(_step(picture, now, standpoint, view, each, pending) for each in view.steps)
    return ChecklistModel(
        scope=_scope(picture, view),
        run=_run(view, steps),
        note=_note(picture, now, standpoint, view),
        off=standpoint.off,
        page=lists or _page(picture, now, view, opened),
        condition=FILLED,
    )


def _page(picture: Picture, now: int, view: RunView, opened: str) -> Entry | None:
    run, _, number = opened.rpartition("/")
    if run != view.record.subject:
        return None
    return next((step_page(picture, now, view, each) for each in view.steps if str(each.step.number) == number), None)


def choose(picture: Picture, selected: str = "") -> str | None:
    """The run to show: the selected one, the one the selected alarm called for, the newest worked on, the newest offered; else None."""
    runs = [(row, body) for row, body in picture.bodies(Run) if body.state in {*WORKED, RunState.OFFERED}]
    if any(row.subject == selected for row, _ in picture.bodies(Run)):
        return selected
    called = [each for each in runs if selected and each[1].reason == selected]
    newest = sorted(called or runs, key=lambda each: (each[1].state in WORKED, each[1].opened or each[0].event, each[0].subject))
    return newest[-1][0].subject if newest else None


def _ready(picture: Picture) -> str:
    codes = {body.code for _, body in picture.bodies(Template)}
    count = f"{len(codes)} templates" if len(codes) != 1 else "1 template"
    return f"{count} ready · L lists them" if codes else "no template is loaded"


def _scope(picture: Picture, view: RunView) -> str:
    state = view.run.state.value.replace("_", " ")
    reason = view.run.reason
    if reason is None:
        return state
    if picture.find("alarm", reason) is not None:
        return f"offered by {shown(reason)} · {state}"
    spoken = (picture.get(Corridor, reason), picture.get(Proposal, reason), picture.get(Action, reason))
    code = next((body.code for body in spoken if body is not None), shown(reason))
    return f"for {code} · {state}"


def _run(view: RunView, steps: tuple[StepItem, ...]) -> RunModel:
    held = () if view.check.same else _held(view)
    ends, wanting = ending(view)
    return RunModel(
        subject=view.record.subject,
        title=f"{view.run.template} v{view.run.version}",
        identity="" if held else f"hash {_short(view.run.template_hash)} · {_rooms(view)}",
        progress="" if held else f"{view.done} of {view.total}",
        fraction=view.done / view.total if view.total else 0.0,
        steps=steps,
        next=view.next,
        offered=view.run.state is RunState.OFFERED,
        paused=view.run.state is RunState.HELD,
        held=held,
        wanting="" if ends is not None else wanting,
    )


def _held(view: RunView) -> tuple[HeldList, ...]:
    """What each room holds, and what the run was opened with. A hash nobody holds is said as well."""
    return tuple(
        HeldList(room or "this run", f"v{version}" if version else "", f"hash {text[:16]}…{text[-4:]}")
        for room, version, text in view.check.hashes
    )


def _short(text: str) -> str:
    return f"{text[:_HASH_HEAD]}…{text[-_HASH_TAIL:]}"


def _rooms(view: RunView) -> str:
    rooms = {room for room, _, _ in view.check.hashes if room}
    return f"equal in {len(rooms)} rooms" if len(rooms) > 1 else "this room alone"


def _step(picture: Picture, now: int, standpoint: Standpoint, view: RunView, each: StepView, pending: tuple[Underway, ...]) -> StepItem:
    subject = joined(view.record.subject, str(each.step.number))
    act = act_on(pending, "item", subject)
    eligible = (
        each.state is StepState.PENDING and each.step.grant is not None and _eligible(picture, now, standpoint, each.step.grant) == ""
    )
    worked = view.run.state in WORKED
    return StepItem(
        subject=subject,
        number=each.step.number,
        text=each.step.text,
        state=State.ELIGIBLE if eligible else STATES[each.state],
        note=_step_note(picture, now, standpoint, each),
        late=f"LATE {elapsed(each.late)}" if each.late else "",
        sending=in_words(act) if act is not None and act.progress is Progress.SENDING else "",
        trouble=in_words(act) if act is not None and act.progress is not Progress.SENDING else "",
        may_tick=worked and each.after is None and each.state in {StepState.PENDING, StepState.DEFERRED, StepState.SENSED},
        may_verify=worked and each.state is StepState.DONE,
        may_defer=worked and each.state in {StepState.PENDING, StepState.BLOCKED},
        may_override=worked and each.state in {StepState.PENDING, StepState.BLOCKED, StepState.DEFERRED},
        may_undo=worked and each.state is StepState.DONE,
        pause_point=each.step.pause_point,
        tip=_tip(each),
    )


def _tip(each: StepView) -> str:
    due = f"due {zulu_seconds(each.due)}" if each.due is not None else ""
    two = "two persons" if each.step.two_person else ""
    return "\n".join(part for part in (each.step.text, each.step.decides, due, two, each.reason) if part)


def _step_note(picture: Picture, now: int, standpoint: Standpoint, each: StepView) -> str:
    match each.state:
        case StepState.PENDING:
            return _waiting_note(picture, now, standpoint, each)
        case StepState.DONE | StepState.VERIFIED:
            return _done_note(picture, each)
        case StepState.DEFERRED | StepState.OVERRIDDEN:
            return each.reason
        case StepState.SENSED:
            return f"by {shown(each.sensed)}" if each.sensed is not None else ""
        case StepState.INACTIVE:
            return _corridor_note(picture, each.step.condition_corridor or "")
        case StepState.BLOCKED:
            return f"{each.step.grant} has ended" if each.step.grant is not None else ""
        case _:
            assert_never(each.state)


def _waiting_note(picture: Picture, now: int, standpoint: Standpoint, each: StepView) -> str:
    if each.after is not None:
        return f"after step {each.after}"
    if each.late:
        return each.step.decides
    if each.step.grant is not None:
        level = declared_level(picture, rules_of(picture).doctrine.ladder)
        refusal = _eligible(picture, now, standpoint, each.step.grant)
        return refusal or (f"at declared {level.ordinal}" if level is not None else "")
    if each.due is None:
        return each.step.decides
    left = each.due - now
    if left > _SOON or standpoint.frozen:
        return f"due {zulu(each.due, now)}"
    return f"due {zulu_seconds(each.due)} · {elapsed(left)}"


def _eligible(picture: Picture, now: int, standpoint: Standpoint, code: str) -> str:
    """Why a grant cannot be used now by this desk's entity (the room's own desk: by any member), or "" where it can."""
    row = grant_by_code(picture, code, now)
    if row is None:
        return f"no grant {code}"
    rules = rules_of(picture)
    members = tuple(each.code for each in rules.roster.entities if each.member) if rules.roster is not None else ()
    asked = (standpoint.entity,) if standpoint.entity in members or not members else members
    found = [eligibility(picture, now, row.subject, entity) for entity in asked]
    return "" if any(each.eligible for each in found) else found[0].refusals[0]


def _done_note(picture: Picture, each: StepView) -> str:
    if each.needs_second:
        return "second person needed"
    roster = rules_of(picture).roster
    officer = roster.officer(each.by) if roster is not None and each.by is not None else None
    who = officer.role.partition(",")[0] if officer is not None else each.by or ""
    at = zulu(each.record.event) if each.record is not None else ""
    if each.late:
        return f"done {at}"
    return " ".join(part for part in (who, at) if part)


def _corridor_note(picture: Picture, code: str) -> str:
    subject = next((row.subject for row, body in picture.bodies(Corridor) if body.code == code), None)
    status = picture.get(CorridorStatus, subject) if subject is not None else None
    return f"{code} is {status.state.value}" if status is not None else f"{code} is not open"


def _note(picture: Picture, now: int, standpoint: Standpoint, view: RunView) -> str:
    """The grant that a waiting step would use, and at what declared level."""
    level = declared_level(picture, rules_of(picture).doctrine.ladder)
    grants = (each.step.grant for each in view.steps if each.state is StepState.PENDING and each.step.grant is not None)
    code = next((code for code in grants if _eligible(picture, now, standpoint, code) == ""), None)
    return f"{code} eligible at declared {level.ordinal}" if code is not None and level is not None else ""
