"""Letting go of a picture a little at a time: freeing a hundred thousand rows at once would hold whoever lets go of the last of them.

Deliberately absent: when a step is taken, and in which thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feeds.picture.envelope import Key, Record
from feeds.picture.picture import Picture

PORTION: Final = 250
"""Rows let go of in one step: a fraction of a millisecond."""


def shedding(picture: Picture) -> Iterator[None]:
    """Hold what the picture holds from now on, and let go of a portion with each step.

    The picture is left as it is: whoever else still looks at it loses nothing, and where nobody does it goes without its rows.
    """
    return _stepwise([table for table in picture.tables.values() if table])


def shed(pictures: list[Picture]) -> None:
    """Let go of these: the list is empty afterwards. Another thread that waits for the interpreter gets it between two portions."""
    while pictures:
        going = shedding(pictures.pop())
        for _ in going:
            pass


def _stepwise(tables: list[dict[Key, Record]]) -> Iterator[None]:
    while tables:
        table = tables.pop()
        held: list[object] = [*table, *table.values()]
        del table
        while held:
            del held[-PORTION:]
            yield
