"""The silence procedure: for whom it runs, who breaks it, and that its end does nothing."""

import pytest

from feeds.assessment.findings import Signs
from feeds.assessment.silence import silence_view
from feeds.picture.alarm import Answer, AnswerKind, Delivery, Request
from feeds.picture.envelope import AuthorKind
from feeds.picture.ladder import ConsentRule
from feeds.picture.proposal import Position, PositionKind, Proposal, ProposalState, Silence, SilenceState
from feeds.picture.room import Outage
from tests.feeds.assessment.world import MINUTE, NATIONS, World, at

DESKS = dict.fromkeys(NATIONS, ("desk",))


def _put(world: World, revision: int = 1, deadline: str = "11:30", state: ProposalState = ProposalState.PUT, put_at: str = "10:30") -> None:
    body = Proposal(
        "P-12", "raise", "generic-7", 3, 4, state, ConsentRule.SILENCE, revision, "CAL", at(put_at), at(deadline), members=NATIONS
    )
    world.put("P-12", body)


def _found(world: World) -> Silence:
    body = world.row(Silence, "P-12").body
    assert isinstance(body, Silence)
    return body


def _not_completed(world: World) -> None:
    """Have the silence miss one entity at 10:50, which has its desk manned again from 11:00 on."""
    world.signs = Signs(seats={**DESKS, "FEN": ()})
    world.watch()
    world.now = at("10:40")
    _put(world, revision=2)
    world.run(at("10:50"))
    assert _found(world).state is SilenceState.NOT_COMPLETE
    world.signs = Signs(seats=DESKS)
    world.watch(at("11:00"))


@pytest.fixture
def world() -> World:
    """P-12 put under silence at 10:30 to 11:30 with every desk manned."""
    made = World(at("10:30"))
    made.signs = Signs(seats=DESKS)
    made.watch()
    _put(made)
    made.watch()
    return made


def test_it_runs_and_ends_and_nothing_follows(world: World) -> None:
    """RUNNING with all six reached; at the deadline NOT_BROKEN; the text names whose act adopts."""
    assert (_found(world).state, _found(world).reached) == (SilenceState.RUNNING, NATIONS)
    running = silence_view(world.picture, at("10:40"), "P-12")
    assert running is not None
    assert (running.text, running.remaining) == ("SILENCE runs to 11:30Z", 50 * MINUTE)
    world.run(at("11:30") - 1)
    assert _found(world).state is SilenceState.RUNNING
    world.run(at("11:30"))
    assert _found(world).state is SilenceState.NOT_BROKEN
    view = silence_view(world.picture, at("11:31"), "P-12")
    assert view is not None
    assert (view.text, view.remaining) == ("SILENCE NOT BROKEN at 11:30Z; only the chair's act adopts", 0)
    assert [word for _, word in view.cells] == ["REACHED"] * 6


@pytest.mark.parametrize("kind", [PositionKind.BREAKS_SILENCE, PositionKind.NON_CONCURRENCE])
def test_one_entity_breaks_it(world: World, kind: PositionKind) -> None:
    """A break within the period, spoken or signed, needs no reason and ends it for good."""
    world.now = at("11:18")
    world.put("P-12/DRA", Position("P-12", 1, "DRA", kind, relayed=True))
    world.watch()
    assert (_found(world).state, _found(world).broken_by) == (SilenceState.BROKEN, ("DRA",))
    world.run(at("11:40"))
    assert _found(world).state is SilenceState.BROKEN
    view = silence_view(world.picture, world.now, "P-12")
    assert view is not None
    assert dict(view.cells)["DRA"] == "BROKEN"


def test_what_comes_late_or_on_an_older_wording_breaks_nothing(world: World) -> None:
    """A break after the deadline, or of another revision, is no break."""
    world.put("P-12/DRA", Position("P-12", 2, "DRA", PositionKind.BREAKS_SILENCE))
    world.run(at("11:30"))
    assert _found(world).state is SilenceState.NOT_BROKEN
    world.put("P-12/DRA", Position("P-12", 1, "DRA", PositionKind.BREAKS_SILENCE), event=at("11:30") + 1)
    world.watch(at("11:31"))
    assert _found(world).state is SilenceState.NOT_BROKEN


@pytest.mark.parametrize("kind", [PositionKind.CONSENT, PositionKind.RESERVATION, PositionKind.AWAITING_INSTRUCTIONS])
def test_other_positions_do_not_break_it(world: World, kind: PositionKind) -> None:
    """Consent, a reservation, awaiting instructions: silence goes on."""
    world.put("P-12/DRA", Position("P-12", 1, "DRA", kind))
    world.watch()
    assert _found(world).state is SilenceState.RUNNING


def test_one_not_reached_makes_it_not_complete(world: World) -> None:
    """FEN's desk is empty when the text is put: after a short grace NOT_COMPLETE, with an alarm; reached later it stays so."""
    world.signs = Signs(seats={**DESKS, "FEN": ()})
    world.watch(at("10:26"))
    world.now = at("10:30")
    _put(world, revision=2)
    world.run(at("10:34"))
    assert (_found(world).state, _found(world).not_reached) == (SilenceState.RUNNING, ("FEN",))
    world.run(at("10:35"))
    assert _found(world).state is SilenceState.NOT_COMPLETE
    assert [row.body.rule for row in world.picture.rows("alarm")] == ["SILENCE_NOT_COMPLETE"]  # type: ignore[union-attr]  # the table holds alarms
    world.signs = Signs(seats=DESKS)
    world.watch(at("11:00"))
    assert (_found(world).state, _found(world).not_reached) == (SilenceState.NOT_COMPLETE, ())
    world.run(at("11:31"))
    assert _found(world).state is SilenceState.NOT_COMPLETE


def test_a_new_deadline_starts_anew(world: World) -> None:
    """The chair's new deadline, with all reached, runs as any other."""
    _not_completed(world)
    _put(world, revision=2, deadline="12:30")
    world.watch(at("11:01"))
    assert _found(world).state is SilenceState.RUNNING


def test_the_same_deadline_signed_again_mends_nothing(world: World) -> None:
    """NOT COMPLETE stays until the chair sets another deadline; putting the same words to the same time once more is none."""
    _not_completed(world)
    _put(world, revision=2)
    world.run(at("11:31"))
    assert _found(world).state is SilenceState.NOT_COMPLETE


def test_an_outage_in_the_period_makes_it_not_complete(world: World) -> None:
    """Two minutes without the hub are not counted as silence; a deadline set after them is not touched by them."""
    world.now = at("11:08")
    world.put("CMC/1", Outage(at("11:06"), at("11:08")), kind=AuthorKind.HUB)
    world.watch()
    assert (_found(world).state, _found(world).outage) == (SilenceState.NOT_COMPLETE, 2 * MINUTE)
    world.now = at("11:24")
    _put(world, deadline="11:40")
    world.watch()
    assert (_found(world).state, _found(world).outage) == (SilenceState.RUNNING, 2 * MINUTE)
    world.run(at("11:40"))
    assert _found(world).state is SilenceState.NOT_BROKEN


def test_extension_asked_is_a_cell_of_its_own(world: World) -> None:
    """Asking for time breaks nothing and shows."""
    world.put("P-12/FEN", Position("P-12", 1, "FEN", PositionKind.EXTENSION_ASKED))
    world.watch()
    assert (_found(world).state, _found(world).extension_asked) == (SilenceState.RUNNING, ("FEN",))
    view = silence_view(world.picture, world.now, "P-12")
    assert view is not None
    assert dict(view.cells)["FEN"] == "EXTENSION ASKED"


def test_where_it_was_sent_out_only_delivery_counts() -> None:
    """With a request for the item a manned desk is not enough: the text must have been delivered, or answered by voice."""
    world = World(at("10:30"))
    world.signs = Signs(seats=DESKS)
    _put(world)
    world.put("R-1", Request("P-12", 1, "P-12", NATIONS, at("10:30")))
    world.watch()
    assert _found(world).reached == ("CAL",)
    for entity in ("AUR", "BOR", "DRA", "ESK"):
        world.put(f"R-1/1/{entity}/d", Delivery("R-1", 1, entity, "d", at("10:31")), kind=AuthorKind.HUB)
    world.put("R-1/FEN", Answer("R-1", 1, "FEN", AnswerKind.RECEIPT, relayed=True))
    world.watch(at("10:32"))
    assert (_found(world).reached, _found(world).state) == (NATIONS, SilenceState.RUNNING)


def test_closed_by_the_chair_nothing_more_is_found(world: World) -> None:
    """A proposal closed as not adopted before its deadline: the deadline passes and nothing happens."""
    world.now = at("11:20")
    _put(world, state=ProposalState.NOT_ADOPTED)
    world.watch()
    before = _found(world)
    world.run(at("11:45"))
    assert _found(world) == before
    assert not list(world.picture.rows("alarm"))


def test_an_outage_after_the_deadline_undoes_nothing(world: World) -> None:
    """Silence that was not broken stays so when the hub goes away later; an outage across the deadline counts up to it."""
    world.run(at("11:30"))
    world.now = at("11:45")
    world.put("CMC/1", Outage(at("11:40"), at("11:45")), kind=AuthorKind.HUB)
    world.watch()
    assert (_found(world).state, _found(world).outage) == (SilenceState.NOT_BROKEN, 0)
    world.put("CMC/2", Outage(at("11:29"), at("11:45")), kind=AuthorKind.HUB)
    world.watch()
    assert (_found(world).state, _found(world).outage) == (SilenceState.NOT_COMPLETE, MINUTE)
