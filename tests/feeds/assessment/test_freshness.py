"""Ages, half-lives and lost sources."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.assessment.freshness import Freshness, freshness, indication_freshness, indicator_freshness
from feeds.picture.room import SourceState, SourceStatus
from feeds.picture.values import Window
from feeds.picture.warning import Discipline, Indication, Indicator, Observation, ReportStatus
from tests.feeds.assessment.world import HOUR, World, at


@pytest.mark.parametrize(
    ("age", "word"),
    [
        (-5, Freshness.LIVE),
        (0, Freshness.LIVE),
        (HOUR - 1, Freshness.LIVE),
        (HOUR, Freshness.AGEING),
        (2 * HOUR - 1, Freshness.AGEING),
        (2 * HOUR, Freshness.STALE),
    ],
)
def test_ages_by_half_and_whole(age: int, word: Freshness) -> None:
    """AGEING begins at half of the half-life, STALE at the whole, to the millisecond."""
    assert freshness(1_000, 2 * HOUR, 1_000 + age).word is word


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(-(10**9), 2 * 10**9))
def test_changes_exactly_when_it_says(moment: int, half_life: int, now: int) -> None:
    """The word stays until `changes` and is another one at it."""
    found = freshness(moment, half_life, now)
    if found.changes is not None:
        assert found.changes > now
        assert freshness(moment, half_life, found.changes - 1).word is found.word
        assert freshness(moment, half_life, found.changes).word is not found.word


def _indicator(world: World, code: str) -> Freshness:
    row = world.row(Indicator, f"IS-{code}")
    assert isinstance(row.body, Indicator)
    return indicator_freshness(world.picture, row.body, world.picture.find("indicator_state", row.subject), world.now).word


@pytest.mark.parametrize("observation", [Observation.NOT_ASSESSED, Observation.NO_COLLECTION])
def test_not_looked_at_is_never_live(observation: Observation) -> None:
    """Not assessed and not collected have no freshness, however lately that was written down."""
    world = World(at("10:00"))
    world.indicator("I-02")
    world.observe("I-02", observation, world.now)
    assert _indicator(world, "I-02") is Freshness.NO_EVIDENCE


def test_nothing_written_is_no_evidence() -> None:
    """An indicator without a state row is not calm."""
    world = World(at("10:00"))
    world.indicator("I-02")
    assert _indicator(world, "I-02") is Freshness.NO_EVIDENCE


@pytest.mark.parametrize(("state", "word"), [(SourceState.LOST, Freshness.SOURCE_LOST), (SourceState.NO_DATA, Freshness.STALE)])
def test_a_silent_source_doubts_what_it_held(state: SourceState, word: Freshness) -> None:
    """A lost source shows as such and one without data as STALE, never as live."""
    world = World(at("10:00"))
    world.indicator("I-12", sources=("HYDRO-2",))
    world.observe("I-12", Observation.OBSERVED, world.now)
    assert _indicator(world, "I-12") is Freshness.LIVE
    world.put("HYDRO-2", SourceStatus("HYDRO-2", state, world.now))
    assert _indicator(world, "I-12") is word


def test_one_of_two_sources_suffices() -> None:
    """Only when every source is gone is the evidence doubted."""
    world = World(at("10:00"))
    world.indicator("I-12", sources=("HYDRO-1", "HYDRO-2"))
    world.observe("I-12", Observation.OBSERVED, world.now)
    world.put("HYDRO-2", SourceStatus("HYDRO-2", SourceState.LOST, world.now))
    assert _indicator(world, "I-12") is Freshness.LIVE
    world.put("HYDRO-1", SourceStatus("HYDRO-1", SourceState.NO_DATA, world.now))
    assert _indicator(world, "I-12") is Freshness.STALE
    world.put("HYDRO-1", SourceStatus("HYDRO-1", SourceState.LOST, world.now))
    assert _indicator(world, "I-12") is Freshness.SOURCE_LOST


def test_the_future_does_not_stay_fresh() -> None:
    """A state dated after it became known ages from when it became known."""
    world = World(at("10:00"))
    world.indicator("I-12", half_life=HOUR)
    world.observe("I-12", Observation.OBSERVED, at("20:00"))
    world.now = at("11:00")
    assert _indicator(world, "I-12") is Freshness.STALE


def test_not_observed_ages_from_the_look() -> None:
    """NOT_OBSERVED says since when it was not seen; its freshness is that of the last look."""
    world = World(at("10:00"))
    world.indicator("I-03", half_life=HOUR)
    world.observe("I-03", Observation.NOT_OBSERVED, at("06:00"))
    assert _indicator(world, "I-03") is Freshness.LIVE
    world.now = at("11:00")
    assert _indicator(world, "I-03") is Freshness.STALE


def test_a_report_that_ended_is_stale() -> None:
    """An ended or cancelled report is STALE at once, one past its own window as well."""
    world = World(at("10:00"))
    current = Indication("rain", Discipline.OPEN_DATA, "CAP", window=Window(at("10:00"), at("12:00")))
    assert indication_freshness(world.put("IN-1", current), at("10:30")).word is Freshness.LIVE
    assert indication_freshness(world.put("IN-1", current), at("12:00")).word is Freshness.STALE
    ended = Indication("rain", Discipline.OPEN_DATA, "CAP", status=ReportStatus.CANCELLED)
    assert indication_freshness(world.put("IN-2", ended), at("10:00")).word is Freshness.STALE
