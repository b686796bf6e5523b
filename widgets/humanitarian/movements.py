"""Movements as a section of the board: who leads each, how far it is, and what the room may do, which is to advise. Pure."""

from feeds.picture.corridor import Corridor
from feeds.picture.envelope import Record
from feeds.picture.identity import shown
from feeds.picture.picture import Picture
from feeds.picture.relief import Movement, MovementState, Notification
from widgets.board.acting import Offered, offered, on_map
from widgets.board.model import Entry, Fact, Part, Section
from widgets.cells import Act
from widgets.humanitarian.saying import people, whose
from widgets.standpoint import Standpoint
from widgets.stated import stated
from widgets.times import span, zulu

_ORDER = (
    MovementState.HALTED,
    MovementState.MOVING,
    MovementState.AT_START,
    MovementState.PLANNED,
    MovementState.ARRIVED,
    MovementState.ABORTED,
)
_ABORT = ("change:abort", "Aborted…", "X")
_ARRIVED = ("change:arrive", "Arrived…", "A")
_LEADS: dict[MovementState, Offered] = {
    MovementState.PLANNED: (("change:assemble", "At the start…", "S"), _ABORT),
    MovementState.AT_START: (("change:start", "Under way…", "S"), _ABORT),
    MovementState.MOVING: (("change:halt", "Halted…", "H"), _ARRIVED, _ABORT),
    MovementState.HALTED: (("change:start", "Under way…", "S"), _ARRIVED, _ABORT),
}
"""What the mission lead may write down of its own movement. The room has none of these."""


def movement_section(picture: Picture, now: int, standpoint: Standpoint) -> Section:
    """Every movement, those on the way first."""
    found = sorted(picture.bodies(Movement), key=lambda each: (_ORDER.index(each[1].state), -each[0].event))
    entries = tuple(_entry(picture, now, standpoint, row, body) for row, body in found)
    return Section("Movements: only their lead moves them", entries, empty="No movement is planned or under way")


def _entry(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: Movement) -> Entry:
    corridor = picture.get(Corridor, body.corridor) if body.corridor is not None else None
    where = " · ".join(part for part in (body.place, corridor.code if corridor is not None else "", people(body.people)) if part)
    mine = standpoint.entity == body.lead
    return Entry(
        "movement",
        row.subject,
        f"{body.name} ({body.lead})",
        state=stated(body.state),
        support=where,
        support_right=f"reported {zulu(row.event, now)}",
        parts=(Part("The movement", _facts(picture, now, row, body, corridor)), _lead(body)),
        acts=(
            *(offered(_LEADS.get(body.state, ()), row.subject, standpoint.off) if mine else _advice(row, body, standpoint)),
            on_map(row.subject),
        ),
    )


def _advice(row: Record, body: Movement, standpoint: Standpoint) -> tuple[Act, ...]:
    over = body.state in {MovementState.ARRIVED, MovementState.ABORTED}
    return () if over else offered((("ask_answers", f"Advise {body.lead}…", "A"),), row.subject, standpoint.off)


def _facts(picture: Picture, now: int, row: Record, body: Movement, corridor: Corridor | None) -> tuple[Fact, ...]:
    notice = picture.get(Notification, body.notification) if body.notification is not None else None
    vehicles = f"{body.vehicles} vehicles" if body.vehicles is not None else ""
    made = (
        Fact("Lead", body.lead),
        Fact("Place", body.place or "not released", right=f"{span(now - row.event)} ago"),
        Fact(
            "On", corridor.name if corridor is not None else "no corridor", kind="corridor" if corridor else "", subject=body.corridor or ""
        ),
        Fact("Counts", ", ".join(part for part in (people(body.people), vehicles) if part) or "not released"),
        Fact("By", body.mode.value.lower()),
        Fact("Armed escort", "yes, asked for" if body.armed_escort else "none"),
        Fact("Data", f"{whose(row)} · NOT FOR TARGETING"),
    )
    if notice is None or body.notification is None:
        return made
    return (
        *made,
        Fact("Notified", f"{shown(body.notification)} {notice.title}", stated(notice.state), "", "notification", body.notification),
    )


def _lead(body: Movement) -> Part:
    return Part("Who decides", (Fact("", f"{body.lead} decides its own movements. The room advises; a corridor is used or not."),))
