"""The picture as the panel of off-ramps and lines shows it.

Pure. Deliberately absent: the rule of stepping down (feeds.assessment.off_ramp), and judging whether two messages contradict one another:
a person flags that.
"""

from feeds.assessment.off_ramp import off_ramps
from feeds.picture.picture import Picture
from widgets.board.acting import quietly
from widgets.board.model import BoardModel
from widgets.cells import FILLED, Empty
from widgets.lines.contacts import contact_section, message_section
from widgets.lines.disputes import dispute_section
from widgets.lines.down import down_section, offer_section
from widgets.lines.red_lines import red_line_section
from widgets.standpoint import Standpoint


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
    return BoardModel(board.text if board is not None else "", sections, quietly(_ACTS, "", standpoint.off), condition=FILLED)


_ACTS = (
    ("offer_off_ramp", "New off-ramp…", "N"),
    ("red_line", "Draft a red line…", "L"),
    ("dispute", "Raise a dispute…", "U"),
    ("contact", "Note a contact…", "K"),
    ("message", "Put out a message…", "Y"),
)
