"""A redaction: an officer's signed order erases every record of a row, everybody's row goes, and the chain still verifies."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from feeds.hub import erasing
from feeds.journal.reader import Reader
from feeds.journal.verify import verify
from feeds.picture.room import Redaction, Statement
from feeds.wire.protocol import Confirmed
from tests.feeds.hub.hall import Hall, label, make_room, until

FIRST, SECOND = "the list as it was sent", "the list as it was recalled"
ORDER = Redaction("statement", "SM-1", "of no further use")


def told(hall: Hall) -> None:
    """Have the duty officer write a statement twice, which a partner reads."""
    duty, partner = hall.at("DUTY", "ALF-1")
    hall.done(duty, "SM-1", Statement("List", FIRST), marked=label("ALF"))
    hall.done(duty, "SM-1", Statement("List", SECOND))
    until(lambda: partner.mirror.picture.get(Statement, "SM-1") is not None, *hall.seats)


def test_an_order_erases_every_record_of_a_row(hall: Hall) -> None:
    """Both wordings go, from file and desks; two records announce it; the journal verifies and folds to what the hub has."""
    told(hall)
    duty, partner = hall.seats
    assert isinstance(hall.say(duty, "RX-1", ORDER, marked=label("ALF")), Confirmed)
    until(lambda: all(seat.mirror.picture.get(Statement, "SM-1") is None for seat in hall.seats), *hall.seats)
    hall.settle()
    assert "no statement SM-1" in hall.refused(duty, "RX-2", ORDER, marked=label("ALF"))
    assert partner.mirror.picture.get(Redaction, "RX-1") == ORDER
    journal = hall.room.journal
    assert verify(journal).ok
    with Reader(journal) as reader:
        announced = [record for record in reader.records() if record.provenance is not None and record.provenance.format == "redaction"]
        assert len(announced) == 2
        again = reader.picture(hall.room.regime)[0]
        assert {row.key for row in again.all_rows()} == {row.key for row in hall.hub.house.picture.all_rows()}
    with sqlite3.connect(f"file:{journal}?mode=ro", uri=True) as connection:
        left = connection.execute("SELECT body, salt FROM record WHERE erased IS NOT NULL").fetchall()
    connection.close()
    assert left == [(None, None)] * 2, "without its salt what is left cannot be guessed and tried"
    data = b"".join(path.read_bytes() for path in journal.parent.glob(f"{journal.name}*"))
    assert FIRST.encode() not in data
    assert SECOND.encode() not in data


def test_a_hub_that_died_in_between_finishes_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The order is on disk first: a hub that ends before it erased anything does so as it opens again."""
    room = make_room(tmp_path)
    with monkeypatch.context() as cut:
        cut.setattr(erasing, "carry_out", lambda _: None)
        hall = Hall(room)
        try:
            told(hall)
            assert isinstance(hall.say(hall.seats[0], "RX-1", ORDER, marked=label("ALF")), Confirmed)
        finally:
            hall.close()
    with Reader(room.journal) as reader:
        assert reader.picture(room.regime)[0].get(Statement, "SM-1") is not None
    again = Hall(room)
    try:
        assert again.hub.house.picture.get(Statement, "SM-1") is None
    finally:
        again.close()
    assert verify(room.journal).ok


def test_what_governs_the_room_is_not_redacted(hall: Hall) -> None:
    """Roster, policy, log and redactions stay; a reason is asked for; only who holds the capability orders it."""
    told(hall)
    duty, partner = hall.seats
    for kind in ("roster", "policy", "incident", "redaction", "log_entry"):
        assert "is not redacted" in hall.refused(duty, "RX-1", Redaction(kind, "HALL", "because"), marked=label("ALF"))
    assert "no kind of record" in hall.refused(duty, "RX-1", Redaction("secret", "HALL", "because"), marked=label("ALF"))
    assert "says why" in hall.refused(duty, "RX-1", Redaction("statement", "SM-1", " "), marked=label("ALF"))
    assert "ADMINISTER" in hall.refused(partner, "RX-1", ORDER, marked=label("HOS", originator="ALF"))
