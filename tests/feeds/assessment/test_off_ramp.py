"""The board of ways down: conditions with their distance, hysteresis, dwell, and the earliest moment."""

from feeds.assessment.off_ramp import OffRampBoard, Want, WantKind, off_ramps
from feeds.picture.danger import Pause, PauseState
from feeds.picture.diplomacy import OffRamp, OffRampState
from feeds.picture.values import Window
from feeds.picture.warning import Observation
from tests.feeds.assessment.world import HOUR, MINUTE, World, at


def board(world: World) -> OffRampBoard:
    """Return the board of a world that has a doctrine."""
    found = off_ramps(world.picture, world.now)
    assert found is not None
    return found


def wants(found: OffRampBoard, kind: WantKind) -> list[Want]:
    """Return the wants of one kind over all ways."""
    return [want for way in found.ways for want in way.wants if want.kind is kind]


def quiet(now: str, since: str, *, pause: PauseState = PauseState.ENDED) -> World:
    """Declared 4 at 12:43; I-03 looked for and not seen since; a pause from 15:00 to 19:00."""
    world = World(at(now))
    world.declare(4, at("12:43"))
    world.indicator("I-03", half_life=12 * HOUR)
    world.observe("I-03", Observation.NOT_OBSERVED, at(since), by="ACOUSTIC", known=at(now) - MINUTE)
    world.put("PA-1", Pause("PA-1", "pause", ("AUR", "KAR"), Window(at("15:00"), at("19:00")), pause))
    return world


def test_the_earliest_moment_is_the_last_of_the_clocks() -> None:
    """Not seen since 15:20 for four hours, and a dwell to 16:43: at 18:00 the way opens at 19:20 and the board says so."""
    found = board(quiet("18:00", "15:20"))
    assert (found.ready, found.earliest, found.text) == (False, at("19:20"), "not ready, earliest 19:20Z")
    evidence = wants(found, WantKind.EVIDENCE)[0]
    assert (evidence.met, evidence.left, evidence.how_far) == (False, 80 * MINUTE, "1 h 20 min left")
    dwell = wants(found, WantKind.DWELL)[0]
    assert (dwell.met, dwell.text) == (True, "dwell over since 16:43Z")
    assert found.ways[0].missing == 1
    assert off_ramps(quiet("18:00", "15:20").picture, at("19:20")) is not None
    assert board(quiet("19:20", "15:20")).ready


def test_what_waits_for_somebody_has_no_earliest_moment() -> None:
    """An alleged breach waits for a finding and no clock: the pause is named, and no time is promised."""
    found = board(quiet("18:00", "15:20", pause=PauseState.BREACH_ALLEGED))
    assert found.earliest is None
    assert found.text == "not ready; no clock alone makes it so"
    assert wants(found, WantKind.PAUSE)[0].how_far == "PA-1: a breach is alleged, nothing is found"


def test_an_entry_threshold_that_still_holds_keeps_the_rung() -> None:
    """Hysteresis: with exit criteria met and T4-A still met the room is not ready, and the board says when the evidence is too old."""
    world = quiet("19:30", "15:20")
    for code in ("I-04", "I-07", "I-11"):
        world.indicator(code, half_life=24 * HOUR)
        world.observe(code, Observation.OBSERVED, at("18:00"))
    found = board(world)
    assert all(way.ready for way in found.ways)
    assert not found.ready
    assert [entry.code for entry in found.entries] == ["T4-B"]
    assert found.earliest == at("21:00") + 1
    world.now = at("21:00") + 1
    assert board(world).ready


def test_any_of_more_indicators_than_needed_will_do() -> None:
    """X3 asks for both; the second one's clock decides, and a third condition, the dwell, may be the last."""
    world = World(at("16:00"))
    world.declare(3, at("07:00"))
    for code, since in (("I-07", "15:00"), ("I-11", "15:30")):
        world.indicator(code, half_life=24 * HOUR)
        world.observe(code, Observation.NOT_OBSERVED, at(since), known=at("15:59"))
    found = board(world)
    assert (found.ways[0].held, found.ways[0].needed) == (2, 2)
    assert found.earliest == at("19:00")


def test_offers_keep_their_time_and_end_by_an_act() -> None:
    """An offer shows its time left; when that is over the board says so, and nobody has written EXPIRED for anybody."""
    world = World(at("05:10"))
    world.put("OR-1", OffRamp("OR-1", "hotline call", OffRampState.OFFERED, until=at("05:30")))
    offer = board(world).offers[0]
    assert (offer.left, offer.over) == (20 * MINUTE, False)
    world.now = at("05:31")
    offer = board(world).offers[0]
    assert (offer.left, offer.over, offer.body.state) == (0, True, OffRampState.OFFERED)


def test_boards_without_a_way() -> None:
    """Nothing declared, the lowest rung, a rung without a criterion, and no doctrine each say so."""
    world = World(at("10:00"))
    assert board(world).text == "no declared level known here"
    world.declare(1, at("09:00"))
    assert board(world).text == "the lowest rung: nothing to step down to"
    world.declare(6, at("09:30"))
    assert board(world).text == "no exit criterion is written for rung 6; stepping down is the authority's alone"
    assert off_ramps(World(at("10:00"), doctrine=None).picture, at("10:00")) is None
