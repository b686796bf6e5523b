"""The assessed rung beside the declared level, at the hours of the story that need it."""

import msgspec
import pytest

from feeds.assessment.findings import findings
from feeds.assessment.ladder import assess, ladder_view
from feeds.picture.danger import Pause, PauseState
from feeds.picture.ladder import AssessedRung, ConsentRule, DeclaredLevel
from feeds.picture.proposal import Proposal, ProposalState
from feeds.picture.values import Window
from feeds.picture.warning import Discipline, Indication, MarkKind, Observation, ReportMark
from tests.feeds.assessment.world import DOCTRINE, HOUR, LADDER, World, admiralty, at, bodies


def _rung(world: World, clock: str, day: int = 0) -> tuple[int, bool]:
    made = assess(world.picture, at(clock, day))
    return made.ordinal, made.hollow


@pytest.fixture
def night() -> World:
    """The watch list at the start, level 2 declared."""
    world = World(at("00:00"))
    for code in ("I-02", "I-03", "I-04", "I-05", "I-07", "I-08", "I-11", "I-13"):
        world.indicator(code)
    world.declare(2, at("00:00"))
    return world


def _observe(world: World, clock: str, code: str, observation: Observation, evaluation: str = "B2", *, as_of: str | None = None) -> None:
    world.now = at(clock)
    world.observe(code, observation, at(as_of or clock), evaluation)


def test_the_storys_course(night: World) -> None:
    """Assessed and declared take the course the story gives them, from 06:20 to 20:10."""
    _observe(night, "03:20", "I-05", Observation.PARTIAL)
    _observe(night, "04:43", "I-04", Observation.OBSERVED)
    assert _rung(night, "06:11") == (2, False)
    _observe(night, "06:12", "I-11", Observation.PARTIAL, "C3")
    night.put("IN-post", Indication("a post closed", Discipline.OSINT, "press", admiralty("C3")))
    night.link("I-11", "IN-post")
    assert _rung(night, "06:20") == (3, False)
    night.now = at("06:30")
    night.put("IN-post", ReportMark("IN-post", MarkKind.FABRICATED))
    assert _rung(night, "06:30") == (2, False)
    night.now = at("06:54")
    night.put("IN-post2", Indication("post 2 closes", Discipline.OSINT, "AUR", admiralty("B2")))
    night.link("I-11", "IN-post2")
    _observe(night, "06:54", "I-11", Observation.PARTIAL)
    assert _rung(night, "06:54") == (3, False)
    night.declare(3, at("07:02"))
    _observe(night, "08:39", "I-07", Observation.OBSERVED, "B3", as_of="08:35")
    assert _rung(night, "08:41") == (3, False)
    _observe(night, "08:52", "I-11", Observation.OBSERVED, as_of="08:22")
    _observe(night, "10:46", "I-03", Observation.OBSERVED, as_of="10:44")
    view = ladder_view(night.picture, at("10:47:32"))
    assert view is not None
    assert view.declared is not None
    assert (view.declared.ordinal, view.assessed, view.hollow) == (3, 4, False)
    closure = next(each for each in view.reading.entries if each.threshold.code == "T4-B")
    assert (closure.met, closure.doubtful, closure.missing) == (False, ("I-04",), ("I-04",))
    assert _rung(night, "11:31") == (4, False)
    night.declare(4, at("12:43"))
    _observe(night, "13:10", "I-08", Observation.OBSERVED, "E5")
    _observe(night, "13:10", "I-13", Observation.OBSERVED, "C3")
    night.put("IN-voice", Indication("a mayor's voice", Discipline.OSINT, "radio", admiralty("E5")))
    night.link("I-08", "IN-voice")
    assert _rung(night, "13:15") == (5, True)
    night.now = at("13:32")
    night.put("IN-voice", ReportMark("IN-voice", MarkKind.FABRICATED))
    assert _rung(night, "13:32") == (4, False)
    assert _rung(night, "16:30") == (4, False)
    night.now = at("15:00")
    night.put("PA-1", Pause("PA-1", "pause", ("AUR", "KAR"), Window(at("15:00"), at("19:00")), PauseState.IN_EFFECT))
    night.now = at("19:00")
    night.put("PA-1", Pause("PA-1", "pause", ("AUR", "KAR"), Window(at("15:00"), at("19:00")), PauseState.ENDED))
    _observe(night, "19:10", "I-03", Observation.NOT_OBSERVED, as_of="15:20")
    assert _rung(night, "19:19") == (4, False)
    assert _rung(night, "19:25") == (3, False)
    night.declare(3, at("20:05"))
    assert _rung(night, "20:10") == (3, False)
    _observe(night, "22:40", "I-11", Observation.NOT_OBSERVED)
    night.now = at("00:20", 1)
    night.observe("I-07", Observation.NOT_OBSERVED, at("00:20", 1))
    exit_three = next(each for each in assess(night.picture, at("02:00", 1)).exits if each.progress.threshold.code == "X3")
    assert (exit_three.progress.met, exit_three.ready, exit_three.earliest) == (True, False, at("08:05", 1))
    assert _rung(night, "04:00", 1) == (3, False)


def test_nothing_declares(night: World) -> None:
    """However high the rules assess, no finding is a declared level."""
    for code in ("I-03", "I-05", "I-07", "I-11"):
        _observe(night, "10:00", code, Observation.OBSERVED)
    outcome = findings(night.picture, at("10:00"))
    assert not [each for each in outcome.rows if isinstance(each.body, DeclaredLevel)]
    (rung,) = bodies(outcome, AssessedRung)
    assert isinstance(rung, AssessedRung)
    assert (rung.ordinal, rung.since) == (4, at("10:00"))


def test_what_was_declared_holds_until_its_exit(night: World) -> None:
    """When the evidence runs out, the assessed rung stays at the declared one and not above it."""
    for code in ("I-03", "I-07"):
        _observe(night, "10:00", code, Observation.OBSERVED)
    night.declare(3, at("10:05"))
    assert _rung(night, "10:10") == (4, False)
    assert _rung(night, "20:00") == (3, False)
    assert assess(night.picture, at("20:00")).held


def test_dwell_counts_from_the_declaration(night: World) -> None:
    """An exit whose evidence is there waits for the dwell of the declared rung."""
    _observe(night, "10:00", "I-07", Observation.NOT_OBSERVED)
    _observe(night, "10:00", "I-11", Observation.NOT_OBSERVED)
    for code in ("I-07", "I-11"):
        night.indicator(code, half_life=48 * HOUR)
    night.declare(3, at("09:00"))
    assert _rung(night, "20:59") == (3, False)
    assert assess(night.picture, at("20:59")).due == at("21:00")
    assert _rung(night, "21:00") == (2, False)


def test_a_partners_own_level_is_a_difference(night: World) -> None:
    """Each member shows its own level, its difference from the common one, or that it declared none; nobody is at fault."""
    night.declare(3, at("07:02"))
    night.declare(4, at("10:31"), "BOR", common=False)
    night.declare(2, at("10:21"), "DRA", common=False)
    view = ladder_view(night.picture, at("10:47"))
    assert view is not None
    found = {each.entity: (each.ordinal, each.difference) for each in view.partners}
    assert found == {"AUR": (None, None), "BOR": (4, 1), "CAL": (None, None), "DRA": (2, -1), "ESK": (None, None), "FEN": (None, None)}


def test_concurrent_declarations_stand_side_by_side(night: World) -> None:
    """Two rooms' declarations of one authority: the later is shown, the other beside it."""
    night.declare(3, at("07:02"))
    body = DeclaredLevel(LADDER.code, "COUNCIL", 4, common=True)
    night.put(f"{LADDER.code}/COUNCIL", body, event=at("07:00"), origin="ESK-ROOM")
    view = ladder_view(night.picture, at("07:10"))
    assert view is not None
    assert view.declared is not None
    assert (view.declared.ordinal, view.declared.rivals) == (3, (4,))


def test_without_a_doctrine_there_is_no_ladder() -> None:
    """A room without a doctrine shows none and finds no rung."""
    world = World(at("10:00"), doctrine=None)
    assert ladder_view(world.picture, world.now) is None
    assert not bodies(findings(world.picture, world.now), AssessedRung)


def test_since_is_kept_while_the_rung_stays(night: World) -> None:
    """A change of evidence that leaves the rung where it is keeps its `since`."""
    night.watch(at("01:00"))
    _observe(night, "03:20", "I-05", Observation.PARTIAL)
    (rung,) = bodies(night.watch(), AssessedRung)
    assert isinstance(rung, AssessedRung)
    assert (rung.ordinal, rung.since) == (2, at("01:00"))


def test_the_watchs_finding_goes_before_ones_own_reading(night: World) -> None:
    """A reader that has the finding shows it and says so; one that lacks it shows its own reading."""
    _observe(night, "03:20", "I-05", Observation.PARTIAL)
    _observe(night, "06:12", "I-11", Observation.PARTIAL)
    own = ladder_view(night.picture, at("06:13"))
    assert own is not None
    assert (own.found, own.assessed, own.assessed_since) == (False, 3, None)
    night.watch()
    night.observe("I-11", Observation.NOT_ASSESSED, at("06:14"))
    shown = ladder_view(night.picture, at("06:14"))
    assert shown is not None
    assert (shown.found, shown.assessed, shown.assessed_since, shown.reading.ordinal) == (True, 3, at("06:12"), 2)


def test_every_exit_of_a_rung_must_be_met(night: World) -> None:
    """Two exit criteria for one rung: one of them ready does not let down."""
    second = msgspec.structs.replace(LADDER.thresholds[5], code="X3-B", indicators=("I-05",), needed=1)
    doctrine = msgspec.structs.replace(DOCTRINE, version=2, ladder=msgspec.structs.replace(LADDER, thresholds=(*LADDER.thresholds, second)))
    night.put(DOCTRINE.code, doctrine)
    for code in ("I-05", "I-07", "I-11"):
        night.indicator(code, half_life=48 * HOUR)
    _observe(night, "10:00", "I-07", Observation.NOT_OBSERVED)
    _observe(night, "10:00", "I-11", Observation.NOT_OBSERVED)
    night.declare(3, at("08:00"))
    assert _rung(night, "20:30") == (3, False)
    _observe(night, "20:30", "I-05", Observation.NOT_OBSERVED)
    assert _rung(night, "20:30") == (2, False)


def test_another_ladders_proposal_is_not_this_ones(night: World) -> None:
    """A room may keep a second ladder: what is put on it does not stand beside this one."""
    for code, ladder in (("P-1", LADDER.code), ("P-2", "another")):
        night.put(code, Proposal(code, code, ladder, 3, 4, ProposalState.PUT, ConsentRule.UNANIMITY))
    view = ladder_view(night.picture, at("10:47"))
    assert view is not None
    assert [row.subject for row in view.proposals] == ["P-1"]


def test_the_rungs_own_dwell_holds_where_the_threshold_asks_for_less() -> None:
    """The longer of the two dwells counts."""
    rungs = tuple(msgspec.structs.replace(rung, dwell=20 * HOUR if rung.ordinal == 3 else 0) for rung in LADDER.rungs)
    world = World(at("09:00"), msgspec.structs.replace(DOCTRINE, ladder=msgspec.structs.replace(LADDER, rungs=rungs)))
    world.declare(3, at("09:00"))
    (way,) = (each for each in assess(world.picture, at("10:00")).exits if each.progress.threshold.code == "X3")
    assert way.earliest == at("05:00", 1)
