"""The label a new row is born with: that of what it rests on, said by this desk's own entity; never wider. Pure.

An existing row keeps its label; only its originator may change it, which is an act of release. Deliberately absent: any default for
what rests on an unreadable label: that stays without one, and fails closed.
"""

from __future__ import annotations

import msgspec

from feeds.picture.act import Wish
from feeds.picture.body import kind_of
from feeds.picture.label import NOT_FOR_TARGETING, Label
from feeds.picture.picture import Picture
from feeds.picture.room import Roster
from feeds.picture.safeguard import born_marked

OWN = "own"
"""The choice of keeping a new row to this entity and the room."""


def labelled(wish: Wish, picture: Picture, entity: str, choice: str = "") -> Wish:
    """Return the wish with the label it would be written under."""
    if picture.find(kind_of(wish.body), wish.subject) is not None or wish.label is not None:
        return wish
    label = _resting(wish, picture, entity)
    if label is not None and choice == OWN:
        label = msgspec.structs.replace(label, releasable=frozenset())
    if label is not None and born_marked(wish.body):
        label = msgspec.structs.replace(label, caveats=label.caveats | {NOT_FOR_TARGETING})
    return msgspec.structs.replace(wish, label=label)


def _resting(wish: Wish, picture: Picture, entity: str) -> Label | None:
    """The label of the row the wish is about, in this entity's name: whoever may read that one may read what is said of it."""
    row = picture.find(*wish.about) if wish.about is not None else None
    if row is not None:
        label = row.label
        if label is None or label.originator == entity:
            return label
        return msgspec.structs.replace(label, originator=entity, releasable=label.releasable | {label.originator})
    default = next((body.default_label for _, body in picture.bodies(Roster)), None)
    return None if default is None else msgspec.structs.replace(default, originator=entity)
