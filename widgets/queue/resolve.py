"""What asks this entity for an answer, by when, at which revision; and its latency beside the room's. Pure.

Of others there is nothing here but the room all together: no entity reads another's clock. Deliberately absent: alarms that ask for no
answer of an entity; they are a seat's.
"""

from collections.abc import Sequence
from statistics import median

from feeds.assessment.latency import EntityLatency, Latency, latencies
from feeds.assessment.rollcall import Cell, CellState, Row, cells
from feeds.assessment.silence import SilenceView, silence_view, under_silence
from feeds.picture.alarm import Alarm, AnswerKind
from feeds.picture.identity import shown
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal
from feeds.picture.warning import Severity
from widgets.cells import FILLED, Empty
from widgets.queue.model import LatencyLine, QueueItem, QueueModel
from widgets.signs import Glyph
from widgets.standpoint import Standpoint
from widgets.stated import asked_about
from widgets.times import countdown, elapsed, zulu
from widgets.tokens import Token
from widgets.words import State

WATCH_MS = 8 * 3_600_000
"""Latency is of what asked within so long: one watch."""

NOT_KNOWN = "not known"
"""What the room took where this desk's own stream does not tell."""

_SETTLED_SHOWN = 12
_HOUR = 3_600_000
_SECOND, _MINUTE = 1_000, 60_000


def resolve(picture: Picture, now: int, standpoint: Standpoint) -> QueueModel:
    """The queue of the standpoint's own entity."""
    entity = standpoint.entity
    asked = [(row, cell) for row in cells(picture, now, entity).rows if (cell := row.cell(entity)) is not None and _addressed(cell)]
    items = [_item(picture, now, standpoint, row, cell) for row, cell in asked]
    waiting = [item for item in items if item.open]
    settled = [item for item in items if not item.open]
    silent = [_silence(now, standpoint, view) for view in _silences(picture, now) if any(code == entity for code, _ in view.cells)]
    shown_items = (*waiting, *silent, *settled[:_SETTLED_SHOWN])
    counted = (
        f"{_asks(len(waiting))} for an answer from {entity}",
        f"{len(silent)} under silence" if silent else "",
        f"{len(settled)} settled",
    )
    return QueueModel(
        entity=entity,
        scope=f"{len(waiting)} open" if waiting else "none open",
        items=shown_items,
        summary=" · ".join(part for part in counted if part),
        latency=_latency(picture, now, entity),
        latency_of=f"{entity} latency, last 8 h",
        off=standpoint.off,
        condition=FILLED if shown_items else Empty(f"Nothing asks {entity} for an answer", calm=True),
    )


def first(picture: Picture, now: int, standpoint: Standpoint) -> tuple[str, str]:
    """Return (kind, subject) of what waits first, or two empty strings."""
    return next(((item.kind, item.subject) for item in resolve(picture, now, standpoint).items), ("", ""))


def _asks(count: int) -> str:
    return f"{count} asks" if count == 1 else f"{count} ask"


def _addressed(cell: Cell) -> bool:
    return cell.state is not CellState.NOT_ADDRESSED


def _silences(picture: Picture, now: int) -> list[SilenceView]:
    views = [silence_view(picture, now, row.subject) for row, body in picture.bodies(Proposal) if under_silence(body)]
    return [view for view in views if view is not None]


def _item(picture: Picture, now: int, standpoint: Standpoint, row: Row, cell: Cell) -> QueueItem:
    alarm = picture.get(Alarm, row.body.item)
    answered = cell.state is CellState.ANSWERED
    mark = asked_about(alarm) if alarm is not None else None
    if answered:
        state = State[(cell.answer or AnswerKind.RECEIPT).name]
        glyph, token = state.sign.glyph, Token.TEXT2
    else:
        glyph, token = (mark.glyph, mark.token) if mark is not None else (Glyph.RING, Token.TEXT2)
    due, late = ("", False) if answered else _due(now, cell.due, standpoint)
    return QueueItem(
        kind="request",
        subject=row.request.subject,
        ident=shown(row.body.item if alarm is not None else row.request.subject),
        title=row.body.title,
        note=f"rev {row.body.item_revision} · asked {zulu(row.body.asked, now)} · {standpoint.entity}: {_said(cell, now)}",
        glyph=glyph,
        token=token,
        due=due,
        late=late,
        open=not answered,
        grave=not answered and alarm is not None and alarm.active and alarm.severity is Severity.CRITICAL,
    )


def _said(cell: Cell, now: int) -> str:
    if cell.state is not CellState.ANSWERED or cell.answer is None:
        return "no answer yet"
    word = State[cell.answer.name].word
    by_voice = ", RELAYED" if cell.relayed and not cell.countersigned else ""
    return f"{word} {zulu(cell.since, now)}{by_voice}" if cell.since is not None else word


def _due(now: int, due: int | None, standpoint: Standpoint) -> tuple[str, bool]:
    if due is None:
        return "no timer", False
    if standpoint.frozen:
        return f"due {zulu(due, now)}", False
    left = due - now
    if left > 0:
        return f"due in {countdown(left) if left >= _HOUR else elapsed(left)}", False
    return (f"late {elapsed(-left)}" if -left < _HOUR else f"was due {zulu(due, now)}"), True


def _silence(now: int, standpoint: Standpoint, view: SilenceView) -> QueueItem:
    word = dict(view.cells)[standpoint.entity]
    left = "· time left not known" if standpoint.frozen else f"to {zulu(view.deadline, now)}" if view.remaining > 0 else "chair adopts"
    said = word if word in ("BROKEN", "EXTENSION ASKED") else f"{word.lower()}, silence runs for {standpoint.entity}"
    sign = {"REACHED": State.REACHED, "BROKEN": State.BROKEN, "EXTENSION ASKED": State.EXTENSION_ASKED}.get(word, State.NOT_REACHED).sign
    return QueueItem(
        kind="proposal",
        subject=view.proposal.subject,
        ident=shown(view.proposal.subject),
        title=f"{view.body.title}, under silence {left}",
        note=f"rev {view.body.text_revision} · {said}",
        glyph=sign.glyph,
        token=sign.token,
        open=False,
    )


def _latency(picture: Picture, now: int, entity: str) -> tuple[LatencyLine, ...]:
    found = [each for each in latencies(picture, entity) if each.body.asked > now - WATCH_MS]
    own = [(each, line) for each in found for line in each.entities if line.entity == entity]
    if not own:
        return ()
    return (
        *(LatencyLine(step, _took(_own(own, step)), _took(_room(found, step), NOT_KNOWN)) for step in ("delivered", "seen", "answered")),
        LatencyLine("acted", "", _took([each.to_act for each in found if each.to_act is not None], NOT_KNOWN)),
    )


def _own(own: list[tuple[Latency, EntityLatency]], step: str) -> list[float]:
    """Ms from each warning to this entity's own step, where it came."""
    return [at - each.warned for each, line in own if (at := getattr(line, step)) is not None]


def _room(found: list[Latency], step: str) -> list[float]:
    return [ms for each in found if (ms := getattr(each, step)) is not None]


def _took(known: Sequence[float], none: str = "not yet") -> str:
    """The median of some durations in ms, short; that there is none is said."""
    if not known:
        return none
    ms = median(known)
    if ms < 10 * _SECOND:
        return f"{ms / _SECOND:.1f} s"
    if ms < _MINUTE:
        return f"{round(ms / _SECOND)} s"
    return f"{int(ms // _MINUTE)} min {int(ms % _MINUTE // _SECOND):02}"
