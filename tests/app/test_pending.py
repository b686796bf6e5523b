"""What becomes of an act: on its way, unconfirmed, confirmed and gone, or refused with its reason for a while."""

from __future__ import annotations

from app.pending import CONFIRM_WITHIN, REFUSAL_SHOWN, PendingActs
from widgets.underway import Progress, Underway

PLACE = ("log_entry", "L-1")


def test_a_confirmed_act_is_gone() -> None:
    """Until the hub has it on disk it is on its way; then nothing is left of it but its row."""
    acts = PendingActs()
    acts.sent(PLACE, "k1", 10.0)
    assert acts.underway(11.5) == (Underway("log_entry", "L-1", Progress.SENDING, 1.5, ""),)
    acts.settled("k1", "", 12.0)
    assert (len(acts), acts.refused) == (0, 0)


def test_what_waits_long_is_said_to_be_unconfirmed() -> None:
    """Only past the limit, once, and it still waits for its answer."""
    acts = PendingActs()
    acts.sent(PLACE, "k1", 10.0)
    assert not acts.age(10.0 + CONFIRM_WITHIN)
    assert acts.age(10.1 + CONFIRM_WITHIN)
    assert not acts.age(10.2 + CONFIRM_WITHIN)
    assert [(each.progress, each.since) for each in acts] == [(Progress.UNCONFIRMED, 10.0)]
    acts.settled("k1", "", 20.0)
    assert not list(acts)


def test_a_refusal_stays_for_a_while_with_its_reason() -> None:
    """It counts, it stands beside its object for as long as is promised from when it came, and it does not wait for an answer."""
    acts = PendingActs()
    acts.sent(PLACE, "k1", 10.0)
    acts.settled("k1", "older revision", 11.0)
    assert [(each.progress, each.since, each.reason) for each in acts] == [(Progress.REFUSED, 11.0, "older revision")]
    assert acts.refused == 1
    assert not acts.waits(PLACE, 12.0)
    assert not acts.age(11.0 + REFUSAL_SHOWN)
    assert acts.age(11.1 + REFUSAL_SHOWN)
    assert not list(acts)


def test_a_second_key_asks_for_nothing_new() -> None:
    """An act of the same row that has no answer yet is not sent twice, and is fresh again; one of another row is another."""
    acts = PendingActs()
    assert not acts.waits(PLACE, 9.0)
    acts.sent(PLACE, "k1", 10.0)
    acts.age(10.1 + CONFIRM_WITHIN)
    assert acts.waits(PLACE, 15.0)
    assert [(each.progress, each.since) for each in acts] == [(Progress.SENDING, 15.0)]
    assert not acts.waits(("log_entry", "L-2"), 15.0)


def test_an_answer_to_nothing_changes_nothing() -> None:
    """A key that was never sent: a refusal is counted, and no row says so."""
    acts = PendingActs()
    acts.sent(PLACE, "k1", 10.0)
    acts.settled("other", "no", 11.0)
    assert [each.progress for each in acts] == [Progress.SENDING]
    assert acts.refused == 1
