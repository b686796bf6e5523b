"""The fold: order-free across origins, idempotent, and the same before and after the filter."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.changes import ChangeSet
from feeds.picture.digest import digest_of
from feeds.picture.envelope import Record, Withdrawal
from feeds.picture.fold import fold, fold_all
from feeds.picture.label import Label, LabelClass, LabelPolicy, Tlp
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from feeds.picture.release import Audience, Sight, audience_of, visible
from feeds.picture.room import Entity, EntityKind, Roster
from tests.rig.specimens import EXERCISE, record

POLICY = LabelPolicy(
    "exercise",
    (
        LabelClass("OPEN", "OPEN", "#000000", "#FFFFFF"),
        LabelClass("RESTRICTED", "RESTRICTED", "#000000", "#FFFFFF", ("OPEN",)),
        LabelClass("SECRET", "SECRET", "#000000", "#FFFFFF", ("RESTRICTED",)),
        LabelClass("ODD", "ODD", "#000000", "#FFFFFF", ("OPEN",)),
    ),
)
ENTITIES = ("CMC", "AUR", "BOR", "HAC")
ROSTER = Roster(
    "CMC",
    "Room",
    "CMC",
    (
        Entity("CMC", "Room", EntityKind.ROOM),
        Entity("AUR", "Aurenia", EntityKind.NATION, "SECRET", member=True),
        Entity("BOR", "Borrack", EntityKind.NATION, "RESTRICTED", member=True),
        Entity("HAC", "Access cell", EntityKind.RELIEF),
    ),
)

labels = st.none() | st.builds(
    Label,
    policy=st.sampled_from(["exercise", "foreign"]),
    classification=st.sampled_from(["OPEN", "RESTRICTED", "SECRET", "ODD", "COSMIC"]),
    originator=st.sampled_from(ENTITIES),
    releasable=st.frozensets(st.sampled_from(ENTITIES)),
    tlp=st.none() | st.sampled_from(list(Tlp)),
)


@st.composite
def streams(draw: st.DrawFn, origins: tuple[str, ...] = ("CMC", "ESK", "OPS")) -> dict[str, list[Record]]:
    """Records of several origins, each numbered by its origin, with few subjects so that rows are written again."""
    made: dict[str, list[Record]] = {}
    for origin in origins:
        wishes = draw(
            st.lists(st.tuples(st.sampled_from(["log_entry", "track", "corridor_status"]), st.integers(0, 3), labels), max_size=12)
        )
        made[origin] = [
            record(kind, subject=f"S-{subject}", origin=origin, sequence=number, label=label, revision=number, event=number)
            for number, (kind, subject, label) in enumerate(wishes, 1)
        ]
    return made


def interleaved(data: st.DataObject, parts: dict[str, list[Record]]) -> list[Record]:
    """Draw one interleaving that keeps each origin's order."""
    order = data.draw(st.permutations([origin for origin, part in parts.items() for _ in part]))
    at = dict.fromkeys(parts, 0)
    mixed = []
    for origin in order:
        mixed.append(parts[origin][at[origin]])
        at[origin] += 1
    return mixed


def picture_of(items: list[Record] | list[Record | Withdrawal]) -> Picture:
    """Fold a list of items into a new picture."""
    picture = Picture(EXERCISE)
    fold_all(picture, items)
    return picture


def rows_of(picture: Picture) -> dict[tuple[str, tuple[str, str]], Record]:
    """Return every row by table and key."""
    return {(kind, key): row for kind, table in picture.tables.items() for key, row in table.items()}


@given(streams(), st.data())
def test_any_interleaving_gives_the_same_picture(parts: dict[str, list[Record]], data: st.DataObject) -> None:
    """Two interleavings that keep each origin's order give the same rows and the same digest."""
    one, other = picture_of(interleaved(data, parts)), picture_of(interleaved(data, parts))
    assert rows_of(one) == rows_of(other)
    assert one.digest.root() == other.digest.root()
    for kind, subject, _ in {(kind, *key) for kind, table in one.tables.items() for key in table}:
        assert one.keys(kind, subject) == other.keys(kind, subject)
        assert set(one.keys(kind, subject)) == {key for key in one.tables[kind] if key[0] == subject}


@given(streams(), st.data())
def test_a_duplicate_changes_nothing(parts: dict[str, list[Record]], data: st.DataObject) -> None:
    """Folding any already folded record again makes no change."""
    items = interleaved(data, parts)
    picture = picture_of(items)
    before, digest = rows_of(picture), picture.digest.root()
    for item in items:
        assert fold(picture, item) is None
    assert rows_of(picture) == before
    assert picture.digest.root() == digest


@given(streams(), st.data(), st.integers(1, 5))
def test_the_digest_equals_one_computed_from_scratch(parts: dict[str, list[Record]], data: st.DataObject, size: int) -> None:
    """Kept up in batches of any size, the digest is the digest of the rows that stand."""
    items = interleaved(data, parts)
    picture = Picture(EXERCISE)
    for start in range(0, len(items), size):
        fold_all(picture, items[start : start + size])
    fresh = digest_of(picture.all_rows())
    assert picture.digest.root() == fresh.root()
    assert picture.digest.tables() == fresh.tables()
    assert picture.digest.counts == picture.counts


@given(streams(origins=("CMC",)), st.sampled_from(ENTITIES))
def test_filter_after_fold_equals_fold_after_filter(parts: dict[str, list[Record]], entity: str) -> None:
    """What an audience folds from its own stream is exactly what the room's picture holds for it."""
    sight = Sight(audience_of(entity, ROSTER), ROSTER, POLICY)
    room, theirs = Picture(EXERCISE), Picture(EXERCISE)
    for item in parts["CMC"]:
        change = fold(room, item)
        given = sight.given(change.before if change else None, item)
        if given is not None:
            fold_all(theirs, [given])
    expected = {(row.kind, row.row): row for row in room.all_rows() if visible(sight.audience, row, ROSTER, POLICY)}
    assert rows_of(theirs) == expected
    assert theirs.digest.root() == digest_of(expected.values()).root()


@given(streams(origins=("CMC",)), st.integers(1, 4))
def test_a_batch_gives_one_change_a_row(parts: dict[str, list[Record]], size: int) -> None:
    """Merged changes lead from the picture before the batch to the picture after it."""
    picture = Picture(EXERCISE)
    for start in range(0, len(parts["CMC"]), size):
        before = rows_of(picture)
        changes = fold_all(picture, parts["CMC"][start : start + size])
        after = rows_of(picture)
        places = [(change.kind, change.key) for change in changes]
        assert len(places) == len(set(places))
        assert {(change.kind, change.key): change.before for change in changes} == {place: before.get(place) for place in places}
        assert {place: row for place, row in after.items() if before.get(place) != row}.keys() == set(places)


def test_a_withdrawn_row_does_not_come_back_with_a_duplicate() -> None:
    """After a withdrawal an older record is history; a newer one brings the row back."""
    old = record("log_entry", subject="S", sequence=3)
    picture = picture_of([old])
    fold_all(picture, [Withdrawal("log_entry", "S", "CMC", 5)])
    assert fold(picture, old) is None
    assert picture.find("log_entry", "S") is None
    assert fold(picture, msgspec.structs.replace(old, sequence=6)) is not None


def test_a_picture_is_of_one_regime() -> None:
    """A record of another regime leaves no trace in the picture."""
    picture = Picture(REAL)
    assert fold(picture, record("log_entry")) is None
    assert not picture.counts


def test_siblings_stand_side_by_side() -> None:
    """Two origins that write one subject are both kept; the later event is the one to show where only one can be."""
    ours, theirs = record("declared_level", origin="CMC", event=10), record("declared_level", origin="ESK", event=20)
    picture = picture_of([ours, theirs])
    assert set(picture.side_by_side("declared_level", ours.subject)) == {ours, theirs}
    assert picture.find("declared_level", ours.subject) == theirs


def test_a_change_that_undoes_itself_leaves_nothing() -> None:
    """A row that comes and goes within one batch is no change."""
    picture = Picture(EXERCISE)
    changes = fold_all(picture, [record("log_entry", subject="S", sequence=1), Withdrawal("log_entry", "S", "CMC", 2)])
    assert len(changes) == 0
    assert isinstance(changes, ChangeSet)
    assert picture.digest.root() == Picture(EXERCISE).digest.root()


def test_strangers_get_nothing() -> None:
    """An entity that is not on the roster has no audience."""
    with pytest.raises(KeyError, match="XXX"):
        audience_of("XXX", ROSTER)


def test_a_missing_label_is_the_originators_only() -> None:
    """A row without a label is read by the room and by who wrote it, and by nobody else."""
    row = record("log_entry", label=None)
    readers = {entity for entity in ENTITIES if visible(audience_of(entity, ROSTER), row, ROSTER, POLICY)}
    assert readers == {"CMC", row.author.entity}


def test_a_clearance_below_the_class_reads_nothing() -> None:
    """Being named in releasable-to is not enough: the class must lie within the entity's clearance."""
    row = record("log_entry", label=Label("exercise", "SECRET", "CMC", frozenset({"AUR", "BOR", "HAC"})))
    readers = {entity for entity in ENTITIES if visible(audience_of(entity, ROSTER), row, ROSTER, POLICY)}
    assert readers == {"CMC", "AUR"}


def test_a_derived_row_is_read_by_its_own_audience() -> None:
    """Conditions written for one audience reach that audience and not the room's own reader of conditions."""
    row = record("conditions", label=Label("exercise", "OPEN", "CMC", frozenset({"AUR", "BOR"})))
    body = msgspec.structs.replace(row.body, audience="BOR")
    row = msgspec.structs.replace(row, body=body)
    assert visible(audience_of("BOR", ROSTER), row, ROSTER, POLICY)
    assert not visible(audience_of("AUR", ROSTER), row, ROSTER, POLICY)
    assert not visible(Audience("CMC", host=True), row, ROSTER, POLICY)
