"""The home folder: what WATCHROOM_HOME names, else the platform's."""

from pathlib import Path

import pytest

from app.home import home


def test_the_variable_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A relative name is taken from the working folder, `~` from the user's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WATCHROOM_HOME", "room")
    assert home() == tmp_path / "room"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("WATCHROOM_HOME", "~/room")
    assert home() == tmp_path / "room"


@pytest.mark.parametrize("value", [None, ""])
def test_without_it_the_platform_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: str | None) -> None:
    """Unset and empty mean the same: the user's data folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    if value is None:
        monkeypatch.delenv("WATCHROOM_HOME")
    else:
        monkeypatch.setenv("WATCHROOM_HOME", value)
    assert home() == tmp_path / "watchroom"


def test_asking_makes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The folder comes to be when something is written, not before."""
    monkeypatch.setenv("WATCHROOM_HOME", str(tmp_path / "room"))
    home()
    assert not (tmp_path / "room").exists()
