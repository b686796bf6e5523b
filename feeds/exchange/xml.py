"""Elements of an XML export, written one by one, so that a large one never stands in memory whole.

What XML cannot hold (most control characters) becomes U+FFFD: a name from outside must never break the document. Deliberately absent:
what the elements mean.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

HEAD: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Return text that XML can hold."""
    return _UNWRITABLE.sub("\ufffd", text)


def element(tag: str, text: str | None = None, /, **attributes: str) -> _Element:
    """Return an element without a namespace, which the document's own default then gives it."""
    from lxml import etree

    made = etree.Element(tag, {key: clean(value) for key, value in attributes.items()})
    made.text = None if text is None else clean(text)
    return made


def put(parent: _Element, tag: str, text: str | None = None, /, **attributes: str) -> _Element:
    """Add an element below another."""
    made = element(tag, text, **attributes)
    parent.append(made)
    return made


def written(made: _Element) -> bytes:
    """Return an element's bytes, a line."""
    from lxml import etree

    return etree.tostring(made, encoding="UTF-8", xml_declaration=False) + b"\n"
