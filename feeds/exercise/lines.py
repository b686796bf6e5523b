"""A line of the story as it is played: the body and subject it has now, once the findings it speaks of are there to be seen.

Both players use this one reading, so that an exercise over a network and one folded in one go say the same. Deliberately
absent: signing and sending (`player`), and making up a finding that the picture does not hold: then the line waits, and at
last is given up with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from feeds.errors import BadInput
from feeds.exercise.scenario import FindingRef, Scenario, ScenarioLine
from feeds.exercise.storyline import filled
from feeds.picture.alarm import Alarm, Request
from feeds.picture.body import Body
from feeds.picture.envelope import Author, AuthorKind, Provenance, Record
from feeds.picture.identity import content_hash, joined
from feeds.picture.picture import Picture
from feeds.picture.records import KINDS

_encoder = msgspec.msgpack.Encoder(order="deterministic")


@dataclass(frozen=True, slots=True)
class Played:
    """What a line says now."""

    subject: str
    body: Body


def play_line(line: ScenarioLine, picture: Picture) -> Played | None:
    """Return what a line says, seen from a picture; None while the finding it speaks of is not there.

    Raises:
        BadInput: the finding gives the line a body that its kind does not allow.

    """
    if line.subject is not None and line.body is not None:
        return Played(line.subject, line.body)
    values = _values(line.finding, picture) if line.finding is not None else None
    if values is None:
        return None
    draft = filled(line.draft, values)
    if any(isinstance(each, str) and each.startswith("$") for each in draft.values()):
        return None
    try:
        body = msgspec.convert(draft, KINDS[line.kind])
    except msgspec.ValidationError as error:
        raise BadInput(line.where, f"{line.id} with its finding", draft, str(error)) from error
    subject = filled({"subject": line.draft_subject}, values)["subject"]
    return Played(str(subject), body)


def find_alarm(picture: Picture, wanted: FindingRef) -> Record | None:
    """Return the latest alarm of a rule about a subject, an active one before a returned one."""
    rows = [(row, body) for row, body in picture.bodies(Alarm) if body.rule == wanted.rule and body.about == wanted.about]
    best = max(rows, key=lambda each: (each[1].active, each[1].onset, each[0].subject), default=None)
    return best[0] if best is not None else None


def _values(wanted: FindingRef, picture: Picture) -> dict[str, object] | None:
    """Return what the placeholders stand for: the alarm and its revision, the request made about it and that one's."""
    row = find_alarm(picture, wanted)
    if row is None or not isinstance(row.body, Alarm):
        return None
    values: dict[str, object] = {"$alarm": row.subject, "$revision": row.body.cause_revision, "$severity": row.body.severity.value}
    asked = [(each, body) for each, body in picture.bodies(Request) if body.item == row.subject and not body.withdrawn]
    if asked:
        request, body = max(asked, key=lambda each: (each[1].asked, each[0].subject))
        values |= {"$request": request.subject, "$item_revision": body.item_revision}
    return values


def record_of_line(scenario: Scenario, line: ScenarioLine, played: Played, before: Record | None) -> Record:
    """Return a feed's record, or an act as it would stand once admitted; origin, sequence and known are still to be set."""
    person = scenario.person(line.by)
    author = (
        Author(person.entity, AuthorKind.OFFICER, person.code, person.seat)
        if person is not None
        else Author(scenario.author_entity(line.by), AuthorKind.MACHINE, line.by)
    )
    revision = 1 if before is None else before.revision + 1
    key = content_hash(_encoder.encode((scenario.incident, line.id, played.subject, played.body)))
    return Record(
        subject=played.subject,
        regime=line.regime or scenario.regime,
        event=line.at,
        author=author,
        body=played.body,  # type: ignore[arg-type]  # every Body with a tag is on the closed list, which a test holds
        key=key,
        label=line.label,
        revision=revision,
        provenance=Provenance("act" if person is not None else "exercise", joined(scenario.code, line.id)),
    )
