"""Convoys, ferries and flights of relief, while they are out and only where their lead released a position.

The lead moves them; the caption says who leads and in what state, no head-count. Walls leave their signs out (`layers.wall`).
"""

from collections.abc import Iterable

from feeds.picture.changes import Change
from feeds.picture.guarded import Protection, protection
from feeds.picture.picture import Picture
from feeds.picture.relief import Movement, MovementState
from layers.layer import NOTHING, Drawn, Row, Selection, Sign

_OUT = frozenset({MovementState.AT_START, MovementState.MOVING, MovementState.HALTED})


class Movements:
    """The layer of movements."""

    name = "Movements"
    kinds = frozenset({"movement"})

    def rows(self, picture: Picture) -> Iterable[Row]:
        """Every movement."""
        return [("movement", subject) for subject, _ in picture.tables.get("movement", {})]

    def touched(self, picture: Picture, change: Change) -> Iterable[Row]:  # noqa: ARG002 - the protocol's signature
        """The movement itself."""
        return (("movement", change.key[0]),)

    def draw(self, picture: Picture, row: Row, now: int, selection: Selection) -> Drawn:  # noqa: ARG002 - the protocol's signature
        """Its sign with name, lead and state."""
        record = picture.find(*row)
        movement = record.body if record is not None else None
        if record is None or not isinstance(movement, Movement) or movement.position is None or movement.state not in _OUT:
            return NOTHING
        word = movement.state.replace("_", " ")
        escort = " · ARMED ESCORT" if movement.armed_escort else ""
        return Drawn(
            (
                Sign(
                    key=f"movement:{row[1]}",
                    kind="movement",
                    subject=row[1],
                    at=movement.position,
                    letter=(protection(record) or Protection.RELIEF)[0],
                    caption=f"{movement.name.upper()} ({movement.lead}) {word}{escort}",
                    title=f"{movement.name} · led by {movement.lead} · {word} · {movement.place}",
                    beside=True,
                ),
            )
        )
