"""What a hand wishes at a panel becomes the row an act would write, or a reason in words."""

from __future__ import annotations

import msgspec
import pytest

from app.acts.hand import Hand
from app.intents import Intent, intent_of, wish_for
from feeds.picture.act import Wish
from feeds.picture.alarm import Acknowledgement, Alarm, Answer, AnswerKind, OutOfService, Request, Shelving
from feeds.picture.checklist import Item, ItemState, Run, RunState, Step, Template, template_hash
from feeds.picture.envelope import Record
from feeds.picture.fold import fold_all
from feeds.picture.night import LogEntry
from feeds.picture.picture import Picture
from feeds.picture.records import AnyBody
from feeds.picture.warning import Severity
from tests.rig.specimens import EXERCISE, NOON, record

HAND = Hand("CMC-1", "CMC", "desk", "once")
MINUTE = 60_000


def row(kind: str, body: AnyBody, subject: str) -> Record:
    """Return a specimen row with this body and subject."""
    return msgspec.structs.replace(record(kind), body=body, subject=subject)


@pytest.fixture
def picture() -> Picture:
    """A picture with an alarm, an open run of two steps, and a request."""
    made = Picture(EXERCISE)
    alarm = msgspec.structs.replace(record("alarm").body, cause_revision=2)
    run = Run("CL-1", 1, "0" * 64, RunState.OPEN, NOON - 10 * MINUTE)
    template = Template("CL-1", 1, "Hazard", (Step(1, "Warn", due=2 * MINUTE), Step(2, "Advise")))
    request = Request("A", 3, "Answer this", ("CMC", "BOR"), NOON)
    fold_all(
        made,
        [row("alarm", alarm, "A"), row("run", run, "K"), row("template", template, "CL-1"), row("request", request, "R")],
    )
    return made


def wished(intent: Intent, picture: Picture) -> Wish:
    """Return the wish; fails where there is none."""
    made = wish_for(intent, picture, NOON, HAND)
    assert isinstance(made, Wish), made
    return made


def test_acknowledging_names_the_revision_on_screen(picture: Picture) -> None:
    """Enter acknowledges the revision that was shown, which the panel says; else the present one."""
    assert wished(Intent("acknowledge", "A", "1"), picture).body == Acknowledgement("A", 1, "desk")
    assert wished(Intent("acknowledge", "A"), picture).body == Acknowledgement("A", 2, "desk")
    assert wished(Intent("acknowledge", "A"), picture).about == ("alarm", "A")


def test_shelving_always_ends(picture: Picture) -> None:
    """An alarm is shelved until a time; without one there is no wish."""
    shelf = Shelving("A", NOON + 30 * MINUTE, "chatters", cause_revision=2, severity=Severity.CRITICAL)
    assert wished(Intent("shelve", "A", "30", "chatters"), picture).body == shelf
    assert "15, 30 or 60" in str(wish_for(Intent("shelve", "A"), picture, NOON, HAND))


def test_a_tick_keeps_how_late_it_was(picture: Picture) -> None:
    """Step 1 was due two minutes after opening: ticked after ten it is eight minutes late; step 2 has no due time."""
    assert wished(Intent("tick", "K/1"), picture).body == Item("K", 1, ItemState.DONE, "CMC-1", late=8 * MINUTE)
    assert wished(Intent("tick", "K/2"), picture).body == Item("K", 2, ItemState.DONE, "CMC-1")


def test_a_second_look_keeps_who_did_it(picture: Picture) -> None:
    """Verifying keeps the first officer and the lateness, and names the second."""
    fold_all(picture, [row("item", Item("K", 1, ItemState.DONE, "AUR-1", late=5), "K/1")])
    assert wished(Intent("verify", "K/1"), picture).body == Item("K", 1, ItemState.VERIFIED, "AUR-1", "CMC-1", late=5)


@pytest.mark.parametrize("name", ["defer", "override"])
def test_there_is_no_plain_skip(picture: Picture, name: str) -> None:
    """Deferring and overriding take a reason."""
    assert "with a reason" in str(wish_for(Intent(name, "K/1"), picture, NOON, HAND))
    assert isinstance(wish_for(Intent(name, "K/1", text="road closed"), picture, NOON, HAND), Wish)


def test_an_answer_names_kind_and_revision(picture: Picture) -> None:
    """An answer is the entity's, to the revision on record; who is not asked does not answer."""
    assert wished(Intent("answer", "R", "RECEIPT"), picture).body == Answer("R", 3, "CMC", AnswerKind.RECEIPT)
    assert "not asked" in str(wish_for(Intent("answer", "R", "RECEIPT"), picture, NOON, Hand("ESK-1", "ESK", "desk", "n")))
    assert "no answer" in str(wish_for(Intent("answer", "R", "YES"), picture, NOON, HAND))


def test_an_entry_of_the_log_is_corrected_by_another(picture: Picture) -> None:
    """A correction is a new entry about the same things that names the old; it says something else, once, of an entry that is there."""
    fold_all(picture, [row("log_entry", LogEntry("left 10:05Z", ("A",)), "L-1")])
    wish = wished(Intent("correct", "L-1", text=" left 10:02Z "), picture)
    assert wish.body == LogEntry("left 10:02Z", ("A",), "L-1")
    assert wish.subject != "L-1"
    assert "something else" in str(wish_for(Intent("correct", "L-1", text="left 10:05Z"), picture, NOON, HAND))
    assert "not in the picture" in str(wish_for(Intent("correct", "L-9", text="x"), picture, NOON, HAND))
    fold_all(picture, [row("log_entry", wish.body, "L-2")])
    assert "was corrected" in str(wish_for(Intent("correct", "L-1", text="left 10:01Z"), picture, NOON, HAND))


def test_the_watch_log_takes_words(picture: Picture) -> None:
    """An entry says something, about something or nothing."""
    assert wished(Intent("log", "A", text=" warned by voice "), picture).body == LogEntry("warned by voice", ("A",))
    assert "says something" in str(wish_for(Intent("log", "", text="  "), picture, NOON, HAND))


@pytest.mark.parametrize("name", ["acknowledge", "shelve:15", "tick", "open_run", "answer:RECEIPT", "declare_war"])
def test_what_is_not_in_the_picture_is_no_wish(name: str) -> None:
    """On an empty picture every wish is answered with a reason."""
    assert isinstance(wish_for(intent_of(name, "A"), Picture(EXERCISE), NOON, HAND), str)


def test_what_a_panel_emits_is_read() -> None:
    """A verb, its argument where it takes one, and a text that may hold colons."""
    assert intent_of("acknowledge:3", "A") == Intent("acknowledge", "A", "3")
    assert intent_of("shelve:15:chatters: twice", "A") == Intent("shelve", "A", "15", "chatters: twice")
    assert intent_of("defer:road closed: snow", "K/1") == Intent("defer", "K/1", text="road closed: snow")
    assert intent_of("tick", "K/1") == Intent("tick", "K/1")


def test_a_run_of_a_template_is_opened_under_a_name_of_its_own(picture: Picture) -> None:
    """The run names the template by its content and is open from now; what the picture does not have is no run."""
    wish = wished(Intent("start_run", "CL-1"), picture)
    template = picture.get(Template, "CL-1")
    assert template is not None
    assert wish.body == Run("CL-1", 1, template_hash(template), RunState.OPEN, NOON)
    assert isinstance(wish_for(Intent("start_run", "CL-9"), picture, NOON, HAND), str)


def test_a_run_ends_as_it_stands_or_with_a_reason(picture: Picture) -> None:
    """Complete, or complete except for what was deferred; aborted and superseded only with a reason; its list and moment stay."""
    template = picture.get(Template, "CL-1")
    assert template is not None
    opened = Run("CL-1", 1, template_hash(template), RunState.OPEN, NOON - MINUTE, "A")
    fold_all(picture, [msgspec.structs.replace(row("run", opened, "K-2"), key="2" * 64)])
    assert "step 1 is PENDING" in str(wish_for(Intent("complete_run", "K-2"), picture, NOON, HAND))
    done, deferred = Item("K-2", 1, ItemState.DONE, "CMC-1"), Item("K-2", 2, ItemState.DEFERRED, reason="later")
    fold_all(picture, [row("item", done, "K-2/1"), msgspec.structs.replace(row("item", deferred, "K-2/2"), key="3" * 64)])
    body = wished(Intent("complete_run", "K-2"), picture).body
    assert body == msgspec.structs.replace(opened, state=RunState.COMPLETE_EXCEPT_DEFERRED)
    assert "with a reason" in str(wish_for(Intent("abort_run", "K-2"), picture, NOON, HAND))
    body = wished(Intent("supersede_run", "K-2", text="v2 is out"), picture).body
    assert body == msgspec.structs.replace(opened, state=RunState.SUPERSEDED, remark="v2 is out")
    assert isinstance(wish_for(Intent("complete_run", "NONE"), picture, NOON, HAND), str)


def test_no_run_is_opened_of_a_template_that_reads_differently(picture: Picture) -> None:
    """Two rooms with different lists under one code give a reason instead of a run."""
    other = Template("CL-1", 2, "Hazard", (Step(1, "Advise"),))
    fold_all(picture, [msgspec.structs.replace(row("template", other, "CL-1"), origin="OTHER", key="other")])
    assert "two lists exist" in str(wish_for(Intent("start_run", "CL-1"), picture, NOON, HAND))


def test_out_of_service_takes_a_reason_and_names_the_rule(picture: Picture) -> None:
    """A rule about a subject goes out of service, and back, each with a reason; it is not the occurrence that goes."""
    alarm = picture.get(Alarm, "A")
    assert alarm is not None
    wish = wished(Intent("out_of_service", "A", text="sensor is being mended"), picture)
    assert wish.body == OutOfService(alarm.rule, alarm.about, out=True, reason="sensor is being mended")
    assert wished(Intent("in_service", "A", text="mended"), picture).body == OutOfService(
        alarm.rule, alarm.about, out=False, reason="mended"
    )
    assert isinstance(wish_for(Intent("out_of_service", "A"), picture, NOON, HAND), str)
