"""The keys and buttons of drawing: a table from key to deed, and the foot's acts before, while choosing and while drawing.

Keys that the window has of its own (Esc, Backspace) are named on their buttons and taken by the panel before the window hears them.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from widgets.cells import Act
from widgets.map.drawing.purpose import PURPOSES

DRAW, EDIT, CHOOSE, EXPORT, SAVE, _DEED = "draw", "edit_drawing", "draw:", "export", "save:", "pad:"
_FORMS = (
    ("html", "Page", "1"),
    ("pdf", "Paper", "2"),
    ("png", "Picture", "3"),
    ("geojson", "GeoJSON", "4"),
    ("kml", "KML", "5"),
    ("geojson:all", "all GeoJSON", "6"),
    ("kml:all", "all KML", "7"),
)
"""What is in view; the last two write every row of the layers that are shown, wherever it lies."""

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier
_KEYS: dict[tuple[Qt.KeyboardModifier, int], str] = {
    (_NONE, Qt.Key.Key_Return): "add",
    (_NONE, Qt.Key.Key_Enter): "add",
    (_NONE, Qt.Key.Key_I): "insert",
    (_NONE, Qt.Key.Key_M): "move",
    (_NONE, Qt.Key.Key_Delete): "remove",
    (_NONE, Qt.Key.Key_Period): "next",
    (_NONE, Qt.Key.Key_Comma): "previous",
    (_NONE, Qt.Key.Key_Backspace): "undo",
    (_CTRL, Qt.Key.Key_Z): "undo",
    (_CTRL, Qt.Key.Key_Y): "redo",
    (_CTRL | _SHIFT, Qt.Key.Key_Z): "redo",
    (_NONE, Qt.Key.Key_B): "widen",
    (_CTRL, Qt.Key.Key_Return): "finish",
    (_CTRL, Qt.Key.Key_Enter): "finish",
    (_NONE, Qt.Key.Key_Escape): "leave",
}


_QUIET = (
    ("redo", "Redo (Ctrl+Y)"),
    ("move", "Move the chosen corner to the cross (M)"),
    ("insert", "Corner behind the chosen one, at the cross (I)"),
    ("remove", "Remove the chosen corner (Delete)"),
    ("next", "Choose the next corner (.)"),
    ("previous", "Choose the corner before (,)"),
)


def verb(event: QKeyEvent) -> str:
    """Return the deed of a key while drawing, or nothing."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _KEYS.get((held, event.key()), "")


def verb_of(name: str) -> str | None:
    """Return the deed that an act of the foot stands for, None where it is no deed."""
    return name.removeprefix(_DEED) if name.startswith(_DEED) else None


def resting(off: str, *, editable: bool) -> tuple[Act, ...]:
    """Return the acts while nothing is drawn. `off`: why nothing can be."""
    reason = off or "select a zone, leg, site or note of one piece first"
    return (
        Act(DRAW, "Draw…", "P", enabled=not off, reason=off),
        Act(EDIT, "Edit", "Shift+P", enabled=not off and editable, reason="" if editable and not off else reason),
        Act(EXPORT, "Export…", "E"),
    )


def choices() -> tuple[Act, ...]:
    """Return the acts while the purpose is chosen."""
    return (
        *(Act(f"{CHOOSE}{number}", each.label, each.key) for number, each in enumerate(PURPOSES)),
        Act(f"{_DEED}leave", "Leave (Esc)", ""),
    )


def forms() -> tuple[Act, ...]:
    """Return the acts while the form of an export is chosen: of what is in view, or of all that the layers shown hold."""
    made = (Act(f"{SAVE}{form}", label, key, quiet=form.endswith(":all")) for form, label, key in _FORMS)
    return (*made, Act(f"{_DEED}leave", "Leave (Esc)", ""))


def acts() -> tuple[Act, ...]:
    """Return the acts while drawing: the panel takes their keys itself, so the buttons only name them."""
    return (
        Act(f"{_DEED}finish", "To the sheet (Ctrl+Enter)", "", primary=True),
        Act(f"{_DEED}add", "Corner (Enter)", ""),
        Act(f"{_DEED}undo", "Undo (Backspace)", ""),
        Act(f"{_DEED}widen", "Widen… (B)", ""),
        Act(f"{_DEED}leave", "Leave (Esc)", ""),
        *(Act(f"{_DEED}{deed}", label, "", quiet=True) for deed, label in _QUIET),
    )
