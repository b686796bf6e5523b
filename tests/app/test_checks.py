"""What doctor looks at: each answer follows from what is found, and each problem says what to do."""

from pathlib import Path

import pytest

from app import checks
from app.checks import Check, Status
from app.probe import Probe

GOOD = Probe("6.11.3", ("IBM Plex Sans",), "", 120)


@pytest.mark.parametrize(
    ("check", "status"),
    [
        (checks.check_python((3, 10, 9)), Status.PROBLEM),
        (checks.check_python((3, 11, 0)), Status.OK),
        (checks.check_qt("6.11.2"), Status.PROBLEM),
        (checks.check_qt("6.11.3"), Status.OK),
        (checks.check_qt("6.12.0"), Status.PROBLEM),
        (checks.check_qt("?"), Status.PROBLEM),
        (checks.check_sqlite("3.40.1"), Status.PROBLEM),
        (checks.check_sqlite("3.51.2"), Status.PROBLEM),
        (checks.check_sqlite("3.51.3"), Status.OK),
        (checks.check_messaging("4.3.5", curve=True), Status.OK),
        (checks.check_messaging("4.3.5", curve=False), Status.PROBLEM),
        (checks.check_libraries([], [], screen=True), Status.OK),
        (checks.check_libraries(["libnss3"], [], screen=False), Status.PROBLEM),
        (checks.check_libraries([], ["libxcb-cursor0"], screen=True), Status.PROBLEM),
        (checks.check_libraries([], ["libxcb-cursor0"], screen=False), Status.NOTE),
        (checks.check_drawing(GOOD), Status.OK),
        (checks.check_drawing(Probe("6.11.3", (), "font file x was refused", 0)), Status.PROBLEM),
        (checks.check_drawing(Probe("6.11.3", ("IBM Plex Sans",), "", 0)), Status.PROBLEM),
        (checks.check_drawing("Qt ended with -6: no platform"), Status.PROBLEM),
        (checks.check_page(""), Status.OK),
        (checks.check_page("Qt ended with -6: no platform"), Status.PROBLEM),
        (checks.check_sandbox(root=True, namespaces=True, disabled=False), Status.NOTE),
        (checks.check_sandbox(root=False, namespaces=False, disabled=False), Status.NOTE),
        (checks.check_sandbox(root=False, namespaces=True, disabled=True), Status.NOTE),
        (checks.check_sandbox(root=False, namespaces=True, disabled=False), Status.OK),
        (checks.check_screen({"DISPLAY": ":0"}), Status.OK),
        (checks.check_screen({"WAYLAND_DISPLAY": "wayland-0"}), Status.OK),
        (checks.check_screen({"DISPLAY": ""}), Status.NOTE),
    ],
)
def test_the_answer_follows_from_what_is_found(check: Check, status: Status) -> None:
    """Each bound is held on both sides, and whatever is not fine comes with advice."""
    assert check.status is status
    assert bool(check.advice) == (status is not Status.OK)


@pytest.mark.parametrize(("version", "parts"), [("6.11.3", (6, 11, 3)), ("3.54.1rc2", (3, 54, 1)), ("3.x.1", (3,)), ("", ())])
def test_versions_are_read_up_to_what_is_no_number(version: str, parts: tuple[int, ...]) -> None:
    """A suffix ends a part, and a part without a number ends the version."""
    assert checks.numbers(version) == parts


def test_a_library_that_is_not_there_is_missing() -> None:
    """Its package is named; one that is there is not."""
    assert checks.missing({"libc.so.6": "libc6", "libnowhere.so.9": "libnowhere9"}) == ["libnowhere9"]


def test_a_home_to_be_made_is_fine(tmp_path: Path) -> None:
    """A folder that does not exist yet is judged by the nearest one above it, and is not made."""
    check = checks.check_home(tmp_path / "a" / "b")
    assert check.status in {Status.OK, Status.NOTE}
    assert not (tmp_path / "a").exists()


def test_a_file_is_no_home(tmp_path: Path) -> None:
    """A home below a file cannot be written."""
    (tmp_path / "file").write_text("", "utf-8")
    assert checks.check_home(tmp_path / "file" / "room").status is Status.PROBLEM


def test_a_full_disk_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below what is needed: a problem; below what a night wants: a note."""
    monkeypatch.setattr(checks, "SPACE_WISHED", 1 << 62)
    assert checks.check_home(tmp_path).status is Status.NOTE
    monkeypatch.setattr(checks, "SPACE_NEEDED", 1 << 62)
    assert checks.check_home(tmp_path).status is Status.PROBLEM


def test_the_probe_paints_here() -> None:
    """A child starts Qt, loads the typefaces and leaves ink."""
    probe = checks.run_probe()
    assert isinstance(probe, Probe)
    assert "IBM Plex Sans" in probe.families
    assert probe.ink > 50


def test_a_page_is_painted_here() -> None:
    """A child's web view shows the colour it was given."""
    assert checks.run_page_probe() == ""


def test_a_probe_that_takes_too_long_is_told_of() -> None:
    """The wait is bounded."""
    assert checks.run_probe(0.01) == "Qt did not paint within 0.01 s"
    assert checks.run_page_probe(0.01) == "Qt did not paint within 0.01 s"


def test_a_probe_that_dies_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the child said last is what is said."""
    monkeypatch.setattr("app.checks.sys.executable", "/bin/false")
    assert checks.run_probe() == "Qt ended with 1: and said nothing"
    assert checks.run_page_probe() == "Qt ended with 1: and said nothing"


def test_the_kernel_is_asked() -> None:
    """The question about user namespaces has an answer on this machine."""
    assert checks.namespaces_allowed() in {True, False}
