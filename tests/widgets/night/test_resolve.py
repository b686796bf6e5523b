"""The night's work from the picture: the shift's state on one page, what is asked, how people are reached."""

import msgspec

from feeds.assessment.alarms import OPEN, alarm_states
from feeds.picture.identity import shown
from feeds.picture.night import Channel, InformationRequest, InformationState
from feeds.picture.proposal import Proposal
from tests.widgets.pictures import played, rewritten
from widgets.board.model import Entry, Part
from widgets.night.channels import STALE_AFTER, channel_state
from widgets.night.resolve import resolve
from widgets.standpoint import Standpoint
from widgets.words import State

HERE = Standpoint("CMC", "DUTY")
CRISIS = "22T10:54:00"


def entries(clock: str) -> tuple[Entry, ...]:
    """The board's entries at a time."""
    picture, now = played(clock)
    return tuple(resolve(picture, now, HERE).entries)


def shift(clock: str) -> dict[str, Part]:
    """The page of the shift by heading."""
    return {part.heading: part for part in entries(clock)[0].parts}


def test_the_shift_page_counts_what_is_open() -> None:
    """Claim: it lists every open alarm of this reader, each once, flood or not, and each leads to its row."""
    picture, now = played(CRISIS)
    wanted = {view.subject for view in alarm_states(picture, now) if view.state in OPEN and view.alarm.audience in {None, "CMC"}}
    listed = [fact.subject for fact in shift(CRISIS)["Open alarms"].facts]
    assert (set(listed), len(listed)) == (wanted, len(wanted))


def test_the_shift_page_names_shelves_proposals_and_owed_answers() -> None:
    """Claim: what is shelved says until when and why, a proposal under silence its deadline, an owed answer who and for how long."""
    page = shift(CRISIS)
    assert any(fact.state is State.SHELVED and fact.right == "returns 11:30Z" for fact in page["Shelved and set aside"].facts)
    (proposal,) = (row.subject for row, body in played(CRISIS)[0].bodies(Proposal) if body.code == "P-12")
    assert [fact.label for fact in page["Proposals"].facts] == [shown(proposal)]
    assert {fact.state for fact in page["Answers owed"].facts} <= {State.OVERDUE, State.NOBODY}
    assert {"DRA", "FEN"} <= {fact.label for fact in page["Answers owed"].facts}


def test_handing_over_names_what_stood_on_the_page() -> None:
    """Claim: the act carries the subjects of everything on the page, so that both officers sign the same."""
    act = next(act for act in entries(CRISIS)[0].acts)
    named = act.name.partition(":")[2].split(",")
    assert set(named) == {fact.subject for part in shift(CRISIS).values() for fact in part.facts if fact.subject}


def test_a_handover_says_who_has_signed() -> None:
    """Claim: one that both signed reads so and offers nothing more."""
    signed = [entry for entry in entries("22T14:20:00") if entry.kind == "handover"]
    assert signed
    assert {entry.state for entry in signed} == {State.HANDOVER_TAKEN}
    assert all(entry.acts == () for entry in signed)


def test_a_channel_is_known_to_work_only_for_a_watch() -> None:
    """Claim: untested is doubt, failed is a failure, and an old test is STALE; a fresh one that worked is none of these."""
    channel = Channel(entity="FEN", role=next(body for _, body in played(CRISIS)[0].bodies(Channel)).role, means="radio")
    made = [
        channel_state(channel, 0),
        channel_state(msgspec.structs.replace(channel, tested=0, worked=False), 1),
        channel_state(msgspec.structs.replace(channel, tested=0, worked=True), STALE_AFTER + 1),
        channel_state(msgspec.structs.replace(channel, tested=0, worked=True), STALE_AFTER),
    ]
    assert made == [State.CHANNEL_UNTESTED, State.CHANNEL_FAILED, State.STALE, State.CHANNEL_WORKED]


def test_an_overdue_question_says_for_how_long() -> None:
    """Claim: a request that waits past its time is counted, marked and timed."""
    picture, now = played("22T14:20:00")
    row, _ = next(iter(picture.bodies(InformationRequest)))
    copy = rewritten(picture, row, state=InformationState.ASKED, due=now - 65_000)
    model = resolve(copy, now, HERE)
    entry = next(entry for entry in model.entries if entry.kind == "information_request")
    assert (entry.warning, model.scope) == ("OVERDUE 01:05", "1 wait for an answer")


def test_a_recall_names_who_has_not_confirmed() -> None:
    """Claim: between the two receipts the recall waits for the second recipient by name; after both it reads CONFIRMED."""
    waiting = next(entry for entry in entries("22T14:20:00") if entry.kind == "recall")
    done = next(entry for entry in entries("22T17:50:00") if entry.kind == "recall")
    assert (waiting.state, waiting.support) == (State.RECALL_RUNNING, "no word yet from FEN")
    assert done.state is State.RECALL_CONFIRMED


def test_lateness_with_a_recall_is_its_own_affair() -> None:
    """Claim: who called it back reads all, a recipient its own word and no other's, a bystander that it was recalled and no more."""
    recalled = {entity: recall_at("22T14:20:00", entity) for entity in ("AUR", "ESK", "FEN", "DRA")}
    assert [entry.support for entry in recalled.values()] == ["no word yet from FEN", "confirmed by ESK", "no word yet from FEN", ""]
    assert [entry.state for entry in recalled.values()] == [
        State.RECALL_RUNNING,
        State.RECALL_CONFIRMED,
        State.RECALL_RUNNING,
        State.RECALL_RUNNING,
    ]
    assert [fact.label for fact in recalled["FEN"].parts[0].facts] == ["FEN"]
    assert [act.name for act in recalled["FEN"].acts] == ["recall_receipt"]
    assert (recalled["DRA"].parts[0].facts, recalled["DRA"].acts) == ((), ())


def recall_at(clock: str, entity: str) -> Entry:
    """The recall as an entity reads it."""
    picture, now = played(clock)
    return next(entry for entry in resolve(picture, now, Standpoint(entity, "desk")).entries if entry.kind == "recall")


def warned(clock: str, entity: str) -> Entry:
    """How the contradiction's alarm was met, as an entity reads it."""
    picture, now = played(clock)
    entries = resolve(picture, now, Standpoint(entity, "desk")).entries
    return next(entry for entry in entries if entry.kind == "alarm" and "HC-2 declared OPEN" in entry.title)


def test_a_warning_is_measured_stage_by_stage_against_its_target() -> None:
    """Claim: the room's page has the six stages in order, each with its moment or how long it has not come."""
    entry = warned("22T11:10:00", "CMC")
    stages = entry.parts[0].facts
    assert [fact.label for fact in stages] == ["Warned", "Delivered", "Seen", "Answered", "Decided", "Done"]
    assert stages[4].text.startswith("11:02")


def test_each_entitys_way_is_for_it_and_the_host_alone() -> None:
    """Claim: the host reads every entity's line, a liaison its own and no other's."""
    host = {fact.label for part in warned("22T11:10:00", "CMC").parts if part.heading == "Each entity" for fact in part.facts}
    own = {fact.label for part in warned("22T11:10:00", "BOR").parts if part.heading == "Each entity" for fact in part.facts}
    assert len(host) > 1
    assert own == {"BOR"}


def test_where_nobody_was_asked_nobody_is_late() -> None:
    """Claim: an alarm that asked no entity has no overdue delivery, sight or answer; what the room owed itself still counts."""
    picture, now = played("22T11:10:00")
    entry = next(entry for entry in resolve(picture, now, HERE).entries if entry.kind == "alarm" and entry.title.startswith("Assessed 4"))
    stages = {fact.label: fact for fact in entry.parts[0].facts}
    assert {stages[each].text for each in ("Delivered", "Seen", "Answered")} == {"nobody was asked"}
    assert "answered" not in entry.warning
