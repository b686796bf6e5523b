"""Page numbers in the contents of a printed report: read from the first printing, set for the second.

A browser cannot say on which page a heading will stand, so the report is printed twice: the links of its contents in the first PDF name
the pages. The numbers change no line, so that the second is laid out as the first was. Deliberately absent: printing.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument, QPdfLinkModel

_CONTENTS = "<nav"
_LINK = "<a "


def numbered(html: str, pdf: bytes) -> str:
    """Return the page with the page numbers of `pdf`, its first printing; as it is where those cannot be told for certain."""
    numbers = _numbers(html, pdf)
    rules = "".join(f"nav li:nth-child({place})::after{{content:'{number}'}}" for place, number in enumerate(numbers, 1))
    return html.replace("</head>", f"<style>{rules}</style></head>", 1) if numbers else html


def _numbers(html: str, pdf: bytes) -> tuple[int, ...]:
    """The pages that the links of the contents lead to, counted from 1; none where they do not add up."""
    start = html.find(_CONTENTS)
    before, count = html.count(_LINK, 0, start), html.count(_LINK, start, html.find("</nav>", start))
    if start < 0 or not count:
        return ()
    targets = _targets(pdf, before + count)[before:]
    whole = len(targets) == count and all(one <= other for one, other in pairwise(targets))
    return tuple(each + 1 for each in targets) if whole else ()


def _targets(pdf: bytes, most: int) -> list[int]:
    """The pages, counted from 0, that the first links inside the document lead to, in the order they are read."""
    held = QByteArray(pdf)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document, links = QPdfDocument(), QPdfLinkModel()
    document.load(buffer)
    links.setDocument(document)
    found: list[int] = []
    for page in range(document.pageCount()):
        links.setPage(page)
        rows = (links.index(row, 0) for row in range(links.rowCount(links.index(-1, -1))))
        found += [int(links.data(row, QPdfLinkModel.Role.Page.value)) for row in rows]
        if len(found) >= most:
            break
    document.close()
    return found[:most]
