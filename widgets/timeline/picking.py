"""What stands under the pointer: a bar, or the nearest mark of a lane. Pure but for the point's type."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from widgets.timeline.grouping import Subject
from widgets.timeline.history import History
from widgets.timeline.model import Model
from widgets.timeline.place import Place

PICK = 9.0
"""Px from a mark within which it is meant."""


def subject_at(where: Place, model: Model, history: History, point: QPointF) -> Subject | None:
    """Return the kind and subject under a point of the box, or None."""
    for bar in where.bars.shown:
        until = where.x(bar.until) if bar.until is not None else where.width
        if where.bar(bar.row).holds(point.y()) and where.x(bar.since) <= point.x() <= until:
            return bar.kind, bar.subject
    for name, stretch in where.lanes.items():
        if stretch.holds(point.y()) and name in history.marks.lanes:
            return _nearest(where, model, history, name, point.x())
    return None


def _nearest(where: Place, model: Model, history: History, name: str, x: float) -> Subject | None:
    seen = history.marks.lanes[name].within(where.instant(x - PICK), where.instant(x + PICK), model.horizon)
    if not len(seen.times):
        return None
    best = min(range(len(seen.times)), key=lambda index: abs(where.x(int(seen.times[index])) - x))
    return history.marks.subjects[int(seen.subjects[best])]
