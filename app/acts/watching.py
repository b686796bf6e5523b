"""What is watched for and what is heard: pose a problem, put an indicator on the watch list, enter a report by hand (DOMAIN section 2).

A report that came by telephone or on paper is entered as it was said, with its translation beside it. Deliberately absent: places on the
map, since a report by voice names one in words, and what any of it means: judging, observing and linking are other acts
(`app.acts.warning`).
"""

from __future__ import annotations

from typing import Final

from app.acts.choices import entities, options_of, rows, yes_or_no
from app.acts.form import Case, Form, Unfit, Values, new_subject, wish
from app.acts.warning import pair
from feeds.picture.act import Wish
from feeds.picture.warning import Direction, Discipline, Indication, Indicator, Problem
from widgets.review.model import Choice, Field, Option, Written
from widgets.times import zulu

_NAME: Final = 64
"""Characters of a code."""

_LINE, _TEXT = 400, 16_000
"""What the records hold: a shorter field would cut what is written anew."""

_HALF_LIFE: Final = 6 * 3_600_000
"""Where nobody says otherwise: a shift's half."""


def _codes(text: str) -> tuple[str, ...]:
    return tuple(part for each in text.replace(",", ";").split(";") if (part := each.strip()))


def _problem_fields(case: Case) -> tuple[Field, ...]:
    before = case.picture.get(Problem, case.subject)
    others = tuple(option for option in rows(case, "problem", "name") if option.value != case.subject)
    return (
        Written("code", "Code", before.code if before is not None else "", "WP-5", _NAME),
        Written("name", "Name", before.name if before is not None else "", limit=_LINE),
        Written("scenario", "Scenario", before.scenario if before is not None else "", "what would come to pass", _TEXT),
        Choice("owner", "Owner", entities(case), before.owner if before is not None else case.hand.entity),
        Written("review", "Review", _review(case, before), "18:00Z"),
        Choice("fed_by", "Fed by", others, "\n".join(before.fed_by) if before is not None else "", many=True),
    )


def _review(case: Case, before: Problem | None) -> str:
    return zulu(before.review, case.began) if before is not None and before.review is not None else ""


def _problem(case: Case, values: Values) -> Wish:
    before = case.picture.get(Problem, case.subject)
    # What a field says short is not read back from it unless somebody wrote something else.
    left = before is not None and values.text("review") == _review(case, before)
    body = Problem(
        values.text("code", needed=True),
        values.text("name", needed=True),
        values.chosen("owner"),
        before.review if before is not None and left else values.moment("review"),
        values.text("scenario"),
        values.several("fed_by"),
    )
    return wish(case, body, case.subject if before is not None else new_subject(case, "WP"))


def _indicator_fields(case: Case) -> tuple[Field, ...]:
    before = case.picture.get(Indicator, case.subject)
    direction = before.direction if before is not None else Direction.ESCALATORY
    return (
        Written("code", "Code", before.code if before is not None else "", "I-18, as thresholds name it", _NAME),
        Written("name", "What is watched for", before.name if before is not None else "", limit=_LINE),
        Choice("problems", "Serves", _problems(case), "\n".join(_served(case, before)), many=True),
        Choice("direction", "Direction", options_of(Direction), direction.value),
        yes_or_no("critical", "Critical", value=before is not None and before.critical),
        Written("half_life", "Half-life", _lasting(before.half_life if before is not None else _HALF_LIFE), "6 h"),
        Written(
            "sources", "Who looks", "; ".join(before.sources) if before is not None else "", "AIS-N; HUMINT; nobody: leave empty", _LINE
        ),
        Written("diagnosticity", "Diagnosticity", (before.diagnosticity or "") if before is not None else "", "high", _NAME),
        Written("place", "Where", before.place if before is not None else "", "in words", _LINE),
    )


def _lasting(ms: int) -> str:
    """A duration to the minute; less than one is one."""
    minutes = max(1, ms // 60_000)
    return f"{minutes // 60} h {minutes % 60:02}" if minutes >= 60 else f"{minutes} min"  # noqa: PLR2004 -- an hour's


def _problems(case: Case) -> tuple[Option, ...]:
    return rows(case, "problem", "name")


def _served(case: Case, before: Indicator | None) -> tuple[str, ...]:
    """Return the problems an indicator serves, by subject: an older row may name them by code."""
    named = frozenset(before.problems) if before is not None else frozenset[str]()
    return tuple(row.subject for row, body in case.picture.bodies(Problem) if {row.subject, body.code} & named)


def _indicator(case: Case, values: Values) -> Wish:
    before = case.picture.get(Indicator, case.subject)
    left = before is not None and values.text("half_life") == _lasting(before.half_life)
    half_life = before.half_life if before is not None and left else values.duration("half_life")
    if not half_life:
        raise Unfit("half-life is needed: how long its evidence is worth something, such as 6 h")
    body = Indicator(
        values.text("code", needed=True),
        values.text("name", needed=True),
        values.several("problems"),
        half_life,
        Direction(values.chosen("direction")),
        values.chosen("critical") == "yes",
        values.text("diagnosticity") or None,
        _codes(values.text("sources")),
        values.text("place"),
    )
    return wish(case, body, case.subject if before is not None else new_subject(case, "I"))


def _report_fields(case: Case) -> tuple[Field, ...]:
    return (
        Written("title", "What happened", limit=_LINE),
        Written("happened", "It happened", zulu(case.began), "10:44Z"),
        Choice("discipline", "Discipline", tuple(Option(each.value, each.value) for each in Discipline)),
        Written("source", "Source", hint="a function or a feed, no name of a person", limit=_NAME),
        Written("evaluation", "Evaluation", hint="B2; F and 6 mean that it cannot be judged", limit=2),
        Written("place", "Where", hint="in words", limit=_LINE),
        Written("text", "As it was said", limit=_TEXT),
        Written("language", "In", hint="the language, where it is not this room's", limit=_NAME),
        Written("translation", "Translation", limit=_TEXT),
        Written("translator", "Translated by", hint="a function", limit=_NAME),
        Written("same_source", "In the end of", hint="the source behind it, where that is another's too", limit=_NAME),
    )


def _report(case: Case, values: Values) -> Wish:
    happened = values.moment("happened")
    if happened is not None and happened > case.now:
        raise Unfit("it happened: a report is of what has happened")
    translation, translator = values.text("translation"), values.text("translator") or None
    if translation and translator is None:
        raise Unfit("translated by is needed: a translation says whose it is")
    body = Indication(
        values.text("title", needed=True),
        Discipline(values.chosen("discipline")),
        values.text("source", needed=True),
        pair(values.text("evaluation")),
        place=values.text("place"),
        text=values.text("text"),
        language=values.text("language") or None,
        translation=translation,
        translator=translator if translation else None,
        same_source=values.text("same_source") or None,
    )
    return Wish(new_subject(case, "IN"), body, case.now if happened is None else happened, case.hand.nonce)


FORMS: Final = (
    Form("pose_problem", "Pose a warning problem", _problem, ("problem", ""), _problem_fields),
    Form(
        "watch_for",
        "Put an indicator on the watch list",
        _indicator,
        ("indicator", ""),
        _indicator_fields,
        lambda _case, _values: ("It reads NOT ASSESSED until a person observes it; a threshold counts it by its code.",),
    ),
    Form(
        "enter_report",
        "Enter a report",
        _report,
        ("",),
        _report_fields,
        lambda _case, _values: ("It stands as it was said. It holds nothing up before a person links it.",),
    ),
)
"""What is watched for, and what is heard."""
