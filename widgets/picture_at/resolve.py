"""The picture at a moment as a board: what was declared and assessed, each corridor, each indicator, and what held it up. Pure.

Declared and computed stand beside one another. Deliberately absent: anything learned later.
"""

from __future__ import annotations

from collections.abc import Iterator

from feeds.assessment.freshness import DOUBTFUL
from feeds.assessment.kept import standings
from feeds.assessment.ladder import LadderView, ladder_view
from feeds.assessment.standing import Standing
from feeds.picture.identity import shown
from feeds.picture.ladder import Ladder
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal
from feeds.picture.warning import Observation
from widgets.board.model import BoardModel, Entry, Section
from widgets.cells import FILLED, Empty
from widgets.corridors import resolve as corridors_resolve
from widgets.corridors.resolve import routes
from widgets.indicators.signs import observation_state
from widgets.picture_at.reports import ReportsAt
from widgets.standpoint import Standpoint
from widgets.times import dated, span, zulu, zulu_seconds
from widgets.tokens import Token

_ORDER = (Observation.OBSERVED, Observation.PARTIAL, Observation.NO_COLLECTION, Observation.NOT_OBSERVED, Observation.NOT_ASSESSED)


LATELY, LATELY_SAID = 30 * 86_400_000, "30 d"
MOST = 12
"""Categories, and reports of what goes on, that are told one by one."""


def resolve(picture: Picture, now: int, standpoint: Standpoint, reports: ReportsAt | None = None) -> BoardModel:
    """The board at `now`, as this reader may see it. `reports`: told where nobody watches for anything, so that they are all there is."""
    view = ladder_view(picture, now)
    sections: tuple[Section, ...] = (
        Section("Levels", tuple(_levels(picture, view)) if view is not None else (), empty="no ladder was in force"),
        Section("Corridors", tuple(_corridors(picture, now, standpoint)), empty="no corridor was agreed"),
        Section("Indicators", tuple(_indicators(picture, now)), empty="nothing was watched for"),
    )
    filled = any(section.entries for section in sections)
    if not filled and reports is not None and reports.known:
        sections, filled = (*_reports(reports, now), *sections), True
    scope = standpoint.asked(now) if standpoint.replay or standpoint.past is not None else f"as known now, {zulu_seconds(now)}"
    return BoardModel(scope, sections, condition=FILLED if filled else Empty("Nothing was known yet", "→ goes on to the next record"))


def _reports(reports: ReportsAt, now: int) -> Iterator[Section]:
    """What was reported, by category; and of what begins and ends, what had not ended."""
    entries = tuple(
        Entry(
            "indication", each.last, each.name or "no category", right=f"{each.known:,} known",
            support=f"{f'{each.lately:,}' if each.lately else 'none'} of them happened in the {LATELY_SAID} before",
        )
        for each in reports.categories
    )  # fmt: skip
    yield Section("Reports", entries, note=f"{reports.known:,} known")
    if reports.ends:
        ongoing = tuple(
            Entry("indication", each.subject, each.title, right=f"since {dated(each.since, now)}", support=f"for {span(now - each.since)}")
            for each in reports.ongoing
        )
        more = f"the latest {len(ongoing)} of {reports.going_on:,}" if reports.going_on > len(ongoing) else f"{reports.going_on:,}"
        yield Section("Not ended", ongoing, note=more, empty="all that was reported had ended")


def _rung(ladder: Ladder, ordinal: int) -> str:
    rung = ladder.rung(ordinal)
    return f"{rung.printed} {rung.name}" if rung is not None else str(ordinal)


def _levels(picture: Picture, view: LadderView) -> Iterator[Entry]:
    if view.declared is not None:
        body = view.declared.record.body
        proposal = getattr(body, "proposal", None) or ""
        basis = f"by {shown(proposal)}" if picture.get(Proposal, proposal) is not None else "the authority's act"
        when = zulu(view.declared.since)
        name = _rung(view.ladder, view.declared.ordinal)
        yield Entry("declared_level", view.declared.record.subject, name, "Declared", right=f"{basis}, {when}")
    met = [each.threshold.code for each in view.reading.progress if each.met]
    held = ", ".join(met) if met else "held by the declared rung" if view.reading.held else "no threshold met"
    hollow = "hollow: stale or unjudged evidence only" if view.hollow else ""
    yield Entry(
        "rung", str(view.assessed), _rung(view.ladder, view.assessed), "Assessed", right=held, support=hollow, computed=True,
        urgent=Token.HIGH if view.differs else None,
    )  # fmt: skip
    for partner in view.partners:
        if partner.ordinal is not None and partner.difference:
            key = f"{view.ladder.code}/{partner.entity}"
            yield Entry("declared_level", key, _rung(view.ladder, partner.ordinal), partner.entity, right="differs")


def _corridors(picture: Picture, now: int, standpoint: Standpoint) -> Iterator[Entry]:
    """Each corridor as its own panel has it for this reader: a relief desk never reads OPEN for a leg in doubt."""
    for route in sorted(routes(picture, standpoint.entity), key=lambda each: (each.corridor.code, each.row.subject)):
        view = corridors_resolve.resolve(picture, now, standpoint, route.row.subject).corridor
        if view is not None:
            legs = len(view.legs)
            reasons = route.found.reasons if route.found is not None else ()
            support = "; ".join(dict.fromkeys(each.text for each in reasons)) or f"{legs} of {legs} legs verified"
            declared = "UNKNOWN" if view.doubtful else view.declared
            urgent = Token.CRITICAL if view.contradicted else None
            yield Entry("corridor", view.subject, f"declared {declared}", view.code, view.conditions, support=support, urgent=urgent)


def _indicators(picture: Picture, now: int) -> Iterator[Entry]:
    """Observed first, then those in doubt, then the rest; by code within."""
    for one in sorted(standings(picture, now).values(), key=lambda each: (_ORDER.index(each.observation), each.code)):
        state = observation_state(one.observation)
        yield Entry("indicator", one.indicator, one.body.name, one.code, state, right=_held(one, now))


def _held(one: Standing, now: int) -> str:
    """What an observation rests on: its evaluation, its freshness where that is in doubt, its age."""
    if one.observation is Observation.NO_COLLECTION:
        return "nobody was looking"
    pair = str(one.evaluation) if one.evaluation is not None else ""
    fresh = one.fresh.word.value.replace("_", " ") if one.state is not None and one.fresh.word in DOUBTFUL else ""
    passed = one.fresh.age(now)
    age = f"{span(passed)} before" if passed is not None else ""
    return " · ".join(part for part in (pair, fresh, age) if part)
