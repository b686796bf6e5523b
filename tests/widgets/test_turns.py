"""One budget a turn of the loop, whoever works in it; in order of rank, and nobody for ever behind another."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from widgets import turns
from widgets.turns import Rank, Spent, Work


class Clock:
    """The clock of the turns: it goes on only as work is done."""

    def __init__(self) -> None:
        """Begin."""
        self.at = 0.0

    def monotonic(self) -> float:
        """Seconds."""
        return self.at


class Worker:
    """Works through `left` steps that each take `step` seconds, and notes in `ledger` who did one in which turn."""

    def __init__(self, name: str, clock: Clock, ledger: list[str], rank: Rank = Rank.SIGHT, *, left: int = 1, step: float = 0.001) -> None:
        """Nothing is asked for yet."""
        self.name, self.clock, self.ledger, self.left, self.step = name, clock, ledger, left, step
        self.work = Work(self.portion, rank)

    def portion(self, spent: Spent) -> bool:
        """Go on until the turn is spent."""
        while self.left:
            self.left -= 1
            self.clock.at += self.step
            self.ledger.append(self.name)
            if spent():
                break
        return self.left > 0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Clock:
    """A clock that stands still but for work."""
    del qtbot
    made = Clock()
    monkeypatch.setattr(turns, "time", made)
    return made


@pytest.fixture
def ledger() -> Iterator[list[str]]:
    """Who did a step; a bar where a turn ended."""
    found: list[str] = []
    turn = turns._Turns._turn

    def noted(self: turns._Turns) -> None:
        turn(self)
        found.append("|")

    here = turns._Turns.here()
    here._timer.timeout.disconnect()
    here._timer.timeout.connect(lambda: noted(here))
    yield found
    here._timer.timeout.disconnect()
    here._timer.timeout.connect(here._turn)


def done(qtbot: QtBot, *workers: Worker) -> None:
    """Have these done."""
    for each in workers:
        each.work.ask()
    qtbot.waitUntil(lambda: not any(each.work.waiting for each in workers))


def turn_by_turn(ledger: list[str]) -> list[str]:
    """Return who worked in each turn."""
    return "".join(ledger).strip("|").split("|")


def test_all_that_work_in_a_turn_share_one_budget(clock: Clock, ledger: list[str], qtbot: QtBot) -> None:
    """When three have more to do than a turn holds, then no turn of the three together is longer than one's would be."""
    workers = [Worker(name, clock, ledger, left=25) for name in "abc"]
    done(qtbot, *workers)
    parts = turn_by_turn(ledger)
    assert max(map(len, parts)) <= round(turns.TURN / 0.001) + 1
    assert sum(map(len, parts)) == 75


def test_of_one_rank_whoever_waits_longest_is_next(clock: Clock, ledger: list[str], qtbot: QtBot) -> None:
    """When each could fill every turn, they take turns."""
    done(qtbot, *(Worker(name, clock, ledger, left=20) for name in "ab"))
    assert [part[0] for part in turn_by_turn(ledger)] == ["a", "b", "a", "b"]


def test_rank_goes_first_and_what_is_left_of_a_turn_is_used(clock: Clock, ledger: list[str], qtbot: QtBot) -> None:
    """When something small comes and something in sight waits, then both have the turn, the news first."""
    sight = Worker("s", clock, ledger, left=4)
    news = Worker("n", clock, ledger, Rank.NEWS, left=2)
    done(qtbot, sight, news)
    assert turn_by_turn(ledger) == ["nnssss"]


def test_nothing_is_shown_before_it_is_true(clock: Clock, ledger: list[str], qtbot: QtBot) -> None:
    """While what makes the rest true is under way, nothing else has a turn, however long it waits."""
    truth = Worker("t", clock, ledger, Rank.TRUTH, left=250)
    sight = Worker("s", clock, ledger, Rank.NEWS)
    done(qtbot, sight, truth)
    assert "".join(turn_by_turn(ledger)).index("s") == 250


def test_nobody_is_passed_over_for_ever(clock: Clock, ledger: list[str], qtbot: QtBot) -> None:
    """When news never cease, the rest has a turn after its patience, and not before."""
    news = Worker("n", clock, ledger, Rank.NEWS, left=10_000)
    rest = Worker("r", clock, ledger, Rank.REST)
    news.work.ask()
    done(qtbot, rest)
    news.work.drop()
    assert "".join(turn_by_turn(ledger)).index("r") == pytest.approx(turns.PATIENCE / 0.001, abs=turns.TURN / 0.001 + 1)


def test_what_no_longer_fits_is_left_to_the_next_turn(clock: Clock, ledger: list[str], qtbot: QtBot) -> None:
    """When one step takes nearly a turn, then it is not begun in the middle of one, but with the next."""
    small = Worker("s", clock, ledger, left=5)
    large = Worker("L", clock, ledger, step=0.009)
    large.work.needs = 0.009
    done(qtbot, small, large)
    assert turn_by_turn(ledger) == ["sssss", "L"]


def test_an_owner_that_went_is_asked_no_more(ledger: list[str], qtbot: QtBot) -> None:
    """When an owner goes while its work waits, then the turn passes over it, be it Python's or Qt's."""

    class Widget(QObject):
        def portion(self, spent: Spent) -> bool:
            del spent
            ledger.append("!")
            return False

    parent, alone = QObject(), Widget()
    child = Widget(parent)
    works = [Work(each.portion) for each in (alone, child)]
    for work in works:
        work.ask()
    parent.deleteLater()
    del alone
    gc.collect()
    with qtbot.waitSignal(parent.destroyed):
        pass
    qtbot.waitUntil(lambda: not any(work.waiting for work in works))
    assert "!" not in ledger


def test_hands_are_heard_between_two_turns(qtbot: QtBot) -> None:
    """While work fills every turn, a timer of the loop still comes."""
    came: list[int] = []

    class Endless:
        def portion(self, spent: Spent) -> bool:
            while not spent():
                pass
            return True

    endless = Endless()
    work = Work(endless.portion)
    work.ask()
    timer = QTimer(interval=1)
    timer.timeout.connect(lambda: came.append(1))
    timer.start()
    qtbot.waitUntil(lambda: len(came) >= 3)
    timer.stop()
    work.drop()
    assert not work.waiting


def test_one_that_fails_does_not_fail_each_turn(ledger: list[str], clock: Clock, qtbot: QtBot) -> None:
    """When a portion raises, it is not asked again, and others go on."""

    class Faulty:
        def portion(self, spent: Spent) -> bool:
            raise ValueError(spent())

    faulty, good = Faulty(), Worker("g", clock, ledger)
    work = Work(faulty.portion)
    work.ask()
    good.work.ask()
    with pytest.raises(ValueError, match="False"):
        turns._Turns.here()._turn()
    assert not work.waiting
    qtbot.waitUntil(lambda: ledger[:1] == ["g"])
