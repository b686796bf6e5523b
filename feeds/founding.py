"""Making a room: its folder, keys for whoever has none, a free port of loopback; and the default room, made at first use.

Deliberately absent: what a room is (`feeds.room`), and where the home folder is (the caller says).
"""

from __future__ import annotations

import secrets
import shutil
import socket
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec
import tomli_w

from feeds.doctrine import SHIPPED, load_doctrine
from feeds.errors import Refused, Unreachable
from feeds.picture.body import Capability
from feeds.picture.doctrine import Doctrine
from feeds.picture.identity import opaque
from feeds.picture.label import Label, LabelPolicy
from feeds.picture.regime import REAL, Regime
from feeds.picture.room import Delegation, Entity, EntityKind, Incident, Machine, MachineRole, Officer, Roster
from feeds.picture.values import Code, Codes, Line, Value
from feeds.policy import default_policy
from feeds.room import FORMAT, HUB, ROOM_FILE, Room, RoomFile, load_room, write_json
from feeds.wire import keys as wire_keys

DEFAULT = "default"
DUTY_OFFICER = "DUTY"
FEED_MACHINE = "FEED-1"
_LOWEST_PORT, _PORTS = 20_000, 10_000


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
