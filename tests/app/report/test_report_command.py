"""`watchroom report` from outside: a page and a PDF, whole or not at all."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtPdf import QPdfDocument

from tests.feeds.report.played import write


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The played exercise."""
    return write(tmp_path_factory.mktemp("report") / "night.watchroom")


def run(*args: str) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    return subprocess.run([sys.executable, "-m", "app.cli", "report", *args], capture_output=True, text=True, timeout=120, check=False)


def called(path: Path) -> str:
    """Return the title in a PDF's metadata."""
    document = QPdfDocument()
    assert document.load(str(path)) is QPdfDocument.Error.None_
    found = document.metaData(QPdfDocument.MetaDataField.Title)
    document.close()
    return str(found)


def sheets(path: Path) -> list[str]:
    """Return the words of each sheet of a PDF."""
    document = QPdfDocument()
    assert document.load(str(path)) is QPdfDocument.Error.None_
    found = [document.getAllText(page).text() for page in range(document.pageCount())]
    document.close()
    return found


@pytest.mark.xdist_group("desk")
def test_a_pdf_has_its_banner_on_every_sheet_and_its_contents_name_the_sheets(journal: Path, tmp_path: Path) -> None:
    """The engine prints it without a window; each sheet carries label and number; each part begins where the contents say."""
    out = tmp_path / "night.pdf"
    done = run(str(journal), "--out", str(out), "--as", "DRA", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told["bytes"] == out.stat().st_size
    found = sheets(out)
    assert called(out).startswith(told["label"])
    assert len(found) >= 8
    for number, words in enumerate(found, 1):
        assert words.count(told["label"]) == 2, f"sheet {number}"
        assert f"{number} / {len(found)}" in words
    for number, title in enumerate((*told["sections"], "Records cited", "Words used"), 1):
        page = re.search(rf"^{number}\s+{re.escape(title)}\s+(\d+)\s*$", found[1], re.MULTILINE)
        assert page is not None, f"the contents name no sheet of {title}"
        assert re.search(rf"^{number}\s+{re.escape(title)}\s*$", found[int(page[1]) - 1], re.MULTILINE), (
            f"{title} is not on sheet {page[1]}"
        )


def test_a_page_is_written_and_told_of(journal: Path, tmp_path: Path) -> None:
    """What is printed names the label and the sections."""
    out = tmp_path / "night.html"
    done = run(str(journal), "--out", str(out), "--json")
    assert done.returncode == 0
    told = json.loads(done.stdout)
    assert told["sections"][0] == "What happened"
    assert out.read_text().startswith("<!DOCTYPE html>")
    assert [each.name for each in tmp_path.iterdir()] == ["night.html"]


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("--out", "night.txt"), 2, "a name that ends in .html or .pdf"),
        (("--out", "night.html", "--as", "NOBODY"), 2, "no such entity on the roster"),
        (("--out", "nowhere/night.html"), 1, "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(journal: Path, tmp_path: Path, args: tuple[str, ...], code: int, words: str) -> None:
    """Wrong name, wrong entity, no folder: one line, and no file is left."""
    args = tuple(str(tmp_path / each) if each.startswith(("night", "nowhere")) else each for each in args)
    done = run(str(journal), *args)
    assert done.returncode == code
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
