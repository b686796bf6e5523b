"""Every run and every template as a page: which list is worked on, which is ready to be opened. Pure.

Between shifts the open runs are what is handed over; opening a list is a light act. A template that reads differently in two rooms is an
error on both screens and is not offered.
"""

from feeds.assessment.checklists import WORKED, run_view, template_check
from feeds.picture.checklist import Run, RunState, Template, template_hash
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from widgets.board.acting import offered
from widgets.board.model import Entry, Fact, Part
from widgets.stated import stated
from widgets.times import zulu
from widgets.words import State

_ENDED_SHOWN = 8


def runs_page(picture: Picture, now: int, off: str) -> Entry:
    """The page: runs that are open, templates that are ready, runs that ended."""
    runs = sorted(picture.bodies(Run), key=lambda each: -(each[1].opened or each[0].event))
    live = [each for each in runs if each[1].state in {*WORKED, RunState.OFFERED}]
    ended = [each for each in runs if each not in live][:_ENDED_SHOWN]
    templates = {body.code: body for _, body in sorted(picture.bodies(Template), key=lambda each: each[1].version)}
    return Entry(
        "runs",
        "",
        "Runs and templates",
        support=f"{len(live)} open or offered · {len(templates)} templates",
        parts=(
            Part("Open and offered", tuple(_run(picture, now, row, body) for row, body in live), "No run open"),
            Part("Templates ready", tuple(_template(picture, body, off) for _, body in sorted(templates.items())), "no template is loaded"),
            Part("Ended", tuple(_run(picture, now, row, body) for row, body in ended), "none"),
        ),
    )


def _run(picture: Picture, now: int, row: Record, body: Run) -> Fact:
    view = run_view(picture, now, row.subject)
    late = sum(bool(step.open and step.late) for step in view.steps) if view is not None else 0
    progress = f"{view.done} of {view.total}" if view is not None and view.steps else ""
    said = " · ".join(part for part in (f"v{body.version}", progress, f"{late} LATE" if late else "", body.remark) if part)
    opened = f"opened {zulu(body.opened, now)}" if body.opened is not None else "nobody opened it yet"
    return Fact(body.template, said, stated(body.state), opened, "run", row.subject, strong=bool(late))


def _template(picture: Picture, body: Template, off: str) -> Fact:
    if not template_check(picture, body.code).same:
        return Fact(body.code, "two lists exist: it is not offered until the rooms agree", State.DIFFERS)
    acts = offered((("start_run", "Open a run", "N"),), body.code, off)
    return Fact(body.code, body.title, right=f"v{body.version} · {len(body.steps)} steps · {template_hash(body)[:8]}", acts=acts)
