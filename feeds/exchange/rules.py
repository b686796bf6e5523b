"""What may not leave in a format that aims, steers or feeds a weapon's map, and what is not for the public (DOMAIN section 10). Pure.

Deliberately absent: labels; who may read an export is `feeds.picture.marking.above`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from feeds.adapters.kept import kept
from feeds.exchange.entry import Entry, Sign
from feeds.picture.label import Tlp
from feeds.picture.relief import MOVEMENT, Movement


def untactical(found: Iterable[Entry]) -> Counter[str]:
    """Return which rows a tactical format must not carry: how many of each sign and kind. Empty: all may go."""
    return Counter(f"{each.sign.value} ({each.record.kind})" for each in found if each.sign is not None)


def fit(found: Iterable[Entry]) -> list[Entry]:
    """Return what leaves: where nothing stricter than TLP:CLEAR is among it, protected places by their names and no movement under way.

    What says nothing beside what is for the public does not make that less public. A protected thing that came from a file is left out:
    its record goes beside the drawing, and that has its position.
    """
    entries = list(found)
    said = {each.record.label.tlp for each in entries if each.record.label is not None} - {None}
    if said != {Tlp.CLEAR}:
        return entries
    return [_named(each) for each in entries if not _withheld(each)]


def _named(each: Entry) -> Entry:
    return msgspec.structs.replace(each, geometry=None) if each.sign is Sign.PROTECTED else each


def _withheld(each: Entry) -> bool:
    body = each.record.body
    if isinstance(body, Movement):
        return not MOVEMENT.final(body.state)
    return each.sign is Sign.PROTECTED and kept(each.record) is not None


def said(refused: Counter[str]) -> str:
    """Return them in words, so that the person knows what to leave out."""
    return ", ".join(f"{count} {what}" for what, count in sorted(refused.items()))
