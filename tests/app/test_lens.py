"""A partner lens shows what this reader may see that the partner may see too, at every step, and lets no act out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.lens import LensSession
from app.releasing import AT_ONCE
from app.replayed import ReplaySession
from feeds.errors import Misuse
from feeds.journal.audience import InForce, View, in_force
from feeds.journal.reader import Reader
from feeds.journal.store import Admitted
from feeds.picture.act import Wish
from feeds.picture.changes import ChangeSet
from feeds.picture.envelope import Record
from feeds.picture.fold import fold_all
from feeds.picture.night import LogEntry
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from feeds.picture.room import Delegation, Officer, Policy
from tests.app.seated import Seated
from tests.feeds.journal.samples import LABELS, NOON, POLICY, ROSTER, begin, begin_whole, nights, noted, observed, shaping
from widgets.lens_edge import HEAD, LensEdge
from widgets.look import Look

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def base(tmp_path: Path) -> Iterator[ReplaySession]:
    """Return a recording in which labels of two subjects narrow and widen again and again."""
    with begin_whole(tmp_path / "j") as made:
        rows = [observed(number, subject=number % 3, label=LABELS[number % len(LABELS)]) for number in range(1, 30)]
        made.append([Admitted(each) for each in [*rows, noted(40, label=LABELS[1])]], durable=True)
    session = ReplaySession(Reader(tmp_path / "j"), None, None)
    yield session
    session.close()


def wanted(base: ReplaySession, entity: str) -> Picture:
    """Return what the journal's own reading gives that audience."""
    return View(entity, in_force(base._reader, base.picture), "test").picture(base.picture)


def rows(picture: Picture) -> set[tuple[str, str, int]]:
    """Return a picture's rows by kind, subject and sequence."""
    return {(row.kind, row.subject, row.sequence) for row in picture.all_rows()}


@pytest.mark.parametrize("entity", ["AUR", "BOR"])
def test_at_every_step_it_is_the_audiences_picture(base: ReplaySession, entity: str) -> None:
    """Record by record, forwards and after a jump back, the lens equals a filter over the whole, digest included."""
    base.step(6)
    lens = LensSession(base, entity)
    changed: list[ChangeSet] = []
    lens.changed.connect(changed.append)
    for _ in range(20):
        base.step(1)
        assert rows(lens.picture) == rows(wanted(base, entity))
        assert lens.picture.digest.root() == wanted(base, entity).digest.root()
    assert changed
    base.seek(NOON + 5_000)
    assert rows(lens.picture) == rows(wanted(base, entity))
    lens.close()


@given(nights(), st.sampled_from(["AUR", "BOR"]))
def test_a_desk_that_is_told_of_changes_is_followed_change_by_change(records: list[Record], entity: str) -> None:
    """Without a look at the whole again: rows appear, change, and go when their label narrows, as a filter over the whole has them."""
    picture = Picture(REAL)
    fold_all(picture, [shaping(ROSTER), shaping(Policy(POLICY))])
    duty = Officer("DUTY", "CMC", "Duty officer", "CMC-1", "-", "-", Delegation(frozenset()))
    live = Seated(picture, NOON, duty)
    lens, force = LensSession(live, entity), InForce(ROSTER, POLICY)
    for number, record in enumerate(records, start=1):
        live.changed.emit(fold_all(picture, [msgspec.structs.replace(record, sequence=number)]))
        expected = View(entity, force, "test").picture(picture)
        assert rows(lens.picture) == rows(expected)
        assert lens.picture.digest.root() == expected.digest.root()
    lens.close()


def test_nothing_moves_for_what_they_may_not_see(base: ReplaySession) -> None:
    """A change of a row that they neither had nor get is no change at all."""
    base.step(4)
    lens, heard = LensSession(base, "BOR"), list[ChangeSet]()
    lens.changed.connect(heard.append)
    for _ in range(25):
        count = len(heard)
        before = rows(lens.picture)
        base.step(1)
        assert (len(heard) > count) == (rows(lens.picture) != before)
    lens.close()


def test_no_act_leaves_through_another_pair_of_eyes(base: ReplaySession) -> None:
    """Acts are refused with the reason, and the standpoint says whose eyes they are."""
    base.step(6)
    lens = LensSession(base, "BOR")
    assert lens.standpoint.lens
    assert lens.standpoint.entity == "BOR"
    assert lens.act(Wish("L-1", LogEntry("x"), NOON, "n")) == lens.standpoint.off
    assert "acts are off" in lens.standpoint.off or "no way to send acts" in lens.standpoint.off
    lens.close()


def test_closed_it_follows_no_more(base: ReplaySession) -> None:
    """A lens that was let go of stays as it was."""
    base.step(6)
    lens = LensSession(base, "AUR")
    lens.close()
    before = rows(lens.picture)
    base.step(10)
    assert rows(lens.picture) == before


def test_strangers_and_rooms_without_rules(base: ReplaySession, tmp_path: Path) -> None:
    """An entity that is not on the roster, and a picture without a roster, are misuse with a reason."""
    base.step(6)
    with pytest.raises(Misuse, match="no such entity"):
        LensSession(base, "XYZ")
    with begin(tmp_path / "bare") as made:
        made.append([Admitted(observed(1))], durable=True)
    bare = ReplaySession(Reader(tmp_path / "bare"), None, None)
    with pytest.raises(Misuse, match="does not say who may see what"):
        LensSession(bare, "AUR")
    bare.close()


def test_the_edge_says_whose_eyes(qtbot: QtBot) -> None:
    """With a partner the edge has room and a name for the blind; without one it is not there."""
    edge = LensEdge(Look())
    qtbot.addWidget(edge)
    assert edge.ground.contentsMargins().top() == 0
    edge.through("BOR", 1)
    assert edge.ground.contentsMargins().top() == HEAD
    assert edge.accessibleName() == "as BOR would see it, acts are off"
    edge.resize(900, 300)
    image = edge.grab().toImage()
    assert image.pixelColor(450, 4) != image.pixelColor(450, 150)
    edge.through("", 0)
    assert (edge.ground.contentsMargins().top(), edge.accessibleName()) == (0, "")


def crowd(first: int, count: int) -> list[Record]:
    """Return so many rows, every third of which only one partner may see, and every fifth none."""
    rows = [observed(number, subject=number, label=LABELS[number % len(LABELS)]) for number in range(first, first + count)]
    return [msgspec.structs.replace(each, sequence=number) for number, each in enumerate(rows, start=first + 1)]


@pytest.fixture
def crowded() -> tuple[Seated, Picture]:
    """Return a desk over more rows than are released at once."""
    picture = Picture(REAL)
    fold_all(picture, [shaping(ROSTER), shaping(Policy(POLICY)), *crowd(0, AT_ONCE + 500)])
    duty = Officer("DUTY", "CMC", "Duty officer", "CMC-1", "-", "-", Delegation(frozenset()))
    return Seated(picture, NOON, duty), picture


@pytest.mark.parametrize("entity", ["AUR", "BOR"])
def test_many_rows_are_released_in_a_thread_and_what_changed_meanwhile_is_in(
    crowded: tuple[Seated, Picture], entity: str, qtbot: QtBot
) -> None:
    """There is nothing to look at before; then rows that came, narrowed and widened on the way are as a filter over the whole has them."""
    live, picture = crowded
    lens = LensSession(live, entity)
    assert not lens.stands
    later = [msgspec.structs.replace(each, sequence=each.sequence + 10_000) for each in crowd(1, 40)]
    swapped = [msgspec.structs.replace(each, label=LABELS[(number + 2) % len(LABELS)]) for number, each in enumerate(later)]
    with qtbot.waitSignal(lens.stood, timeout=20_000):
        live.changed.emit(fold_all(picture, swapped))
        live.changed.emit(fold_all(picture, [observed(9_999, subject=9_999, label=LABELS[1])]))
    assert rows(lens.picture) == rows(View(entity, InForce(ROSTER, POLICY), "test").picture(picture))
    qtbot.waitUntil(lambda: lens.reading is None, timeout=20_000)
    assert lens.whereabouts.rows()
    lens.close()


def test_while_another_picture_is_released_the_last_one_stands_at_its_own_moment(crowded: tuple[Seated, Picture], qtbot: QtBot) -> None:
    """It says that it waits, and never shows an old picture as that of a new moment."""
    live, _ = crowded
    lens = LensSession(live, "AUR")
    qtbot.waitUntil(lambda: lens.stands, timeout=20_000)
    waits: list[bool] = []
    lens.waiting.connect(waits.append)
    old = lens.picture
    live.picture = live.picture.copy()
    fold_all(live.picture, [msgspec.structs.replace(observed(77_777, subject=77_777), sequence=99_999)])
    live._now += 60_000
    with qtbot.waitSignal(lens.replaced, timeout=20_000):
        live.replaced.emit()
        live.moved.emit()
        assert (lens.picture, lens.now(), waits) == (old, NOON, [True, True])
    assert lens.now() == NOON + 60_000
    assert waits[-1] is False
    assert rows(lens.picture) == rows(View("AUR", InForce(ROSTER, POLICY), "test").picture(live.picture))
    lens.close()


def test_closed_while_it_is_released_nothing_comes(crowded: tuple[Seated, Picture]) -> None:
    """A lens that is left at once ends its thread and shows nothing."""
    lens, stood = LensSession(crowded[0], "AUR"), list[bool]()
    lens.stood.connect(lambda: stood.append(True))
    lens.close()
    QCoreApplication.processEvents()
    assert not lens.stands
    assert stood == []


def test_before_the_roster_was_known_nothing_is_shown_to_who_came_later(base: ReplaySession) -> None:
    """Back at the first record, which no roster stands beside, the rules that were in force last go on; nobody's desk breaks."""
    base.step(6)
    lens = LensSession(base, "AUR")
    base.seek(base.tape.first)
    base.step(-50)
    assert all(lens._view is not None and lens._view.sees(row) for row in lens.picture.all_rows())
    lens.close()
