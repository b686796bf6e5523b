"""What is kept between two looks never changes an answer: a picture that grew reads as a fresh copy of its rows does."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.assessment.findings import Signs, findings
from feeds.assessment.kept import kept, standings, standings_without
from feeds.assessment.ladder import assess, ladder_view
from feeds.picture.body import Body, kind_of
from feeds.picture.danger import Pause, PauseState
from feeds.picture.envelope import AuthorKind, Withdrawal
from feeds.picture.fold import fold_all
from feeds.picture.label import Label
from feeds.picture.room import Source, SourceState, SourceStatus
from feeds.picture.values import Window
from feeds.picture.warning import (
    Adjudication,
    Discipline,
    Evidence,
    EvidenceStatus,
    Indication,
    Indicator,
    IndicatorState,
    MarkKind,
    Observation,
    Relation,
    ReportMark,
    ReportStatus,
)
from tests.feeds.assessment.world import ALL, HOST_ONLY, HOUR, MINUTE, ROOM, World, admiralty, at

CODES = ("I-03", "I-04", "I-07", "I-11")
REPORTS = tuple(f"IN-{number}" for number in range(5))
SOURCES = ("ACOUSTIC", "AIS")
PAIRS = (None, "A1", "B2", "C3", "E5", "F6")

codes, reports, sources = st.sampled_from(CODES), st.sampled_from(REPORTS), st.sampled_from(SOURCES)
pairs = st.sampled_from(PAIRS).map(lambda each: admiralty(each) if each else None)
moments = st.integers(0, 8 * 60).map(lambda minutes: at("06:00") + minutes * MINUTE)


def _indicator(code: str, half_life: int, named: tuple[str, ...]) -> tuple[str, Body]:
    return f"IS-{code}", Indicator(code, code, ("W-1",), half_life, sources=named)


def _state(code: str, observation: Observation, as_of: int, pair: Any, source: str | None) -> tuple[str, Body]:  # noqa: ANN401 -- a pair or none
    return f"IS-{code}", IndicatorState(f"IS-{code}", observation, as_of, pair, "AUR", source)


def _link(code: str, report: str, status: EvidenceStatus, relation: Relation) -> tuple[str, Body]:
    return f"IS-{code}/{report}", Evidence(f"IS-{code}", report, status, relation)


def _report(report: str, pair: Any, source: str, status: ReportStatus, before: tuple[str, ...]) -> tuple[str, Body]:  # noqa: ANN401 -- as above
    return report, Indication(report, Discipline.OSINT, source, pair, status=status, supersedes=before)


def _judged(one: str, other: str, preferred: bool) -> tuple[str, Body]:
    return f"J-{one}", Adjudication((one, other), one if preferred else None)


bodies = st.one_of(
    st.builds(_indicator, codes, st.sampled_from((HOUR, 4 * HOUR)), st.lists(sources, max_size=2).map(tuple)),
    st.builds(_state, codes, st.sampled_from(Observation), moments, pairs, st.none() | sources),
    st.builds(_link, codes, reports, st.sampled_from(EvidenceStatus), st.sampled_from(Relation)),
    st.builds(_report, reports, pairs, sources, st.sampled_from(ReportStatus), st.lists(reports, max_size=2).map(tuple)),
    st.builds(lambda report, mark: (report, ReportMark(report, mark)), reports, st.sampled_from(MarkKind)),
    st.builds(_judged, reports, reports, st.booleans()),
    st.builds(lambda source, state, when: (source, SourceStatus(source, state, when)), sources, st.sampled_from(SourceState), moments),
    st.builds(lambda source: (source, Source(source, source, "csv", "AUR", 10 * MINUTE)), sources),
    st.builds(
        lambda state: ("PA-1", Pause("PA-1", "pause", ("AUR",), Window(at("07:00"), at("09:00")), state)), st.sampled_from(PauseState)
    ),
)
rows = st.tuples(bodies, st.sampled_from((ALL, HOST_ONLY, None)), st.sampled_from((ROOM, "ESKROOM")))
steps = st.lists(st.tuples(st.lists(rows, max_size=4), st.booleans(), moments, st.booleans()), min_size=1, max_size=10)
Step = tuple[list[tuple[tuple[str, Body], Label | None, str]], bool, int, bool]


def _take(world: World, step: Step) -> None:
    """Fold what a step brings; now and then take one of its rows away again."""
    made, gone, _, _ = step
    for (subject, body), label, origin in made:
        row = world.put(subject, body, label=label, origin=origin)
        if gone:
            world.sequence += 1
            fold_all(world.picture, [Withdrawal(kind_of(body), row.subject, origin, world.sequence)])


@given(steps, st.integers(2, 4))
@settings(max_examples=150)
def test_kept_and_from_scratch_find_the_same(night: list[Step], declared: int) -> None:
    """After any rows, at moments that go forward and back, findings equal those of a picture that is seen for the first time."""
    world = World(at("06:00"))
    for code in CODES:
        world.indicator(code, 4 * HOUR, ("AIS",))
    world.declare(declared, at("06:00"))
    for step in night:
        _take(world, step)
        _, _, now, commits = step
        signs = Signs(last_data={"AIS": now - 5 * MINUTE}) if commits else None
        outcome = findings(world.picture, now, signs)
        assert outcome == findings(world.picture.copy(), now, signs)
        if commits:
            for found in outcome.rows:
                world.put(found.subject, found.body, event=found.event, label=found.label, kind=AuthorKind.HUB)
        fresh = world.picture.copy()
        assert standings(world.picture, now) == standings(fresh, now)
        assert list(standings(world.picture, now)) == list(standings(fresh, now))
        assert assess(world.picture, now) == assess(fresh, now)
        assert ladder_view(world.picture, now) == ladder_view(fresh, now)
        assert standings_without(world.picture, now, "IN-1") == standings_without(fresh, now, "IN-1")


def test_a_fabricated_report_is_what_without_says() -> None:
    """Disbelieving a report gives the standings that marking it gives."""
    world = World(at("10:00"))
    world.indicator("I-03")
    world.observe("I-03", Observation.OBSERVED, at("09:00"), None)
    for number in range(3):
        world.put(f"IN-{number}", Indication("r", Discipline.OSINT, f"S-{number}", admiralty("CBA"[number] + "2")))
        world.link("I-03", f"IN-{number}")
    supposed = standings_without(world.picture, world.now, "IN-2")
    assert standings(world.picture, world.now)["I-03"].evaluation == admiralty("A2")
    world.put("IN-2", ReportMark("IN-2", MarkKind.FABRICATED))
    assert supposed == standings(world.picture, world.now)
    assert supposed["I-03"].evaluation == admiralty("B2")


def test_the_order_in_which_rows_came_is_no_part_of_an_answer() -> None:
    """Two origins' rows of one code give the same standing whichever came first."""
    found = []
    for order in ((ROOM, "ESKROOM"), ("ESKROOM", ROOM)):
        world = World(at("10:00"))
        for origin in order:
            world.put(f"IS-{origin}", Indicator("I-03", origin, ("W-1",), HOUR), origin=origin, event=at("09:00"), known=at("09:00"))
        found.append(standings(world.picture, world.now)["I-03"].body.name)
    assert found == ["ESKROOM", "ESKROOM"]


def test_a_second_look_at_the_same_rows_keeps_every_standing() -> None:
    """Nothing changed, nothing is read anew: the very same values come back."""
    world = World(at("10:00"))
    world.indicator("I-03")
    world.observe("I-03", Observation.OBSERVED, at("09:59"))
    first = standings(world.picture, at("10:00"))
    world.put("IN-1", Indication("r", Discipline.OSINT, "S"))
    again = standings(world.picture, at("10:01"))
    assert again["I-03"] is first["I-03"]
    assert kept(world.picture) is kept(world.picture)


def test_nothing_is_noted_of_a_picture_nobody_looks_at() -> None:
    """A fold into a picture without anything kept notes nothing; one that is looked at notes rows only once."""
    world = World(at("10:00"))
    assert world.picture.touched is None
    standings(world.picture, world.now)
    for _ in range(3):
        world.put("IN-1", Indication("r", Discipline.OSINT, "S"))
    assert world.picture.touched == {"indication": {("IN-1", ROOM)}}
