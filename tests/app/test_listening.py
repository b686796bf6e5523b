"""What sources brought is counted in portions where there are many rows, at once where there are few, and kept up meanwhile."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.listening import Listening
from feeds.picture.fold import fold_all
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from tests.rig.specimens import NOON, record
from widgets.health.heard import PORTION, heard


def filled(first: int, count: int, picture: Picture | None = None) -> Picture:
    """Return a picture with so many reports more, from a number on."""
    made = picture or Picture(REAL)
    fold_all(made, (record("indication", regime=REAL, subject=f"R-{each:06}", known=NOON + each) for each in range(first, first + count)))
    return made


def test_few_rows_are_counted_at_once(qtbot: QtBot) -> None:
    """No waiting where none is worth it."""
    del qtbot
    picture = filled(0, 40)
    assert Listening().of(picture) == heard(picture)


def test_many_are_counted_in_portions_and_what_comes_meanwhile_is_in(qtbot: QtBot) -> None:
    """Until all are counted nothing is told; then `done` comes, and the count has what changed on the way."""
    picture, listening = filled(0, 2 * PORTION), Listening()
    with qtbot.waitSignal(listening.done, timeout=20_000):
        assert listening.of(picture) is None
        listening.changed(fold_all(picture, [record("indication", regime=REAL, subject="R-LATE", known=NOON + 10**6)]))
    assert listening.of(picture) == heard(picture)
    assert sum(each.rows for each in heard(picture).values()) == 2 * PORTION + 1


def test_another_picture_is_counted_anew(qtbot: QtBot) -> None:
    """What was counted of the last one is forgotten, half counted or whole."""
    first, second, listening = filled(0, 2 * PORTION), filled(0, 3), Listening()
    assert listening.of(first) is None
    listening.replaced()
    assert listening.of(second) == heard(second)
    listening.replaced()
    with qtbot.waitSignal(listening.done, timeout=20_000):
        assert listening.of(first) is None
    assert listening.of(first) == heard(first)
