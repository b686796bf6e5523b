"""What may not leave in a format that aims, steers or feeds a weapon's map (DOMAIN section 10). Pure.

Deliberately absent: labels; who may read an export is `feeds.picture.marking.above`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from feeds.exchange.entry import Entry


def untactical(found: Iterable[Entry]) -> Counter[str]:
    """Return which rows a tactical format must not carry: how many of each sign and kind. Empty: all may go."""
    return Counter(f"{each.sign.value} ({each.record.kind})" for each in found if each.sign is not None)


def said(refused: Counter[str]) -> str:
    """Return them in words, so that the person knows what to leave out."""
    return ", ".join(f"{count} {what}" for what, count in sorted(refused.items()))
