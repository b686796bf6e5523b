"""The page of a proposal: its wording, its silence cell by cell, each entity's position, what it rests on. Pure.

No ticks and no count of consents; no reason is asked for. At the deadline nothing happens: only the chair's signed act adopts.
"""

from collections.abc import Iterator

from feeds.assessment.silence import BREAKS, silence_view
from feeds.picture.envelope import Record
from feeds.picture.identity import shown
from feeds.picture.ladder import ConsentRule
from feeds.picture.picture import Picture
from feeds.picture.proposal import Position, Proposal, ProposalState
from widgets.board.acting import Offered, offered
from widgets.board.model import Entry, Fact, Part
from widgets.ladder.proposals import position_state
from widgets.signed import by
from widgets.standpoint import Standpoint
from widgets.times import span, zulu
from widgets.words import State

_CELLS = {"REACHED": State.REACHED, "NOT REACHED": State.NOT_REACHED, "BROKEN": State.BROKEN, "EXTENSION ASKED": State.EXTENSION_ASKED}
_NEXT: dict[ProposalState, Offered] = {
    ProposalState.DRAFT: (("change:put", "Put it…", "U"), ("change:withdraw", "Withdraw…", "Ctrl+U")),
    ProposalState.PUT: (
        ("change:adopt", "Adopt…", "A"),
        ("extend", "New deadline…", "N"),
        ("amend", "Amend…", "M"),
        ("change:close", "Close, not adopted…", "C"),
        ("change:withdraw", "Withdraw…", "Ctrl+U"),
    ),
    ProposalState.ADOPTED: (("change:declare", "Declared…", "D"),),
    ProposalState.NOT_ADOPTED: (("amend", "Put anew, amended…", "M"),),
}
_OURS: Offered = (
    ("position", "Our position…", "I"),
    ("break_silence", "Break silence…", "Ctrl+B"),
    ("ask_extension", "Ask extension…", "E"),
)


def proposal_page(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: Proposal) -> Entry:
    """The page of a proposal as this desk reads it now."""
    put = body.state is ProposalState.PUT
    until = f"to {zulu(body.deadline, now)}" if body.deadline is not None and put else ""
    return Entry(
        "proposal",
        row.subject,
        body.title,
        shown(row.subject),
        support=" · ".join(part for part in (body.state.value.replace("_", " "), f"wording {body.text_revision}", until) if part),
        parts=(
            Part("The wording", tuple(_wording(picture, now, row, body))),
            *_silence(picture, now, standpoint, row),
            Part("Positions on this wording", tuple(_positions(picture, now, row, body)), "nobody has taken one"),
            Part("What it rests on", tuple(_basis(picture, body)), "nothing is named"),
        ),
        acts=(
            *offered(_NEXT.get(body.state, ()), row.subject, standpoint.off),
            *(offered(_OURS, row.subject, standpoint.off, lead=False) if put else ()),
        ),
    )


def _wording(picture: Picture, now: int, row: Record, body: Proposal) -> Iterator[Fact]:
    if body.code != shown(row.subject):
        yield Fact("Spoken of as", body.code)
    yield Fact("From, to", f"{body.raises_from} to {body.raises_to}")
    yield Fact("Consent", _rule(body))
    if body.put_by is not None:
        put = zulu(body.put_at, now) if body.put_at is not None else ""
        yield Fact("Put by", body.put_by, right=put)
    if body.text:
        yield Fact("Text", body.text)
    yield Fact("Last act", by(picture, row, now))


def _rule(body: Proposal) -> str:
    match body.consent:
        case ConsentRule.SILENCE:
            return "silence: only the chair's signed act adopts"
        case ConsentRule.QUORUM:
            return f"quorum of {body.quorum}" if body.quorum is not None else "quorum"
        case ConsentRule.UNANIMITY | ConsentRule.AUTHORITY:
            return body.consent.value


def _silence(picture: Picture, now: int, standpoint: Standpoint, row: Record) -> Iterator[Part]:
    """The procedure's own words, cell by cell; while the link is lost its end is not known."""
    view = silence_view(picture, now, row.subject)
    if view is None:
        return
    left = "not known" if standpoint.frozen else f"{span(view.remaining)} left" if view.remaining else "over"
    away = (Fact("Path out", f"{span(view.outage)}: it never counts towards the silence"),) if view.outage else ()
    cells = tuple(Fact(entity, "", _CELLS[word]) for entity, word in view.cells)
    yield Part("Silence", (Fact("Procedure", view.text, right=left), *away, *cells))


def _positions(picture: Picture, now: int, row: Record, body: Proposal) -> Iterator[Fact]:
    found = [(each, said) for each, said in picture.bodies(Position) if said.proposal == row.subject]
    for each, said in sorted(found, key=lambda one: (-one[1].text_revision, one[1].entity)):
        voice = (
            ("relayed by voice, countersigned" if said.countersigned else "relayed by voice, countersign pending") if said.relayed else ""
        )
        old = f"on wording {said.text_revision}, which is not this one" if said.text_revision != body.text_revision else ""
        ended = body.deadline is not None and body.consent is ConsentRule.SILENCE and each.event > body.deadline and not old
        late = "said after the end of silence: it breaks nothing" if ended and said.position in BREAKS else ""
        text = " · ".join(part for part in (old, late, voice, f"amendment: {said.amendment}" if said.amendment else "") if part)
        yield Fact(said.entity, text, position_state(said.position), zulu(each.event, now), each.kind, each.subject)


_TITLED = ("indicator", "indication", "alarm", "problem", "off_ramp", "corridor")


def _basis(picture: Picture, body: Proposal) -> Iterator[Fact]:
    for subject in body.basis:
        kind = next((each for each in _TITLED if picture.find(each, subject) is not None), "")
        row = picture.find(kind, subject) if kind else None
        said = getattr(row.body, "title", "") or getattr(row.body, "name", "") if row is not None else "not in this picture"
        yield Fact(kind.replace("_", " ") or "record", f"{shown(subject)} {said}", kind=kind, subject=subject if kind else "")
