"""A record in one line, as a person would say it: for lists of records of any kind, such as two clocks or a comparison.

Codes stand for what has one (HC-2, I-07, P-12); what has none is named by its opaque short form. Deliberately absent: who wrote it
and when; lists have columns for that.
"""

from __future__ import annotations

from typing import Final

import msgspec

from feeds.assessment.rules import rules_of
from feeds.picture.alarm import Acknowledgement, Alarm, Answer, Request
from feeds.picture.checklist import Item, Run
from feeds.picture.corridor import Agreement, Conditions, Corridor, CorridorStatus, Segment, Verification
from feeds.picture.envelope import Record
from feeds.picture.identity import shown
from feeds.picture.ladder import AssessedRung, DeclaredLevel
from feeds.picture.night import Channel, InformationRequest, Posture, Risk
from feeds.picture.picture import Picture
from feeds.picture.proposal import Position, Proposal
from feeds.picture.relief import Need, Offer, Site
from feeds.picture.room import Recall, SourceStatus
from feeds.picture.warning import Evidence, Indication, Indicator, IndicatorState, Judgement, Problem, ReportMark, ReportStatus

_NAMES: Final = ("code", "title", "name", "demand", "question", "need", "offer", "text", "entity", "source", "party", "about")
"""Members that name a row, in the order in which they are said."""

LONGEST: Final = 160
"""Characters of a line."""


def told(record: Record, picture: Picture) -> str:
    """Return the line. `picture` gives the codes of what the record speaks of."""
    text = _said(record, picture) or _plain(record)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def word(state: object) -> str:
    """Return a stored word as it is read: NOT_MET is NOT MET."""
    return str(state).replace("_", " ")


def _said(record: Record, picture: Picture) -> str:
    match record.body:
        case Indication(title=title, status=status):
            return f"{title}: ended" if status is ReportStatus.ENDED else title
        case IndicatorState() as state:
            pair = f" {state.evaluation}" if state.evaluation is not None else ""
            return f"{_code(picture, Indicator, state.indicator)} {word(state.observation)}{pair}"
        case Evidence() as link:
            report = picture.get(Indication, link.indication)
            about = _code(picture, Indicator, link.indicator)
            return f"{report.title if report is not None else shown(link.indication)}: {word(link.status)} to {about}"
        case ReportMark() as mark:
            report = picture.get(Indication, mark.indication)
            return f"{report.title if report is not None else shown(mark.indication)}: marked {word(mark.mark)}"
        case Judgement(problem=problem, likelihood=likelihood):
            return f"{_code(picture, Problem, problem)} judged {likelihood}"
        case CorridorStatus(corridor=corridor, state=state):
            return f"{_code(picture, Corridor, corridor)} declared {word(state)}"
        case Conditions(corridor=corridor, state=state):
            return f"{_code(picture, Corridor, corridor)} conditions {word(state)}"
        case Agreement(corridor=corridor, party=party, agreement=agreement):
            return f"{_code(picture, Corridor, corridor)}: {party} {word(agreement)}"
        case Verification(segment=segment, state=state):
            leg = picture.get(Segment, segment)
            route = f"{_code(picture, Corridor, leg.corridor)} {leg.code}" if leg is not None else shown(segment)
            return f"{route} verified {word(state)}"
        case _:
            return _decided(record, picture)


def _decided(record: Record, picture: Picture) -> str:
    match record.body:
        case DeclaredLevel(common=common, entity=entity, ordinal=ordinal):
            return f"{'Level' if common else entity} {_rung(picture, ordinal)} declared"
        case AssessedRung(ordinal=ordinal, hollow=hollow):
            return f"Assessed {_rung(picture, ordinal)}{', hollow' if hollow else ''}"
        case Proposal(code=code, title=title, text_revision=revision, state=state):
            return f"{code} {title}, revision {revision}: {word(state)}"
        case Position(proposal=proposal, entity=entity, position=position):
            return f"{_code(picture, Proposal, proposal)}: {entity} {word(position)}"
        case Alarm(severity=severity, title=title):
            return f"{shown(record.subject)} {severity}: {title}"
        case Acknowledgement(alarm=alarm, seat=seat):
            return f"{shown(alarm)} acknowledged at {seat}"
        case Request(title=title):
            return f"Asked: {title}"
        case Answer(request=request, entity=entity, answer=answer, relayed=relayed):
            asked = picture.get(Request, request)
            title = asked.title if asked is not None else shown(request)
            return f"{title}: {entity} {word(answer)}{', relayed' if relayed else ''}"
        case Run(template=template, version=version, state=state):
            return f"{template} v{version} {word(state)}"
        case Item(run=run, number=number, state=state):
            held = picture.get(Run, run)
            return f"{held.template if held is not None else shown(run)} step {number} {word(state)}"
        case SourceStatus(source=source, state=state):
            return f"{source} {word(state)}"
        case _:
            return _of_the_night(record)


def _of_the_night(record: Record) -> str:
    match record.body:
        case Channel(entity=entity, role=role, means=means, worked=worked):
            return f"{entity} {word(role)} {means}, {'not tested' if worked is None else 'worked' if worked else 'did not work'}"
        case Posture(entity=entity, posture=posture, readiness=readiness):
            return f"{entity} {posture}{f', {readiness}' if readiness else ''}"
        case Risk(title=title, owner=owner, closed=closed):
            return f"{title}, owned by {owner}{', closed' if closed else ''}"
        case Need(place=place, need=need, met=met):
            return f"{place} needs {need}{', met' if met else ''}"
        case Offer(entity=entity, offer=offer):
            return f"{entity} offers {offer}"
        case Site(name=name, place=place, status=status):
            return ", ".join(part for part in (name, place if place != name else "", status) if part)
        case InformationRequest(code=code, question=question, state=state):
            return f"{code} {question}: {word(state)}"
        case Recall(item=item, recipients=recipients):
            return f"{shown(item)} recalled from {', '.join(recipients)}"
        case _:
            return ""


def _plain(record: Record) -> str:
    """Say a row of a kind without words of its own: what names it, then its state."""
    members = msgspec.structs.asdict(record.body)
    names = [str(members[name]) for name in _NAMES if isinstance(members.get(name), str) and members[name]]
    state = members.get("state")
    return " ".join((*dict.fromkeys(names[:2]), *((word(state),) if state is not None else ()))) or shown(record.subject)


def _code(picture: Picture, kind: type[Corridor | Indicator | Problem | Proposal], subject: str) -> str:
    row = picture.get(kind, subject)
    return row.code if row is not None else shown(subject)


def _rung(picture: Picture, ordinal: int) -> str:
    rung = rules_of(picture).doctrine.ladder.rung(ordinal)
    return f"{rung.printed} {rung.name}" if rung is not None else str(ordinal)
