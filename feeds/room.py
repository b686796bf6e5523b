"""A room on this machine: ROOM.toml, its roster, label policy and doctrine, its keys.

A room is a folder. What shapes the picture (roster, policy, doctrine) lies in JSON files beside ROOM.toml, and the hub
journals it as records whenever it differs; the files are how a room is set up, the journal is what was in force.
Deliberately absent: the hub, and how a room is made (`feeds.founding`).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from feeds.basemap.section import Basemap, located
from feeds.doctrine import check_ladder, check_rules
from feeds.errors import BadInput, Misuse, OverLimit
from feeds.picture.doctrine import Doctrine
from feeds.picture.label import LabelPolicy
from feeds.picture.regime import Regime, RegimeKind, parse_regime
from feeds.picture.room import Incident, Machine, MachineRole, Officer, Roster
from feeds.picture.values import Code, KeyText, Line, Value, as_json
from feeds.wire import keys as wire_keys
from feeds.wire.keys import Keys

ROOM_FILE = "ROOM.toml"
FORMAT = 1
HUB = "HUB"
"""The code of the hub's own key file."""

_LIMIT = 16 << 20

S = TypeVar("S")


class RoomFile(Value, frozen=True):
    """ROOM.toml. Paths are relative to its folder. `stepped`: the clock is an exercise player's."""

    format: int
    room: Code
    name: Line
    incident: Line
    title: Line
    opened: int
    regime: Line
    endpoint: Line
    hub_key: KeyText
    journal: Line = "journal.watchroom"
    keys: Line = "keys"
    roster: Line = "roster.json"
    policy: Line = "policy.json"
    doctrine: Line = ""
    basemap: Line | Basemap = ""
    stepped: bool = False


@dataclass(frozen=True)
class Room:
    """A room as its files say it is. `doctrine` None: the room has no ladder and no rules yet."""

    folder: Path
    code: str
    name: str
    incident: Incident
    regime: Regime
    endpoint: str
    hub_key: str
    journal: Path
    keys_folder: Path
    roster: Roster
    policy: LabelPolicy
    doctrine: Doctrine | None
    stepped: bool
    sources: tuple[Path, ...]
    """The files that roster, policy and doctrine were read from."""
    basemap: Basemap
    """What the room's map stands on besides the shipped ground; its file by its whole path."""

    @property
    def host(self) -> str:
        """Return the originating entity."""
        return self.roster.host

    def keys(self, code: str) -> Keys:
        """Read the keys of an officer, machine or the hub (`HUB`). Raises WatchroomError where they are not here or not safe."""
        return wire_keys.load(self.keys_folder, code)

    def has_keys(self, code: str) -> bool:
        """Say whether this machine holds the keys of that code."""
        return wire_keys.key_path(self.keys_folder, code).is_file()

    def officers_here(self) -> tuple[Officer, ...]:
        """Return the officers whose keys lie on this machine, the host's first."""
        here = (officer for officer in self.roster.officers if self.has_keys(officer.code))
        return tuple(sorted(here, key=lambda officer: officer.entity != self.host))

    def machine_here(self, role: MachineRole) -> Machine:
        """Return the first machine of that role whose keys lie here.

        Raises:
            BadInput: there is none.

        """
        for machine in self.roster.machines:
            if machine.role is role and self.has_keys(machine.code):
                return machine
        raise BadInput(str(self.folder / ROOM_FILE), f"no machine of this role has its keys on this machine: {role.value}", self.code)


def load_room(path: Path) -> Room:
    """Read a room from its ROOM.toml, or from the folder that holds one.

    Raises:
        Misuse: there is no such file.
        BadInput: a file does not say what it should.

    """
    file = path / ROOM_FILE if path.is_dir() else path
    said = _decode_toml(file)
    if said.format != FORMAT:
        raise BadInput(str(file), "written by another version", said.format, f"format {FORMAT}")
    folder = file.parent.absolute()
    try:
        regime = parse_regime(said.regime)
    except ValueError as error:
        raise BadInput(str(file), str(error)) from error
    sources = tuple(folder / name for name in (said.roster, said.policy, said.doctrine) if name)
    room = Room(
        folder=folder,
        code=said.room,
        name=said.name,
        incident=Incident(said.incident, said.title, said.opened),
        regime=regime,
        endpoint=said.endpoint,
        hub_key=said.hub_key,
        journal=folder / said.journal,
        keys_folder=folder / said.keys,
        roster=read_json(sources[0], Roster),
        policy=read_json(sources[1], LabelPolicy),
        doctrine=read_json(folder / said.doctrine, Doctrine) if said.doctrine else None,
        stepped=said.stepped,
        sources=sources,
        basemap=located(said.basemap, folder, str(file)),
    )
    _check(room, file)
    return room


def _check(room: Room, file: Path) -> None:
    if room.roster.room != room.code:
        raise BadInput(str(room.sources[0]), "the roster is another room's", room.roster.room, room.code)
    if room.roster.entity(room.host) is None:
        raise BadInput(str(room.sources[0]), "the host is none of the entities", room.host, "an entity's code")
    if room.stepped and room.regime.kind is RegimeKind.REAL:
        raise BadInput(str(file), "a REAL room's clock cannot be stepped", "stepped", "an EXERCISE or TEST regime")
    if room.doctrine is not None:
        name = str(room.sources[-1])
        check_ladder(room.doctrine.ladder, lambda *_: name)
        check_rules(room.doctrine, lambda *_: name)
    everybody: tuple[Officer | Machine, ...] = (*room.roster.officers, *room.roster.machines)
    codes = [each.code for each in everybody]
    keys = [each.curve_key for each in everybody]
    # One hand with two officers' codes would be its own second person.
    signing = [each.verify_key for each in everybody]
    for what, values in (("code", codes), ("CURVE key", keys), ("signing key", signing)):
        twice = next((value for value in values if values.count(value) > 1), None)
        if twice is not None:
            raise BadInput(str(room.sources[0]), f"two on the roster have one {what}", twice, "one each")


def read_json(path: Path, kind: type[S]) -> S:
    """Read a JSON file as a struct. Raises BadInput."""
    try:
        with path.open("rb") as file:
            data = file.read(_LIMIT + 1)
    except FileNotFoundError as error:
        raise BadInput(str(path), "there is no such file", expected=f"a {kind.__name__} in JSON") from error
    if len(data) > _LIMIT:
        raise OverLimit(str(path), "too long", expected=f"at most {_LIMIT} bytes")
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(str(path), f"no {kind.__name__}: {error}") from error


def _decode_toml(file: Path) -> RoomFile:
    try:
        data = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Misuse(str(file), "there is no such room", expected=f"a {ROOM_FILE}") from error
    try:
        return msgspec.toml.decode(data, type=RoomFile)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(str(file), f"no {ROOM_FILE}: {error}") from error


def write_json(path: Path, value: msgspec.Struct) -> None:
    """Replace a room's JSON file in one step, so that a hub that looks at it meets the old or the new, never half."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_bytes(msgspec.json.format(as_json(value), indent=2) + b"\n")
    part.replace(path)
