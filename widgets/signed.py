"""Who wrote a record and when, by role: no name of a person stands on a screen."""

from feeds.picture.envelope import AuthorKind, Record
from feeds.picture.picture import Picture
from feeds.picture.room import Roster
from widgets.times import zulu


def roster_of(picture: Picture) -> Roster | None:
    """The roster in force, or None."""
    return next((body for _, body in picture.bodies(Roster)), None)


def role_of(picture: Picture, code: str) -> str:
    """The role of an officer by its code; the code itself where the roster does not know it."""
    roster = roster_of(picture)
    officer = roster.officer(code) if roster is not None else None
    return officer.role if officer is not None else code


def entity_of(picture: Picture, record: Record) -> str:
    """The entity that wrote a record; empty where no officer of the roster did."""
    roster = roster_of(picture)
    officer = roster.officer(record.author.code) if roster is not None and record.author.kind is AuthorKind.OFFICER else None
    return officer.entity if officer is not None else ""


def writer(picture: Picture, record: Record) -> str:
    """The role that wrote a record; a machine is the watch."""
    return role_of(picture, record.author.code) if record.author.kind is AuthorKind.OFFICER else "the watch"


def by(picture: Picture, record: Record, now: int) -> str:
    """Who and when: "Duty officer 10:32Z"."""
    return f"{writer(picture, record).partition(',')[0]} {zulu(record.event, now)}"
