"""A room on this machine: ROOM.toml, its roster, label policy and doctrine, its keys; and the default room, made at first use.

A room is a folder. What shapes the picture (roster, policy, doctrine) lies in JSON files beside ROOM.toml, and the hub
journals it as records whenever it differs; the files are how a room is set up, the journal is what was in force.
Deliberately absent: the hub, and where the home folder is (the caller says).
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import msgspec
import tomli_w

from feeds.basemap.section import Basemap, located
from feeds.doctrine import SHIPPED, load_doctrine
from feeds.errors import BadInput, Misuse, OverLimit, Refused, Unreachable
from feeds.picture.body import Capability
from feeds.picture.identity import opaque
from feeds.picture.label import Label, LabelPolicy
from feeds.picture.ladder import Doctrine
from feeds.picture.regime import REAL, Regime, RegimeKind, parse_regime
from feeds.picture.room import Delegation, Entity, EntityKind, Incident, Machine, MachineRole, Officer, Roster
from feeds.picture.values import Code, Codes, KeyText, Line, Value, as_json
from feeds.wire import keys as wire_keys
from feeds.wire.keys import Keys

ROOM_FILE = "ROOM.toml"
FORMAT = 1
HUB = "HUB"
"""The code of the hub's own key file."""

DEFAULT = "default"
DUTY_OFFICER = "DUTY"
FEED_MACHINE = "FEED-1"
_LIMIT = 16 << 20
_LOWEST_PORT, _PORTS = 20_000, 10_000

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


class NewOfficer(Value, frozen=True):
    """An officer whose keys are to be made."""

    code: Code
    entity: Code
    role: Line
    seat: Code
    delegation: Delegation


class NewMachine(Value, frozen=True):
    """A machine whose keys are to be made."""

    code: Code
    entity: Code
    role: MachineRole
    sources: Codes = ()


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
    everybody: tuple[Officer | Machine, ...] = (*room.roster.officers, *room.roster.machines)
    codes = [each.code for each in everybody]
    keys = [each.curve_key for each in everybody]
    for what, values in (("code", codes), ("CURVE key", keys)):
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


def rooms_folder(home: Path) -> Path:
    """Return where the rooms of a home folder lie."""
    return home / "rooms"


def create_room(  # noqa: PLR0913 -- a room is made of these, once
    home: Path,
    *,
    code: str,
    name: str,
    host: str,
    entities: Iterable[Entity],
    officers: Iterable[Officer | NewOfficer] = (),
    machines: Iterable[Machine | NewMachine] = (),
    regime: Regime = REAL,
    doctrine: Doctrine | None = None,
    policy: LabelPolicy | None = None,
    incident: Incident | None = None,
    default_label: Label | None = None,
    stepped: bool = False,
    folder: str = "",
) -> Room:
    """Make a room under `home`/rooms/`folder` (default: its code), with keys for whoever has none, on a free port of loopback.

    Raises:
        Refused: there is a room of that name already.
        BadInput: the parts do not fit together.

    """
    place = rooms_folder(home) / (folder or code)
    rooms_folder(home).mkdir(parents=True, exist_ok=True, mode=0o700)
    building = Path(tempfile.mkdtemp(prefix=".building-", dir=rooms_folder(home)))
    try:
        roster = Roster(
            room=code,
            name=name,
            host=host,
            entities=tuple(entities),
            officers=tuple(_officer(each, building / "keys") for each in officers),
            machines=tuple(_machine(each, building / "keys") for each in machines),
            default_label=default_label,
        )
        hub = wire_keys.generate(HUB)
        wire_keys.save(hub, building / "keys")
        about = incident or Incident(opaque("IC", code, name, hub.curve_key), name, int(time.time() * 1000))
        _write(building, roster, policy or default_policy(), doctrine, about, regime, hub.curve_key, stepped=stepped)
        load_room(building)
        _put(building, place)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return load_room(place)


def _put(building: Path, place: Path) -> None:
    """Give a finished folder its name: whoever comes second, in whatever process, finds the first one's room."""
    try:
        building.rename(place)
    except OSError as error:
        if not place.exists():
            raise
        raise Refused(str(place), "there is a room of this name already", place.name, "a new name") from error


def _write(
    folder: Path,
    roster: Roster,
    policy: LabelPolicy,
    doctrine: Doctrine | None,
    incident: Incident,
    regime: Regime,
    hub_key: str,
    *,
    stepped: bool,
) -> None:
    said = RoomFile(
        format=FORMAT,
        room=roster.room,
        name=roster.name,
        incident=incident.incident,
        title=incident.title,
        opened=incident.opened,
        regime=str(regime),
        endpoint=f"tcp://127.0.0.1:{_free_port()}",
        hub_key=hub_key,
        doctrine="doctrine.json" if doctrine is not None else "",
        stepped=stepped,
    )
    write_json(folder / said.roster, roster)
    write_json(folder / said.policy, policy)
    if doctrine is not None:
        write_json(folder / said.doctrine, doctrine)
    (folder / ROOM_FILE).write_bytes(tomli_w.dumps(msgspec.to_builtins(said)).encode())


def write_json(path: Path, value: msgspec.Struct) -> None:
    """Replace a room's JSON file in one step, so that a hub that looks at it meets the old or the new, never half."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_bytes(msgspec.json.format(as_json(value), indent=2) + b"\n")
    part.replace(path)


def _officer(each: Officer | NewOfficer, folder: Path) -> Officer:
    if isinstance(each, Officer):
        return each
    keys = wire_keys.generate(each.code)
    wire_keys.save(keys, folder)
    return Officer(each.code, each.entity, each.role, each.seat, keys.verify_key, keys.curve_key, each.delegation)


def _machine(each: Machine | NewMachine, folder: Path) -> Machine:
    if isinstance(each, Machine):
        return each
    keys = wire_keys.generate(each.code)
    wire_keys.save(keys, folder)
    return Machine(each.code, each.entity, each.role, keys.verify_key, keys.curve_key, each.sources)


def _free_port() -> int:
    """Return a port that is free now, below the range from which systems take ports for outgoing connections."""
    for _ in range(200):
        port = _LOWEST_PORT + secrets.randbelow(_PORTS)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise Unreachable("room", "no free port was found on loopback", expected=f"one from {_LOWEST_PORT} on")


def default_policy() -> LabelPolicy:
    """Return the label policy that ships."""
    data = files("resources.doctrine").joinpath("label_policy.json").read_bytes()
    return msgspec.json.decode(data, type=LabelPolicy)


def lowest_class(policy: LabelPolicy) -> str:
    """Return the first class that dominates no other."""
    return next((each.name for each in policy.classes if not each.dominates), policy.classes[0].name)


def open_label(roster: Roster, policy: LabelPolicy) -> Label:
    """Return the label of what everybody in the room must know: roster, policy, doctrine."""
    everybody = frozenset(entity.code for entity in roster.entities)
    return Label(policy.name, lowest_class(policy), roster.host, everybody, existence=True)


DEFAULT_ENTITIES = (
    Entity("CMC", "Watch room", EntityKind.ROOM, "TOP"),
    Entity("AUR", "Aurenia", EntityKind.NATION, "SECRET", member=True),
    Entity("BOR", "Borrack", EntityKind.NATION, "SECRET", member=True),
    Entity("CAL", "Calder", EntityKind.NATION, "SECRET", member=True),
    Entity("DRA", "Drayholm", EntityKind.NATION, "SECRET", member=True),
    Entity("ESK", "Eskmoor", EntityKind.NATION, "SECRET", member=True),
    Entity("FEN", "Fennick", EntityKind.NATION, "SECRET", member=True),
    Entity("HAC", "Humanitarian Access Cell", EntityKind.RELIEF, "RESTRICTED"),
)
"""The default room's host, and the partners of the exercise that ships."""


def default_room(home: Path) -> Room:
    """Return the room that commands share when none is named; made at first use, by whoever comes first."""
    place = rooms_folder(home) / DEFAULT
    if not place.exists():
        try:
            return create_room(
                home,
                code="ROOM-1",
                name="Watch room",
                host="CMC",
                entities=DEFAULT_ENTITIES,
                officers=(NewOfficer(DUTY_OFFICER, "CMC", "Duty officer", "CMC-1", Delegation(frozenset(Capability))),),
                machines=(NewMachine(FEED_MACHINE, "CMC", MachineRole.FEED),),
                doctrine=load_doctrine(SHIPPED / "meridian.toml"),
                folder=DEFAULT,
            )
        except Refused:
            if not place.exists():
                raise
    return load_room(place)


def room_at(home: Path, named: Path | None) -> Room:
    """Return the room a command was told to use: the named one, or the default."""
    return load_room(named) if named is not None else default_room(home)
