"""Eligibility reads the declared level and the nation's own consent, and fails closed."""

import msgspec
import pytest

from feeds.assessment.eligibility import Eligibility, approved_by, eligibility
from feeds.picture.action import Action, ActionKind, ActionState, Grant, GrantApproval, GrantState, Limits, NationalCaveat, Stance
from feeds.picture.doctrine import Doctrine
from feeds.picture.ladder import LadderType
from feeds.picture.values import Window
from feeds.picture.warning import Observation
from tests.feeds.assessment.world import DOCTRINE, World, at

GRANT = Grant(
    "G-06",
    "joint patrol",
    ActionKind.PATROL,
    GrantState.ACTIVE,
    "order",
    "COUNCIL",
    Window(at("08:00"), at("18:00")),
    rungs=(3, 4),
    approvals_needed=2,
    limits=Limits(uses=2),
)


@pytest.fixture
def world() -> World:
    """Declared 3; a patrol grant approved by two; CAL takes part."""
    made = World(at("12:00"))
    made.declare(3, at("07:02"))
    made.put("G-6", GRANT)
    for entity in ("AUR", "BOR"):
        made.put(f"G-6/{entity}", GrantApproval("G-6", entity, approves=True))
    made.put("G-6/CAL", NationalCaveat("G-6", "CAL", Stance.PARTICIPATES))
    return made


def _ask(world: World, entity: str = "CAL", clock: str = "12:00") -> Eligibility:
    return eligibility(world.picture, at(clock), "G-6", entity)


def _change(world: World, **more: object) -> None:
    world.put("G-6", msgspec.structs.replace(GRANT, **more))


def test_eligible_when_everything_holds(world: World) -> None:
    """Level, consent, time, approvals and uses all hold."""
    assert (_ask(world).eligible, _ask(world).word, _ask(world).uses_left) == (True, "ELIGIBLE", 2)


def test_the_assessed_rung_is_never_read(world: World) -> None:
    """However high the rules assess, an undeclared level makes nothing eligible; without any declaration nothing is."""
    world.declare(2, at("11:00"))
    for code in ("I-03", "I-07"):
        world.indicator(code)
        world.observe(code, Observation.OBSERVED, world.now)
    world.watch()
    assert not _ask(world).eligible
    world.declare(4, at("12:00"))
    assert _ask(world).eligible
    bare = World(at("12:00"))
    bare.put("G-6", GRANT)
    assert "no level is declared" in _ask(bare).refusals


def test_a_nations_own_level_does_not_count(world: World) -> None:
    """Only the declaration for all counts, not an entity's own."""
    world.declare(2, at("11:00"))
    world.declare(4, at("11:00"), "CAL", common=False)
    assert not _ask(world).eligible


@pytest.mark.parametrize(("stance", "eligible"), [(Stance.PARTICIPATES, True), (Stance.CAVEATED, True), (Stance.OPTED_OUT, False)])
def test_the_nations_own_consent(world: World, stance: Stance, eligible: bool) -> None:
    """Taking part with or without a caveat, whose words are shown; opted out is out."""
    world.put("G-6/CAL", NationalCaveat("G-6", "CAL", stance, "daylight only"))
    assert (_ask(world).eligible, _ask(world).caveat) == (eligible, "daylight only")


def test_a_nation_that_said_nothing_has_not_consented(world: World) -> None:
    """No row, no consent."""
    assert _ask(world, "FEN").refusals == ("FEN has not consented",)


@pytest.mark.parametrize(("clock", "eligible"), [("07:59", False), ("08:00", True), ("17:59", True), ("18:00", False)])
def test_only_within_its_time(world: World, clock: str, eligible: bool) -> None:
    """The sunset itself is outside, and is named as the next change."""
    assert _ask(world, clock=clock).eligible is eligible
    assert _ask(world, clock="17:00").due == at("18:00")


@pytest.mark.parametrize("state", [state for state in GrantState if state is not GrantState.ACTIVE])
def test_only_an_active_grant(world: World, state: GrantState) -> None:
    """Draft, proposed, approved, expired, revoked, exhausted: none."""
    _change(world, state=state)
    assert not _ask(world).eligible


def test_a_missing_grant_is_none(world: World) -> None:
    """No row, no authority."""
    assert eligibility(world.picture, world.now, "G-none", "CAL").refusals == ("no such grant",)


def test_approvals_by_n_and_none_by_oneself(world: World) -> None:
    """Too few approvals, or one taken back, refuse; while proposed, the author's own counts for nothing, in force each counts."""
    world.put("G-6/BOR", GrantApproval("G-6", "BOR", approves=False))
    assert _ask(world).refusals == ("approved by 1 of 2",)
    world.put("G-7", msgspec.structs.replace(GRANT, state=GrantState.PROPOSED), entity="AUR")
    for entity in ("AUR", "BOR"):
        world.put(f"G-7/{entity}", GrantApproval("G-7", entity, approves=True))
    assert approved_by(world.picture, world.row(Grant, "G-7")) == {"BOR"}
    world.put("G-7", GRANT, entity="AUR")
    assert approved_by(world.picture, world.row(Grant, "G-7")) == {"AUR", "BOR"}


def test_a_number_of_uses_is_used_up(world: World) -> None:
    """Each authorised, executing or complete action is a use; requested and declined ones are none; the running one is covered itself."""
    for n, state in enumerate((ActionState.REQUESTED, ActionState.DECLINED, ActionState.COMPLETE)):
        world.put(f"AC-{n}", Action("P", ActionKind.PATROL, "G-6", "CAL", state))
    assert (_ask(world).eligible, _ask(world).uses_left) == (True, 1)
    world.put("AC-9", Action("P", ActionKind.PATROL, "G-6", "CAL", ActionState.EXECUTING))
    assert _ask(world).refusals == ("G-06 is used up",)
    assert eligibility(world.picture, world.now, "G-6", "CAL", running=True).eligible


def test_rung_and_kind_must_both_allow_it(world: World) -> None:
    """The grant must serve the declared rung, and the rung must list the kind."""
    _change(world, rungs=(4, 5))
    assert not _ask(world).eligible
    _change(world, rungs=())
    assert _ask(world).eligible
    _change(world, kind=ActionKind.CYBER_RESPONSE)
    assert not _ask(world).eligible


def test_a_descriptive_ladder_carries_no_action(world: World) -> None:
    """On a ladder that only describes nothing is ever eligible."""
    ladder = msgspec.structs.replace(DOCTRINE.ladder, type=LadderType.DESCRIPTIVE)
    world.put(DOCTRINE.code, Doctrine(DOCTRINE.code, 2, ladder))
    assert _ask(world).refusals == ("the ladder describes and carries no action",)


def test_sensors_over_people_take_relief_s_consent(world: World) -> None:
    """A relief organisation that said nothing, or opted out, stops a shared sensor pass and no other action; what it adds is no refusal."""
    sensor = msgspec.structs.replace(GRANT, kind=ActionKind.SHARED_SENSOR_PASS)
    world.put("G-6", sensor)
    assert _ask(world).refusals == ("HAC has not consented",)
    world.put("G-6/HAC", NationalCaveat("G-6", "HAC", Stance.OPTED_OUT))
    assert _ask(world).refusals == ("HAC has opted out",)
    world.put("G-6/HAC", NationalCaveat("G-6", "HAC", Stance.CAVEATED, "not over a movement"))
    assert _ask(world).eligible
    world.put("G-6", GRANT)
    world.put("G-6/HAC", NationalCaveat("G-6", "HAC", Stance.OPTED_OUT))
    assert _ask(world).eligible, "a patrol asks relief for nothing"


def test_a_level_that_the_ladder_does_not_know_makes_nothing_eligible(world: World) -> None:
    """A new ladder without the declared rung: the refusal says that, and nothing else is read from it."""
    world.declare(9, at("11:00"))
    assert _ask(world).refusals == ("level 9 is not on the ladder",)


def test_another_grant_does_not_help(world: World) -> None:
    """A grant of another code and its consent leave this one as it is."""
    world.put("G-6", msgspec.structs.replace(GRANT, state=GrantState.REVOKED))
    world.put("G-7", msgspec.structs.replace(GRANT, code="G-07"))
    assert not _ask(world).eligible
