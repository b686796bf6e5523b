"""The pad: one drawing under way, what the hand does to it, and what page and foot are shown of it. No Qt.

A hand speaks through the page (a click, a dragged corner) or through keys; both end here. Nothing is anybody else's before the sheet is
signed. Deliberately absent: the sheet itself and the session.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from feeds.picture.values import Geometry
from widgets.map.drawing.measure import widened, words
from widgets.map.drawing.purpose import Purpose
from widgets.map.drawing.shape import geometry
from widgets.map.drawing.sketch import Position, Sketch, Steps, added, chosen, inserted, moved, removed
from widgets.map.drawing.snap import Targets
from widgets.map.drawing.sound import Fault, fault

_NOTHING = Targets([])


@dataclass(frozen=True)
class Finished:
    """A sound drawing on its way to its sheet. `subject` is the row that is edited, empty for something new."""

    purpose: Purpose
    subject: str
    geometry: Geometry
    said: str


class Pad:
    """One drawing, or none. Every method that changes it leaves a sketch that can be shown."""

    def __init__(self) -> None:
        """Draw nothing."""
        self.purpose: Purpose | None = None
        self.subject = ""
        self.targets = _NOTHING
        self._steps: Steps | None = None

    @property
    def active(self) -> bool:
        """Whether something is being drawn."""
        return self._steps is not None

    @property
    def sketch(self) -> Sketch | None:
        """What was drawn so far."""
        return None if self._steps is None else self._steps.now

    def begin(self, purpose: Purpose, targets: Targets, sketch: Sketch | None = None, subject: str = "") -> None:
        """Begin a drawing, from nothing or from what a row has."""
        self.purpose, self.subject, self.targets = purpose, subject, targets
        self._steps = Steps(sketch or Sketch(purpose.form))

    def leave(self) -> None:
        """Draw nothing any more."""
        self.purpose, self.subject, self.targets, self._steps = None, "", _NOTHING, None

    # What a hand does.

    def add(self, at: Position, zoom: float, *, snap: bool = True) -> None:
        """Set a corner at the end."""
        self._to(lambda sketch: added(sketch, self._snapped(at, zoom, snap=snap)))

    def insert(self, index: int, at: Position, zoom: float) -> None:
        """Set a corner before the one at `index`."""
        self._to(lambda sketch: inserted(sketch, index, self._snapped(at, zoom, snap=True)))

    def move(self, index: int, at: Position, zoom: float) -> None:
        """Move a corner."""
        self._to(lambda sketch: moved(sketch, index, self._snapped(at, zoom, snap=True)))

    def move_chosen(self, at: Position, zoom: float) -> None:
        """Move the chosen corner; with none chosen nothing moves."""
        index = self.sketch.chosen if self.sketch is not None else None
        if index is not None:
            self.move(index, at, zoom)

    def remove(self, index: int | None = None) -> None:
        """Take a corner away: this one, or the chosen one, else the last."""
        self._to(lambda sketch: removed(sketch, _which(sketch, index)))

    def choose(self, index: int | None) -> None:
        """Choose a corner."""
        self._to(lambda sketch: chosen(sketch, index))

    def walk(self, step: int) -> None:
        """Choose the next corner, or the one before."""
        self._to(lambda sketch: chosen(sketch, (_which(sketch, None) + step) % len(sketch.corners)) if sketch.corners else sketch)

    def undo(self) -> None:
        """Take the last step back."""
        self._steps = None if self._steps is None else self._steps.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._steps = None if self._steps is None else self._steps.redo()

    def widen(self, written: str) -> str:
        """Put so many kilometres around the sketch; returns why that cannot be, else nothing."""
        sketch = self.sketch
        if sketch is None:
            return "nothing is drawn"
        try:
            grown = widened(sketch, float(written.replace(",", ".").removesuffix("km")))
        except ValueError as error:
            return "a number of kilometres is needed, as 5 or 0.5" if "float" in str(error) else str(error)
        self._to(lambda _: grown)
        return ""

    def finish(self) -> Finished | Fault:
        """Return the drawing ready for its sheet, or why it is not and where."""
        sketch = self.sketch
        if sketch is None or self.purpose is None:
            return Fault("nothing is drawn")
        if sketch.form is not self.purpose.form:
            return Fault(f"a {self.purpose.label.lower()} is no area: undo the margin")
        found = fault(sketch)
        return found if found is not None else Finished(self.purpose, self.subject, geometry(sketch), words(sketch))

    def _to(self, change: Callable[[Sketch], Sketch]) -> None:
        if self._steps is not None:
            self._steps = self._steps.to(change(self._steps.now))

    def _snapped(self, at: Position, zoom: float, *, snap: bool) -> Position:
        found = self.targets.snapped(at, zoom) if snap else None
        return at if found is None else found

    # What is shown of it.

    def page(self) -> dict[str, object] | None:
        """Return what the page draws, latitude first as it takes positions; None takes the drawing away."""
        sketch = self.sketch
        if sketch is None:
            return None
        found = fault(sketch) if len(sketch.corners) > 1 else None
        return {
            "form": sketch.form.value,
            "corners": [[round(y, 7), round(x, 7)] for x, y in sketch.corners],
            "chosen": sketch.chosen,
            "fault": None if found is None or found.at is None else [found.at[1], found.at[0]],
        }

    def note(self) -> str:
        """Return what the foot says: measures, and what is wrong as soon as enough is drawn to tell."""
        sketch = self.sketch
        if sketch is None:
            return ""
        found = fault(sketch)
        wrong = found.reason if found is not None and (found.at is not None or not sketch.corners) else ""
        return " · ".join(part for part in (words(sketch), wrong) if part)


def _which(sketch: Sketch, index: int | None) -> int:
    if index is not None:
        return index
    return len(sketch.corners) - 1 if sketch.chosen is None else sketch.chosen
