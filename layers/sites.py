"""Protected places: a house, a letter and a place name; asked about, also how full they are and what is needed there.

Never a military frame. Counts of people are in the words of the tip alone, and below ten they are not given. Needs stand by place, as
they are written down. Walls and public exports leave its signs out (`layers.wall`).
"""

from collections.abc import Iterable

from feeds.picture.changes import Change
from feeds.picture.few import headcount
from feeds.picture.guarded import OF_SITE
from feeds.picture.picture import Picture
from feeds.picture.relief import Need, Site, SiteKind
from layers.layer import NOTHING, Drawn, Row, Selection, Sign

STANDING = frozenset({SiteKind.HOSPITAL, SiteKind.EVACUATION_SHIP})
"""Kinds that stand by themselves; the others belong to a town whose name is on the map."""


class Sites:
    """The layer of protected places."""

    name = "Protected places"
    kinds = frozenset({"site", "need"})

    def rows(self, picture: Picture) -> Iterable[Row]:
        """Every site."""
        return [("site", subject) for subject, _ in picture.tables.get("site", {})]

    def touched(self, picture: Picture, change: Change) -> Iterable[Row]:
        """The site itself; of a need, the sites of its place, before and after."""
        if change.kind == "site":
            return (("site", change.key[0]),)
        places = {record.body.place for record in (change.before, change.after) if record is not None and isinstance(record.body, Need)}
        return [("site", record.subject) for record, site in picture.bodies(Site) if site.place in places]

    def draw(self, picture: Picture, row: Row, now: int, selection: Selection) -> Drawn:  # noqa: ARG002 - the protocol's signature
        """Its sign, where its owner gave a position."""
        site = picture.get(Site, row[1])
        if site is None or site.position is None:
            return NOTHING
        return Drawn(
            (
                Sign(
                    key=f"site:{row[1]}",
                    kind="site",
                    subject=row[1],
                    at=site.position,
                    letter=OF_SITE[site.kind][0],
                    minor=site.kind not in STANDING,
                    caption=site.name.upper(),
                    title=" · ".join((site.name, site.place, *_state(site), *_needs(picture, site.place))),
                ),
            )
        )


def _state(site: Site) -> tuple[str, ...]:
    """Its status and how full it is, as its owner says."""
    people = (
        (f"{counted(site.occupancy)} of {counted(site.capacity)} places taken",) if site.capacity and site.occupancy is not None else ()
    )
    alone = (f"room for {counted(site.capacity)}",) if site.capacity and site.occupancy is None else ()
    over = ("OVER CAPACITY",) if site.capacity and (site.occupancy or 0) > site.capacity else ()
    return (*((site.status,) if site.status else ()), *people, *alone, *over)


def counted(people: int | None) -> str:
    """A number of people, or that they are few: small counts point at persons."""
    return "not known" if people is None else headcount(people, " ")


def _needs(picture: Picture, place: str) -> tuple[str, ...]:
    open_needs = [f"{need.need} {need.quantity}".strip() for _, need in picture.bodies(Need) if need.place == place and not need.met]
    return (f"needed: {', '.join(sorted(open_needs))}",) if open_needs else ()
