"""A play under direction, and the picture it made, as the board of exercise control: next, held, fired with its scores, left out.

Pure. Deliberately absent: what an inject will say; the director has the storyline.
"""

from collections.abc import Iterable
from dataclasses import replace

from feeds.assessment.injects import Mark as Stage
from feeds.assessment.injects import Met, Score, Verdict, score, totals
from feeds.picture.picture import Picture
from widgets.board.acting import Offered, offered, quietly
from widgets.board.model import BoardModel, Entry, Fact, Part, Section
from widgets.cells import FILLED, Act, Empty, state_mark
from widgets.exercise.model import Planned, Play, Stands
from widgets.standpoint import Standpoint
from widgets.timeline.model import Pin
from widgets.times import countdown, span, zulu_seconds
from widgets.tokens import Token
from widgets.words import State

_SIGNS = {
    Stands.PLANNED: State.INJECT_PLANNED,
    Stands.HELD: State.INJECT_HELD,
    Stands.FIRED: State.INJECT_FIRED,
    Stands.SKIPPED: State.INJECT_LEFT_OUT,
}
_FIRE, _SKIP = ("direct:fire", "Fire now", "F"), ("direct:skip", "Leave out", "X")
_ACTS: dict[Stands, Offered] = {
    Stands.PLANNED: (_FIRE, ("direct:hold", "Hold back", "H"), _SKIP),
    Stands.HELD: (_FIRE, ("direct:release", "Release", "H"), _SKIP),
    Stands.FIRED: (("direct:note", "Note a reaction…", "N"),),
}
_VERDICTS = {Verdict.MET: State.TARGET_MET, Verdict.MISSED: State.TARGET_MISSED, Verdict.OPEN: State.TARGET_OPEN}
LANE = "Injects"
"""Where the plan stands on a director's timeline."""

NOBODY = Empty("No exercise is directed from this desk", "watchroom demo --director plays one under this desk's direction")


def resolve(play: Play | None, picture: Picture, now: int, standpoint: Standpoint) -> BoardModel:
    """The board; `play` None: this desk directs none."""
    if play is None:
        return BoardModel("", condition=NOBODY)
    off = "the exercise is over" if play.over else standpoint.off
    scores = {each.fired.inject: each for each in score(picture, now, standpoint.entity)}
    going: Offered = (("direct:go on", "Go on", "Space"),) if play.paused else (("direct:pause", "Pause play", "Space"),)
    sections = tuple(
        Section(name, tuple(_entry(each, scores.get(each.id), now, off) for each in _of(play, stands)), empty=empty)
        for name, stands, empty in (
            ("Held", Stands.HELD, ""),
            ("Next", Stands.PLANNED, "Nothing more is planned"),
            ("Fired", Stands.FIRED, "Nothing was fired yet"),
            ("Left out", Stands.SKIPPED, ""),
        )
    )
    return BoardModel(_scope(play, scores.values()), sections, quietly(going, "", off), play.fault, condition=FILLED)


def pins(play: Play | None, picture: Picture, now: int, standpoint: Standpoint) -> tuple[Pin, ...]:
    """The plan as pins of the timeline: what is to come at its time, what was fired when it was, each with what may be done with it."""
    if play is None:
        return ()
    off = "the exercise is over" if play.over else standpoint.off
    missed = {each.fired.inject: totals((each,))[Verdict.MISSED] for each in score(picture, now, standpoint.entity)}
    return tuple(_pin(each, missed.get(each.id, 0), now, off) for each in play.injects.values())


def _pin(inject: Planned, missed: int, now: int, off: str) -> Pin:
    sign, fired = _SIGNS[inject.stands], inject.stands is Stands.FIRED
    at = inject.since if fired and inject.since is not None else inject.planned
    look = state_mark(sign, 12)
    look = replace(look, token=Token.HIGH) if missed else look
    late = f"{missed} missed" if missed else ""
    when = _when(inject, now)
    told = " · ".join(part for part in (inject.id, inject.title, sign.word, when, late) if part)
    text = f"{inject.title} · {late}" if late else inject.title
    return Pin(LANE, inject.id, at, look, text, told, acts=offered(_ACTS.get(inject.stands, ()), inject.id, off))


def resting(play: Play | None) -> tuple[Act, ...]:
    """What the timeline's foot holds at a director's desk while no inject is chosen: the same keys, in their places, off."""
    if play is None:
        return ()
    return offered(_ACTS[Stands.PLANNED], "", "choose an inject: click it, or { and }", lead=False)


def _of(play: Play, stands: Stands) -> list[Planned]:
    """The injects that stand so: what comes first by its time, what was done by the latest."""
    found = [each for each in play.injects.values() if each.stands is stands]
    if stands is Stands.FIRED:
        return sorted(found, key=lambda each: -(each.since or 0))
    return sorted(found, key=lambda each: each.planned)


def _scope(play: Play, scores: Iterable[Score]) -> str:
    counted = totals(scores)
    told = [f"{counted[verdict]} {sign.word.lower()}" for verdict, sign in _VERDICTS.items() if counted[verdict]]
    return " · ".join((*(("play is over",) if play.over else ("PAUSED",) if play.paused else ()), *told))


def _entry(inject: Planned, found: Score | None, now: int, off: str) -> Entry:
    missed = sum(mark.verdict is Verdict.MISSED for item in (found.items if found else ()) for mark in item.marks)
    return Entry(
        "inject",
        inject.id,
        inject.title,
        "",
        _SIGNS[inject.stands],
        right=_when(inject, now),
        support=f"{inject.id} · {', '.join(inject.by)}" + (f" · {inject.lines} lines" if inject.lines > 1 else ""),
        support_right=f"{len(found.items)} followed" if found and found.items else "",
        warning=f"{missed} missed" if missed else "",
        urgent=Token.HIGH if missed else None,
        parts=_parts(inject, found),
        acts=offered(_ACTS.get(inject.stands, ()), inject.id, off),
    )


def _when(inject: Planned, now: int) -> str:
    if inject.stands is Stands.PLANNED:
        return f"in {countdown(inject.planned - now)}"
    return zulu_seconds(inject.since) if inject.since is not None else ""


def _parts(inject: Planned, found: Score | None) -> tuple[Part, ...]:
    told = [Fact("Planned", zulu_seconds(inject.planned)), Fact("Said by", ", ".join(inject.by))]
    if inject.since is not None and inject.stands is Stands.FIRED:
        told.append(Fact("Fired", f"{zulu_seconds(inject.since)}{', by hand' if inject.by_hand else ''}"))
    met = tuple(Part(item.title, tuple(_fact(item, mark) for mark in item.marks)) for item in (found.items if found else ()))
    seen = tuple(Fact(zulu_seconds(each.record.event), each.body.text) for each in (found.observed if found else ()))
    return (Part("The inject", tuple(told)), *met, *((Part("Observed", seen),) if seen else ()))


def _fact(item: Met, mark: Stage) -> Fact:
    took = span(mark.took) if mark.took is not None else "too few to tell" if mark.verdict is Verdict.UNTOLD else "not yet"
    some = f" · {mark.came} of {mark.of}" if mark.came < mark.of and mark.verdict is not Verdict.UNTOLD else ""
    target = f"target {span(mark.target)}" if mark.target is not None else "no target"
    return Fact(mark.stage.value.lower(), took + some, _VERDICTS.get(mark.verdict), target, item.record.kind, item.record.subject)
