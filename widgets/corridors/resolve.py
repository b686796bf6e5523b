"""The picture as the corridor panel shows it: the selected corridor, else the one that most wants looking at.

Conditions are the watch's finding for this reader, never computed here: a display that lacks a hazard would assert what nobody verified.
Where there is no finding, or it says UNKNOWN, the panel says "not verified: verify before use", whatever the cause. Pure. Deliberately
absent: head-counts of movements, quotas, positions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from feeds.assessment.conditions import NOT_VERIFIED, conditions_row
from feeds.assessment.rules import rules_of
from feeds.picture.corridor import (
    Agreement,
    AgreementKind,
    Conditions,
    ConditionState,
    Corridor,
    CorridorState,
    CorridorStatus,
    Flow,
    Mode,
    Reason,
    Segment,
    SegmentCondition,
    SegmentState,
)
from feeds.picture.envelope import Record
from feeds.picture.few import few, headcount
from feeds.picture.identity import joined
from feeds.picture.picture import Picture
from feeds.picture.room import EntityKind
from feeds.picture.values import Window
from widgets.cells import FILLED, Act, Empty
from widgets.corridors.model import CorridorsModel, CorridorView, Leg, Party
from widgets.corridors.page import corridor_page
from widgets.corridors.people import MORE, notices, travellers
from widgets.standpoint import Standpoint
from widgets.times import span, zulu
from widgets.words import State

VOLUNTARY = "HAC decides its own movements. A corridor is used or not: staying keeps every protection."
_REASONS = 3
_CONDITIONS = {
    ConditionState.MET: State.MET,
    ConditionState.NOT_MET: State.NOT_MET,
    ConditionState.UNKNOWN: State.CONDITIONS_UNKNOWN,
}
_SEGMENTS = {
    SegmentState.PASSABLE: State.PASSABLE,
    SegmentState.RESTRICTED: State.RESTRICTED,
    SegmentState.ENDANGERED: State.ENDANGERED,
    SegmentState.CLOSED: State.CLOSED,
    SegmentState.UNKNOWN: State.SEGMENT_UNKNOWN,
}
_MODES = {Mode.ROAD: "By road", Mode.RAIL: "By rail", Mode.SEA: "By sea", Mode.AIR: "By air"}


@dataclass(frozen=True)
class Route:
    """A corridor with what is declared of it and what is found, for one reader."""

    row: Record
    corridor: Corridor
    status: CorridorStatus | None
    found: Conditions | None

    @property
    def state(self) -> CorridorState:
        """The declared word."""
        return self.status.state if self.status is not None else CorridorState.PROPOSED

    @property
    def conditions(self) -> ConditionState:
        """The finding; where there is none nobody knows."""
        return self.found.state if self.found is not None else ConditionState.UNKNOWN

    @property
    def contradicted(self) -> bool:
        """Declared OPEN, and the ground says no."""
        return self.state is CorridorState.OPEN and self.conditions is ConditionState.NOT_MET

    @property
    def endangered(self) -> bool:
        """A leg of it lies in danger, whatever is declared: a suspended route has people on it still."""
        return self.found is not None and any(leg.state is SegmentState.ENDANGERED for leg in self.found.segments)


def routes(picture: Picture, entity: str) -> tuple[Route, ...]:
    """Every corridor of this reader: the contradicted, then OPEN ones in doubt, endangered ones, other OPEN ones, the rest; by code."""
    made = [
        Route(row, body, picture.get(CorridorStatus, row.subject), _finding(picture, row.subject, entity))
        for row, body in picture.bodies(Corridor)
    ]
    unique = {route.row.subject: route for route in made}
    return tuple(sorted(unique.values(), key=_urgency))


def _finding(picture: Picture, corridor: str, entity: str) -> Conditions | None:
    row = conditions_row(picture, corridor, entity)
    return row.body if row is not None and isinstance(row.body, Conditions) else None


_CONTRADICTED, _IN_DOUBT, _ENDANGERED, _OPEN, _REST = range(5)


def _urgency(route: Route) -> tuple[int, str]:
    if route.contradicted:
        return (_CONTRADICTED, route.corridor.code)
    if route.state is not CorridorState.OPEN:
        return (_ENDANGERED if route.endangered else _REST, route.corridor.code)
    return (_IN_DOUBT if route.conditions is ConditionState.UNKNOWN else _OPEN, route.corridor.code)


def wanting(picture: Picture, entity: str) -> str:
    """The corridor that most wants looking at, as this reader has it; empty where none is contradicted, in doubt or endangered."""
    found = routes(picture, entity)
    return found[0].row.subject if found and _urgency(found[0])[0] <= _ENDANGERED else ""


def resolve(picture: Picture, now: int, standpoint: Standpoint, selected: str = "", *, opened: bool = False) -> CorridorsModel:
    """The corridor `selected` (a subject), else the worst one, as this desk sees it now. `opened`: its page is wanted too."""
    found = routes(picture, standpoint.entity)
    if not found:
        return CorridorsModel("none", condition=Empty("No corridor agreed"))
    by_code = sorted(found, key=lambda route: (route.corridor.code, route.row.subject))
    shown = next((route for route in found if route.row.subject == selected), found[0])
    place = by_code.index(shown)
    before, after = by_code[place - 1].row.subject, by_code[(place + 1) % len(by_code)].row.subject
    view = _view(picture, now, standpoint, shown)
    return CorridorsModel(
        scope=_scope(found),
        corridor=view,
        before=before,
        after=after,
        acts=_acts(view, standpoint, before, after),
        page=corridor_page(picture, now, standpoint, view, shown.found) if opened else None,
        condition=FILLED,
    )


def _scope(found: tuple[Route, ...]) -> str:
    contradicted = sum(route.contradicted for route in found)
    if contradicted:
        return f"{contradicted} of {len(found)} contradicted"
    doubtful = sum(route.state is CorridorState.OPEN and route.conditions is ConditionState.UNKNOWN for route in found)
    if doubtful:
        return f"{doubtful} of {len(found)} UNKNOWN"
    every = all(route.conditions is ConditionState.MET for route in found)
    count = f"{len(found)} corridors" if len(found) > 1 else "1 corridor"
    return f"{count} · conditions MET" if every else count


def _view(picture: Picture, now: int, standpoint: Standpoint, route: Route) -> CorridorView:
    subject, window = route.row.subject, route.status.window if route.status is not None else None
    holds = route.state is CorridorState.OPEN and route.conditions is ConditionState.MET
    seen = notices(picture, now, subject, standpoint.entity)
    doubtful = _relief(picture, standpoint.entity) and route.state is CorridorState.OPEN and route.conditions is ConditionState.UNKNOWN
    return CorridorView(
        subject=subject,
        code=route.corridor.code,
        name=route.corridor.name,
        how=_how(route, now),
        declared=route.state.value,
        conditions=_CONDITIONS[route.conditions],
        legs=_legs(picture, route, now, muted=not holds),
        parties=tuple(_party(picture, subject, party) for party in route.corridor.parties),
        window=_window(window),
        left=_left(window, now),
        travellers=travellers(picture, now, subject),
        notices=seen[:MORE],
        more_notices=max(0, len(seen) - MORE),
        reasons=_reasons(route),
        note="" if seen else VOLUNTARY,
        contradicted=route.contradicted,
        doubtful=doubtful,
    )


def _relief(picture: Picture, entity: str) -> bool:
    roster = rules_of(picture).roster
    found = roster.entity(entity) if roster is not None else None
    return found is not None and found.kind is EntityKind.RELIEF


def _how(route: Route, now: int) -> str:
    flow = route.status.flow if route.status is not None else None
    return f"{_MODES[route.corridor.mode]} · {_flow(flow, now)}" if flow is not None else _MODES[route.corridor.mode]


def about(flow: Flow) -> str:
    """How many people were moved, roughly: no source counts them one by one."""
    return headcount(flow.people) if few(flow.people) else f"about {headcount(flow.people)}"


def _flow(flow: Flow, now: int) -> str:
    """Always an estimate, with its source and its time; small counts could point at people."""
    return f"{about(flow)} people moved ({flow.source}, estimate {zulu(flow.at, now)})"


def _window(window: Window | None) -> str:
    if window is None:
        return ""
    until = zulu(window.until) if window.until is not None else "open end"
    return f"{zulu(window.since)[:-1]}\N{EN DASH}{until}" if window.until is not None else f"from {zulu(window.since)}"


def _left(window: Window | None, now: int) -> str:
    if window is None:
        return ""
    if now < window.since:
        return f"begins in {span(window.since - now)}"
    if window.until is None:
        return ""
    return f"{span(window.until - now)} left" if now < window.until else "ended"


def _party(picture: Picture, corridor: str, party: str) -> Party:
    body = picture.get(Agreement, joined(corridor, party))
    if body is None or body.agreement is AgreementKind.NONE:
        return Party(party, "no agreement", lacking=True)
    relayed = ", relayed" if body.relayed else ""
    match body.agreement:
        case AgreementKind.WRITTEN:
            return Party(party, f"written{relayed}")
        case AgreementKind.VERBAL:
            return Party(party, f"verbal, written due{relayed}")
        case AgreementKind.WITHDRAWN:
            return Party(party, f"WITHDRAWN{relayed}", lacking=True)
        case _:
            assert_never(body.agreement)


def _legs(picture: Picture, route: Route, now: int, *, muted: bool) -> tuple[Leg, ...]:
    """The finding's legs; without a finding every leg is UNKNOWN."""
    if route.found is not None and route.found.segments:
        return tuple(_leg(each, route.found.reasons, now, muted=muted) for each in route.found.segments)
    bodies = ((subject, picture.get(Segment, subject)) for subject in route.corridor.segments)
    return tuple(_doubtful(subject, body.code, muted=muted) for subject, body in bodies if body is not None)


def _doubtful(subject: str, code: str, *, muted: bool) -> Leg:
    return Leg(subject, code, State.SEGMENT_UNKNOWN, "verify before use", muted, NOT_VERIFIED)


def _leg(found: SegmentCondition, reasons: tuple[Reason, ...], now: int, *, muted: bool) -> Leg:
    if found.state is SegmentState.UNKNOWN:
        return _doubtful(found.segment, found.code, muted=muted)
    state = _SEGMENTS[found.state]
    return Leg(found.segment, found.code, state, _leg_text(found, reasons, now), muted, found.text or _verified(found, now))


def _verified(found: SegmentCondition, now: int) -> str:
    return f"verified {span(now - found.verified_at)} ago" if found.verified_at is not None else ""


def _leg_text(found: SegmentCondition, reasons: tuple[Reason, ...], now: int) -> str:
    hazard = next((each for each in reasons if each.segment == found.segment and each.distance is not None), None)
    if found.state is SegmentState.ENDANGERED and hazard is not None and hazard.distance is not None:
        name = hazard.text.partition(" ")[0]
        give = f" ± {hazard.uncertainty / 1000:.1f}" if hazard.uncertainty else ""
        return f"{name} {hazard.distance / 1000:.1f} km{give}"
    if found.state is SegmentState.RESTRICTED and found.text and found.verified_at is not None:
        return f"{found.text} · {span(now - found.verified_at)} ago"
    return found.text or _verified(found, now)


def _reasons(route: Route) -> tuple[str, ...]:
    """Reasons that are about the whole route, and doubt in its one wording. Hazards and closed legs stand on their leg."""
    if route.found is None:
        return (NOT_VERIFIED,)
    texts = [_reason(each) for each in route.found.reasons if each.segment is None or each.effect is ConditionState.UNKNOWN]
    every = tuple(dict.fromkeys(texts))
    if len(every) <= _REASONS:
        return every
    return (*every[: _REASONS - 1], f"{every[_REASONS - 1]} · {len(every) - _REASONS} more")


def _reason(reason: Reason) -> str:
    """Whatever made it UNKNOWN, the words are those of decay: the leg's code, if any, and the one sentence."""
    if reason.segment is None:
        return reason.text
    code = reason.text.partition(":")[0]
    return f"{code} {NOT_VERIFIED}"


def _acts(view: CorridorView, standpoint: Standpoint, before: str, after: str) -> tuple[Act, ...]:
    off = standpoint.off
    doubt = (State.SEGMENT_UNKNOWN, State.ENDANGERED, State.CLOSED)
    legs = (*(each for state in doubt for each in view.legs if each.state is state), *view.legs)
    leg = next((each.subject for each in legs), "")
    none = off or ("" if leg else "it has no segment")
    return (
        Act("step", "Previous corridor", "Left", before, quiet=True),
        Act("step", "Next corridor", "Right", after, quiet=True),
        Act("detail", "Detail", "Enter", view.subject, quiet=True),
        Act("map", "On map", "M", view.subject, quiet=True),
        Act("verify", "Verify segment…", "V", leg, enabled=not none, reason=none, quiet=True),
        Act("declare", "Declare…", "D", view.subject, enabled=not off, reason=off, quiet=True),
    )
