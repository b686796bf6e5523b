"""The policy that ships has a class that everybody reads, and what governs a room carries it."""

from __future__ import annotations

from pathlib import Path

from feeds.founding import default_room
from feeds.picture.label import readable
from feeds.policy import default_policy, open_label


def test_the_label_of_what_governs_can_be_read_by_all(tmp_path: Path) -> None:
    """Roster, policy and doctrine carry the lowest class of the policy that ships, released to every entity."""
    room = default_room(tmp_path)
    label = open_label(room.roster, room.policy)
    assert readable(label, default_policy())
    assert label.classification == "OPEN"
    assert label.releasable == {entity.code for entity in room.roster.entities}
    assert room.doctrine is not None
