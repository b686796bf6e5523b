"""What is found follows its table: every event in every state, and whatever happens in whatever order."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from feeds.assessment.alarms import alarm_states
from feeds.assessment.cause import NO_DATA, Cause
from feeds.assessment.draft import Draft
from feeds.assessment.findings import Signs
from feeds.assessment.occurrences import write_alarms
from feeds.assessment.rules import rules_of
from feeds.picture.alarm import OCCURRENCE, Acknowledgement, Alarm, AlarmState
from feeds.picture.envelope import AuthorKind
from feeds.picture.ladder import ConsentRule
from feeds.picture.lifecycle import IllegalTransition
from feeds.picture.proposal import SILENCE, Position, PositionKind, Proposal, ProposalState, Silence, SilenceState
from feeds.picture.room import SOURCE, Outage, Source, SourceState, SourceStatus
from feeds.picture.warning import Severity
from tests.feeds.assessment.world import ALL, MINUTE, NATIONS, World, at

NOON = at("12:00")
A = AlarmState


class Occurrence:
    """One alarm, moved by what rules and seats do."""

    def __init__(self) -> None:
        """Raise it."""
        self.world = World(NOON)
        self._called(Severity.LOW)

    def _called(self, severity: Severity | None) -> None:
        """Write what the rules call for at this moment: this cause so grave, or nothing."""
        cause = Cause(NO_DATA, "AIS-N", severity or Severity.LOW, "silent", "why", frozenset({ALL}), since=NOON)
        draft = Draft(self.world.picture, NOON, rules_of(self.world.picture))
        write_alarms(draft, (cause,) if severity is not None else (), keep_sources=False)
        for found in draft.rows.values():
            self.world.put(found.subject, found.body, event=found.event, label=found.label, kind=AuthorKind.HUB)

    @property
    def state(self) -> AlarmState:
        """What a screen shows of it, without what lies over it."""
        (view,) = alarm_states(self.world.picture, NOON)
        return view.base

    @property
    def _alarm(self) -> tuple[str, Alarm]:
        ((row, body),) = self.world.picture.bodies(Alarm)
        return row.subject, body

    def acknowledge(self) -> None:
        """A seat acknowledges its present revision."""
        subject, body = self._alarm
        self.world.put(subject, Acknowledgement(subject, body.cause_revision, "duty"))

    def change(self) -> None:
        """It becomes graver; what has returned does not change."""
        if self._alarm[1].active:
            graver = {Severity.LOW: Severity.MEDIUM, Severity.MEDIUM: Severity.HIGH}
            self._called(graver.get(self._alarm[1].severity, Severity.CRITICAL))

    def come_again(self) -> None:
        """Its cause holds as it did."""
        self._called(self._alarm[1].severity)

    def give_back(self) -> None:
        """Its cause is gone."""
        self._called(None)


EVENTS: dict[str, Callable[[Occurrence], None]] = {
    "acknowledge": Occurrence.acknowledge,
    "change": Occurrence.change,
    "come_again": Occurrence.come_again,
    "return": Occurrence.give_back,
}
WAYS = {
    A.UNACK_ACTIVE: (),
    A.ACK_ACTIVE: ("acknowledge",),
    A.RTN_UNACK: ("return",),
    A.CLOSED: ("acknowledge", "return"),
}
"""How each state is come to."""


@pytest.mark.parametrize("state", WAYS)
@pytest.mark.parametrize("event", EVENTS)
def test_every_event_in_every_state_of_an_alarm(state: AlarmState, event: str) -> None:
    """It leads where the table says; what is no edge of it leaves the state as it is."""
    one = Occurrence()
    for way in WAYS[state]:
        EVENTS[way](one)
    assert one.state is state
    EVENTS[event](one)
    assert one.state is OCCURRENCE.events(state).get(event, state)


@given(st.lists(st.sampled_from(sorted(EVENTS)), max_size=12))
def test_no_alarm_leaves_its_table(events: list[str]) -> None:
    """Whatever happens in whatever order."""
    one = Occurrence()
    for event in events:
        before = one.state
        EVENTS[event](one)
        assert one.state in {before, *OCCURRENCE.events(before).values()}


def step(before: SilenceState | SourceState | None, after: SilenceState | SourceState | None) -> str:
    """Return the event of the table that one step is, "" where nothing moved; a step that is none fails."""
    if after is None or before is after:
        return ""
    table = SILENCE if isinstance(after, SilenceState) else SOURCE
    try:
        return table.event_between(before, after)  # type: ignore[arg-type]  # both are of the table's states
    except IllegalTransition as error:
        pytest.fail(str(error))


HAPPENS = st.lists(
    st.tuples(
        st.sampled_from(["wait", "break", "say_otherwise", "leave", "sit", "outage", "extend", "reword"]),
        st.integers(1, 40),
        st.sampled_from(NATIONS),
    ),
    max_size=10,
)


@settings(deadline=None)
@given(HAPPENS, st.sampled_from(NATIONS))
@example([("wait", 10, "AUR"), ("sit", 1, "FEN")], "FEN")
def test_no_silence_leaves_its_table(events: list[tuple[str, int, str]], away: str) -> None:
    """Desks empty and full, breaks, outages, new deadlines and wordings: each finding follows the one before it."""
    world = World(NOON)
    seats: dict[str, tuple[str, ...]] = dict.fromkeys(NATIONS, ("desk",)) | {away: ()}
    world.signs = Signs(seats=seats)
    world.watch()
    revision, deadline = 1, NOON + 60 * MINUTE

    def put() -> None:
        body = Proposal("P", "raise", "generic-7", 3, 4, ProposalState.PUT, ConsentRule.SILENCE, revision, "CAL", NOON, deadline)
        world.put("P-1", body)

    def found() -> SilenceState | None:
        body = world.picture.get(Silence, "P-1")
        return body.state if body is not None else None

    put()
    before: SilenceState | None = None
    for event, minutes, who in [("wait", 1, "AUR"), *events]:
        match event:
            case "wait":
                world.now += minutes * MINUTE
            case "break" | "say_otherwise":
                said = PositionKind.BREAKS_SILENCE if event == "break" else PositionKind.RESERVATION
                known = world.picture.get(Position, f"P-1/{who}")
                # The hub admits nothing that takes a break back.
                if known is None or known.text_revision < revision or known.position is not PositionKind.BREAKS_SILENCE:
                    world.put(f"P-1/{who}", Position("P-1", revision, who, said))
            case "leave" | "sit":
                seats = {**seats, who: () if event == "leave" else ("desk",)}
                world.signs = Signs(seats=seats)
            case "outage":
                world.now += minutes * MINUTE
                world.put(f"CMC/{world.now}", Outage(world.now - minutes * MINUTE, world.now), kind=AuthorKind.HUB)
            case _:
                revision += event == "reword"
                deadline = world.now + 60 * MINUTE
                put()
        world.watch()
        if step(before, found()) == "begin":
            assert event == "reword" or (event == "extend" and before is not SilenceState.BROKEN), "time and people's coming mend nothing"
        before = found()


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["wait", "hear", "outage"]), st.integers(1, 30)), max_size=12))
def test_no_source_leaves_its_table(events: list[tuple[str, int]]) -> None:
    """Signs of life, silences and absences of the hub itself."""
    world, heard = World(NOON), NOON
    world.put("AIS-N", Source("AIS-N", "ships", "cot", "AUR", 10 * MINUTE))
    world.signs = Signs(last_data={"AIS-N": heard})
    before: SourceState | None = None
    for event, minutes in events:
        world.now += minutes * MINUTE
        if event == "hear":
            heard = world.now
        if event == "outage":
            world.put(f"CMC/{world.now}", Outage(world.now - minutes * MINUTE, world.now), kind=AuthorKind.HUB)
        world.signs = Signs(last_data={"AIS-N": heard})
        world.watch()
        body = world.picture.get(SourceStatus, "AIS-N")
        after = body.state if body is not None else None
        if step(before, after) == "wait":
            assert event == "outage"
        before = after
