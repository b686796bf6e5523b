"""A sheet says everything that is signed, asks the hub's rules before it is, and notices when its object changes."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from app.acts.form import Case, Form
from app.acts.hand import Hand
from app.acts.registry import FORMS
from app.review import basis_of, review
from app.session import ended_of
from feeds.picture.alarm import Answer, AnswerKind, Request
from feeds.picture.body import Capability
from feeds.picture.corridor import Segment
from feeds.picture.label import NOT_FOR_TARGETING
from feeds.picture.picture import Picture
from feeds.picture.proposal import Proposal
from feeds.picture.room import Delegation, Officer, Roster
from tests.widgets.room import NOW, P12, Room, crisis, scenario
from widgets.review.model import Choice
from widgets.standpoint import Standpoint
from widgets.tokens import RegimeLook

KEY = "0" * 40


def form(verb: str) -> Form:
    """Return the sheet of a verb."""
    return next(each for each in FORMS if each.verb == verb)


def staffed(room: Room, *capabilities: Capability, ceiling: int | None = 5) -> Picture:
    """Seat a liaison of BOR with these capabilities, in a room with its policy in force."""
    delegation = Delegation(frozenset(capabilities), NOW + 3_600_000, ceiling)
    officer = Officer("OFF-1", "BOR", "Liaison", "OFF-1", KEY, KEY, delegation)
    entities = tuple(scenario().entities)
    room.write("CMC", Roster("CMC", "Meridian CMC", "CMC", entities, (officer,), default_label=scenario().default_label), NOW)
    return room.picture


def asked(*capabilities: Capability) -> Case:
    """A request at BOR's desk."""
    room = crisis()
    room.write("R-1", Request("A", 2, "HC-2 endangered", ("BOR",), NOW), NOW)
    return Case(staffed(room, *capabilities), NOW, Hand("OFF-1", "BOR", "OFF-1", "n"), "R-1")


def test_a_sheet_names_object_revision_voice_delegation_label_and_regime() -> None:
    """What is signed is read before it is: nothing of it is left to be guessed."""
    found = review(form("answer"), asked(Capability.ANSWER), {"answer": "CONCUR"}, "")
    said = {fact.caption: fact.text for fact in found.model.facts}
    assert said["about"] == "R-1 HC-2 endangered · revision 2"
    assert said["on behalf of"] == "BOR Borrack"
    assert said["delegation"].startswith("Liaison · to rung 5 · to 11:47Z")
    assert "REL TO" in said["label"]
    assert (said["regime"], found.model.regime) == ("EXERCISE QUIET HARBOUR 26", RegimeLook.EXERCISE)
    assert found.model.title == "Concur"
    assert (found.model.lacking, found.wish is not None) == ("", True)


def test_a_sheet_names_who_could_not_read_what_is_to_be_signed() -> None:
    """Addressed and withheld is said before the signature, with why; keeping it to oneself says it of all; nothing is refused by it."""
    room = crisis()
    case = Case(staffed(room, Capability.WATCH), NOW, Hand("OFF-1", "BOR", "OFF-1", "n"))
    held = {"title": "Where are you?", "addressed": "AUR\nKAR"}

    def unread(**more: str) -> list[str]:
        found = review(form("ask_answers"), case, {**held, **more}, "")
        assert found.wish is not None
        facts = [(fact.caption, fact.text) for fact in found.model.facts]
        return [text for caption, text in facts if caption in {"cannot read it", ""}]

    assert unread() == ["KAR (not on the network)"]
    assert unread(label="own") == ["AUR (not among its readers)", "KAR (not on the network)"]
    assert unread(addressed="AUR") == []


def test_the_hubs_own_rules_speak_before_the_signature() -> None:
    """An officer without the capability, and one above the ceiling, read the reason the hub would give; there is nothing to sign."""
    found = review(form("answer"), asked(Capability.WATCH), {}, "")
    assert "needs ANSWER, which OFF-1 does not hold" in found.model.lacking
    assert found.wish is None
    room = crisis()
    case = Case(staffed(room, Capability.LEVEL, ceiling=3), NOW, Hand("OFF-1", "BOR", "OFF-1", "n"))
    assert "above the ceiling" in review(form("national_level"), case, {"rung": "5"}, "").model.lacking


def test_free_text_is_looked_at_for_personal_data() -> None:
    """A telephone number or a name in a remark is warned of before it is signed, and is signed all the same if the officer wills."""
    plain = review(form("answer"), asked(Capability.ANSWER), {"answer": "CONCUR", "remark": "capital was asked"}, "")
    assert not any("personal data" in line for line in plain.model.follows)
    found = review(form("answer"), asked(Capability.ANSWER), {"answer": "CONCUR", "remark": "ask Dr Example, +44 20 7946 0000"}, "")
    assert any("a telephone number and a person's name" in line for line in found.model.follows)
    assert found.wish is not None


def test_acts_off_are_said_first() -> None:
    """A frozen or replayed desk opens the sheet and says that nothing can be signed."""
    found = review(form("answer"), asked(Capability.ANSWER), {}, "", off="cannot reach the hub")
    assert (found.model.lacking, found.wish) == ("cannot reach the hub", None)


def test_a_changed_object_is_said() -> None:
    """A proposal amended under an open sheet reads so, with its new revision."""
    room = crisis()
    picture = staffed(room, Capability.ANSWER)
    case = Case(picture, NOW, Hand("OFF-1", "BOR", "OFF-1", "n"), P12)
    opened_on = basis_of(form("position"), case)
    assert review(form("position"), case, {}, opened_on).model.changed == ""
    before = picture.get(Proposal, P12)
    assert before is not None
    room.write(P12, msgspec.structs.replace(before, text_revision=2), NOW)
    assert "changed since this sheet was opened" in review(form("position"), case, {}, opened_on).model.changed


def test_a_new_row_is_released_no_wider_than_what_it_rests_on() -> None:
    """An answer goes to who may read the item, in the answerer's own name; keeping it to oneself is one choice away."""
    case = asked(Capability.ANSWER)
    request = case.picture.find("request", "R-1")
    assert request is not None
    assert request.label is not None
    wide = review(form("answer"), case, {}, "").wish
    narrow = review(form("answer"), case, {"label": "own"}, "").wish
    assert wide is not None
    assert narrow is not None
    assert wide.label is not None
    assert narrow.label is not None
    assert wide.label.originator == "BOR"
    assert wide.label.releasable == request.label.releasable | {request.label.originator}
    assert narrow.label.releasable == frozenset()


def test_relief_rows_are_born_not_for_targeting() -> None:
    """Whatever label they come by."""
    room = crisis()
    case = Case(staffed(room, Capability.VERIFY), NOW, Hand("OFF-1", "BOR", "OFF-1", "n"))
    leg = next(row.subject for row in room.picture.rows("segment"))
    found = review(form("verify_segment"), replace(case, subject=leg), {}, "")
    assert found.wish is not None
    assert found.wish.label is not None
    assert NOT_FOR_TARGETING in found.wish.label.caveats


def test_relief_rows_are_born_for_the_parties_they_name() -> None:
    """A leg that BOR verified goes to its route's parties and relief; going as far as the leg itself is BOR's own choice, and is said."""
    room = crisis()
    picture = staffed(room, Capability.VERIFY)
    leg = next(row for row, body in picture.bodies(Segment) if body.code == "S3")
    case = Case(picture, NOW, Hand("OFF-1", "BOR", "OFF-1", "n"), leg.subject)
    assert leg.label is not None
    sheets = {choice: review(form("verify_segment"), case, {"label": choice}, "") for choice in ("", "own", "released")}
    made = {choice: sheet.wish.label for choice, sheet in sheets.items() if sheet.wish is not None}
    readers = {choice: label.releasable for choice, label in made.items() if label is not None}
    assert readers == {"": {"AUR", "KAR", "HAC"}, "own": frozenset(), "released": leg.label.releasable | {leg.label.originator}}
    told = {
        choice for choice, sheet in sheets.items() if any("Humanitarian data: this releases it" in line for line in sheet.model.follows)
    }
    assert told == {"released"}


def test_a_choice_made_stays_and_the_rest_is_as_it_was_offered() -> None:
    """What a hand chose is shown as chosen; fields nobody touched hold what the row holds."""
    case = asked(Capability.ANSWER)
    found = review(form("answer"), case, {"answer": "NON_CONCUR"}, "")
    chosen = {field.name: field.value for field in found.model.fields if isinstance(field, Choice)}
    assert chosen == {"answer": "NON_CONCUR", "label": ""}


def test_a_delegation_that_ended_and_a_key_that_was_revoked_turn_acts_off() -> None:
    """Both are known from the roster in force; until there is one nothing is off for want of it."""
    room = crisis()
    assert ended_of(room.picture, "OFF-1", NOW) == ""
    picture = staffed(room, Capability.ANSWER)
    assert ended_of(picture, "OFF-1", NOW) == ""
    assert ended_of(picture, "OFF-1", NOW + 3_600_000) == "the delegation ended 11:47Z"
    assert ended_of(picture, "OFF-2", NOW) == "OFF-2 is not on the roster in force"
    assert Standpoint("BOR", ended="the delegation ended 11:47Z").off == "the delegation ended 11:47Z"
    assert Standpoint("BOR", frozen_at=NOW, ended="x").off == "cannot reach the hub"


def test_what_is_countersigned_stands_on_the_sheet() -> None:
    """Words given by voice are signed as they were recorded: the sheet says the kind, the revision and the remark, not an identifier."""
    room = crisis()
    room.write("R-1", Request("A", 2, "HC-2 endangered", ("BOR",), NOW), NOW)
    words = Answer("R-1", 2, "BOR", AnswerKind.CONCUR, relayed=True, remark="by telephone, the watch officer")
    room.write("R-1/BOR", words, NOW, entity="BOR")
    case = Case(staffed(room, Capability.ANSWER), NOW, Hand("OFF-1", "BOR", "OFF-1", "n"), "R-1/BOR")
    found = review(form("countersign"), case, {}, "")
    facts = {fact.caption: fact.text for fact in found.model.facts}
    assert facts["about"] == "R-1 HC-2 endangered: BOR CONCUR, relayed"
    assert found.model.follows[:2] == ("Recorded for BOR: Concur, of revision 2.", "Remark: by telephone, the watch officer")
