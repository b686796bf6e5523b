"""The page of a rung: who stands on it, what leads onto it and off it with each condition, and what it makes eligible. Pure.

Declared, assessed and each partner's own level stand apart. A partner off the declared level differs; that is no fault.
"""

from collections.abc import Iterator

from feeds.assessment.ladder import LadderView
from feeds.assessment.off_ramp import off_ramps
from feeds.assessment.thresholds import Hold, Holding, ThresholdProgress
from feeds.picture.action import Grant, GrantState
from feeds.picture.ladder import Rung
from feeds.picture.picture import Picture
from feeds.picture.regime import RegimeKind
from widgets.board.acting import offered
from widgets.board.model import Entry, Fact, Part
from widgets.signed import by
from widgets.standpoint import Standpoint
from widgets.stated import stated
from widgets.times import span, zulu
from widgets.words import State

_HOLDS = {Hold.SOLID: State.THRESHOLD_MET, Hold.HOLLOW: State.THRESHOLD_HOLLOW, Hold.MISSING: State.THRESHOLD_NOT_MET}


def rung_page(picture: Picture, now: int, standpoint: Standpoint, view: LadderView, rung: Rung) -> Entry:
    """The page of a rung as this desk reads it now."""
    entries = [each for each in view.reading.entries if each.threshold.raises_to == rung.ordinal]
    exits = [each for each in view.reading.exits if each.progress.threshold.lowers_from == rung.ordinal]
    return Entry(
        "rung",
        str(rung.ordinal),
        rung.name,
        rung.printed,
        State.LEVEL_DECLARED if view.declared is not None and view.declared.ordinal == rung.ordinal else None,
        support=" · ".join(part for part in (_called(picture, rung), rung.band, f"dwell {span(rung.dwell)}" if rung.dwell else "") if part),
        parts=(
            Part("Declared, assessed, and each partner's own", tuple(_levels(picture, now, view, rung))),
            *(Part(_headed("Onto it", each), _conditions(each)) for each in entries),
            *(() if entries else (Part("Onto it", (), "no threshold leads here: people decide alone"),)),
            *(Part(_headed("Off it", each.progress), (*_conditions(each.progress), *_dwell(each.earliest, now))) for each in exits),
            *_down(picture, now, view, rung),
            Part("Makes eligible", tuple(_eligible(picture, now, rung)), "no action is preauthorised here"),
        ),
        acts=offered((("propose", "Propose…", "P"), ("declare_level", "Declare…", "D")), str(rung.ordinal), standpoint.off, lead=False),
    )


def _called(picture: Picture, rung: Rung) -> str:
    """Return by which name a rung goes in an exercise; in the real world it has none but its own."""
    return f"in exercise {rung.exercise_name}" if rung.exercise_name and picture.regime.kind is RegimeKind.EXERCISE else ""


def _headed(way: str, one: ThresholdProgress) -> str:
    share = f"{len(one.counted)} of {max(1, one.threshold.needed)}"
    met = ", met but hollow" if one.hollow else ", met" if one.met else ""
    return f"{way}: {one.threshold.code} {one.threshold.name} · {share}{met}"


def _levels(picture: Picture, now: int, view: LadderView, rung: Rung) -> Iterator[Fact]:
    declared = view.declared
    if declared is not None:
        here = declared.ordinal == rung.ordinal
        said = "this rung" if here else f"rung {_printed(view, declared.ordinal)}"
        yield Fact("Declared", said, State.LEVEL_DECLARED if here else None, by(picture, declared.record, now))
    above = view.assessed == rung.ordinal
    state = (State.LEVEL_ASSESSED if view.differs else None) if above else None
    hollow = ", held up by hollow evidence" if view.hollow else ""
    since = f"since {zulu(view.assessed_since, now)}" if view.assessed_since is not None else ""
    yield Fact("Assessed", ("this rung" if above else f"rung {_printed(view, view.assessed)}") + hollow, state, since)
    for each in view.partners:
        if each.ordinal is None:
            yield Fact(each.entity, "declared no level of its own", State.UNKNOWN)
        elif each.ordinal == rung.ordinal:
            yield Fact(each.entity, each.caveat or "stands here", State.DIFFERS if each.difference else None, _since(each.since, now))


def _since(moment: int | None, now: int) -> str:
    return f"since {zulu(moment, now)}" if moment is not None else ""


def _printed(view: LadderView, ordinal: int) -> str:
    rung = view.ladder.rung(ordinal)
    return rung.printed if rung is not None else str(ordinal)


def _conditions(one: ThresholdProgress) -> tuple[Fact, ...]:
    facts = tuple(_holding(each) for each in one.holdings)
    if one.pause is None:
        return facts
    return (*facts, Fact("Pause", "held" if one.pause else "none held", State.THRESHOLD_MET if one.pause else State.THRESHOLD_NOT_MET))


def _holding(one: Holding) -> Fact:
    subject = one.standing.indicator if one.standing is not None else ""
    text = f"{one.text}, only seems to hold" if one.seems else one.text
    return Fact(one.code, text, _HOLDS[one.hold], kind="indicator" if subject else "", subject=subject)


def _dwell(earliest: int | None, now: int) -> tuple[Fact, ...]:
    if earliest is None:
        return ()
    over = now >= earliest
    left = "" if over else f"{span(earliest - now)} left"
    return (Fact("Dwell", f"to {zulu(earliest, now)}", State.THRESHOLD_MET if over else State.THRESHOLD_NOT_MET, left),)


def _down(picture: Picture, now: int, view: LadderView, rung: Rung) -> tuple[Part, ...]:
    """For the declared rung: when stepping down would be ready, in one line."""
    board = off_ramps(picture, now) if view.declared is not None and view.declared.ordinal == rung.ordinal else None
    return () if board is None else (Part("Stepping down", (Fact("", board.text, strong=True),)),)


def _eligible(picture: Picture, now: int, rung: Rung) -> Iterator[Fact]:
    if rung.actions:
        yield Fact("Kinds", ", ".join(kind.replace("_", " ").lower() for kind in rung.actions))
    for row, body in sorted(picture.bodies(Grant), key=lambda each: each[1].code):
        if rung.ordinal in body.rungs and body.state in {GrantState.ACTIVE, GrantState.APPROVED}:
            until = f"to {zulu(body.valid.until, now)}" if body.valid.until is not None else ""
            yield Fact(body.code, body.title, stated(body.state), until, "grant", row.subject)
