"""Coordinates as people write and read them: decimal degrees, degrees with minutes and seconds, MGRS.

Written only as finely as the map can show them, and coarsely over what is to be protected: a tenth of a degree, or a square of ten
kilometres. Pure text and numbers; MGRS is the library's affair.
"""

import math
import re
from enum import StrEnum
from typing import assert_never

from mgrs import MGRS
from mgrs.core import MGRSError

Place = tuple[float, float]
"""Latitude and longitude in degrees."""
COARSE = 1
"""Digits over what is to be protected: a tenth of a degree, ten kilometres in MGRS."""
FINEST = 5
TEXT_LIMIT = 80
_STEPS = {1: 6, 2: 60, 3: 3600, 4: 36_000, 5: 36_000}
"""Parts of a degree by digits."""
_MGRS = MGRS()
_NUMBER = r"(\d{1,3}(?:[.,]\d+)?)"
_MINUTE, _SECOND = "['\u2032\u2019]", "(?:\"|\u2033|'')"
_PART = re.compile(
    rf"([NSEWO+-])?\s*{_NUMBER}\s*(?:°|º|d)?\s*(?:{_NUMBER}\s*{_MINUTE}?\s*)?(?:{_NUMBER}\s*{_SECOND}?\s*)?([NSEWO])?", re.IGNORECASE
)
_SQUARE = re.compile(r"(?:\d{1,2}[C-HJ-NP-X]|[ABYZ])[A-HJ-NP-Z]{2}(?:\d\d){0,5}", re.IGNORECASE)


class Notation(StrEnum):
    """How coordinates are written."""

    DECIMAL = "decimal"
    DMS = "degrees, minutes, seconds"
    MGRS = "MGRS"


def digits_at(zoom: float) -> int:
    """How many decimals of a degree a map at this zoom can show: 2 over a country, 5 over a street."""
    return min(FINEST, max(COARSE, round(zoom * math.log10(2) - 0.4)))


def written(place: Place, notation: Notation, digits: int, *, coarse: bool = False) -> str:
    """A place in words for the read-out; ``digits`` 1 to 5 are decimals of a degree. Coarse says so."""
    digits = COARSE if coarse else digits
    match notation:
        case Notation.DECIMAL:
            lat, lon = (_decimal(value, digits, ends) for value, ends in zip(place, ("NS", "EW"), strict=True))
            words = f"{lat}  {lon}"
        case Notation.DMS:
            lat, lon = (_sexagesimal(value, digits, ends) for value, ends in zip(place, ("NS", "EW"), strict=True))
            words = f"{lat}  {lon}"
        case Notation.MGRS:
            words = _square(place, digits)
        case _:
            assert_never(notation)
    return f"{words}  coarse here" if coarse else words


def read(text: str) -> Place | None:
    """The place that somebody wrote in any of the notations, latitude first unless the letters say otherwise; None if it is none."""
    text = text.strip()[:TEXT_LIMIT]
    square = re.sub(r"\s+", "", text)
    if _SQUARE.fullmatch(square):
        return _of_square(square)
    halves = _halves(text)
    if halves is None:
        return None
    found = [_half(half) for half in halves]
    if found[0] is None or found[1] is None:
        return None
    (one, first), (two, second) = found[0], found[1]
    if first in {"E", "W"} or second in {"N", "S"}:
        (one, first), (two, second) = (two, second), (one, first)
    if first in {"E", "W"} or second in {"N", "S"} or abs(one) > 90 or abs(two) > 180:  # noqa: PLR2004 - the globe's own bounds
        return None
    return one, two


def _decimal(value: float, digits: int, ends: str) -> str:
    return f"{abs(value):.{digits}f}° {ends[value < 0]}"


def _sexagesimal(value: float, digits: int, ends: str) -> str:
    """Steps of ten minutes where it is coarse, then minutes; seconds where a map shows a hundred metres, tenths of them below."""
    count = round(abs(value) * _STEPS[digits])
    degrees, rest = divmod(count, _STEPS[digits])
    minutes, seconds = divmod(rest * 3600 / _STEPS[digits], 60)
    fine = {1: "", 2: "", 3: f'{seconds:02.0f}"'}.get(digits, f'{seconds:04.1f}"')
    return f"{degrees}°{int(minutes):02d}'{fine} {ends[value < 0]}"


def _square(place: Place, digits: int) -> str:
    """MGRS with spaces, truncated to its square as the grid demands."""
    raw: str = _MGRS.toMGRS(place[0], place[1], MGRSPrecision=digits)
    named = raw[: len(raw) - 2 * digits]
    east, north = raw[-2 * digits : -digits], raw[-digits:]
    return f"{named[:-2]} {named[-2:]} {east} {north}"


def _of_square(square: str) -> Place | None:
    try:
        lat, lon = _MGRS.toLatLon(square.upper())
    except MGRSError:
        return None
    return float(lat), float(lon)


def _halves(text: str) -> tuple[str, str] | None:
    """Latitude's part and longitude's: parted by a comma or semicolon with space, by a letter, or in the middle of the numbers."""
    for separator in (";", ", ", ","):
        parts = text.split(separator)
        if len(parts) == 2:  # noqa: PLR2004 - a pair
            return parts[0], parts[1]
    lettered = re.fullmatch(r"(.*?[NSEWO])\s+(.*[NSEWO])|([NSEWO].*?)\s+([NSEWO].*)", text, re.IGNORECASE)
    if lettered is not None:
        return (lettered[1], lettered[2]) if lettered[1] else (lettered[3], lettered[4])
    words = text.split()
    middle = len(words) // 2
    return (" ".join(words[:middle]), " ".join(words[middle:])) if words and len(words) % 2 == 0 else None


def _half(text: str) -> tuple[float, str] | None:
    """Degrees, negative to the south and west, and the letter that was written."""
    match = _PART.fullmatch(text.strip())
    if match is None:
        return None
    before, degrees, minutes, seconds, after = match.groups()
    parts = [float((part or "0").replace(",", ".")) for part in (degrees, minutes, seconds)]
    if parts[1] >= 60 or parts[2] >= 60 or (before and after and before not in "+-"):  # noqa: PLR2004 - a minute's and a degree's sixty
        return None
    letter = (after or before or "").upper().replace("O", "W").strip("+-")
    value = parts[0] + parts[1] / 60 + parts[2] / 3600
    return (-value if letter in {"S", "W"} or before == "-" else value), letter
