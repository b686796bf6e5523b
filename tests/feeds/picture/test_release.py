"""Who reads a row: its host, its originator, and whom its label names within their clearance. The others get nothing, not even a gap."""

from __future__ import annotations

import msgspec
import pytest

from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.label import Label, LabelClass, LabelPolicy, Ocha, Tlp
from feeds.picture.release import Audience, audience_of, may_see, release
from feeds.picture.room import Entity, EntityKind, Roster
from tests.rig.specimens import record

POLICY = LabelPolicy(
    "exercise",
    (
        LabelClass("OPEN", "OPEN", "#000000", "#FFFFFF"),
        LabelClass("SECRET", "SECRET", "#000000", "#FFFFFF", ("OPEN",)),
        LabelClass("ODD", "ODD", "#000000", "#FFFFFF"),
    ),
)
ROSTER = Roster(
    "CMC",
    "Room",
    "CMC",
    (
        Entity("CMC", "Room", EntityKind.ROOM),
        Entity("AUR", "Aurenia", EntityKind.NATION, "SECRET", member=True),
        Entity("BOR", "Borrack", EntityKind.NATION, "OPEN", member=True),
        Entity("HAC", "Access cell", EntityKind.RELIEF),
    ),
)
ALL = frozenset({"AUR", "BOR", "HAC"})


@pytest.mark.parametrize(
    ("label", "readers"),
    [
        (Label("exercise", "OPEN", "CMC", ALL), {"CMC", "AUR", "BOR"}),
        (Label("exercise", "SECRET", "CMC", ALL), {"CMC", "AUR"}),
        (Label("exercise", "ODD", "CMC", ALL), {"CMC"}),
        (Label("exercise", "OPEN", "CMC", frozenset({"BOR"})), {"CMC", "BOR"}),
        (Label("exercise", "OPEN", "CMC"), {"CMC"}),
        (Label("exercise", "OPEN", "HAC"), {"CMC", "HAC"}),
        (Label("exercise", "SECRET", "BOR", frozenset({"AUR"})), {"CMC", "BOR", "AUR"}),
        (Label("foreign", "OPEN", "BOR", ALL), {"CMC", "BOR"}),
        (Label("exercise", "NONE SUCH", "BOR", ALL), {"CMC", "BOR"}),
        (Label("exercise", "OPEN", "CMC", ALL, existence=True, tlp=Tlp.CLEAR, ocha=Ocha.LOW), {"CMC", "AUR", "BOR"}),
        (Label("exercise", "OPEN", "CMC", ALL, tlp=Tlp.RED, ocha=Ocha.SEVERE), {"CMC", "AUR", "BOR"}),
        (None, {"CMC"}),
    ],
    ids=str,
)
def test_readers(label: Label | None, readers: set[str]) -> None:
    """Named and cleared, or the originator, or the host; TLP, OCHA and that existence may be known widen and narrow nothing."""
    assert {entity.code for entity in ROSTER.entities if may_see(audience_of(entity.code, ROSTER), label, ROSTER, POLICY)} == readers


def test_who_is_not_on_the_roster_is_not_cleared() -> None:
    """A name in releasable-to opens nothing for an entity that the room does not know."""
    assert not may_see(Audience("XXX"), Label("exercise", "OPEN", "CMC", frozenset({"XXX"})), ROSTER, POLICY)


def test_what_narrows_sends_a_withdrawal() -> None:
    """Who could read the row before and cannot read it now is told that it is gone, under its number; who never could is told nothing."""
    wide = record("log_entry", label=Label("exercise", "OPEN", "CMC", frozenset({"AUR", "BOR"})))
    narrow = msgspec.structs.replace(wide, label=Label("exercise", "OPEN", "CMC", frozenset({"AUR"})), sequence=7)

    def sent(entity: str, before: Record | None, now: Record) -> Record | Withdrawal | None:
        return release(audience_of(entity, ROSTER), before, now, ROSTER, POLICY)

    assert sent("AUR", wide, narrow) == narrow
    assert sent("BOR", wide, narrow) == Withdrawal("log_entry", wide.subject, "CMC", 7)
    assert sent("BOR", narrow, narrow) is None
    assert sent("HAC", wide, narrow) is None
    assert sent("BOR", None, narrow) is None
    assert sent("BOR", narrow, wide) == wide
