"""`.ci/system-packages`: silent and quick when nothing is missing, exact when something is, and never in the way.

The script runs with a folder of stand-ins for a system's tools, which write down how they are called.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rig.environment import ROOT

SCRIPT = ROOT / ".ci" / "system-packages"
NOBODY = 65534
TOOLS = ("bash", "sed", "grep", "tail", "mktemp", "rm", "env", "touch", "true")
_LIST = re.search(r"WANTED=\((.*?)\)", SCRIPT.read_text("utf-8"), re.DOTALL)
WANTED = _LIST[1].replace("'", "").split() if _LIST else []


class System:
    """A folder that is the whole PATH, and what was asked of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bin = folder / "bin"
        self.bin.mkdir()
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found
            (self.bin / tool).symlink_to(found)
        self.tool("sudo", 'if [ "$1" = -n ]; then shift; fi; exec "$@"')

    def tool(self, name: str, script: str) -> None:
        """Put a stand-in in the PATH."""
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        path.chmod(0o755)

    def debian(self, installed: list[str], known: list[str], apt_get: str = "true") -> None:
        """Be a Debian with these packages installed and these known; `apt_get` is what its installer does after noting its call."""
        listing = "\n".join(f"installed {name}" for name in installed)
        self.tool("dpkg-query", f"printf '%s\\n' '{listing}'")
        names = "|".join(known) or "none-at-all"
        self.tool("apt-cache", f'case "$2" in {names}) echo "Candidate: 1";; *) echo "Candidate: (none)";; esac')
        self.tool("apt-get", f'echo "$*" >>{self.folder}/calls\n{apt_get}')

    def run(self, user: int | None = None) -> tuple[int, str, list[str]]:
        """Run the script, as `user` if given; return its exit code, what it said, and the installer's calls."""
        script = shutil.copy(SCRIPT, self.folder)
        child = subprocess.run(
            [script], cwd=self.folder, env={"PATH": str(self.bin)}, capture_output=True, text=True, timeout=60, check=False, user=user
        )
        calls = self.folder / "calls"
        return child.returncode, child.stdout + child.stderr, calls.read_text("utf-8").splitlines() if calls.exists() else []


@pytest.fixture
def system(tmp_path: Path) -> System:
    """A system with a sudo that asks nothing, and no packages yet."""
    return System(tmp_path)


def first(names: str) -> str:
    """The name older systems know a package by."""
    return names.split("|", maxsplit=1)[0]


def last(names: str) -> str:
    """The name newer systems know it by."""
    return names.rsplit("|", maxsplit=1)[-1]


@pytest.mark.parametrize("name", [first, last])
def test_nothing_missing_costs_and_says_nothing(system: System, name: Callable[[str], str]) -> None:
    """With all installed, under either name, the installer is not called and nothing is said."""
    system.debian([name(names) for names in WANTED], [])
    assert system.run() == (0, "", [])


def test_the_list_is_read() -> None:
    """The script's own list was found; without it these tests would prove nothing."""
    assert len(WANTED) >= 20


def test_only_what_is_missing_is_installed(system: System) -> None:
    """The missing ones go to the installer, in one call, without fetching lists."""
    system.debian([first(names) for names in WANTED if names not in {"libnss3", "xvfb"}], ["libnss3", "xvfb"])
    code, said, calls = system.run()
    assert (code, said, len(calls)) == (0, "", 1)
    assert calls[0].endswith("--no-install-recommends libnss3 xvfb")


def test_a_newer_name_is_found(system: System) -> None:
    """Where the system knows a library only by its second name, that is what is installed."""
    system.debian([first(names) for names in WANTED if not names.startswith("libasound2")], ["libasound2t64"])
    assert system.run()[2][0].endswith("--no-install-recommends libasound2t64")


def test_old_lists_are_fetched_once(system: System) -> None:
    """When the first try fails the lists are fetched and it is tried again."""
    flag = system.folder / "fetched"
    system.debian(
        [first(names) for names in WANTED if names != "xauth"], ["xauth"], f'if [ "$1" = update ]; then : >{flag}; else [ -e {flag} ]; fi'
    )
    code, said, calls = system.run()
    assert (code, said) == (0, "")
    assert [call.split()[0] for call in calls] == ["install", "update", "install"]


def test_a_name_nobody_knows_does_not_keep_the_others_out(system: System) -> None:
    """The known ones are installed; the unknown one is named, in one line, and the set-up goes on."""
    system.debian([first(names) for names in WANTED if names not in {"libnss3", "xvfb"}], ["xvfb"])
    code, said, calls = system.run()
    assert code == 0
    assert said.count("\n") == 1
    assert said.endswith("apt-get install --no-install-recommends libnss3\n")
    assert calls[-1].endswith("--no-install-recommends xvfb")


def test_without_rights_the_command_is_named() -> None:
    """Where sudo would ask for a password, one line says what to run, and nothing is called."""
    with tempfile.TemporaryDirectory() as name:  # where somebody without rights may look, as pytest's own folder is not
        system = System(Path(name))
        system.folder.chmod(0o755)
        system.tool("sudo", "exit 1")
        system.debian([first(names) for names in WANTED if names != "xauth"], ["xauth"])
        code, said, calls = system.run(user=NOBODY if os.geteuid() == 0 else None)
    assert (code, calls) == (0, [])
    assert said == "system packages: to be installed by an administrator: apt-get install --no-install-recommends xauth\n"


def test_another_system_is_told_once(system: System) -> None:
    """Without Debian's tools the wants are named once for each .venv, and the set-up goes on."""
    (system.folder / ".venv").mkdir()
    code, said, _ = system.run()
    assert code == 0
    assert "libnss3" in said
    assert said.count("\n") == 1
    assert system.run() == (0, "", [])
