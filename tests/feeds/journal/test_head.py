"""A tape's head: what it stands on is the fold seen through the labels, told of as it changes, and let go of when it is left."""

from __future__ import annotations

import msgspec
import pytest

from feeds.journal.audience import InForce, View
from feeds.journal.head import Head
from feeds.picture.digest import digest_of
from feeds.picture.envelope import Record
from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from feeds.picture.room import Roster
from tests.feeds.journal.samples import LABELS, NOON, POLICY, ROSTER, noted, observed, shaping

SECRET = LABELS[3]
"""What Borrack, cleared for open records, may not see."""

CLEARED = msgspec.structs.replace(ROSTER, entities=tuple(msgspec.structs.replace(each, clearance="SECRET") for each in ROSTER.entities))


def head(entity: str | None, gone: list[Picture] | None = None, *, shared: bool = False) -> Head:
    """Return a head before the first record, for an entity."""

    def viewed(picture: Picture) -> View:
        roster = picture.get(Roster, "ROOM") or ROSTER
        return View(entity, InForce(roster, POLICY), "test")

    return Head(viewed, None if gone is None else gone.append, Picture(REAL), shared=shared)


def numbered(*records: Record) -> list[Record]:
    """Return records as a journal holds them, one after another."""
    return [msgspec.structs.replace(record, sequence=place) for place, record in enumerate(records, 1)]


def folded(*records: Record) -> Picture:
    """Return the room's picture of records."""
    picture = Picture(REAL)
    fold_all(picture, records)
    return picture


NIGHT = numbered(observed(1), observed(2, subject=1, label=SECRET), noted(3), observed(4, label=SECRET))
"""The first vessel is seen by all, then becomes secret; the second was from the start."""


def play(over: Head, records: list[Record], start: int = 0) -> None:
    """Fold records that follow the first `start`."""
    for place, record in enumerate(records, start + 1):
        over.fold(place, record)


@pytest.mark.parametrize("entity", [None, "AUR", "BOR"])
def test_what_it_stands_on_is_the_fold_seen_through_the_labels(entity: str | None) -> None:
    """Record by record, the room's picture is the fold, the audience's what its view leaves of that, and the digest is of its rows."""
    over = head(entity)
    for place, record in enumerate(NIGHT, 1):
        over.fold(place, record)
        over.changes()
        whole = folded(*NIGHT[:place])
        assert over.now.place == place
        assert list(over.now.whole.all_rows()) == list(whole.all_rows())
        assert list(over.now.own.all_rows()) == list(over.view.picture(whole).all_rows())
        assert over.now.own.digest.root() == digest_of(over.now.own.all_rows()).root()


def test_it_tells_what_changed_for_the_audience_and_tells_it_once() -> None:
    """Borrack hears of the first vessel, of the line in the log, and of the vessel's going; never of the other."""
    over = head("BOR")
    play(over, NIGHT[:2])
    assert [(each.key[0], each.after is None) for each in over.changes()] == [("T-0000", False)]
    play(over, NIGHT[2:], 2)
    assert [(each.key[0], each.after is None) for each in over.changes()] == [("LE-0", False), ("T-0000", True)]
    assert not len(over.changes())


def test_a_new_roster_releases_every_row_anew() -> None:
    """Once Borrack is cleared, what was withheld is there, and told of as new; the picture that was shown is let go of."""
    gone: list[Picture] = []
    over = head("BOR", gone)
    play(over, NIGHT)
    over.changes()
    before = over.now.own
    over.fold(5, msgspec.structs.replace(shaping(CLEARED, known=NOON + 9_000), sequence=5))
    assert {each.key[0] for each in over.changes()} == {"T-0000", "T-0001", "ROOM"}
    assert gone == [before]
    assert len(list(over.now.own.all_rows())) == len(list(over.now.whole.all_rows())) == 4
    assert over.now.own.digest.root() == digest_of(over.now.own.all_rows()).root()


def test_where_nothing_is_withheld_the_two_pictures_are_one() -> None:
    """A shared head folds once; a head for an audience that sees all of what is there has a picture of its own all the same."""
    one, two = head(None, shared=True), head(None)
    for each in (one, two):
        play(each, NIGHT)
        each.changes()
    assert one.now.own is one.now.whole
    assert two.now.own is not two.now.whole
    assert one.now.own.digest.root() == two.now.own.digest.root()


def test_a_copy_goes_its_own_way_with_its_digest_up_to_date() -> None:
    """What is folded after a copy is not in it."""
    over = head("BOR")
    play(over, NIGHT[:2])
    copy = over.copy()
    play(over, NIGHT[2:], 2)
    assert copy.place == 2
    assert list(copy.whole.all_rows()) == list(folded(*NIGHT[:2]).all_rows())
    assert copy.own.digest.root() == digest_of(copy.own.all_rows()).root()


def test_what_was_folded_before_a_move_is_not_told_of_after_it() -> None:
    """Changes belong to the pictures they were made in: they touch neither the digest nor the telling of those that follow."""
    over, other = head("AUR"), head("AUR")
    play(over, NIGHT)
    play(other, NIGHT[:1])
    for taken in (True, False):
        if taken:
            over.take(other.copy())
        else:
            over.stand(1, folded(*NIGHT[:1]))
        assert not len(over.changes())
        assert over.now.place == 1
        assert over.now.own.digest.root() == digest_of(over.now.own.all_rows()).root()
        play(over, NIGHT[1:], 1)


def test_what_is_held_is_not_let_go_of() -> None:
    """Leaving a stand lets go of its pictures, but of none that is shown now."""
    gone: list[Picture] = []
    over = head("BOR", gone)
    before = over.now
    over.leave(before)
    assert gone == []
    over.stand(1, folded(NIGHT[0]))
    over.leave(before, over.now)
    assert gone == [before.whole, before.own]
