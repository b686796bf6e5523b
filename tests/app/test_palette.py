"""The palette lists what can be done here, with the reason where it cannot; the search finds what this desk has, and no more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.acts.form import Case
from app.acts.hand import Hand
from app.acts.registry import FORMS
from app.palette import EVERYWHERE, commands, matching
from app.search import hits, said
from app.time_commands import time_commands
from feeds.picture.alarm import Alarm
from feeds.picture.warning import Severity
from tests.widgets.room import NOW, P12, Room, crisis
from widgets.timeline.grouping import Grouping

HAND = Hand("CAL-1", "CAL", "CAL-1", "n")
PANELS = (("rollcall", "Roll-call"),)


def ringing() -> Room:
    """The crisis with one alarm for all and one that only AUR reads."""
    room = crisis()
    room.write("A-7K2QAAAAAAAAAAAA", Alarm("contradiction", Severity.CRITICAL, "HC-2", "HC-2 S3 endangered", "why", NOW), NOW)
    room.write("A-9999AAAAAAAAAAAA", Alarm("withheld", Severity.HIGH, "X", "For AUR", "why", NOW, audience="AUR"), NOW)
    return room


CASE = Case(ringing().picture, NOW, HAND)


def titles(text: str, selected: tuple[str, str] = ("", ""), off: str = "") -> list[str]:
    """Return what the palette lists for some words."""
    return [command.title for command in matching(commands(CASE, PANELS, selected, off), text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("acknowledge A-7K2Q", "acknowledge A-7K2Q"),
        ("acquitter a-7k", "acknowledge A-7K2Q"),
        ("why 4", "why 4"),
        ("desk lia", "desk liaison"),
        ("overdue", "overdue answers"),
        ("show roll", "show roll-call"),
        ("theme sombre", "theme dark"),
        ("put a prop", "put a proposal…"),
        ("hand over", "hand over the watch…"),
    ],
)
def test_verb_first_in_english_and_french(text: str, first: str) -> None:
    """What is typed finds what it names, by the beginnings of its words."""
    assert titles(text)[0] == first


def test_steps_of_what_is_selected_stand_first() -> None:
    """With P-12 selected every step of its table is a command of its own, before everything else."""
    found = titles("", ("proposal", P12))
    assert found[:1] != [EVERYWHERE[0].title]
    assert {"adopt proposal: P-6T4W…", "withdraw proposal: P-6T4W…", "break silence: P-6T4W…"} <= set(found)


def test_what_is_off_says_why() -> None:
    """Acts on a frozen desk keep their place with the reason; looking stays on."""
    found = {each.title: each.off for each in commands(CASE, PANELS, ("proposal", P12), "cannot reach the hub")}
    assert found["acknowledge A-7K2Q"] == found["adopt proposal: P-6T4W…"] == "cannot reach the hub"
    assert found["why 4"] == found["search records"] == ""


def test_an_alarm_for_another_reader_is_nowhere() -> None:
    """Neither a command nor a hit tells that it is there."""
    assert titles("A-9999") == []
    assert [hit for hit in hits(CASE.picture.all_rows(), "for aur", "CAL") if hit] == []
    assert [hit.title for hit in hits(CASE.picture.all_rows(), "for aur", "AUR") if hit] == ["For AUR"]


def test_every_new_thing_can_be_begun() -> None:
    """Each sheet that writes something new is a command; handing over is under its own words."""
    known = {each.name for each in commands(replace(CASE), PANELS, ("", ""), "")}
    assert {form.verb for form in FORMS if not form.of or "" in form.of} <= known


def test_a_search_wants_every_word_and_finds_by_identifier_too() -> None:
    """Words narrow; nothing typed finds nothing; one result for each record, so that a search can be driven in slices."""
    rows = list(CASE.picture.all_rows())
    assert len(list(hits(rows, "endangered", "CAL"))) == len(rows)
    found = [hit for hit in hits(rows, "a-7k2q endangered", "CAL") if hit]
    assert [(hit.kind, hit.title) for hit in found] == [("alarm", "HC-2 S3 endangered")]
    assert [hit for hit in hits(rows, "endangered elsewhere", "CAL") if hit] == []
    assert [hit for hit in hits(rows, "  ", "CAL") if hit] == []
    assert all(said(row) == said(row).lower() for row in rows)


def test_time_has_its_words() -> None:
    """Lanes are chosen on every desk; a live one that is live says why it cannot go back to live; only a replay plays."""
    live = {command.name: command for command in time_commands(replay=False, past=False)}
    assert {f"lanes:{each.value}" for each in Grouping} <= set(live)
    assert live["live"].off == "this desk is live"
    assert not any(name.startswith("replay:") for name in live)
    assert next(command for command in time_commands(replay=False, past=True) if command.name == "live").off == ""
    assert {"replay:play", "replay:loop", "replay:skip"} <= {command.name for command in time_commands(replay=True, past=False)}
