"""What each entity says of its own readiness, and the risks somebody owns, as sections of the board. Pure."""

from feeds.picture.envelope import Record
from feeds.picture.night import Posture, Risk
from feeds.picture.picture import Picture
from widgets.board.acting import offered
from widgets.board.model import Entry, Fact, Part, Section
from widgets.signed import by
from widgets.standpoint import Standpoint
from widgets.times import span, zulu


def posture_section(picture: Picture, now: int, standpoint: Standpoint) -> Section:
    """Every entity's own word on its posture."""
    found = sorted(picture.bodies(Posture), key=lambda each: each[1].entity)
    return Section("Posture and readiness", tuple(_posture(picture, now, standpoint, row, body) for row, body in found))


def _posture(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: Posture) -> Entry:
    facts = (Fact("Posture", body.posture), Fact("Readiness", body.readiness or "not said"), Fact("Said", by(picture, row, now)))
    own = standpoint.entity == body.entity
    return Entry(
        "posture",
        row.subject,
        body.posture,
        body.entity,
        support=body.readiness,
        support_right=f"said {span(now - row.event)} ago",
        parts=(Part("Its own word", facts),),
        acts=offered((("posture", "Our posture…", "P"),), row.subject, standpoint.off) if own else (),
    )


def risk_section(picture: Picture, now: int, standpoint: Standpoint) -> Section:
    """Every risk, open ones first. Likelihood and impact are two lines of its page, never one sentence."""
    found = sorted(picture.bodies(Risk), key=lambda each: (each[1].closed, -each[0].event))
    return Section("Risks", tuple(_risk(picture, now, standpoint, row, body) for row, body in found))


def _risk(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: Risk) -> Entry:
    facts = (
        Fact("Owner", body.owner),
        Fact("Likelihood", body.likelihood or "not judged"),
        Fact("Impact", body.impact or "not judged"),
        Fact("Last word", by(picture, row, now)),
    )
    return Entry(
        "risk",
        row.subject,
        body.title,
        body.owner,
        right="closed" if body.closed else body.likelihood,
        support="; ".join(body.mitigation) or "no mitigation is written down",
        support_right=zulu(row.event, now),
        parts=(Part("The risk", facts), Part("Mitigation", tuple(Fact("", each) for each in body.mitigation), "none is written down")),
        acts=offered((("risk", "Write it anew…", "R"),), row.subject, standpoint.off),
    )
