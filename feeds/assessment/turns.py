"""What would change what the night's work and relief are made of, and whose word that is.

Most of it moves along its own lifecycle by a signed act, so the states that may follow are read from that table and never listed twice.
Deliberately absent: any word that would make a receipt a permission, and any advice which way to go.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feeds.assessment.words import zulu
from feeds.picture.body import Body
from feeds.picture.diplomacy import OffRamp, RedLine, RedLineState
from feeds.picture.identity import joined
from feeds.picture.night import Channel, InformationRequest, Posture, Risk
from feeds.picture.picture import Picture
from feeds.picture.relief import RECEIPT_ONLY, Movement, Need, Notification, Offer, Site
from feeds.picture.room import Recall, Statement

KINDS: Final = frozenset(
    {
        "movement",
        "site",
        "need",
        "offer",
        "notification",
        "red_line",
        "off_ramp",
        "channel",
        "posture",
        "risk",
        "information_request",
        "statement",
        "recall",
        "pause",
        "corridor_incident",
        "dispute",
        "message",
        "contact",
        "log_entry",
        "handover",
    }
)
"""What moves by somebody's word alone: no rule reads it, or none decides it."""


def turns(picture: Picture, kind: str, subject: str) -> Iterator[str]:
    """Say what would change a row of one of the kinds; nothing for one that is not there."""
    row = picture.find(kind, subject)
    body = row.body if row is not None else None
    if row is None or body is None:
        return
    yield from _own(picture, subject, body, row.author.entity)
    onward = _onward(body)
    if onward and not isinstance(body, Movement):
        yield f"a signed act makes it {onward}"


def whose(picture: Picture, kind: str, subject: str) -> str:
    """Return whose word it is: its lead, owner or asker, else who wrote the row; "" for one that is not there."""
    row = picture.find(kind, subject)
    if row is None:
        return ""
    match row.body:
        case Movement(lead=lead):
            return lead
        case Risk(owner=owner):
            return owner
        case InformationRequest(asked_by=asked):
            return asked
        case Posture(entity=entity):
            return entity
        case _:
            return row.author.entity


def _own(picture: Picture, subject: str, body: Body, author: str) -> Iterator[str]:
    match body:
        case Movement(lead=lead):
            onward = _onward(body)
            yield f"{lead} reports it {onward}; the room advises" if onward else f"it is over; {lead} led it"
        case Notification(period=period):
            yield RECEIPT_ONLY
            if period is not None and period.until is not None:
                yield f"its period ends {zulu(period.until)}"
        case Site():
            yield f"{author} reports its status, occupancy or capacity anew"
        case Need(met=met):
            yield f"{author} says it is needed again" if met else f"an offer is matched to it, and {author} says it is met"
        case Offer(matched=matched):
            yield "a person matches it to another need, or takes it back" if matched else "a person matches it to a need"
        case OffRamp(conditions=conditions, until=until):
            yield from conditions
            if until is not None:
                yield f"the offer ends {zulu(until)}; that it expired is said by a person"
        case RedLine(state=state):
            if state is not RedLineState.CONFIRMED:
                yield "an allegation is no crossing: only CONFIRMED starts the clock"
        case _:
            yield from _of_the_night(picture, subject, body, author)


def _of_the_night(picture: Picture, subject: str, body: Body, author: str) -> Iterator[str]:
    match body:
        case Channel(tested=tested):
            yield f"somebody tests it and logs whether it worked; last tested {zulu(tested)}" if tested else "somebody tests it"
        case Posture(entity=entity):
            yield f"{entity} reports another posture or readiness"
        case Risk(owner=owner, mitigation=mitigation, closed=closed):
            yield from mitigation
            yield f"{owner} opens it again" if closed else f"{owner} judges it anew or closes it"
        case InformationRequest(due=due):
            if due is not None:
                yield f"an answer is due {zulu(due)}"
        case Statement():
            yield f"{author} states it anew or recalls it"
        case Recall(recipients=recipients):
            waiting = [each for each in recipients if picture.find("recall_receipt", joined(subject, each)) is None]
            if waiting:
                yield f"{', '.join(waiting)} say that they have it and what they did"
        case _:
            return


def _onward(body: Body) -> str:
    """Return the states that may follow by the row's own table: "MOVING or ABORTED", "" for the last or for none."""
    table, state = type(body).lifecycle, getattr(body, "state", None)
    if table is None or state is None:
        return ""
    return " or ".join(dict.fromkeys(str(each.value).replace("_", " ") for each in table.events(state).values()))
