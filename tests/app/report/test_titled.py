"""A PDF says its label in its own title, whatever letters that has, and opens as it did."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPdf import QPdfDocument

from app.report.titled import title_of, titled
from feeds.errors import Unfit

_PARTS = (b"<</Creator (x)>>", b"<</Type /Catalog /Pages 3 0 R>>", b"<</Type /Pages /Kids [4 0 R] /Count 1>>")
_PAGE = b"<</Type /Page /Parent 3 0 R /MediaBox [0 0 100 100]>>"


def least() -> bytes:
    """Return the least PDF there is, ended as the engine ends its own."""
    made, at = b"%PDF-1.4\n", []
    for number, part in enumerate((*_PARTS, _PAGE), 1):
        at.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(made)
    made += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % each for each in at)
    return made + b"trailer\n<</Size 5\n/Root 2 0 R\n/Info 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


def read(path: Path, data: bytes) -> tuple[str, int]:
    """Return a PDF's title and how many pages it has."""
    path.write_bytes(data)
    document = QPdfDocument()
    assert document.load(str(path)) is QPdfDocument.Error.None_
    found = str(document.metaData(QPdfDocument.MetaDataField.Title)), document.pageCount()
    document.close()
    return found


@pytest.mark.parametrize("title", ["SECRET // REL TO AUR // NOT FOR TARGETING · TLP:RED: Night", "Île de \u0416 (a) \\ <b>", ""])
def test_the_title_is_in_the_metadata(tmp_path: Path, title: str) -> None:
    """As it is, once and twice over: the last one holds."""
    assert read(tmp_path / "x.pdf", titled(least(), title)) == (title, 1)
    assert read(tmp_path / "x.pdf", titled(titled(least(), "first"), title)) == (title, 1)


def test_a_page_is_called_what_it_says() -> None:
    """Its markup is read as text."""
    assert title_of("<head><title>A &amp; B: &lt;x&gt;\n</title></head>") == "A & B: <x>"
    assert title_of("<p>no head</p>") == ""


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n%%EOF", least()[:-8], least() + b"more"])
def test_what_cannot_be_marked_is_not_handed_on(data: bytes) -> None:
    """A file whose end cannot be read goes nowhere without its label."""
    with pytest.raises(Unfit, match="label cannot be written"):
        titled(data, "SECRET")
