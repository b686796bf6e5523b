"""The contact log with the opposing party, and partners' messages side by side with the contradictions that a person flagged. Pure."""

from dataclasses import dataclass
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
_OLDER = "flagged on an older revision"
"""What is said of a flag once one of the messages was said anew: it stands until somebody lifts it or flags anew."""


def contact_section(picture: Picture, now: int) -> Section:
    """The contact log, the latest first."""
    found = sorted(picture.bodies(Contact), key=lambda each: (-each[0].event, each[0].subject))
    note = f"the latest {_CONTACTS_SHOWN} of {len(found)}" if len(found) > _CONTACTS_SHOWN else ""
    entries = tuple(_contact(picture, now, row, body) for row, body in found[:_CONTACTS_SHOWN])
    return Section("Contact log", entries, note, "No contact is noted")


def _contact(picture: Picture, now: int, row: Record, body: Contact) -> Entry:
    way = "to" if body.direction.lower() == "out" else "from"
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


@dataclass(frozen=True)
class _Flag:
    """What somebody found to contradict a message. `older`: one of the two was said anew since, and nobody has looked at that yet."""

    rival: str
    older: bool


def message_section(picture: Picture, now: int, standpoint: Standpoint) -> Section:
    """What partners said in public, side by side, the latest first; who contradicts whom as flagged."""
    found = sorted(picture.bodies(Message), key=lambda each: (-each[0].event, each[0].subject))
    flags = _flags(picture, found)
    entries = tuple(_message(picture, now, standpoint, row, body, flags.get(row.subject, ())) for row, body in found)
    return Section("Messages, side by side", entries, empty="No message was put out")


def _flags(picture: Picture, found: list[tuple[Record, Message]]) -> dict[str, tuple[_Flag, ...]]:
    """By message what was flagged to contradict it, in both directions. Who flags several says that they contradict one another."""
    made: dict[str, tuple[_Flag, ...]] = {}
    for row, body in found:
        parties = body.contradicts if len(body.contradicts) > 1 else (row.subject, *body.contradicts)
        for one, other in combinations(parties, 2):
            older = _said_anew(picture, one, row) or _said_anew(picture, other, row)
            made[one] = (*made.get(one, ()), _Flag(other, older))
            made[other] = (*made.get(other, ()), _Flag(one, older))
    return made


def _said_anew(picture: Picture, subject: str, flag: Record) -> bool:
    row = picture.find("message", subject)
    if row is None:
        return False
    return row.sequence > flag.sequence if row.origin == flag.origin else row.known > flag.known


def _message(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: Message, flags: tuple[_Flag, ...]) -> Entry:
    facts = (
        Fact("Says", body.text),
        Fact("By", ", ".join((body.entity, *body.joint_with))),
        *((Fact("Flagged by", body.flagged_by, right="" if body.contradicts else "lifted"),) if body.flagged_by else ()),
        Fact("Put out", by(picture, row, now)),
    )
    beside = tuple(_beside(picture, each) for each in flags)
    older = bool(flags) and all(each.older for each in flags)
    mine = body.flagged_by == standpoint.entity and bool(body.contradicts)
    lift = (("lift_flag", "Lift the flag…", "L"),) if mine else ()
    return Entry(
        "message",
        row.subject,
        body.title,
        " ".join((body.entity, *body.joint_with)),
        State.DIFFERS if flags else None,
        support=f"{_OLDER} · {body.text}" if older else body.text,
        support_right=zulu(row.event, now),
        parts=(Part("The message", facts), Part("Beside it", beside, "nobody flagged a contradiction")),
        acts=offered((("flag_message", "Flag a contradiction…", "C"), *lift), row.subject, standpoint.off, lead=False),
    )


def _beside(picture: Picture, flag: _Flag) -> Fact:
    row = picture.find("message", flag.rival)
    if row is None or not isinstance(row.body, Message):
        return Fact(shown(flag.rival), "not in this picture", State.UNKNOWN)
    said = f"{row.body.title}: {row.body.text}"
    return Fact(row.body.entity, said, State.DIFFERS, _OLDER if flag.older else "", kind="message", subject=flag.rival)
