"""A hub killed in mid-stream: what was receipted is there, and every link comes back by itself to the same digest."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from feeds.assessment.rollcall import CellState, cells
from feeds.hub.opening import open_house
from feeds.journal.reader import Reader
from feeds.journal.sealing import seal
from feeds.journal.verify import verify
from feeds.picture.alarm import Answer, AnswerKind, Request
from feeds.picture.night import LogEntry
from feeds.room import Room
from feeds.wire.protocol import Confirmed
from tests.feeds.hub.hall import ENTITIES, Seat, label, make_room, report, until

EVERYBODY = tuple(entity.code for entity in ENTITIES)
BACK = 15.0
"""Seconds within which a link must be in step again once the hub is."""


def start(room: Room) -> subprocess.Popen[bytes]:
    """Start a hub of its own process and wait until it says that it is ready."""
    command = [sys.executable, "-m", "app.cli", "hub", "--room", str(room.folder / "ROOM.toml")]
    hub = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])})
    assert hub.stdout is not None
    ready = json.loads(hub.stdout.readline())
    assert ready == {"endpoint": room.endpoint, "journal": str(room.journal)}
    return hub


def kill(hub: subprocess.Popen[bytes]) -> None:
    """Kill a hub as a power cut would, as far as a process can tell."""
    hub.send_signal(signal.SIGKILL)
    hub.wait(10)
    assert hub.stdout is not None
    hub.stdout.close()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_killed_in_mid_stream_nothing_receipted_is_lost_and_links_come_back(tmp_path: Path, seed: int) -> None:
    """At a random moment of a stream of records and acts: no receipted one is lost, none is doubled, digests are equal again."""
    room = make_room(tmp_path)
    moment = random.Random(seed)
    hub = start(room)
    feed, duty, alf = seats = (Seat(room, "FEED", stream=False), Seat(room, "DUTY"), Seat(room, "ALF-1"))
    try:
        until(lambda: all(seat.live for seat in seats), *seats)
        kill_at = moment.randrange(2, 25)
        sent, acts = [], []
        for turn in range(30):
            records = [report(marked=label("ALF") if moment.random() < 0.5 else label("BET")) for _ in range(moment.randrange(1, 200))]
            sent += [record.key for record in records]
            feed.link.send_records(records)
            acts.append(duty.propose(f"LG-{turn}", LogEntry(f"entry {turn}"), marked=label(*EVERYBODY)))
            for seat in seats:
                seat.poll(0)
            if turn == kill_at:
                kill(hub)
                receipted = set(feed.receipts) | {act for act in acts if isinstance(duty.answer(act), Confirmed)}
                with Reader(room.journal) as reader:
                    assert receipted <= {record.key for record in reader.records()}
                hub = start(room)
        until(lambda: all(seat.live and seat.link.outstanding == 0 for seat in seats), *seats, within=BACK + 10)
        wanted = {*sent, *acts}
        until(lambda: wanted <= {row.key for row in duty.mirror.picture.all_rows()}, *seats)
        assert duty.mirror.in_step
        assert alf.mirror.in_step
        assert all(isinstance(duty.answer(act), Confirmed) for act in acts)
        assert duty.mirror.picture.counts["outage"] == 1
        hub.send_signal(signal.SIGTERM)
        asked = time.monotonic()
        assert hub.wait(10) == 0
        assert time.monotonic() - asked < 1.5
    finally:
        for seat in seats:
            seat.link.close()
        if hub.poll() is None:
            kill(hub)
        elif hub.stdout is not None:
            hub.stdout.close()
    with Reader(room.journal) as reader:
        keys = [record.key for record in reader.records()]
        picture, _ = reader.picture()
    assert len(keys) == len(set(keys))
    assert set(sent) | set(acts) <= set(keys)
    assert verify(room.journal).ok
    shown = {row.key: row.body for row in duty.mirror.picture.all_rows()}
    kept = {row.key: row.body for row in picture.all_rows()}
    assert {key: shown[key] for key in (*sent, *acts)} == {key: kept[key] for key in (*sent, *acts)}


def test_a_hub_goes_on_behind_a_sealed_journal(tmp_path: Path) -> None:
    """Where the room's journal was sealed, its hub begins the next one, and that one's first record carries the sealed head."""
    room = make_room(tmp_path)
    open_house(room).close()
    made = seal(room.journal, time.time_ns() // 1_000_000)
    house = open_house(room)
    try:
        assert house.journal.path != room.journal
        with Reader(house.journal.path) as reader:
            source = next(reader.records()).provenance
            assert source is not None
            assert source.id == made.head
    finally:
        house.close()
    again = open_house(room)
    assert again.journal.path == house.journal.path
    again.close()


def test_a_roll_call_is_whole_after_a_restart_and_for_who_joins_late(tmp_path: Path) -> None:
    """Who was asked, who has it, who answered and what is owed read the same after the hub was killed, and at a desk that came after."""
    room = make_room(tmp_path)
    hub = start(room)
    duty, alf = seats = [Seat(room, "DUTY"), Seat(room, "ALF-1")]
    try:
        until(lambda: all(seat.live for seat in seats), *seats)
        asked = int(duty.link.room_time())
        request = Request("C-1", 1, "Road", ("ALF", "BET", "REL"), asked, asked + 3_600_000)
        key = duty.propose("R-1", request, marked=label(*EVERYBODY))
        until(lambda: isinstance(duty.answer(key), Confirmed) and alf.mirror.picture.get(Request, "R-1") is not None, *seats)
        key = alf.propose("R-1/ALF", Answer("R-1", 1, "ALF", AnswerKind.ASSESSED), marked=label(*EVERYBODY, originator="ALF"))
        until(lambda: _stands(duty).get("ALF") is CellState.ANSWERED, *seats)
        before = _stands(duty)
        kill(hub)
        hub = start(room)
        until(lambda: all(seat.live for seat in seats) and _stands(duty) == before, *seats, within=BACK)
        late = Seat(room, "BET-1")
        seats.append(late)
        until(lambda: late.live and _stands(duty).get("BET") is CellState.DELIVERED, *seats, within=BACK)
        assert _stands(duty) == {"ALF": CellState.ANSWERED, "BET": CellState.DELIVERED, "REL": before["REL"]}
        assert _stands(late)["ALF"] is CellState.ANSWERED, "a partner's answer is told to who comes late"
    finally:
        for seat in seats:
            seat.link.close()
        kill(hub)


def _stands(seat: Seat) -> dict[str, CellState]:
    """Return where each entity stands with the one request, as this seat may know."""
    standing = seat.link.standing
    assert standing is not None
    rows = cells(seat.mirror.picture, int(seat.link.room_time()), standing.entity).rows
    return {cell.entity: cell.state for row in rows for cell in row.cells}
