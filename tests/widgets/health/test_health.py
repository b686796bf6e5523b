"""Feeds by freshness and the desk's own facts, from a picture to the pixels."""

import pytest

from feeds.picture.room import Rejection, Source, SourceState, SourceStatus
from tests.rig.story import sample_picture
from tests.widgets.conftest import Keep, Render
from tests.widgets.people import staffed
from tests.widgets.room import MINUTE, NOW, at
from tests.widgets.spoken import cut, forbidden, painted
from widgets.cells import TextLine, plain, state_mark
from widgets.common_picture import Standing
from widgets.health.model import Desk
from widgets.health.panel import HealthPanel
from widgets.health.resolve import feeds, resolve, size
from widgets.look import Look
from widgets.standpoint import Standpoint
from widgets.words import Hatch, State

HERE = Standpoint("CMC")
FROZEN = Standpoint("CMC", frozen_at=NOW)
SIZE = (600, 282)


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


def test_who_holds_the_same_picture_stands_line_by_line(look: Look, panel: HealthPanel, render: Render) -> None:
    """Claim: each thing said has its shape before its words, none is cut in whatever width, and a picture taken anew is counted."""
    common = (
        Standing(State.EQUAL, f"equal with this room: {', '.join(f'E{n:02}' for n in range(40))}"),
        Standing(State.DIFFERS, "FEN DIFFERS"),
    )
    panel.show_model(resolve(sample_picture(), NOW, HERE, Desk(common=common, resyncs=1)))
    render(panel, 600, 500)
    assert cut(look) == []
    said = " ".join(painted(look))
    assert all(f"E{n:02}" in said for n in range(40))
    assert "1 resync Picture" in said
    lines = [line for line in panel.facts.lines if isinstance(line, TextLine)]
    assert [plain(line.cells[0].spans) for line in lines[:4]] == ["Link", "Picture", "", "Acts"]
    assert [line.cells[1].spans[0] for line in lines[1:3]] == [state_mark(State.EQUAL, 13), state_mark(State.DIFFERS, 13)]


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
