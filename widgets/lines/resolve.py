"""The picture as the panel of off-ramps and lines shows it.

Pure. Deliberately absent: the rule of stepping down (feeds.assessment.off_ramp), and judging whether two messages contradict one another:
a person flags that.
"""

from feeds.assessment.off_ramp import OffRampBoard, off_ramps
from feeds.picture.picture import Picture
from widgets.board.acting import quietly
from widgets.board.model import BoardModel
from widgets.cells import FILLED, Empty
from widgets.lines.contacts import contact_section, message_section
from widgets.lines.disputes import dispute_section
from widgets.lines.down import down_section, offer_section
from widgets.lines.red_lines import red_line_section
from widgets.standpoint import Standpoint
from widgets.times import zulu


def resolve(picture: Picture, now: int, standpoint: Standpoint) -> BoardModel:
    """The ways down and the lines as this desk reads them now."""
    board = off_ramps(picture, now)
    sections = (
        *((down_section(board, now), offer_section(picture, now, standpoint, board)) if board is not None else ()),
        red_line_section(picture, now, standpoint),
        dispute_section(picture, now, standpoint),
        message_section(picture, now, standpoint),
        contact_section(picture, now),
    )
    if board is None and not any(section.entries for section in sections):
        return BoardModel("", condition=Empty("No ladder loaded", "The room's doctrine names none"))
    return BoardModel(_scope(board, now), sections, quietly(_ACTS, "", standpoint.off), condition=FILLED)


def _scope(board: OffRampBoard | None, now: int) -> str:
    """Whether stepping down is ready, short enough for the header; the head of the first section says it whole."""
    if board is None:
        return ""
    if board.ready:
        return "ready to step down"
    return f"not ready, earliest {zulu(board.earliest, now)}" if board.earliest is not None else "not ready"


_ACTS = (
    ("offer_off_ramp", "New off-ramp…", "N"),
    ("red_line", "Draft a red line…", "L"),
    ("dispute", "Raise a dispute…", "U"),
    ("contact", "Note a contact…", "K"),
    ("message", "Put out a message…", "Y"),
)
