"""What a journal can be exported to. A format's module is imported when it is asked for.

Rows of a picture go by `feeds.exchange.registry`: a format that stands there is offered here. What is more than rows has a line in
`_MORE`. A module offers `write(reader, asked, out) -> dict[str, object]`: it writes the file at `out`, a place beside the one that was
asked for, and returns figures. The command names the file when it is whole.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, cast

from feeds.errors import Misuse

if TYPE_CHECKING:
    from feeds.journal.reader import Reader
    from feeds.picture.picture import Picture
    from feeds.picture.regime import Regime


class Asked(NamedTuple):
    """What is asked of an export. Times in ms; None: no bound, the originating room, every kind.

    `since` and `until` bound when things happened; `known_at` is as of when. `readers`: whom it is for, if not for `entity` itself.
    """

    format: str
    regime: Regime
    since: int | None = None
    until: int | None = None
    known_at: int | None = None
    entity: str | None = None
    readers: str | None = None
    kinds: frozenset[str] = frozenset()


class Exporter(Protocol):
    """What a format's module offers."""

    def write(self, reader: Reader, asked: Asked, out: Path) -> dict[str, object]:
        """Write the file and return figures, `items` among them. Raises a WatchroomError for what may not or cannot leave."""


class Export(NamedTuple):
    """A format's module and what it is, in a few words."""

    module: str
    about: str


_MORE: Final[dict[str, Export]] = {
    "html": Export("app.briefing.export", "the map as a page that stands alone"),
    "mcap": Export("app.exporting_mcap", "MCAP of the whole journal, or an audience's part; read back without loss"),
    "pdf": Export("app.briefing.export", "the map on paper"),
    "png": Export("app.briefing.export", "the map as a picture"),
}
"""What is more than the rows of a picture, each in its own words."""


def exports() -> dict[str, Export]:
    """Return what can be exported to, by name: the formats of rows, and what is more than rows."""
    from feeds.exchange.registry import FORMATS

    rows = {name: Export("app.exporting", each.about) for name, each in FORMATS.items()}
    return dict(sorted({**rows, **_MORE}.items()))


def titled(picture: Picture, otherwise: str) -> str:
    """Return what an export is called: the incident, or the journal's name where there is none."""
    from feeds.picture.room import Incident

    return next((body.title for _, body in picture.bodies(Incident)), otherwise)


def exporter(name: str) -> Exporter:
    """Import a format's module.

    Raises:
        Misuse: nothing is exported to that.

    """
    known = exports()
    found = known.get(name.lower())
    if found is None:
        raise Misuse("--to", "no such format", name, f"one of {', '.join(known)}")
    return cast("Exporter", importlib.import_module(found.module))
