"""What one map shows of a picture: its layers' features, what was there before, what a tool sketched, and what is selected.

Bookkeeping without Qt and without a page: whoever has both calls `work` until nothing waits. Deliberately absent: which of it is to be
seen (`layers.stack`), and where the map looks.
"""

from collections.abc import Callable, Iterable

from feeds.picture.changes import Change
from feeds.picture.picture import Picture
from layers.deltas import Board
from layers.layer import AnyFeature, Layer, Mark, Selection
from layers.traces import NAME as TRACES
from layers.traces import Traces
from widgets.map.scene import LayerChange, Scene

SKETCH = "Measure"
"""The sheet above all layers, for what the tools draw."""


class Exhibit:
    """One picture on one board."""

    def __init__(self, layers: Iterable[Layer]) -> None:
        self.scene = Scene(layers)
        self.board = Board((*(layer.name for layer in self.scene.layers), TRACES, SKETCH))
        self.traces = Traces()
        self.picture: Picture | None = None
        self._now = 0
        self._selection: Selection = None

    def show(self, picture: Picture, changes: Iterable[Change] | None, now: int, selection: Selection) -> None:
        """Take up this picture as of ``now``: all of it, or what ``changes`` touched since it was last shown."""
        if changes is None or picture is not self.picture:
            self.scene.renew(picture)
            self.traces.forget()
        else:
            changed = tuple(changes)
            self.scene.touch(picture, changed)
            self.traces.note(changed, now)
        self.picture, self._now = picture, now
        self.select(selection)

    def select(self, selection: Selection) -> None:
        """What was and what is selected look different."""
        self._selection = selection
        self.scene.select(selection)
        self.traces.select(selection)

    def work(self, spent: Callable[[], bool]) -> list[LayerChange]:
        """What the board must change, drawn until ``spent`` says so."""
        if self.picture is None:
            return []
        changes = self.scene.work(self.picture, self._now, spent)
        return [*changes, (self.board.names.index(TRACES), *self.traces.take(self._now))]

    def sketch(self, features: Iterable[AnyFeature]) -> LayerChange:
        """What the board must change to show these above everything, in place of what was sketched before."""
        shown = list(features)
        index = self.board.names.index(SKETCH)
        kept = {feature.key for feature in shown}
        return index, shown, [key for key in self.board.sheets[index].features if key not in kept]

    def chosen(self) -> dict[str, object] | None:
        """What is selected, as the page reads it: by its record, and where it is a mark by layer and slot."""
        if self._selection is None:
            return None
        kind, subject = self._selection
        for index, sheet in enumerate(self.board.sheets):
            slot = sheet.slots.get(subject)
            mark = sheet.marks[slot] if slot is not None else None
            if mark is not None and mark.kind == kind:
                return {"kind": kind, "subject": subject, "layer": index, "slot": slot}
        return {"kind": kind, "subject": subject}

    def mark(self, layer: int, slot: int) -> Mark | None:
        """The mark the page speaks of; None for numbers that stand for none."""
        if not 0 <= layer < len(self.board.sheets):
            return None
        marks = self.board.sheets[layer].marks
        return marks[slot] if 0 <= slot < len(marks) else None
