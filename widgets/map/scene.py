"""From picture to board: which rows need drawing, drawn a few milliseconds at a time, and again when time alone changes their look.

The cost of a change is the cost of the rows it touches. A row that another takes the place of is drawn as nothing while that one is
there. Pure bookkeeping around pure layers: no Qt, no clock; whoever calls brings the picture, the moment and a way to say that its
slice of time is used up.
"""

import heapq
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from feeds.picture.changes import Change
from feeds.picture.picture import Picture
from layers.layer import NOTHING, AnyFeature, Layer, Row, Selection

Place = tuple[int, Row]
"""Layer index and row."""
LayerChange = tuple[int, list[AnyFeature], list[str]]
"""Layer index, features to show, keys to drop."""
PORTION = 1024
"""Rows of a renewal taken up at once."""
STRIDE = 32
"""Rows drawn between two looks at the time."""


class Scene:
    """What is drawn of which row, what waits to be drawn, and what is due."""

    def __init__(self, layers: Iterable[Layer]) -> None:
        self.layers = tuple(layers)
        self._waiting: OrderedDict[Place, None] = OrderedDict()
        self._rest: Iterator[Iterable[Place]] | None = None
        """What a renewal has yet to take up; None while none is under way."""
        self._keys: dict[Place, tuple[str, ...]] = {}
        self._until: dict[Place, int] = {}
        self._due: list[tuple[int, Place]] = []
        self._selection: Selection = None
        self._hides: dict[Place, tuple[Place, ...]] = {}
        self._hiders: dict[Place, set[Place]] = {}

    @property
    def waiting(self) -> int:
        """How many rows wait to be drawn; while a renewal is under way, at least one."""
        return len(self._waiting) or int(self._rest is not None)

    def renew(self, picture: Picture) -> None:
        """Draw everything from scratch: all rows of this picture, and those drawn that it no longer has."""
        self._rest = self._all(picture)

    def _all(self, picture: Picture) -> Iterator[Iterable[Place]]:
        """Every place to draw: what is drawn, then of each layer what is not; listed when its turn comes.

        What was drawn and what the picture has are told apart as it goes: to do it first would take as long as the drawing of many rows.
        """
        for held in (self._keys, self._hides):
            drawn = iter(list(held))
            while portion := list(islice(drawn, PORTION)):
                yield portion
        for index, layer in enumerate(self.layers):
            rows = iter(layer.rows(picture))
            while some := list(islice(rows, PORTION)):
                yield [place for row in some if (place := (index, row)) not in self._keys and place not in self._hides]

    def _gather(self) -> bool:
        """Take up the next portion of a renewal, which may turn out to hold nothing to draw; False at its end."""
        portion = next(self._rest, None) if self._rest is not None else None
        if portion is None:
            self._rest = None
            return False
        self._waiting.update(dict.fromkeys(portion))
        return True

    def touch(self, picture: Picture, changes: Iterable[Change]) -> None:
        """Draw what these changes may have altered."""
        for change in changes:
            for index, layer in enumerate(self.layers):
                if change.kind in layer.kinds:
                    for row in layer.touched(picture, change):
                        self._waiting[index, row] = None
                        self._waiting.update(dict.fromkeys(self._hiders.get((index, row), ())))

    def select(self, selection: Selection) -> None:
        """Draw what was and what is selected once more."""
        if selection == self._selection:
            return
        rows = [row for row in (self._selection, selection) if row is not None]
        self._waiting.update(
            dict.fromkeys((index, row) for row in rows for index, layer in enumerate(self.layers) if row[0] in layer.kinds)
        )
        self._selection = selection

    def next_due(self) -> int | None:
        """The next instant at which something looks different by time alone."""
        while self._due and self._until.get(self._due[0][1]) != self._due[0][0]:
            heapq.heappop(self._due)
        return self._due[0][0] if self._due else None

    def work(self, picture: Picture, now: int, spent: Callable[[], bool]) -> list[LayerChange]:
        """Draw what is due and what waits, until ``spent`` says so; at least a stride or a portion. Returns what the board must change."""
        while (moment := self.next_due()) is not None and moment <= now:
            place = heapq.heappop(self._due)[1]
            del self._until[place]
            self._waiting[place] = None
        changes: dict[int, tuple[list[AnyFeature], list[str]]] = {}
        done = 0
        while self._waiting or self._gather():
            if self._waiting:
                place, _ = self._waiting.popitem(last=False)
                shown, dropped = changes.setdefault(place[0], ([], []))
                self._draw(place, picture, now, shown, dropped)
                done += 1
            if (not self._waiting or done % STRIDE == 0) and spent():
                break
        return [(index, shown, dropped) for index, (shown, dropped) in sorted(changes.items()) if shown or dropped]

    def _draw(self, place: Place, picture: Picture, now: int, shown: list[AnyFeature], dropped: list[str]) -> None:
        index, row = place
        drawn = self.layers[index].draw(picture, row, now, self._selection)
        self._hide(place, tuple((index, hidden) for hidden in drawn.hides))
        if self._hiders.get(place):
            drawn = NOTHING
        keys = tuple(feature.key for feature in drawn.features)
        dropped.extend(key for key in self._keys.get(place, ()) if key not in keys)
        shown.extend(drawn.features)
        if keys:
            self._keys[place] = keys
        else:
            self._keys.pop(place, None)
        if drawn.until is None or drawn.until <= now:
            self._until.pop(place, None)
        elif self._until.get(place) != drawn.until:
            self._until[place] = drawn.until
            heapq.heappush(self._due, (drawn.until, place))

    def _hide(self, place: Place, hides: tuple[Place, ...]) -> None:
        """Note what this row takes the place of; what that alters is drawn once more."""
        before = self._hides.pop(place, ())
        if hides:
            self._hides[place] = hides
        for hidden in set(before) ^ set(hides):
            hiders = self._hiders.setdefault(hidden, set())
            hiders ^= {place}
            if not hiders:
                del self._hiders[hidden]
            self._waiting[hidden] = None
