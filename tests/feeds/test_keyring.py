"""Keys of a room: what is read aloud tells keys apart, a renewed one replaces the old, a revoked one is off the roster."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.errors import Misuse, Refused
from feeds.founding import DUTY_OFFICER, FEED_MACHINE, default_room
from feeds.keyring import Holder, entries, fingerprint, renew, revoke
from feeds.room import HUB, Room, load_room
from feeds.wire import keys as wire_keys


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """The room that commands share, made anew."""
    return default_room(tmp_path)


def test_every_key_is_told_and_none_twice(room: Room) -> None:
    """Hub, officer and feed, each with a fingerprint of its own, all on this machine."""
    found = {each.code: each for each in entries(room)}
    assert {HUB, DUTY_OFFICER, FEED_MACHINE} <= found.keys()
    assert found[HUB].holder is Holder.HUB
    assert len({each.fingerprint for each in found.values()}) == len(found)
    assert all(each.here for each in found.values())


def test_a_fingerprint_is_twenty_letters_without_look_alikes() -> None:
    """In five groups of four; another key has another."""
    mark = fingerprint("a" * 40, "b" * 64)
    assert len(mark.replace("-", "")) == 20
    assert not set(mark) & set("ILOU")
    assert mark == fingerprint("a" * 40, "b" * 64) != fingerprint("a" * 40, "c" * 64)


def test_a_renewed_key_replaces_the_old_one(room: Room) -> None:
    """The roster has the new public halves, the new secret is here, the old file is set aside; again, and that is set aside too."""
    before = room.keys(DUTY_OFFICER)
    made = renew(room, DUTY_OFFICER)
    after = load_room(room.folder)
    officer = after.roster.officer(DUTY_OFFICER)
    assert officer is not None
    assert officer.verify_key == after.keys(DUTY_OFFICER).verify_key != before.verify_key
    assert made.fingerprint == fingerprint(officer.curve_key, officer.verify_key)
    assert wire_keys.load(room.keys_folder, f"{DUTY_OFFICER}.revoked-1") == before
    renew(after, DUTY_OFFICER)
    assert wire_keys.load(room.keys_folder, f"{DUTY_OFFICER}.revoked-1") == before
    assert wire_keys.key_path(room.keys_folder, f"{DUTY_OFFICER}.revoked-2").exists()


def test_a_revoked_key_is_off_the_roster(room: Room) -> None:
    """A feed's goes at once; the host's last officer stays, or nobody could do anything; a stranger is misuse."""
    revoke(room, FEED_MACHINE)
    after = load_room(room.folder)
    assert after.roster.machine(FEED_MACHINE) is None
    assert not after.has_keys(FEED_MACHINE)
    with pytest.raises(Refused, match="last officer"):
        revoke(after, DUTY_OFFICER)
    with pytest.raises(Misuse, match="nobody of that code"):
        revoke(after, "NOBODY")
    assert load_room(room.folder).roster == after.roster
