"""Rooms are made once, by whoever comes first, with keys nobody else can read."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from feeds.errors import Refused
from feeds.founding import DUTY_OFFICER, create_room, default_room
from feeds.picture.regime import REAL
from feeds.picture.room import MachineRole
from feeds.room import HUB, load_room

REPOSITORY = Path(__file__).parents[2]


def test_the_default_room_is_made_once_and_stays(tmp_path: Path) -> None:
    """The second call finds the first one's room: same keys, same endpoint, same incident."""
    first = default_room(tmp_path)
    assert default_room(tmp_path) == first
    assert first.regime == REAL
    assert [officer.code for officer in first.officers_here()] == [DUTY_OFFICER]
    assert first.machine_here(MachineRole.FEED).entity == first.host
    assert first.endpoint.startswith("tcp://127.0.0.1:")


def test_two_processes_at_once_get_one_room(tmp_path: Path) -> None:
    """Six processes that all come first agree on one room, and leave no half-made one behind."""
    ask = "import sys; from pathlib import Path; from feeds.founding import default_room; print(default_room(Path(sys.argv[1])).hub_key)"
    command = [sys.executable, "-c", ask, str(tmp_path)]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, cwd=REPOSITORY) for _ in range(6)]
    said = {child.communicate(timeout=60)[0] for child in children}
    assert [child.returncode for child in children] == [0] * 6
    assert len(said) == 1
    assert [path.name for path in (tmp_path / "rooms").iterdir()] == ["default"]


def test_keys_are_the_owners_alone(tmp_path: Path) -> None:
    """Every private key lies in a file of mode 600, and the roster holds public halves only."""
    room = default_room(tmp_path)
    files = list(room.keys_folder.iterdir())
    assert len(files) == 3
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in files)
    secrets = [room.keys(code) for code in (HUB, DUTY_OFFICER)]
    text = (room.folder / "roster.json").read_text()
    assert all(keys.curve_secret not in text and keys.signing_key not in text for keys in secrets)


def test_a_room_of_one_name_is_made_once(tmp_path: Path) -> None:
    """A second room of the same name is refused, and the first is untouched."""
    room = default_room(tmp_path)
    entities = room.roster.entities
    create_room(tmp_path, code="X-1", name="X", host="CMC", entities=entities)
    with pytest.raises(Refused):
        create_room(tmp_path, code="X-1", name="Y", host="CMC", entities=entities)
    assert load_room(tmp_path / "rooms" / "X-1").name == "X"
