"""Who in a room holds which key: fingerprints to be read aloud, a new key for somebody, a key revoked.

A change is a change of the room's roster file; a running hub sees it, journals the roster and turns the old key away at once. Old key
files are set aside, never destroyed: they show who signed what. Deliberately absent: delegations, and sending a key to anybody.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import Final, NamedTuple

import msgspec

from feeds.errors import Misuse, Refused
from feeds.picture.room import Machine, Officer, Roster
from feeds.room import HUB, Room, load_room, write_json
from feeds.wire import keys as wire_keys
from feeds.wire.keys import Keys

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without I, L, O and U: read aloud without mistakes."""
_GROUPS: Final = 5
_GROUP: Final = 4


class Holder(StrEnum):
    """What a key's holder is."""

    HUB = "hub"
    OFFICER = "officer"
    MACHINE = "machine"


class Entry(NamedTuple):
    """One key on the roster. `here`: its secret half lies on this machine."""

    code: str
    holder: Holder
    entity: str
    role: str
    fingerprint: str
    here: bool


def fingerprint(curve_key: str, verify_key: str) -> str:
    """Return a hundred bits of a hash over both public halves, in five groups to be read aloud: 7K2Q-…"""
    number = int.from_bytes(hashlib.blake2b(f"{curve_key} {verify_key}".encode(), digest_size=16).digest(), "big") >> 28
    letters = [_ALPHABET[number >> shift & 31] for shift in range(95, -5, -5)]
    return "-".join("".join(letters[start : start + _GROUP]) for start in range(0, _GROUPS * _GROUP, _GROUP))


def entries(room: Room) -> tuple[Entry, ...]:
    """Return every key of a room: the hub's, officers', machines'."""
    roster = room.roster
    found = [Entry(HUB, Holder.HUB, room.host, "the room's hub", fingerprint(room.hub_key, ""), room.has_keys(HUB))]
    for officer in roster.officers:
        mark = fingerprint(officer.curve_key, officer.verify_key)
        found.append(Entry(officer.code, Holder.OFFICER, officer.entity, officer.role, mark, room.has_keys(officer.code)))
    for machine in roster.machines:
        mark = fingerprint(machine.curve_key, machine.verify_key)
        found.append(Entry(machine.code, Holder.MACHINE, machine.entity, machine.role.value, mark, room.has_keys(machine.code)))
    return tuple(found)


def renew(room: Room, code: str) -> Entry:
    """Make new keys for somebody on the roster, on this machine, and revoke the old ones in the same step.

    Raises:
        Misuse: nobody of that code is on the roster.

    """
    holder = _holder(room, code)
    made = wire_keys.generate(code)
    _set_aside(room, code)
    wire_keys.save(made, room.keys_folder)
    _write(room, _with_keys(room.roster, code, made))
    kind = Holder.OFFICER if isinstance(holder, Officer) else Holder.MACHINE
    role = holder.role if isinstance(holder, Officer) else holder.role.value
    return Entry(code, kind, holder.entity, role, fingerprint(made.curve_key, made.verify_key), here=True)


def revoke(room: Room, code: str) -> None:
    """Take somebody's key off the roster: the hub turns it away at once, on the connection it has.

    Raises:
        Misuse: nobody of that code is on the roster.
        Refused: it is the last officer of the host, without whom nobody could do anything.

    """
    holder = _holder(room, code)
    roster = room.roster
    hosts = [each for each in roster.officers if each.entity == roster.host]
    if isinstance(holder, Officer) and hosts == [holder]:
        raise Refused("keys", "the host's last officer cannot be revoked", code, "another officer of the host first")
    officers = tuple(each for each in roster.officers if each.code != code)
    machines = tuple(each for each in roster.machines if each.code != code)
    _write(room, msgspec.structs.replace(roster, officers=officers, machines=machines))
    _set_aside(room, code)


def _holder(room: Room, code: str) -> Officer | Machine:
    found = room.roster.officer(code) or room.roster.machine(code)
    if found is None:
        codes = [each.code for each in room.roster.officers] + [each.code for each in room.roster.machines]
        raise Misuse("keys", "nobody of that code is on the roster", code, f"one of: {', '.join(codes)}")
    return found


def _with_keys(roster: Roster, code: str, made: Keys) -> Roster:
    """Return the roster with these public halves for one code."""
    new = {"verify_key": made.verify_key, "curve_key": made.curve_key}
    officers = tuple(msgspec.structs.replace(each, **new) if each.code == code else each for each in roster.officers)
    machines = tuple(msgspec.structs.replace(each, **new) if each.code == code else each for each in roster.machines)
    return msgspec.structs.replace(roster, officers=officers, machines=machines)


def _write(room: Room, roster: Roster) -> None:
    """Write the roster, as long as the files still fit together with it."""
    before = room.roster
    write_json(room.sources[0], roster)
    try:
        load_room(room.folder)
    except BaseException:
        write_json(room.sources[0], before)
        raise


def _set_aside(room: Room, code: str) -> None:
    """Keep an old key file under a name that nobody signs with."""
    path = wire_keys.key_path(room.keys_folder, code)
    number = 1
    while path.exists():
        aside = wire_keys.key_path(room.keys_folder, f"{code}.revoked-{number}")
        if not aside.exists():
            path.replace(aside)
        number += 1
