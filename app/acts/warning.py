"""Warning: observe an indicator, link evidence, mark a report, judge a problem, dissent, judge between reports (DOMAIN section 2).

A matcher proposes and a person links. Likelihood and confidence are two fields and never one sentence. Deliberately absent: computing
any of it.
"""

from __future__ import annotations

from typing import Final

from app.acts.choices import options_of, remark, rows
from app.acts.form import Case, Form, Unfit, Values, wish
from feeds.picture.act import Wish
from feeds.picture.identity import joined, opaque
from feeds.picture.likelihood import BANDS, band
from feeds.picture.warning import (
    Adjudication,
    Admiralty,
    Dissent,
    Evidence,
    EvidenceStatus,
    IndicatorState,
    Judgement,
    MarkKind,
    Observation,
    Relation,
    ReportMark,
)
from widgets.review.model import Choice, Field, Option, Written
from widgets.times import zulu

LIKELIHOODS: Final = tuple(Option(word, word, band(word)) for word in BANDS)
"""ICD 203's bands, lowest first."""

CONFIDENCES: Final = ("low", "moderate", "high")


def _words(words: tuple[str, ...]) -> tuple[Option, ...]:
    return tuple(Option(word, word) for word in words)


def _judgement_fields(case: Case) -> tuple[Field, ...]:
    before = case.picture.get(Judgement, case.subject)
    by_when = zulu(before.by_when, case.now) if before is not None and before.by_when is not None else ""
    return (
        Choice("likelihood", "Likelihood", LIKELIHOODS, before.likelihood if before is not None else ""),
        Written("by_when", "By when", by_when, "14:00Z"),
        Choice("confidence", "Confidence", _words(CONFIDENCES), before.confidence if before is not None else ""),
        Written("assumption", "Key assumption", before.assumption if before is not None else "", limit=2_000),
        Written("alternative", "Alternative", before.alternative if before is not None else "", limit=2_000),
    )


def _judgement(case: Case, values: Values) -> Wish:
    body = Judgement(
        case.subject,
        values.chosen("likelihood"),
        confidence=values.text("confidence"),
        by_when=values.moment("by_when"),
        assumption=values.text("assumption"),
        alternative=values.text("alternative"),
    )
    return wish(case, body, about=("problem", case.subject))


def _dissent(case: Case, values: Values) -> Wish:
    body = Dissent(case.subject, case.hand.entity, values.text("text", needed=True))
    return wish(case, body, joined(case.subject, case.hand.entity), about=("problem", case.subject))


def pair(text: str) -> Admiralty | None:
    """Return an Admiralty pair as it is typed, None where nothing is. Raises Unfit."""
    if not text:
        return None
    if len(text) != 2 or text[0].upper() not in "ABCDEF" or text[1] not in "123456":  # noqa: PLR2004 -- a pair is two signs
        raise Unfit(f"evaluation: {text!r} is not an Admiralty pair such as B2; F and 6 mean that it cannot be judged")
    return Admiralty(text[0].upper(), int(text[1]))


def _observe_fields(case: Case) -> tuple[Field, ...]:
    before = case.picture.get(IndicatorState, case.subject)
    return (
        Choice("observation", "Observation", options_of(Observation), before.observation.value if before is not None else case.argument),
        Written("as_of", "Evidence speaks of", zulu(case.began), "10:44Z"),
        Written("evaluation", "Evaluation", str(before.evaluation or "") if before is not None else "", "B2", 2),
        remark(),
    )


def _observe(case: Case, values: Values) -> Wish:
    observation = Observation(values.chosen("observation"))
    as_of = values.moment("as_of")
    looked = case.hand.entity if observation is not Observation.NO_COLLECTION else None
    evaluation = pair(values.text("evaluation"))
    body = IndicatorState(case.subject, observation, case.now if as_of is None else as_of, evaluation, looked, remark=values.text("remark"))
    return wish(case, body, about=("indicator", case.subject))


def _pieces(case: Case) -> tuple[str, str]:
    """Return (indicator, indication) of what the intent named: a proposed link, or only one of the two."""
    indicator, _, indication = case.subject.partition("/")
    if case.picture.find("indication", case.subject) is not None:
        return "", case.subject
    return indicator, indication


def _evidence_fields(case: Case) -> tuple[Field, ...]:
    indicator, indication = _pieces(case)
    status = EvidenceStatus.DECLINED if case.argument.lower() == "decline" else EvidenceStatus.LINKED
    return (
        Choice("indicator", "Indicator", rows(case, "indicator", "name"), indicator),
        Choice("indication", "Report", rows(case, "indication", "title"), indication),
        Choice("status", "Link", options_of((EvidenceStatus.LINKED, EvidenceStatus.DECLINED)), status.value),
        Choice("relation", "It", options_of(Relation), Relation.SUPPORTS.value),
        Written("reason", "Reason", hint="never required", limit=1_000),
    )


def _evidence(case: Case, values: Values) -> Wish:
    indicator, indication = values.chosen("indicator"), values.chosen("indication")
    status, relation = EvidenceStatus(values.chosen("status")), Relation(values.chosen("relation"))
    body = Evidence(indicator, indication, status, relation, values.text("reason"))
    return wish(case, body, joined(indicator, indication), about=("indication", indication))


def _mark(case: Case, values: Values) -> Wish:
    body = ReportMark(case.subject, MarkKind(values.chosen("mark")), values.text("reason"))
    return wish(case, body, about=("indication", case.subject))


def _mark_fields(case: Case) -> tuple[Field, ...]:
    return (Choice("mark", "Mark", options_of(MarkKind), case.argument), Written("reason", "Reason", hint="never required", limit=1_000))


def _adjudicate_fields(case: Case) -> tuple[Field, ...]:
    subjects = tuple(part for part in case.subject.split("|") if part)
    chosen = "\n".join(subject for subject in subjects if case.picture.find("indication", subject) is not None)
    reports = rows(case, "indication", "title")
    return (
        Choice("reports", "Reports that contradict", reports, chosen, many=True),
        Choice("preferred", "Judged to be so", (Option("", "neither: both stand"), *reports)),
        Written("reason", "Reason", hint="never required", limit=1_000),
    )


def _adjudicate(case: Case, values: Values) -> Wish:
    reports = tuple(sorted(values.several("reports")))
    if len(reports) < 2:  # noqa: PLR2004 -- a contradiction takes two
        raise Unfit("two reports or more contradict one another")
    preferred = values.text("preferred") or None
    if preferred is not None and preferred not in reports:
        raise Unfit("the report judged to be so is one of those that contradict")
    body = Adjudication(reports, preferred, values.text("reason"))
    return wish(case, body, opaque("J", *reports), about=("indication", reports[0]))


FORMS: Final = (
    Form(
        "judgement",
        "Judge a problem",
        _judgement,
        ("problem",),
        _judgement_fields,
        lambda _case, _values: ("The judgement before stays in the history with who made it.",),
        key="J",
    ),
    Form("dissent", "Dissent from a judgement", _dissent, ("problem",), lambda _case: (Written("text", "Dissent", limit=2_000),)),
    Form(
        "observe",
        "Set an observation",
        _observe,
        ("indicator",),
        _observe_fields,
        lambda _case, _values: ("Thresholds are reckoned anew; no level changes by it.",),
    ),
    Form("evidence", "Link a report to an indicator", _evidence, ("indicator", "indication", "evidence", ""), _evidence_fields),
    Form(
        "mark_report",
        "Mark a report",
        _mark,
        ("indication",),
        _mark_fields,
        lambda _case, _values: ("The report is kept; what it held up turns hollow where it is FABRICATED or WITHDRAWN.",),
    ),
    Form("adjudicate", "Judge between reports", _adjudicate, ("indication", ""), _adjudicate_fields),
)
"""Warning."""
