"""The order in which Tab goes round a window: that in which it is read, whatever was made when.

Qt goes in the order in which widgets were made, and buttons are made anew whenever an act changes. Deliberately absent: F6, which goes from
place to place.
"""

from collections.abc import Sequence
from itertools import chain

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

_LINE = 16
"""Px within which two widgets stand on one line."""


def in_reading_order(window: QWidget, places: Sequence[QWidget]) -> tuple[QWidget, ...]:
    """Return what takes the focus by Tab: what stands over the places, place after place, what stands below; within each from the top."""
    takers = [each for each in window.findChildren(QWidget) if _takes(each, window)]
    within = {place: [each for each in takers if place.isAncestorOf(each)] for place in places}
    held = set(chain.from_iterable(within.values()))
    top = min((_at(place, window).y() for place in places), default=0)
    rest = [each for each in takers if each not in held]
    above = [each for each in rest if _at(each, window).y() < top]
    below = [each for each in rest if _at(each, window).y() >= top]
    return tuple(each for group in (above, *within.values(), below) for each in sorted(group, key=lambda each: _read(each, window)))


def step(window: QWidget, places: Sequence[QWidget], *, forth: bool) -> bool:
    """Give the focus to the next widget (or the one before), round the end; False where none takes it."""
    order = in_reading_order(window, places)
    if not order:
        return False
    focus = QApplication.focusWidget()
    round_it = [number for number, each in enumerate(order) if focus is not None and each.isAncestorOf(focus)]
    at = next((number for number, each in enumerate(order) if each is focus), round_it[-1] if round_it else None)
    following = (0 if forth else -1) if at is None else (at + (1 if forth else -1)) % len(order)
    order[following].setFocus(Qt.FocusReason.TabFocusReason if forth else Qt.FocusReason.BacktabFocusReason)
    return True


def _takes(widget: QWidget, window: QWidget) -> bool:
    wanted = Qt.FocusPolicy.TabFocus
    return (
        widget.focusPolicy() & wanted == wanted
        and widget.focusProxy() is None
        and widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
    )


def _at(widget: QWidget, window: QWidget) -> QPoint:
    return widget.mapTo(window, QPoint())


def _read(widget: QWidget, window: QWidget) -> tuple[int, int]:
    at = _at(widget, window)
    return (at.y() // _LINE, at.x())
