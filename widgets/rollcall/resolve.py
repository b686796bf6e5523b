"""The roll-call as one desk may read it. Pure.

A liaison reads SEEN and lateness of its own entity only, of others delivery and the kind of answer; the room's duty officer reads all.
Proposals under silence stand among the items with the procedure's own words. Deliberately absent: who may know what (the assessment has
that rule), ticks, and any count of consents.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from feeds.assessment.rollcall import Cell, CellState, Row, cells
from feeds.assessment.rules import rules_of
from feeds.assessment.silence import SilenceView, silence_view, under_silence
from feeds.picture.alarm import Alarm, AnswerKind
from feeds.picture.identity import shown
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal
from widgets.cells import FILLED, Empty
from widgets.rollcall.model import CallCell, CallRow, RollCallModel
from widgets.standpoint import Standpoint
from widgets.stated import asked_about
from widgets.times import countdown, elapsed, zulu
from widgets.tokens import Token
from widgets.words import Glyph, State, relayed

_ANSWERS = {kind: State[kind.name] for kind in AnswerKind}
_SHORT = {
    State.DELIVERED: "DELIV.",
    State.ASSESSED: "ASSESS.",
    State.RESERVATION: "RESERV.",
    State.NON_CONCUR: "NON CONCUR",
    State.CONCUR_AD_REFERENDUM: "AD REF.",
    State.AWAITING_INSTRUCTIONS: "AWAIT. INSTR.",
    State.NOT_PARTICIPATING: "NOT PARTICIP.",
    State.EXTENSION_ASKED: "EXT. ASKED",
}
"""Where a column is narrow; the cell's sentence has the whole word."""

_SILENCE = {
    "REACHED": State.REACHED,
    "NOT REACHED": State.NOT_REACHED,
    "BROKEN": State.BROKEN,
    "EXTENSION ASKED": State.EXTENSION_ASKED,
}
_WAITING = frozenset({State.NOT_YET, State.DELIVERED, State.SEEN, State.OVERDUE, State.NOBODY})
_HOUR = 3_600_000


def resolve(picture: Picture, now: int, standpoint: Standpoint) -> RollCallModel:
    """Everything that asks for an answer, what still waits first."""
    call = cells(picture, now, standpoint.entity)
    host = rules_of(picture).host == standpoint.entity
    silent = tuple(view for view in _silences(picture, now) if view is not None)
    members = tuple(dict.fromkeys(entity for view in silent for entity, _ in view.cells))
    entities = tuple(dict.fromkeys((*call.entities, *members)))
    waiting = sorted(call.rows, key=_settled)
    rows = (
        *(_row(picture, now, row, entities, standpoint, host=host) for row in waiting if not _settled(row)),
        *(_silence_row(view, entities, standpoint, host=host) for view in silent),
        *(_row(picture, now, row, entities, standpoint, host=host) for row in waiting if _settled(row)),
    )
    return RollCallModel(
        scope=_scope(rows, standpoint.entity, host=host),
        entities=entities,
        own="" if host else standpoint.entity,
        rows=rows,
        off=standpoint.off,
        condition=FILLED if rows else Empty("Nothing asks for an answer"),
    )


def _settled(row: Row) -> bool:
    return row.answered >= row.addressed


def _silences(picture: Picture, now: int) -> list[SilenceView | None]:
    return [silence_view(picture, now, row.subject) for row, body in picture.bodies(Proposal) if under_silence(body)]


def _scope(rows: tuple[CallRow, ...], entity: str, *, host: bool) -> str:
    if not host:
        return f"SEEN and lateness: {entity} only"
    late = sum(cell.remind for row in rows for cell in row.cells)
    waits = sum(row.timer not in {"answered", "closed"} for row in rows)
    return f"{waits} ask · {late} overdue or empty" if late else f"{waits} ask"


def _row(picture: Picture, now: int, row: Row, entities: tuple[str, ...], standpoint: Standpoint, *, host: bool) -> CallRow:
    alarm = picture.get(Alarm, row.body.item)
    glyph, token = (Glyph.DISC, Token.NORMAL)
    if alarm is not None:
        mark = asked_about(alarm)
        glyph, token = mark.glyph, mark.token
    timer, late = _timer(now, row, standpoint, host=host)
    return CallRow(
        subject=row.request.subject,
        kind="request",
        ident=shown(row.body.item if alarm is not None else row.request.subject),
        title=row.body.title,
        glyph=glyph,
        token=token,
        cells=tuple(_cell(now, row.cell(entity), entity) for entity in entities),
        timer=timer,
        late=late,
    )


def _timer(now: int, row: Row, standpoint: Standpoint, *, host: bool) -> tuple[str, bool]:
    """What is left for this reader: the room's for the duty officer, a liaison's own entity's for the liaison."""
    own = row.cell(standpoint.entity)
    if host:
        if _settled(row):
            return "answered", False
        due = row.due
    elif own is None or own.state is CellState.NOT_ADDRESSED:
        return "", False
    elif own.state is CellState.ANSWERED:
        return f"{standpoint.entity} done", False
    else:
        due = own.due
    if due is None:
        return "no timer", False
    if standpoint.frozen:
        return f"due {zulu(due, now)}", False
    return (
        (_left(due - now), False) if now < due else (f"late {elapsed(now - due)}" if now - due < _HOUR else f"due {zulu(due, now)}", True)
    )


def _left(ms: int) -> str:
    return countdown(ms) if ms >= _HOUR else elapsed(ms)


def _cell(now: int, cell: Cell | None, entity: str) -> CallCell:
    if cell is None:
        return _made(entity, State.NOT_ADDRESSED)
    match cell.state:
        case CellState.NOT_ADDRESSED:
            return _made(entity, State.NOT_ADDRESSED)
        case CellState.NOT_YET:
            return _made(entity, State.NOT_YET)
        case CellState.DELIVERED:
            return _made(entity, State.DELIVERED, _at("delivered", cell.since, now))
        case CellState.SEEN:
            return _made(entity, State.SEEN, _at("seen", cell.since, now))
        case CellState.ANSWERED:
            return _answered(now, cell)
        case CellState.OVERDUE:
            late = elapsed(now - cell.since) if cell.since is not None else ""
            return _made(entity, State.OVERDUE, _at("due", cell.since, now), after=late, strong=True, remind=True)
        case CellState.NOBODY:
            return _made(entity, State.NOBODY, _at("nobody at the desk since", cell.since, now), strong=True, remind=True)
        case _:
            assert_never(cell.state)


def _made(entity: str, state: State, tip: str = "", *, after: str = "", strong: bool = False, remind: bool = False) -> CallCell:
    sign = state.sign
    word = "" if state is State.NOT_ADDRESSED else f"{state.word} {after}".strip()
    short = _SHORT.get(state, "") or (f"{state.word} {after}" if after else "")
    waits = state in _WAITING
    return CallCell(entity, sign.glyph, word, short, sign.token, sign.mark_token, strong, tip or state.word.lower(), remind, waits)


def _answered(now: int, cell: Cell) -> CallCell:
    """The answer names its kind; one by voice has a dashed ring and is not counted as signed."""
    state = _ANSWERS[cell.answer or AnswerKind.RECEIPT]
    by_voice = cell.relayed and not cell.countersigned
    said = f"{state.word.lower()}{', relayed, countersign pending' if by_voice else ''}{', late' if cell.late else ''}"
    return CallCell(
        cell.entity,
        relayed(state) if by_voice else state.sign.glyph,
        state.word,
        _SHORT.get(state, ""),
        Token.TEXT,
        Token.TEXT,
        strong=True,
        tip=_at(said, cell.since, now),
        voice=by_voice,
    )


def _at(what: str, since: int | None, now: int) -> str:
    return f"{what} {zulu(since, now)}" if since is not None else what


def _silence_row(view: SilenceView, entities: tuple[str, ...], standpoint: Standpoint, *, host: bool) -> CallRow:
    words = dict(view.cells)
    made = tuple(_made(entity, _SILENCE[words[entity]] if entity in words else State.NOT_ADDRESSED) for entity in entities)
    if not host:
        # That a partner was not reached is the duty officer's to mend: at another's desk it is a fact, and no warning.
        made = tuple(replace(cell, token=Token.TEXT2, mark=Token.TEXT2) if cell.token is Token.HIGH else cell for cell in made)
    left = "not known" if standpoint.frozen else _left(view.remaining) if view.remaining > 0 else "chair adopts"
    return CallRow(view.proposal.subject, "proposal", shown(view.proposal.subject), view.body.title, Glyph.RING, Token.TEXT2, made, left)
