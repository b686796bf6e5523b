"""What a source carries within itself that is no text: photographs, documents. It is left out before anything is read or kept.

Such a file says more than it shows (where a photograph was taken, by whom, on which machine), and nobody here could look. It is never
decoded to be shown, kept or handed on: in its place stand its kind, its size and the hash by which who has the file can tell it. Known are
CAP's `derefUri`, `data:` addresses, and bare base64 that begins as a picture, a PDF or an archive does. Deliberately absent: what is only
linked to, which is never fetched, and a hub's own check of bytes that a foreign program sends it.
"""

from __future__ import annotations

import base64
import binascii
import re
from hashlib import sha256
from typing import Final

_DEREFERENCED: Final = re.compile(
    r"<(?P<tag>(?:[\w.-]{1,64}:)?derefUri)(?:\s[^<>]{0,400})?>(?:<!\[CDATA\[)?(?P<data>[^<\]]*)(?:\]\]>)?</(?P=tag)\s*>"
)
_DATA: Final = re.compile(
    r"data:(?P<kind>[\w.+-]{0,60}(?:\\?/[\w.+-]{0,60})?)(?:;[^;,\s\"'<>]{0,100}){0,8};base64,(?P<data>(?:[A-Za-z0-9+/=\s]|\\[/nrt]|%[0-9A-Fa-f]{2})*)"
)
_BARE: Final = re.compile(
    r"(?<![A-Za-z0-9+/])(?P<data>(?:\\?/9j\\?/|iVBORw0KGgo|R0lGOD|SUkqA|TU0AK|UklGR|JVBERi|UEsDB)(?:[A-Za-z0-9+/\s]|\\[/nrt]){200,}={0,2})"
)
_SIGNS: Final = ("derefUri>", ";base64,", "/9j/", r"\/9j\/", "iVBORw0KGgo", "R0lGOD", "SUkqA", "TU0AK", "UklGR", "JVBERi", "UEsDB")
"""One of these stands in every source that has one: the rest is not looked through."""

_ESCAPED: Final = re.compile(r"\\[nrt]|\\(?=/)|\s")
_ARCHIVE: Final = b"PK\x03\x04"
"""Who opens it asks for what is inside."""

_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")


def without_attachments(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return a source without what is attached within it, and a line about each that was left out; the very same bytes where none is."""
    codec = "utf-16" if data.startswith(_WIDE) else "latin-1"
    if data.startswith(_ARCHIVE) or (codec == "latin-1" and not any(sign.encode() in data for sign in _SIGNS)):
        return data, ()
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        # No reader takes it either.
        return data, ()
    notes: list[str] = []

    def said(found: re.Match[str], kind: str) -> str:
        notes.append(_told(kind, found["data"]))
        return notes[-1]

    text = _DEREFERENCED.sub(lambda found: f"<!-- {said(found, 'file')} -->" if found["data"].strip() else found[0], text)
    text = _DATA.sub(lambda found: f"[{said(found, found['kind'].replace(chr(92), '') or 'file')}]", text)
    text = _BARE.sub(lambda found: f"[{said(found, 'file')}]", text)
    return (text.encode(codec), tuple(notes)) if notes else (data, ())


def _told(kind: str, written: str) -> str:
    """Return what stands in an attachment's place: the size and the hash are the file's own where it can be read as base64."""
    plain = _ESCAPED.sub("", written)
    try:
        found = base64.b64decode(plain, validate=True)
    except (binascii.Error, ValueError):
        found = plain.encode("utf-8", "surrogatepass")
    # No comma and no semicolon: it may stand in a cell of a table.
    return f"attachment left out: {kind} of {len(found)} bytes with sha256 {sha256(found).hexdigest()}"
