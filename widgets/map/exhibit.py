"""What one map shows of a picture: its layers' features, what was there before, what a tool sketched, and what is selected.

Bookkeeping without Qt and without a page: whoever has both calls `work` until nothing waits. Deliberately absent: which of it is to be
seen (`layers.stack`), and where the map looks.
"""

from collections.abc import Callable, Iterable

from feeds.picture.changes import Change
from feeds.picture.picture import Picture
from layers.deltas import Board
from layers.layer import AnyFeature, Layer, Mark, Selection
from layers.overlays import NAMES as OVERLAYS
from layers.traces import NAME as TRACES
from layers.traces import Traces
from layers.whereabouts import Whereabouts
from widgets.map.scene import LayerChange, Scene

SKETCH = "Measure"
"""The sheet above all layers, for what the tools draw."""


class Exhibit:
    """One picture on one board."""

    def __init__(self, layers: Iterable[Layer]) -> None:
        self.scene = Scene(layers)
        self.board = Board((*(layer.name for layer in self.scene.layers), TRACES, *OVERLAYS, SKETCH))
        self.traces = Traces()
        self.picture: Picture | None = None
        self._now, self._grown = 0, 0
        self.selection: Selection = None

    def show(
        self, picture: Picture, changes: Iterable[Change] | None, now: int, selection: Selection, past: Whereabouts | None = None
    ) -> None:
        """Take up this picture as of ``now``: all of it, or what ``changes`` touched since it was last shown.

        `past`: what its traces are rebuilt from where it is shown whole, or where more of the past came; None: it begins without.
        """
        whole = changes is None or picture is not self.picture
        if whole:
            self.scene.renew(picture)
            self.traces.forget()
        elif changes is not None:
            changed = tuple(changes)
            self.scene.touch(picture, changed)
            self.traces.note(changed, now)
        if past is not None and (whole or past.grown != self._grown):
            self._grown = past.grown
            self.traces.recall(past, picture, now)
        self.picture, self._now = picture, now
        self.select(selection)

    def select(self, selection: Selection) -> None:
        """What was and what is selected look different."""
        self.selection = selection
        self.scene.select(selection)
        self.traces.select(selection)

    def work(self, spent: Callable[[], bool]) -> list[LayerChange]:
        """What the board must change, drawn until ``spent`` says so."""
        if self.picture is None:
            return []
        changes = self.scene.work(self.picture, self._now, spent)
        return [*changes, (self.board.names.index(TRACES), *self.traces.take(self._now))]

    def lay(self, name: str, features: Iterable[AnyFeature]) -> LayerChange:
        """What the board must change to show these on a sheet above the layers, in place of what lay there before."""
        index = self.board.names.index(name)
        sheet, wanted = self.board.sheets[index], {feature.key: feature for feature in features}
        held = {key: feature for key, (_, feature) in sheet.features.items()}
        held |= {mark.key: mark for mark in sheet.marks if mark is not None}
        shown = [feature for key, feature in wanted.items() if held.get(key) != feature]
        return index, shown, [key for key in held if key not in wanted]

    def chosen(self) -> dict[str, object] | None:
        """What is selected, as the page reads it: by its record, and where it is a mark by layer and slot."""
        if self.selection is None:
            return None
        kind, subject = self.selection
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
