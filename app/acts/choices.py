"""What sheets choose among: entities, states, rows of the picture, as options with a word of detail. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from app.acts.form import Case
from feeds.picture.doctrine import Doctrine
from feeds.picture.identity import shown
from feeds.picture.room import EntityKind
from widgets.review.model import Choice, Option, Written

_LISTED = 400
"""Options of one choice at most: a picker is typed into, not scrolled for ever."""


def spoken(value: str) -> str:
    """A stored word as it is read: CONCUR_AD_REFERENDUM is "Concur ad referendum"."""
    return value.replace("_", " ").capitalize()


def options_of(kinds: Iterable[StrEnum], details: Mapping[str, str] | None = None) -> tuple[Option, ...]:
    """Every member as an option."""
    return tuple(Option(kind.value, spoken(kind.value), (details or {}).get(kind.value, "")) for kind in kinds)


def entities(case: Case, codes: Iterable[str] | None = None) -> tuple[Option, ...]:
    """The entities of the room, or those of these codes, with their names; the room itself is none."""
    roster = case.roster
    names = {each.code: each for each in roster.entities} if roster is not None else {}
    wanted = codes if codes is not None else [code for code, each in names.items() if each.kind is not EntityKind.ROOM]
    return tuple(Option(code, code, names[code].name if code in names else "") for code in wanted)


def rungs_of(case: Case) -> tuple[Option, ...]:
    """The rungs of the ladder in force, the gravest first; none where no ladder is."""
    ladder = next((body.ladder for _, body in case.picture.bodies(Doctrine)), None)
    return tuple(Option(str(rung.ordinal), f"{rung.printed} {rung.name}") for rung in reversed(ladder.rungs)) if ladder is not None else ()


def rows(case: Case, kind: str, text: str) -> tuple[Option, ...]:
    """The rows of one kind as options, the latest first, named by this member of their bodies."""
    found = sorted(case.picture.rows(kind), key=lambda row: (-row.event, row.subject))[:_LISTED]
    return tuple(Option(row.subject, str(getattr(row.body, text, "")), shown(row.subject)) for row in found)


def yes_or_no(name: str, caption: str, *, value: bool) -> Choice:
    """Ask for yes or no."""
    return Choice(name, caption, (Option("yes", "yes"), Option("no", "no")), "yes" if value else "no")


def remark(value: str = "") -> Written:
    """Leave room for a remark; it is never required."""
    return Written("remark", "Remark", value, "never required, 240 characters")
