"""A file that is written: under its name whole or not at all, and under no other name in an error."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from app.whole import whole
from feeds.errors import Misuse, Unfit


def test_it_appears_whole(tmp_path: Path) -> None:
    """At the end of the block the new bytes stand there and nothing beside them; a failure leaves the old ones."""
    out = tmp_path / "x"
    with whole(out) as building:
        building.write_bytes(b"one")
        assert not out.exists()
    with pytest.raises(Unfit, match="cannot be written"), whole(out) as building:
        building.write_bytes(Path("no such").read_bytes())
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("x", b"one")]


def test_an_error_names_the_file(tmp_path: Path) -> None:
    """The place beside it is nobody's name for the file; where else something went wrong stays as it is."""
    for where, expected in ((None, tmp_path / "x"), (tmp_path / "other", tmp_path / "other")):
        with pytest.raises(Unfit) as caught, whole(tmp_path / "x") as building:
            raise Unfit(str(where or building), "the disk is full", expected="room on the disk")
        assert caught.value.where == str(expected)


def test_no_place_for_a_file(tmp_path: Path) -> None:
    """A folder that is not there, and a folder in the file's place, are misuse of the option that named them."""
    for out in (tmp_path / "none" / "x", tmp_path):
        with pytest.raises(Misuse, match="--out"), whole(out):
            pytest.fail("there is no place to write to")


def test_what_was_written_and_its_name_are_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """First the bytes, then, once it has its name, the folder: without that a loss of power takes the file back."""
    out, synced = tmp_path / "x", list[tuple[str, bool]]()
    real = os.fsync

    def noted(file: int) -> None:
        synced.append(("folder" if stat.S_ISDIR(os.fstat(file).st_mode) else "file", out.exists()))
        real(file)

    monkeypatch.setattr(os, "fsync", noted)
    with whole(out) as building:
        building.write_bytes(b"one")
    assert synced == [("file", False), ("folder", True)]
