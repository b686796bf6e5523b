"""How far each threshold is met, by what, and what is missing. A threshold is a table and says so itself.

An indicator counts SOLID, counts HOLLOW (its evidence is stale, cannot be judged, or is contradicted with no judgement yet), or is MISSING.
F and 6 mean *cannot be judged*: such evidence is neither below a floor nor above it, so it counts hollow. Where a threshold sets no floor,
what is unreliable (E) or improbable (5) counts hollow too; an absent floor is no licence. Where it asks for independent sources, what rests
on fewer counts hollow: two reports of one eyewitness are one. What is void (its only report fabricated, withdrawn, cancelled by its source
or judged against) or too old for the window is MISSING and is named among the hollow: it seems to hold and does not.

An exit criterion asks for NOT_OBSERVED: somebody looked, lately enough, and has not seen it for the whole window. Hollow never lets down.
Deliberately absent: which rung follows (`ladder`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from feeds.assessment.freshness import DOUBTFUL, Freshness
from feeds.assessment.standing import Standing
from feeds.assessment.words import earliest, span, zulu
from feeds.picture.danger import Pause, PauseState
from feeds.picture.diplomacy import Dispute, DisputeState
from feeds.picture.ladder import Progress, Threshold
from feeds.picture.picture import Picture
from feeds.picture.warning import Admiralty, Observation

PAUSE: Final = "PAUSE"
"""Stands among the missing where a criterion asks for a pause that held and there is none."""

_RANK: Final = {Observation.PARTIAL: 1, Observation.OBSERVED: 2}
_POOR: Final = ("E", 5)


class Hold(StrEnum):
    """What one indicator does for a threshold."""

    SOLID = "SOLID"
    HOLLOW = "HOLLOW"
    MISSING = "MISSING"


@dataclass(frozen=True, slots=True)
class Holding:
    """One indicator within a threshold. `seems`: it looks as if it held, and does not. `text`: why, in words that age does not change.

    `ready`: when waiting alone makes it count: it has been looked for and not seen, only not yet for the whole window.
    """

    code: str
    hold: Hold
    text: str
    seems: bool = False
    standing: Standing | None = None
    changes: int | None = None
    ready: int | None = None


@dataclass(frozen=True, slots=True)
class ThresholdProgress:
    """A threshold now. `hollow`: it is met, and not without hollow evidence. `due`: when time alone may change it."""

    threshold: Threshold
    holdings: tuple[Holding, ...]
    pause: bool | None
    """None: no pause is asked for."""
    met: bool
    hollow: bool
    due: int | None
    finding: Progress
    """The part of an AssessedRung that says this."""

    @property
    def counted(self) -> tuple[str, ...]:
        """Codes that count, solid or hollow."""
        return self.finding.counted

    @property
    def missing(self) -> tuple[str, ...]:
        """Codes that do not count, and PAUSE where one is asked for and none held."""
        return self.finding.missing

    @property
    def doubtful(self) -> tuple[str, ...]:
        """Codes that hold it up hollow, or only seem to hold it up."""
        return self.finding.hollow


def progress(
    picture: Picture, threshold: Threshold, known: Mapping[str, Standing], now: int, before: ThresholdProgress | None = None
) -> ThresholdProgress:
    """Return how far a threshold is met. `known`: the picture's standings. `before`: its progress at an earlier moment, to go on from."""
    held = {each.code: each for each in before.holdings} if before is not None else {}
    holdings = tuple(_again(held.get(code), code, known.get(code), threshold, now) for code in dict.fromkeys(threshold.indicators))
    pause, pause_due = pause_held(picture, threshold.window, now) if threshold.pause_held else (None, None)
    counted = sum(each.hold is not Hold.MISSING for each in holdings)
    solid = sum(each.hold is Hold.SOLID for each in holdings)
    needed = max(1, threshold.needed)
    met = counted >= needed and pause is not False
    due = earliest([pause_due, *(each.changes for each in holdings)], now)
    return ThresholdProgress(
        threshold, holdings, pause, met, met and solid < needed, due, _finding(threshold, holdings, pause=pause, met=met)
    )


def _finding(threshold: Threshold, holdings: tuple[Holding, ...], *, pause: bool | None, met: bool) -> Progress:
    missing = tuple(each.code for each in holdings if each.hold is Hold.MISSING)
    return Progress(
        threshold=threshold.code,
        needed=threshold.needed,
        counted=tuple(each.code for each in holdings if each.hold is not Hold.MISSING),
        missing=(*missing, PAUSE) if pause is False else missing,
        hollow=tuple(each.code for each in holdings if each.hold is Hold.HOLLOW or each.seems),
        met=met,
    )


class Progresses:
    """The progress of one picture's thresholds, each read anew only when a standing, a pause or time calls for it."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[tuple[object, ...], int, ThresholdProgress]] = {}

    def of(self, picture: Picture, threshold: Threshold, known: Mapping[str, Standing], now: int) -> ThresholdProgress:
        """Return what `progress` returns."""
        rests = (threshold, *(known.get(code) for code in threshold.indicators))
        held = self._found.get(threshold.code)
        onward = held is not None and held[0][0] is threshold and held[1] <= now
        if held is not None and onward and not threshold.pause_held and _same(held[0], rests) and not _over(held[2].due, now):
            return held[2]
        made = progress(picture, threshold, known, now, held[2] if held is not None and onward else None)
        self._found[threshold.code] = (rests, now, made)
        return made


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return len(one) == len(other) and all(each is their for each, their in zip(one, other, strict=True))


def _over(due: int | None, now: int) -> bool:
    return due is not None and now >= due


def _again(before: Holding | None, code: str, found: Standing | None, threshold: Threshold, now: int) -> Holding:
    """Return what an indicator does for a threshold, as it was before where neither its standing nor time has changed it."""
    if before is not None and before.standing is found and not _over(before.changes, now):
        return before
    return _holding(code, found, threshold, now)


def _holding(code: str, found: Standing | None, threshold: Threshold, now: int) -> Holding:
    if found is None:
        return Holding(code, Hold.MISSING, "not on the watch list")
    if threshold.observation is Observation.NOT_OBSERVED:
        return _unseen(found, threshold, now)
    return _seen(found, threshold, now)


def _seen(found: Standing, threshold: Threshold, now: int) -> Holding:
    """Judge an indicator for a criterion that asks for something observed."""

    def say(hold: Hold, text: str, *, seems: bool = False, until: int | None = None) -> Holding:
        return Holding(found.code, hold, text, seems, found, earliest([until, found.fresh.changes], now))

    if _RANK.get(found.observation, 0) < _RANK.get(threshold.observation, 99) or found.since is None:
        return say(Hold.MISSING, f"{_word(found.observation)}; asked for: {_word(threshold.observation)}")
    if found.void:
        return say(Hold.MISSING, "its report was marked fabricated or withdrawn, cancelled by its source, or judged against", seems=True)
    worth = _worth(found.evaluation, threshold.floor)
    if worth is Hold.MISSING:
        return say(Hold.MISSING, f"evaluated {found.evaluation}; asked for: {threshold.floor} or better")
    ends = found.since + threshold.window + 1
    if now >= ends:
        return say(Hold.MISSING, f"of {zulu(found.since)}; the window is {span(threshold.window)}", seems=True)
    if found.fresh.word in DOUBTFUL:
        return say(Hold.HOLLOW, f"{_word(found.fresh.word)}, of {zulu(found.since)}", until=ends)
    if found.contradicted:
        return say(Hold.HOLLOW, "contradicted; nobody has judged yet", until=ends)
    if found.sources < threshold.independent:
        return say(Hold.HOLLOW, f"{_sources_text(found.sources)}; asked for: {threshold.independent} independent", until=ends)
    if worth is Hold.HOLLOW:
        return say(Hold.HOLLOW, _poor_text(found.evaluation), until=ends)
    return say(Hold.SOLID, f"{_word(found.observation)} {found.evaluation}", until=ends)


def _unseen(found: Standing, threshold: Threshold, now: int) -> Holding:
    """Judge an indicator for a criterion that asks that somebody looked and did not see it."""

    def say(hold: Hold, text: str, *, seems: bool = False, until: int | None = None, ready: int | None = None) -> Holding:
        return Holding(found.code, hold, text, seems, found, earliest([until, found.fresh.changes], now), ready)

    if found.observation is not Observation.NOT_OBSERVED or found.since is None:
        return say(Hold.MISSING, f"{_word(found.observation)}; asked for: looked for and not seen")
    if not found.by:
        return say(Hold.MISSING, "nobody is named who looked")
    if found.fresh.word in DOUBTFUL:
        return say(Hold.MISSING, f"last looked {zulu(found.looked or 0)}: {_word(found.fresh.word)}", seems=True)
    if _worth(found.evaluation, threshold.floor) is Hold.MISSING and found.evaluation is not None:
        return say(Hold.MISSING, f"evaluated {found.evaluation}; asked for: {threshold.floor} or better")
    ready = found.since + threshold.window
    if now < ready:
        return say(Hold.MISSING, f"not seen since {zulu(found.since)}; asked for: {span(threshold.window)}", until=ready, ready=ready)
    if found.contradicted:
        return say(Hold.HOLLOW, "contradicted; nobody has judged yet")
    return say(Hold.SOLID, f"looked for by {found.by}, not seen since {zulu(found.since)}")


def _worth(evaluation: Admiralty | None, floor: Admiralty | None) -> Hold:
    """Return what an evaluation counts for. A half that cannot be judged is neither below nor above a floor."""
    if evaluation is None:
        return Hold.HOLLOW
    reliability, credibility = evaluation.reliability, evaluation.credibility
    if floor is not None and floor.judged:
        low = (reliability != "F" and reliability > floor.reliability) or (credibility != 6 and credibility > floor.credibility)  # noqa: PLR2004 -- 6 is the scale's own word
        if low:
            return Hold.MISSING
    elif reliability == _POOR[0] or credibility == _POOR[1]:
        return Hold.HOLLOW
    return Hold.SOLID if evaluation.judged else Hold.HOLLOW


def _poor_text(evaluation: Admiralty | None) -> str:
    if evaluation is None:
        return "not evaluated"
    return f"{evaluation}: unreliable or improbable, and no floor is set" if evaluation.judged else f"{evaluation}: cannot be judged"


def _sources_text(sources: int) -> str:
    return {0: "no report is linked", 1: "its reports are of one source"}.get(sources, f"its reports are of {sources} sources")


def _word(value: Observation | Freshness) -> str:
    return value.value.replace("_", " ")


def pause_held(picture: Picture, window: int, now: int) -> tuple[bool, int | None]:
    """Say whether a pause of the last `window` ms held: in effect, or ended with no breach still alleged or before an arbiter.

    Returns that and when time alone may change it.
    """
    disputed = {dispute.about for _, dispute in picture.bodies(Dispute) if dispute.state is DisputeState.RAISED}
    ends: list[int] = []
    for row, pause in picture.bodies(Pause):
        if row.subject in disputed or pause.state not in {PauseState.IN_EFFECT, PauseState.ENDED}:
            continue
        forgotten = None if pause.period.until is None else pause.period.until + window + 1
        if pause.period.since <= now and (forgotten is None or now < forgotten):
            ends.append(forgotten if forgotten is not None else now)
    waits = [pause.period.since for _, pause in picture.bodies(Pause)]
    return bool(ends), earliest([*ends, *waits], now)
