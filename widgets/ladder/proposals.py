"""A proposal as the ladder shows it: its silence, what is left of it, who was reached.

At the deadline nothing happens here: the words change, only the chair's signed act adopts. An outage never counts towards a silence, and
while the link is lost its end is not known. No ticks, no count of consents. Pure, no Qt.
"""

from collections import defaultdict
from typing import assert_never

from feeds.assessment.ladder import LadderView
from feeds.picture.envelope import Record
from feeds.picture.identity import shown
from feeds.picture.ladder import ConsentRule
from feeds.picture.picture import Picture
from feeds.picture.proposal import Position, PositionKind, Proposal, ProposalState, Silence, SilenceState
from widgets.ladder.model import Countdown, ProposalView, SilenceCell
from widgets.standpoint import Standpoint
from widgets.times import countdown, span, zulu
from widgets.words import State

_SHOWN_AFTER_END = 3_600_000
_SHOWN_MAX = 2
_ENDED = {ProposalState.NOT_ADOPTED, ProposalState.LAPSED, ProposalState.WITHDRAWN}


def proposal_views(picture: Picture, view: LadderView, now: int, standpoint: Standpoint) -> tuple[ProposalView, ...]:
    """Open proposals, the latest put first; where there is none, the last one that ended within the hour, struck."""
    found = [(row, row.body) for row in view.proposals if isinstance(row.body, Proposal)]
    live = [(row, body) for row, body in found if body.state in {ProposalState.PUT, ProposalState.ADOPTED}]
    ended = [(row, body) for row, body in found if body.state in _ENDED and now - row.event < _SHOWN_AFTER_END]
    return tuple(_view(picture, view, row, body, now, standpoint) for row, body in (live or ended[:1])[:_SHOWN_MAX])


def _view(picture: Picture, view: LadderView, row: Record, body: Proposal, now: int, standpoint: Standpoint) -> ProposalView:
    title = _title(view, body)
    if body.state in _ENDED:
        return ProposalView(shown(row.subject), title, f"{_state(body)} {zulu(row.event, now)}", struck=True)
    by = f" by the chair, {body.put_by}" if body.consent is ConsentRule.SILENCE else f" by {body.put_by}"
    right = f"rev {body.text_revision} · {_state(body)}{by if body.put_by else ''}"
    if body.state is ProposalState.ADOPTED:
        return ProposalView(shown(row.subject), title, right, "ADOPTED · not declared yet")
    if body.consent is not ConsentRule.SILENCE:
        return ProposalView(shown(row.subject), title, right, _consent(body), cells=_positions(picture, row, body))
    return _under_silence(picture, row, body, title, right, now, standpoint)


def _title(view: LadderView, body: Proposal) -> str:
    ends = [view.ladder.rung(ordinal) for ordinal in (body.raises_from, body.raises_to)]
    low, high = (rung.printed if rung is not None else "?" for rung in ends)
    return f"{'Raise' if body.raises_to > body.raises_from else 'Lower'} {low} to {high}"


def _state(body: Proposal) -> str:
    return body.state.value.replace("_", " ")


def _consent(body: Proposal) -> str:
    match body.consent:
        case ConsentRule.UNANIMITY:
            return "By unanimity · the authority declares"
        case ConsentRule.QUORUM:
            return f"By quorum, {body.quorum} of {len(body.members)} · the authority declares"
        case ConsentRule.AUTHORITY:
            return "The authority decides"
        case ConsentRule.SILENCE:
            return "Under silence"
        case _:
            assert_never(body.consent)


def _under_silence(picture: Picture, row: Record, body: Proposal, title: str, right: str, now: int, standpoint: Standpoint) -> ProposalView:
    found = picture.get(Silence, row.subject)
    silence = found if found is not None and found.text_revision == body.text_revision else None
    running = body.deadline is not None and now < body.deadline and (silence is None or silence.state is not SilenceState.BROKEN)
    clock = Countdown.NOT_KNOWN if standpoint.frozen else Countdown.RUNNING if running else Countdown.OVER
    return ProposalView(
        shown(row.subject),
        title,
        right,
        _silence_words(body, silence, now, frozen=standpoint.frozen),
        clock,
        _left(body, now, clock),
        _fraction(body, now) if clock is Countdown.RUNNING else None,
        _cells(silence),
        _incomplete(silence),
    )


def _silence_words(body: Proposal, silence: Silence | None, now: int, *, frozen: bool) -> str:
    if body.deadline is None:
        return "Under silence, no deadline set"
    until = zulu(body.deadline, now)
    if silence is not None and silence.state is SilenceState.BROKEN:
        return f"Silence BROKEN by {', '.join(silence.broken_by)}"
    if now < body.deadline or frozen:
        return f"Under silence to {until} · chair adopts"
    state = silence.state if silence is not None else SilenceState.RUNNING
    match state:
        case SilenceState.NOT_BROKEN:
            return "SILENCE NOT BROKEN · chair adopts"
        case SilenceState.NOT_COMPLETE:
            return "NOT COMPLETE · chair sets a new deadline"
        case SilenceState.RUNNING | SilenceState.BROKEN:
            return f"Deadline {until} has passed"
        case _:
            assert_never(state)


def _left(body: Proposal, now: int, clock: Countdown) -> str:
    match clock:
        case Countdown.RUNNING:
            return f"in {countdown((body.deadline or now) - now)}"
        case Countdown.NOT_KNOWN:
            return "not known"
        case Countdown.OVER | Countdown.NONE:
            return ""
        case _:
            assert_never(clock)


def _fraction(body: Proposal, now: int) -> float | None:
    if body.put_at is None or body.deadline is None or body.deadline <= body.put_at:
        return None
    return (now - body.put_at) / (body.deadline - body.put_at)


def _cells(silence: Silence | None) -> tuple[SilenceCell, ...]:
    if silence is None:
        return ()
    apart = {*silence.broken_by, *silence.extension_asked}
    reached = tuple(code for code in silence.reached if code not in apart)
    made = (
        (State.REACHED, reached),
        (State.NOT_REACHED, silence.not_reached),
        (State.BROKEN, silence.broken_by),
        (State.EXTENSION_ASKED, silence.extension_asked),
    )
    return tuple(SilenceCell(state, codes) for state, codes in made if codes)


def _incomplete(silence: Silence | None) -> str:
    if silence is None or silence.state is SilenceState.BROKEN:
        return ""
    if silence.not_reached:
        return f"NOT COMPLETE: {', '.join(silence.not_reached)} not reached"
    return f"NOT COMPLETE: path out {span(silence.outage)}" if silence.outage else ""


def _positions(picture: Picture, row: Record, body: Proposal) -> tuple[SilenceCell, ...]:
    """What each entity said of this wording; a relayed word that waits for its countersign stands apart."""
    said: dict[tuple[State, bool], list[str]] = defaultdict(list)
    for _, position in picture.bodies(Position):
        if position.proposal == row.subject and position.text_revision == body.text_revision:
            said[position_state(position.position), position.relayed and not position.countersigned].append(position.entity)
    return tuple(SilenceCell(state, tuple(sorted(codes)), relayed=relayed) for (state, relayed), codes in said.items())


def position_state(kind: PositionKind) -> State:
    """The sign of an entity's position."""
    match kind:
        case PositionKind.CONSENT:
            return State.CONCUR
        case PositionKind.CONSENT_AD_REFERENDUM:
            return State.CONCUR_AD_REFERENDUM
        case PositionKind.NON_CONCURRENCE:
            return State.NON_CONCUR
        case PositionKind.RESERVATION:
            return State.RESERVATION
        case PositionKind.AWAITING_INSTRUCTIONS:
            return State.AWAITING_INSTRUCTIONS
        case PositionKind.NOT_PARTICIPATING:
            return State.NOT_PARTICIPATING
        case PositionKind.BREAKS_SILENCE:
            return State.BROKEN
        case PositionKind.EXTENSION_ASKED:
            return State.EXTENSION_ASKED
        case _:
            assert_never(kind)
