"""The page of a corridor: people's word and the computed conditions side by side, every reason, every leg, every agreement. Pure.

What a leg reads is the finding for this reader and nothing else: where it is UNKNOWN neither who verified it nor when is said, so that
decay and a hazard this reader may not see read alike. No word here is a permission.
"""

from collections.abc import Iterator

from feeds.assessment.corridor_why import corridor_why
from feeds.picture.corridor import Agreement, Conditions, Corridor, CorridorIncident, CorridorStatus, Verification
from feeds.picture.danger import DangerZone, Pause, PauseState
from feeds.picture.identity import joined
from feeds.picture.picture import Picture
from widgets.board.acting import offered
from widgets.board.model import Entry, Fact, Part
from widgets.corridors.model import CorridorView, Leg
from widgets.signed import by
from widgets.standpoint import Standpoint
from widgets.stated import stated
from widgets.times import span, zulu
from widgets.words import State

_HOLDING = {PauseState.IN_EFFECT, PauseState.BREACH_ALLEGED, PauseState.AGREED}


def corridor_page(picture: Picture, now: int, standpoint: Standpoint, view: CorridorView, found: Conditions | None) -> Entry:
    """The page of the corridor that a view is of."""
    owner = picture.get(Corridor, view.subject)
    return Entry(
        "corridor",
        view.subject,
        view.name,
        view.code,
        view.conditions,
        support="declared UNKNOWN" if view.doubtful else f"declared {view.declared}",
        support_right=view.how,
        warning="the declared word is contradicted" if view.contradicted else "",
        parts=(
            Part("Declared by people", tuple(_declared(picture, now, view, owner))),
            Part(
                "Conditions, computed: they may contradict and never assert",
                tuple(_reasons(picture, view, found)),
                "nothing stands against it",
            ),
            Part("What would change it", tuple(_changes(picture, now, standpoint, view)), "nothing stored"),
            Part("Legs, in road order", tuple(_leg(picture, now, standpoint, leg) for leg in view.legs)),
            Part("Parties", tuple(_party(picture, now, standpoint, view, party) for party in (owner.parties if owner is not None else ()))),
            Part("On it now", tuple(Fact("", each.text, right=each.chip) for each in view.travellers), "nobody reported"),
            Part("Pauses that bear on it", tuple(_pauses(picture, now, view.subject)), "none"),
            Part("Incidents", tuple(_incidents(picture, now, view.subject)), "none is alleged"),
        ),
        acts=offered(
            (("declare", "Declare…", "D"), ("incident", "Allege an incident…", "I"), ("plan_movement", "Plan a movement…", "P")),
            view.subject,
            standpoint.off,
        ),
    )


def _declared(picture: Picture, now: int, view: CorridorView, owner: Corridor | None) -> Iterator[Fact]:
    row = picture.find("corridor_status", view.subject)
    if view.doubtful:
        yield Fact("Reads", "verify before use", State.CONDITIONS_UNKNOWN)
        return
    said = by(picture, row, now) if row is not None else "nobody declared anything yet"
    yield Fact("Reads", view.declared, right=said, strong=True)
    if owner is not None:
        yield Fact("Declares", owner.owner)
    if view.window:
        yield Fact("Window", view.window, right=view.left)
    if row is not None and isinstance(row.body, CorridorStatus) and row.body.reason:
        yield Fact("Reason", row.body.reason)


def _reasons(picture: Picture, view: CorridorView, found: Conditions | None) -> Iterator[Fact]:
    """Every reason. What is UNKNOWN has one wording, whatever the cause."""
    yield Fact("Reads", "", view.conditions)
    for reason in found.reasons if found is not None else ():
        state = {"MET": State.MET, "NOT_MET": State.NOT_MET, "UNKNOWN": State.CONDITIONS_UNKNOWN}[reason.effect.value]
        if state is State.CONDITIONS_UNKNOWN:
            continue
        zone = picture.get(DangerZone, reason.record) if reason.record is not None else None
        limit = f"limit {reason.limit / 1000:.1f} km" if reason.limit is not None else ""
        yield Fact(
            "Because", reason.text, state, limit, "danger_zone" if zone is not None else "", reason.record or "" if zone is not None else ""
        )
    for text in view.reasons:
        yield Fact("Because", text)


def _changes(picture: Picture, now: int, standpoint: Standpoint, view: CorridorView) -> Iterator[Fact]:
    """What would have to be so for each reason to fall, and when time alone changes it. Doubt has one wording, whatever its cause."""
    why = corridor_why(picture, now, view.subject, standpoint.entity)
    codes = {leg.subject: leg.code for leg in view.legs}
    made = [
        Fact(
            codes.get(each.reason.segment or "", ""),
            each.text,
            kind="segment" if each.reason.segment else "",
            subject=each.reason.segment or "",
        )
        for each in (why.changes if why is not None else ())
    ]
    yield from dict.fromkeys(made)
    if why is not None and why.due is not None:
        yield Fact("By itself", f"something of it changes with time alone {zulu(why.due, now)}")


def _leg(picture: Picture, now: int, standpoint: Standpoint, leg: Leg) -> Fact:
    acts = offered((("verify_segment", f"Verify {leg.code}…", "V"),), leg.subject, standpoint.off)
    if leg.state is State.SEGMENT_UNKNOWN:
        return Fact(leg.code, "verify before use", leg.state, kind="segment", subject=leg.subject, acts=acts)
    seen = picture.get(Verification, leg.subject)
    right = f"{seen.verified_by}, {span(now - seen.verified_at)} ago" if seen is not None else ""
    return Fact(leg.code, leg.tip or leg.text, leg.state, right, "segment", leg.subject, acts=acts)


def _party(picture: Picture, now: int, standpoint: Standpoint, view: CorridorView, party: str) -> Fact:
    row = picture.find("agreement", joined(view.subject, party))
    said = next((each.agreement for each in view.parties if each.code == party), "no agreement")
    acts = offered(((f"agreement:{party}", f"{party}'s agreement…", "A"),), view.subject, standpoint.off)
    if row is None or not isinstance(row.body, Agreement):
        return Fact(party, said, acts=acts)
    reference = f" · {row.body.reference}" if row.body.reference else ""
    return Fact(party, f"{said}{reference}", right=by(picture, row, now), acts=acts)


def _pauses(picture: Picture, now: int, corridor: str) -> Iterator[Fact]:
    for row, body in picture.bodies(Pause):
        if corridor in body.corridors and body.state in _HOLDING:
            until = f" to {zulu(body.period.until, now)}" if body.period.until is not None else ""
            yield Fact(body.code, body.name, stated(body.state), f"{zulu(body.period.since, now)}{until}", "pause", row.subject)


def _incidents(picture: Picture, now: int, corridor: str) -> Iterator[Fact]:
    for row, body in picture.bodies(CorridorIncident):
        if body.corridor == corridor:
            yield Fact(body.alleged_by, body.title, stated(body.state), zulu(row.event, now), row.kind, row.subject)
