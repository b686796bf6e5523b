"""The watch's contract: idempotent, exact about when to ask again, silent about what only people write, and quick."""

from time import perf_counter

from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.assessment.findings import IDLE, Finding, Signs, findings
from feeds.picture.action import Action, ActionKind, ActionState, Grant, GrantState
from feeds.picture.alarm import Alarm, Presence, Request, Shelving
from feeds.picture.body import Nature, kind_of
from feeds.picture.checklist import Run, RunState, Step, Template, template_hash
from feeds.picture.corridor import CorridorState
from feeds.picture.danger import Pause, PauseState
from feeds.picture.digest import Digest
from feeds.picture.label import Label
from feeds.picture.ladder import ConsentRule
from feeds.picture.night import LogEntry
from feeds.picture.place import Track
from feeds.picture.proposal import Position, PositionKind, Proposal, ProposalState, Silence, SilenceState
from feeds.picture.records import KINDS
from feeds.picture.room import Source, SourceStatus
from feeds.picture.values import Window
from feeds.picture.warning import Observation
from tests.feeds.assessment.world import ALL, DAY, EVERYBODY, HOUR, MINUTE, NATIONS, World, at, bodies

MOMENTS = st.integers(0, 24 * 60).map(lambda minute: DAY + minute * MINUTE)
PAIRS = st.sampled_from(["A1", "B2", "C3", "E5", "F6", None])
CODES = ("I-02", "I-03", "I-04", "I-05", "I-07", "I-08", "I-11", "I-13")


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A room at some moment with any mixture of what time may change."""
    world = World(at("12:00"))
    world.declare(draw(st.integers(2, 5)), draw(MOMENTS))
    for code in CODES:
        world.indicator(code, half_life=draw(st.sampled_from([HOUR, 5 * HOUR])))
        if draw(st.booleans()):
            world.observe(code, draw(st.sampled_from(Observation)), draw(MOMENTS), draw(PAIRS), known=draw(MOMENTS))
    corridor = world.corridor(legs=3)
    world.status(corridor, draw(st.sampled_from(CorridorState)), Window(draw(MOMENTS), draw(st.none() | MOMENTS)))
    for segment in ("S-HC-2-1", "S-HC-2-2", "S-HC-2-3"):
        world.verify(segment, when=draw(MOMENTS))
    for n in range(draw(st.integers(0, 3))):
        since = draw(MOMENTS)
        label = draw(st.sampled_from([ALL, None, Label("MER", "OPEN", "CAL", EVERYBODY - {"HAC"})]))
        world.zone(
            f"DZ-{n}",
            draw(st.sampled_from([1.0, 2.9, 9.0])),
            east=0.05 + n * 0.1,
            since=since,
            until=draw(st.none() | MOMENTS),
            label=label,
        )
    world.put(
        "PA-1", Pause("PA-1", "p", ("AUR",), Window(draw(MOMENTS), draw(MOMENTS)), draw(st.sampled_from(PauseState)), corridors=(corridor,))
    )
    world.put("R-1", Request("X-1", 1, "asked", ("DRA", "FEN"), draw(MOMENTS), draw(st.none() | MOMENTS)))
    world.put(
        "P-1",
        Proposal("P-12", "raise", "generic-7", 3, 4, ProposalState.PUT, ConsentRule.SILENCE, put_at=at("10:00"), deadline=draw(MOMENTS)),
    )
    template = Template("CL", 1, "list", (Step(1, "do", due=draw(st.integers(0, 8)) * HOUR), Step(2, "use", grant="G-06")))
    world.put("CL", template)
    world.put("K-1", Run("CL", 1, template_hash(template), draw(st.sampled_from(RunState)), draw(MOMENTS)))
    since, until = sorted((draw(MOMENTS), draw(MOMENTS)))
    world.put(
        "G-6", Grant("G-06", "patrol", ActionKind.PATROL, GrantState.ACTIVE, "o", "C", Window(since, until), rungs=(3,), approvals_needed=0)
    )
    world.put("AC-1", Action("A", ActionKind.PATROL, "G-6", "CAL", draw(st.sampled_from(ActionState))))
    world.put("AIS-N", Source("AIS-N", "ais", "nmea", "CPA", draw(st.sampled_from([None, MINUTE, HOUR]))))
    seats = dict.fromkeys(draw(st.sets(st.sampled_from(NATIONS))), ("desk",))
    world.signs = Signs({"AIS-N": draw(MOMENTS)} if draw(st.booleans()) else {}, seats)
    world.now = draw(MOMENTS)
    return world


@given(worlds())
@settings(max_examples=60, deadline=None)
def test_asking_again_gives_nothing(world: World) -> None:
    """With the findings written, the same moment gives none and the same due moment."""
    outcome = world.watch()
    again = world.ask()
    assert again.rows == ()
    assert again.due == outcome.due


@given(worlds(), st.floats(0.0, 1.0))
@settings(max_examples=60, deadline=None)
def test_nothing_changes_before_it_is_due(world: World, share: float) -> None:
    """At any moment before `due`, the millisecond before it included, asking gives nothing; `due` lies ahead."""
    outcome = world.watch()
    if outcome.due is None:
        assert world.ask(world.now + 30 * 24 * HOUR).rows == ()
        return
    assert outcome.due > world.now
    assert world.ask(outcome.due - 1).rows == ()
    between = world.now + int((outcome.due - 1 - world.now) * share)
    assert world.ask(between).rows == ()


@given(worlds())
@settings(max_examples=15, deadline=None)
def test_stopping_on_the_way_changes_nothing_in_the_end(world: World) -> None:
    """Due moments come to an end: a day passes in a bounded number of them, and each keeps the watch idempotent."""
    steps, due = 0, world.watch().due
    while due is not None and due <= DAY + 48 * HOUR:
        steps, due = steps + 1, world.watch(due).due
        assert steps < 200
    assert world.ask().rows == ()


@given(worlds())
@settings(max_examples=30, deadline=None)
def test_the_picture_is_not_touched(world: World) -> None:
    """Asking changes neither rows nor digest, and writes only kinds that a machine may write, none of them an act's alone."""
    before = {kind: dict(table) for kind, table in world.picture.tables.items()}
    origins = {kind: world.picture.origins(kind) for kind in world.picture.tables}
    outcome = world.ask()
    assert world.picture.tables == before
    assert {kind: world.picture.origins(kind) for kind in world.picture.tables} == origins
    assert isinstance(world.picture.digest, Digest)
    for found in outcome.rows:
        assert Nature.FINDING in type(found.body).natures
        assert KINDS[kind_of(found.body)] is type(found.body)


def test_words_do_not_age() -> None:
    """A hollow threshold's alarm and a ready exit's say moments, not ages: an hour later they read the same."""
    world = World(at("10:00"))
    world.declare(4, at("01:00"))
    for code in ("I-08", "I-13"):
        world.indicator(code, half_life=HOUR)
        world.observe(code, Observation.OBSERVED, at("08:00"))
    world.indicator("I-03", half_life=24 * HOUR)
    world.observe("I-03", Observation.NOT_OBSERVED, at("03:00"))
    world.put("PA-1", Pause("PA-1", "p", ("AUR",), Window(at("02:00")), PauseState.IN_EFFECT))
    raised = {alarm.rule for alarm in bodies(world.watch(), Alarm) if isinstance(alarm, Alarm)}
    assert raised == {"THRESHOLD_HOLLOW", "EXIT_MET"}
    assert world.ask(at("11:00")).rows == ()


def test_nothing_is_written_twice_in_one_pass() -> None:
    """One pass writes each row once."""
    world = World(at("10:00"))
    world.status(world.corridor(), CorridorState.OPEN)
    world.zone("DZ-07", 1.0)
    rows: tuple[Finding, ...] = world.ask().rows
    names = [(type(found.body), found.subject) for found in rows]
    assert len(names) == len(set(names))


def test_without_signs_connections_are_left_as_they_are() -> None:
    """A display that recomputes knows no connections: it neither loses sources nor returns their alarms."""
    world = World(at("10:00"))
    world.put("AIS-N", Source("AIS-N", "ais", "nmea", "CPA", MINUTE))
    world.signs = Signs({"AIS-N": at("09:00")})
    assert bodies(world.watch(), SourceStatus)
    world.signs = None
    assert world.ask(at("11:00")).rows == ()


def test_idle_kinds_are_skipped_and_say_so() -> None:
    """Tracks alone ask only after sources; the outcome says that its due moment is not the whole one."""
    world = World(at("10:00"))
    world.status(world.corridor(), CorridorState.OPEN, Window(at("08:00"), at("11:00")))
    world.watch()
    skipped = findings(world.picture, world.now, None, frozenset({"track"}))
    assert (skipped.rows, skipped.due, skipped.complete) == ((), None, False)
    assert findings(world.picture, world.now, None, frozenset({"track", "corridor_status"})).due == at("11:00")
    assert set(KINDS) >= IDLE


def test_presence_is_each_entitys_own() -> None:
    """Who sits where is written when it changes, readable by that entity and the host."""
    world = World(at("10:00"))
    world.signs = Signs(seats={"FEN": ("FEN-1",)})
    world.watch()
    row = world.row(Presence, "FEN")
    assert row.body == Presence("FEN", ("FEN-1",), at("10:00"))
    assert row.label is not None
    assert row.label.releasable == frozenset({"FEN"})
    world.signs = Signs()
    outcome = world.watch(at("10:26"))
    assert bodies(outcome, Presence) == [Presence("FEN", (), at("10:26"))]


def test_a_rule_of_consent_that_is_met_is_noted_and_adopts_nothing() -> None:
    """A quorum reached is a line of the log, once; the proposal stays PUT, and relayed words wait for their countersign."""
    world = World(at("19:30"))
    proposal = Proposal("P-13", "lower", "generic-7", 4, 3, ProposalState.PUT, ConsentRule.QUORUM, quorum=2, members=NATIONS)
    world.put("P-13", proposal)
    world.put("P-13/AUR", Position("P-13", 1, "AUR", PositionKind.CONSENT))
    world.put("P-13/CAL", Position("P-13", 1, "CAL", PositionKind.CONSENT, relayed=True))
    assert not bodies(world.watch(), LogEntry)
    world.put("P-13/CAL", Position("P-13", 1, "CAL", PositionKind.CONSENT, relayed=True, countersigned=True))
    (entry,) = bodies(world.watch(at("19:40")), LogEntry)
    assert isinstance(entry, LogEntry)
    assert entry.text == "P-13: quorum of 2 met; only an act adopts"
    assert world.row(Proposal, "P-13").body == proposal
    assert not world.watch(at("19:50")).rows


def test_the_end_of_silence_adopts_nothing() -> None:
    """At the deadline the finding reads NOT_BROKEN and an alarm tells the chair; the proposal is as it was."""
    world = World(at("10:30"))
    world.signs = Signs(seats=dict.fromkeys(NATIONS, ("desk",)))
    proposal = Proposal(
        "P-12", "raise", "generic-7", 3, 4, ProposalState.PUT, ConsentRule.SILENCE, put_at=at("10:30"), deadline=at("11:30")
    )
    world.put("P-12", proposal)
    world.run(at("11:30"))
    found = world.row(Silence, "P-12").body
    assert isinstance(found, Silence)
    assert found.state is SilenceState.NOT_BROKEN
    assert world.row(Proposal, "P-12").body == proposal


def test_a_shelf_of_yesterday_is_noted_at_its_own_moment() -> None:
    """A hub that asks late writes the end of a shelf with the moment it was due."""
    world = World(at("10:02"))
    world.put("A-1", Shelving("A-1", at("11:30")))
    outcome = world.watch(at("13:00"))
    assert [found.event for found in outcome.rows if isinstance(found.body, LogEntry)] == [at("11:30")]


def test_thousands_of_rows_are_asked_quickly() -> None:
    """With 3,000 legs, 200 zones and 5,000 tracks a settled picture is asked again in well under a second."""
    world = World(at("10:00"))
    for n in range(60):
        world.status(world.corridor(f"HC-{n}", legs=50), CorridorState.OPEN)
    for n in range(200):
        world.zone(f"DZ-{n}", 50.0 + n, east=(n % 50) * 0.1)
    for n in range(5_000):
        world.put(f"T-{n}", Track("v", "AIS", (n * 0.01, 1.0)))
    world.watch()
    began = perf_counter()
    outcome = world.ask()
    assert perf_counter() - began < 1.0
    assert outcome.rows == ()
