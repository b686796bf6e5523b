"""The contact log with the opposing party, and partners' messages side by side with the contradictions that a person flagged. Pure."""

from itertools import combinations

from feeds.picture.diplomacy import Contact, Message
from feeds.picture.envelope import Record
from feeds.picture.identity import shown
from feeds.picture.picture import Picture
from widgets.board.acting import offered
from widgets.board.model import Entry, Fact, Part, Section
from widgets.signed import by, role_of
from widgets.standpoint import Standpoint
from widgets.times import zulu
from widgets.words import State

_CONTACTS_SHOWN = 24


def contact_section(picture: Picture, now: int) -> Section:
    """The contact log, the latest first."""
    found = sorted(picture.bodies(Contact), key=lambda each: (-each[0].event, each[0].subject))
    note = f"the latest {_CONTACTS_SHOWN} of {len(found)}" if len(found) > _CONTACTS_SHOWN else ""
    entries = tuple(_contact(picture, now, row, body) for row, body in found[:_CONTACTS_SHOWN])
    return Section("Contact log", entries, note, "No contact is noted")


def _contact(picture: Picture, now: int, row: Record, body: Contact) -> Entry:
    way = "to" if body.direction == "out" else "from"
    relayer = f"relayed by {body.relayed_by}" if body.relayed_by else ""
    facts = (
        Fact("Said", body.text),
        Fact("By", body.channel),
        *((Fact("Relayed by", role_of(picture, body.relayed_by)),) if body.relayed_by else ()),
        Fact("Noted", by(picture, row, now)),
    )
    return Entry(
        "contact",
        row.subject,
        body.text,
        f"{way} {body.with_entity}",
        support=" · ".join(part for part in (body.channel, relayer) if part),
        support_right=zulu(row.event, now),
        parts=(Part("The contact", facts),),
    )


def message_section(picture: Picture, now: int, standpoint: Standpoint) -> Section:
    """What partners said in public, side by side, the latest first; who contradicts whom as flagged."""
    found = sorted(picture.bodies(Message), key=lambda each: (-each[0].event, each[0].subject))
    rivals = _rivals(found)
    entries = tuple(_message(picture, now, standpoint, row, body, rivals.get(row.subject, ())) for row, body in found)
    return Section("Messages, side by side", entries, empty="No message was put out")


def _rivals(found: list[tuple[Record, Message]]) -> dict[str, tuple[str, ...]]:
    """By message what was flagged to contradict it, in both directions. Who flags several says that they contradict one another."""
    made: dict[str, tuple[str, ...]] = {}
    for row, body in found:
        parties = body.contradicts if len(body.contradicts) > 1 else (row.subject, *body.contradicts)
        for one, other in combinations(parties, 2):
            made[one] = (*made.get(one, ()), other)
            made[other] = (*made.get(other, ()), one)
    return made


def _message(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: Message, rivals: tuple[str, ...]) -> Entry:
    facts = (
        Fact("Says", body.text),
        Fact("By", ", ".join((body.entity, *body.joint_with))),
        *((Fact("Flagged by", body.flagged_by),) if body.flagged_by else ()),
        Fact("Put out", by(picture, row, now)),
    )
    beside = tuple(_beside(picture, each) for each in rivals)
    return Entry(
        "message",
        row.subject,
        body.title,
        " ".join((body.entity, *body.joint_with)),
        State.DIFFERS if rivals else None,
        support=body.text,
        support_right=zulu(row.event, now),
        parts=(Part("The message", facts), Part("Beside it", beside, "nobody flagged a contradiction")),
        acts=offered((("flag_message", "Flag a contradiction…", "C"),), row.subject, standpoint.off, lead=False),
    )


def _beside(picture: Picture, subject: str) -> Fact:
    other = picture.get(Message, subject)
    if other is None:
        return Fact(shown(subject), "not in this picture", State.UNKNOWN)
    return Fact(other.entity, f"{other.title}: {other.text}", State.DIFFERS, kind="message", subject=subject)
