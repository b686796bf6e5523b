"""Movements, notifications, sites and needs: whose they are, who decides, and what no screen says."""

import re

import pytest

from feeds.picture.relief import RECEIPT_ONLY, Movement, Site
from tests.rig.story import sample_picture
from tests.widgets.pictures import played, rewritten
from widgets.board.model import BoardModel, Entry
from widgets.humanitarian.resolve import resolve
from widgets.standpoint import Standpoint
from widgets.tokens import Token
from widgets.words import State

HERE = Standpoint("CMC", "DUTY")
POSITION = re.compile(r"-?\d{1,3}\.\d{2,}")


def board(clock: str, here: Standpoint = HERE) -> BoardModel:
    """The board at a time."""
    picture, now = played(clock)
    return resolve(picture, now, here)


def of(model: BoardModel, kind: str) -> list[Entry]:
    """Its entries of one kind."""
    return [entry for entry in model.entries if entry.kind == kind]


def test_only_the_lead_has_acts_that_move() -> None:
    """Claim: HAC finds the acts of its convoy; the room finds one, to advise. Both may look where it is."""
    picture, now = played("22T10:54:00")
    lead = next(
        entry for entry in of(resolve(picture, now, Standpoint("HAC", "HAC-1")), "movement") if entry.state is State.MOVEMENT_HALTED
    )
    room = next(entry for entry in of(resolve(picture, now, HERE), "movement") if entry.state is State.MOVEMENT_HALTED)
    assert {act.name for act in lead.acts} == {"change:start", "change:arrive", "change:abort", "map"}
    assert [(act.name, act.label) for act in room.acts] == [("ask_answers", "Advise HAC…"), ("map", "On map")]


def test_receipts_carry_the_fixed_wording_and_no_tick() -> None:
    """Claim: beside every notification stands the fixed sentence; a receipt's shape is a ring and never green."""
    notes = of(board("22T10:54:00"), "notification")
    assert notes
    for entry in notes:
        facts = entry.parts[0].facts
        assert facts[-1].text == RECEIPT_ONLY
        for fact in facts[:-1]:
            assert fact.state is not None
            assert "tick" not in fact.state.sign.glyph.value
            assert Token.GOOD not in {fact.state.sign.token, fact.state.sign.mark_token}


@pytest.mark.parametrize(("entity", "reads"), [("AUR", True), ("HAC", True), ("CMC", True), ("BOR", False), ("DRA", False)])
def test_notifications_stand_on_their_parties_desks(entity: str, reads: bool) -> None:
    """Claim: parties, submitter and host read them; another desk finds none, and no count of them, even in the room's own picture."""
    model = board("22T10:54:00", Standpoint(entity))
    assert bool(of(model, "notification")) is reads
    assert ("Notifications" in {section.name for section in model.sections if section.entries or section.empty}) is reads


def test_a_reader_finds_its_own_picture_alone() -> None:
    """Claim: from BOR's own records no notification and no word of one is on its board."""
    picture = sample_picture("10:47:32", "BOR")
    _, now = played("22T10:54:00")
    assert "N-0" not in repr(resolve(picture, now, Standpoint("BOR")).sections)


def test_no_position_stands_on_the_board() -> None:
    """Claim: places are names; no coordinate is in any text, though sites have one on record."""
    picture, _ = played("22T19:30:00")
    assert any(body.position is not None for _, body in picture.bodies(Site))
    assert not any(POSITION.search(text) for entry in board("22T19:30:00").entries for text in texts(entry))


def texts(entry: Entry) -> list[str]:
    """Every text of an entry and its page."""
    facts = [text for part in entry.parts for fact in part.facts for text in (fact.label, fact.text, fact.right)]
    return [entry.title, entry.code, entry.right, entry.support, entry.support_right, entry.warning, *facts]


def test_a_full_site_warns_and_a_small_count_is_suppressed() -> None:
    """Claim: beyond its capacity a site says by how many; below ten the number is not shown anywhere."""
    model = board("22T19:30:00")
    transit = next(entry for entry in of(model, "site") if entry.title == "Port Elen transit")
    assert (transit.warning, transit.urgent) == ("110 beyond its capacity", Token.HIGH)
    ship = next(entry for entry in of(model, "site") if entry.title == "Evacuation ship")
    assert ship.support == "fewer than 10 people"
    assert ship.meter is None


@pytest.mark.parametrize("count", [1, 9, 10])
def test_few_people_on_a_movement_are_not_counted(count: int) -> None:
    """Claim: a convoy of fewer than ten reads so; from ten on the number stands."""
    picture, now = played("22T10:54:00")
    row = next(row for row, _ in picture.bodies(Movement))
    copy = rewritten(picture, row, people=count)
    entry = next(entry for entry in of(resolve(copy, now, HERE), "movement") if entry.subject == row.subject)
    said = " ".join(texts(entry))
    assert ("fewer than 10 people" in said, f"{count} people" in said) == (count < 10, count >= 10)


def test_needs_show_what_was_offered_and_by_whom() -> None:
    """Claim: the need at the transit site names both offers, and matching is an act of people."""
    need = next(entry for entry in of(board("22T19:30:00"), "need"))
    assert need.state is State.NEED_OFFERED
    assert {"CAL", "DRA"} == {fact.label for fact in need.parts[0].facts}
    assert ("offer", need.subject) in {(act.name, act.subject) for act in need.acts}


def test_no_word_of_permission_stands_anywhere() -> None:
    """Claim: at no hour does any text say approved, denied, permitted or cleared to go."""
    for clock in ("22T10:54:00", "22T19:30:00", "22T21:00:00"):
        said = " ".join(text for entry in board(clock).entries for text in texts(entry)).lower()
        assert not re.search(r"\b(approved|denied|permitted|cleared to|allowed)\b", said)
