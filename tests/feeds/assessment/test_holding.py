"""By which channel somebody turns to the real desk."""

from __future__ import annotations

import pytest

from feeds.assessment.holding import real_world_channel
from feeds.picture.fold import fold_all
from feeds.picture.night import Channel, ChannelRole
from feeds.picture.picture import Picture
from tests.rig.specimens import EXERCISE, record

OURS = Channel("HOS", ChannelRole.PRIMARY, "white telephone", real_world=True)
SPARE = Channel("HOS", ChannelRole.ALTERNATE, "runner", real_world=True)
THEIRS = Channel("ALF", ChannelRole.ALTERNATE, "capital's duty desk", real_world=True)
BROKEN = Channel("ALF", ChannelRole.PRIMARY, "satellite", worked=False, real_world=True)
PLAY = Channel("ALF", ChannelRole.PRIMARY, "exercise net")


@pytest.mark.parametrize(
    ("held", "found"),
    [
        ((), None),
        ((PLAY,), None),
        ((SPARE, OURS, PLAY), OURS),
        ((OURS, THEIRS), THEIRS),
        ((OURS, BROKEN), OURS),
        ((BROKEN,), BROKEN),
    ],
)
def test_ones_own_channel_that_works_comes_before_the_rooms(held: tuple[Channel, ...], found: Channel | None) -> None:
    """Never one of the exercise's; one that did not work is the last resort and is said to be so."""
    picture = Picture(EXERCISE)
    fold_all(picture, [record("channel", subject=f"CH-{number}", body=each) for number, each in enumerate(held)])
    assert real_world_channel(picture, "ALF", "HOS") == found
