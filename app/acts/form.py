"""What an act that commits somebody is made of: its verb, what it asks for, what follows from it, and the row it would write.

Everything here is a function of the picture, the moment and who sits at the desk. Deliberately absent: Qt, signing, and the
decision, which is the hub's; a sheet asks the hub's own rules beforehand and says what they would say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from app.acts.hand import Hand
from app.acts.reading import read_duration, read_moment, read_number
from feeds.picture.act import Wish
from feeds.picture.body import Body
from feeds.picture.envelope import Record
from feeds.picture.identity import opaque, shown
from feeds.picture.label import Label
from feeds.picture.picture import Picture
from feeds.picture.records import AnyBody
from feeds.picture.room import Officer, Roster
from feeds.picture.values import Geometry
from widgets.review.model import Field

B = TypeVar("B", bound=Body)


class Unfit(Exception):
    """The values make no act; str() says what is missing, in words for the sheet."""


@dataclass(frozen=True)
class Case:
    """One sheet on one desk now. `argument`: what the panel's intent said beside the subject. `shapes`: what was drawn for it.

    `opened`: when the sheet was, where that is not now. A field that begins with the time begins with that one: what an officer has read
    must not become another moment under the hand that signs.
    """

    picture: Picture
    now: int
    hand: Hand
    subject: str = ""
    argument: str = ""
    shapes: Mapping[str, Geometry] = field(default_factory=dict)
    opened: int | None = None

    @property
    def began(self) -> int:
        """The moment of which a field speaks that nobody filled in."""
        return self.now if self.opened is None else self.opened

    @property
    def officer(self) -> Officer | None:
        """Who sits here, as the roster in the picture has it."""
        return next((found for _, body in self.picture.bodies(Roster) if (found := body.officer(self.hand.officer)) is not None), None)

    @property
    def roster(self) -> Roster | None:
        """Who is in the room."""
        return next((body for _, body in self.picture.bodies(Roster)), None)

    def row(self, *kinds: str) -> Record | None:
        """Return the row of the subject, of the first of these kinds that has one."""
        return next((row for kind in kinds if (row := self.picture.find(kind, self.subject)) is not None), None)

    def body(self, kind: type[B]) -> B:
        """Return the subject's body of this kind. Raises Unfit where the picture has none."""
        found = self.picture.get(kind, self.subject)
        if found is None:
            raise Unfit(f"{shown(self.subject) or 'nothing'} is not in the picture")
        return found

    def speaks_for(self) -> tuple[str, ...]:
        """Return the entities whose words may be recorded here."""
        officer = self.officer
        return officer.delegation.speaks_for if officer is not None else ()


class Values:
    """What a sheet's fields hold, read as what they are. Every reader raises Unfit with the field's caption and what was expected."""

    def __init__(self, held: Mapping[str, str], now: int, captions: Mapping[str, str] | None = None) -> None:
        """Take the texts by the fields' names."""
        self._held, self._now, self._captions = held, now, captions or {}

    def text(self, name: str, *, needed: bool = False) -> str:
        """Return a text without the space round it."""
        text = self._held.get(name, "").strip()
        if needed and not text:
            raise Unfit(f"{self._caption(name)} is needed")
        return text

    def chosen(self, name: str) -> str:
        """Return the option chosen."""
        return self.text(name, needed=True)

    def several(self, name: str) -> tuple[str, ...]:
        """Return the options chosen, none or more."""
        return tuple(part for part in self.text(name).split("\n") if part)

    def number(self, name: str) -> int | None:
        """Return a whole number from 0, None where nothing is written."""
        return self._read(name, read_number, "a whole number from 0")

    def moment(self, name: str) -> int | None:
        """Return a moment in ms, None where nothing is written: 11:30Z is the next one from now."""
        return self._read(name, lambda text: read_moment(text, self._now), "a moment such as 11:30Z or 231130Z")

    def duration(self, name: str) -> int | None:
        """Return a duration in ms, None where nothing is written."""
        return self._read(name, read_duration, "a duration such as 45 min or 2 h 30")

    def _read(self, name: str, read: Callable[[str], int | None], expected: str) -> int | None:
        text = self.text(name)
        if not text:
            return None
        found = read(text)
        if found is None:
            raise Unfit(f"{self._caption(name)}: {text!r} is not {expected}")
        return found

    def _caption(self, name: str) -> str:
        return self._captions.get(name, name).lower()


def no_fields(_case: Case) -> tuple[Field, ...]:
    """Ask for nothing: the act says it all."""
    return ()


def nothing_follows(_case: Case, _values: Values) -> tuple[str, ...]:
    """Say nothing of what follows."""
    return ()


def always(_case: Case) -> str:
    """Stand in no way."""
    return ""


@dataclass(frozen=True)
class Form:
    """One act. `of`: the kinds of row its subject may name; none: it writes something new.

    `off`: why it cannot be asked for in this case, before anything is filled in (the palette says it too). `key`: the key that
    opens it in its panel. `fields` may depend on the case; `make` raises Unfit.
    """

    verb: str
    title: str
    make: Callable[[Case, Values], Wish]
    of: tuple[str, ...] = ()
    fields: Callable[[Case], tuple[Field, ...]] = no_fields
    follows: Callable[[Case, Values], tuple[str, ...]] = nothing_follows
    off: Callable[[Case], str] = always
    key: str = ""
    named: Callable[[Case, Values], str] | None = None
    """What the act is called once it is known which it is: "Adopt the proposal"; None: its title."""


def wish(case: Case, body: AnyBody, subject: str = "", *, about: tuple[str, str] | None = None, label: Label | None = None) -> Wish:
    """Return the wish to write this body under a subject (the case's own if none is given) now."""
    return Wish(subject or case.subject, body, case.now, case.hand.nonce, about, label)


def new_subject(case: Case, prefix: str) -> str:
    """Return an identifier for something new: opaque, and the same as long as the sheet is open."""
    return opaque(prefix, case.hand.officer, case.hand.nonce)
