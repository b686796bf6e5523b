"""Numbers and times as KML and GPX write them in elements and attributes. Deliberately absent: what the elements mean."""

from __future__ import annotations

from math import isfinite

from feeds.adapters.adapter import Unusable
from feeds.adapters.moments import instant


def number(written: str) -> float:
    """Return a decimal number.

    Raises:
        Unusable: it is none, or not finite.

    """
    try:
        value = float(written)
    except ValueError as error:
        raise Unusable("no number", written, "a decimal number") from error
    if not isfinite(value):
        raise Unusable("no number", written, "a decimal number")
    return value


def moment(written: str, notes: list[str]) -> int | None:
    """Return a time, or None with a note where it cannot be read; parts of a date stand for their beginning."""
    if not written:
        return None
    for form in ("iso", "%Y-%m", "%Y"):
        try:
            return instant(written, pattern=form)
        except ValueError:
            continue
    notes.append("time left out")
    return None
