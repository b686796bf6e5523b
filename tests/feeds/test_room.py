"""What a room's files say is read whole, and what they should not say is one clear error."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from feeds.errors import BadInput, Misuse
from feeds.founding import create_room, default_room
from feeds.picture.ladder import LadderType
from feeds.room import ROOM_FILE, load_room, write_json

REPOSITORY = Path(__file__).parents[2]


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


def test_one_hand_is_not_two_officers(tmp_path: Path) -> None:
    """Two officers with one signing key would be each other's second person, whatever seats they sit at."""
    room = default_room(tmp_path)
    duty = room.roster.officers[0]
    other = msgspec.structs.replace(duty, code="OTHER", seat="OTHER", curve_key="x" * 40)
    write_json(room.sources[0], msgspec.structs.replace(room.roster, officers=(duty, other)))
    with pytest.raises(BadInput, match="signing key"):
        load_room(room.folder)


def test_a_room_s_doctrine_is_held_to_what_the_checker_holds_a_document_to(tmp_path: Path) -> None:
    """A ladder that describes is not made to decide by writing the room's own file."""
    room = default_room(tmp_path)
    assert room.doctrine is not None
    ladder = msgspec.structs.replace(room.doctrine.ladder, type=LadderType.DESCRIPTIVE)
    write_json(room.sources[-1], msgspec.structs.replace(room.doctrine, ladder=ladder))
    with pytest.raises(BadInput, match=r"doctrine.json: the descriptive ladder generic-7 carries actions"):
        load_room(room.folder)


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
