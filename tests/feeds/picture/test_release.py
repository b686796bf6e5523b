"""Who reads a row: its host, its originator, and whom its label names within their clearance. The others get nothing, not even a gap."""

from __future__ import annotations

import msgspec
import pytest

from feeds.picture.envelope import Author, AuthorKind, Record, Withdrawal
from feeds.picture.label import Label, LabelClass, LabelPolicy, Ocha, Tlp
from feeds.picture.records import KINDS
from feeds.picture.release import WRITTEN_FOR, Audience, Sight, audience_of, may_see, visible
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
        pytest.param(Label("exercise", "OPEN", "CMC", ALL), {"CMC", "AUR", "BOR"}, id="named and cleared"),
        pytest.param(Label("exercise", "SECRET", "CMC", ALL), {"CMC", "AUR"}, id="above a clearance"),
        pytest.param(Label("exercise", "ODD", "CMC", ALL), {"CMC"}, id="not comparable"),
        pytest.param(Label("exercise", "OPEN", "CMC", frozenset({"BOR"})), {"CMC", "BOR"}, id="cleared and not named"),
        pytest.param(Label("exercise", "OPEN", "CMC"), {"CMC"}, id="nobody named"),
        pytest.param(Label("exercise", "OPEN", "HAC"), {"CMC", "HAC"}, id="the originator without a clearance"),
        pytest.param(
            Label("exercise", "SECRET", "BOR", frozenset({"AUR"})), {"CMC", "BOR", "AUR"}, id="the originator above its clearance"
        ),
        pytest.param(Label("foreign", "OPEN", "BOR", ALL), {"CMC", "BOR"}, id="another policy"),
        pytest.param(Label("exercise", "NONE SUCH", "BOR", ALL), {"CMC", "BOR"}, id="no such class"),
        pytest.param(Label("exercise", "OPEN", "CMC", ALL, existence=True, tlp=Tlp.CLEAR, ocha=Ocha.LOW), {"CMC", "AUR", "BOR"}, id="mild"),
        pytest.param(Label("exercise", "OPEN", "CMC", ALL, tlp=Tlp.RED, ocha=Ocha.SEVERE), {"CMC", "AUR", "BOR"}, id="severe"),
        pytest.param(None, {"CMC"}, id="no label"),
    ],
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

    def sent(entity: str, before: Record | None, now: Record | Withdrawal) -> Record | Withdrawal | None:
        return Sight(audience_of(entity, ROSTER), ROSTER, POLICY).given(before, now)

    assert sent("AUR", wide, narrow) == narrow
    assert sent("BOR", wide, narrow) == Withdrawal("log_entry", wide.subject, "CMC", 7)
    assert sent("BOR", narrow, narrow) is None
    assert sent("HAC", wide, narrow) is None
    assert sent("BOR", None, narrow) is None
    assert sent("BOR", narrow, wide) == wide
    gone = Withdrawal("log_entry", wide.subject, "CMC", 8)
    assert (sent("AUR", narrow, gone), sent("BOR", narrow, gone), sent("AUR", None, gone)) == (gone, None, None)


def test_a_verdict_that_is_remembered_is_the_verdict() -> None:
    """Asked again, and of rows that differ in nothing but whom they were written for or by, the answer is that of the rule."""
    label = Label("exercise", "OPEN", "CMC", ALL)
    rows = [
        record("conditions", label=each, body=msgspec.structs.replace(record("conditions").body, audience=reader), author=author)
        for each in (label, None)
        for reader in (None, "AUR", "BOR")
        for author in (Author(entity, AuthorKind.OFFICER, f"{entity}-1") for entity in ("AUR", "BOR"))
    ]
    for entity in ("CMC", "AUR", "BOR"):
        sight = Sight(audience_of(entity, ROSTER), ROSTER, POLICY)
        for row in [*rows, *rows]:
            assert sight.sees(row) == visible(sight.audience, row, ROSTER, POLICY)


def test_kinds_written_for_one_audience_are_all_that_have_one() -> None:
    """Whatever kind names an audience in its body is on the list that journals and displays go by."""
    assert {kind for kind, body in KINDS.items() if "audience" in body.__struct_fields__} == WRITTEN_FOR
