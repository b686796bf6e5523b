"""Protected places: a house, a letter and a place name. Never a military frame, never numbers of people.

Not on walls and public exports: those leave this layer out (`layers.registry.WALL`).
"""

from collections.abc import Iterable, Mapping

from feeds.picture.changes import Change
from feeds.picture.corridor import Site, SiteKind
from feeds.picture.picture import Picture
from layers.layer import NOTHING, Drawn, Row, Selection, Sign

LETTERS: Mapping[SiteKind, str] = {
    SiteKind.HOSPITAL: "H",
    SiteKind.EVACUATION_CENTRE: "E",
    SiteKind.EVACUATION_SHIP: "E",
    SiteKind.ASSEMBLY: "E",
    SiteKind.TRANSIT: "S",
    SiteKind.SAFE_HAVEN: "S",
    SiteKind.SAFE_HALT: "S",
    SiteKind.AID_HUB: "R",
}
STANDING = frozenset({SiteKind.HOSPITAL, SiteKind.EVACUATION_SHIP})
"""Kinds that stand by themselves; the others belong to a town whose name is on the map."""


class Sites:
    """The layer of protected places."""

    name = "Protected places"
    kinds = frozenset({"site"})

    def rows(self, picture: Picture) -> Iterable[Row]:
        """Every site."""
        return [("site", subject) for subject, _ in picture.tables.get("site", {})]

    def touched(self, picture: Picture, change: Change) -> Iterable[Row]:  # noqa: ARG002 - the protocol's signature
        """The site itself."""
        return (("site", change.key[0]),)

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
                    letter=LETTERS[site.kind],
                    minor=site.kind not in STANDING,
                    caption=site.name.upper(),
                    title=f"{site.name} · {site.place}",
                ),
            )
        )
