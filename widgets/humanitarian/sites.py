"""Protected sites with capacity and occupancy, and needs by place with what was offered against them, as sections of the board. Pure.

Deliberately absent: positions. A site is shown by its place name, wherever it is shown.
"""

from feeds.picture.envelope import Record
from feeds.picture.few import few, headcount
from feeds.picture.picture import Picture
from feeds.picture.relief import Need, Offer, Site, SiteKind
from widgets.board.acting import offered, on_map
from widgets.board.model import Entry, Fact, Part, Section
from widgets.cells import Meter
from widgets.humanitarian.saying import people, whose
from widgets.standpoint import Standpoint
from widgets.times import span, zulu
from widgets.tokens import Token
from widgets.words import State

SIGNS = {
    SiteKind.ASSEMBLY: State.EVACUATION,
    SiteKind.EVACUATION_CENTRE: State.EVACUATION,
    SiteKind.EVACUATION_SHIP: State.EVACUATION,
    SiteKind.TRANSIT: State.RELIEF,
    SiteKind.AID_HUB: State.RELIEF,
    SiteKind.SAFE_HAVEN: State.SAFE_HALT,
    SiteKind.SAFE_HALT: State.SAFE_HALT,
    SiteKind.HOSPITAL: State.HOSPITAL,
}


def site_section(picture: Picture, now: int, standpoint: Standpoint) -> Section:
    """Every site, the fullest first."""
    found = sorted(picture.bodies(Site), key=lambda each: (-_share(each[1]), each[1].name))
    return Section("Sites: place names only", tuple(_site(picture, now, standpoint, row, body) for row, body in found))


def _share(body: Site) -> float:
    return body.occupancy / body.capacity if body.capacity and body.occupancy is not None else 0.0


def _site(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: Site) -> Entry:
    over = _share(body) > 1
    beyond = f"{body.occupancy - body.capacity} beyond its capacity" if over and body.occupancy and body.capacity else ""
    needs = tuple(
        Fact(need.need, need.quantity, _need_state(picture, each, need), kind="need", subject=each.subject)
        for each, need in picture.bodies(Need)
        if body.name in need.place or need.place in body.name
    )
    return Entry(
        "site",
        row.subject,
        body.name,
        state=SIGNS[body.kind],
        right=body.status,
        support=_filled(body),
        support_right=f"{span(now - row.event)} ago",
        warning=beyond,
        urgent=Token.HIGH if over else None,
        meter=Meter(_share(body), Token.HIGH if over else Token.LINE_STRONG) if _told(body) else None,
        parts=(
            Part(
                "The site",
                (
                    Fact("Kind", body.kind.value.replace("_", " ").lower()),
                    Fact("Place", body.place),
                    Fact("Filled", _filled(body)),
                    Fact("Status", body.status or "not said"),
                    Fact("Reported", f"{whose(row)} · {zulu(row.event, now)}"),
                    Fact("Data", "NOT FOR TARGETING"),
                ),
            ),
            Part("Needs there", needs, "no need is written down"),
        ),
        acts=(*offered((("site", "Write down its status…", "S"),), row.subject, standpoint.off, lead=False), on_map(row.subject)),
    )


def _told(body: Site) -> bool:
    return bool(body.capacity) and body.occupancy is not None and not few(body.occupancy)


def _filled(body: Site) -> str:
    """Occupancy of capacity; people below ten are not counted on a screen."""
    if body.occupancy is None:
        return f"room for {body.capacity}, occupancy not reported" if body.capacity else "occupancy not reported"
    return f"{headcount(body.occupancy)} of {headcount(body.capacity)}" if _told(body) and body.capacity else people(body.occupancy)


def need_section(picture: Picture, now: int, standpoint: Standpoint) -> Section:
    """Every need by place, unmet ones first, then offers that nobody matched yet."""
    found = sorted(picture.bodies(Need), key=lambda each: (each[1].met, each[1].place, each[1].need))
    loose = [(row, body) for row, body in picture.bodies(Offer) if body.matched is None]
    needs = tuple(_need(picture, now, standpoint, row, body) for row, body in found)
    return Section("Needs, and offers people match to them", (*needs, *(_loose(now, standpoint, row, body) for row, body in loose)))


def _offers(picture: Picture, need: Record) -> list[tuple[Record, Offer]]:
    return [(row, body) for row, body in picture.bodies(Offer) if body.matched == need.subject]


def _need_state(picture: Picture, row: Record, body: Need) -> State:
    if body.met:
        return State.NEED_MET
    return State.NEED_OFFERED if _offers(picture, row) else State.NEED_OPEN


def _need(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: Need) -> Entry:
    offers = _offers(picture, row)
    facts = tuple(
        Fact(offer.entity, offer.offer, right=zulu(each.event, now), kind="offer", subject=each.subject) for each, offer in offers
    )
    acts = () if body.met else (("offer", "Match an offer…", "M"), ("need", "It is met…", "T"))
    return Entry(
        "need",
        row.subject,
        f"{body.place}: {body.need}",
        state=_need_state(picture, row, body),
        right=body.quantity,
        support="; ".join(f"{offer.entity} {offer.offer}" for _, offer in offers) or "nobody offered yet",
        support_right=f"{span(now - row.event)} ago",
        parts=(
            Part("Offered", facts, "nobody offered yet"),
            Part("The need", (Fact("Written down", f"{whose(row)} · {zulu(row.event, now)}"),)),
        ),
        acts=offered(acts, row.subject, standpoint.off),
    )


def _loose(now: int, standpoint: Standpoint, row: Record, body: Offer) -> Entry:
    return Entry(
        "offer",
        row.subject,
        body.offer,
        body.entity,
        support="offered, not matched to a need yet",
        support_right=zulu(row.event, now),
        parts=(Part("The offer", (Fact("By", body.entity), Fact("Offered", body.offer), Fact("Written down", zulu(row.event, now)))),),
        acts=offered((("offer", "Match to a need…", "M"),), row.subject, standpoint.off),
    )
