"""A PDF's own title: what the page is called, label first. The engine prints none, and a file's marking is read there too.

It is added behind the file's end, as the format allows (ISO 32000-1, 7.5.6). Deliberately absent: printing, and any other metadata.
"""

from __future__ import annotations

import html as markup
import re
from typing import Final

from feeds.errors import Unfit

_TITLE: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_END: Final = re.compile(rb"trailer\s*<<(?P<said>[^<>]*)>>\s*startxref\s+(?P<before>\d+)\s+%%EOF\s*\Z")
_SIZE: Final = re.compile(rb"/Size (\d+)")
_ROOT: Final = re.compile(rb"/Root (\d+ \d+ R)")
_LOOKED_AT: Final = 4_096


def title_of(page: str) -> str:
    """Return the title of a page, empty where it has none."""
    found = _TITLE.search(page)
    return "" if found is None else markup.unescape(found[1]).strip()


def titled(pdf: bytes, title: str) -> bytes:
    """Return a PDF with a title. Raises Unfit for what ends as no PDF of the engine's does: it would go without its marking."""
    end = _END.search(pdf, max(0, len(pdf) - _LOOKED_AT))
    size = _SIZE.search(end["said"]) if end is not None else None
    root = _ROOT.search(end["said"]) if end is not None else None
    if end is None or size is None or root is None:
        raise Unfit("PDF", "its end cannot be read, so its label cannot be written into it", expected="a PDF as the web engine prints it")
    number = int(size[1])
    words = title.encode("utf-16-be", "replace").hex().upper()
    added = f"\n{number} 0 obj\n<</Title <FEFF{words}>>>\nendobj\n".encode()
    at = len(pdf) + len(added)
    trailer = f"trailer\n<</Size {number + 1}\n/Root {root[1].decode()}\n/Info {number} 0 R\n/Prev {end['before'].decode()}>>\n"
    return pdf + added + f"xref\n{number} 1\n{len(pdf) + 1:010} 00000 n \n{trailer}startxref\n{at}\n%%EOF\n".encode()
