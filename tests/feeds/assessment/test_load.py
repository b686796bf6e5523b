"""What the doctrine says of one alarm, and how long there is."""

from __future__ import annotations

import pytest

from feeds.assessment.load import guidance
from feeds.picture.alarm import Alarm
from feeds.picture.warning import Severity
from tests.feeds.assessment.world import World, at

KNOWN, UNKNOWN = "CORRIDOR_CONTRADICTED", "SOURCE_LOST"


def alarm(rule: str, *, so_what: str = "", do: str = "", by: int | None = None, active: bool = True) -> Alarm:
    """Return an alarm of ten o'clock."""
    return Alarm(rule, Severity.HIGH, "X", "t", "why", at("10:00"), active=active, so_what=so_what, guidance=do, respond_by=by)


@pytest.mark.parametrize(
    ("one", "so_what", "do", "told"),
    [
        (alarm(KNOWN), "people may be on it", "warn HAC", True),
        (alarm(KNOWN, so_what="its own", do="its own deed"), "its own", "its own deed", True),
        (alarm(KNOWN, so_what="its own"), "its own", "warn HAC", True),
        (alarm(UNKNOWN, so_what="its own"), "its own", "", True),
        (alarm(UNKNOWN, do="its own deed"), "", "its own deed", True),
        (alarm(UNKNOWN), "", "", False),
    ],
)
def test_its_own_words_go_before_the_doctrines(one: Alarm, so_what: str, do: str, told: bool) -> None:
    """Each by itself; where neither has a word nothing is told."""
    found = guidance(World(at("10:00")).picture, at("10:00"), one)
    assert (found.why, found.so_what, found.do, found.told) == ("why", so_what, do, told)


def test_there_is_time_only_while_it_stands() -> None:
    """Below nought once it is over; none where no moment was set, or its cause is gone."""
    picture = World(at("10:00")).picture
    due = at("10:05")
    assert guidance(picture, at("10:02"), alarm(KNOWN, by=due)).left == 3 * 60_000
    assert guidance(picture, at("10:06"), alarm(KNOWN, by=due)).left == -60_000
    for one in (alarm(KNOWN), alarm(KNOWN, by=due, active=False)):
        found = guidance(picture, at("10:02"), one)
        assert (found.until, found.left) == (None, None)
