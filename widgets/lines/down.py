"""What must be true to step down, and the ways back that somebody identified or offered, as sections of the board. Pure."""

from feeds.assessment.off_ramp import Offer, OffRampBoard, Want, WantKind, Way
from feeds.picture.diplomacy import OffRampState
from feeds.picture.picture import Picture
from widgets.board.acting import offered
from widgets.board.model import Entry, Fact, Part, Section
from widgets.signed import by
from widgets.standpoint import Standpoint
from widgets.stated import stated
from widgets.times import span, zulu
from widgets.words import State

_NEXT = {
    OffRampState.IDENTIFIED: (("change:offer", "Offer it…", "O"),),
    OffRampState.OFFERED: (
        ("change:accept", "Accepted…", "A"),
        ("change:decline", "Declined…", "D"),
        ("change:expire", "Expired…", "X"),
    ),
    OffRampState.ACCEPTED: (("change:verify", "Verified…", "V"),),
}


def down_section(board: OffRampBoard, now: int) -> Section:
    """The exit criteria of the declared rung with the distance of each condition, and what still holds the rung up."""
    ways = tuple(_way(way, now) for way in board.ways)
    held = tuple(_held(want, now) for want in board.entries)
    head = f"Down to {board.down_to.printed}" if board.down_to is not None else "Down"
    return Section(head, (*ways, *held), board.text, board.text)


def _way(way: Way, now: int) -> Entry:
    wanting = [want for want in way.wants if not want.met]
    far = "; ".join(want.how_far for want in wanting if want.kind is not WantKind.EVIDENCE)
    evidence = f"{way.missing} of {way.needed} wanting" if way.missing else "evidence holds"
    state = State.THRESHOLD_MET if way.ready else State.THRESHOLD_PART_MET if way.held else State.THRESHOLD_NOT_MET
    return Entry(
        "threshold",
        way.threshold.code,
        way.threshold.name,
        way.threshold.code,
        state,
        support=" · ".join(part for part in (evidence, far) if part),
        support_right=f"earliest {zulu(way.earliest, now)}" if way.earliest is not None else "",
        computed=True,
        parts=(Part("What must be true", tuple(_want(want) for want in way.wants)),),
    )


def _want(want: Want) -> Fact:
    state = State.THRESHOLD_HOLLOW if want.doubtful else State.THRESHOLD_MET if want.met else State.THRESHOLD_NOT_MET
    kind = "threshold" if want.kind is not WantKind.EVIDENCE else ""
    return Fact(want.code, want.text, state, want.how_far, kind, want.code if kind else "")


def _held(want: Want, now: int) -> Entry:
    """An entry threshold that still holds: the assessed rung would rise again at once."""
    state = State.THRESHOLD_HOLLOW if want.doubtful else State.THRESHOLD_MET
    earliest = f"earliest {zulu(want.earliest, now)}" if want.earliest is not None else ""
    parts = (Part("What must be true", (_want(want),)),)
    return Entry("threshold", want.code, want.text, state=state, support=want.how_far, support_right=earliest, computed=True, parts=parts)


def offer_section(picture: Picture, now: int, standpoint: Standpoint, board: OffRampBoard) -> Section:
    """The ways back, open ones first."""
    ended = {OffRampState.DECLINED, OffRampState.EXPIRED, OffRampState.VERIFIED}
    offers = sorted(board.offers, key=lambda each: (each.body.state in ended, -each.record.event))
    return Section("Off-ramps", tuple(_offer(picture, now, standpoint, each) for each in offers), empty="No off-ramp is identified")


def _offer(picture: Picture, now: int, standpoint: Standpoint, offer: Offer) -> Entry:
    body, row = offer.body, offer.record
    left = f"{span(offer.left)} left" if offer.left is not None and body.state is OffRampState.OFFERED and not offer.over else ""
    conditions = tuple(Fact("", each) for each in body.conditions)
    facts = (
        *((Fact("Offered to", body.offered_to),) if body.offered_to else ()),
        *((Fact("Until", zulu(body.until, now), right=left),) if body.until is not None else ()),
        Fact("Last word", by(picture, row, now)),
    )
    return Entry(
        "off_ramp",
        row.subject,
        body.title,
        body.code,
        stated(body.state),
        relayed=body.relayed,
        support="; ".join(body.conditions),
        support_right=left or zulu(row.event, now),
        warning="its time is over; a person says so" if offer.over else "",
        parts=(Part("What must be true", conditions, "no condition is written"), Part("The offer", facts)),
        acts=offered(_NEXT.get(body.state, ()), row.subject, standpoint.off),
    )
