"""Admission as a pure function: which machine may write what, over which row, with whose name on it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.hub.admission import Admit, Refuse, _not_its_kind, admit
from feeds.hub.standing import DAY, Standing, foreign_regime, standing
from feeds.picture.alarm import Presence
from feeds.picture.body import ACT, Body, Capability, Nature, kind_of
from feeds.picture.checklist import Step, Template
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.label import NOT_FOR_TARGETING, Label
from feeds.picture.ladder import DeclaredLevel
from feeds.picture.night import LogEntry
from feeds.picture.play import Hold
from feeds.picture.records import KINDS
from feeds.picture.regime import REAL, Regime, RegimeKind
from feeds.picture.room import Machine, MachineRole, Roster
from feeds.picture.warning import Evidence, EvidenceStatus
from feeds.policy import default_policy
from tests.feeds.hub.hall import ENTITIES, label, report
from tests.rig.specimens import body as specimen

NOW = 1_800_000_000_000
DRILL = Regime(RegimeKind.EXERCISE, "DRILL")
BODIES = {kind: specimen(each) for kind, each in KINDS.items()}


def in_force(regime: Regime = REAL, default: Label | None = None) -> Standing:
    """Return a hall's rules."""
    roster = Roster("HALL", "Hall", "HOS", ENTITIES, default_label=default)
    row = Record("HALL", regime, 0, Author("HOS", AuthorKind.HUB, "HUB"), roster, "0" * 64)
    return standing("HALL", "IC-1", regime, row, default_policy())


def machine(role: MachineRole = MachineRole.FEED, entity: str = "HOS", sources: tuple[str, ...] = ()) -> Machine:
    """Return a machine."""
    return Machine("M", entity, role, "v", "c", sources)


def test_the_author_is_the_connection_whatever_the_record_says() -> None:
    """A record that claims an officer's name is admitted under the machine's own."""
    forged = msgspec.structs.replace(report(), author=Author("ALF", AuthorKind.OFFICER, "ALF-1", "ALF-1"), origin="ELSEWHERE")
    decision = admit(in_force(), machine(), forged, None, NOW)
    assert isinstance(decision, Admit)
    assert decision.record.author == Author("HOS", AuthorKind.MACHINE, "M")
    assert decision.record.origin == "HALL"


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
@pytest.mark.parametrize("role", list(MachineRole))
def test_a_machine_writes_the_kinds_of_its_role_alone(kind: type[Body], role: MachineRole) -> None:
    """Over every kind there is, in a real room: FEED and CONTROL write what feeds write, WATCH findings, none what people decide."""
    record = cast("Record", SimpleNamespace(kind=kind_of(kind), body=kind))
    refused = _not_its_kind(in_force(), machine(role), record)
    wanted = Nature.FINDING if role is MachineRole.WATCH else Nature.FEED
    assert (refused is None) == (wanted in kind.natures and kind is not Hold)


MAY_WRITE: dict[MachineRole, frozenset[str]] = {
    MachineRole.FEED: frozenset({"indication", "danger_zone", "track", "feature", "source"}),
    MachineRole.WATCH: frozenset(
        {"evidence", "assessed_rung", "silence", "conditions", "alarm", "request", "delivery", "presence", "log_entry"}
        | {"source_status", "rejection", "outage"}
    ),
    MachineRole.CONTROL: frozenset({"indication", "danger_zone", "track", "feature", "source"}),
}
"""The kinds each nature of machine may write in a real room, written out: one more is a decision of its own."""

SETS_UP = frozenset(
    {"doctrine", "template", "reference_card", "indicator", "problem", "corridor", "segment", "site"} | {"evidence", "outage", "log_entry"}
)
"""What an exercise's player may write besides, in an exercise: what a room opens with, and what it plays."""


@pytest.mark.parametrize("role", list(MachineRole))
@pytest.mark.parametrize("regime", [REAL, DRILL], ids=str)
@pytest.mark.parametrize("kind", list(BODIES))
def test_a_machines_key_writes_no_kind_but_those_written_out(kind: str, role: MachineRole, regime: Regime) -> None:
    """Every kind of record by every nature of machine, real or exercised: what people decide is on no list, and is refused."""
    record = report(regime=regime, body=BODIES[kind], marked=label(caveats={NOT_FOR_TARGETING}))
    decision = admit(in_force(regime), machine(role), record, None, NOW)
    wanted = MAY_WRITE[role] | (SETS_UP if role is MachineRole.CONTROL and regime is DRILL else frozenset())
    assert isinstance(decision, Admit) == (kind in wanted), decision
    if isinstance(decision, Admit):
        assert BODIES[kind].natures != ACT


def test_an_exercises_player_loads_what_an_exercise_needs_and_nothing_that_governs() -> None:
    """CONTROL writes templates and its own log in an exercise, not in a real room, and a roster nowhere."""
    template = report(regime=DRILL, body=Template("CL", 1, "List", (Step(1, "look"),)))
    control = machine(MachineRole.CONTROL)
    assert isinstance(admit(in_force(DRILL), control, template, None, NOW), Admit)
    assert isinstance(admit(in_force(), control, msgspec.structs.replace(template, regime=REAL), None, NOW), Refuse)
    log = report(regime=DRILL, body=LogEntry("inject fired"))
    assert isinstance(admit(in_force(DRILL), control, log, None, NOW), Admit)
    assert isinstance(admit(in_force(), control, msgspec.structs.replace(log, regime=REAL), None, NOW), Refuse)
    roster = report(regime=DRILL, body=Roster("HALL", "x", "HOS", ENTITIES))
    assert isinstance(admit(in_force(DRILL), control, roster, None, NOW), Refuse)
    level = report(regime=DRILL, body=DeclaredLevel("L", "HOS", 3))
    assert isinstance(admit(in_force(DRILL), control, level, None, NOW), Refuse)


def test_a_watch_key_writes_findings() -> None:
    """WATCH writes a finding and no report."""
    watch = machine(MachineRole.WATCH)
    assert isinstance(admit(in_force(), watch, report(body=Presence("ALF")), None, NOW), Admit)
    assert isinstance(admit(in_force(), watch, report(), None, NOW), Refuse)


DECIDED = frozenset(Capability) - {Capability.ASSESS, Capability.DRAW, Capability.SITE, Capability.WATCH}
"""Capabilities to decide something, or to give an entity's word; the others may report too."""


def test_what_people_decide_has_no_other_hand() -> None:
    """No level, consent, grant, action, corridor status, movement or answer has a nature but ACT: no machine can write one."""
    decided = [kind for kind in KINDS.values() if kind.capability in DECIDED]
    assert len(decided) > 25
    set_up = {"corridor", "segment"}
    assert {kind_of(kind) for kind in decided if kind.natures != ACT} == set_up, "the route as it was agreed, which a room may open with"


def test_a_matcher_only_proposes() -> None:
    """A machine's evidence is PROPOSED; linking or declining it is a person's."""
    watch = machine(MachineRole.WATCH)
    for status in EvidenceStatus:
        decision = admit(in_force(), watch, report(body=Evidence("I-1", "IN-1", status)), None, NOW)
        assert isinstance(decision, Admit) == (status is EvidenceStatus.PROPOSED)


def test_a_row_has_one_owner() -> None:
    """A machine writes over no officer's row and over no other entity's."""
    officers = msgspec.structs.replace(report("IN-1"), author=Author("HOS", AuthorKind.OFFICER, "DUTY"))
    others = msgspec.structs.replace(report("IN-1"), author=Author("ALF", AuthorKind.MACHINE, "M2"))
    own = msgspec.structs.replace(report("IN-1"), author=Author("HOS", AuthorKind.MACHINE, "M2"))
    assert isinstance(admit(in_force(), machine(), report("IN-1"), officers, NOW), Refuse)
    assert isinstance(admit(in_force(), machine(), report("IN-1"), others, NOW), Refuse)
    assert isinstance(admit(in_force(), machine(), report("IN-1"), own, NOW), Admit)


@given(st.integers(-DAY * 2, DAY * 2))
def test_events_lie_at_most_a_day_ahead(offset: int) -> None:
    """What is said to happen more than a day from now is refused; the past is not."""
    record = msgspec.structs.replace(report(), event=NOW + offset)
    assert isinstance(admit(in_force(), machine(), record, None, NOW), Refuse) == (offset > DAY)


@pytest.mark.parametrize("default", [None, label("ALF")])
def test_a_missing_label_stays_missing(default: Label | None) -> None:
    """A record without a label fails closed, whatever the room's acts are labelled by default: nobody gives it one but its sender."""
    bare = admit(in_force(default=default), machine(), report(), None, NOW)
    assert isinstance(bare, Admit)
    assert bare.record.label is None


def test_regimes_of_two_names_are_foreign_to_each_other() -> None:
    """Every regime but the room's own is foreign, and only of a REAL one nothing else is said."""
    other = Regime(RegimeKind.EXERCISE, "OTHER")
    assert foreign_regime(DRILL, DRILL) is None
    assert foreign_regime(DRILL, other) is not None
    assert foreign_regime(REAL, DRILL) is not None
    assert (foreign_regime(DRILL, REAL) or "").startswith("REAL WORLD, NO PLAY")
    decision = admit(in_force(DRILL), machine(), report(), None, NOW)
    assert isinstance(decision, Refuse)
    assert decision.foreign
