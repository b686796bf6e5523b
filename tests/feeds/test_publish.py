"""Publishing into a running hub: files, a partner's socket, and a hub that goes away meanwhile."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import zmq

from feeds.adapters.adapter import ReadContext
from feeds.adapters.registry import find
from feeds.errors import Misuse, Unreachable
from feeds.publish import Publisher, follow_files, follow_socket
from feeds.room import Room
from feeds.wire.link import Link
from tests.feeds.hub.hall import Hall, label, make_room, until


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A room with its hub running."""
    hall = Hall(make_room(tmp_path))
    yield hall
    hall.close()


def feature(number: int) -> dict[str, object]:
    """Return an event as the USGS form has it."""
    return {
        "type": "Feature",
        "id": f"ev{number}",
        "properties": {"mag": 4.5, "place": f"place {number}", "time": 1_700_000_000_000 + number, "updated": 1_700_000_000_000 + number},
        "geometry": {"type": "Point", "coordinates": [-120.0, 35.0, 5.0]},
    }


def quakes(*numbers: int) -> bytes:
    """Return a feed with these events."""
    return json.dumps({"type": "FeatureCollection", "features": [feature(number) for number in numbers]}).encode()


def link(room: Room) -> Link:
    """Return the feed machine's link."""
    return Link(room.endpoint, room.hub_key, room.keys("FEED"), room=room.code, regime=room.regime, stream=False)


CONTEXT = ReadContext(label=label("ALF"))


def test_every_item_of_a_folder_is_receipted_once(hall: Hall, tmp_path: Path) -> None:
    """A folder's items are all accepted; published again they add no row."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.geojson").write_bytes(quakes(*range(300)))
    (tmp_path / "in" / "b.geojson").write_bytes(quakes(*range(200, 400)))
    (tmp_path / "in" / "c.json").write_bytes(b"{}")
    (duty,) = hall.at("DUTY")
    for _ in range(2):
        with_link = link(hall.room)
        publisher = Publisher(with_link, find("usgs"), CONTEXT)
        publisher.files([tmp_path / "in"])
        with_link.close()
        assert (publisher.items, publisher.accepted, publisher.refused) == (500, 500, 0)
        assert publisher.rejected == 1
    until(lambda: duty.mirror.picture.counts.get("indication") == 400, duty)
    assert "source" not in duty.mirror.picture.counts


def test_without_a_hub_it_gives_up_after_its_patience(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No hub for as long as it is patient: one clear error, and nothing is said to be accepted."""
    monkeypatch.setattr("feeds.publish.PATIENCE", 0.3)
    room = make_room(tmp_path)
    (tmp_path / "a.geojson").write_bytes(quakes(1))
    alone = link(room)
    publisher = Publisher(alone, find("usgs"), CONTEXT)
    with pytest.raises(Unreachable):
        publisher.files([tmp_path / "a.geojson"])
    alone.close()
    assert publisher.accepted == 0


def test_it_outlives_the_hub(tmp_path: Path) -> None:
    """Records given while the hub is away are receipted when there is one."""
    room = make_room(tmp_path)
    (tmp_path / "a.geojson").write_bytes(quakes(*range(50)))
    waiting = link(room)
    halls: list[Hall] = []
    publisher = Publisher(waiting, find("usgs"), CONTEXT)
    publisher.data(quakes(*range(50)), "a", patience=None)
    assert waiting.outstanding == 50
    halls.append(Hall(room))
    try:
        publisher.finish(20.0)
    finally:
        waiting.close()
        halls[0].close()
    assert publisher.accepted == 50


def test_a_partners_plain_socket_is_followed_and_its_source_announced(hall: Hall) -> None:
    """What a PUB socket says in a known format becomes rows, and from then on the source's silence can be noticed."""
    (duty,) = hall.at("DUTY")
    following = link(hall.room)
    with zmq.Context() as context, context.socket(zmq.PUB) as partner:
        partner.setsockopt(zmq.LINGER, 0)
        port = partner.bind_to_random_port("tcp://127.0.0.1")
        sent = 0

        def done() -> bool:
            nonlocal sent
            sent += 1
            partner.send_multipart((b"topic", quakes(sent)))
            duty.poll(0)
            return {"indication", "source"} <= set(duty.mirror.picture.counts) or sent > 2_000

        publisher = Publisher(following, find("usgs"), CONTEXT, stopped=done)
        follow_socket(publisher, f"tcp://127.0.0.1:{port}")
    following.close()
    assert duty.mirror.picture.counts["source"] == 1
    assert duty.mirror.picture.counts["indication"] >= 1


def test_a_followed_folder_takes_what_is_new(hall: Hall, tmp_path: Path) -> None:
    """A file that appears or changes while following is published; what was sent before is not doubled."""
    (duty,) = hall.at("DUTY")
    folder = tmp_path / "in"
    folder.mkdir()
    following = link(hall.room)
    (folder / "a.geojson").write_bytes(quakes(1))
    turns = 0

    def done() -> bool:
        nonlocal turns
        turns += 1
        duty.poll(0)
        count = duty.mirror.picture.counts.get("indication", 0)
        if count == 1:
            (folder / "b.geojson").write_bytes(quakes(1, 2, 3))
        return count == 3 or turns > 5_000

    follow_files(Publisher(following, find("usgs"), CONTEXT, stopped=done), [folder], find("usgs"))
    following.close()
    assert duty.mirror.picture.counts["indication"] == 3


def test_told_to_end_it_waits_for_the_receipts_of_what_is_under_way(hall: Hall) -> None:
    """What was sent when the word to end came is receipted and counted."""
    told = False
    last = link(hall.room)
    publisher = Publisher(last, find("usgs"), CONTEXT, stopped=lambda: told)
    publisher.data(quakes(1), "first", patience=None)
    publisher.finish(None)
    publisher.data(quakes(*range(2, 40)), "last", patience=None)
    told = True
    assert last.outstanding > 0
    publisher.wind_up()
    left = last.outstanding
    last.close()
    assert (left, publisher.accepted) == (0, 39)


def test_told_to_end_without_a_hub_it_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The link that is lost is not waited for, however long receipts are waited for."""
    monkeypatch.setattr("feeds.publish.LAST_RECEIPTS", 3_600.0)
    alone = link(make_room(tmp_path))
    publisher = Publisher(alone, find("usgs"), CONTEXT)
    publisher.data(quakes(1), "first", patience=None)
    publisher.wind_up()
    left = alone.outstanding
    alone.close()
    assert (left, publisher.accepted) == (1, 0)


def test_a_socket_that_is_no_address_is_misuse(hall: Hall) -> None:
    """A source that cannot be connected to is said so at once."""
    following = link(hall.room)
    with pytest.raises(Misuse, match="cannot be connected"):
        follow_socket(Publisher(following, find("usgs"), CONTEXT), "tcp://nowhere")
    following.close()
