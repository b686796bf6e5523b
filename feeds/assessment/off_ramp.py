"""The off-ramp board: what must be true to step down from the declared rung, how far each condition is, and the earliest moment.

An exit criterion lets down when it is solidly met and its dwell is over. That alone is not enough: while an entry threshold of the rung
still holds, the assessed rung would rise again at once, so that threshold stands among the conditions too. `earliest` is the moment at
which time alone makes a condition true; where somebody has to do something first there is none, and the board says so. Deliberately
absent: proposing or declaring anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from feeds.assessment.ladder import Declared, Exit, LadderView, ladder_view
from feeds.assessment.thresholds import Hold, Holding, ThresholdProgress
from feeds.assessment.words import earliest as first_after
from feeds.assessment.words import span, zulu
from feeds.picture.danger import Pause, PauseState
from feeds.picture.diplomacy import OffRamp, OffRampState
from feeds.picture.envelope import Record
from feeds.picture.ladder import Rung, Threshold
from feeds.picture.picture import Picture


class WantKind(StrEnum):
    """What sort of thing must be true."""

    EVIDENCE = "EVIDENCE"
    PAUSE = "PAUSE"
    DWELL = "DWELL"
    ENTRY = "ENTRY"


@dataclass(frozen=True, slots=True)
class Want:
    """One thing that must be true. `how_far`: in words, "" where it is so. `code`: the indicator or threshold it speaks of.

    `left`: ms until time alone makes it true; `earliest`: that moment. Both None where it is true already or a person has to act.
    `doubtful`: it only seems to be true.
    """

    kind: WantKind
    code: str
    text: str
    met: bool
    how_far: str = ""
    earliest: int | None = None
    left: int | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """One exit criterion. `held` of `needed` indicators hold solidly; where more are listed than needed, any of them do.

    `earliest`: when time alone makes all of it true; None: it is, or somebody has to act first.
    """

    threshold: Threshold
    wants: tuple[Want, ...]
    held: int
    needed: int
    ready: bool
    earliest: int | None

    @property
    def missing(self) -> int:
        """How many indicators are still wanting."""
        return max(0, self.needed - self.held)


@dataclass(frozen=True, slots=True)
class Offer:
    """A way back somebody identified or offered. `left`: ms to the end of the offer, 0 when over; ending it is a person's act."""

    record: Record
    body: OffRamp
    left: int | None

    @property
    def over(self) -> bool:
        """Say whether the offer's time has passed with nobody having said so yet."""
        return self.body.state is OffRampState.OFFERED and self.left == 0


@dataclass(frozen=True, slots=True)
class OffRampBoard:
    """What stands between the declared rung and the one below. `entries`: entry thresholds that still hold this rung up.

    `due`: when time alone next changes the board.
    """

    declared: Declared | None
    down_to: Rung | None
    ways: tuple[Way, ...]
    entries: tuple[Want, ...]
    offers: tuple[Offer, ...]
    ready: bool
    earliest: int | None
    text: str
    due: int | None


def off_ramps(picture: Picture, now: int) -> OffRampBoard | None:
    """Return the board, or None where no doctrine is loaded."""
    view = ladder_view(picture, now)
    if view is None:
        return None
    offers = _offers(picture, now)
    ways = tuple(_way(picture, each, now) for each in view.reading.exits if _leads_down(each, view.declared))
    entries = tuple(_entry(each, now) for each in view.reading.entries if _holds_up(each, view.declared))
    ready = bool(ways) and all(way.ready for way in ways) and not entries
    awaited = [*((way.ready, way.earliest) for way in ways), *((False, each.earliest) for each in entries)]
    at = None if ready or not ways else _latest(awaited)
    due = first_after([view.reading.due, *(each.body.until for each in offers)], now)
    below = _below(view)
    text = _text(view, below, ways, at, ready=ready)
    return OffRampBoard(view.declared, below, ways, entries, offers, ready, at, text, due)


def _leads_down(one: Exit, declared: Declared | None) -> bool:
    return declared is not None and one.progress.threshold.lowers_from == declared.ordinal


def _holds_up(one: ThresholdProgress, declared: Declared | None) -> bool:
    return declared is not None and one.met and (one.threshold.raises_to or 0) >= declared.ordinal


def _below(view: LadderView) -> Rung | None:
    if view.declared is None:
        return None
    lower = [rung for rung in view.ladder.rungs if rung.ordinal < view.declared.ordinal]
    return max(lower, key=lambda rung: rung.ordinal, default=None)


def _way(picture: Picture, one: Exit, now: int) -> Way:
    made = one.progress
    evidence = tuple(_evidence(each, now) for each in made.holdings)
    rest = (*_pause(picture, made), *_dwell(one, now))
    held, needed = sum(want.met for want in evidence), max(1, made.threshold.needed)
    reachable = sorted(at for want in evidence if (at := now if want.met else want.earliest) is not None)
    when = reachable[needed - 1] if len(reachable) >= needed else None
    at = None if one.ready else _latest([(held >= needed, when), *((want.met, want.earliest) for want in rest)])
    return Way(made.threshold, (*evidence, *rest), held, needed, one.ready, at)


def _latest(parts: list[tuple[bool, int | None]]) -> int | None:
    """Return the last moment of those still awaited, or None as soon as one of them waits for somebody instead of a clock."""
    awaited = [moment for met, moment in parts if not met]
    known = [moment for moment in awaited if moment is not None]
    return max(known, default=None) if len(known) == len(awaited) else None


def _evidence(one: Holding, now: int) -> Want:
    met = one.hold is Hold.SOLID
    at = None if met or one.ready is None or one.ready <= now else one.ready
    far = "" if met else f"{span(at - now)} left" if at is not None else one.text
    return Want(WantKind.EVIDENCE, one.code, f"{one.code} {one.text}", met, far, at, _left(at, now), one.hold is Hold.HOLLOW or one.seems)


def _pause(picture: Picture, made: ThresholdProgress) -> Iterator[Want]:
    """A pause in effect or lately ended. One of which a breach is alleged is named: an allegation waits for a finding, not for a clock."""
    if made.pause is None:
        return
    alleged = [pause.code for _, pause in picture.bodies(Pause) if pause.state is PauseState.BREACH_ALLEGED]
    wanting = f"{', '.join(alleged)}: a breach is alleged, nothing is found" if alleged else "no pause has held within the window"
    yield Want(WantKind.PAUSE, made.threshold.code, "a pause that holds", made.pause, "" if made.pause else wanting)


def _dwell(one: Exit, now: int) -> Iterator[Want]:
    if one.earliest is None:
        return
    met = now >= one.earliest
    at = None if met else one.earliest
    far = "" if at is None else f"{span(at - now)} left"
    text = f"dwell to {zulu(one.earliest)}" if at is not None else f"dwell over since {zulu(one.earliest)}"
    yield Want(WantKind.DWELL, one.progress.threshold.code, text, met, far, at, _left(at, now))


def _entry(one: ThresholdProgress, now: int) -> Want:
    """An entry threshold that must let go first: its evidence grows too old for its window, or somebody sees otherwise."""
    threshold = one.threshold
    counted = [each for each in one.holdings if each.hold is not Hold.MISSING]
    needed = max(1, threshold.needed)
    ends = sorted(each.standing.since + threshold.window + 1 for each in counted if each.standing and each.standing.since is not None)
    surplus = len(counted) - needed
    at = ends[surplus] if len(ends) > surplus and ends[surplus] > now else None
    far = f"{len(counted)} of {needed} hold" + (f"; too old for its window from {zulu(at)}" if at is not None else "")
    text = f"{threshold.code} no longer met; it would raise to {threshold.raises_to} again"
    return Want(WantKind.ENTRY, threshold.code, text, met=False, how_far=far, earliest=at, left=_left(at, now), doubtful=one.hollow)


def _left(at: int | None, now: int) -> int | None:
    return None if at is None else max(0, at - now)


def _offers(picture: Picture, now: int) -> tuple[Offer, ...]:
    rows = sorted(picture.bodies(OffRamp), key=lambda each: (each[1].code, each[0].subject))
    return tuple(Offer(row, body, None if body.until is None else max(0, body.until - now)) for row, body in rows)


def _text(view: LadderView, below: Rung | None, ways: tuple[Way, ...], at: int | None, *, ready: bool) -> str:
    if view.declared is None:
        return "no declared level known here"
    if below is None:
        return "the lowest rung: nothing to step down to"
    if not ways:
        return f"no exit criterion is written for rung {view.declared.ordinal}; stepping down is the authority's alone"
    if ready:
        return f"ready to step down to {below.printed}; people propose and declare it"
    return f"not ready, earliest {zulu(at)}" if at is not None else "not ready; no clock alone makes it so"
