"""Feeds by freshness and the desk's own facts, in the panel and in the status bar."""

import pytest

from feeds.exercise.offline import sample_picture
from feeds.picture.room import Rejection, Source, SourceState, SourceStatus
from tests.widgets.conftest import Keep, Render
from tests.widgets.people import staffed
from tests.widgets.room import MINUTE, NOW, at
from tests.widgets.spoken import cut, forbidden, painted
from widgets.cells import plain
from widgets.health.model import Desk, Rooms
from widgets.health.panel import HealthPanel
from widgets.health.resolve import feeds, resolve, size, status_groups
from widgets.look import Look
from widgets.standpoint import Standpoint
from widgets.words import Hatch, State

HERE = Standpoint("CMC")
FROZEN = Standpoint("CMC", frozen_at=NOW)
SIZE = (600, 282)


def facts(caption: str, rooms: Rooms, standpoint: Standpoint = HERE) -> list[str]:
    """The words of one group of the status bar."""
    groups = status_groups(sample_picture(), NOW, standpoint, rooms)
    return [plain(fact) for group in groups if group.caption.startswith(caption) for fact in group.facts]


def test_doubtful_feeds_are_named_and_calm_ones_counted() -> None:
    """Claim: the status bar counts LIVE feeds and names those in doubt, with how long or since when."""
    assert facts("Feeds", Rooms(in_step=True)) == ["10 LIVE", "AIS-N NO DATA 27:12", "HYDRO-2 SOURCE LOST 09:58Z"]


@pytest.mark.parametrize(
    ("rooms", "standpoint", "words"),
    [
        (Rooms(in_step=True), HERE, ["equal with this room"]),
        (Rooms(in_step=True, equal=5, of=6, differs=(("FEN", "corridors"),)), HERE, ["equal with 5 of 6 rooms", "FEN DIFFERS: corridors"]),
        (Rooms(in_step=False), HERE, ["DIFFERS from this room: taking it anew"]),
        (Rooms(), HERE, ["not compared"]),
        (Rooms(in_step=True, parted="00:41"), FROZEN, ["not compared for 00:41"]),
    ],
)
def test_the_common_picture_is_compared_or_said_not_to_be(rooms: Rooms, standpoint: Standpoint, words: list[str]) -> None:
    """Claim: equal, different and not compared each have their words; while the link is lost nothing is said to be equal."""
    assert facts("Common", rooms, standpoint) == words


def test_a_room_alone_says_so() -> None:
    """Claim: without other rooms the federation reads that this room is alone; lost, it is not known."""
    assert facts("Federation", Rooms()) == ["this room alone"]
    assert facts("Federation", Rooms(of=6, connected=True)) == ["connected"]
    assert facts("Federation", Rooms(of=6, connected=True), FROZEN) == ["not known"]
    assert status_groups(sample_picture(), NOW, FROZEN)[0].caption == "Feeds as of 10:47:32Z"


def test_a_feed_is_never_calm_by_saying_nothing() -> None:
    """Claim: a feed without a status is not heard yet; a live one that owes data is AGEING; doubt stands first."""
    room = staffed()
    room.write("X-1", Source("X-1", "new", "csv", "CMC"), at(10))
    room.write("X-2", Source("X-2", "slow", "csv", "CMC", expects_every=5 * MINUTE), at(10))
    room.write("X-2", SourceStatus("X-2", SourceState.LIVE, at(10), at(10)), at(10))
    found = {feed.source.code: feed.state for feed in feeds(room.picture, NOW)}
    assert (found["X-1"], found["X-2"]) == (State.UNKNOWN, State.AGEING)
    assert feeds(room.picture, NOW)[-1].source.code == "X-2"


def test_rejects_are_counted_with_their_last_reason() -> None:
    """Claim: what was refused of a feed is counted, and why is kept for the pointer."""
    room = staffed()
    room.write("AIS-N/1", Rejection("AIS-N", "longitude 181 is out of range", count=3), at(10))
    item = next(each for each in resolve(room.picture, NOW, HERE).feeds if each.code == "AIS-N")
    assert (item.rejects, item.reject_note) == (3, "longitude 181 is out of range")


@pytest.fixture
def panel(look: Look, keep: Keep) -> HealthPanel:
    """A health panel."""
    made = HealthPanel(look)
    keep(made)
    return made


@pytest.mark.parametrize(
    "desk", [Desk(), Desk(delay="0.3 s behind", records=12043, blocked=2, blocked_last="a tile", journal_bytes=13_002_333)]
)
def test_nothing_is_cut_and_nothing_unknown_is_zero(look: Look, panel: HealthPanel, render: Render, desk: Desk) -> None:
    """Claim: every text is whole; what the desk does not know is said to be unknown."""
    panel.show_model(resolve(sample_picture(), NOW, HERE, desk))
    render(panel, *SIZE)
    assert cut(look) == []
    assert forbidden(panel, look) == []
    said = " ".join(painted(look))
    assert ("not known to this desk" in said) is (desk.blocked is None)
    assert ("12.4 MiB" in said) is (desk.journal_bytes is not None)


def test_frozen_feeds_say_so(panel: HealthPanel) -> None:
    """Claim: while the link is lost every feed reads FROZEN, in doubt's own shape."""
    panel.show_model(resolve(sample_picture(), NOW, FROZEN))
    assert all("frozen" in row.accessible for row in panel.list.rows)
    panel.show_model(resolve(sample_picture(), NOW, HERE))
    assert [row.hatch for row in panel.list.rows][:3] == [Hatch.CROSSED, Hatch.DIAGONAL, Hatch.NONE]


@pytest.mark.parametrize(("count", "words"), [(640, "640 B"), (12_698, "12.4 KiB"), (3 << 30, "3.0 GiB")])
def test_sizes_are_read_by_people(count: int, words: str) -> None:
    """Claim: bytes are shown with one decimal and a binary unit."""
    assert size(count) == words
