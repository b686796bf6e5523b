"""What a journal can be exported to: a table to read. A format's module is imported when it is asked for.

A module offers `write(reader, asked, out) -> dict[str, object]`: it writes the file at `out`, a place beside the one that was asked for,
and returns figures. The command names the file when it is whole. To add one: its module and its line here.
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


EXPORTS: Final[dict[str, Export]] = {
    "cap": Export("app.exporting", "CAP 1.2 alerts; several in one EDXL-DE envelope"),
    "csv": Export("app.exporting", "a table of comma-separated values"),
    "geojson": Export("app.exporting", "GeoJSON features"),
    "geojsonseq": Export("app.exporting", "GeoJSON text sequence, one feature a line"),
    "html": Export("app.briefing.export", "the map as a page that stands alone"),
    "pdf": Export("app.briefing.export", "the map on paper"),
    "png": Export("app.briefing.export", "the map as a picture"),
    "gpx": Export("app.exporting", "GPX for receivers; hostile and protected objects are refused"),
    "mcap": Export("app.exporting_mcap", "MCAP of the whole journal, or an audience's part; read back without loss"),
    "kml": Export("app.exporting", "KML placemarks"),
}


def titled(picture: Picture, otherwise: str) -> str:
    """Return what an export is called: the incident, or the journal's name where there is none."""
    from feeds.picture.room import Incident

    return next((body.title for _, body in picture.bodies(Incident)), otherwise)


def exporter(name: str) -> Exporter:
    """Import a format's module.

    Raises:
        Misuse: nothing is exported to that.

    """
    found = EXPORTS.get(name.lower())
    if found is None:
        raise Misuse("--to", "no such format", name, f"one of {', '.join(EXPORTS)}")
    return cast("Exporter", importlib.import_module(found.module))
