"""Conditions of a corridor: NOT_MET beats UNKNOWN beats MET, every reason is listed, and what is withheld reads as decay."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.assessment.conditions import NOT_VERIFIED, conditions, conditions_row
from feeds.picture.alarm import Alarm
from feeds.picture.body import Body
from feeds.picture.corridor import (
    Agreement,
    AgreementKind,
    Conditions,
    ConditionState,
    Corridor,
    CorridorState,
    Mode,
    ReasonKind,
    Segment,
    SegmentState,
)
from feeds.picture.danger import Pause, PauseState
from feeds.picture.doctrine import Doctrine
from feeds.picture.fold import fold
from feeds.picture.label import Label
from feeds.picture.relief import Movement, MovementState
from feeds.picture.room import Statement
from feeds.picture.values import Window
from tests.feeds.assessment.world import ALL, DOCTRINE, EVERYBODY, HOST_ONLY, ROOM, World, at, bodies

NOT_HAC = Label("MER", "OPEN", ROOM, EVERYBODY - {"HAC"}, frozenset({"NOT FOR TARGETING"}))


def _read(world: World, corridor: str = "C-HC-2", now: int | None = None, audience: str | None = None) -> Conditions:
    found = conditions(world.picture, world.now if now is None else now, corridor, audience)
    assert found is not None
    return found


def _kinds(found: Conditions) -> list[ReasonKind]:
    return [reason.kind for reason in found.reasons]


@pytest.fixture
def world() -> World:
    """A corridor of two legs, open for its window, all verified, all parties agreed."""
    made = World(at("09:00"))
    corridor = made.corridor()
    made.status(corridor, CorridorState.OPEN, Window(at("08:00"), at("14:00")))
    return made


def test_met_when_nothing_speaks_against_it(world: World) -> None:
    """Verified, agreed, within its window, no hazard: MET, with no reason."""
    found = _read(world)
    assert (found.state, found.reasons) == (ConditionState.MET, ())
    assert [each.state for each in found.segments] == [SegmentState.PASSABLE, SegmentState.PASSABLE]
    assert found.segments[0].verified_at == at("09:00")


@pytest.mark.parametrize(
    ("kilometres", "uncertainty", "endangered"), [(2.9, 0.0, True), (3.1, 0.0, False), (3.1, 200.0, True), (3.6, 500.0, False)]
)
def test_the_limit_takes_the_uncertainty_into_account(world: World, kilometres: float, uncertainty: float, endangered: bool) -> None:
    """A leg is endangered when the zone's edge may lie within the limit."""
    world.zone("DZ-07", kilometres, uncertainty=uncertainty)
    found = _read(world)
    assert (found.state is ConditionState.NOT_MET) is endangered
    if endangered:
        (reason,) = found.reasons
        assert (reason.segment, reason.record, reason.uncertainty, reason.limit) == ("S-HC-2-1", "Z-DZ-07", uncertainty, 3_000.0)
        assert reason.distance == pytest.approx(kilometres * 1_000, abs=2)
        assert [each.state for each in found.segments] == [SegmentState.ENDANGERED, SegmentState.PASSABLE]


def test_a_corridors_own_limit_goes_before_the_doctrines() -> None:
    """A corridor may set its own distance."""
    world = World(at("09:00"))
    world.corridor(endanger_distance=1_000.0)
    world.zone("DZ-07", 2.0)
    assert _read(world).state is ConditionState.MET
    world.zone("DZ-08", 0.9)
    assert _read(world).state is ConditionState.NOT_MET


def test_a_zone_bears_only_on_its_modes(world: World) -> None:
    """A zone for ships does not endanger a road."""
    world.zone("DZ-06", 1.0, bears_on=("SEA",))
    assert _read(world).state is ConditionState.MET
    world.zone("DZ-06", 1.0, bears_on=("SEA", "ROAD"))
    assert _read(world).state is ConditionState.NOT_MET


def test_a_zone_counts_while_it_is_valid(world: World) -> None:
    """Before it begins nothing, from its first millisecond NOT_MET, from its end on UNKNOWN until verified anew."""
    world.zone("DZ-07", 1.0, since=at("10:00"), until=at("11:00"))
    assert _read(world, now=at("10:00") - 1).state is ConditionState.MET
    assert _read(world, now=at("10:00")).state is ConditionState.NOT_MET
    assert _read(world, now=at("11:00") - 1).state is ConditionState.NOT_MET
    assert _read(world, now=at("11:00")).state is ConditionState.UNKNOWN


def test_advice_restricts_and_endangers_nobody(world: World) -> None:
    """A 'keep clear' zone makes the leg RESTRICTED in its words; conditions stay MET."""
    world.zone("DZ-06", 1.0, restricts_only=True)
    found = _read(world)
    assert (found.state, found.once_endangered) == (ConditionState.MET, ())
    assert (found.segments[0].state, found.segments[0].text) == (SegmentState.RESTRICTED, "DZ-06")


def test_verification_decays_to_unknown(world: World) -> None:
    """At three hours to the millisecond a leg is UNKNOWN by itself, and says nothing of when it was verified."""
    assert _read(world, now=at("12:00") - 1).state is ConditionState.MET
    found = _read(world, now=at("12:00"))
    assert (found.state, _kinds(found)) == (ConditionState.UNKNOWN, [ReasonKind.NOT_VERIFIED] * 2)
    assert (found.segments[0].state, found.segments[0].verified_at) == (SegmentState.UNKNOWN, None)


def test_a_closed_leg_does_not_improve_by_growing_old(world: World) -> None:
    """Found closed stays NOT_MET; no clock turns it into UNKNOWN."""
    world.verify("S-HC-2-2", SegmentState.CLOSED)
    assert _kinds(_read(world)) == [ReasonKind.SEGMENT_CLOSED]
    assert _read(world, now=at("13:00")).state is ConditionState.NOT_MET


def test_once_endangered_is_unknown_until_verified_anew(world: World) -> None:
    """A zone that moved off leaves UNKNOWN behind; a verification from during the danger clears nothing, one after it does."""
    world.zone("DZ-07", 1.2)
    world.watch()
    world.now = at("09:30")
    world.verify("S-HC-2-1")
    world.now = at("10:00")
    world.zone("DZ-07", 8.0)
    world.watch()
    found = world.row(Conditions, "C-HC-2").body
    assert isinstance(found, Conditions)
    assert (found.state, _kinds(found), found.once_endangered) == (
        ConditionState.UNKNOWN,
        [ReasonKind.ENDANGERED_BEFORE],
        ("S-HC-2-1",),
    )
    world.watch(at("10:20"))
    assert _read(world).state is ConditionState.UNKNOWN
    world.verify("S-HC-2-1", when=at("10:10"))
    assert _read(world).state is ConditionState.MET


def test_a_late_word_of_a_danger_already_over_still_counts(world: World) -> None:
    """A zone that was learned after it ended makes legs UNKNOWN that were last verified before its end."""
    world.now = at("11:00")
    world.zone("DZ-07", 1.0, since=at("09:30"), until=at("10:30"))
    assert _kinds(_read(world)) == [ReasonKind.ENDANGERED_BEFORE]
    world.verify("S-HC-2-1", when=at("10:30"))
    assert _read(world).state is ConditionState.MET


def test_only_parties_agree(world: World) -> None:
    """A party that withdrew, agreed to nothing or said nothing: NOT_MET. Relief organisations are asked for nothing."""
    world.put("C-HC-2/KAR", Agreement("C-HC-2", "KAR", AgreementKind.WITHDRAWN))
    assert _kinds(_read(world)) == [ReasonKind.NO_AGREEMENT]
    world.corridor("HC-9", parties=("AUR", "HAC"))
    world.put("C-HC-9/HAC", Agreement("C-HC-9", "HAC", AgreementKind.NONE))
    assert _read(world, "C-HC-9").state is ConditionState.MET
    world.put("C-HC-8", Corridor("HC-8", "HC-8", "passage", Mode.ROAD, "AUR", ("AUR",), segments=("S-HC-2-1",)))
    assert _kinds(_read(world, "C-HC-8")) == [ReasonKind.NO_AGREEMENT]


@pytest.mark.parametrize(("suffices", "state"), [(True, ConditionState.MET), (False, ConditionState.NOT_MET)])
def test_whether_verbal_suffices_is_the_doctrines(suffices: bool, state: ConditionState) -> None:
    """A verbal agreement, relayed or not, is enough only where the doctrine says so; its default says no."""
    assert Doctrine(DOCTRINE.code, 1, DOCTRINE.ladder).verbal_suffices is False
    world = World(at("09:00"), Doctrine("d", 1, DOCTRINE.ladder, verbal_suffices=suffices))
    world.corridor()
    world.put("C-HC-2/KAR", Agreement("C-HC-2", "KAR", AgreementKind.VERBAL, relayed=True))
    assert _read(world).state is state


def _redrawn(world: World, kind: type[Body], subject: str) -> None:
    """Have somebody write a route or a leg again, now."""
    row = world.row(kind, subject)
    world.sequence += 1
    again = msgspec.structs.replace(
        row, revision=row.revision + 1, event=world.now, known=world.now, sequence=world.sequence, key=f"{world.sequence:064x}"
    )
    assert fold(world.picture, again) is not None


@pytest.mark.parametrize(("kind", "subject"), [(Corridor, "C-HC-2"), (Segment, "S-HC-2-1")])
def test_an_agreement_is_of_the_route_as_it_was(world: World, kind: type[Body], subject: str) -> None:
    """A route or a leg that is drawn anew is agreed to by nobody until its parties agree again; each is named with the moment."""
    assert _read(world).state is ConditionState.MET
    world.now += 60_000
    _redrawn(world, kind, subject)
    for leg in ("S-HC-2-1", "S-HC-2-2"):
        world.verify(leg)
    found = _read(world)
    assert [reason.text[: len("AUR: agreed before the route was changed")] for reason in found.reasons] == [
        f"{party}: agreed before the route was changed" for party in ("AUR", "KAR")
    ]
    world.now += 60_000
    for party in ("AUR", "KAR"):
        world.put(f"C-HC-2/{party}", Agreement("C-HC-2", party, AgreementKind.WRITTEN))
    assert _read(world).state is ConditionState.MET


def test_what_was_found_on_a_leg_is_of_the_leg_as_it_was(world: World) -> None:
    """A leg that is drawn anew is UNKNOWN, worded as decay, until somebody looked at it again."""
    world.now += 60_000
    _redrawn(world, Segment, "S-HC-2-1")
    found = _read(world)
    assert [segment.state for segment in found.segments] == [SegmentState.UNKNOWN, SegmentState.PASSABLE]
    assert any(NOT_VERIFIED in reason.text for reason in found.reasons)
    world.verify("S-HC-2-1")
    assert [segment.state for segment in _read(world).segments] == [SegmentState.PASSABLE] * 2


def test_an_agreement_holds_for_its_window(world: World) -> None:
    """An agreement for one window is none outside it."""
    world.put("C-HC-2/KAR", Agreement("C-HC-2", "KAR", AgreementKind.VERBAL, window=Window(at("08:00"), at("10:00"))))
    assert _read(world, now=at("10:00") - 1).state is ConditionState.MET
    assert _kinds(_read(world, now=at("10:00"))) == [ReasonKind.NO_AGREEMENT]


def test_outside_its_window_it_is_not_met(world: World) -> None:
    """The end of the window is outside it."""
    world.status("C-HC-2", CorridorState.OPEN, Window(at("08:00"), at("11:00")))
    assert _read(world, now=at("11:00") - 1).state is ConditionState.MET
    assert _kinds(_read(world, now=at("11:00"))) == [ReasonKind.OUTSIDE_WINDOW]


def test_an_alleged_breach_leaves_its_corridors_unknown(world: World) -> None:
    """An allegation is no finding: UNKNOWN, and only for the corridors that the pause names."""
    pause = Pause("PA-1", "pause", ("AUR", "KAR"), Window(at("08:00")), PauseState.BREACH_ALLEGED, corridors=("C-HC-2",))
    world.put("PA-1", pause)
    assert (_read(world).state, _kinds(_read(world))) == (ConditionState.UNKNOWN, [ReasonKind.BREACH_ALLEGED])
    world.put("PA-1", Pause("PA-1", "pause", ("AUR", "KAR"), Window(at("08:00")), PauseState.BREACH_ALLEGED))
    assert _read(world).state is ConditionState.MET


def test_nothing_known_is_unknown() -> None:
    """A corridor without legs, or whose legs have no row, is UNKNOWN."""
    world = World(at("09:00"))
    world.put("C-1", Corridor("HC-1", "HC-1", "passage", Mode.ROAD, "AUR", ()))
    assert _read(world, "C-1").state is ConditionState.UNKNOWN
    world.put("C-1", Corridor("HC-1", "HC-1", "passage", Mode.ROAD, "AUR", (), segments=("S-nowhere",)))
    assert _read(world, "C-1").state is ConditionState.UNKNOWN


def test_not_met_beats_unknown_and_every_reason_is_listed(world: World) -> None:
    """A hazard, a closed leg, decay, a window over and a lost agreement all stand in the list; the gravest decide and come first."""
    world.now = at("14:30")
    world.zone("DZ-07", 1.0)
    world.verify("S-HC-2-2", SegmentState.CLOSED)
    world.put("C-HC-2/KAR", Agreement("C-HC-2", "KAR", AgreementKind.NONE))
    found = _read(world)
    assert found.state is ConditionState.NOT_MET
    assert set(_kinds(found)) == {
        ReasonKind.HAZARD,
        ReasonKind.SEGMENT_CLOSED,
        ReasonKind.NOT_VERIFIED,
        ReasonKind.OUTSIDE_WINDOW,
        ReasonKind.NO_AGREEMENT,
    }
    effects = [reason.effect for reason in found.reasons]
    assert effects == sorted(effects, key=[ConditionState.NOT_MET, ConditionState.UNKNOWN, ConditionState.MET].index)


EFFECTS = st.sets(st.sampled_from(["zone", "closed", "decay", "window", "agreement", "breach"]))


@given(EFFECTS)
@settings(max_examples=40, deadline=None)
def test_precedence_over_all_mixtures(wrong: set[str]) -> None:
    """Whatever is wrong at once: anything NOT_MET gives NOT_MET, else anything UNKNOWN gives UNKNOWN, else MET."""
    world = World(at("09:00"))
    corridor = world.corridor(legs=3)
    world.status(corridor, CorridorState.OPEN, Window(at("07:00"), at("08:00") if "window" in wrong else None))
    if "zone" in wrong:
        world.zone("DZ-07", 1.0)
    if "closed" in wrong:
        world.verify("S-HC-2-2", SegmentState.CLOSED)
    if "decay" in wrong:
        world.verify("S-HC-2-3", when=at("05:00"))
    if "agreement" in wrong:
        world.put("C-HC-2/KAR", Agreement("C-HC-2", "KAR", AgreementKind.NONE))
    if "breach" in wrong:
        world.put("PA-1", Pause("PA-1", "p", ("AUR",), Window(at("08:00")), PauseState.BREACH_ALLEGED, corridors=(corridor,)))
    found = _read(world)
    if wrong & {"zone", "closed", "window", "agreement"}:
        assert found.state is ConditionState.NOT_MET
    else:
        assert found.state is (ConditionState.UNKNOWN if wrong else ConditionState.MET)
    assert len({reason.kind for reason in found.reasons}) == len(wrong)


def _reads(world: World, entity: str) -> Conditions:
    row = conditions_row(world.picture, "C-HC-2", entity)
    assert row is not None
    assert isinstance(row.body, Conditions)
    return row.body


def test_a_withheld_hazard_reads_as_decay_does(world: World) -> None:
    """HAC lacks the zone: the leg reads UNKNOWN in the very words of decay, and nothing of the zone is in HAC's row or its label."""
    world.zone("DZ-06", 1.0, label=NOT_HAC)
    world.watch()
    withheld = _reads(world, "HAC")
    assert (withheld.state, withheld.audience) == (ConditionState.UNKNOWN, "HAC")
    decayed = World(at("09:00"))
    decayed.corridor()
    decayed.status("C-HC-2", CorridorState.OPEN, Window(at("08:00"), at("14:00")))
    decayed.verify("S-HC-2-1", when=at("06:00"))
    told = _read(decayed)
    assert (withheld.reasons, withheld.segments) == (told.reasons, told.segments)
    assert NOT_VERIFIED in withheld.segments[0].text
    assert withheld.once_endangered == ()
    row = world.row(Conditions, "C-HC-2/HAC")
    assert row.label is not None
    assert row.label.releasable == frozenset({"HAC"})
    room = world.row(Conditions, "C-HC-2")
    assert isinstance(room.body, Conditions)
    assert (room.body.state, room.body.audience) == (ConditionState.NOT_MET, None)
    assert room.label is not None
    assert "HAC" not in room.label.releasable
    assert "BOR" in room.label.releasable


def test_an_audience_that_lacks_nothing_has_no_row_of_its_own(world: World) -> None:
    """Only whoever lacks an input gets a row; everybody else reads the room's."""
    world.zone("DZ-06", 1.0, label=NOT_HAC)
    outcome = world.watch()
    assert {found.subject for found in outcome.rows if isinstance(found.body, Conditions)} == {"C-HC-2", "C-HC-2/HAC"}


def test_what_an_audience_sees_itself_stays_not_met(world: World) -> None:
    """A hazard that HAC can see is NOT_MET for it beside another one that it cannot see."""
    world.zone("DZ-06", 1.0, label=NOT_HAC)
    world.zone("DZ-07", 1.5, east=0.15)
    found = _read(world, audience="HAC")
    assert found.state is ConditionState.NOT_MET
    assert [reason.record for reason in found.reasons if reason.record] == ["Z-DZ-07"]
    assert [each.state for each in found.segments] == [SegmentState.UNKNOWN, SegmentState.ENDANGERED]


@pytest.mark.parametrize("withheld", ["agreement", "status", "verification", "pause"])
def test_no_audience_is_calm_without_an_input(world: World, withheld: str) -> None:
    """Lacking an agreement, the window, a verification or a breach, an audience reads UNKNOWN, not MET and not NOT_MET."""
    if withheld == "agreement":
        world.put("C-HC-2/KAR", Agreement("C-HC-2", "KAR", AgreementKind.WRITTEN), label=NOT_HAC)
    elif withheld == "status":
        row = world.row(Corridor, "C-HC-2")
        assert row is not None
        status = world.picture.find("corridor_status", "C-HC-2")
        assert status is not None
        world.put("C-HC-2", status.body, label=NOT_HAC)
    elif withheld == "verification":
        verification = world.picture.find("verification", "S-HC-2-1")
        assert verification is not None
        world.put("S-HC-2-1", verification.body, label=HOST_ONLY)
    else:
        pause = Pause("PA-1", "p", ("AUR",), Window(at("08:00")), PauseState.BREACH_ALLEGED, corridors=("C-HC-2",))
        world.put("PA-1", pause, label=NOT_HAC)
    found = _read(world, audience="HAC")
    assert found.state is ConditionState.UNKNOWN
    assert {reason.kind for reason in found.reasons} == {ReasonKind.NOT_VERIFIED}


def test_a_withheld_danger_that_is_over_still_reads_unknown(world: World) -> None:
    """After the withheld zone ended the leg stays UNKNOWN for HAC until it is verified anew; then HAC reads the room's row."""
    world.zone("DZ-06", 1.0, until=at("09:30"), label=NOT_HAC)
    world.run(at("10:00"))
    assert _reads(world, "HAC").state is ConditionState.UNKNOWN
    assert _reads(world, "HAC").reasons[0].kind is ReasonKind.NOT_VERIFIED
    assert _reads(world, "BOR").reasons[0].kind is ReasonKind.ENDANGERED_BEFORE
    world.verify("S-HC-2-1")
    world.watch()
    assert _read(world, audience="HAC").state is ConditionState.MET
    assert world.row(Conditions, "C-HC-2/HAC").label is None


def test_releasing_the_hazard_takes_the_separate_row_back(world: World) -> None:
    """Once the zone is released to HAC its own row is withdrawn, and it reads NOT_MET with the room."""
    world.zone("DZ-06", 1.0, label=NOT_HAC)
    world.watch()
    world.zone("DZ-06", 1.0, label=ALL)
    world.watch()
    own, room = world.row(Conditions, "C-HC-2/HAC"), world.row(Conditions, "C-HC-2")
    assert own.label is None
    assert room.label is not None
    assert "HAC" in room.label.releasable
    assert not world.ask().rows


def test_a_tear_line_restricts_whom_it_tells(world: World) -> None:
    """Advice told without its basis makes the leg RESTRICTED in the tear-line's words for who cannot see the zone itself."""
    world.zone("DZ-06", 1.0, restricts_only=True, label=NOT_HAC)
    world.watch()
    assert _reads(world, "HAC").segments[0].state is SegmentState.UNKNOWN
    world.put("T-1", Statement("keep 2 nm off", "keep clear", "Z-DZ-06"))
    world.watch()
    told = _reads(world, "HAC")
    assert (told.state, told.segments[0].state, told.segments[0].text) == (ConditionState.MET, SegmentState.RESTRICTED, "keep 2 nm off")
    world.zone("DZ-06", 1.0, label=NOT_HAC)
    world.watch()
    assert _reads(world, "HAC").state is ConditionState.UNKNOWN


def test_the_originator_is_told_that_somebody_relies_on_it(world: World) -> None:
    """Whoever withheld the zone gets an alarm that names reader, corridor, leg and zone; nobody else reads it; it returns with release."""
    label = Label("MER", "OPEN", "CAL", EVERYBODY - {"HAC"}, frozenset({"NOT FOR TARGETING"}))
    world.zone("DZ-06", 1.0, label=label)
    alarms = [alarm for alarm in bodies(world.watch(), Alarm) if isinstance(alarm, Alarm) and alarm.rule == "RELIANCE"]
    assert len(alarms) == 1
    alarm = alarms[0]
    assert (alarm.audience, alarm.cause) == ("CAL", "Z-DZ-06")
    assert alarm.title == "HAC relies on HC-2 S1 and cannot see DZ-06: release a tear-line?"
    row = next(row for row in world.picture.rows("alarm") if row.body == alarm)
    assert row.label is not None
    assert row.label.releasable == frozenset({"CAL"})
    world.zone("DZ-06", 1.0, label=ALL)
    returned = [each for each in bodies(world.watch(), Alarm) if isinstance(each, Alarm) and each.rule == "RELIANCE"]
    assert [each.active for each in returned] == [False]


def _reliances(world: World) -> dict[str | None, str]:
    world.watch()
    return {alarm.audience: alarm.title for _, alarm in world.picture.bodies(Alarm) if alarm.rule == "RELIANCE" and alarm.active}


def test_an_originator_that_may_not_know_of_the_corridor_is_not_told_of_it(world: World) -> None:
    """A zone of CAL's bears on a route that CAL may not know of: the host is told who relies on it, and CAL nothing."""
    world.zone("DZ-06", 1.0, label=Label("MER", "OPEN", "CAL", EVERYBODY - {"HAC"}, frozenset({"NOT FOR TARGETING"})))
    assert set(_reliances(world)) == {"CAL"}
    route = world.row(Corridor, "C-HC-2")
    world.put("C-HC-2", route.body, label=Label("MER", "OPEN", ROOM, EVERYBODY - {"CAL"}, frozenset({"NOT FOR TARGETING"})))
    told = _reliances(world)
    assert "HAC relies on HC-2 S1 and cannot see DZ-06" in told.pop(ROOM)
    assert told == {}


def test_a_movement_is_not_told_on_by_who_relies(world: World) -> None:
    """BOR relies on the route by a movement that CAL may not know of: CAL is told of HAC, the host of BOR."""
    world.zone("DZ-06", 1.0, label=Label("MER", "OPEN", "CAL", EVERYBODY - {"HAC", "BOR"}, frozenset({"NOT FOR TARGETING"})))
    secret = Label("MER", "OPEN", "BOR", frozenset({ROOM}), frozenset({"NOT FOR TARGETING"}))
    world.put("M-1", Movement("CV-1", "Convoy", "BOR", Mode.ROAD, MovementState.PLANNED, "C-HC-2"), label=secret)
    told = _reliances(world)
    assert told.keys() == {"CAL", ROOM}
    assert ("BOR" in told["CAL"], "HAC" in told["CAL"], "BOR relies" in told[ROOM]) == (False, True, True)


def test_who_may_not_know_of_the_corridor_reads_nothing() -> None:
    """A corridor that is withheld altogether has no conditions for that audience, and no row."""
    world = World(at("09:00"))
    world.corridor()
    row = world.row(Corridor, "C-HC-2")
    world.put("C-HC-2", row.body, label=NOT_HAC)
    assert conditions(world.picture, world.now, "C-HC-2", "HAC") is None
    world.watch()
    assert world.picture.find("conditions", "C-HC-2/HAC") is None


def test_a_long_corridor_keeps_its_gravest_legs() -> None:
    """A row carries at most 256 legs; what is not passable is never among those left out."""
    world = World(at("09:00"))
    world.corridor(legs=300)
    world.zone("DZ-07", 1.0, east=29.95)
    found = _read(world)
    assert len(found.segments) == 256
    assert found.segments[-1].state is SegmentState.ENDANGERED


def test_the_memory_of_a_danger_ends_with_a_look_after_it(world: World) -> None:
    """A zone that moved off at ten: verified a millisecond before is not enough, verified at that very moment is."""
    world.zone("DZ-07", 1.2)
    world.watch()
    world.now = at("10:00")
    world.zone("DZ-07", 8.0)
    world.watch()
    world.verify("S-HC-2-1", when=at("10:00") - 1)
    assert _kinds(_read(world)) == [ReasonKind.ENDANGERED_BEFORE]
    world.verify("S-HC-2-1", when=at("10:00"))
    assert _read(world).state is ConditionState.MET


def test_a_zone_that_moved_and_then_ended_counts_to_its_end(world: World) -> None:
    """Of a zone that left the leg and ended later, a look at or after its end clears the leg."""
    world.zone("DZ-07", 1.2)
    world.watch()
    world.now = at("10:00")
    world.zone("DZ-07", 8.0, until=at("09:50"))
    world.watch()
    world.verify("S-HC-2-1", when=at("09:50") - 1)
    assert _read(world).state is ConditionState.UNKNOWN
    world.verify("S-HC-2-1", when=at("09:50"))
    assert _read(world).state is ConditionState.MET


def test_a_zone_that_is_gone_is_remembered(world: World) -> None:
    """When the zone's row is no longer there, the leg stays UNKNOWN until verified after the last finding of it."""
    world.zone("DZ-07", 1.2)
    world.watch()
    del world.picture.tables["danger_zone"]
    assert _kinds(_read(world, now=at("09:30"))) == [ReasonKind.ENDANGERED_BEFORE]
    world.now = at("09:40")
    world.verify("S-HC-2-1")
    assert _read(world).state is ConditionState.MET


def test_found_endangered_on_the_ground(world: World) -> None:
    """Somebody on the leg says it is endangered: NOT_MET without any zone, until somebody finds it passable; nothing else is remembered."""
    world.verify("S-HC-2-1", SegmentState.ENDANGERED)
    world.watch()
    assert _read(world, now=at("13:00")).state is ConditionState.NOT_MET
    world.verify("S-HC-2-1")
    assert _read(world).state is ConditionState.MET


def test_a_relief_party_is_passed_over_not_the_next_one(world: World) -> None:
    """Parties named after a relief organisation are still asked."""
    world.corridor("HC-9", parties=("HAC", "KAR"))
    for party in ("HAC", "KAR"):
        world.put(f"C-HC-9/{party}", Agreement("C-HC-9", party, AgreementKind.NONE))
    assert [reason.text for reason in _read(world, "C-HC-9").reasons] == ["KAR: agreement none"]


def test_advice_in_the_words_of_what_one_may_see(world: World) -> None:
    """Beside a withheld piece of advice, the words shown are those of the advice this reader sees."""
    world.zone("DZ-05", 0.5, restricts_only=True, label=NOT_HAC)
    world.zone("DZ-06", 1.0, restricts_only=True)
    world.put("T-1", Statement("keep clear", "keep clear", "Z-other"))
    assert _read(world).segments[0].text == "DZ-05"
    found = _read(world, audience="HAC")
    assert (found.segments[0].state, "DZ-05" in repr(found)) == (SegmentState.UNKNOWN, False)


def test_who_leads_a_movement_relies_on_its_corridor_until_it_ended(world: World) -> None:
    """A nation with a convoy on the corridor relies on it; once the convoy arrived, or on another corridor, it does not."""
    label = Label("MER", "OPEN", ROOM, EVERYBODY - {"BOR"}, frozenset({"NOT FOR TARGETING"}))
    world.zone("DZ-06", 1.0, label=label)
    for state, corridor, relies in (
        (MovementState.MOVING, "C-HC-2", True),
        (MovementState.ARRIVED, "C-HC-2", False),
        (MovementState.MOVING, "C-other", False),
        (MovementState.HALTED, "C-HC-2", True),
    ):
        world.put("M-1", Movement("3", "convoy 3", "BOR", Mode.ROAD, state, corridor))
        world.watch()
        active = [alarm.title for _, alarm in world.picture.bodies(Alarm) if alarm.rule == "RELIANCE" and alarm.active]
        assert [title.startswith("BOR relies on HC-2 S1") for title in active] == ([True] if relies else [])
