"""Markup made of text, escaped where it is made: the one way in which a record's words get into a page.

Deliberately absent: any function that takes markup from outside.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from html import escape
from string import ascii_letters, digits
from typing import NewType

from layers.layer import plain

Markup = NewType("Markup", str)
"""Markup that was made here."""

_PLAIN = frozenset(ascii_letters + digits + " ")
LONGEST = 4_000
"""Characters of one text that are shown."""


def text(words: str) -> Markup:
    """Return words as text: control characters shown as their pictures, overrides of direction dropped, the rest escaped."""
    return Markup(escape(plain(words, LONGEST), quote=True))


def together(parts: Iterable[Markup]) -> Markup:
    """Return parts one after the other."""
    return Markup("".join(parts))


def element(name: str, *children: Markup, **attributes: str | float | None) -> Markup:
    """Return an element. Attributes by name, underscores for hyphens, `class_` for class; None leaves one out."""
    written = "".join(f' {_name(key)}="{escape(_value(value), quote=True)}"' for key, value in attributes.items() if value is not None)
    inner = "".join(children)
    return Markup(f"<{name}{written}>{inner}</{name}>")


def _name(key: str) -> str:
    return key.rstrip("_").replace("__", ":").replace("_", "-") if key != "viewBox" else key


def _value(value: str | float | None) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else plain(str(value), sys.maxsize)


def css_string(words: str) -> str:
    """Return words as a CSS string that nothing in them can end: all but ASCII letters, digits and blanks as codes."""
    # A blank ends each code, or the code would swallow the one that follows.
    return '"' + "".join(each if each in _PLAIN else f"\\{ord(each):06X} " for each in plain(words)) + '"'
