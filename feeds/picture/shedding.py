"""Letting go of a picture a little at a time: freeing a hundred thousand rows at once would hold whoever lets go of the last of them.

Deliberately absent: when a step is taken, and in which thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feeds.picture.picture import Picture

PORTION: Final = 250
"""Rows let go of in one step: a fraction of a millisecond."""


def shedding(picture: Picture) -> Iterator[None]:
    """Hold what the picture holds from now on, and let go of a portion with each step.

    The picture is left as it is: whoever else still looks at it loses nothing, and where nobody does it goes without its rows.
    """
    held: list[list[object]] = [[*table, *table.values()] for table in picture.tables.values() if table]
    return _stepwise(held)


def _stepwise(held: list[list[object]]) -> Iterator[None]:
    while held:
        while held[-1]:
            del held[-1][-PORTION:]
            yield
        held.pop()
