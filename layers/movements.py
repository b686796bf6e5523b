"""Convoys, ferries and flights of relief, while they are out and only where their lead released a position.

The lead moves them; the caption says who leads and in what state, no head-count. Not on walls (`layers.registry.WALL`).
"""

from collections.abc import Iterable

from feeds.picture.changes import Change
from feeds.picture.corridor import Mode
from feeds.picture.picture import Picture
from feeds.picture.relief import Movement, MovementState
from layers.layer import NOTHING, Drawn, Row, Selection, Sign

_OUT = frozenset({MovementState.AT_START, MovementState.MOVING, MovementState.HALTED})
_EVACUATION = frozenset({Mode.SEA, Mode.AIR})


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
        movement = picture.get(Movement, row[1])
        if movement is None or movement.position is None or movement.state not in _OUT:
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
                    letter="E" if movement.mode in _EVACUATION else "R",
                    caption=f"{movement.name.upper()} ({movement.lead}) {word}{escort}",
                    title=f"{movement.name} · led by {movement.lead} · {word} · {movement.place}",
                    beside=True,
                ),
            )
        )
