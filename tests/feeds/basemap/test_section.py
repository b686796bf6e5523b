"""The basemap of ROOM.toml: a file's name alone, or a section; a host is named exactly or not at all."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from feeds.basemap.section import DISPUTED, Basemap, MapService, located
from feeds.errors import BadInput
from feeds.founding import default_room
from feeds.room import ROOM_FILE, load_room

SECTION = """
[basemap]
tiles = "town.mbtiles"
[basemap.service]
protocol = "WMTS"
host = "maps.command.example:8443"
path = "/wmts"
layer = "topo"
bounds = [-10.5, 35, 30, 60]
zooms = [5, 14]
"""


def with_basemap(folder: Path, written: str) -> Path:
    """Write a room with this at the end of its file."""
    room = default_room(folder)
    file = room.folder / ROOM_FILE
    kept = "".join(line for line in file.read_text().splitlines(keepends=True) if not line.startswith("basemap"))
    file.write_text(kept + written)
    return file


def test_a_room_names_one_service_by_its_host_and_port(tmp_path: Path) -> None:
    """The section is read, its file found from the room's folder; a room without one has neither file nor service."""
    assert default_room(tmp_path).basemap == Basemap()
    room = load_room(with_basemap(tmp_path, SECTION))
    assert room.basemap.tiles == str(room.folder / "town.mbtiles")
    assert room.basemap.point_of_view == DISPUTED
    service = room.basemap.service
    assert service is not None
    assert (service.name, service.port, service.secure) == ("maps.command.example", 8443, True)


def test_a_files_name_alone_is_a_basemap(tmp_path: Path) -> None:
    """As rooms have had it."""
    room = load_room(with_basemap(tmp_path, 'basemap = "town.mbtiles"\n'))
    assert room.basemap == Basemap(str(room.folder / "town.mbtiles"))


@pytest.mark.parametrize(
    "host",
    ["*.example:80", "maps.example", "maps.example:", "https://maps.example:443", "a@b:80", "maps.example:80/x", "", "a b:80", "[x]:80"],
)
def test_a_host_that_is_none_is_refused(host: str) -> None:
    """No stars, no missing ports, no whole addresses, no names before the host."""
    said = {"protocol": "WMS", "host": host, "layer": "a", "bounds": [0, 0, 1, 1]}
    with pytest.raises(msgspec.ValidationError, match="host"):
        msgspec.convert(said, MapService)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"host": "maps.example:0"}, "no port"),
        ({"host": "maps.example:99999"}, "no port"),
        ({"bounds": (10.0, 0.0, 5.0, 1.0)}, "bounds that are none"),
        ({"zooms": (7, 3)}, "zooms that are none"),
        ({"protocol": "WMTS", "level": "x"}, "levels that are all one"),
    ],
)
def test_what_cannot_be_is_said_with_its_place(changed: dict[str, object], words: str) -> None:
    """The error names the file and the section."""
    plain = MapService("WMS", "maps.example:80", "a", (0.0, 0.0, 1.0, 1.0))
    service = msgspec.structs.replace(plain, **changed)
    with pytest.raises(BadInput, match=f"ROOM.toml, basemap.service: {words}"):
        located(Basemap(service=service), Path(), "ROOM.toml")
