"""A label as it is written on a command line: `CLASS [REL A,B] [CAVEAT text;text] [TLP:AMBER] [OCHA:MODERATE] [EXISTS]`.

CLASS is a class of the policy, by its name or its banner; `REL ALL` stands for everybody in the room. What is not said is not
granted: without REL only the originator reads it, and a text that cannot be read is an error, never an open label.
Deliberately absent: labels of other policies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, TypeVar

from feeds.errors import Misuse
from feeds.picture.label import Label, LabelPolicy, Ocha, Tlp

M = TypeVar("M", Tlp, Ocha)

FORM: Final = "CLASS [REL A,B] [CAVEAT text;text] [TLP:AMBER] [OCHA:MODERATE] [EXISTS]"
EVERYBODY: Final = "ALL"

_WORD: Final = re.compile(r"\s+(?=(?:REL|CAVEAT|EXISTS)\b|TLP:|OCHA:)", re.IGNORECASE)
_LONGEST: Final = 2_000
_MEMBERS: Final = 256
_CAVEATS: Final = 32


def parse_label(written: str, policy: LabelPolicy, originator: str, entities: Iterable[str]) -> Label:
    """Return the label.

    Raises:
        Misuse: it says what the policy, TLP, OCHA or the room does not know, or says a thing twice.

    """
    if len(written) > _LONGEST:
        raise Misuse("--label", "too long", f"{len(written)} characters", f"at most {_LONGEST}")
    lead, *parts = _WORD.split(written.strip())
    said: dict[str, str] = {}
    for part in parts:
        word, value = _parted(part)
        if word in said:
            raise Misuse("--label", f"{word} said twice", written, FORM)
        said[word] = value
    return Label(
        policy=policy.name,
        classification=_class(lead, policy),
        originator=originator,
        releasable=_members(said["REL"], frozenset(entities)) if "REL" in said else frozenset(),
        caveats=_caveats(said.get("CAVEAT", "")),
        existence="EXISTS" in said,
        tlp=_known("TLP", said["TLP"], Tlp) if "TLP" in said else None,
        ocha=_known("OCHA", said["OCHA"], Ocha) if "OCHA" in said else None,
    )


def _parted(part: str) -> tuple[str, str]:
    for word in ("TLP", "OCHA"):
        if part.upper().startswith(f"{word}:"):
            return word, part[len(word) + 1 :].strip()
    word, _, value = part.partition(" ")
    if word.upper() == "EXISTS" and value:
        raise Misuse("--label", "words after EXISTS", value, FORM)
    return word.upper(), value.strip()


def _class(lead: str, policy: LabelPolicy) -> str:
    wanted = " ".join(lead.split()).upper()
    for each in policy.classes:
        if wanted in {each.name.upper(), each.banner.upper()}:
            return each.name
    raise Misuse("--label", "no such class in the policy", lead, f"one of {', '.join(each.name for each in policy.classes)}, as {FORM}")


def _members(value: str, entities: frozenset[str]) -> frozenset[str]:
    codes = frozenset(each.strip().upper() for each in value.split(",") if each.strip())
    if codes == {EVERYBODY}:
        return entities
    known = {each.upper(): each for each in entities}
    codes = frozenset(known.get(each, each) for each in codes)
    unknown = sorted(codes - entities)
    if unknown or not codes or len(codes) > _MEMBERS:
        raise Misuse("--label", "not in the room", ", ".join(unknown), f"REL with some of {', '.join(sorted(entities))}, or {EVERYBODY}")
    return codes


def _caveats(value: str) -> frozenset[str]:
    caveats = frozenset(each.strip() for each in value.split(";") if each.strip())
    if len(caveats) > _CAVEATS or any(len(each) > 400 for each in caveats):  # noqa: PLR2004 -- the bound of a line
        raise Misuse("--label", "too many or too long caveats", value, f"at most {_CAVEATS} of 400 characters")
    return caveats


def _known(word: str, value: str, kind: type[M]) -> M:
    found = next((each for each in kind if each.value == value.upper()), None)
    if found is None:
        raise Misuse("--label", f"no such {word} mark", value, f"one of {', '.join(each.value for each in kind)}")
    return found
