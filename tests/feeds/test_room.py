"""Rooms: made once, by whoever comes first, with keys nobody else can read."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from feeds.errors import BadInput, Misuse, Refused
from feeds.picture.label import readable
from feeds.picture.regime import REAL
from feeds.picture.room import MachineRole
from feeds.room import DUTY_OFFICER, HUB, ROOM_FILE, create_room, default_policy, default_room, load_room, open_label, write_json

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
    ask = "import sys; from pathlib import Path; from feeds.room import default_room; print(default_room(Path(sys.argv[1])).hub_key)"
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


def test_parts_that_do_not_fit_are_one_clear_error(tmp_path: Path) -> None:
    """A host that is no entity, a stepped clock in a REAL room, a key used twice: said before anything runs."""
    room = default_room(tmp_path)
    with pytest.raises(BadInput, match="host"):
        create_room(tmp_path, code="X", name="X", host="NOBODY", entities=room.roster.entities)
    with pytest.raises(BadInput, match="stepped"):
        create_room(tmp_path, code="X", name="X", host="CMC", entities=room.roster.entities, stepped=True)
    duty = room.roster.officers[0]
    twice = msgspec.structs.replace(room.roster, officers=(duty, msgspec.structs.replace(duty, code="OTHER")))
    write_json(room.sources[0], twice)
    with pytest.raises(BadInput, match="CURVE key"):
        load_room(room.folder)
    assert not (tmp_path / "rooms" / "X").exists()


@pytest.mark.parametrize("text", ["", "format = 1", "format = 2\nroom = 'x'", "not toml [", "format = 1\nextra = 1"])
def test_a_room_file_that_says_something_else_is_refused(tmp_path: Path, text: str) -> None:
    """Whatever is wrong with ROOM.toml, the error names the file."""
    (tmp_path / ROOM_FILE).write_text(text)
    with pytest.raises(BadInput, match=ROOM_FILE):
        load_room(tmp_path)


def test_no_room_is_misuse(tmp_path: Path) -> None:
    """A path that leads to no room is the caller's mistake."""
    with pytest.raises(Misuse):
        load_room(tmp_path / "nowhere" / ROOM_FILE)


def test_the_label_of_what_governs_can_be_read_by_all(tmp_path: Path) -> None:
    """Roster, policy and doctrine carry the lowest class of the policy that ships, released to every entity."""
    room = default_room(tmp_path)
    label = open_label(room.roster, room.policy)
    assert readable(label, default_policy())
    assert label.classification == "OPEN"
    assert label.releasable == {entity.code for entity in room.roster.entities}
    assert room.doctrine is not None
