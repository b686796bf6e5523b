"""The ladder from the picture: declared and assessed side by side; silence that nobody's clock adopts; doubt that never looks calm."""

import msgspec
import pytest

from feeds.picture.ladder import AssessedRung, ConsentRule
from feeds.picture.picture import Picture
from feeds.picture.proposal import Position, PositionKind, Proposal, ProposalState, Silence, SilenceState
from tests.widgets.room import HOUR, MINUTE, NOW, P12, Room, at, crisis
from widgets.cells import Empty
from widgets.ladder.model import Assessed, Countdown, LadderModel, Rung
from widgets.ladder.resolve import resolve
from widgets.standpoint import Standpoint
from widgets.words import State

DESK = Standpoint("CMC", "desk", "Duty officer, day")


@pytest.fixture
def room() -> Room:
    """10:47:32Z."""
    return crisis()


def show(room: Room, now: int = NOW, standpoint: Standpoint = DESK) -> LadderModel:
    """The ladder as the duty officer sees it."""
    return resolve(room.picture, now, standpoint)


def rung(model: LadderModel, ordinal: int) -> Rung:
    """One rung of a model."""
    return next(each for each in model.rungs if each.ordinal == ordinal)


def put(room: Room, **changes: object) -> None:
    """Change the proposal."""
    body = room.picture.get(Proposal, P12)
    assert body is not None
    room.write(P12, msgspec.structs.replace(body, **changes), NOW)


def test_without_a_ladder_the_panel_says_so() -> None:
    """Claim: an empty picture is no calm ladder."""
    assert isinstance(resolve(Picture(), NOW, DESK).condition, Empty)


def test_declared_and_assessed_stand_side_by_side(room: Room) -> None:
    """Claim: the finding moves nothing: 3 stays declared, 4 is assessed above it and proposed."""
    model = show(room)
    assert [each.ordinal for each in model.rungs] == [7, 6, 5, 4, 3, 2, 1]
    assert (rung(model, 3).declared, rung(model, 3).assessed) == (True, None)
    assert (rung(model, 4).declared, rung(model, 4).assessed, rung(model, 4).proposed) == (False, Assessed.ABOVE, True)
    assert model.scope == "generic-7 v3"


def test_assessed_vanishes_when_it_no_longer_differs(room: Room) -> None:
    """Claim: once 4 is declared no rung is marked assessed."""
    room.declare("COUNCIL", 4, NOW, common=True)
    assert [each.assessed for each in show(room).rungs] == [None] * 7


def test_assessed_below_is_named_as_such(room: Room) -> None:
    """Claim: an assessed rung under the declared one is BELOW, which is drawn neutral."""
    room.write("generic-7", AssessedRung("generic-7", 2), NOW)
    assert rung(show(room), 2).assessed is Assessed.BELOW


def test_partners_stand_on_their_own_rungs(room: Room) -> None:
    """Claim: who stands off the declared level is a difference, no fault; when all stand on it they are one chip."""
    model = show(room)
    assert {each.ordinal: (each.partners, each.differs) for each in model.rungs if each.partners} == {
        4: (("BOR",), True),
        3: (("AUR", "CAL", "ESK", "FEN"), False),
        2: (("DRA",), True),
    }
    for entity in ("BOR", "DRA"):
        room.declare(entity, 3, NOW)
    assert rung(show(room), 3).all_here == "all 6 at 3"


def test_a_partner_that_never_said_is_unknown(room: Room) -> None:
    """Claim: a member without a level of its own is named UNKNOWN; it is not counted as standing anywhere."""
    fresh = Room().open()
    fresh.declare("COUNCIL", 3, at(7), common=True)
    fresh.declare("AUR", 3, at(7))
    unsaid = [each for each in show(fresh).reasons if each.state is State.UNKNOWN]
    assert [each.text for each in unsaid] == ["BOR, CAL, DRA, ESK, FEN"]
    assert rung(show(fresh), 3).all_here == ""
    del room


def test_firebreaks_lie_where_the_ladder_says(room: Room) -> None:
    """Claim: between 2 and 3 and between 5 and 6."""
    assert [each.ordinal for each in show(room).rungs if each.firebreak] == [6, 3]


def test_concurrent_declarations_stand_side_by_side(room: Room) -> None:
    """Claim: two rooms that declared at once are both shown, each named; neither wins silently."""
    room.declare("COUNCIL", 4, at(7, 2) + 1, common=True, origin="ESK-R")
    model = show(room)
    assert {each.ordinal: each.declared_by for each in model.rungs if each.declared} == {4: ("ESK-R",), 3: ("CMC",)}


def test_a_silence_counts_down_and_names_who_was_not_reached(room: Room) -> None:
    """Claim: the proposal of the manual, word for word."""
    (proposal,) = show(room).proposals
    assert (proposal.code, proposal.title, proposal.right) == ("P-6T4W", "Raise 3 to 4", "rev 1 · PUT by the chair, CAL")
    assert (proposal.silence, proposal.left, proposal.warning) == (
        "Under silence to 11:30Z · chair adopts",
        "in 00:42:28",
        "NOT COMPLETE: FEN not reached",
    )
    assert [(cell.state, cell.entities) for cell in proposal.cells] == [
        (State.REACHED, ("AUR", "BOR", "CAL", "DRA", "ESK")),
        (State.NOT_REACHED, ("FEN",)),
    ]
    assert proposal.fraction == pytest.approx(17.5 / 60, abs=0.01)


@pytest.mark.parametrize("state", tuple(SilenceState))
def test_no_clock_adopts(room: Room, state: SilenceState) -> None:
    """Claim: whatever the finding and however late, a PUT proposal is never shown as adopted or declared by itself."""
    room.write(P12, Silence(P12, 1, state, ("AUR",), broken_by=("DRA",) if state is SilenceState.BROKEN else ()), NOW)
    model = show(room, at(11, 30) + 5 * HOUR)
    assert not any("ADOPTED" in text for each in model.proposals for text in (each.silence, each.right, each.title))
    assert rung(model, 3).declared
    assert not rung(model, 4).declared


def test_at_the_deadline_the_words_change_and_nothing_else(room: Room) -> None:
    """Claim: SILENCE NOT BROKEN, the chair adopts; no countdown is left running."""
    room.write(P12, Silence(P12, 1, SilenceState.NOT_BROKEN, ("AUR", "BOR", "CAL", "DRA", "ESK", "FEN")), at(11, 30))
    (proposal,) = show(room, at(11, 31)).proposals
    assert (proposal.silence, proposal.countdown, proposal.left) == ("SILENCE NOT BROKEN · chair adopts", Countdown.OVER, "")


def test_a_broken_silence_names_who_and_stops(room: Room) -> None:
    """Claim: BROKEN stands as a cell and a sentence; the countdown ends before its deadline."""
    room.write(P12, Silence(P12, 1, SilenceState.BROKEN, ("AUR", "DRA"), broken_by=("DRA",)), NOW)
    (proposal,) = show(room).proposals
    assert (proposal.silence, proposal.countdown) == ("Silence BROKEN by DRA", Countdown.OVER)
    assert [(cell.state, cell.entities) for cell in proposal.cells] == [(State.REACHED, ("AUR",)), (State.BROKEN, ("DRA",))]


def test_a_finding_of_an_older_wording_says_nothing(room: Room) -> None:
    """Claim: an amended proposal under new silence does not inherit who was reached by the old one."""
    put(room, text_revision=2)
    (proposal,) = show(room).proposals
    assert (proposal.cells, proposal.warning) == ((), "")


def test_an_outage_makes_it_incomplete(room: Room) -> None:
    """Claim: the path being down counts against the silence, not towards it."""
    room.write(P12, Silence(P12, 1, SilenceState.RUNNING, ("AUR",), outage=2 * MINUTE), NOW)
    assert show(room).proposals[0].warning == "NOT COMPLETE: path out 2 min"


def test_with_the_link_lost_the_end_is_not_known(room: Room) -> None:
    """Claim: the countdown reads "not known", its bar says so too, and every act is off with its reason."""
    model = show(room, NOW, Standpoint("CMC", frozen_at=NOW - MINUTE))
    proposal = model.proposals[0]
    assert (proposal.countdown, proposal.left, proposal.fraction) == (Countdown.NOT_KNOWN, "not known", None)
    assert {act.name: act.reason for act in model.acts if not act.enabled} == {
        "propose": "cannot reach the hub",
        "break_silence": "cannot reach the hub",
        "ask_extension": "cannot reach the hub",
    }


def test_what_was_not_adopted_is_struck_and_soon_gone(room: Room) -> None:
    """Claim: a closed proposal stays struck with its time for an hour."""
    put(room, state=ProposalState.NOT_ADOPTED)
    (proposal,) = show(room, NOW + MINUTE).proposals
    assert (proposal.struck, proposal.right) == (True, "NOT ADOPTED 10:47Z")
    assert show(room, NOW + 2 * HOUR).proposals == ()


def test_a_quorum_shows_positions_with_relayed_ones_apart(room: Room) -> None:
    """Claim: outside a silence each position is named by its kind, and a word by voice is not among the signed ones."""
    put(room, consent=ConsentRule.QUORUM, quorum=4, members=("AUR", "BOR", "CAL", "DRA", "ESK", "FEN"))
    room.write(f"{P12}/AUR", Position(P12, 1, "AUR", PositionKind.CONSENT), NOW)
    room.write(f"{P12}/FEN", Position(P12, 1, "FEN", PositionKind.CONSENT, relayed=True), NOW)
    room.write(f"{P12}/BOR", Position(P12, 1, "BOR", PositionKind.NON_CONCURRENCE), NOW)
    (proposal,) = show(room).proposals
    assert proposal.silence == "By quorum, 4 of 6 · the authority declares"
    assert {(cell.state, cell.entities, cell.relayed) for cell in proposal.cells} == {
        (State.CONCUR, ("AUR",), False),
        (State.CONCUR, ("FEN",), True),
        (State.NON_CONCUR, ("BOR",), False),
    }


def test_why_names_what_holds_and_what_only_seems_to(room: Room) -> None:
    """Claim: T4-A is met on live evidence; T4-B lacks its third, which is STALE and says so."""
    why = {each.text: (each.label, each.right, each.state) for each in show(room).reasons}
    assert why["T4-A Corridor threat"] == ("Why 4", "2 of 2 met, live", State.THRESHOLD_MET)
    assert why["T4-B Coercive closure"] == ("", "2 of 3, I-04 STALE", State.STALE)


def test_down_names_the_dwell_and_off_ramps_their_state(room: Room) -> None:
    """Claim: what would lower the level, with how long it has dwelt, and which way out is offered until when."""
    lines = [(each.label, each.text, each.right) for each in show(room).reasons]
    assert ("Down to 2", "Exit criteria X3", "0 of 2 · dwell 3 h 45 of 12 h") in lines
    assert ("Off-ramp", "OR-2 pause, Tarn Bridge", "OFFERED to 14:00Z") in lines
