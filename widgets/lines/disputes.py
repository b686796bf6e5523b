"""Disputes before an arbiter as a section of the board: what is in dispute, what was found, and each party's reply. Pure."""

from feeds.picture.diplomacy import Dispute, DisputeReply, DisputeState
from feeds.picture.envelope import Record
from feeds.picture.picture import Picture
from widgets.board.acting import offered
from widgets.board.model import Entry, Fact, Part, Section
from widgets.signed import by
from widgets.standpoint import Standpoint
from widgets.stated import stated
from widgets.times import zulu

_REPLY = ("dispute_reply", "Reply…", "R")
_NEXT = {
    DisputeState.RAISED: (("change:find", "Finding…", "F"), _REPLY),
    DisputeState.FOUND: (_REPLY, ("change:close", "Close…", "C")),
}
"""The arbiter finds, the parties reply; whoever raised it closes it."""


def dispute_section(picture: Picture, now: int, standpoint: Standpoint) -> Section:
    """Every dispute, open ones first."""
    found = sorted(picture.bodies(Dispute), key=lambda each: (each[1].state is DisputeState.CLOSED, -each[0].event))
    return Section("Disputes", tuple(_entry(picture, now, standpoint, *each) for each in found), empty="Nothing is before an arbiter")


def _entry(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: Dispute) -> Entry:
    facts = (
        Fact("Raised by", body.raised_by),
        Fact("Before", body.arbiter),
        Fact("Finding", body.finding or "none yet"),
        Fact("Last word", by(picture, row, now)),
    )
    return Entry(
        "dispute",
        row.subject,
        body.title,
        body.code,
        stated(body.state),
        support=body.finding or f"raised by {body.raised_by}, before {body.arbiter}",
        support_right=zulu(row.event, now),
        parts=(Part("The dispute", facts), Part("Replies", _replies(picture, now, row), "nobody replied yet")),
        acts=offered(_NEXT.get(body.state, ()), row.subject, standpoint.off),
    )


def _replies(picture: Picture, now: int, row: Record) -> tuple[Fact, ...]:
    found = [(each, reply) for each, reply in picture.bodies(DisputeReply) if reply.dispute == row.subject]
    found.sort(key=lambda each: each[0].event)
    return tuple(Fact(reply.entity, reply.text, right=zulu(each.event, now)) for each, reply in found)
