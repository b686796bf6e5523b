"""The picture as the ladder panel shows it: declared and assessed side by side, each with its reasons.

Pure. Deliberately absent: any rule of the ladder (feeds.assessment.ladder) and any Qt.
"""

from itertools import pairwise

from feeds.assessment.ladder import Exit, LadderView, PartnerLevel, ladder_view
from feeds.assessment.thresholds import Hold, ThresholdProgress
from feeds.picture.diplomacy import OffRamp, OffRampState
from feeds.picture.ladder import Rung
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal, ProposalState
from widgets.board.model import Entry
from widgets.cells import Act, Empty
from widgets.ladder.hypothesis import OFF, suppose, supposed_rungs
from widgets.ladder.model import Assessed, LadderModel, ProposalView, Reason
from widgets.ladder.model import Rung as RungView
from widgets.ladder.page import rung_page
from widgets.ladder.proposal_page import proposal_page
from widgets.ladder.proposals import proposal_views
from widgets.standpoint import Standpoint
from widgets.times import span, zulu
from widgets.words import Glyph, State

NO_LADDER = LadderModel("", condition=Empty("No ladder loaded", "The room's doctrine names none"))

_NAMED, _AWAY = 4, 2
"""Up to so many partners on a rung have their codes there; of more all but so few are said."""


def resolve(
    picture: Picture, now: int, standpoint: Standpoint, *, opened: str = "", supposed: tuple[tuple[str, str], ...] = ()
) -> LadderModel:
    """The ladder as this desk sees it now. While the link is lost `now` goes on; the picture does not.

    `opened`: the rung's ordinal or the proposal's subject whose page is wanted; `supposed`: (code, observation's name) of what is supposed.
    """
    view = ladder_view(picture, now)
    if view is None:
        return NO_LADDER
    proposals = proposal_views(picture, view, now, standpoint)
    rungs, made = _rungs(picture, view), suppose(picture, now, supposed)
    return LadderModel(
        scope=f"{view.ladder.code} v{view.ladder.version}",
        rungs=rungs if made is None else supposed_rungs(rungs, view, made),
        proposals=proposals,
        reasons=_reasons(picture, view, now, proposals),
        acts=_acts(view, standpoint, OFF if made is not None else ""),
        hypothesis=made.text if made is not None else "",
        page=_page(picture, now, standpoint, view, opened),
    )


def _page(picture: Picture, now: int, standpoint: Standpoint, view: LadderView, opened: str) -> Entry | None:
    """The page of a rung (its ordinal) or of a proposal (its subject); None where there is no such thing."""
    rung = view.ladder.rung(int(opened)) if opened.isdigit() else None
    if rung is not None:
        return rung_page(picture, now, standpoint, view, rung)
    row = picture.find("proposal", opened)
    return proposal_page(picture, now, standpoint, row, row.body) if row is not None and isinstance(row.body, Proposal) else None


def _rungs(picture: Picture, view: LadderView) -> tuple[RungView, ...]:
    ladder = sorted(view.ladder.rungs, key=lambda rung: rung.ordinal, reverse=True)
    below = {rung.ordinal: lower for rung, lower in pairwise(ladder)}
    return tuple(_rung(picture, view, rung, below.get(rung.ordinal)) for rung in ladder)


def _rung(picture: Picture, view: LadderView, rung: Rung, lower: Rung | None) -> RungView:
    declarations = _declarations(picture, view)
    partners = tuple(each.entity for each in view.partners if each.ordinal == rung.ordinal)
    declared = rung.ordinal in declarations
    together = _together(view, partners, rung) if declared else ""
    assessed = _assessed(view) if rung.ordinal == view.assessed else None
    return RungView(
        ordinal=rung.ordinal,
        printed=rung.printed,
        name=rung.name,
        declared=declared,
        declared_by=declarations[rung.ordinal] if declared and len(declarations) > 1 else (),
        assessed=assessed,
        hollow=assessed is not None and view.hollow,
        proposed=any(_leads(each.body, rung.ordinal) for each in view.proposals),
        partners=() if together else partners,
        differs=bool(partners) and view.declared is not None and not declared,
        all_here=together,
        firebreak=lower is not None and lower.firebreak,
    )


def _together(view: LadderView, here: tuple[str, ...], rung: Rung) -> str:
    """All of the partners here, or all but one or two, in few words; their codes where the words would not be shorter."""
    away = [each.entity for each in view.partners if each.entity not in here]
    if not away and len(here) > 1:
        return f"all {len(here)} at {rung.printed}"
    return f"all but {' '.join(away)}" if len(here) > _NAMED and len(away) <= _AWAY else ""


def _declarations(picture: Picture, view: LadderView) -> dict[int, tuple[str, ...]]:
    """Rooms that declared, by ordinal: usually one; concurrent declarations stand side by side."""
    if view.declared is None:
        return {}
    found: dict[int, tuple[str, ...]] = {}
    for row in picture.side_by_side("declared_level", view.declared.record.subject):
        ordinal = getattr(row.body, "ordinal", None)
        if ordinal in {view.declared.ordinal, *view.declared.rivals}:
            found[ordinal] = (*found.get(ordinal, ()), row.origin)
    return found or {view.declared.ordinal: ()}


def _assessed(view: LadderView) -> Assessed | None:
    if not view.differs:
        return None
    return Assessed.BELOW if view.declared is not None and view.assessed < view.declared.ordinal else Assessed.ABOVE


def _leads(body: object, ordinal: int) -> bool:
    return isinstance(body, Proposal) and body.state in {ProposalState.PUT, ProposalState.ADOPTED} and body.raises_to == ordinal


def _reasons(picture: Picture, view: LadderView, now: int, proposals: tuple[ProposalView, ...]) -> tuple[Reason, ...]:
    return (
        *_no_proposal(view, now, proposals),
        *_entries(view),
        *_exits(view, now),
        *_off_ramps(picture, now),
        *_unsaid(view.partners),
    )


def _no_proposal(view: LadderView, now: int, proposals: tuple[ProposalView, ...]) -> tuple[Reason, ...]:
    if any(not each.struck for each in proposals):
        return ()
    if view.declared is None:
        return (Reason("Declared", "no level declared", ""),)
    printed = view.rung.printed if view.rung is not None else str(view.declared.ordinal)
    return (Reason("No proposal", f"declared {printed}", f"since {zulu(view.declared.since, now)}"),)


def _entries(view: LadderView) -> tuple[Reason, ...]:
    """Why the assessed rung stands above the declared one; else what would raise it by one."""
    declared = view.declared.ordinal if view.declared is not None else min(rung.ordinal for rung in view.ladder.rungs) - 1
    above = view.assessed > declared
    target = view.assessed if above else _next(view, declared)
    rung = view.ladder.rung(target) if target is not None else None
    if rung is None:
        return ()
    asked = [each for each in view.reading.entries if each.threshold.raises_to == target]
    head = f"Why {rung.printed}" if above else f"Up to {rung.printed}"
    return tuple(_entry(each, head if number == 0 else "") for number, each in enumerate(asked))


def _next(view: LadderView, declared: int) -> int | None:
    """The nearest rung above that a threshold leads to."""
    raised = {each.threshold.raises_to for each in view.reading.entries}
    return min((ordinal for ordinal in raised if ordinal is not None and ordinal > declared), default=None)


def _entry(one: ThresholdProgress, head: str) -> Reason:
    text = f"{one.threshold.code} {one.threshold.name}"
    share = f"{len(one.counted)} of {one.threshold.needed}"
    if one.met and one.hollow:
        return Reason(head, text, f"{share} {State.THRESHOLD_HOLLOW.word}", Glyph.HOLLOW_TRIANGLE, State.THRESHOLD_HOLLOW)
    if one.met:
        return Reason(head, text, f"{share} met, live", Glyph.GAUGE_FULL, State.THRESHOLD_MET, strong=True)
    if one.doubtful:
        return Reason(head, text, f"{share}, {_doubt(one)}", Glyph.CLOCK_TWO_HANDS, State.STALE)
    return Reason(head, text, share, Glyph.GAUGE_HALF if one.counted else Glyph.GAUGE_EMPTY)


def _doubt(one: ThresholdProgress) -> str:
    """Name what only seems to hold: "I-04 STALE"; several by their number."""
    doubtful = [each for each in one.holdings if each.hold is Hold.HOLLOW or each.seems]
    if len(doubtful) > 1:
        return f"{len(doubtful)} in doubt"
    first = doubtful[0]
    fresh = first.standing.fresh.word.value if first.standing is not None else ""
    return f"{first.code} {fresh.replace('_', ' ') if fresh in {'STALE', 'SOURCE_LOST'} else 'in doubt'}"


def _exits(view: LadderView, now: int) -> tuple[Reason, ...]:
    if view.declared is None:
        return ()
    asked = [each for each in view.reading.exits if each.progress.threshold.lowers_from == view.declared.ordinal]
    below = [rung for rung in view.ladder.rungs if rung.ordinal < view.declared.ordinal]
    head = f"Down to {max(below, key=lambda rung: rung.ordinal).printed}" if below else "Down"
    return tuple(_exit(view, each, head if number == 0 else "", now) for number, each in enumerate(asked))


def _exit(view: LadderView, one: Exit, head: str, now: int) -> Reason:
    since = view.declared.since if view.declared is not None else now
    share = f"{len(one.progress.counted)} of {one.progress.threshold.needed}"
    dwell = (one.earliest - since) if one.earliest is not None else 0
    passed = "dwell over" if one.earliest is None or now >= one.earliest else f"dwell {span(now - since)} of {span(dwell)}"
    glyph = Glyph.GAUGE_FULL if one.ready else Glyph.GAUGE_HALF if one.progress.counted else Glyph.GAUGE_EMPTY
    right = f"{share} met · {passed}" if one.ready else f"{share} · {passed}"
    return Reason(head, f"Exit criteria {one.progress.threshold.code}", right, glyph, strong=one.ready)


def _off_ramps(picture: Picture, now: int) -> tuple[Reason, ...]:
    rows = sorted(picture.bodies(OffRamp), key=lambda each: each[0].event, reverse=True)
    offered = [(row, body) for row, body in rows if body.state in {OffRampState.OFFERED, OffRampState.ACCEPTED}]
    ways_out = offered or [(row, body) for row, body in rows if body.state is OffRampState.IDENTIFIED]
    if not ways_out:
        closed = f"{rows[0][1].code} {rows[0][1].state.value.lower()} {zulu(rows[0][0].event, now)}" if rows else ""
        return (Reason("Off-ramp", "none open", closed),)
    return tuple(_off_ramp(body, "Off-ramp" if number == 0 else "", now) for number, (_, body) in enumerate(ways_out[:2]))


def _off_ramp(body: OffRamp, head: str, now: int) -> Reason:
    until = f" to {zulu(body.until, now)}" if body.until is not None and body.state is OffRampState.OFFERED else ""
    relayed = " RELAYED" if body.relayed else ""
    return Reason(head, f"{body.code} {body.title}", f"{body.state.value}{relayed}{until}", Glyph.RING)


def _unsaid(partners: tuple[PartnerLevel, ...]) -> tuple[Reason, ...]:
    """A partner that declared no level is not known to stand anywhere; it is not calm and not a difference."""
    silent = [each.entity for each in partners if each.ordinal is None]
    return (Reason("No level", ", ".join(silent), State.UNKNOWN.word, Glyph.BOX_QUERY, State.UNKNOWN),) if silent else ()


def _acts(view: LadderView, standpoint: Standpoint, hypothetical: str) -> tuple[Act, ...]:
    off = hypothetical or standpoint.off
    put = next((row for row in view.proposals if isinstance(row.body, Proposal) and row.body.state is ProposalState.PUT), None)
    last = put or next(iter(view.proposals), None)
    none = "" if last is not None else "there is no proposal"
    subject = put.subject if put is not None else ""
    why_not = off or ("" if put is not None else "no proposal is put")

    def quiet(name: str, label: str, key: str, about: str, reason: str) -> Act:
        return Act(name, label, key, about, enabled=not reason, reason=reason, quiet=True)

    return (
        quiet("propose", "Propose…", "P", view.ladder.code, off),
        quiet("break_silence", "Break silence…", "Ctrl+B", subject, why_not),
        quiet("ask_extension", "Ask extension…", "E", subject, why_not),
        quiet("open_proposal", "The proposal's page", "R", last.subject if last is not None else "", none),
        quiet("off_ramp", "Off-ramps and lines", "O", view.ladder.code, ""),
    )
