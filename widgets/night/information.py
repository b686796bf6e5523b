"""Requests for information as a section of the board: who was asked what, by when, and what came. Pure."""

from feeds.picture.envelope import Record
from feeds.picture.night import InformationRequest, InformationState
from feeds.picture.picture import Picture
from widgets.board.acting import Offered, offered
from widgets.board.model import Entry, Fact, Part, Section
from widgets.signed import by
from widgets.standpoint import Standpoint
from widgets.stated import stated
from widgets.times import elapsed, zulu
from widgets.tokens import Token

_DONE = {InformationState.ANSWERED, InformationState.CLOSED}
_CLOSE = ("change:close", "Close…", "C")
_ANSWER = ("change:answer", "Answer…", "A")
_NEXT: dict[InformationState, Offered] = {
    InformationState.ASKED: (("change:task", "Give to somebody…", "T"), _ANSWER, _CLOSE),
    InformationState.TASKED: (_ANSWER, _CLOSE),
    InformationState.ANSWERED: (_CLOSE,),
}


def information_section(picture: Picture, now: int, standpoint: Standpoint) -> Section:
    """Every request, those that wait first, the longest overdue of these first."""
    found = sorted(picture.bodies(InformationRequest), key=lambda each: (each[1].state in _DONE, each[1].due or each[0].event))
    waiting = sum(body.state not in _DONE for _, body in found)
    entries = tuple(_entry(picture, now, standpoint, row, body) for row, body in found)
    return Section("Requests for information", entries, f"{waiting} wait for an answer", "Nothing is asked")


def _entry(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: InformationRequest) -> Entry:
    late = body.state not in _DONE and body.due is not None and now > body.due
    asked = f"{body.asked_by} asks {', '.join(body.asked_of) or 'whoever knows'}"
    return Entry(
        "information_request",
        row.subject,
        body.question,
        body.code,
        stated(body.state),
        support=body.answer or asked,
        support_right=f"due {zulu(body.due, now)}" if body.due is not None and body.state not in _DONE else zulu(row.event, now),
        warning=f"OVERDUE {elapsed(now - body.due)}" if late and body.due is not None else "",
        urgent=Token.HIGH if late else None,
        parts=(
            Part(
                "The question",
                (
                    Fact("Asks", body.asked_by),
                    Fact("Asked", ", ".join(body.asked_of) or "nobody by name"),
                    *((Fact("Due", zulu(body.due, now)),) if body.due is not None else ()),
                    Fact("Answer", body.answer or "none yet"),
                    Fact("Last word", by(picture, row, now)),
                ),
            ),
        ),
        acts=offered(_NEXT.get(body.state, ()), row.subject, standpoint.off),
    )
