"""What is said between sides: offers, disputes, messages and the flags on them."""

from __future__ import annotations

from typing import Any

import msgspec

from feeds.picture.body import Body
from feeds.picture.diplomacy import Contact, Dispute, DisputeState, Message, OffRamp, OffRampState, RedLine, RedLineState
from feeds.picture.room import Officer
from tests.feeds.hub.hall import ENTITIES, label
from tests.feeds.hub.table import ALF, BET, DUTY, NOW, REL, Table

OFFER = OffRamp("OR-1", "A call", OffRampState.OFFERED, ("no statement before",), "BET", NOW + 1_000)


def changed(body: Any, **more: Any) -> Any:  # noqa: ANN401 -- any frozen body, of its own type
    """Return a body with other members."""
    return msgspec.structs.replace(body, **more)


def first(table: Table, who: Officer, subject: str, body: Body) -> str:
    """Say something new under a label of one's own."""
    return table.says(who, subject, body, label=label(*(entity.code for entity in ENTITIES), originator=who.entity))


def test_an_offer_is_made_to_somebody_for_a_time_to_come() -> None:
    """An off-ramp that is only identified may lack both."""
    table = Table()
    assert "offered_to: an offer is made to somebody" in first(table, ALF, "OR-1", changed(OFFER, offered_to=None))
    assert "is not ahead of the room's time" in first(table, ALF, "OR-1", changed(OFFER, until=NOW))
    assert first(table, ALF, "OR-1", changed(OFFER, state=OffRampState.IDENTIFIED, offered_to=None, until=None)) == ""
    assert "offered_to" in table.says(ALF, "OR-1", changed(OFFER, offered_to=None))
    assert table.says(ALF, "OR-1", OFFER) == ""


def test_what_has_ended_is_neither_answered_nor_put_off() -> None:
    """At the very instant of its end the offer is over: it is declared EXPIRED by a person, and more is a new one."""
    table = Table()
    assert first(table, ALF, "OR-1", OFFER) == ""
    accepted, over = changed(OFFER, state=OffRampState.ACCEPTED), NOW + 1_000
    assert "it is not answered any more" in table.says(BET, "OR-1", accepted, now=over)
    assert "it is not answered any more" in table.says(ALF, "OR-1", changed(accepted, relayed=True), now=over)
    assert "it is not changed any more" in table.says(ALF, "OR-1", changed(OFFER, until=over + 9), now=over)
    assert table.says(ALF, "OR-1", changed(OFFER, state=OffRampState.EXPIRED), now=over) == ""
    assert first(table, ALF, "OR-2", OFFER) == ""
    assert table.says(BET, "OR-2", accepted, now=over - 1) == ""


def test_what_was_accepted_is_verified_by_another() -> None:
    """Who undertook it does not say that it is done."""
    table = Table()
    assert first(table, ALF, "OR-1", OFFER) == ""
    assert table.says(BET, "OR-1", changed(OFFER, state=OffRampState.ACCEPTED)) == ""
    verified = changed(OFFER, state=OffRampState.VERIFIED)
    assert "what BET accepted is verified by another" in table.says(BET, "OR-1", verified)
    assert table.says(REL, "OR-1", verified) == ""


def test_an_arbiter_is_at_the_table_and_declares_nothing() -> None:
    """A dispute before nobody is never found, and a member that declares levels is no arbiter."""
    raised = Dispute("D-1", "Shot", DisputeState.RAISED, "ALF", "REL")
    table = Table()
    assert "there is no ARB in this room" in first(table, ALF, "D-1", changed(raised, arbiter="ARB"))
    assert "BET is a member, and declares a level" in first(table, ALF, "D-1", changed(raised, arbiter="BET"))
    assert first(table, ALF, "D-1", raised) == ""


def test_a_red_line_demands_something_and_a_contact_is_with_somebody() -> None:
    """A line without a demand cannot be crossed, and nobody was spoken with who is not there."""
    table = Table()
    line = RedLine("RL-1", " ", RedLineState.DRAFT)
    assert "a red line demands something" in first(table, ALF, "RL-1", line)
    assert first(table, ALF, "RL-1", changed(line, demand="no fire")) == ""
    spoken = Contact("NOBODY", "telephone", "out", "asked to hold")
    assert "there is no NOBODY in this room" in first(table, ALF, "C-1", spoken)
    assert first(table, ALF, "C-1", changed(spoken, with_entity="BET")) == ""


def test_nobody_writes_over_another_s_word() -> None:
    """A message is its entity's to write again, whoever may read it, and whatever its label says of the room."""
    table = Table()
    assert table.says(ALF, "MS-1", Message("ALF", "Joint message", "Fire stops today.")) == ""
    assert "this is ALF's word" in table.says(BET, "MS-1", Message("BET", "Joint message", "Fire goes on."))
    assert table.says(ALF, "MS-1", Message("ALF", "Joint message", "Fire stops tomorrow.")) == ""


def test_a_contradiction_is_flagged_in_ones_own_name_and_lifted_by_who_flagged_it() -> None:
    """Between messages that are there; nobody flags for another."""
    table = Table()
    assert table.says(ALF, "MS-1", Message("ALF", "One", "Fire stops.")) == ""
    assert table.says(BET, "MS-2", Message("BET", "Two", "Fire goes on.")) == ""
    flag = Message("REL", "They differ", "", contradicts=("MS-1", "MS-2"), flagged_by="REL")
    assert "there is no message MS-9" in table.says(REL, "MS-3", changed(flag, contradicts=("MS-1", "MS-9")))
    assert "flagged_by: ALF is named, the act is REL's" in table.says(REL, "MS-3", changed(flag, flagged_by="ALF"))
    assert "no message is flagged" in table.says(REL, "MS-3", changed(flag, contradicts=()))
    assert table.says(REL, "MS-3", flag) == ""
    assert "this is REL's word" in table.says(DUTY, "MS-3", changed(flag, entity="HOS", contradicts=()))
    assert table.says(REL, "MS-3", changed(flag, contradicts=())) == ""
