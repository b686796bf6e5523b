"""The picture as the humanitarian panel shows it to one reader.

Records are their submitter's: this desk reads what was released to it, and notifications stand on their parties' desks, their submitter's
and the room's own. Counts of people below ten are suppressed; places are names, never positions. Pure. Deliberately absent: every word
that sounds like permission.
"""

from feeds.picture.picture import Picture
from widgets.board.acting import quietly
from widgets.board.model import BoardModel
from widgets.cells import FILLED, Act, Empty
from widgets.humanitarian.movements import movement_section
from widgets.humanitarian.notifications import notification_section
from widgets.humanitarian.pauses import incident_section, pause_section
from widgets.humanitarian.sites import need_section, site_section
from widgets.standpoint import Standpoint

VOLUNTARY = "Passage is voluntary; who stays keeps every protection"


def resolve(picture: Picture, now: int, standpoint: Standpoint) -> BoardModel:
    """Movements, notifications, pauses, incidents, sites and needs as this desk reads them now."""
    sections = (
        movement_section(picture, now, standpoint),
        notification_section(picture, now, standpoint),
        pause_section(picture, now, standpoint),
        incident_section(picture, now, standpoint),
        need_section(picture, now, standpoint),
        site_section(picture, now, standpoint),
    )
    if not any(section.entries for section in sections):
        return BoardModel("", condition=Empty("No movement, site or need", VOLUNTARY))
    return BoardModel(VOLUNTARY, sections, _acts(standpoint), condition=FILLED)


def _acts(standpoint: Standpoint) -> tuple[Act, ...]:
    acts = (
        ("notify", "New notification…", "N"),
        ("plan_movement", "Plan a movement…", "P"),
        ("need", "Write down a need…", "B"),
        ("offer", "Offer something…", "Y"),
        ("incident", "Allege an incident…", "I"),
        ("pause", "Agree a pause…", "U"),
    )
    return quietly(acts, "", standpoint.off)
