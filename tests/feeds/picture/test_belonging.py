"""Humanitarian data is born for its submitter and the parties it names, and only its owner takes it further."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.picture.alarm import Answer, AnswerKind
from feeds.picture.belonging import beyond, born, is_humanitarian, named, owner_of, speaks_of, unreleased
from feeds.picture.body import Body, kind_of
from feeds.picture.corridor import (
    Agreement,
    AgreementKind,
    Corridor,
    CorridorState,
    CorridorStatus,
    Mode,
    Segment,
    SegmentState,
    Verification,
)
from feeds.picture.envelope import Author, AuthorKind, Record
from feeds.picture.fold import fold_all
from feeds.picture.identity import content_hash
from feeds.picture.label import NOT_FOR_TARGETING, Label
from feeds.picture.picture import Picture
from feeds.picture.relief import Movement, MovementState, Need, Notification, NotificationReceipt, NotificationState, Offer, ReceiptKind
from feeds.picture.room import Entity, EntityKind, Roster
from feeds.picture.safeguard import RELIEF_KINDS
from feeds.picture.values import LineString
from tests.rig.specimens import EXERCISE, NOON, body

CODES = ("CMC", "AUR", "BOR", "CAL", "HAC", "UPC")
WIDE = Label("exercise", "RESTRICTED", "CMC", frozenset(CODES))
ROSTER = Roster(
    "CMC",
    "Room",
    "CMC",
    tuple(Entity(code, code, EntityKind.RELIEF if code == "HAC" else EntityKind.NATION, "RESTRICTED") for code in CODES),
    default_label=WIDE,
)
ROUTE = Corridor("HC-1", "Road", "passage", Mode.ROAD, "AUR", ("AUR", "UPC"))
LEG = Segment("C-1", "S1", "first", LineString(((0.0, 0.0), (1.0, 1.0))))
NOTICE = Notification("N-1", "Convoy", NotificationState.TRANSMITTED, ("AUR",), "M-1")
NEED = Need("Halvern", "water")
CONVOY = Movement("CV-1", "Convoy", "HAC", Mode.ROAD, MovementState.MOVING, "C-1", notification="N-1")


def row(subject: str, said: Body, label: Label | None, entity: str = "HAC") -> Record:
    """Return a row of an entity's."""
    author = Author(entity, AuthorKind.OFFICER, f"{entity}-1", "desk")
    return Record(subject, EXERCISE, NOON, author, said, content_hash(subject.encode()), label, origin="CMC", sequence=1)  # type: ignore[arg-type]  # on the list


def held(label: Label = WIDE) -> Picture:
    """Return a room with AUR's route and what relief has told of its convoy."""
    ours = msgspec.structs.replace(label, originator="AUR")
    theirs = msgspec.structs.replace(label, originator="HAC")
    rows = [row("CMC", ROSTER, WIDE, "CMC"), row("C-1", ROUTE, ours, "AUR"), row("S-1", LEG, ours, "AUR")]
    rows += [row("N-1", NOTICE, theirs), row("D-1", NEED, theirs), row("M-1", CONVOY, theirs)]
    made = Picture(EXERCISE)
    fold_all(made, rows)
    return made


PICTURE = held()
NAMES: list[tuple[Body, set[str]]] = [
    (ROUTE, {"AUR", "UPC", "HAC"}),
    (LEG, {"AUR", "UPC", "HAC"}),
    (CorridorStatus("C-1", CorridorState.OPEN), {"AUR", "UPC", "HAC"}),
    (Agreement("C-1", "UPC", AgreementKind.WRITTEN), {"AUR", "UPC", "HAC"}),
    (Verification("S-1", SegmentState.PASSABLE, NOON, "CAL"), {"AUR", "UPC", "HAC", "CAL"}),
    (CONVOY, {"HAC", "AUR"}),
    (NOTICE, {"AUR", "HAC"}),
    (NotificationReceipt("N-1", "AUR", ReceiptKind.RECEIPT_ACKED), {"AUR", "HAC"}),
    (Offer("CAL", "a water ship", "D-1"), {"CAL", "HAC"}),
    (NEED, set()),
]


@pytest.mark.parametrize(("said", "who"), NAMES, ids=lambda each: kind_of(each) if isinstance(each, Body) else "")
def test_a_relief_row_names_its_parties(said: Body, who: set[str]) -> None:
    """Parties of a route, of a notification, of a need; relief cells read routes, and a movement is not its route's parties' affair."""
    assert named(PICTURE, said) == who


labels = st.builds(
    Label,
    policy=st.just("exercise"),
    classification=st.just("RESTRICTED"),
    originator=st.sampled_from(CODES),
    releasable=st.frozensets(st.sampled_from(CODES)),
)
bodies = st.sampled_from([*(said for said, _ in NAMES), *(body(kind) for kind in RELIEF_KINDS)])


@given(bodies, st.sampled_from(CODES), st.none() | st.sampled_from([("corridor", "C-1"), ("need", "D-1"), ("movement", "M-1")]), labels)
def test_relief_rows_are_born_for_their_parties(said: Body, entity: str, about: tuple[str, str] | None, label: Label) -> None:
    """Whatever it rests on, however widely that or anything of this room is released: the submitter, and the parties named."""
    picture = held(label)
    made = born(picture, entity, said, about)
    assert made is not None
    assert made.originator == entity
    assert made.releasable <= named(picture, said)
    assert NOT_FOR_TARGETING in made.caveats
    assert beyond(picture, said, made) == frozenset()
    assert unreleased(picture, entity, said, made, None) is None


@given(bodies, st.sampled_from(CODES), labels, labels)
def test_only_the_owner_releases_further(said: Body, entity: str, was: Label, label: Label) -> None:
    """A new label of another's row reaches nobody new and gives it to nobody; the owner's own may."""
    before = row("X-1", said, was, was.originator)
    reason = unreleased(PICTURE, entity, said, label, before)
    new = {label.originator, *label.releasable} - {was.originator, *was.releasable}
    assert (reason is None) == (entity == was.originator or not new)
    assert reason is None or f"only {owner_of(before)} may release it to" in reason


@given(bodies, st.sampled_from(CODES), labels, labels)
def test_what_is_said_of_relief_goes_no_further(said: Body, entity: str, held_as: Label, label: Label) -> None:
    """A new row reaches only the parties it names and readers of everything of another's that it speaks of."""
    picture = held(held_as)
    if unreleased(picture, entity, said, label, None) is not None:
        return
    for reader in beyond(picture, said, label) - {entity}:
        assert label.originator == entity
        for about in speaks_of(picture, said):
            assert owner_of(about) == entity or reader in {owner_of(about), *held_as.releasable}


def test_other_rows_are_as_readable_as_what_they_rest_on() -> None:
    """An answer goes to who may read the item, in the answerer's name; this rule is relief's alone."""
    said = Answer("R-1", 1, "BOR", AnswerKind.RECEIPT)
    assert not is_humanitarian(said)
    made = born(PICTURE, "BOR", said, ("need", "D-1"))
    assert made is not None
    assert (made.originator, made.releasable) == ("BOR", WIDE.releasable)
    assert unreleased(PICTURE, "BOR", said, WIDE, None) is None


def test_what_has_no_label_gives_none() -> None:
    """It fails closed."""
    picture = Picture(EXERCISE)
    fold_all(picture, [row("CMC", ROSTER, WIDE, "CMC"), row("D-1", NEED, None)])
    assert born(picture, "CAL", Offer("CAL", "a ship", "D-1"), ("need", "D-1")) is None
    ours = msgspec.structs.replace(WIDE, originator="CAL")
    assert "only HAC" in str(unreleased(picture, "CAL", Offer("CAL", "a ship", "D-1"), ours, None))
