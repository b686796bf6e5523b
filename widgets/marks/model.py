"""What the marks panel shows, frozen and in words. No Qt, no clock, no file."""

from dataclasses import dataclass

from widgets.cells import FILLED, Condition


@dataclass(frozen=True)
class MarkView:
    """One mark. `here`: the replay stands at it, or within its range; `until`: when that ends, empty for a moment."""

    ident: str
    at: int
    when: str
    text: str
    by: str
    lesson: bool = False
    here: bool = False
    until: str = ""


@dataclass(frozen=True)
class MarksModel:
    """All marks by their moment. `off`: why none can be made. `next_at`: what a new one would be at, in words."""

    scope: str
    marks: tuple[MarkView, ...] = ()
    next_at: str = ""
    off: str = ""
    condition: Condition = FILLED
