"""A grant as an entry of the board: its sunset as a bar with two warnings, who may use it now, and its page with every reason why not.

Pure. Deliberately absent: the rule of eligibility (feeds.assessment.eligibility) and reading a caveat: its words are shown to the person
who decides.
"""

from feeds.assessment.causes import SUNSET_SHARE
from feeds.assessment.eligibility import Eligibility, approved_by, eligibility, uses_left
from feeds.assessment.rules import rules_of
from feeds.picture.action import Action, Grant, GrantState, NationalCaveat
from feeds.picture.envelope import Record
from feeds.picture.identity import joined
from feeds.picture.picture import Picture
from widgets.board.model import Entry, Fact, Part
from widgets.cells import Act, Meter
from widgets.standpoint import Standpoint
from widgets.stated import stated
from widgets.times import span, zulu
from widgets.tokens import Token
from widgets.words import State

LAST_WARNING = 15 * 60_000
_ENDED = frozenset({GrantState.EXPIRED, GrantState.REVOKED, GrantState.EXHAUSTED})


def grant_entry(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: Grant) -> Entry:
    """One grant with its page."""
    nations = {entity: eligibility(picture, now, row.subject, entity) for entity in asked(picture, row, body)}
    live = body.state is GrantState.ACTIVE
    warning = _warning(body, now) if live else ""
    return Entry(
        "grant",
        row.subject,
        body.title,
        body.code,
        stated(body.state),
        right=_uses(picture, row, body),
        support=_who_may(picture, row, nations) if live else _agreement(picture, row, body),
        support_right=_sunset(body, now),
        warning=warning,
        urgent=Token.HIGH if warning else None,
        meter=_meter(body, now, warned=bool(warning)) if live else None,
        parts=_parts(picture, now, row, body, nations),
        acts=_acts(standpoint, row, body, nations),
    )


def asked(picture: Picture, row: Record, body: Grant) -> tuple[str, ...]:
    """Whose consent a grant is a matter of: the ladder's members, who holds the delegation, and who has said something of it."""
    rules = rules_of(picture)
    said = (each.entity for _, each in picture.bodies(NationalCaveat) if each.grant == row.subject)
    known = rules.roster is not None and rules.roster.entity(body.delegate) is not None
    return tuple(dict.fromkeys((*rules.doctrine.ladder.members, *((body.delegate,) if known else ()), *said)))


def _warning(body: Grant, now: int) -> str:
    """The two warnings of a sunset: at 80 % of its time, and in its last quarter of an hour."""
    until = body.valid.until
    if until is None or now < body.valid.since:
        return ""
    if now >= until:
        return "its time is over"
    if until - now <= LAST_WARNING:
        return f"ends in {span(until - now)}"
    share = (now - body.valid.since) / max(1, until - body.valid.since)
    return f"{int(share * 100)} % of its time has passed" if share >= SUNSET_SHARE else ""


def _meter(body: Grant, now: int, *, warned: bool) -> Meter | None:
    until = body.valid.until
    if until is None:
        return None
    return Meter((now - body.valid.since) / max(1, until - body.valid.since), Token.HIGH if warned else Token.LINE_STRONG)


def _sunset(body: Grant, now: int) -> str:
    until = body.valid.until
    if now < body.valid.since:
        return f"begins {zulu(body.valid.since, now)}"
    if until is None:
        return "no sunset set"
    return f"ends {zulu(until, now)}" if now < until else f"ended {zulu(until, now)}"


def _uses(picture: Picture, row: Record, body: Grant) -> str:
    left = uses_left(picture, row, body)
    return f"{left} of {body.limits.uses} uses left" if left is not None else ""


def _who_may(picture: Picture, row: Record, nations: dict[str, Eligibility]) -> str:
    """Who may use it now; where nobody may, the reason that holds for all."""
    may = [_named(picture, row, entity) for entity, each in nations.items() if each.eligible]
    if may:
        return f"{State.ELIGIBLE.word}: {', '.join(may)}"
    refusals = [each.refusals for each in nations.values()]
    common = next((reason for reason in refusals[0] if all(reason in each for each in refusals)), "") if refusals else ""
    return f"nobody may use it now: {_shown(common)}" if common else "nobody may use it now: each reason is on its page"


def _named(picture: Picture, row: Record, entity: str) -> str:
    body = picture.get(NationalCaveat, joined(row.subject, entity))
    return f"{entity} ({body.caveat})" if body is not None and body.caveat else entity


def _agreement(picture: Picture, row: Record, body: Grant) -> str:
    agreed = approved_by(picture, row)
    return f"agreed by {len(agreed)} of {body.approvals_needed} needed"


def _parts(picture: Picture, now: int, row: Record, body: Grant, nations: dict[str, Eligibility]) -> tuple[Part, ...]:
    return (
        Part("May it be used now", tuple(_may(entity, each) for entity, each in nations.items()), "nobody is asked"),
        Part("Limits", _limits(picture, row, body)),
        Part("Each nation's word", tuple(_nation(picture, row, entity, now) for entity in nations)),
        Part("Instrument", _instrument(picture, now, row, body)),
        Part("Uses", _use_facts(picture, now, row), "it was not used"),
    )


def _may(entity: str, found: Eligibility) -> Fact:
    if found.eligible:
        return Fact(entity, found.caveat, State.ELIGIBLE)
    return Fact(entity, "; ".join(_shown(reason) for reason in found.refusals), State.ACTION_LATENT)


def _shown(reason: str) -> str:
    """A refusal as it may stand on a screen."""
    return reason.replace(f"is {GrantState.APPROVED.value}", "is agreed and not yet active").replace("approved by", "agreed by")


def _limits(picture: Picture, row: Record, body: Grant) -> tuple[Fact, ...]:
    ladder = rules_of(picture).doctrine.ladder
    rungs = ", ".join(rung.printed for rung in ladder.rungs if rung.ordinal in body.rungs)
    made = (
        ("Rungs", f"declared {rungs}" if rungs else "as the ladder says"),
        ("Uses", _uses(picture, row, body) or "no number set"),
        ("Hours", body.limits.hours),
        ("Area", "within the area drawn on the map" if body.limits.area is not None else ""),
        ("Before it", body.preconditions),
        ("Two persons", "two officers, the second may sit in the capital" if body.two_person else "one officer"),
        ("Reversible", "yes" if body.reversible else "no: it cannot be taken back"),
    )
    return tuple(Fact(label, text) for label, text in made if text)


def _nation(picture: Picture, row: Record, entity: str, now: int) -> Fact:
    said = picture.find("national_caveat", joined(row.subject, entity))
    if said is None or not isinstance(said.body, NationalCaveat):
        return Fact(entity, "nothing said: that is no consent", State.STANCE_NOT_STATED)
    return Fact(entity, said.body.caveat, stated(said.body.stance), zulu(said.event, now), said.kind, said.subject)


def _instrument(picture: Picture, now: int, row: Record, body: Grant) -> tuple[Fact, ...]:
    agreed = ", ".join(sorted(approved_by(picture, row)))
    until = f" to {zulu(body.valid.until, now)}" if body.valid.until is not None else ""
    made = (
        ("By", f"{body.instrument}, {body.authority}"),
        ("Delegated to", body.delegate),
        ("Valid", f"{zulu(body.valid.since, now)}{until}; a renewal is a new grant"),
        ("Agreed by", f"{agreed or 'nobody yet'} ({body.approvals_needed} needed, never its author)"),
        ("Note", body.legal_note),
    )
    return tuple(Fact(label, text) for label, text in made if text)


def _use_facts(picture: Picture, now: int, row: Record) -> tuple[Fact, ...]:
    uses = sorted(((each, body) for each, body in picture.bodies(Action) if body.grant == row.subject), key=lambda each: -each[0].event)
    return tuple(
        Fact(body.entity, f"{body.code} {body.place}".strip(), stated(body.state), zulu(each.event, now), each.kind, each.subject)
        for each, body in uses
    )


def _acts(standpoint: Standpoint, row: Record, body: Grant, nations: dict[str, Eligibility]) -> tuple[Act, ...]:
    """What this desk may wish for now; a wish that cannot be stays in place with its reason."""
    off = standpoint.off
    if body.state is GrantState.PROPOSED:
        return (Act("approve_grant", "Agree to it…", "A", row.subject, primary=True, enabled=not off, reason=off),)
    renew = Act("renew_grant", "Renew…", "N", row.subject, enabled=not off, reason=off, quiet=True)
    if body.state in _ENDED:
        return (renew,)
    if body.state is not GrantState.ACTIVE:
        return ()
    mine = nations.get(standpoint.entity)
    why_not = off or ("" if mine is None or mine.eligible else _shown(mine.refusals[0]))
    return (
        Act("request_action", "Request its use…", "R", row.subject, primary=True, enabled=not why_not, reason=why_not),
        Act("stance", "Our own word…", "C", row.subject, enabled=not off, reason=off),
        Act("change:revoke", "Revoke…", "Ctrl+U", row.subject, enabled=not off, reason=off, quiet=True),
        renew,
    )
