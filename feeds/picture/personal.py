"""What in a free text looks like personal data: a telephone number, a mail address, a person named with a title.

No record has a field for such data (DOMAIN section 10); a text is where it comes in. It warns and refuses nothing. Deliberately absent:
names without a title, which cannot be told from places and ships.
"""

from __future__ import annotations

import re
from typing import Final

_TELEPHONE: Final = re.compile(
    r"(?<![\w.,:-])(?:\+\d|0\d|(?:tel|phone|mobile)\.?:?\s*\d)(?:[ ()/-]{0,2}\d){5,13}(?![\w:.])|\b\d{3}-\d{3}-\d{4}\b", re.IGNORECASE
)
_MAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63})+")
_NAMED: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Madame|Monsieur|Mme|Herr|Frau|Capt|Captain|Maj|Col|Colonel|Gen|Lt|Sgt|Cpl|Adm)\b\.?\s{1,2}[A-Z][\w'\u2019-]+"
)


def personal(text: str) -> tuple[str, ...]:
    """Return what a text seems to hold, in words; empty: nothing that can be told."""
    found = (("a telephone number", _TELEPHONE), ("a mail address", _MAIL), ("a person's name", _NAMED))
    return tuple(words for words, pattern in found if pattern.search(text))


def caution(text: str) -> str:
    """Return one line of warning about a text, or "" where there is nothing to warn of."""
    seems = personal(text)
    return f"The text seems to hold {' and '.join(seems)}: functions and places only, no personal data." if seems else ""
