"""The selected item as its entity reads it: what asks, what changed since the revision before, and which answers there are. Pure.

Light answers are one key; heavy ones open a review sheet. Deliberately absent: any answer of another entity (the roll-call has kinds).
"""

from collections.abc import Mapping

from feeds.assessment.rollcall import CellState, cells
from feeds.assessment.silence import SilenceView, silence_view
from feeds.picture.alarm import Alarm, Request
from feeds.picture.envelope import Record
from feeds.picture.identity import joined, shown
from feeds.picture.label import Label
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal
from widgets.cells import Act, Empty
from widgets.item.model import ItemModel
from widgets.signs import Glyph
from widgets.standpoint import Standpoint
from widgets.stated import asked_about
from widgets.times import countdown, elapsed, zulu, zulu_seconds
from widgets.tokens import Token
from widgets.underway import Underway, act_on, in_words
from widgets.words import State

Earlier = Mapping[tuple[str, str], Record]
"""By (kind, subject): the row that stood before the present revision, as far as this desk saw it."""

_HOUR = 3_600_000
_NOTHING = Empty("Nothing selected", "Select an item that asks for an answer")


def resolve(
    picture: Picture, now: int, standpoint: Standpoint, pending: tuple[Underway, ...], chosen: tuple[str, str], earlier: Earlier
) -> ItemModel:
    """The item of (kind, subject): a request or a proposal."""
    kind, subject = chosen
    if kind == "request" and (row := picture.find("request", subject)) is not None and isinstance(row.body, Request):
        return _request(picture, now, standpoint, pending, row, row.body, earlier)
    view = silence_view(picture, now, subject) if kind == "proposal" else None
    proposal = picture.find("proposal", subject) if kind == "proposal" else None
    if proposal is not None and isinstance(proposal.body, Proposal):
        return _proposal(picture, now, standpoint, proposal, proposal.body, view)
    return ItemModel(condition=_NOTHING)


def item_of(picture: Picture, kind: str, subject: str) -> tuple[str, str]:
    """Return the item that a selection means: itself, or the latest request about it."""
    if kind in ("request", "proposal"):
        return kind, subject
    about = [(body.asked, row.subject) for row, body in picture.bodies(Request) if body.item == subject and not body.withdrawn]
    return ("request", max(about)[1]) if about else ("", "")


def _request(
    picture: Picture, now: int, standpoint: Standpoint, pending: tuple[Underway, ...], row: Record, body: Request, earlier: Earlier
) -> ItemModel:
    alarm = picture.get(Alarm, body.item)
    mark = asked_about(alarm) if alarm is not None else None
    changed, since = _changed(body, alarm, earlier, row.subject)
    act = act_on(pending, "answer", f"{row.subject}/{standpoint.entity}")
    call = cells(picture, now, standpoint.entity).of_item(body.item)
    cell = call.cell(standpoint.entity) if call is not None and call.request.subject == row.subject else None
    answered = cell is not None and cell.state is CellState.ANSWERED
    relayed = cell is not None and answered and cell.relayed and not cell.countersigned
    return ItemModel(
        scope=_scope(shown(body.item if alarm is not None else row.subject), row.label),
        ident=shown(body.item if alarm is not None else row.subject),
        title=body.title,
        revision=f"revision {body.item_revision}",
        state=_state(now, standpoint, alarm, body, cell.due if cell is not None else body.due, answered=answered, relayed=relayed),
        text=(*_over(alarm, now), *_text(picture, body, alarm)),
        changed=changed,
        changed_since=since,
        glyph=mark.glyph if mark is not None else Glyph.RING,
        token=mark.token if mark is not None else Token.TEXT2,
        grave=alarm is not None and alarm.active and alarm.severity.name == "CRITICAL" and not answered,
        asked=in_words(act) if act is not None else _invitation(standpoint, body),
        acts=_answers(standpoint, row.subject, body, answered=answered, relayed=relayed),
        off=standpoint.off,
    )


def _over(alarm: Alarm | None, now: int) -> tuple[str, ...]:
    """Say before what was asked that its cause is over by now: the words were written while it stood."""
    if alarm is None or alarm.active or alarm.returned is None:
        return ()
    return (f"Returned to normal {zulu(alarm.returned, now)}. What was asked then:",)


def _scope(ident: str, label: Label | None) -> str:
    if label is None:
        return f"{ident} · ORIGINATOR ONLY"
    others = sorted(label.releasable)
    release = f"REL {', '.join(others[:2])}{f' and {len(others) - 2} more' if len(others) > 2 else ''}" if others else "ORIGINATOR ONLY"  # noqa: PLR2004
    return f"{ident} · {label.classification} · {release}"


def _state(now: int, standpoint: Standpoint, alarm: Alarm | None, body: Request, due: int | None, *, answered: bool, relayed: bool) -> str:
    parts = [f"{alarm.severity.value} · raised {zulu_seconds(alarm.onset)}"] if alarm is not None else [f"asked {zulu(body.asked, now)}"]
    said = "has answered by voice, RELAYED: not signed yet" if relayed else "has answered" if answered else "has not answered"
    parts.append(f"{standpoint.entity} {said}")
    if not answered and due is not None:
        parts.append(f"answer due {zulu_seconds(due)}{'' if standpoint.frozen else _until(due - now)}")
    return " · ".join(parts)


def _until(left: int) -> str:
    if left > 0:
        return f", in {_left(left)}"
    return f", late {elapsed(-left)}" if -left < _HOUR else ", late"


def _left(ms: int) -> str:
    return countdown(ms) if ms >= _HOUR else elapsed(ms)


def _text(picture: Picture, body: Request, alarm: Alarm | None) -> tuple[str, ...]:
    if body.text:
        return (body.text,)
    if alarm is not None:
        return tuple(part for part in (alarm.why, alarm.so_what) if part)
    item = next((row for kind in picture.tables for row in picture.side_by_side(kind, body.item)), None)
    said = str(getattr(item.body, "text", "") or getattr(item.body, "title", "")) if item is not None else ""
    return (said,) if said else ()


def _changed(body: Request, alarm: Alarm | None, earlier: Earlier, subject: str) -> tuple[str, str]:
    """What the revision before said, and which it was; nothing where this desk saw none."""
    if body.item_revision <= 1:
        return "", ""
    before = earlier.get(("alarm", body.item)) or earlier.get(("request", subject))
    since = f"Changed since revision {body.item_revision - 1}"
    old = before.body if before is not None else None
    if isinstance(old, Alarm) and alarm is not None and old.why != alarm.why:
        return f"{old.why} became {alarm.why}. An answer to revision {body.item_revision - 1} does not count here.", since
    return f"An answer to revision {body.item_revision - 1} does not count here.", since


def _invitation(standpoint: Standpoint, body: Request) -> str:
    if standpoint.entity not in body.addressed:
        return f"{standpoint.entity} is not asked."
    return f"What {standpoint.entity} answers, signed and on record. Light answers are one key; heavy ones open a review sheet."


def _answers(standpoint: Standpoint, subject: str, body: Request, *, answered: bool, relayed: bool) -> tuple[Act, ...]:
    off = standpoint.off or ("" if standpoint.entity in body.addressed else f"{standpoint.entity} is not asked")
    on = not off

    def act(name: str, label: str, key: str, *, primary: bool = False, quiet: bool = False, right: bool = False) -> Act:
        return Act(name, label, key, subject, primary=primary, enabled=on, reason=off, quiet=quiet, right=right)

    own = joined(subject, standpoint.entity)
    voice = (Act("countersign", "Countersign…", "C", own, primary=True, enabled=on, reason=off),) if relayed else ()
    return (
        *voice,
        act("answer:RECEIPT", "Receipt", "Enter", primary=not answered, quiet=relayed),
        act("answer:ASSESSED", "Assessed", "A"),
        act("answer:CONCUR", "Concur…", "Ctrl+Enter"),
        act("answer:NON_CONCUR", "Non-concur…", "Ctrl+N"),
        act("answer:CONCUR_AD_REFERENDUM", "More…", "Ctrl+M", right=True),
        act("answer:ACCEPT_TASK", "Accept task…", "Ctrl+T", quiet=True),
        act("withdraw_answer", "Withdraw the answer…", "Ctrl+U", quiet=True),
    )


def _proposal(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: Proposal, view: SilenceView | None) -> ItemModel:
    del picture
    off = standpoint.off
    silent = view is not None and view.remaining > 0
    state = view.text if view is not None and not standpoint.frozen else body.state.value.replace("_", " ")
    acts = (
        Act("position:CONSENT", "Position…", "Ctrl+Enter", row.subject, enabled=not off, reason=off),
        Act("break_silence", "Break silence…", "Ctrl+B", row.subject, enabled=not off and silent, reason=off or _not_silent(silent)),
        Act("ask_extension", "Ask for time…", "E", row.subject, enabled=not off and silent, reason=off or _not_silent(silent)),
    )
    return ItemModel(
        scope=_scope(shown(row.subject), row.label),
        ident=shown(row.subject),
        title=body.title,
        revision=f"revision {body.text_revision}",
        state=f"{state} · put {zulu(body.put_at, now)}" if body.put_at is not None else state,
        text=(body.text or f"From {body.raises_from} to {body.raises_to}. No reason is required for any position.",),
        glyph=State.REACHED.sign.glyph,
        asked=f"What {standpoint.entity} says of this wording. Only the chair's signed act adopts.",
        acts=acts,
        off=off,
    )


def _not_silent(silent: bool) -> str:  # noqa: FBT001  One property of a value, not a mode.
    return "" if silent else "no silence runs"
