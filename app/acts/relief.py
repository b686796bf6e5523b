"""Humanitarian acts: verify a leg, record an agreement, notify and record receipts, sites, needs, offers, pauses (DOMAIN section 5).

Every one is born NOT FOR TARGETING. Nothing here approves or permits a movement. Deliberately absent: positions; places are names.
"""

from __future__ import annotations

from typing import Final

import msgspec

from app.acts.choices import entities, options_of, rows, yes_or_no
from app.acts.form import Case, Form, Unfit, Values, new_subject, wish
from feeds.picture.act import Wish
from feeds.picture.corridor import Agreement, AgreementKind, Corridor, CorridorIncident, IncidentState, Mode, SegmentState, Verification
from feeds.picture.danger import Pause, PauseState
from feeds.picture.identity import joined, shown
from feeds.picture.relief import (
    RECEIPT_ONLY,
    Movement,
    MovementState,
    Need,
    Notification,
    NotificationReceipt,
    NotificationState,
    Offer,
    ReceiptKind,
    Site,
)
from feeds.picture.values import Window
from widgets.review.model import Choice, Field, Written
from widgets.times import zulu

_FOUND: Final = (SegmentState.PASSABLE, SegmentState.RESTRICTED, SegmentState.CLOSED, SegmentState.UNKNOWN)
"""What somebody can find on the ground; ENDANGERED is computed."""


def _window(case: Case, values: Values) -> Window | None:
    since, until = values.moment("since"), values.moment("until")
    if since is None and until is None:
        return None
    made = Window(case.now if since is None else since, until)
    if made.until is not None and made.until <= made.since:
        raise Unfit("it ends before it begins")
    return made


def _period() -> tuple[Field, ...]:
    return (Written("since", "From", hint="15:00Z"), Written("until", "Until", hint="19:00Z"))


def _verify_fields(case: Case) -> tuple[Field, ...]:
    return (
        Choice("state", "Found", options_of(_FOUND), SegmentState.PASSABLE.value),
        Written("at", "When it was looked at", zulu(case.began), "15:52Z"),
        Written("restriction", "Restriction", hint="at most 12 t", limit=200),
    )


def _verify(case: Case, values: Values) -> Wish:
    at = values.moment("at")
    if at is not None and at > case.now:
        raise Unfit("it was looked at in the past")
    body = Verification(
        case.subject,
        SegmentState(values.chosen("state")),
        case.now if at is None else at,
        case.hand.entity,
        values.text("restriction"),
    )
    return wish(case, body, about=("segment", case.subject))


def _agreement_fields(case: Case) -> tuple[Field, ...]:
    corridor = case.picture.get(Corridor, case.subject)
    parties = corridor.parties if corridor is not None else ()
    may = tuple(party for party in parties if party == case.hand.entity or party in case.speaks_for())
    return (
        Choice("party", "Party", entities(case, may), case.argument if case.argument in may else ""),
        Choice("agreement", "Agreement", options_of(AgreementKind), AgreementKind.WRITTEN.value),
        Written("reference", "Reference", limit=200),
        *_period(),
    )


def _agreement(case: Case, values: Values) -> Wish:
    party = values.chosen("party")
    kind, relayed = AgreementKind(values.chosen("agreement")), party != case.hand.entity
    body = Agreement(case.subject, party, kind, values.text("reference"), _window(case, values), relayed)
    return wish(case, body, joined(case.subject, party), about=("corridor", case.subject))


def _notify_fields(case: Case) -> tuple[Field, ...]:
    return (
        Written("title", "What is notified"),
        Choice("parties", "To these parties only", entities(case), many=True),
        Choice("movement", "Movement", rows(case, "movement", "name"), case.subject),
        *_period(),
    )


def _notify(case: Case, values: Values) -> Wish:
    parties = values.several("parties")
    if not parties:
        raise Unfit("a notification goes to named parties")
    subject = new_subject(case, "N")
    title, movement = values.text("title", needed=True), values.text("movement") or None
    state = NotificationState.SUBMITTED
    return wish(case, Notification(shown(subject), title, state, parties, movement, _window(case, values)), subject)


def _receipt_fields(case: Case) -> tuple[Field, ...]:
    notification = case.picture.get(Notification, case.subject)
    parties = notification.parties if notification is not None else ()
    may = tuple(party for party in parties if party == case.hand.entity or party in case.speaks_for())
    return (
        Choice("party", "Party", entities(case, may), may[0] if len(may) == 1 else ""),
        Choice("receipt", "It said", options_of(ReceiptKind), ReceiptKind.RECEIPT_ACKED.value),
        Written("remark", "Remark", hint="never required", limit=400),
    )


def _receipt(case: Case, values: Values) -> Wish:
    party = values.chosen("party")
    kind, relayed = ReceiptKind(values.chosen("receipt")), party != case.hand.entity
    body = NotificationReceipt(case.subject, party, kind, relayed, values.text("remark"))
    return wish(case, body, joined(case.subject, party), about=("notification", case.subject))


def _site_fields(case: Case) -> tuple[Field, ...]:
    site = case.picture.get(Site, case.subject)
    return (
        Written("status", "Status", site.status if site is not None else ""),
        Written("occupancy", "Occupancy", str(site.occupancy) if site is not None and site.occupancy is not None else ""),
        Written("capacity", "Capacity", str(site.capacity) if site is not None and site.capacity is not None else ""),
    )


def _site(case: Case, values: Values) -> Wish:
    occupancy, capacity = values.number("occupancy"), values.number("capacity")
    return wish(case, msgspec.structs.replace(case.body(Site), status=values.text("status"), occupancy=occupancy, capacity=capacity))


def _need_fields(case: Case) -> tuple[Field, ...]:
    need = case.picture.get(Need, case.subject)
    return (
        Written("place", "Place, by name", need.place if need is not None else ""),
        Written("need", "What is needed", need.need if need is not None else ""),
        Written("quantity", "How much", need.quantity if need is not None else ""),
        yes_or_no("met", "Met", value=need is not None and need.met),
    )


def _need(case: Case, values: Values) -> Wish:
    known = case.picture.get(Need, case.subject) is not None
    body = Need(values.text("place", needed=True), values.text("need", needed=True), values.text("quantity"), values.chosen("met") == "yes")
    return wish(case, body, case.subject if known else new_subject(case, "D"))


def _offer_fields(case: Case) -> tuple[Field, ...]:
    offer = case.picture.get(Offer, case.subject)
    need = case.subject if case.picture.get(Need, case.subject) is not None else offer.matched if offer is not None else ""
    return (
        Written("offer", "What is offered", offer.offer if offer is not None else ""),
        Choice("need", "For the need", rows(case, "need", "need"), need or ""),
    )


def _offer(case: Case, values: Values) -> Wish:
    known = case.picture.get(Offer, case.subject)
    entity = known.entity if known is not None else case.hand.entity
    body = Offer(entity, values.text("offer", needed=True), values.text("need") or None)
    return wish(case, body, case.subject if known is not None else new_subject(case, "F"))


def _pause_fields(case: Case) -> tuple[Field, ...]:
    return (
        Written("name", "Name"),
        Choice("parties", "Parties", entities(case), many=True),
        Choice("corridors", "Corridors", rows(case, "corridor", "name"), many=True),
        *_period(),
    )


def _pause(case: Case, values: Values) -> Wish:
    period, parties = _window(case, values), values.several("parties")
    if period is None or period.until is None:
        raise Unfit("a pause has a period: from and until")
    if len(parties) < 2:  # noqa: PLR2004 -- a pause is between parties
        raise Unfit("a pause is agreed between two parties or more")
    subject = new_subject(case, "PA")
    name, corridors = values.text("name", needed=True), values.several("corridors")
    body = Pause(shown(subject), name, parties, period, PauseState.AGREED, case.shapes.get("area"), corridors)
    return wish(case, body, subject)


def _movement_fields(case: Case) -> tuple[Field, ...]:
    return (
        Written("name", "Name", hint="Convoy 4"),
        Choice("mode", "By", options_of(Mode), Mode.ROAD.value),
        Choice("corridor", "Corridor", rows(case, "corridor", "name"), case.subject),
        Written("people", "People, an estimate"),
        Written("vehicles", "Vehicles"),
        Written("place", "Where it starts, by name"),
    )


def _movement(case: Case, values: Values) -> Wish:
    subject = new_subject(case, "M")
    body = Movement(
        shown(subject),
        values.text("name", needed=True),
        case.hand.entity,
        Mode(values.chosen("mode")),
        MovementState.PLANNED,
        values.text("corridor") or None,
        values.number("people"),
        values.number("vehicles"),
        values.text("place"),
    )
    return wish(case, body, subject)


def _incident(case: Case, values: Values) -> Wish:
    title, place = values.text("title", needed=True), values.text("place")
    body = CorridorIncident(case.subject, title, IncidentState.ALLEGED, case.hand.entity, place, values.text("text"))
    return wish(case, body, new_subject(case, "CI"), about=("corridor", case.subject))


def _incident_fields(_case: Case) -> tuple[Field, ...]:
    return (Written("title", "What is said to have happened"), Written("place", "Place, by name"), Written("text", "More", limit=2_000))


FORMS: Final = (
    Form(
        "verify_segment",
        "Verify a leg",
        _verify,
        ("segment",),
        _verify_fields,
        lambda _case, _values: ("It counts until it decays to UNKNOWN; a leg once endangered is UNKNOWN until it is verified again.",),
        key="V",
    ),
    Form("agreement", "Record a party's agreement", _agreement, ("corridor",), _agreement_fields),
    Form("notify", "Submit a notification", _notify, ("movement", ""), _notify_fields, lambda _case, _values: (RECEIPT_ONLY,)),
    Form("receipt", "Record a party's receipt", _receipt, ("notification",), _receipt_fields, lambda _case, _values: (RECEIPT_ONLY,)),
    Form("site", "Report on a site", _site, ("site",), _site_fields),
    Form("need", "Report a need", _need, ("need", ""), _need_fields),
    Form("offer", "Offer, or match an offer", _offer, ("offer", "need", ""), _offer_fields),
    Form("pause", "Record a pause", _pause, (), _pause_fields),
    Form(
        "plan_movement",
        "Plan a movement",
        _movement,
        ("corridor", ""),
        _movement_fields,
        lambda case, _values: (f"{case.hand.entity} leads it and alone moves it.", RECEIPT_ONLY),
    ),
    Form("incident", "Allege an incident on a corridor", _incident, ("corridor",), _incident_fields),
)
"""Humanitarian acts."""
