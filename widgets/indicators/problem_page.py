"""The page of a warning problem: its judgement with assumption, alternative and dissent, its cascade both ways, who judged it when. Pure.

Likelihood and confidence are two lines, never one sentence.
"""

from feeds.picture.envelope import Record
from feeds.picture.likelihood import in_band
from feeds.picture.picture import Picture
from feeds.picture.warning import Dissent, Judgement, Problem
from widgets.board.acting import offered
from widgets.board.model import Entry, Fact, Part
from widgets.course import Course
from widgets.signed import by, writer
from widgets.standpoint import Standpoint
from widgets.times import zulu
from widgets.words import State


def problem_page(picture: Picture, now: int, standpoint: Standpoint, row: Record, body: Problem, course: Course) -> Entry:
    """The page of a problem as this desk reads it now."""
    said = picture.find("judgement", row.subject)
    judgement = said.body if said is not None and isinstance(said.body, Judgement) else None
    return Entry(
        "problem",
        row.subject,
        body.name,
        body.code,
        None if judgement is not None else State.NOT_ASSESSED,
        support=body.scenario,
        support_right=f"owner {body.owner}",
        parts=(
            Part("Judgement", _judgement(picture, now, said, judgement)),
            Part("Dissent, kept beside it", _dissents(picture, now, row), "nobody dissents"),
            Part("Cascade", _cascade(picture, row, body), "it feeds no problem, and none feeds it"),
            Part("How it came to be judged so", _history(picture, now, course.of("judgement", row.subject, now)), "nobody judged it yet"),
        ),
        acts=offered((("judgement", "Judgement…", "J"), ("dissent", "Dissent…", "Ctrl+N")), row.subject, standpoint.off),
    )


def _judgement(picture: Picture, now: int, row: Record | None, body: Judgement | None) -> tuple[Fact, ...]:
    if row is None or body is None:
        return (Fact("Likelihood", "nobody judged it", State.NOT_ASSESSED), Fact("Confidence", "nobody judged it", State.NOT_ASSESSED))
    return (
        Fact("Likelihood", in_band(body), right=body.likelihood_scale),
        Fact("Confidence", body.confidence or "not said"),
        Fact("By when", zulu(body.by_when, now) if body.by_when is not None else "not said"),
        Fact("Assumption", body.assumption or "none written down"),
        Fact("Alternative", body.alternative or "none written down"),
        Fact("Judged", by(picture, row, now)),
    )


def _dissents(picture: Picture, now: int, row: Record) -> tuple[Fact, ...]:
    found = sorted(((each, body) for each, body in picture.bodies(Dissent) if body.problem == row.subject), key=lambda each: each[1].entity)
    return tuple(Fact(body.entity, body.text, right=zulu(each.event, now)) for each, body in found)


def _cascade(picture: Picture, row: Record, body: Problem) -> tuple[Fact, ...]:
    """What feeds this problem and what it feeds, each to be followed."""
    others = [(each, other) for each, other in picture.bodies(Problem) if each.subject != row.subject]
    fed_by = [each for each in others if {each[0].subject, each[1].code} & set(body.fed_by)]
    feeds = [each for each in others if {row.subject, body.code} & set(each[1].fed_by)]
    named = (*(("Fed by", each) for each in fed_by), *(("Feeds", each) for each in feeds))
    return tuple(
        Fact(label, f"{other.code} {other.name}", right=_likely(picture, each), kind="problem", subject=each.subject)
        for label, (each, other) in named
    )


def _likely(picture: Picture, row: Record) -> str:
    judgement = picture.get(Judgement, row.subject)
    return in_band(judgement) if judgement is not None else State.NOT_ASSESSED.word


def _history(picture: Picture, now: int, versions: tuple[Record, ...]) -> tuple[Fact, ...]:
    made: list[Fact] = []
    for row in versions:
        if isinstance(row.body, Judgement):
            when = zulu(row.known, now)
            made.append(Fact(when, f"likelihood {in_band(row.body)}", right=writer(picture, row)))
            made.append(Fact("", f"confidence {row.body.confidence or 'not said'}"))
    return tuple(made)
