"""From what a hand wished at a panel to the row an act would write. Pure: picture, now and who sits here in, a wish out.

A wish that makes no sense on this picture is answered with the reason in words; the hub decides all the same. Deliberately
absent: signing and sending (session), and acts that take a review sheet before they may even be wished (`app.acts`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from app.acts.answers import LIGHT, answer_wish
from app.acts.form import Case, Unfit
from app.acts.hand import Hand
from feeds.assessment.checklists import ending, lateness, run_view, template_check
from feeds.picture.act import Wish
from feeds.picture.alarm import Acknowledgement, Alarm, AnswerKind, OutOfService, Request, Shelving
from feeds.picture.checklist import Item, ItemState, Run, RunState, Template, template_hash
from feeds.picture.identity import joined, opaque
from feeds.picture.night import LogEntry
from feeds.picture.picture import Picture
from feeds.picture.records import AnyBody

MINUTE = 60_000


@dataclass(frozen=True)
class Intent:
    """What was wished: the act's verb, its argument if it takes one ("15"), its subject, and a text if one was typed."""

    verb: str
    subject: str
    argument: str = ""
    text: str = ""


_TAKE_ARGUMENT = frozenset({"acknowledge", "shelve", "answer"})


def intent_of(name: str, subject: str) -> Intent:
    """Read what a panel emits: `verb`, `verb:argument`, `verb:argument:text` or `verb:text`; a text may hold colons."""
    verb, _, rest = name.partition(":")
    if verb not in _TAKE_ARGUMENT:
        return Intent(verb, subject, text=rest)
    argument, _, text = rest.partition(":")
    return Intent(verb, subject, argument, text)


def wish_for(intent: Intent, picture: Picture, now: int, hand: Hand) -> Wish | str:
    """Return the wish, or why there is none."""
    make = _MAKERS.get(intent.verb)
    if make is None:
        return "there is no such act"
    return make(intent, picture, now, hand)


def is_light(intent: Intent) -> bool:
    """Say whether this is one key: it commits nobody to anything."""
    return intent.verb in _MAKERS and (intent.verb != "answer" or intent.argument in LIGHT)


def _wish(subject: str, body: AnyBody, now: int, hand: Hand, about: tuple[str, str] | None = None) -> Wish:
    return Wish(subject, body, now, hand.nonce, about)


def _acknowledge(intent: Intent, picture: Picture, now: int, hand: Hand) -> Wish | str:
    alarm = picture.get(Alarm, intent.subject)
    if alarm is None:
        return "this alarm is not in the picture"
    revision = int(intent.argument) if intent.argument.isdigit() else alarm.cause_revision
    body = Acknowledgement(intent.subject, revision, hand.seat, intent.text)
    return _wish(intent.subject, body, now, hand, ("alarm", intent.subject))


def _shelve(intent: Intent, picture: Picture, now: int, hand: Hand) -> Wish | str:
    alarm = picture.get(Alarm, intent.subject)
    if alarm is None:
        return "this alarm is not in the picture"
    if not intent.argument.isdigit():
        return "an alarm is shelved for 15, 30 or 60 minutes"
    until = now + int(intent.argument) * MINUTE
    body = Shelving(intent.subject, until, intent.text, cause_revision=alarm.cause_revision, severity=alarm.severity)
    return _wish(intent.subject, body, now, hand, ("alarm", intent.subject))


def _service(*, out: bool) -> Callable[[Intent, Picture, int, Hand], Wish | str]:
    def make(intent: Intent, picture: Picture, now: int, hand: Hand) -> Wish | str:
        """Take the alarm's rule about its subject out of service, or put it back: by a person, with a reason."""
        alarm = picture.get(Alarm, intent.subject)
        if alarm is None:
            return "this alarm is not in the picture"
        if not intent.text.strip():
            return "an alarm goes out of service, and back, with a reason"
        body = OutOfService(alarm.rule, alarm.about, out, intent.text.strip())
        return _wish(joined(alarm.rule, alarm.about), body, now, hand, ("alarm", intent.subject))

    return make


def _item(state: ItemState, *, reason: bool = False) -> Callable[[Intent, Picture, int, Hand], Wish | str]:
    def make(intent: Intent, picture: Picture, now: int, hand: Hand) -> Wish | str:
        run_subject, _, number = intent.subject.rpartition("/")
        run = picture.get(Run, run_subject)
        if run is None or not number.isdigit():
            return "this checklist is not open"
        if reason and not intent.text.strip():
            return "a step is deferred or overridden with a reason"
        before = picture.get(Item, intent.subject)
        kept = before.late if before is not None else 0
        late = max(kept, lateness(picture, run, int(number), now)) if state is ItemState.DONE else kept
        done_by = hand.officer if state is ItemState.DONE else before.done_by if before is not None else None
        verified_by = hand.officer if state is ItemState.VERIFIED else None
        body = Item(run_subject, int(number), state, done_by, verified_by, intent.text, late)
        return _wish(joined(run_subject, number), body, now, hand, ("run", run_subject))

    return make


def _run_state(state: RunState) -> Callable[[Intent, Picture, int, Hand], Wish | str]:
    def make(intent: Intent, picture: Picture, now: int, hand: Hand) -> Wish | str:
        run = picture.get(Run, intent.subject)
        if run is None:
            return "this checklist is not in the picture"
        opened = now if run.opened is None and state is RunState.OPEN else run.opened
        return _wish(intent.subject, msgspec.structs.replace(run, state=state, opened=opened, remark=intent.text or run.remark), now, hand)

    return make


def _complete_run(intent: Intent, picture: Picture, now: int, hand: Hand) -> Wish | str:
    """End a run as it stands: complete, or complete except for what was deferred."""
    run, view = picture.get(Run, intent.subject), run_view(picture, now, intent.subject)
    if run is None or view is None:
        return "this checklist is not in the picture"
    state, text = ending(view)
    if state is None:
        return f"it is not complete: {text}"
    return _wish(intent.subject, msgspec.structs.replace(run, state=state), now, hand)


def _leave_run(state: RunState) -> Callable[[Intent, Picture, int, Hand], Wish | str]:
    leave = _run_state(state)

    def make(intent: Intent, picture: Picture, now: int, hand: Hand) -> Wish | str:
        return leave(intent, picture, now, hand) if intent.text.strip() else f"a run is {state.value} with a reason"

    return make


def _answer(intent: Intent, picture: Picture, now: int, hand: Hand) -> Wish | str:
    if intent.argument not in LIGHT:
        return f"there is no answer {intent.argument!r} of one key"
    try:
        return answer_wish(Case(picture, now, hand, intent.subject), AnswerKind[intent.argument], intent.text)
    except Unfit as error:
        return str(error)


def _log(intent: Intent, picture: Picture, now: int, hand: Hand) -> Wish | str:
    del picture
    if not intent.text.strip():
        return "an entry of the watch log says something"
    return _wish(opaque("L", hand.nonce), LogEntry(intent.text.strip(), (intent.subject,) if intent.subject else ()), now, hand)


def _correct(intent: Intent, picture: Picture, now: int, hand: Hand) -> Wish | str:
    """A new entry that names the old one, about the same things; the old one stays."""
    old, text = picture.get(LogEntry, intent.subject), intent.text.strip()
    if old is None:
        return "this entry is not in the picture"
    if any(body.corrects == intent.subject for _, body in picture.bodies(LogEntry)):
        return "this entry was corrected: correct what corrects it"
    if not text or text == old.text:
        return "a correction says something else"
    return _wish(opaque("L", hand.nonce), LogEntry(text, old.about, intent.subject), now, hand, ("log_entry", intent.subject))


def _remind(intent: Intent, picture: Picture, now: int, hand: Hand) -> Wish | str:
    subject, _, entity = intent.subject.rpartition("/")
    request = picture.get(Request, subject)
    if request is None or entity not in request.addressed:
        return "nothing is owed there"
    entry = LogEntry(f"Reminder to {entity}: {request.title}", (subject,))
    return _wish(opaque("L", hand.nonce), entry, now, hand, ("request", subject))


def _start_run(intent: Intent, picture: Picture, now: int, hand: Hand) -> Wish | str:
    """Open a run of a template, by its code. Two rooms that hold different lists get an error and no run."""
    template = picture.get(Template, intent.subject)
    if template is None:
        return "this template is not in the picture"
    if not template_check(picture, template.code).same:
        return "two lists exist under this code: no run is opened until the rooms agree"
    body = Run(template.code, template.version, template_hash(template), RunState.OPEN, now)
    return _wish(opaque("RUN", hand.nonce), body, now, hand)


_MAKERS: dict[str, Callable[[Intent, Picture, int, Hand], Wish | str]] = {
    "acknowledge": _acknowledge,
    "shelve": _shelve,
    "out_of_service": _service(out=True),
    "in_service": _service(out=False),
    "tick": _item(ItemState.DONE),
    "verify": _item(ItemState.VERIFIED),
    "defer": _item(ItemState.DEFERRED, reason=True),
    "override": _item(ItemState.OVERRIDDEN, reason=True),
    "undo": _item(ItemState.PENDING),
    "open_run": _run_state(RunState.OPEN),
    "start_run": _start_run,
    "hold": _run_state(RunState.HELD),
    "resume": _run_state(RunState.IN_PROGRESS),
    "complete_run": _complete_run,
    "abort_run": _leave_run(RunState.ABORTED),
    "supersede_run": _leave_run(RunState.SUPERSEDED),
    "answer": _answer,
    "log": _log,
    "correct": _correct,
    "remind": _remind,
}
"""Every act this desk can wish for, by its name."""
