"""Foreign XML, read so that it can reach nothing and blow up nothing.

A document type is refused, and with it every entity of its own; no network, no external parts, no processing of includes. The
library's own bounds on depth and size stay on. Deliberately absent: what the elements mean, and signatures.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feeds.adapters.adapter import Unusable

if TYPE_CHECKING:
    from lxml.etree import _Element

SOURCE_LIMIT: Final = 8 * 1024 * 1024
"""Bytes of a document; in memory it takes some thirty times as much at worst."""

CHILDREN_LIMIT: Final = 50_000
"""Elements right below one that are looked at together."""

_PROLOG_DOCTYPE: Final = re.compile(rb"(?>\s+|<\?(?>.*?\?>)|<!--(?>.*?-->))*+<!DOCTYPE", re.DOTALL)
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def parsed(data: bytes) -> _Element:
    """Return a document's root.

    Raises:
        Unusable: it is too long, not well formed, or has a document type or an entity of its own.

    """
    from lxml import etree

    if len(data) > SOURCE_LIMIT:
        raise Unusable("source too large", f"{len(data)} bytes", f"at most {SOURCE_LIMIT}")
    if _declares_type(data):
        raise Unusable("document type", "<!DOCTYPE", "XML without a document type or entities")
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, dtd_validation=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise Unusable("not XML", str(error), "a well-formed XML document") from error
    if root.getroottree().docinfo.internalDTD is not None or next(root.iter(etree.Entity), None) is not None:
        raise Unusable("document type", "<!DOCTYPE", "XML without a document type or entities")
    return root


def name_of(element: _Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def space_of(element: _Element) -> str:
    """Return an element's namespace."""
    return element.tag[1:].rpartition("}")[0] if element.tag.startswith("{") else ""


def children(element: _Element) -> list[_Element]:
    """Return the elements right below, comments and instructions left out.

    Raises:
        Unusable: there are too many.

    """
    if len(element) > CHILDREN_LIMIT:
        raise Unusable("too many elements", f"{name_of(element)}: {len(element)}", f"at most {CHILDREN_LIMIT}")
    return list(element.iterchildren("*"))


def words(element: _Element | None) -> str:
    """Return all the text in an element, trimmed."""
    return "" if element is None else whole_text(element).strip()


def whole_text(element: _Element) -> str:
    """Return all the text in an element, as it stands."""
    if not len(element):
        return element.text or ""
    return "".join(str(piece) for piece in element.itertext(with_tail=False))


def canonical(element: _Element) -> bytes:
    """Return the element alone as exclusive canonical XML, without comments: the same wherever it stands.

    Raises:
        Unusable: it cannot be written so (a relative namespace).

    """
    from lxml import etree

    try:
        return etree.tostring(element, method="c14n", exclusive=True, with_comments=False, with_tail=False)
    except (etree.LxmlError, ValueError) as error:
        raise Unusable("not canonical", str(error), "absolute namespace names") from error


def _declares_type(data: bytes) -> bool:
    """Say whether a document type stands before the first element, in whatever width of characters."""
    for mark in _MARKS:
        data = data.removeprefix(mark)
    return _PROLOG_DOCTYPE.match(data.replace(b"\0", b"")) is not None
