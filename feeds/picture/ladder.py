"""The escalation ladder: declared by people, assessed by rules, never merged (DOMAIN section 3).

An ordinal grows with gravity, whatever number is printed on the rung. Deliberately absent: computing anything. No clock
raises a declared level; only acts do.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from msgspec import Meta

from feeds.picture.body import FINDING, Body, Capability, Nature
from feeds.picture.values import Code, Codes, Count, Ident, Instant, Line, Millis, Ordinal, Text, Value
from feeds.picture.warning import Admiralty, Observation


class LadderType(StrEnum):
    """A decision ladder carries actions and consent; a descriptive one describes and carries neither."""

    DECISION = "decision"
    DESCRIPTIVE = "descriptive"


class ConsentRule(StrEnum):
    """How partners agree to a proposal."""

    UNANIMITY = "unanimity"
    QUORUM = "quorum"
    SILENCE = "silence"
    AUTHORITY = "authority"


class Rung(Value, frozen=True):
    """One rung. `exercise_name`: what it is called in an exercise; `firebreak`: a firebreak lies between it and the one above (Kahn)."""

    ordinal: Ordinal
    printed: Code
    name: Line
    band: Line = ""
    exercise_name: Line = ""
    firebreak: bool = False
    dwell: Millis = 0
    actions: Codes = ()


class Threshold(Value, frozen=True):
    """A table, no expression language: `needed` of `indicators`, at `observation` or above, evaluated `floor` or better.

    Evidence must speak of a moment within `window` before now. `raises_to` for entry; an exit criterion has `lowers_from`.
    For an exit, `observation` NOT_OBSERVED asks for indicators that somebody looked for and did not see since `window`;
    `pause_held` asks for a pause that ended without an established breach or is in effect.
    """

    code: Code
    name: Line
    indicators: Codes
    needed: Count
    observation: Observation
    window: Millis
    floor: Admiralty | None = None
    raises_to: Ordinal | None = None
    lowers_from: Ordinal | None = None
    pause_held: bool = False
    dwell: Millis = 0
    independent: Count = 0
    """Each indicator must rest on so many independent sources; what rests on fewer counts hollow. 0: not asked for."""


class Ladder(Value, frozen=True):
    """A versioned ladder. Rungs by ordinal, lowest first."""

    code: Code
    version: Count
    name: Line
    type: LadderType
    authority: Line
    consent: ConsentRule
    rungs: Annotated[tuple[Rung, ...], Meta(min_length=1, max_length=32)]
    thresholds: Annotated[tuple[Threshold, ...], Meta(max_length=256)] = ()
    members: Codes = ()
    """Entities that declare a level of their own on this ladder, in the order the screen shows them."""

    def rung(self, ordinal: int) -> Rung | None:
        """Return the rung of that ordinal, or None."""
        return next((rung for rung in self.rungs if rung.ordinal == ordinal), None)


class DeclaredLevel(Body, tag="declared_level", frozen=True):
    """An authority's act. Subject: ladder/entity; the Council's own is ladder/authority. Concurrent ones stay siblings."""

    capability: ClassVar[Capability | None] = Capability.LEVEL

    ladder: Code
    entity: Code
    ordinal: Ordinal
    common: bool = False
    """True: the authority's declaration for all; False: an entity's own level."""
    proposal: Ident | None = None
    caveat: Text = ""


class Progress(Value, frozen=True):
    """How far a threshold is met: the codes that count, those that are missing, and those that hold it up hollow."""

    threshold: Code
    needed: Count
    counted: Codes = ()
    missing: Codes = ()
    hollow: Codes = ()
    met: bool = False


class AssessedRung(Body, tag="assessed_rung", frozen=True):
    """A finding: the rung the thresholds point to. Subject: the ladder. It declares nothing."""

    natures: ClassVar[frozenset[Nature]] = FINDING

    ladder: Code
    ordinal: Ordinal
    hollow: bool = False
    basis: Annotated[tuple[Progress, ...], Meta(max_length=256)] = ()
    since: Instant = 0
