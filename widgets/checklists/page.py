"""The page of one step: what it asks for, by when, of whom; what satisfies it, with the record; who did it and who was second. Pure."""

from collections.abc import Iterator

from feeds.assessment.checklists import RunView, StepState, StepView
from feeds.assessment.eligibility import grant_by_code
from feeds.picture.action import Grant
from feeds.picture.checklist import Item
from feeds.picture.identity import joined, shown
from feeds.picture.picture import Picture
from widgets.board.model import Entry, Fact, Part
from widgets.checklists.signs import STATES
from widgets.signed import by, role_of
from widgets.stated import stated
from widgets.times import elapsed, zulu_seconds
from widgets.words import State

_SENSED_IN = ("action", "indicator_state", "corridor_status", "request", "answer", "alarm", "verification", "indication")


def step_page(picture: Picture, now: int, view: RunView, one: StepView) -> Entry:
    """The page of a step as this desk reads it now."""
    step = one.step
    return Entry(
        "item",
        joined(view.record.subject, str(step.number)),
        step.text,
        f"step {step.number}",
        STATES[one.state],
        support=step.decides,
        warning=f"LATE {elapsed(one.late)}" if one.late else "",
        parts=(
            Part("What it asks for", tuple(_asks(now, view, one))),
            Part("What was done", tuple(_done(picture, now, one)), "nothing yet"),
            Part("What satisfies it", tuple(_sensed(picture, one)), "no record does by itself: a person ticks it"),
            *_authority(picture, now, one),
        ),
    )


def _asks(now: int, view: RunView, one: StepView) -> Iterator[Fact]:
    step = one.step
    yield Fact("Decides", step.decides or "whoever has the list")
    if one.due is not None:
        left = "" if not one.open else f"{elapsed(one.due - now)} left" if one.due > now else f"{elapsed(now - one.due)} over"
        yield Fact("Due", zulu_seconds(one.due), right=left)
    if step.two_person:
        yield Fact("Two persons", "who verifies is not who did it")
    if step.pause_point:
        yield Fact("Pause point", "stop here: what follows waits until this is done")
    if one.after is not None:
        yield Fact("Waits", f"until step {one.after}, a pause point, is done or deferred")
    if step.condition_corridor is not None:
        said = "it does not count now" if one.state is StepState.INACTIVE else "it counts now"
        yield Fact(
            "Counts while", f"{step.condition_corridor} is open: {said}", State.INACTIVE if one.state is StepState.INACTIVE else None
        )
    yield Fact("List", f"{view.run.template} v{view.run.version}, hash {view.run.template_hash[:16]}")


def _done(picture: Picture, now: int, one: StepView) -> Iterator[Fact]:
    row = one.record
    if row is None or not isinstance(row.body, Item):
        return
    body = row.body
    if body.done_by is not None:
        yield Fact("Done by", role_of(picture, body.done_by))
    if body.verified_by is not None:
        yield Fact("Second", role_of(picture, body.verified_by), State.VERIFIED)
    elif one.needs_second:
        yield Fact("Second", "a second person is needed")
    if body.late:
        yield Fact("Done late", f"by {elapsed(body.late)}: it stays on record")
    if body.reason:
        yield Fact("Reason", body.reason)
    yield Fact("Last act", by(picture, row, now), STATES[one.state])


def _sensed(picture: Picture, one: StepView) -> Iterator[Fact]:
    """The record that satisfies the step; sensing ticks nothing."""
    if one.sensed is None:
        return
    kind = next((each for each in _SENSED_IN if picture.find(each, one.sensed) is not None), "")
    row = picture.find(kind, one.sensed) if kind else None
    body = row.body if row is not None else None
    said = str(getattr(body, "title", "") or getattr(body, "code", "") or kind.replace("_", " "))
    yield Fact(shown(one.sensed), said, State.SENSED, kind=kind, subject=one.sensed if kind else "")


def _authority(picture: Picture, now: int, one: StepView) -> Iterator[Part]:
    """The grant a step would use; a missing one is none."""
    if one.step.grant is None:
        return
    row = grant_by_code(picture, one.step.grant, now)
    if row is None or not isinstance(row.body, Grant):
        yield Part("Authority", (Fact(one.step.grant, "no readable grant: it is none", State.UNKNOWN),))
        return
    yield Part("Authority", (Fact(row.body.code, row.body.title, stated(row.body.state), kind="grant", subject=row.subject),))
