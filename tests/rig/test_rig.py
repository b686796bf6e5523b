"""The rig itself: every offence it is there for fails a test, and what is declared or tidied up does not.

One run of pytest over a file of small tests, outside this process, is made once and then asked about.
"""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.rig.environment import ROOT

OFFENCES = {
    "test_warns": "UserWarning: beware",
    "test_logs_a_warning": "log: WARNING feeds.hub: slow peer",
    "test_logs_while_fixtures_go_down": "log: ERROR root: too late",
    "test_promises_a_record_that_never_comes": "it never came: 'never'",
    "test_qt_warns": "qt: default: odd geometry",
    "test_promises_a_qt_message_that_never_comes": "it never came: 'never'",
    "test_leaves_a_message_handler": "left its own Qt message handler behind",
    "test_leaves_an_excepthook": "left its own sys.excepthook behind",
    "test_raises_in_a_slot": "RuntimeError: in a slot",
    "test_raises_in_a_thread": "RuntimeError: in a thread",
    "test_raises_in_a_finalizer": "RuntimeError: in a finalizer",
    "test_leaks_a_thread": "thread: lingering",
    "test_leaks_a_qthread": "running QThread",
    "test_leaks_a_timer": "active QTimer",
    "test_leaks_a_widget": "top-level widget",
    "test_leaks_a_socket": "ZeroMQ socket",
    "test_leaks_a_context": "ZeroMQ context",
}
"""A test of the sample and what its report must say."""

GOOD = (
    "test_declares_by_marker",
    "test_declares_by_fixture",
    "test_declares_a_qt_message",
    "test_logs_below_warning",
    "test_skips_with_a_promise",
    "test_tidies_up",
    "test_uses_what_a_wider_fixture_holds",
    "test_has_a_home_of_its_own",
)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[ElementTree.Element]]:
    """What a run of the sample reported: test to its failures, errors and skips."""
    folder = tmp_path_factory.mktemp("sample")
    (folder / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text("utf-8"), "utf-8")
    sample = Path(__file__).with_name("sample.py").read_text("utf-8")
    (folder / "test_sample.py").write_text(sample, "utf-8")
    (folder / "pyproject.toml").write_text(
        (ROOT / "pyproject.toml").read_text("utf-8").replace('pythonpath = ["."]', f"pythonpath = [{str(ROOT)!r}]"), "utf-8"
    )
    command = [sys.executable, "-m", "pytest", "--junitxml=report.xml", "test_sample.py"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 1, run.stdout[-2000:] + run.stderr[-2000:]
    found: dict[str, list[ElementTree.Element]] = {}
    for case in ElementTree.parse(folder / "report.xml").iter("testcase"):  # noqa: S314 -- written by the line above
        found.setdefault(case.attrib["name"], []).extend(one for one in case if one.tag in {"failure", "error", "skipped"})
    return found


@pytest.mark.parametrize(("name", "words"), OFFENCES.items())
def test_an_offence_fails_its_test(reports: dict[str, list[ElementTree.Element]], name: str, words: str) -> None:
    """The sample's test is reported as failed, in the words of its offence."""
    assert any(words in (one.text or "") for one in reports[name] if one.tag in {"failure", "error"}), [one.text for one in reports[name]]


@pytest.mark.parametrize("name", GOOD)
def test_what_is_declared_or_tidied_up_passes(reports: dict[str, list[ElementTree.Element]], name: str) -> None:
    """The sample's test is reported without failure or error."""
    assert [one.text for one in reports[name] if one.tag != "skipped"] == []


def test_every_sample_is_asked_about(reports: dict[str, list[ElementTree.Element]]) -> None:
    """No test of the sample goes unjudged here."""
    assert set(reports) == set(OFFENCES) | set(GOOD)
