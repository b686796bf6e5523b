"""The picture as the panel of the night's work shows it: handover, information requests, recalls, channels, warnings, postures, risks.

Pure. Deliberately absent: the watch log, which has a panel of its own, and needs and offers, which stand with the people they are for.
"""

from feeds.picture.picture import Picture
from widgets.board.acting import quietly
from widgets.board.model import BoardModel
from widgets.cells import FILLED
from widgets.night.channels import channel_section
from widgets.night.handover import handover_section
from widgets.night.information import information_section
from widgets.night.recalls import recall_section
from widgets.night.states import posture_section, risk_section
from widgets.night.warnings import warning_section
from widgets.standpoint import Standpoint

_ACTS = (
    ("ask_information", "Ask for information…", "N"),
    ("risk", "Write down a risk…", "K"),
    ("posture", "Our posture…", "P"),
)


def resolve(picture: Picture, now: int, standpoint: Standpoint) -> BoardModel:
    """The night's work as this desk reads it now."""
    handover = handover_section(picture, now, standpoint)
    asked = information_section(picture, now, standpoint)
    sections = (
        handover,
        asked,
        recall_section(picture, now, standpoint),
        channel_section(picture, now, standpoint),
        warning_section(picture, now, standpoint),
        posture_section(picture, now, standpoint),
        risk_section(picture, now, standpoint),
    )
    return BoardModel(asked.note, sections, quietly(_ACTS, "", standpoint.off), condition=FILLED)
