"""What may be drawn: a table. Each purpose has its form, its key while one chooses, and the verb of the sheet it goes to.

Deliberately absent: what the sheet asks (app/acts) and who may sign it (the hub).
"""

from __future__ import annotations

from dataclasses import dataclass

from feeds.picture.corridor import Segment
from feeds.picture.danger import DangerZone
from feeds.picture.picture import Picture
from feeds.picture.place import Feature
from feeds.picture.relief import Site
from feeds.picture.values import Point
from widgets.map.drawing.shape import sketch_of
from widgets.map.drawing.sketch import Form, Sketch


@dataclass(frozen=True)
class Purpose:
    """One thing to draw. `verb`: the sheet's."""

    verb: str
    label: str
    form: Form
    key: str


ZONE = Purpose("draw_zone", "Danger zone", Form.AREA, "1")
LEG = Purpose("draw_leg", "Corridor leg", Form.LINE, "2")
SITE = Purpose("draw_site", "Site", Form.POINT, "3")
NOTE_AREA = Purpose("draw_note", "Note: area", Form.AREA, "4")
NOTE_LINE = Purpose("draw_note", "Note: line", Form.LINE, "5")
NOTE_POINT = Purpose("draw_note", "Note: place", Form.POINT, "6")
PURPOSES = (ZONE, LEG, SITE, NOTE_AREA, NOTE_LINE, NOTE_POINT)

_NOTES = {Form.AREA: NOTE_AREA, Form.LINE: NOTE_LINE, Form.POINT: NOTE_POINT}


def existing(picture: Picture, kind: str, subject: str) -> tuple[Purpose, Sketch] | None:
    """Return a row as what it was drawn for and the sketch to edit, or None where a hand cannot edit it."""
    record = picture.find(kind, subject)
    match record.body if record is not None else None:
        case DangerZone(geometry=drawn):
            purpose, sketch = ZONE, sketch_of(drawn)
        case Segment(geometry=drawn):
            purpose, sketch = LEG, sketch_of(drawn)
        case Site(position=at) if at is not None:
            purpose, sketch = SITE, sketch_of(Point(at))
        case Feature(geometry=shape):
            sketch = sketch_of(shape)
            purpose = _NOTES[sketch.form] if sketch is not None else NOTE_AREA
        case _:
            return None
    return None if sketch is None else (purpose, sketch)
