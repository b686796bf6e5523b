"""Another picture alongside: asked once for each moment shown, while it is wanted, and told of only then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pytestqt.qtbot import QtBot

from app.alongside import Alongside
from app.asked import Answering
from app.beside import Beside
from feeds.picture.picture import Picture
from feeds.picture.regime import REAL
from widgets.compare.resolve import Aside

WAIT = 20_000


class Other(Beside):
    """Another that has a picture of any moment."""

    @contextmanager
    def answering(self) -> Iterator[Answering]:
        """A fresh picture each time."""
        yield lambda _: Picture(REAL)


class Shown:
    """A moment that is shown, another alongside, and which of its moments were asked and told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Begin at moment 1."""
        self.at = 1
        self.other = Other("other")
        self.asked: list[object] = []
        ask = self.other.ask

        def asking(question: object) -> None:
            self.asked.append(question)
            ask(question)

        monkeypatch.setattr(self.other, "ask", asking)
        self.told: list[int] = []
        self.alongside = Alongside(self.other, lambda: self.at)
        self.alongside.stood.connect(lambda aside: self.told.append(aside.at))


@pytest.fixture
def shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shown]:
    """Nothing wanted yet."""
    del qtbot
    made = Shown(monkeypatch)
    yield made
    made.alongside.close()


def test_each_moment_is_asked_for_once(shown: Shown, qtbot: QtBot) -> None:
    """By itself as another is shown, and no more while the same is."""
    shown.alongside.start()
    qtbot.waitUntil(lambda: shown.told == [1], timeout=WAIT)
    shown.alongside.ask()
    shown.at = 2
    qtbot.waitUntil(lambda: shown.told == [1, 2], timeout=WAIT)
    assert shown.asked == [1, 2]


def test_what_comes_when_it_is_wanted_no_more_is_not_told(shown: Shown) -> None:
    """The picture was on its way as comparing ended."""
    shown.alongside.start()
    shown.alongside.stop()
    shown.other.found.emit(Aside(Picture(REAL), 1, "other", same_room=False))
    assert not shown.alongside.on
    assert shown.told == []


def test_wanted_again_it_is_asked_for_the_moment_that_it_had_before(shown: Shown, qtbot: QtBot) -> None:
    """What was let go of has to be found anew."""
    shown.alongside.start()
    qtbot.waitUntil(lambda: shown.told == [1], timeout=WAIT)
    shown.alongside.stop()
    shown.alongside.start()
    qtbot.waitUntil(lambda: shown.told == [1, 1], timeout=WAIT)
    assert shown.asked == [1, 1]
