"""What if an indicator were observed, or looked for and not seen: the ladder as it would be assessed then, beside the ladder as it is.

A supposition is nobody's report. It is no record, holds no field that could become one, and is forgotten with the screen that asked;
whoever shows it marks it hypothetical. Eligibility reads the declared level, so nothing becomes eligible by supposing. Deliberately absent:
any way to suppose a declaration, a grant or a corridor's conditions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from feeds.assessment.freshness import Fresh, Freshness
from feeds.assessment.kept import standings, standings_without
from feeds.assessment.ladder import Assessment, Declared, assess, assessed, declared_level
from feeds.assessment.rules import Rules, rules_of
from feeds.assessment.standing import Standing
from feeds.assessment.thresholds import ThresholdProgress, progress
from feeds.picture.picture import Picture
from feeds.picture.warning import Admiralty, Observation

BEST: Final = Admiralty("A", 1)
"""What a supposed observation is worth where no evaluation is supposed: it satisfies any floor."""

SUPPOSED: Final = "supposed"


@dataclass(frozen=True, slots=True)
class Supposition:
    """One indicator, by its spoken code, and what it is supposed to read.

    `since`: the moment from which it would speak; None: now, or, where it is supposed looked for and not seen, for as long as any exit
    criterion asks.
    """

    code: str
    observation: Observation
    evaluation: Admiralty | None = None
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """A threshold that would read otherwise: as it is and as it would be."""

    code: str
    now: ThresholdProgress
    then: ThresholdProgress


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """The ladder as it would be assessed. `unknown`: supposed codes that are on no watch list. `declared` stays what it is."""

    hypothetical: ClassVar[bool] = True

    supposed: tuple[Supposition, ...]
    unknown: tuple[str, ...]
    actual: Assessment
    then: Assessment
    shifts: tuple[Shift, ...]
    declared: Declared | None

    @property
    def text(self) -> str:
        """Say it in one line that cannot be taken for a finding."""
        what = ", ".join(f"{each.code} were {each.observation.value.replace('_', ' ')}" for each in self.supposed)
        hollow = " hollow" if self.then.hollow else ""
        same = "as now" if self.then.ordinal == self.actual.ordinal else f"now {self.actual.ordinal}"
        return f"HYPOTHETICAL, not recorded: if {what}, assessed would be {self.then.ordinal}{hollow} ({same})"


def what_if(picture: Picture, now: int, supposed: Sequence[Supposition]) -> Hypothesis:
    """Return the ladder under suppositions; of two about one indicator the later counts."""
    rules = rules_of(picture)
    known = standings(picture, now)
    asked = {each.code: each for each in supposed}
    then = known | {code: _supposed(known[code], each, rules, now) for code, each in asked.items() if code in known}
    actual = assess(picture, now, rules)
    would = _under(picture, now, rules, actual, then)
    return Hypothesis(
        supposed=tuple(asked.values()),
        unknown=tuple(code for code in asked if code not in known),
        actual=actual,
        then=would,
        shifts=_shifts(actual, would),
        declared=declared_level(picture, rules.doctrine.ladder),
    )


def without(picture: Picture, now: int, indication: str) -> Hypothesis:
    """Return the ladder as it would be if a report were marked fabricated or withdrawn: what stands and falls with it."""
    rules = rules_of(picture)
    actual = assess(picture, now, rules)
    then = _under(picture, now, rules, actual, standings_without(picture, now, indication))
    return Hypothesis((), (), actual, then, _shifts(actual, then), declared_level(picture, rules.doctrine.ladder))


def _under(picture: Picture, now: int, rules: Rules, actual: Assessment, known: Mapping[str, Standing]) -> Assessment:
    """Assess the ladder under other standings; what they leave alone is not read anew."""
    before = {each.threshold.code: each for each in actual.progress}
    return assessed(picture, now, rules.doctrine.ladder, lambda each: progress(picture, each, known, now, before.get(each.code)))


def _supposed(one: Standing, supposition: Supposition, rules: Rules, now: int) -> Standing:
    """Return an indicator's standing as if a person had set it so: fresh, uncontradicted, resting on no row."""
    unseen = supposition.observation is Observation.NOT_OBSERVED
    since = supposition.since if supposition.since is not None else now - (_longest(one.code, rules) if unseen else 0)
    return replace(
        one,
        observation=supposition.observation,
        evaluation=supposition.evaluation or BEST,
        since=min(since, now),
        looked=now,
        by=SUPPOSED,
        fresh=Fresh(Freshness.LIVE, now),
        rivals=(),
        void=False,
        sources=0,
        labels=frozenset(),
    )


def _longest(code: str, rules: Rules) -> int:
    ladder = rules.doctrine.ladder
    return max((each.window for each in ladder.thresholds if each.lowers_from is not None and code in each.indicators), default=0)


def _shifts(actual: Assessment, then: Assessment) -> tuple[Shift, ...]:
    pairs = zip(actual.progress, then.progress, strict=True)
    return tuple(Shift(one.threshold.code, one, other) for one, other in pairs if _reads(one) != _reads(other))


def _reads(one: ThresholdProgress) -> tuple[object, ...]:
    return one.met, one.hollow, one.counted, one.missing, one.doubtful
