"""The label a new row is born with, and what an officer may choose instead: less, or for relief data as far as what it rests on. Pure.

An existing row keeps its label; only its originator may change it, which is an act of release. Deliberately absent: any default for
what rests on an unreadable label: that stays without one, and fails closed.
"""

from __future__ import annotations

from typing import Final

import msgspec

from feeds.picture.act import Wish
from feeds.picture.belonging import born, is_humanitarian, marked, resting
from feeds.picture.body import kind_of
from feeds.picture.picture import Picture
from widgets.review.model import Option

OWN: Final = "own"
"""The choice of keeping a new row to this entity and the room."""

RELEASED: Final = "released"
"""The choice of releasing humanitarian data as far as what it rests on: its submitter's own, and never what it is born with."""

_OWN: Final = Option(OWN, "this entity and the room only")


def labelled(wish: Wish, picture: Picture, entity: str, choice: str = "") -> Wish:
    """Return the wish with the label it would be written under."""
    if picture.find(kind_of(wish.body), wish.subject) is not None or wish.label is not None:
        return wish
    if choice == RELEASED and is_humanitarian(wish.body):
        label = marked(resting(picture, entity, wish.about), wish.body)
    else:
        label = born(picture, entity, wish.body, wish.about)
    if label is not None and choice == OWN:
        label = msgspec.structs.replace(label, releasable=frozenset())
    return msgspec.structs.replace(wish, label=label)


def choices(wish: Wish) -> tuple[Option, ...]:
    """Return to whom a new row may be released, what it is born with first."""
    if is_humanitarian(wish.body):
        rest = "this room's readers" if wish.about is None else "all who read what it is about"
        return (Option("", "the parties it names only"), _OWN, Option(RELEASED, rest))
    return (Option("", "as what it rests on"), _OWN)
