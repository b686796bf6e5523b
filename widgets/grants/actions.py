"""A use of a grant as an entry of the board: how far it is, who asked and who was second, and whether it may go on.

Falling out of eligibility while EXECUTING warns and ends nothing. Pure.
"""

from feeds.assessment.eligibility import Eligibility, eligibility
from feeds.picture.action import Action, ActionState, Grant
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from widgets.board.model import Entry, Fact, Part
from widgets.cells import Act
from widgets.signed import role_of
from widgets.standpoint import Standpoint
from widgets.stated import stated
from widgets.times import span, zulu
from widgets.tokens import Token
from widgets.words import State

_HOLD = ("change:hold", "Hold…", "H")
_REVOKE = ("change:revoke", "Revoke…", "Ctrl+U")
_NEXT = {
    ActionState.REQUESTED: (("change:authorise", "Authorise…", "A"), ("change:decline", "Decline…", "D"), _HOLD),
    ActionState.AUTHORISED: (("change:execute", "Begin…", "B"), _HOLD, _REVOKE),
    ActionState.EXECUTING: (("change:complete", "Complete…", "C"), ("change:stand_down", "Stand down…", "Ctrl+U"), _HOLD),
    ActionState.HELD: (("change:resume", "Request anew…", "R"), _REVOKE),
}
"""The acts that each state allows, the likeliest first."""

_NEED_ELIGIBILITY = {"change:authorise", "change:execute", "change:resume"}


def action_entry(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: Action) -> Entry:
    """One action with its page."""
    grant = picture.get(Grant, body.grant)
    running = body.state is ActionState.EXECUTING
    found = eligibility(picture, now, body.grant, body.entity, running=running) if body.state in _NEXT else None
    warning = f"no longer eligible: {found.refusals[0]}" if running and found is not None and not found.eligible else ""
    kind = body.kind.value.replace("_", " ").lower()
    return Entry(
        "action",
        row.subject,
        f"{body.entity}: {kind}{', ' if body.place else ''}{body.place}",
        body.code,
        stated(body.state),
        support=_second(picture, grant, body),
        support_right=_since(body, row, now),
        warning=warning,
        urgent=Token.HIGH if warning else None,
        parts=_parts(picture, now, row, body, grant, found),
        acts=_acts(standpoint, row, body, found),
    )


def _since(body: Action, row: Record, now: int) -> str:
    if body.state is ActionState.EXECUTING and body.started is not None:
        return f"for {span(now - body.started)}, since {zulu(body.started, now)}"
    return zulu(row.event, now)


def _second(picture: Picture, grant: Grant | None, body: Action) -> str:
    """The two-person state in words: nobody yet, one, both."""
    if grant is None:
        return "its grant is not readable here: it is none"
    if not grant.two_person:
        return f"under {grant.code}, one officer"
    if body.second_person is not None:
        return f"under {grant.code}, second officer: {role_of(picture, body.second_person)}"
    return f"under {grant.code}, a second officer must sign"


def _parts(picture: Picture, now: int, row: Record, body: Action, grant: Grant | None, found: Eligibility | None) -> tuple[Part, ...]:
    asked = role_of(picture, body.requested_by) if body.requested_by is not None else "not recorded"
    second = role_of(picture, body.second_person) if body.second_person is not None else "nobody yet"
    facts = (
        Fact("Under", f"{grant.code} {grant.title}", stated(grant.state), kind="grant", subject=body.grant)
        if grant is not None
        else Fact("Under", "no readable grant: it is none", State.UNKNOWN),
        Fact("Asked by", asked),
        *((Fact("Second", second),) if grant is not None and grant.two_person else ()),
        *((Fact("Place", body.place),) if body.place else ()),
        *((Fact("Began", zulu(body.started, now)),) if body.started is not None else ()),
        *((Fact("Remark", body.remark),) if body.remark else ()),
        Fact("Last act", zulu(row.event, now)),
    )
    return (Part("The action", facts), *((_may_go_on(found),) if found is not None else ()))


def _may_go_on(found: Eligibility) -> Part:
    if found.eligible:
        return Part("May it go on", (Fact("", found.caveat or "nothing stands against it", State.ELIGIBLE),))
    return Part("May it go on", tuple(Fact("", reason, State.ACTION_LATENT) for reason in found.refusals))


def _acts(standpoint: Standpoint, row: Record, body: Action, found: Eligibility | None) -> tuple[Act, ...]:
    off = standpoint.off
    lost = found.refusals[0] if found is not None and not found.eligible else ""

    def act(name: str, label: str, key: str, *, primary: bool) -> Act:
        why_not = off or (lost if name in _NEED_ELIGIBILITY else "")
        return Act(name, label, key, row.subject, primary=primary, enabled=not why_not, reason=why_not)

    return tuple(act(name, label, key, primary=place == 0) for place, (name, label, key) in enumerate(_NEXT.get(body.state, ())))
